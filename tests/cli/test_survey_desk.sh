# The survey's desk: lines from a file or pipe, all or none; a scanner and single keys in a terminal,
# which is left as it was however it ends; what is undone, and what no end loses.
. tests/cli/lib.sh
typist=$dir/typist
cc -std=c17 -Wall -Wextra -Werror -o "$typist" "$samples/../tests/cli/typist.c" -lutil || exit
make_office
import_small 15667
import_small 15664
"$khoa" issue --unit 15667 --kind lock-tag --no-proof >/dev/null
"$khoa" issue --unit 15664 --kind lock-tag --no-proof >/dev/null
"$khoa" tag handover --batch 1 >/dev/null
code() { sed -n "$(($1 + 1))s/,.*//p" "office/batches/${2-0001}/manifest.csv"; }
pdftoppm -r 200 -png -singlefile office/batches/0001/front.pdf page
"$khoa" verify --json page.png | jq -r '"\(.code) \(.input)"' >texts
text() { sed -n "s/^$(code "$1") //p" texts; }
records() { sqlite3 office/registry.db "SELECT group_concat(number || ':' || coalesce(batch || '-' || idx, 'h' || subject) || ':' || found ||
  ':' || coalesce(grade, '-') || ':' || coalesce((SELECT group_concat(weakness) FROM survey_weakness w WHERE w.surveyor = r.surveyor AND w.number = r.number), ''), ' ')
  FROM (SELECT * FROM survey_record WHERE unit = '15667' ORDER BY number) r"; }

# Which desk, which round.
record() { "$khoa" survey record "$@"; }
printf '%s present 3\n' "$(code 1)" >lines
refused "no round" "no survey is open: 'khoa survey open'" record lines
"$khoa" survey open 2025-Q4 --unit 15667 >/dev/null 2>&1
refused "another unit's" "no survey is open for unit 15664" record lines --unit 15664
refused "another round" "no survey 2025-Q3 is open" record lines --round 2025-Q3
refused "no unit of that code" "99999" record lines --unit 99999
"$khoa" survey open 2025-Q4 --unit 15664 >/dev/null 2>&1
refused "two desks" "2 units have a survey open: name yours by --unit" record lines
"$khoa" survey open 2026-Q1 --unit 15667 >/dev/null 2>&1
check "the newest that is open, at the only desk" 0 '^2026-Q1 +15667 +1$' record lines
"$khoa" survey close 2026-Q1 --unit 15667 >/dev/null
refused "not once it is closed" "no survey 2026-Q1 is open" record lines --round 2026-Q1
"$khoa" survey close 2025-Q4 --unit 15664 >/dev/null
same "that was the first record" "$(records)" "1:1-1:1:3:"

# Lines.
printf '\357\273\277%s present 4 1,3\r\n\n# the next is a household\nh1 nobody-home\n%s\tdamaged\t-  2\n' "$(text 2)" "$(code 3)" >lines
check "a list as an editor saves it" 0 '"round":"2025-Q4","unit":"15667","records":3' record lines --json
same "numbered on" "$(records)" "1:1-1:1:3: 2:1-2:1:4:1,3 3:h1:7:-: 4:1-3:2:-:2"
same "a scan has its verdict, a code none" "$(sqlite3 office/registry.db 'SELECT group_concat(coalesce(verdict, "-") || coalesce(signature, "-")) FROM survey_record WHERE number IN (2, 4)')" "111,--"
check "from a pipe" 0 '2025-Q4 +15667 +1' sh -c "echo '$(code 1) missing' | '$khoa' survey record"
check "and so named" 0 '2025-Q4 +15667 +1' sh -c "echo 'H2 refused -' | '$khoa' survey record -"
check "nothing at all" 0 '2025-Q4 +15667 +0' record -
bad() { # NAME PATTERN LINE
  printf '%s present 3\n%s\n' "$(code 1)" "$3" >lines
  refused "$1" "lines, line 2: $2" record lines
}
bad "no code" "not-a-tag: " 'door present 3'
bad "a digit misread" "not-a-tag: the check digits" "$(code 1 | tr 1 2) present 3"
bad "a code alone" 'write CODE FOUND GRADE WEAKNESSES' "$(code 1)"
bad "too much" 'write CODE FOUND GRADE WEAKNESSES' "$(code 1) present 3 1 2"
bad "an unknown word" 'say present, damaged,' "$(code 1) there 3"
bad "grade 5" 'a grade is 1 to 4' "$(code 1) present 5"
bad "grade 0" 'a grade is 1 to 4' "$(code 1) present 0"
bad "a weakness above all" "'100' isn't a number or a range from 1 to 99" "$(code 1) present 3 100"
bad "a weakness that isn't on the list" "record [0-9]+ names a weakness that isn't on the office's list" "$(code 1) present 3 99"
bad "weaknesses behind a closed door" 'where nobody let the surveyor in there is no grade and no weakness' "$(code 1) refused - 1"
bad "a household of another unit" "unit 15667 has no household '3'" 'h3 present'
bad "a household of no number" "unit 15667 has no household '1x'" 'h1x present'
bad "a tag that nobody issued" 'unregistered: ' '0009-00001-90 present'
printf '%s present\n\0x\n' "$(code 1)" >lines
refused "a NUL" 'lines, line 2: not text' record lines
printf '%s present\n\377\n' "$(code 1)" >lines
refused "no UTF-8" 'lines, line 2: not text' record lines
refused "a file that isn't there" 'nowhere: .*No such file' record nowhere
refused "a folder" 'office: ' record office
forged=$(text 1 | sed 's/1\([^1]*\)$/2\1/')
check "a forgery is recorded as one" 0 '15667 +1$' sh -c "echo '$forged present' | '$khoa' survey record"
same "under the number that it bears" "$(sqlite3 office/registry.db 'SELECT batch, idx, verdict, signature FROM survey_record ORDER BY number DESC LIMIT 1')" "1|1|2|2"
check "the log covers it all" 0 'yes +0 ' "$khoa" log check
check "and the doctor has nothing to say" 0 '' "$khoa" doctor

