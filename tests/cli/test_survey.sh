# Surveyors, rounds, and what phones bring home.
. tests/cli/lib.sh
phone=$build/tests/phone/phone
# told NAME PATTERN: a line of the last command's errors matches.
told() { if grep -qE -e "$2" err; then pass "$1"; else fail "$1" "not told: $2"; fi; }
make_office ''
import_small
printf 'reference,kind,village,head,keychains,lock_tags\nH3,household,Thôn 9,Phạm Văn Mẫu,0,1\n' >other.csv
"$khoa" household import other.csv --unit 15664 >/dev/null 2>&1
"$khoa" issue --all --kind lock-tag --no-proof >/dev/null
# Numbered by unit: batch 1 is 15664's, batch 2 has tags of households 1, 2 and 2.
first=0002-00001-40 second=0002-00002-37 third=0002-00003-34 foreign=0001-00001-19
code_of() { sqlite3 office/registry.db "SELECT group_concat(t.batch || '-' || t.idx || '-' || s.id, ' ') FROM tag t JOIN subject s ON s.id = t.subject"; }
same "the tags are those that this test writes of" "$(code_of)" "2-1-1 2-2-2 2-3-2 1-1-3"

# enrol
a() { "$phone" a enrol; }
check "a phone is enrolled" 0 '^surveyor 1 of unit 15667, fingerprint F3BD C5B4 3853 8F38$' "$khoa" surveyor add "$(a)" --unit 15667 --name 'Trưởng thôn 1'
check "one is told to compare" 0 'compare the fingerprint' sh -c "'$phone' b enrol | '$khoa' surveyor add - --unit 15667 --name 'Trưởng thôn 2'"
check "in JSON" 0 '^\{"surveyor":3,"unit":"15664","fingerprint":"[0-9A-F]{4}( [0-9A-F]{4}){3}"\}$' "$khoa" surveyor add "  $("$phone" c enrol)
" --unit 15664 --name C --json
refused "once" 'this phone is surveyor 1 already' "$khoa" surveyor add "$(a)" --unit 15667 --name X
refused "no unit" 'unit .99999. isn.t in the registry' "$khoa" surveyor add "$("$phone" d enrol)" --unit 99999 --name X
refused "no name" 'say whose phone' "$khoa" surveyor add "$("$phone" d enrol)" --unit 15667
refused "an empty name" 'the name must be one line' "$khoa" surveyor add "$("$phone" d enrol)" --unit 15667 --name ' '
refused "a name of two lines" 'the name must be one line' "$khoa" surveyor add "$("$phone" d enrol)" --unit 15667 --name 'X
Y'
refused "another text" 'not an enrolment' "$khoa" surveyor add 'RWQ' --unit 15667 --name X
refused "a newer one" 'unsupported version' "$khoa" surveyor add 'khoa-surveyor-2:x' --unit 15667 --name X
refused "cut off" 'mistyped or cut off' "$khoa" surveyor add "$("$phone" d enrol | cut -c1-70)" --unit 15667 --name X
# x = 1 isn't on the curve; the fingerprint is right.
refused "a point that is none" 'the key in it is damaged' "$khoa" surveyor add "khoa-surveyor-1:AgAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAB:$(printf 'AgAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAB' | base64 -d | sha256sum | cut -c1-16 | tr a-f A-F)" --unit 15667 --name X
refused "nothing from the scanner" 'nothing came from standard input' "$khoa" surveyor add - --unit 15667 --name X
check "they are listed" 0 '^1 +15667 +F3BD C5B4 3853 8F38 +2025-12-01 +- +0 +0 +Trưởng thôn 1$' "$khoa" surveyor list
check "of one unit" 0 '^\{"surveyor":3,"unit":"15664",.*"name":"C"\}$' "$khoa" surveyor list --unit 15664 --json

# rounds
check "a round is opened" 0 '^2025-Q4 is open for 1 unit$' "$khoa" survey open 2025-Q4 --unit 15667
check "again" 0 'was open before' "$khoa" survey open 2025-Q4 --unit 15667
check "for all" 0 '^2025-Q4 is open for 2 units$' "$khoa" survey open 2025-Q4 --all
check "in JSON" 0 '^\{"round":"2026-Q1","outcome":"open","changed":3\}$' "$khoa" survey open 2026-Q1 --all --json
check "closed" 0 '^2026-Q1 is closed for 3 units$' "$khoa" survey close 2026-Q1 --all
check "again" 0 'was closed before' "$khoa" survey close 2026-Q1 --unit 15667
for name in 2025-Q5 2025 Q4 2052-Q4 1999-Q1 2025-q4 ''; do
  refused "'$name' is no round" "isn't a round: write year and quarter, such as 2025-Q4" "$khoa" survey open "$name" --all
