# Status bundles: what goes in, that the sequence rises, and that a failure leaves neither a file nor a
# number behind.
. tests/cli/lib.sh
make_office
import_small 15667
import_small 15664
"$khoa" issue --all --no-proof >/dev/null
"$khoa" tag handover --batch 1 --only 1-2 >/dev/null

good() { # BUNDLE
  check "$1: checked" 0 'fresh' "$khoa" bundle check "$1"
  check "$1: checked by the stock tool" 0 'verified' minisign -Vm "$1" -p office/authority.pub
  check "$1: for the owner alone" 0 '^600 600 $' sh -c "stat -c %a $1 $1.minisig | tr '\n' ' '"
}
check "the first" 0 '^1 +3 +4 +12 +.*/bundles/khoa-000001.khoa$' "$khoa" bundle export
good office/bundles/khoa-000001.khoa
check "the second, of one unit" 0 '"sequence":2,"units":1,"batches":2,"tags":6,"roster":0,"file":".*khoa-15664-000002.khoa"' \
  "$khoa" bundle export --unit 15664 --json
good office/bundles/khoa-15664-000002.khoa
check "the third, where one wants it" 0 '^3 .*mine.khoa$' "$khoa" bundle export -o mine.khoa
good mine.khoa
check "the signature holds sequence and the log's head" 0 '^trusted comment: khoa bundle 3 log [0-9]+ [0-9a-f]{64}$' cat mine.khoa.minisig
check "as the log has it" 0 "log $("$khoa" log check --json | jq -r '"\(.entries) \(.head)"')\$" cat mine.khoa.minisig
check "no personal data in it" 1 '' grep -E 'Mẫu|Thôn' mine.khoa
check "a unit's bundle holds that unit alone" 1 '' grep -c 15667 office/bundles/khoa-15664-000002.khoa
check "show: what is in it" 0 '^4 +lock-tag +15667 +2025-12-01 +3 +3 ' "$khoa" bundle show mine.khoa
check "show in JSON" 0 '"batch":1,.*"printed":1,"in_use":2' "$khoa" bundle show mine.khoa --json

# Check.
check "check without an office" 2 'whose signature is trusted' env -u KHOA_HOME "$khoa" bundle check mine.khoa
check "check by a named key" 0 'fresh' env -u KHOA_HOME "$khoa" bundle check mine.khoa --authority office/authority.pub
check "another's bundle: the answer is no" 1 'by another authority' "$khoa" bundle check "$vectors/example.khoa"
check "by its own key, made later than our clock" 1 'clock wrong' "$khoa" bundle check "$vectors/example.khoa" --authority "$vectors/example-authority.pub"
check "a bundle too old" 1 'stale' env SOURCE_DATE_EPOCH=1774547200 "$khoa" bundle check mine.khoa
check "one that isn't there is an error" 2 'nowhere.khoa.*No such file' "$khoa" bundle check nowhere.khoa
check "show of one that isn't there" 2 'No such file' "$khoa" bundle show nowhere.khoa
damaged() { # NAME PATTERN
  check "$1: the answer is no" 1 "$2" "$khoa" bundle check copy.khoa
  check "$1: not shown" 2 "$2" "$khoa" bundle show copy.khoa
  cp mine.khoa copy.khoa
  cp mine.khoa.minisig copy.khoa.minisig
}
cp mine.khoa copy.khoa
cp mine.khoa.minisig copy.khoa.minisig
sed -i 's/^status 1 .*/status 1 AAA=/' copy.khoa
damaged "a changed status" 'copy.khoa'
sed -i 's/^sequence 3/sequence 4/' copy.khoa
damaged "a changed sequence" 'minisig: '
echo more >>copy.khoa
damaged "something after the end" 'copy.khoa:[0-9]+: '
sed -i '$d' copy.khoa
damaged "no end" 'copy.khoa.*not a good'
tr '\n' '\r' <mine.khoa >copy.khoa
damaged "other line ends" 'copy.khoa.*not a good'
cp office/bundles/khoa-000001.khoa.minisig copy.khoa.minisig
damaged "another bundle's signature" 'minisig: '

