# The patrol book: taken in from lists and by hand, judged by the roll of the day, read by few.
. tests/cli/lib.sh
make_office
"$khoa" committee import "$samples/committees.csv" --from 2025-11-01 >/dev/null 2>&1
lines() { grep -c . out; }

check "a dry run" 0 '7 patrols, nothing stored .*: 7 added' "$khoa" patrol import "$samples/patrols-15667.csv" --unit 15667 --dry-run
same "stores nothing" "$(sqlite3 office/registry.db 'SELECT count(*) FROM patrol')" 0
check "a sample as Excel saves it" 0 '7 patrols: 7 added' "$khoa" patrol import "$samples/patrols-15667.csv" --unit 15667
before=$(state)
check "again it changes nothing" 0 '7 patrols, nothing changed' "$khoa" patrol import "$samples/patrols-15667.csv" --unit 15667
same "and stores nothing" "$(state)" "$before"
check "another one, in English" 0 '"added":8,"updated":0,"unchanged":0' "$khoa" patrol import "$samples/patrols-15664.csv" --unit 15664 --json

# The duty.
check "what falls short" 1 '^15667 +2025-W47 +1 +1 +yes +yes +1 of 2 patrols$' "$khoa" patrol status 2025-11
same "by commune and week" "$(lines)" 7
check "why" 1 '^15667 +2025-W48 +2 +1 +yes +yes +1 of 2 patrols; 2025-11-27 20:00: no militia-head$' "$khoa" patrol status 2025-Q4
check "how much was looked at" 1 '^12 weeks of communes looked at, 6 entries fall short$' "$khoa" patrol status 2025
check "a commune that did its duty" 0 'all as they should be' "$khoa" patrol status 2025 --unit 15664
check "each week of it" 0 '^15664 +2025-W48 +2 +2 +yes +yes +-$' "$khoa" patrol status 2025 --unit 15664 --all
check "in JSON" 1 '"unit":"15667","week":"2025-W48","patrols":2,"complete":1,"due":true,"over":true,"short":"1 of 2' "$khoa" patrol status 2025-11 --json
check "this month, whose first week has begun today" 0 '^0 weeks of communes' "$khoa" patrol status
check "a month to come" 2 'the period has not begun' "$khoa" patrol status 2026-02
check "a day in no week" 2 'the period has no week' "$khoa" patrol status 2025-11-28
check "no period" 2 "'2025-13' is no period: give a year" "$khoa" patrol status 2025-13
check "no unit" 2 "unit '99999' isn't in the registry" "$khoa" patrol status --unit 99999
same "names nobody" "$("$khoa" patrol status 2025 --all --json 2>&1 | grep -c Mẫu)" 0

# One by one.
add() { "$khoa" patrol add --unit 15667 --time 19h30 --leader 'Hà Văn Quý Mẫu' "$@"; }
full() { add --member 'policeman:Lê Văn Bảy Mẫu' --member 'Trưởng thôn:Bùi Văn Minh Mẫu' --member 'militia-head:Lê Xuân Thành Mẫu' --reached 9 "$@"; }
check "a patrol by hand" 0 '^patrol [0-9]+ of unit 15667 on 2025-11-21 at 19:30: added$' full --date 21/11/2025 --villages 'Thôn 1; Thôn 2'
same "lacks nothing" "$(cat err)" ''
check "it makes the week good" 1 '^5 entries|, 5 entries' "$khoa" patrol status 2025-11
check "once" 0 ': unchanged$' full --date 2025-11-21 --villages 'Thôn 1; Thôn 2'
printf 'Hai cổng "mở";\nmột đèn hỏng\n' >findings
check "mended" 0 ': updated$' full --date 2025-11-21 --villages 'Thôn 1; Thôn 2' --findings findings
check "the one before is struck out" 0 '' test "$(sqlite3 office/registry.db "SELECT group_concat(struck, '') FROM patrol WHERE day = '2025-11-21' AND unit = '15667'")" = 10
check "findings on standard input" 0 '"unit":"15667","date":"2025-11-22","time":"19:30","outcome":"added"' \
  sh -c "echo 'Không ai ở nhà Mẫu' | '$khoa' patrol add --unit 15667 --date 22/11/2025 --time 19h30 --leader 'Hà Văn Quý Mẫu' --reached 0 --findings - --json"
