# Runs a command again and again, failing it at each single call that changes the disk; for the tests
# of crashes (how=KHOA_KILL_AT), full disks (how=KHOA_FULL_AT) and broken ones (how=KHOA_EIO_AT). With
# KHOA_EXHAUSTIVE set really at each call, and all commands. Sourced after lib.sh.
failing=$dir/failing.so
cc -std=c17 -Wall -Wextra -Werror -shared -fPIC -o "$failing" "$samples/../tests/cli/failing.c" -ldl || exit
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

bad() { faults="$faults call $at: $1;"; }

# What must hold after every end, before anything is done again.
sound() {
  khoa log check >/dev/null 2>&1 || bad "log check"
  [ "$(query 'PRAGMA integrity_check; PRAGMA foreign_key_check')" = ok ] || bad "registry damaged"
  # A process that lives on tidies up.
  left=$(find . -name '*.unfinished-*')
  [ $how = KHOA_KILL_AT ] || [ -z "$left" ] || bad "left $left"
}

ended_as_it_should() {
  case $how in
  KHOA_KILL_AT) [ $ended = 137 ] || bad "ended with $ended" ;;
  KHOA_FULL_AT)
    [ $ended = 2 ] || bad "ended with $ended"
    grep -q '^khoa: .*\(No space left\|disk is full\|check its room\)' err || bad "said: $(cat err)"
    ;;
  KHOA_EIO_AT)
    [ $ended = 2 ] || bad "ended with $ended"
    grep -q '^khoa: .*\(Input/output error\|disk is full\|check its room\)' err || bad "said: $(cat err)"
    ;;
  esac
}

# The sanitizers' build is slow: there a sample of the calls is enough.
case $build in */asan) sample=4 ;; *) sample=1 ;; esac