done
refused "for whom" 'either --unit CODE or --all' "$khoa" survey open 2025-Q3
refused "for both" 'either --unit CODE or --all' "$khoa" survey open 2025-Q3 --unit 15667 --all
refused "for nobody" "isn't in the registry" "$khoa" survey open 2025-Q3 --unit 99999
refused "what was never opened" 'was never opened' "$khoa" survey close 2025-Q3 --all

# weaknesses
check "weaknesses are listed" 0 '^10 +no +Thiếu đèn chiếu sáng$' "$khoa" survey weakness
check "one more" 0 '^11 +no +Chó dữ$' "$khoa" survey weakness --add ' Chó dữ '
check "twice is once" 0 '^11 +no +Chó dữ$' "$khoa" survey weakness --add 'Chó dữ'
check "retired" 0 '^11 +yes +Chó dữ$' "$khoa" survey weakness --retire 11
check "and back" 0 '^\{"number":11,"retired":false,"name":"Chó dữ"\}$' "$khoa" survey weakness --add 'Chó dữ' --json
refused "none of that number" 'no weakness has the number 12' "$khoa" survey weakness --retire 12
refused "no number at all" '--retire' "$khoa" survey weakness --retire x
refused "an empty one" 'a weakness must be one line' "$khoa" survey weakness --add ''
check "and the doctor agrees" 0 '^the office is in order' "$khoa" doctor

# files
"$khoa" bundle export -o b.khoa >/dev/null 2>&1
privacy=$(sed -n 's/^privacy //p' b.khoa)
look() { # NUMBER LINE...: a record of the round
  printf 'record %s survey 2025-Q4 2025-11-30T07:41:09Z\n' "$1"
  shift
  printf '%s\n' "$@"
}
give() { # NUMBER CODE [VERDICT]
  printf 'record %s handover - 2025-11-30T07:50:00Z\ntag %s\nverdict %s\n' "$1" "$2" "${3-1 unissued good ours printed fresh}"
}
note=$("$phone" seal "$privacy" 'Khóa gỉ, hẹn thay')
{
  look 1 "tag $first" 'household 1' 'village Thôn 1' 'found damaged' 'grade 2' 'weaknesses 2,5' 'position 19.812 105.590' 'verdict 1 unissued good ours printed fresh' "note $note"
  give 2 $second
  look 3 'household 2' 'found nobody-home'
} >records
made=2025-11-30T08:00:00Z
file() { "$phone" "$@"; } # PHONE file UNIT NUMBER PREVIOUS CREATED
file a file 15667 1 - $made <records >a1.txt
look 4 "tag $first" 'village Thôn lạ' 'found present' 'grade 3' >records2
file a file 15667 2 a1.txt $made <records2 >a2.txt
file a file 15667 3 a2.txt $made </dev/null >a3.txt

check "a dry run says what would be" 0 '^a1.txt: file 1 of surveyor 1: 3 records, 3 new, 1 tag handed over$' "$khoa" survey import --dry-run a1.txt a2.txt a3.txt
told "and stores nothing" '^Nothing was stored'
same "and knows the chain" "$(grep 'not come yet' err)" ''
same "and takes nothing" "$(sqlite3 office/registry.db 'SELECT count(*) FROM survey_record')" 0
check "files come in any order" 0 '^khoa: file 2 of surveyor 1 has not come yet' "$khoa" survey import a3.txt a1.txt
told "who is told of records from before the enrolment" '^khoa: a1.txt: records from before the phone was enrolled: 3'
check "the rest, from standard input" 0 '^\{"file":"-","outcome":"taken","surveyor":1,"number":2,"records":1,"new":1,"known":0,"handed_over":0,"left":0\}$' sh -c "'$khoa' survey import - --json <a2.txt"
told "a village that nobody lives in is told" '^khoa: -: villages that no household of the unit is in: 1'
check "nothing is missing any more" 0 'came before, nothing to do' "$khoa" survey import a1.txt a2.txt a3.txt
same "it says no more" "$(cat err)" ''
check "in JSON" 0 '"outcome":"known","surveyor":1,"number":1\}$' "$khoa" survey import a1.txt --json
check "the tag is in use" 0 "^$second +lock-tag +in use" "$khoa" tag show $second
check "by the log" 0 'tag handover +batch 2: 2 +file 1 of surveyor 1$' "$khoa" log show
check "as the file is" 0 'survey import +surveyor 1 file 1 +3 records, 3 of them new, records [0-9a-f]{64}$' "$khoa" log show
check "the surveyor's files are counted" 0 '^1 +15667 .* 3 +4 +Trưởng' "$khoa" surveyor list