same "a patrol that lacks members is taken, and told" "$(cat err)" 'khoa: the patrol falls short: no policeman, no village-head, no militia-head'
check "a leader who isn't one" 0 'falls short: leader neither head nor deputy, no policeman' add --leader 'Bùi Văn Minh Mẫu' --date 2025-11-20 --reached 1
check "somebody from elsewhere" 0 'falls short: leader not on the roll' full --leader 'Lê Văn Hòa Mẫu' --date 2025-11-20
check "before there was a committee" 0 'falls short: no committee on that day' full --date 2025-10-31

# Read by few.
check "the book" 0 '^7 +15667 +2025-W48 +2025-11-27 +20:00 +9 +no militia-head$' "$khoa" patrol list 2025-11 --unit 15667
same "names nobody" "$(grep -c Mẫu out)" 0
check "one day of it" 0 '^17 .*2025-11-21 ' "$khoa" patrol list 2025-11-21 --unit 15667
check "with names" 0 'Hà Văn Quý Mẫu +policeman: Lê Văn Bảy Mẫu; village-head: Bùi Văn Minh Mẫu; militia-head: Lê Xuân Thành Mẫu +Thôn 1; Thôn 2 +Hai cổng "mở"; một đèn hỏng' \
  "$khoa" patrol list 2025-11-21 --names
check "their reading is in the log" 0 'read names +patrol list' "$khoa" log show
check "names in JSON" 0 '"leader":"Nguyễn Thị Thuỷ Mẫu","members":"policeman: Cao Thị Nga Mẫu' "$khoa" patrol list 2025-11 --names --json
printf 'wrong\n' >wrong.pass
check "not without the passphrase" 2 'passphrase' "$khoa" patrol list --names --privacy-passphrase-file wrong.pass

# Struck out.
check "a strike" 0 '^patrol 1 struck out$' "$khoa" patrol strike 1 --reason 'Nhầm ngày'
check "it counts no more" 1 '^15667 +2025-W45 +1 +1 .*1 of 2 patrols' "$khoa" patrol status 2025-W45
check "the log keeps why" 0 'patrol strike +15667 +patrol 1: Nhầm ngày, patrols [0-9a-f]{64}$' "$khoa" log show
refused "twice" 'there is no patrol 1, or it is struck out already' "$khoa" patrol strike 1
refused "one that isn't there" 'there is no patrol 99' "$khoa" patrol strike 99
refused "no number" 'NUMBER takes a number' "$khoa" patrol strike x
refused "a reason of two lines" 'must be one line' "$khoa" patrol strike 2 --reason "$(printf 'a\nb')"
check "by a list it comes back" 0 '1 added, 0 updated, 6 unchanged' "$khoa" patrol import "$samples/patrols-15667.csv" --unit 15667

# Judged by the committee of its day.
printf 'role,name\nhead,Mai Sen Mẫu\nstanding-deputy,Hà Văn Quý Mẫu\n' >roll.csv
"$khoa" committee import roll.csv --unit 15667 --from 2025-11-24 >/dev/null
check "the new roll judges its own days" 1 '2025-W48 +2 +0 .*2025-11-25 20:00: policeman not on the roll, village-head not' "$khoa" patrol status 2025-11 --unit 15667
check "and none before" 1 '2025-W46 +2 +2 +yes +yes +-$' "$khoa" patrol status 2025-11 --unit 15667 --all