# fail_at_each STRIDE START AFTER COMMAND...: runs the command on a copy of the folder START (- for none)
# as often as it has calls to fail at, and takes each STRIDE-th; after each of them AFTER looks.
fail_at_each() {
  stride=$(($1 * sample)) start=$2 after=$3
  [ -z "${KHOA_EXHAUSTIVE-}" ] || stride=1
  shift 3
  at=1 faults='' tried=0
  while :; do
    rm -rf office .office.* twice .twice.* twice.unfinished-* state
    [ "$start" = - ] || cp -r "$start" office
    env "$how=$at" LD_PRELOAD="$failing" "$khoa" "$@" >out 2>err </dev/null
    ended=$?
    [ $ended != 0 ] && [ $tried -lt 2000 ] && [ ${#faults} -lt 1000 ] || break
    ended_as_it_should
    $after
    # What is left is what the doctor can put right.
    [ ! -d office ] || khoa doctor --repair >doctor.out 2>&1 || bad "$(head -n 2 doctor.out)"
    tried=$((tried + 1)) at=$((at + stride))
  done
  same "$1 $2: $how, $tried of $at calls" "$ended$faults" 0
  check "$1 $2: there were calls to fail at" 0 '' [ $tried -gt 0 ]
}

after_init() {
  if [ -e office ]; then
    sound
    khoa issue --all >/dev/null 2>&1 || bad "half an office"
  else
    khoa init office --name X >/dev/null 2>&1 || bad "can't be made again"
  fi
}

after_import() {
  sound
  count=$(query "SELECT count(*) FROM subject")
  [ "$count" = 0 ] || [ "$count" = 2 ] || bad "$count of 2 households"
  [ "$(query "SELECT count(*) FROM log WHERE act = 'household import'")" = $((count / 2)) ] || bad "the log tells otherwise"
  khoa household import small.csv --unit 15667 >/dev/null 2>&1 || bad "import again"
  [ "$(query "SELECT count(*) FROM subject")" = 2 ] || bad "not all after the second"
}

# All rows or none of a list that fills two tables.
after_book() { # TABLE WHOLE COMMAND...
  sound
  book=$1 whole=$2
  shift 2
  count=$(query "SELECT count(*) FROM $book")
  [ "$count" = 0 ] || [ "$count" = "$whole" ] || bad "$count of $whole rows"
  khoa "$@" >/dev/null 2>&1 || bad "import again"
  [ "$(query "SELECT count(*) FROM $book")" = "$whole" ] || bad "not all after the second"
  [ "$(query "SELECT count(*) FROM log WHERE act = '$1 $2'")" = 1 ] || bad "the log tells otherwise"
}
after_committee() { after_book committee_member 3 committee import roll.csv --unit 15667 --from 2025-11-01; }
after_patrols() { after_book patrol_member 4 patrol import book.csv --unit 15667; }

after_issue() {
  sound
  key=$(query "SELECT hex(public_key) FROM batch")
  khoa issue --unit 15667 --no-proof >/dev/null 2>&1 || bad "issue again"
  [ "$(query "SELECT count(*), max(number), (SELECT count(*) FROM batch_file),
    (SELECT group_concat(idx || '-' || subject || '-' || status) FROM tag) FROM batch")" = '1|1|3|1-1-0,2-1-0,3-2-0' ] ||
    bad "other batches, files or tags"
  [ -z "$(find office/batches -name '.*.*')" ] || bad "left $(find office/batches -name '.*.*')"
  (cd office/batches/0001 && sha256sum --quiet --strict -c SHA256SUMS) >/dev/null 2>&1 || bad "wrong sums"
  minisign -qVm office/batches/0001/SHA256SUMS -p office/authority.pub >/dev/null 2>&1 || bad "not signed"
  [ "$(query "SELECT group_concat(lower(hex(sha256)) || '  ' || name, char(10)) FROM (SELECT * FROM batch_file ORDER BY name)")" = \
    "$(cat office/batches/0001/SHA256SUMS)" ] || bad "recorded otherwise"
  [ -n "$key" ] || return
  # Registered before the end: the same batch, drawn as an undisturbed run draws it.
  [ "$key" = "$(query 'SELECT hex(public_key) FROM batch')" ] || bad "another key"
  khoa print 1 --no-proof -o twice >/dev/null 2>&1 || bad "print"
  for file in front.pdf back.pdf manifest.csv; do
    cmp -s twice/$file office/batches/0001/$file || bad "other bytes in $file"
  done
}

after_print() {
  sound
  rm -rf twice
  khoa print 1 --no-proof -o twice >/dev/null 2>&1 || bad "print again"
  cmp -s twice/back.pdf issued/batches/0001/back.pdf || bad "other bytes"
}

after_handover() {
  sound
  case $(query "SELECT group_concat(status, '') || (SELECT count(*) FROM log WHERE act = 'tag handover') FROM tag") in
  0000 | 1111) ;;
  *) bad "some of them" ;;
  esac
  khoa tag handover --batch 1 >/dev/null 2>&1 || bad "handover again"
}