# a record once, however often it comes
{ cat records records2; look 5 'household 1' 'found refused'; } >records3
file a file 15667 4 a3.txt $made <records3 >a4.txt
check "records that came before are passed over" 0 '^a4.txt: file 4 of surveyor 1: 5 records, 1 new, 4 came before$' "$khoa" survey import a4.txt
look 5 'household 1' 'found present' >twin
file a file 15667 5 a4.txt $made <twin >a5.txt
refused "but not if they say something else" '^khoa: a5.txt: refused: line 7: record 5 has a number under which surveyor 1 brought something else' "$khoa" survey import a5.txt

# files that are no part of the chain
file a file 15667 3 a2.txt $made <twin >x.txt
refused "another file of that number" "refused: file 3 of surveyor 1 isn't the file 3 that came" "$khoa" survey import x.txt
look 6 'household 1' 'found present' >six
file a file 15667 5 a1.txt $made <six >x.txt
refused "one that doesn't follow the last" "refused: file 5 of surveyor 1 doesn't follow the file 4 that came" "$khoa" survey import x.txt
file a file 15667 5 a4.txt $made <six >a5.txt
file a file 15667 6 a5.txt $made </dev/null >a6.txt
file a file 15667 5 a4.txt $made </dev/null >x.txt
"$khoa" survey import a6.txt >/dev/null 2>&1
refused "one that isn't before the next" "refused: file 5 of surveyor 1 isn't the one before the file 6 that came" "$khoa" survey import x.txt
check "the right one is" 0 'file 5 of surveyor 1: 1 record, 1 new' "$khoa" survey import a5.txt

# whose they are
one() { file "$1" file "${2-15667}" "${3-1}" - "${4-$made}"; }
one d <six >x.txt
refused "a phone that nobody enrolled" "refused: the phone with the fingerprint .* isn't enrolled here" "$khoa" survey import x.txt
one b 15664 <six >x.txt
refused "of another unit" 'refused: is of unit 15664, and surveyor 2 is enrolled for unit 15667' "$khoa" survey import x.txt
one b <six | sed 's/found present/found missing/' >x.txt
refused "changed on its way" "refused: the phone's signature doesn't fit" "$khoa" survey import x.txt
one b <six | sed 's/^signature ..../signature AAAA/' >x.txt
refused "signed otherwise" "refused: the phone's signature doesn't fit" "$khoa" survey import x.txt
sed "s|^surveyor .*|surveyor $("$phone" b enrol | cut -d: -f2)|" a1.txt >x.txt
refused "in another's name" "refused: the phone's signature doesn't fit" "$khoa" survey import x.txt

# when
one b 15667 1 2025-12-03T00:00:00Z <six >x.txt
refused "a file of tomorrow" 'refused: was made on 2025-12-03T00:00:00Z, and here it is 2025-12-01T00:00:00Z' "$khoa" survey import x.txt
look 1 'household 1' 'found present' | sed 's/2025-11-30T/2025-12-03T/' >records
one b <records >x.txt
refused "a record of tomorrow" 'refused: line 7: record 1 is of 2025-12-03T07:41:09Z, which is still to come' "$khoa" survey import x.txt