# Rows that make no sense: refused whole, each by its line, and nobody is named.
book() { printf '%s\n' 'date,time,leader,policemen,village_heads,militia_heads,reached,findings' "$@" >bad.csv; }
bad() { # NAME PATTERN
  refused "$1" "$2" "$khoa" patrol import bad.csv --unit 15667
  same "$1 names nobody" "$(grep -c 'Mẫu' err)" 0
}
book '1/11/2025,19:30,Lê Mẫu,,,,1,' '11/23/2025,19:30,Lê Mẫu,,,,1,' '30/2/2025,19:30,Lê Mẫu,,,,1,' '2/12/2025,19:30,Lê Mẫu,,,,1,'
bad "what is no day" 'bad.csv:3: date: is no day from 2000 on: write day, month and year, as 23/11/2026'
same "only these" "$(grep -c . err)" 2
book '1/11/2025,19:30,Lê Mẫu,,,,1,' '2/12/2025,19:30,Lê Mẫu,,,,1,'
bad "a day to come" '^khoa: bad.csv:3: date: 2025-12-02 is in the future: '
book '1/11/2025,25:00,Lê Mẫu,,,,1,' '1/11/2025,tối,Lê Mẫu,,,,1,' '1/11/2025,,Lê Mẫu,,,,1,'
bad "no time" 'bad.csv:3: time: is no time of day'
same "on each line" "$(grep -c 'bad.csv:[234]: time: ' err)" 3
book '1/11/2025,19:30,,,,,1,' '1/11/2025,19:31,Lê Mẫu; Hà Mẫu,,,,1,'
bad "no leader, or two" 'bad.csv:3: leader: isn.t one person'
book '1/11/2025,19:30,Lê Mẫu,Hà Mẫu,hà mẫu,,1,' '1/11/2025,19:31,Lê Mẫu,,,Lê Mẫu,1,'
bad "somebody twice" 'bad.csv:3: militia_heads: names somebody who is in this patrol already'
book '1/11/2025,19:30,Lê Mẫu,,,,,' '1/11/2025,19:31,Lê Mẫu,,,,-3,' '1/11/2025,19:32,Lê Mẫu,,,,100001,' '1/11/2025,19:33,Lê Mẫu,,,,nhiều,'
bad "no number of people" 'bad.csv:2: reached: is empty: write how many people, 0 for none'
same "of each line" "$(grep -c 'reached: ' err)" 4
book '1/11/2025,19:30,Lê Mẫu,,,,1,x' '2025-11-01,19h30,LÊ MẪU,,,,1,y'
bad "one patrol told in two ways" 'bad.csv:3: date: is the patrol of line 2, told otherwise'
book '1/11/2025,19:30,Lê Mẫu,,,,1,x,Mẫu'
bad "a cell without a heading" 'bad.csv:2: field 9 has no heading'
book '1/11/2025,19:30,"Lê Mẫu,,,,1,x'
bad "a stray quotation mark" 'quotation marks'
printf 'date,time,leader,policemen,reached\n1/11/2025,19:30,Lê Mẫu,,1\n' >bad.csv
bad "columns that aren't there" 'militia_heads: the list lacks this column: add it with the heading "militia_heads" or one of "Thôn đội trưởng"'
printf 'unit,date,time,leader,policemen,village_heads,militia_heads,reached\n99999,1/11/2025,19:30,Lê Mẫu,,,,1\n' >bad.csv
refused "an unknown unit" "bad.csv:2: unit: unit 99999 isn't in the registry" "$khoa" patrol import bad.csv
book
bad "no rows" 'nothing stands below the heading'
head -c 3000 /dev/urandom >bad.csv
bad "noise" 'bad.csv'
refused "by hand, nothing" 'give --unit' "$khoa" patrol add
refused "by hand, no more than a unit" 'the patrol: leader: is empty' "$khoa" patrol add --unit 15667
refused "by hand, a role that there is none of" '^khoa: --member takes ROLE:NAME' full --date 1/11/2025 --member 'Ban viên:Lê Mẫu'
refused "by hand, no role" '^khoa: --member takes ROLE:NAME' full --date 1/11/2025 --member 'Lê Mẫu'
refused "by hand, an unknown unit" "^khoa: the patrol: unit: unit 99999 isn't in the registry" full --date 1/11/2025 --unit 99999
refused "by hand, a day to come" '^khoa: the patrol: date: 2025-12-24 is in the future' full --date 24/12/2025
head -c 5000 /dev/zero | tr '\0' x >long
refused "findings without end" 'at most 4096 bytes' full --date 1/11/2025 --findings long
refused "on standard input too" 'the findings .* longer than 4096 bytes' sh -c "'$khoa' patrol add --unit 15667 --date 1/11/2025 --time 19h --leader 'Lê Mẫu' --reached 1 --findings - <long"
printf 'a\0b' >nul
refused "findings that are no text" 'are no text' full --date 1/11/2025 --findings nul

