# Article 6: who somebody is stands in no message, log, file or tag, but where the office asked for it.
. tests/cli/lib.sh
make_office

# Lists with every kind of fault: BIMAT marks what is about somebody.
list() { # HEADING ROW...
  printf '%s\n' "$@" >h.csv
}
all='reference,kind,village,head,address,phone,keychains,lock_tags,remarks'
long=$(printf 'BIMAT%.0s' $(seq 1000))
nobody_in() { # NAME: nobody is named in what was said last
  cat out err >said
  same "$1 names nobody" "$(grep -ciE 'bimat|5354' said)" 0
}
quiet() { # NAME PATTERN: an import that fails and tells nothing
  check "$1" 2 "$2" "$khoa" household import h.csv --unit 15667
  nobody_in "$1"
}
list $all 'BIMAT1,hộ,Thôn 1,BIMAT2,BIMAT3,0530BIMAT4,1,1,BIMAT5'
quiet "a phone with letters" 'h.csv:2: phone: has a letter'
for phone in '0530 005 354 / 0530 005 355' 05300 530005 04530005354 01681234567 +15305354 5,3E+08; do
  list $all "BIMAT1,hộ,Thôn 1,BIMAT2,BIMAT3,$phone,1,1,BIMAT5"
  [ "$phone" != "${phone#*,}" ] && list $all "BIMAT1,hộ,Thôn 1,BIMAT2,BIMAT3,\"$phone\",1,1,BIMAT5"
  quiet "the phone $phone" 'h.csv:2: phone: '
  same "the phone $phone isn't repeated" "$(grep -cF "$phone" said)" 0
done
list $all 'BIMAT1,hộ,Thôn 1,BIMAT2,,,1,1,' 'bimat 1,hộ,Thôn 1,BIMAT3,,,1,1,'
quiet "a reference twice" 'h.csv:3: reference: is that of line 2 already'
list $all "$long,hộ,Thôn 1,BIMAT2,,,1,1,"
quiet "a field too long" 'h.csv:2: reference: is longer than'
list $all "BIMAT$(printf 'x%.0s' $(seq 100)),hộ,Thôn 1,BIMAT2,,,1,1,"
quiet "a reference too long" 'h.csv:2: reference: is longer than 64'
list $all ',nhà trọ,,BIMAT2,BIMAT3,,-1,x,BIMAT5' 'BIMAT9,hộ,Thôn 1,,BIMAT3,,1,1,BIMAT5'
quiet "empty and wrong cells" 'h.csv:3: head: is empty'
list $all 'BIMAT1,hộ,Thôn 1,BIMAT2,BIMAT3,,1,1,BIMAT5,BIMAT6'
quiet "a cell without a heading" 'h.csv:2: field 10 has no heading'
list $all 'BIMAT1,hộ,Thôn 1,"BIMAT2,BIMAT3,,1,1,BIMAT5'
quiet "a stray quotation mark" 'h.csv:2: quotation marks'
list 'BIMAT1,hộ,Thôn 1,BIMAT2,BIMAT3' 'BIMAT1,hộ,Thôn 1,BIMAT2,BIMAT3'
quiet "no heading" 'no heading line'
list 'BIMAT1,Đơn vị,Thôn 1,BIMAT2,BIMAT3' 'BIMAT1,hộ,Thôn 1,BIMAT2,BIMAT3'
quiet "no heading, but a word of one" 'lacks this column'
list 'reference,kind,village,head,Chủ hộ' 'BIMAT1,hộ,Thôn 1,BIMAT2,BIMAT3'
quiet "two headings of one column" 'both "head" and "Chủ hộ" mean'
printf '%s\nBIMAT1,hộ,Thôn 1,BIMAT\377,,,1,1,\n' $all >h.csv
quiet "an old encoding" 'h.csv:2: is not in Unicode'
list "unit,$all" '99999,BIMAT1,hộ,Thôn 1,BIMAT2,,,1,1,'
check "an unknown unit" 2 "unit 99999 isn't in the registry" "$khoa" household import h.csv
nobody_in "an unknown unit"
list $all 'BIMAT1,hộ,Thôn 1,BIMAT2,BIMAT3,0530 005 354,1,1,BIMAT5'
check "a good list" 0 '"added":1' "$khoa" household import h.csv --unit 15667 --json
nobody_in "a good list"
list 'reference,kind,village,head' 'BIMAT1,hộ,Thôn 1,BIMAT2'
quiet "a list that lost columns" 'has no column "address"'
check "someone who isn't there" 2 'no household has that reference' "$khoa" household show nobody
check "the wrong unit" 2 '' "$khoa" household show 'bi mat1' --unit 15664
nobody_in "whoever is looked for: the error"
"$khoa" household show BIMAT1 >/dev/null
"$khoa" household list --names >/dev/null
check "the log" 0 'read names' "$khoa" log show --json
nobody_in "the log"
check "the list without names" 0 '' "$khoa" household list --json
nobody_in "it"