# what they are of
refuse_records() { # NAME PATTERN: of ./records
  one b <records >x.txt
  refused "$1" "$2" "$khoa" survey import x.txt
}
look 1 'household 1' 'found present' | sed 's/2025-Q4/2025-Q3/' >records
refuse_records "a round that wasn't opened" "refused: line 7: record 1 is of round 2025-Q3, which was never opened: 'khoa survey open 2025-Q3 --unit 15667'"
sed -i 's/2025-Q3/2026-Q1/' records
refuse_records "a round that is closed" "is of round 2026-Q1, which is closed: .* opens it again"
look 1 'household 4' 'found present' >records
refuse_records "a household that there is none of" 'record 1 is of household 4, and unit 15667 has none of that number'
look 1 'household 3' 'found present' >records
refuse_records "another unit's household" 'record 1 is of household 3, and unit 15667 has none'
look 1 'household 1' 'found present' 'weaknesses 12' >records
refuse_records "a weakness that isn't on the list" "record 1 names a weakness that isn't on the office's list"
{ look 1 'household 1' 'found present'; look 2 'household 1' 'found lost'; } >records
refuse_records "one bad record of two" 'refused: line 12: an unknown word for what was found'
{ look 2 'household 1' 'found present'; look 1 'household 1' 'found present'; } >records
refuse_records "records that don't rise" 'refused: line 10: records are numbered in rising order'

# what are no survey files
: >x.txt
refused "an empty file" '^khoa: x.txt: refused: the file is empty' "$khoa" survey import x.txt
refused "an empty pipe" '^khoa: -: refused: the file is empty' "$khoa" survey import -
head -c 300 a1.txt >x.txt
refused "half a file" "refused: the file is cut off" "$khoa" survey import x.txt
sed '$d' a1.txt >x.txt
refused "without its last line" "refused: the file is cut off" "$khoa" survey import x.txt
sed 's/$/\r/' a1.txt >x.txt
refused "with Windows' line ends" 'refused: line 1: a control character' "$khoa" survey import x.txt
head -c 4000 /dev/urandom >x.txt
refused "noise" 'refused: line 1: ' "$khoa" survey import x.txt
sed 's/^khoa-survey 1/khoa-survey 2/' a1.txt >x.txt
refused "a newer one" 'unsupported version: install a newer khoa' "$khoa" survey import x.txt
refused "a bundle" "not a survey file" "$khoa" survey import b.khoa
truncate -s 65M x.txt
refused "a huge one" 'not a file of at most 67108864 bytes' "$khoa" survey import x.txt
refused "a huge pipe" 'more than 64 MiB' sh -c "'$khoa' survey import - <x.txt"
refused "none" 'No such file' "$khoa" survey import nowhere.txt
refused "a folder" 'not a file of at most' "$khoa" survey import office
refused "no argument" 'too few arguments' "$khoa" survey import
rm x.txt
printf 'khoa-survey 1\nsurveyor \033[31m\n' >x.txt
check "no control characters on the terminal" 2 '' "$khoa" survey import x.txt
check "not one" 1 '' grep -q "$(printf '\033')" err

# several, each for itself
look 1 'household 2' 'found present' 'grade 4' >records
one b <records >b1.txt
check "a bad one doesn't keep out the others" 1 '^b1.txt: file 1 of surveyor 2: 1 record, 1 new$' "$khoa" survey import x.txt b1.txt
told "it is named" '^khoa: x.txt: refused: line 2: a control'

# hand-overs
"$khoa" tag handover $third >/dev/null
"$khoa" tag lost $third >/dev/null
{
  give 2 $first
  give 3 $third
  give 4 $foreign
  give 5 0099-00001-40
  give 6 0002-00004-31
  give 7 $second
  give 8 $first '1 forged bad unknown unknown fresh'
  give 9 $first '1 altered good foreign printed fresh'
} >records
file b file 15667 2 b1.txt $made <records >b2.txt
check "what can be given is" 0 '^b2.txt: file 2 of surveyor 2: 8 records, 8 new, 1 tag handed over$' "$khoa" survey import b2.txt
for reason in "tag $third is lost and can't become in use by 'khoa tag handover': use 'khoa tag found'" "tag $foreign isn't marked: it is of unit 15664" \
  "tag 0099-00001-40 isn't marked: it isn't in the registry" "tag 0002-00004-31 isn't in the registry" \
  "tag $first isn't marked: its code was forged" "tag $first isn't marked: its code was altered"; do
  told "what can't: $reason" "^khoa: b2.txt: $reason"
done
"$khoa" tag show $first $second $third >out
same "statuses" "$(awk 'NR > 1 { print $3, $4 }' out | tr '\n' ,)" "in use,in use,lost 2025-12-01,"
check "the doctor agrees" 0 '^the office is in order' "$khoa" doctor