# The form for surveyors' phones, beside each bundle.
check "a form stands beside it, signed" 0 'khoa form 3' minisign -Vm mine.form -p office/authority.pub
check "for the owner alone" 0 '^600 600 $' sh -c "stat -c %a mine.form mine.form.minisig | tr '\n' ' '"
check "it asks what khoa.ini says" 0 '^grade 1 Rất kém: ' cat mine.form
check "the check knows it" 0 ' yes +no +RW' "$khoa" bundle check mine.khoa
check "a bundle of an earlier version has none" 0 ' no +no +RW' "$khoa" bundle check copy.khoa
check "what is in it" 0 '^weakness +1 +Không có khóa$' "$khoa" bundle show mine.khoa
cp mine.form copy.form
cp mine.form.minisig copy.form.minisig
sed -i 's/^weakness 1 .*/weakness 1 X/' copy.form
check "a changed one: the answer is no" 1 'copy.form.minisig: ' "$khoa" bundle check copy.khoa
check "nor shown" 2 'copy.form.minisig: ' "$khoa" bundle show copy.khoa
cp office/bundles/khoa-000001.form copy.form
cp office/bundles/khoa-000001.form.minisig copy.form.minisig
check "another bundle's" 1 "copy.form: isn't the form of the bundle beside it" "$khoa" bundle check copy.khoa
echo 'khoa-form 2' >copy.form
check "no form at all" 1 'copy.form:1: not a good survey form' "$khoa" bundle check copy.khoa
rm copy.form
cp office/khoa.ini saved.ini
sed -i 's/^grade-4 = .*/grade-4 = Tốt lắm/' office/khoa.ini
"$khoa" survey open 2025-Q4 --unit 15667 >/dev/null 2>&1
"$khoa" survey weakness --add 'Khóa số' >/dev/null 2>&1
check "as the office says today" 0 '^4 ' "$khoa" bundle export -o today.khoa
check "grades" 0 '^grade 4 Tốt lắm$' cat today.form
check "weaknesses" 0 '^weakness 11 Khóa số$' cat today.form
check "open rounds" 0 '^round 15667 2025-Q4$' cat today.form
sed -i 's/^grade-4 = .*/grade-4 =/' office/khoa.ini
refused "a grade without words" 'grade-4: say in 1 to 100 characters' "$khoa" bundle export
sed -i "s/^grade-4 =.*/grade-4 = $(printf '%0101d' 7)/" office/khoa.ini
refused "a grade of too many" 'grade-4: say in 1 to 100 characters' "$khoa" bundle export
sed -i 's/^grade-4 = .*/grade-5 = x/' office/khoa.ini
refused "a fifth grade" "\[survey\] has no key 'grade-5'" "$khoa" bundle export
cp saved.ini office/khoa.ini

# With a roster: names, encrypted.
printf 'bon tu de nho\n' >roster.pass
printf 'qua ngan\n' >short.pass
printf 'bốn từ dễ nhớ\n' >marks.pass
export KHOA_ROSTER_PASSPHRASE_FILE=$dir/roster.pass
roster() { "$khoa" bundle export --roster --unit 15667 "$@"; }
refused "a roster of the whole office" 'name it by --unit' "$khoa" bundle export --roster
refused "a short passphrase" 'too short: .* 12 characters' roster --roster-passphrase-file short.pass
refused "one that not every phone types" 'letters without marks' roster --roster-passphrase-file marks.pass
refused "no passphrase" 'no passphrase for the roster: .*KHOA_ROSTER_PASSPHRASE_FILE' env -u KHOA_ROSTER_PASSPHRASE_FILE setsid "$khoa" bundle export --roster --unit 15667
refused "a wrong passphrase to read names" passphrase roster --privacy-passphrase-file authority.pass
check "a roster" 0 '^5 +1 +2 +6 +2 +.*khoa-15667-000005.khoa$' roster
cp err said
check "and whom it is for" 0 'for surveyors alone' cat said
check "the check knows it" 0 ' yes +yes +RW' "$khoa" bundle check office/bundles/khoa-15667-000005.khoa
check "Argon2id, 3 passes over 64 MiB" 0 '^roster 3 65536 ' cat office/bundles/khoa-15667-000005.form
check "the log tells who read names" 0 'read names +roster of unit 15667' "$khoa" log show
check "and of the roster" 0 'bundle 5 .*roster of 2 households' "$khoa" log show
check "nobody is named in the clear" 0 '' "$khoa" doctor --secrecy
check "the doctor looks at forms" 1 '15667-000005.*form.minisig' sh -c "cp -r office sick; sed -i 's/^grade 2 /grade 2 x/' sick/bundles/khoa-15667-000005.form; '$khoa' -C sick doctor"
"$khoa" backup all.backup >/dev/null 2>&1
check "a backup holds forms" 0 '^4$' sqlite3 all.backup "SELECT count(*) FROM entry WHERE name GLOB 'bundles/khoa-15667-000005.*'"
check "who is forgotten is still on phones" 0 'rosters that still name it, encrypted: 2025-12-01' "$khoa" household forget H1 --unit 15667 --dry-run