# What leaves the house: files of batches, prints, bundles.
"$khoa" household forget BIMAT1 >/dev/null
list $all 'MAU-00077,hộ,Thôn 1,Lê Văn Kín Mẫu,Ngõ Kín 9,0530 005 354,3,2,già yếu' \
  'MAU-00078,cơ quan,Thôn 2,Trạm Kín Mẫu,,0530005355,1,1,'
"$khoa" household import h.csv --unit 15667 >/dev/null
check "issue" 0 '' "$khoa" issue --unit 15667
cp out issued
check "handover of tags" 0 '' "$khoa" tag handover --batch 1 --json
check "bundle" 0 '' "$khoa" bundle export
check "print" 0 '' "$khoa" print 1 --start-at 3 -o printed --no-proof
mkdir opened
find office/batches office/bundles printed -type f >files
while read -r file; do
  flat=opened/$(echo "$file" | tr / _)
  cp "$file" "$flat"
  case $file in
  *.pdf)
    qpdf --qdf --object-streams=disable "$file" "$flat.qdf"
    pdftotext "$file" "$flat.text"
    ;;
  esac
done <files
check "each kind of file is there" 0 'csv form khoa .*pdf' sh -c "sed 's/.*[.]//' files | sort -u | tr '\n' ' '"
check "the texts of tags are found in them" 0 '' grep -rqa '0237 0867 120\|0001-00001' opened
people='Kín\|MAU-000\|0530 \?005 \?35\|+8453000535\|già yếu\|Ngõ'
check "somebody is in the list" 0 '' grep -ai "$people" h.csv
check "nobody is in the files" 1 '' grep -rai "$people" opened issued
wide=$(printf 'Kín Mẫu' | iconv -t UTF-16BE | od -An -tx1 | tr -d ' \n')
check "nor in PDF's own encoding" 1 '' grep -rail "$wide" opened
check "nor in their names" 1 '' sh -c "find office printed | grep -i '$people'"

# The registry's files, also after imports that were killed.
cc -std=c17 -shared -fPIC -o failing.so "$samples"/../tests/cli/failing.c "$samples"/../tests/cli/powercut.c || exit
sed 's/Ngõ Kín 9/Ngõ Kín 10/; s/Kín Mẫu/Kín Khác Mẫu/' h.csv >again.csv
for at in 1 2 3 4 5 6 7 8 9 10 12 14 16; do
  KHOA_KILL_AT=$at LD_PRELOAD=$PWD/failing.so ASAN_OPTIONS=verify_asan_link_order=0 \
    "$khoa" household import again.csv --unit 15667 >/dev/null 2>&1
  grep -rali "$people" office && echo "after call $at"
done >left
same "killed imports leave nothing" "$(cat left)" ''

# The doctor proves it, byte by byte.
for unit in 15664 15667 15700; do
  "$khoa" household import "$samples/households-$unit.csv" --unit $unit >/dev/null 2>&1
done
sed 's/Mai Đức Kiên/Mai Đức Kiến/; s/Nguyễn/Ngô/' "$samples/households-15664.csv" >changed.csv
"$khoa" household import changed.csv --unit 15664 >/dev/null
"$khoa" household forget TS-0003 >/dev/null
"$khoa" handover 1 >/dev/null 2>&1
check "a sound office is clean" 0 'the office is in order' "$khoa" doctor --secrecy
check "it says what it looked at" 0 '^note: secrecy: [0-9]+ references.* of 580 sealed records' "$khoa" doctor --secrecy
check "the signing sheet is named" 0 '^note: reports/handover-0001.pdf: is a signing sheet' "$khoa" doctor --secrecy
check "it asks for the privacy passphrase" 2 'privacy.key' \
  "$khoa" doctor --secrecy --privacy-passphrase-file authority.pass