# In a terminal: what is typed where, and what was recorded since.
last() { sqlite3 office/registry.db 'SELECT max(number) FROM survey_record WHERE unit = 15667'; }
since() { records | tr ' ' '\n' | tail -n "+$(($1 + 1))" | cut -d: -f2- | tr '\n' ' ' | sed 's/ $//'; }
sit() { # NAME STATUS RECORDS <SCRIPT
  before=$(last)
  cat >script
  status=0
  "$typist" "$khoa" survey record --unit 15667 <script >shown || status=$?
  same "$1: ended" "$status" "$2"
  same "$1: recorded" "$(since "$before")" "$3"
  [ "$status" = 129 ] || check "$1: the terminal is as before" 0 'terminal as before' cat shown
}
sit "a scan and four keys" 0 "1-2:1:3:2,5" <<END
wait tag>
type $(text 2)\r
wait genuine
wait household 2, Thôn 2
wait found?
type 1
wait grade?
type 3
wait weaknesses?
type 5
wait +5
type 2
wait +2
type 7
wait +7
type 7
wait -7
type \r
wait $(code 2) present 3 2,5
wait tag>
type \d
END
sit "the grades are explained when asked" 0 "1-3:2:-:10" <<END
wait tag>
type $(code 3)\r
wait found?
type 2
wait Tốt
wait grade?
type ?
wait Rất kém
type 0
wait weaknesses?
type a
wait +a
type \r
wait $(code 3) damaged - 10
type q\r
END
sit "the last is undone, what came before it isn't" 0 "1-1:4:1:" <<END
wait tag>
type u\r
wait nothing to undo
type $(code 1)\r
wait found?
type 4
wait grade?
type 1
wait weaknesses?
type \r
wait missing 1
wait tag>
type h2\r
wait found?
type 6
wait done
type \r
wait h2 refused
wait tag>
type u\r
wait undone: h2 refused
type q\r
END
sit "Esc leaves one in the middle" 0 "" <<END
wait tag>
type $(code 1)\r
wait found?
type \e
wait left: nothing was recorded
wait tag>
type $(code 1)\r
wait found?
type 1
wait grade?
type \e
wait left
wait tag>
type q\r
END
sit "a scanner in the middle is no keys" 0 "1-1:1:2:" <<END
wait tag>
type $(code 1)\r
wait found?
type $(text 2)\r
wait leave it by Esc
type 1
wait -> present
wait grade?
type $(code 2)\r
wait leave it by Esc
type 2
wait weaknesses?
type \r
wait present 2
type q\r
END
sit "slips of the finger are rubbed out" 0 "h1:7:-:" <<END
wait tag>
type door\r
wait not-a-tag
wait tag>
type h1ờ\b2\b\r
wait found?
type 7
wait done
type \r
wait nobody-home
type \r\rxyz\b\b\bq\r
END
sit "a note is sealed" 0 "h1:1:4:" <<END
wait tag>
type h1\r
wait found?
type 1
wait grade?
type 4
wait weaknesses?
type /
wait note:
type Chủ nhà Mẫu đi vắng hay quên khóa\r
wait with a note
type q\r
END
check "and read by the office alone" 0 'Chủ nhà Mẫu đi vắng hay quên khóa' "$khoa" survey notes 2025-Q4 --unit 15667
check "in no file of the office" 1 '' grep -rl 'hay quên' office
sit "Ctrl-Z in the middle, and back" 0 "h2:4:2:" <<END
wait tag>
type h2\r
wait found?
type \z
type 4
wait grade?
type 2
wait weaknesses?
type \z
type \r
wait h2 missing 2
wait tag>
type \zq\r
END
sit "Ctrl-C comes after the last is written" 130 "h2:1:-:" <<END
wait tag>
type h2\r
wait found?
type 1
wait grade?
type 0
wait weaknesses?
type \r
wait h2 present
wait tag>
type \c
END
sit "and not one that isn't whole" 143 "" <<END
wait tag>
type h2\r
wait found?
type 1
wait grade?
call 15
END
sit "a terminal that goes away" 129 "h2:5:-:" <<END
wait tag>
type h2\r
wait found?
type 5
wait grade?
type 0
wait weaknesses?
type \r
wait wrong-place
wait tag>
hang
END
sit "what can't be written is told" 2 "" <<END
wait tag>
type h2\r
wait found?
type 1
wait grade?
type 2
wait weaknesses?
type \r
wait h2 present 2
wait tag>
run '$khoa' survey close 2025-Q4 --unit 15667
type q\r
END
check "what was held, as a line for the next time" 0 'not written: h2 present 2: record .*which is closed' cat shown

done_testing
