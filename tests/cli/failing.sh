# Fails a command at each single call that changes the disk, and looks at what is left: for the tests of
# crashes, power cuts, and full and broken disks (`how`: a variable of failing.c). With KHOA_EXHAUSTIVE
# set really at each call, and all commands. Sourced after lib.sh.
failing=$dir/failing.so
cc -std=c17 -Wall -Wextra -Werror -shared -fPIC -o "$failing" "$samples"/../tests/cli/failing.c \
  "$samples"/../tests/cli/powercut.c || exit
export ASAN_OPTIONS=verify_asan_link_order=0
khoa() { LD_PRELOAD=$failing "$khoa" "$@"; }
export KHOA_NEW_PASSPHRASE_FILE=$KHOA_PASSPHRASE_FILE
query() { sqlite3 office/registry.db "$1"; }

khoa init office --name 'Công an huyện Triệu Sơn' >/dev/null 2>&1
export KHOA_HOME=$dir/office
khoa unit import "$samples/units.csv" >/dev/null
khoa hotline set 15667 "$samples/hotlines-15667.csv" >/dev/null 2>&1
printf 'reference,kind,village,head,keychains,lock_tags\nH1,household,Thôn 1,Lê Văn Mẫu,2,0\nH2,household,Thôn 2,Trần Thị Mẫu,1,0\n' >small.csv
printf 'role,name,village\nhead,Lê Văn Mẫu,\npoliceman,Hà Văn Mẫu,\nvillage-head,Bùi Văn Mẫu,Thôn 1\n' >roll.csv
printf 'date,time,leader,policemen,village_heads,militia_heads,reached\n3/11/2025,19h,Lê Văn Mẫu,Hà Văn Mẫu,Bùi Văn Mẫu,,3\n5/11/2025,19h,Lê Văn Mẫu,Hà Văn Mẫu,Bùi Văn Mẫu,,3\n' >book.csv
cp -r office empty
khoa household import small.csv --unit 15667 >/dev/null 2>&1
cp -r office due
khoa issue --unit 15667 --no-proof >/dev/null
cp -r office issued
khoa backup saved >/dev/null 2>&1
khoa tag handover --batch 1 >/dev/null 2>&1
cp -r office given

# Keys come from the log's length: the same office makes the same ones (a second batch of the same run
# would not).
seed() {
  entries=0
  [ ! -e office/registry.db ] || entries=$(query 'SELECT count(*) FROM log')
  echo $((entries + 1))
}
seeded() { KHOA_SEED=$(seed) khoa "$@" </dev/null; }

# What stands in the office's files and in `twice`, which commands write to. Of bundles only the newest: a
# number that was given to one that nobody saw is passed over.
files() {
  newest=none
  [ ! -e office/registry.db ] || newest=$(query "SELECT printf('khoa-%06d', max(sequence)) FROM bundle")
  find office twice -type f ! -name 'registry.db*' ! -name .lock ! -path '*.unfinished-*' -exec sha256sum {} + 2>/dev/null |
    grep -v "bundles/khoa-0" | sort
  sha256sum office/bundles/"$newest".* 2>/dev/null | grep -v unfinished-
}
dump() { [ ! -e office/registry.db ] || query .dump | sort | sha256sum; } # VACUUM may put it in another order
photo() {
  files >"$1.files"
  dump >"$1.dump"
  cat "$1.files" "$1.dump" >"$1.all"
}

bad() { faults="$faults call $at: $1;"; }

# Before anything is done again: no file is half there, each is as before or as after.
sound() {
  cut -d ' ' -f 1 now.files | sort -u >hashes
  half=$(comm -23 hashes known)
  [ -z "$half" ] || bad "half a file: $(grep -F "$half" now.files)"
  # A process that lives on tidies up.
  case $how in
  KHOA_FULL_AT | KHOA_EIO_AT)
    left=$(find . -path ./kept -prune -o -name '*.unfinished-*' -print)
    [ -z "$left" ] || bad "left $left"
    ;;
  esac
}

# Killed; or it says why it can't, or was done by then: 0 is held to that afterwards.
ended_as_it_should() {
  case $how in
  KHOA_KILL_AT | KHOA_TORN_AT) [ $ended = 137 ] || bad "ended with $ended" ;;
  KHOA_POWER_AT) [ $ended = 137 ] || [ "$ended $at" = "0 $((calls + 1))" ] || bad "ended with $ended" ;;
  # What is told as a finding, by the doctor or of what is left to erase, ends with 1.
  *) [ $ended = 0 ] || [ $ended = 2 ] || { [ $ended = 1 ] && [ $look != whole ] && [ $look != nothing_more ]; } || bad "ended with $ended" ;;
  esac
  [ $ended != 2 ] ||
    grep -qE '^khoa: .*(No space left|disk is full|Input/output error|check its room|mode and disk)' err ||
    bad "said: $(head -c 300 err)"
}