# how far it is
check "coverage" 0 '^15667 +Thôn 1 +1 +1 +0 +0 +0$' "$khoa" survey status 2025-Q4 --unit 15667
check "and its locks" 0 '^15667 +Thôn 1 +1 +1 +0 +0 +0 +0 +0 +0 +1 +0$' "$khoa" survey status 2025-Q4 --unit 15667
same "in no more columns than a terminal has" "$(awk 'length > 80' out)" ""
check "of the next village" 1 '^15667 +Thôn 2 +1 +0 +0 +0 +0 +0 +0 +0 +0 +1$' "$khoa" survey status 2025-Q4
check "of the commune" 1 '^15667 +- +2 +2 +0 +0 +0$' "$khoa" survey status 2025-Q4
check "complete is 0" 0 '^2025-Q4 in unit 15667: open since 2025-12-01' "$khoa" survey status 2025-Q4 --unit 15667
check "one village" 0 '"village":"Thôn 2","households":1,"surveyed":1,"refused":0,"nobody_home":0,"missing":0,"locks":1,"seen":0' "$khoa" survey status 2025-Q4 --unit 15667 --village 'Thôn 2' --json
same "alone" "$(wc -l <out)" 1
check "a village that there is none of" 2 'unit 15667 has no household in Thôn 7' "$khoa" survey status 2025-Q4 --unit 15667 --village 'Thôn 7'
check "what is missing, to be walked" 1 "^15664 +Thôn 9 +3 +not seen +$foreign\$" "$khoa" survey status 2025-Q4 --missing
check "with names, if asked for" 1 "^15664 +Thôn 9 +3 +not seen +$foreign +H3 +Phạm Văn Mẫu\$" "$khoa" survey status 2025-Q4 --missing --names
check "which the log knows" 0 'read names +survey status' "$khoa" log show
check "no names without the passphrase" 2 'passphrase' env KHOA_PRIVACY_PASSPHRASE_FILE="$dir/authority.pass" "$khoa" survey status 2025-Q4 --missing --names
check "names of the missing alone" 2 '--names goes with --missing' "$khoa" survey status --names
look 1 'household 3' 'found nobody-home' >records
"$phone" c file 15664 1 - $made <records >c1.txt
"$khoa" survey import c1.txt >/dev/null 2>&1
check "nobody home is still to be seen" 1 '^15664 +Thôn 9 +3 +nobody home' "$khoa" survey status 2025-Q4 --missing
{ look 2 'household 3' 'found refused'; look 3 'village Thôn 9' 'found present'; } >records
"$phone" c file 15664 2 c1.txt $made <records >c2.txt
"$khoa" survey import c2.txt >/dev/null 2>&1
check "a refusal isn't" 0 '^15664 +Thôn 9 +1 +0 +1 +0 +0$' "$khoa" survey status 2025-Q4 --unit 15664
told "a record of nobody is told" '^khoa: unit 15664: records that are of no household of it and count for none: 1'
check "a round that nobody opened" 2 'survey round 2025-Q1' "$khoa" survey status 2025-Q1

# notes
check "notes" 0 "^15667 +1 +2025-11-30T07:41:09Z +Thôn 1 +1 +$first +Khóa gỉ, hẹn thay\$" "$khoa" survey notes 2025-Q4
check "in JSON" 0 '"note":"Khóa gỉ, hẹn thay"\}$' "$khoa" survey notes 2025-Q4 --unit 15667 --json
check "reading them is in the log" 0 'read names +survey notes 2025-Q4' "$khoa" log show
check "not without the passphrase" 2 'passphrase' env KHOA_PRIVACY_PASSPHRASE_FILE="$dir/authority.pass" "$khoa" survey notes 2025-Q4
look 4 'household 3' 'found present' "note $("$phone" seal YTy9VLv2w0DRn6x7N1V1esoEKmkJ1QuRgwh3P60HVvs= secret)" >records
"$phone" c file 15664 3 c2.txt $made <records >c3.txt
"$khoa" survey import c3.txt >/dev/null 2>&1
check "a note that is another office's" 1 '^15664 .* 3 +- +-$' "$khoa" survey notes 2025-Q4 --unit 15664
told "is told" "notes that don't open with this office's privacy.key: 1"
printf 'reference,kind,village,head\nH9,household,Thôn 3,Khóa gỉ hẹn thay Mẫu\n' >named.csv
check "no note stands in the clear" 0 '^the office is in order' "$khoa" doctor --secrecy
check "not one word of it" 1 '' grep -rqa 'gỉ, hẹn' office

