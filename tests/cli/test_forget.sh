# A household is forgotten: its data leave the registry's files, its tags are revoked by number.
. tests/cli/lib.sh
make_office
printf 'reference,kind,village,head,address,phone,keychains,lock_tags,remarks\nQUEN-001,household,Thôn Xa,Lê Văn Quên Mẫu,Ngõ 77 Thôn Xa,0530005354,2,1,già yếu\nH2,household,Thôn 2,Trần Thị Mẫu,,,1,0,\n' >small.csv
"$khoa" household import small.csv --unit 15667 >/dev/null 2>&1
"$khoa" household import small.csv --unit 15664 >/dev/null 2>&1
"$khoa" issue --unit 15667 --no-proof >/dev/null 2>&1
"$khoa" tag handover --batch 1 --only 1 >/dev/null
"$khoa" handover 1 >/dev/null 2>&1
query() { sqlite3 office/registry.db "$1"; }

refused "a reference that two units have" 'units 15664, 15667 have that reference: name the one by --unit' \
  "$khoa" household forget quen-001
refused "a reference that nobody has" 'no household has that reference in unit 15700' \
  "$khoa" household forget QUEN-001 --unit 15700
refused "a reason of two lines" 'one line' "$khoa" household forget QUEN-001 --unit 15667 --reason 'a
b'
before=$(state)
check "a dry run tells what it would be" 0 'nothing erased .--dry-run., 3 tags to revoke' \
  "$khoa" household forget QUEN-001 --unit 15667 --dry-run
same "and changes nothing" "$(state)" "$before"
check "as people write it" 0 '^household 1 of unit 15667: forgotten, 3 tags revoked' \
  "$khoa" household forget ' quen-001' --unit 15667 --reason 'asked for it'
cat out err >said
check "it names the tags that stay" 0 'tags that stay registered, by number alone: 0001-00001-19, 0001-00002-16, 0002-00001-40$' cat said
check "and the signing sheet that still tells" 0 'signing sheets that still name it: batch 1 of 2025-12-01$' cat said
same "what it says names nobody" "$(grep -ciE 'quen|Lê|Ngõ|0530|già' said)" 0
check "nobody of that reference is there now" 2 'no household has that reference' "$khoa" household show QUEN-001 --unit 15667
check "but in the other unit" 0 'Lê Văn Quên Mẫu' "$khoa" household show QUEN-001
same "the list passes it over" "$("$khoa" household list --unit 15667 | tail -n +2 | wc -l)" 1
check "also with names" 0 '' "$khoa" household list --unit 15667 --names --json
same "and tells the others" "$(jq -r .reference out)" H2
check "its tags are revoked" 0 '0001-00001-19 +keychain +revoked' "$khoa" tag show 0001-00001-19
same "the log tells it by numbers" "$("$khoa" log show | awk '/forget|revoke/ {$1 = $2 = $3 = ""; sub(/, subjects .*/, ""); print $0}')" \
  '   tag revoke batch 1: 1-2 asked for it
   tag revoke batch 2: 1 asked for it
   household forget household 1 asked for it'
check "the log is whole" 0 'yes' "$khoa" log check
check "nothing is due for it" 0 '' "$khoa" issue --unit 15667 --no-proof
same "no batch was made" "$(query 'SELECT count(*) FROM batch')" 2
check "the signing sheet can be drawn without it" 0 '' "$khoa" handover 1 --force
pdftotext -layout office/reports/handover-0001.pdf text
same "its tags aren't given out" "$(grep -c 'đã xóa thông tin.*Đã thu hồi: không cấp' text)" 2
same "nor named" "$(grep -c 'Quên\|QUEN' text)" 0
check "the same reference is somebody new" 0 '1 added, 0 updated, 1 unchanged' "$khoa" household import small.csv --unit 15667
check "in JSON" 0 '^\{"household":[0-9]+,"unit":"15667","outcome":"forgotten","revoked":0,"tags":\[\],"backups":\[\],"signing_sheets":\[\],"rosters":\[\]\}$' \
  "$khoa" household forget QUEN-001 --unit 15667 --json
check "files are the registry's alone" 1 '' test -s office/registry.db-wal

# Somebody who reads meanwhile keeps the old pages alive: that is said, and how to finish.
"$khoa" household import small.csv --unit 15667 >/dev/null
mkfifo hold
sqlite3 office/registry.db <hold >/dev/null &
exec 3>hold
echo 'BEGIN; SELECT count(*) FROM subject;' >&3
sleep 0.5
check "another reader is in the way" 1 "finish by 'khoa household forget' without REF" \
  "$khoa" household forget QUEN-001 --unit 15667
exec 3>&-
wait
check "it is finished later" 0 '' "$khoa" household forget
done_testing