# Refused, and the number isn't burned.
export_to() { "$khoa" bundle export "$@"; }
refused "an unknown unit" '99999' export_to --unit 99999
refused "a wrong passphrase" passphrase export_to --passphrase-file privacy.pass
refused "a folder that isn't there" 'nowhere/x.khoa' export_to -o nowhere/x.khoa
mkdir -p folder/x.khoa
refused "a folder of that name" 'folder/x.khoa' export_to -o folder/x.khoa
refused "its signature's name is taken by a folder" 'y.khoa.minisig' sh -c "mkdir -p folder/y.khoa.minisig; '$khoa' bundle export -o folder/y.khoa"
refused "a file in a file" 'mine.khoa/x.khoa' export_to -o mine.khoa/x.khoa
same "nothing is left of them" 'x.khoa y.khoa.minisig ' "$(find folder -mindepth 1 -printf '%f\n' | sort | tr '\n' ' ')"
check "the next has the next number" 0 '^6 ' export_to -o folder/four.khoa
refused "a form that is there" 'five.form is there already: --force' sh -c "touch folder/five.form; '$khoa' bundle export -o folder/five.khoa"
rm folder/five.form
refused "a file that is there" 'four.khoa is there already: --force' export_to -o folder/four.khoa
check "unless it is to give way, whole" 0 '^7 ' export_to -o folder/four.khoa --force
check "with its signature and form" 0 '^7 ' "$khoa" bundle check folder/four.khoa
check "sequences rise in the log too" 0 '^7$' sh -c "'$khoa' log show --json | jq -r 'select(.act == \"bundle export\").object' | sort -u | wc -l"
check "a file is made at once or not at all" 1 '' sh -c "find folder office/bundles . -maxdepth 1 -name '*.khoa*.??????' | grep ."

# A registry that was touched by hand.
touched() { # NAME SQL PATTERN
  rm -rf touched
  cp -r office touched
  sqlite3 touched/registry.db "DROP TRIGGER IF EXISTS batch_kept_update; DROP TRIGGER IF EXISTS tag_kept_update; DROP TRIGGER IF EXISTS tag_kept_delete; PRAGMA foreign_keys = OFF; $2" || fail "$1: SQL"
  touched_before=$(sqlite3 touched/registry.db .dump | sha256sum)
  check "$1" 2 "$3" "$khoa" -C touched bundle export -o touched.khoa
  check "$1: no file" 1 '' sh -c 'ls | grep touched.khoa'
  same "$1: nothing changed" "$(sqlite3 touched/registry.db .dump | sha256sum)" "$touched_before"
}
touched "another count" "UPDATE batch SET count = 4 WHERE number = 2" "batch 2: .*endorsement"
touched "another key" "UPDATE batch SET public_key = zeroblob(32) WHERE number = 2" "batch 2: .*endorsement"
touched "another unit's name" "UPDATE batch SET unit_name = 'X' WHERE number = 3" "batch 3: .*endorsement"
touched "another fund" "UPDATE batch SET fund = 'donation' WHERE number = 3" "batch 3: .*endorsement"
touched "another endorsement" "UPDATE batch SET endorsement = zeroblob(64) WHERE number = 4" "batch 4: .*endorsement"
touched "a tag less" "DELETE FROM tag WHERE batch = 4 AND idx = 2" "batch 4: 2: is missing"
cp -r office other
cp "$vectors/example-authority.pub" other/authority.pub
check "another authority's key in the office" 2 "authority.pub isn't the key with which the office was founded" "$khoa" -C other bundle export

# An office without anything yet.
"$khoa" init empty --name 'Công an huyện trống' >/dev/null 2>&1
check "an empty office has an empty bundle" 0 '^1 +0 +0 +0 ' "$khoa" -C empty bundle export
check "it is a good one" 0 'fresh' "$khoa" -C empty bundle check empty/bundles/khoa-000001.khoa

done_testing