after_export() {
  sound
  known=$(query 'SELECT coalesce(max(sequence), 0) FROM bundle')
  for bundle in office/bundles/*.khoa; do
    [ -e "$bundle" ] || continue
    khoa bundle check "$bundle" >/dev/null 2>&1 || bad "a bad bundle, or another's form"
    [ -e "${bundle%.khoa}.form" ] || bad "a bundle without its form"
    [ "$(sed -n 's/^sequence //p' "$bundle")" = "$known" ] || bad "a bundle that the registry doesn't know"
  done
  khoa bundle export -o office/bundles/next.khoa >/dev/null 2>&1 || bad "export again"
  [ "$(sed -n 's/^sequence //p' office/bundles/next.khoa)" = $((known + 1)) ] || bad "the sequence doesn't rise"
  khoa bundle check office/bundles/next.khoa >/dev/null 2>&1 || bad "bad after the second"
}

# Over an older one: the registry knows both, and no file of the one stands beside the other's.
after_exchange() {
  sound
  if [ -e office/bundles/x.khoa ]; then
    khoa bundle show office/bundles/x.khoa >/dev/null 2>&1 || bad "files of two bundles"
    [ -e office/bundles/x.form ] || bad "a bundle without its form"
  fi
  khoa bundle export -o office/bundles/x.khoa --force >/dev/null 2>&1 || bad "export again"
  khoa bundle check office/bundles/x.khoa >/dev/null 2>&1 || bad "bad after the second"
}

after_backup() {
  sound
  if [ -e twice ]; then
    rm -rf back
    khoa restore twice back >/dev/null 2>&1 || bad "not whole"
  fi
  khoa backup twice --force >/dev/null 2>&1 || bad "backup again"
  [ "$(query "SELECT count(*) > 0 FROM log WHERE act = 'backup'")" = 1 ] || bad "not in the log"
}

after_restore() {
  left=$(ls -d .office.unfinished-* 2>/dev/null)
  [ $how = KHOA_KILL_AT ] || [ -z "$left" ] || bad "left $left"
  [ -e office ] || khoa restore saved office >/dev/null 2>&1 || bad "restore again"
  sound
  [ "$(query 'SELECT group_concat(up_to) FROM reserved')" = 1001,1000 ] || bad "numbers aren't reserved"
  khoa bundle export >/dev/null 2>&1 || bad "half an office"
}

# A command of one transaction: its entry stands in the log exactly if it was done, and doing it again
# is fine. act ACT DONE START COMMAND...; DONE: SQL that says whether it was done.
after_act() {
  sound
  [ "$(query "SELECT ($done) = ((SELECT count(*) FROM log WHERE act = '$act') > $entries)")" = 1 ] ||
    bad "the log tells otherwise"
  # shellcheck disable=SC2086 # words
  khoa $again >/dev/null 2>&1 || bad "again"
  [ "$(query "SELECT $done")" = 1 ] || bad "not done the second time"
}
act() {
  act=$1 done=$2 entries=$(sqlite3 "$3/registry.db" "SELECT count(*) FROM log WHERE act = '$1'")
  start=$3
  shift 3
  again=$*
  fail_at_each 1 "$start" after_act "$@"
}

# All of a phone's file, with what it hands over, or nothing.
after_survey() {
  sound
  case $(query "SELECT (SELECT count(*) FROM survey_record), (SELECT count(*) FROM survey_file), (SELECT count(*) FROM tag WHERE status = 1), (SELECT count(*) FROM log WHERE act IN ('survey import', 'tag handover'))") in
  '0|0|0|0' | '3|1|1|2') ;;
  *) bad "part of a file" ;;
  esac
  khoa survey import a1.txt >/dev/null 2>&1 || bad "import again"
  [ "$(query 'SELECT count(*) FROM survey_record')" = 3 ] || bad "not all after the second"
}

# A phone that was enrolled isn't enrolled again.
after_surveyor() {
  sound
  count=$(query 'SELECT count(*) FROM surveyor')
  [ "$(query "SELECT count(*) FROM log WHERE act = 'surveyor add'")" = "$count" ] || bad "the log tells otherwise"
  khoa surveyor add "$enrolment" --unit 15667 --name X >again 2>&1 || grep -q 'is surveyor 1 already' again || bad "add again"
  [ "$(query 'SELECT count(*) FROM surveyor')" = 1 ] || bad "not one"
}

fail_surveys() {
  phone=$build/tests/phone/phone enrolment=$("$build/tests/phone/phone" a enrol)
  fail_at_each 3 issued after_surveyor surveyor add "$enrolment" --unit 15667 --name X
  rm -rf office
  cp -r issued office
  khoa surveyor add "$enrolment" --unit 15667 --name X >/dev/null 2>&1
  khoa survey open 2025-Q4 --unit 15667 >/dev/null 2>&1
  cp -r office enrolled
  printf '%s\n' 'record 1 survey 2025-Q4 2025-11-30T07:41:09Z' 'household 1' 'found present' 'weaknesses 2,5' \
    'record 2 survey 2025-Q4 2025-11-30T07:42:09Z' 'household 2' 'found nobody-home' \
    'record 3 handover - 2025-11-30T07:43:09Z' 'tag 0001-00001-19' 'verdict 0 unissued good none printed fresh' |
    "$phone" a file 15667 1 - 2025-11-30T08:00:00Z >a1.txt
  fail_at_each 2 enrolled after_survey survey import a1.txt
}

# No name is shown, and no list of names made, that the log doesn't know of.
after_names() {
  sound
  grep -q 'Mẫu' out && shown=1 || shown=0
  [ -z "$(ls office/reports)" ] || shown=1
  [ "$(query "SELECT $shown <= count(*) FROM log WHERE act = 'read names'")" = 1 ] || bad "names that nobody read"
  khoa household show H1 2>&1 | grep -q 'Lê Văn Mẫu' || bad "again"
}

fail_the_rest() {
  printf '%s\n' code,name '15667,Xã Mẫu' >units.csv
  printf '%s\n' label,number,hours 'A,113,24/24' 'B,114,24/24' 'C,115,24/24' >numbers.csv
  khoa tag handover --batch 1 >/dev/null 2>&1
  cp -r office given
  act 'unit import' "(SELECT count(*) FROM unit WHERE name = 'Xã Mẫu')" due unit import units.csv
  act 'tag spoil' '(SELECT count(*) FROM tag WHERE status = 5) = 3' issued tag spoil --batch 1
  act 'tag lost' '(SELECT count(*) FROM tag WHERE status = 3) = 3' given tag lost --batch 1
  act 'tag revoke' '(SELECT count(*) FROM tag WHERE status = 4) = 3' given tag revoke --batch 1
  act 'hotline set' '(SELECT count(*) FROM hotline_set) = 2' due hotline set 15667 numbers.csv
  fail_at_each 1 issued after_names household show H1
  fail_at_each 1 issued after_names handover 1
  fail_the_big_one
}

# An office of a whole commune, failed at a sample of the calls.
after_big() {
  sound
  khoa issue --unit 15667 --no-proof >/dev/null 2>&1 || bad "issue again"
  [ "$(query 'SELECT count(*), max(number) FROM batch')|$(query 'SELECT count(*) FROM tag')" = '2|2|1067' ] || bad "other batches"
  [ "$(cat office/batches/0*/SHA256SUMS | wc -l)" = 5 ] || bad "files are missing"
}