# Nobody stands in the clear; a backup has it all.
check "in order" 0 '^the office is in order$' "$khoa" doctor
check "nobody stands in the clear" 0 'of [0-9]+ sealed records looked for' "$khoa" doctor --secrecy
same "and none was told" "$(grep -c 'fault' out)" 0
echo 'Hà Văn Quý Mẫu' >office/note.txt
check "a member's name would be found" 1 '^fault: note.txt: a name stands in the clear' "$khoa" doctor --secrecy
echo 'tiếc là Thôn đội trưởng đi tập huấn.' >office/note.txt
check "findings too" 1 '^fault: note.txt: a remark stands in the clear' "$khoa" doctor --secrecy
rm office/note.txt
check "a backup" 0 '' "$khoa" backup saved
"$khoa" patrol list 2025 --names --json >before.json 2>/dev/null
check "restored" 0 '' "$khoa" restore saved back
"$khoa" -C back patrol list 2025 --names --json >after.json 2>/dev/null
check "it holds the same book" 0 '' cmp before.json after.json
check "and judges it alike" 1 ', [0-9]+ entries fall short' "$khoa" -C back patrol status 2025
check "and is in order" 0 '^the office is in order$' "$khoa" -C back doctor

# A year of 32 communes.
awk 'BEGIN { print "code,name" >"units.csv"; print "unit,role,name,village" >"rolls.csv"
  print "unit,date,time,leader,policemen,village_heads,militia_heads,reached,villages,findings" >"book.csv"
  for (u = 20001; u <= 20032; u++) { print u ",Xã " u >"units.csv"
    print u ",head,Lê Hòa Mẫu,\n" u ",standing-deputy,Hà An Mẫu,\n" u ",policeman,Cao Nga Mẫu," >"rolls.csv"
    for (v = 1; v <= 30; v++) { n = sprintf("%c%c", 64 + v % 26 + 1, 97 + v / 26)
      print u ",village-head,Bùi " n " Mẫu,Thôn " v "\n" u ",militia-head,Vũ " n " Mẫu,Thôn " v >"rolls.csv" }
    for (w = 0; w < 110; w++) { n = sprintf("%c%c", 64 + (w % 30 + 1) % 26 + 1, 97 + (w % 30 + 1) / 26)
      day = strftime("%d/%m/%Y", 1735689600 + w * 3 * 86400)
      print u "," day ",19h30,Hà An Mẫu,Cao Nga Mẫu,Bùi " n " Mẫu,Vũ " n " Mẫu," w ",Thôn " w % 30 + 1 ",Nhắc " w " hộ" >"book.csv" } } }'
"$khoa" unit import units.csv >/dev/null
"$khoa" committee import rolls.csv --from 2024-12-30 >/dev/null 2>&1
check "3520 patrols" 0 '3520 patrols: 3520 added' "$khoa" patrol import book.csv
started=$(date +%s%N)
check "are judged" 1 '^15[0-9][0-9] weeks of communes looked at' "$khoa" patrol status 2025
took=$((($(date +%s%N) - started) / 1000000))
echo "# $took ms"
check "in well under a second" 0 '' [ "$took" -lt "$(case $build in */asan) echo 10000 ;; *) echo 900 ;; esac)" ]
done_testing