check "without it, nobody is asked" 0 'in order' "$khoa" doctor --privacy-passphrase-file nowhere

found() { # NAME PATTERN
  check "$1" 1 "$2" "$khoa" doctor --secrecy
  same "$1: the finding tells where, not whom" "$(grep -c 'Kín\|Mai Đức\|0530' out)" 0
}
printf 'Mai Đức Kiến' >batches.tmp && cp batches.tmp office/batches/0001/front.pdf.aB3dE6
found "a leftover" '^fault: batches/0001/front.pdf.aB3dE6: a name stands in the clear at byte 0'
rm office/batches/0001/front.pdf.aB3dE6
printf '<svg><text>0530 005 355</text></svg>' >office/layouts/mine.svg
found "a layout" '^fault: layouts/mine.svg: a telephone number stands in the clear at byte 11'
rm office/layouts/mine.svg
phone=$build/tests/phone/phone
"$khoa" surveyor add "$("$phone" a enrol)" --unit 15667 --name 'Trưởng thôn 1' >/dev/null 2>&1
"$khoa" survey open 2025-Q4 --unit 15667 >/dev/null 2>&1
printf 'record 1 survey 2025-Q4 2025-11-30T07:41:09Z\nhousehold 1\nfound present\nnote %s\n' \
  "$("$phone" seal "$(sed -n 's/^privacy //p' office/bundles/khoa-000001.khoa)" 'Chủ nhà ở cùng con gái')" |
  "$phone" a file 15667 1 - 2025-11-30T08:00:00Z >a1.txt
check "a surveyor's note is taken" 0 '1 new' "$khoa" survey import a1.txt
check "and stands nowhere in the clear" 0 'of 581 sealed records' "$khoa" doctor --secrecy
printf 'Chủ nhà ở cùng con gái' >office/layouts/note.txt
found "a surveyor's note elsewhere" '^fault: layouts/note.txt: a remark stands in the clear at byte 0'
rm office/layouts/note.txt
sqlite3 office/registry.db "PRAGMA secure_delete = OFF; CREATE TABLE x (t); INSERT INTO x VALUES ('Mai Đức Kiến'); DROP TABLE x" >/dev/null
found "a freed page" '^fault: registry.db(-wal)?: a name stands in the clear'
check "a purge clears it" 0 '' "$khoa" household forget
check "all is well again" 0 'in order' "$khoa" doctor --secrecy
"$khoa" tag revoke 0001-00001-19 --reason 'as Mai Đức Kiến asked' >/dev/null
found "a reason that names somebody" '^fault: registry.db(-wal)?: a name stands in the clear'

# Memory: no core file, nobody of the same user looks in, and it is said when it can't be locked.
mkfifo held
"$khoa" verify - <held >/dev/null 2>&1 &
holder=$!
exec 3>held
sleep 0.5
check "no core file" 0 'core file size +0 +0' cat /proc/$holder/limits
exec 3>&-
wait $holder
if [ "$(id -u)" = 0 ]; then
  nobody() { setpriv --reuid=65534 --regid=65534 --clear-groups "$@"; }
else
  nobody() { "$@"; }
fi
chmod 755 . && mkdir theirs && chmod 777 theirs && cp "$khoa" khoa && chmod 644 ./*.pass
cp "$vectors/example.khoa" "$vectors/example.khoa.minisig" "$vectors/example-authority.pub" .
chmod 644 example*
nobody ./khoa verify --bundle example.khoa --authority example-authority.pub - <held >/dev/null 2>&1 &
holder=$!
exec 3>held
sleep 0.5
check "other programs of the user can't look in" 0 '^0$' stat -c %u /proc/$holder/mem
exec 3>&-
wait $holder
case $build in
*/asan) ;; # takes no notice of mlock()
*)
  check "memory that can't be locked is said" 0 'no memory can be locked here' \
    nobody sh -c "ulimit -l 0; ./khoa init theirs/office --name X"
  ;;
esac
check "else nothing is said" 0 '' nobody ./khoa init theirs/other --name X
same "of it" "$(grep -c locked err)" 0
done_testing