after_big_import() {
  sound
  count=$(query 'SELECT count(*) FROM subject')
  [ "$count" = 0 ] || [ "$count" = 191 ] || bad "$count of 191 households"
  khoa household import "$samples/households-15667.csv" --unit 15667 >/dev/null 2>&1 || bad "import again"
  after_big
}

fail_the_big_one() {
  rm -rf office
  cp -r empty office
  khoa household import "$samples/households-15667.csv" --unit 15667 >/dev/null 2>&1
  cp -r office big
  fail_at_each 9 big after_big issue --unit 15667 --no-proof
  fail_at_each 9 empty after_big_import household import "$samples/households-15667.csv" --unit 15667
}

# Before the transaction the old authority goes on, after it the new one, and nothing lies about.
after_authority() {
  sound
  [ "$(query 'SELECT count(*) FROM succession')" = 0 ] || ! ls office | grep -q next || khoa authority show >/dev/null 2>&1
  khoa bundle export -o office/bundles/x.khoa >/dev/null 2>&1 || bad "export"
  khoa bundle check office/bundles/x.khoa >/dev/null 2>&1 || bad "a bad bundle"
  khoa authority handover >/dev/null 2>&1 || bad "handover again"
  ls office | grep -q 'next\|.key\..*' && bad "left $(ls office)"
}

after_passphrase() {
  sound
  khoa bundle export >/dev/null 2>&1 || bad "no passphrase fits"
  khoa authority passphrase >/dev/null 2>&1 || bad "passphrase again"
}

fail_everything() {
  # init has the most calls, nearly all of them while nobody can see the folder.
  fail_at_each 9 - after_init init office --name X
  fail_at_each 1 empty after_import household import small.csv --unit 15667
  fail_at_each 2 empty after_committee committee import roll.csv --unit 15667 --from 2025-11-01
  fail_at_each 2 empty after_patrols patrol import book.csv --unit 15667
  fail_at_each 1 due after_issue issue --unit 15667 --no-proof
  fail_at_each 1 issued after_print print 1 --no-proof -o twice
  fail_at_each 1 issued after_handover tag handover --batch 1
  fail_at_each 1 issued after_export bundle export
  cp -r issued exported
  khoa -C exported bundle export -o exported/bundles/x.khoa >/dev/null 2>&1
  fail_at_each 3 exported after_exchange bundle export -o office/bundles/x.khoa --force
  fail_at_each 1 issued after_authority authority handover
  fail_at_each 2 issued after_passphrase authority passphrase
  fail_at_each 1 issued after_backup backup twice
  fail_at_each 3 - after_restore restore saved office
  fail_surveys
  [ -z "${KHOA_EXHAUSTIVE-}" ] || fail_the_rest
}