rewind() {
  rm -rf office .office.* twice .twice.* twice.unfinished-* state kept again.*
  mkdir kept
  [ "$start" = - ] || cp -r "$start" office
}

# Runs it again, the way that it says itself if its answer is there already.
repeat() {
  seeded "$@" >again 2>&1 && return
  grep -q -e '--force' again && seeded "$@" --force >again 2>&1
}

# How it ends if nothing fails, once (photo.1) and twice (photo.2); how many calls it takes.
undisturbed() {
  rewind
  first=$(seed)
  photo photo.0
  KHOA_CALLS=$dir/calls seeded "$@" >out 2>err || bad "undisturbed: $(head -c 300 err)"
  calls=$(cat calls)
  photo photo.1
  repeat "$@" || { rm -rf twice && repeat "$@"; }
  photo photo.2
  cut -d ' ' -f 1 photo.0.files photo.1.files | sort -u >known
}

# What is left is what the doctor can put right; then it finds nothing.
heal() {
  [ -e office ] || return
  khoa doctor --repair >doctor.out 2>&1 || bad "$(head -n 2 doctor.out)"
  grep -q '^repaired' doctor.out || return
  khoa doctor >doctor.out 2>&1 || bad "after repairs: $(head -n 2 doctor.out)"
}

# The same bytes as without the failure: of one run, or of two if the first was done but for its end.
# Every other time the doctor comes before.
end_the_same() {
  # Who was told that it was done can rely on it.
  [ $ended != 0 ] || cmp -s now.all photo.1.all || bad "told as done, and isn't"
  cmp -s now.all photo.1.all && return
  [ $((at / stride % 2)) = 0 ] || heal
  repeat "$@" || bad "again: $(head -c 300 again)"
  photo now
  cmp -s now.all photo.1.all || cmp -s now.all photo.2.all || bad "other bytes: $(diff photo.1.all now.all | head -n 4)"
}

# `make crashtest` tries each call; otherwise a sample is enough, and a smaller one in the sanitizers' build,
# which is slow.
case $build in */asan) sample=8 ;; *) sample=2 ;; esac
[ -z "${KHOA_EXHAUSTIVE-}" ] || sample=1