# forgotten
"$khoa" backup saved >/dev/null 2>&1
"$khoa" household forget H1 --unit 15667 >/dev/null 2>&1
same "forgotten with its household" "$(sqlite3 office/registry.db "SELECT count(*) FROM survey_record WHERE (subject = 1 OR batch = 2 AND idx = 1) AND (note IS NOT NULL OR village IS NOT NULL OR latitude IS NOT NULL)")" 0
check "which is in order" 0 '^the office is in order' "$khoa" doctor
check "and isn't counted" 0 '^15667 +- +1 +1 ' "$khoa" survey status 2025-Q4 --unit 15667
cat a1.txt >x.txt
{ look 1 "tag $first" 'household 1' 'village Thôn 1' 'found damaged' 'grade 2' 'weaknesses 2,5' 'position 19.812 105.590' 'verdict 1 unissued good ours printed fresh' "note $note"
  look 7 'household 1' 'found present' 'position 19.812 105.590' "note $note"; } >records
file a file 15667 7 a6.txt $made <records >a7.txt
check "its records are known all the same" 0 '2 records, 1 new, 1 came before' "$khoa" survey import a7.txt
same "and new ones come without what was forgotten" "$(sqlite3 office/registry.db "SELECT count(*) FROM survey_record WHERE subject = 1 AND (note IS NOT NULL OR latitude IS NOT NULL)")" 0
check "in order" 0 '^the office is in order' "$khoa" doctor

# backup and restore
"$khoa" restore saved back >/dev/null 2>&1
same "a backup has it all" "$(sqlite3 back/registry.db 'SELECT count(*), (SELECT count(*) FROM survey_file), (SELECT count(*) FROM surveyor), (SELECT count(*) FROM round), (SELECT count(*) FROM weakness), count(note) FROM survey_record')" "19|11|3|6|11|2"
check "a restored office knows what came" 0 'file 1 of surveyor 1 came before' "$khoa" -C back survey import a1.txt
check "and goes on" 0 'file 7 of surveyor 1: 2 records, 1 new' "$khoa" -C back survey import a7.txt
"$khoa" -C back doctor >out 2>&1
same "in order too, but for files to be drawn" "$(grep '^fault' out | grep -vc batches/)" 0

# closed, and removed
"$khoa" survey close 2025-Q4 --all >/dev/null
check "what came before a round was closed is known" 0 'came before' "$khoa" survey import a1.txt
look 8 'household 2' 'found present' >records
file a file 15667 8 a7.txt $made <records >a8.txt
refused "but nothing new is taken" 'which is closed' "$khoa" survey import a8.txt

{ cat records2; look 5 'household 1' 'found refused'; } >known
file a file 15667 8 a7.txt $made <known >known.txt
check "what came before may come again" 0 '2 records, 2 came before' "$khoa" survey import --dry-run known.txt
check "unless it is opened again" 0 'is open for 1 unit' "$khoa" survey open 2025-Q4 --unit 15667
check "a surveyor is removed" 0 '^surveyor 1 is removed' "$khoa" surveyor remove 'f3bd c5b4 3853 8f38' --reason 'phone stolen'
refused "once" 'surveyor 1 was removed on 2025-12-01' "$khoa" surveyor remove 1
refused "nobody" "no phone is enrolled as '99'" "$khoa" surveyor remove 99
refused "no desk" "no phone is enrolled as '0'" "$khoa" surveyor remove 0
refused "and never comes back" 'surveyor 1, who was removed: a key is never taken again' "$khoa" surveyor add "$(a)" --unit 15667 --name X
check "what it made before is taken with a note" 0 '^khoa: a8.txt: surveyor 1 was removed since' "$khoa" survey import a8.txt
file a file 15667 9 a8.txt 2025-12-01T00:00:01Z </dev/null >a9.txt
refused "what it makes later isn't" 'refused: was made on 2025-12-01T00:00:01Z, after its surveyor was removed on 2025-12-01T00:00:00Z' "$khoa" survey import a9.txt
check "the list tells" 0 '^1 .* 2025-12-01 +2025-12-01 +8 ' "$khoa" surveyor list
check "the doctor agrees to the end" 0 '^the office is in order' "$khoa" doctor
done_testing