# fail_at_each STRIDE START LOOK COMMAND...: runs the command on a copy of the folder START (- for none)
# and fails it at each STRIDE-th of its calls; after each of them LOOK looks too.
fail_at_each() {
  stride=$(($1 * sample)) start=$2 look=$3
  [ -z "${KHOA_EXHAUSTIVE-}" ] || stride=1
  shift 3
  at=0 faults='' tried=0
  undisturbed "$@"
  at=1 last=$calls
  [ $how != KHOA_POWER_AT ] || last=$((calls + 1))
  while [ $at -le "$last" ] && [ ${#faults} -lt 1000 ]; do
    rewind
    before=$faults
    ended=0
    env "$how=$at" KHOA_KEPT="$dir/kept" KHOA_SEED="$first" LD_PRELOAD="$failing" \
      "$khoa" "$@" >out 2>err </dev/null || ended=$?
    ended_as_it_should
    photo now
    sound
    $look
    end_the_same "$@"
    heal
    tried=$((tried + 1)) at=$((at + stride))
    [ "$before" != "$faults" ] || survived=$((survived + 1))
  done
  points=$((points + tried))
  same "$1 $2: $how, $tried of $last calls" "$faults" ''
  check "$1 $2: there were calls to fail at" 0 '' [ $tried -gt 0 ]
}


nothing_more() { :; }
repairs() { :; }

# A command of one transaction: all of it or nothing.
whole() {
  cmp -s now.dump photo.0.dump || cmp -s now.dump photo.1.dump || bad "a part of it"
}

# No file of the one stands beside another's.
fits_together() {
  for bundle in office/bundles/*.khoa; do
    [ ! -e "$bundle" ] || khoa bundle show "$bundle" >/dev/null 2>&1 || bad "files of two bundles"
    [ ! -e "$bundle" ] || [ -e "${bundle%.khoa}.form" ] || bad "a bundle without its form"
  done
}

# No name is shown, and no list of names made, that the log doesn't know of.
names_logged() {
  shown=0
  grep -q 'Mẫu' out && shown=1
  [ -z "$(ls office/reports)" ] || shown=1
  [ "$(query "SELECT $shown <= count(*) FROM log WHERE act = 'read names'")" = 1 ] || bad "names that nobody read"
}

# What was erased from its row may not stay in the file.
erased() {
  whole
  [ "$(query "SELECT count(*) FROM subject WHERE sealed = x''")" = 0 ] || khoa household forget >/dev/null 2>&1 || bad "finish"
}

fail_surveys() {
  phone=$build/tests/phone/phone enrolment=$("$build/tests/phone/phone" a enrol)
  fail_at_each 3 issued whole surveyor add "$enrolment" --unit 15667 --name X
  rm -rf office
  cp -r issued office
  khoa surveyor add "$enrolment" --unit 15667 --name X >/dev/null 2>&1
  khoa survey open 2025-Q4 --unit 15667 >/dev/null 2>&1
  cp -r office enrolled
  printf '%s\n' 'record 1 survey 2025-Q4 2025-11-30T07:41:09Z' 'household 1' 'found present' 'weaknesses 2,5' \
    'record 2 survey 2025-Q4 2025-11-30T07:42:09Z' 'household 2' 'found nobody-home' \
    'record 3 handover - 2025-11-30T07:43:09Z' 'tag 0001-00001-19' 'verdict 0 unissued good none printed fresh' |
    "$phone" a file 15667 1 - 2025-11-30T08:00:00Z >a1.txt
  fail_at_each 2 enrolled whole survey import a1.txt
}

fail_the_rest() {
  printf '%s\n' code,name '15667,Xã Mẫu' >units.csv
  printf '%s\n' label,number,hours 'A,113,24/24' 'B,114,24/24' 'C,115,24/24' >numbers.csv
  fail_at_each 1 due whole unit import units.csv
  fail_at_each 1 issued whole tag spoil --batch 1
  fail_at_each 1 given whole tag lost --batch 1
  fail_at_each 1 given whole tag revoke --batch 1
  fail_at_each 1 given whole tag replace --batch 1
  fail_at_each 1 due whole hotline set 15667 numbers.csv
  fail_at_each 1 issued names_logged household show H1
  fail_at_each 1 issued names_logged handover 1
  fail_at_each 1 issued nothing_more privacy passphrase
  fail_at_each 1 enrolled whole survey close 2025-Q4 --unit 15667
  rm -rf office
  cp -r due office
  mkdir office/batches/.lock # so that drawing fails after the batch is registered
  khoa issue --unit 15667 --no-proof >/dev/null 2>&1
  rmdir office/batches/.lock
  cp -r office unfinished
  fail_at_each 1 unfinished repairs doctor --repair
  fail_the_big_one
}

# An office of a whole commune.
fail_the_big_one() {
  rm -rf office
  cp -r empty office
  khoa household import "$samples/households-15667.csv" --unit 15667 >/dev/null 2>&1
  cp -r office big
  exhaustive=${KHOA_EXHAUSTIVE-} KHOA_EXHAUSTIVE=
  fail_at_each 9 big nothing_more issue --unit 15667 --kind keychain --no-proof
  fail_at_each 9 empty whole household import "$samples/households-15667.csv" --unit 15667
  KHOA_EXHAUSTIVE=$exhaustive
}

fail_everything() {
  points=0 survived=0
  # init has the most calls, nearly all of them while nobody can see the folder.
  fail_at_each 9 - nothing_more init office --name X
  fail_at_each 1 empty whole household import small.csv --unit 15667
  fail_at_each 2 empty whole committee import roll.csv --unit 15667 --from 2025-11-01
  fail_at_each 2 empty whole patrol import book.csv --unit 15667
  fail_at_each 2 due nothing_more issue --unit 15667 --no-proof
  fail_at_each 2 issued nothing_more print 1 --no-proof -o twice
  fail_at_each 1 issued whole tag handover --batch 1
  fail_at_each 1 issued fits_together bundle export
  cp -r issued exported
  khoa -C exported bundle export -o exported/bundles/x.khoa >/dev/null 2>&1
  fail_at_each 3 exported fits_together bundle export -o office/bundles/x.khoa --force
  fail_at_each 1 issued nothing_more authority handover
  fail_at_each 2 issued nothing_more authority passphrase
  fail_at_each 3 issued nothing_more backup twice
  fail_at_each 3 - nothing_more restore saved office
  fail_at_each 6 issued erased household forget H1
  fail_surveys
  [ -z "${KHOA_EXHAUSTIVE-}" ] || fail_the_rest
  echo "# $how: $points points tried, $survived survived"
}
