# Committees: rolls in every dialect, what they lack, names only for who has the passphrase.
. tests/cli/lib.sh
make_office
check "no committee yet" 0 '^15667 .* committee$' "$khoa" committee list
check "the sample's dry run" 0 '27 members, nothing stored .*: 27 added' "$khoa" committee import "$samples/committees.csv" --from 2025-11-01 --dry-run
same "stores nothing" "$(sqlite3 office/registry.db 'SELECT count(*) FROM committee')" 0
check "the sample" 0 '27 members: 27 added, 0 updated, 0 unchanged, 0 left$' "$khoa" committee import "$samples/committees.csv" --from 2025-11-01
same "a commune without a standing deputy is named" "$(cat err)" 'khoa: the committee of unit 15700 has no standing-deputy'
before=$(state)
check "again it changes nothing" 0 '27 members: 0 added, 0 updated, 27 unchanged, 0 left$' "$khoa" committee import "$samples/committees.csv"
same "and stores nothing" "$(state)" "$before"
check "roles and counts" 0 '^15667 +2025-11-01 +- +1 +1 +1 +2 +3 +3 +-$' "$khoa" committee list
same "names nobody" "$(grep -c 'Mẫu' out)" 0
check "what is lacking" 0 '^15700 .* standing-deputy$' "$khoa" committee list
check "in JSON" 0 '"unit":"15664","since":"2025-11-01","head":1,"standing_deputy":1,.*"militia_heads":2}' "$khoa" committee list --unit 15664 --json
same "the log tells of no reading" "$("$khoa" log show | grep -c 'read names')" 0
check "names" 0 '^15667 .* head +- +Hà Văn Quý Mẫu|head +- +Nguyễn Thị Thủy Mẫu +\+84530009' "$khoa" committee list --names --unit 15667
check "their reading is in the log" 0 'read names +committee list' "$khoa" log show
check "names in JSON" 0 '"role":"village-head","village":"Xóm 1","name":"Lê Thị Hằng Mẫu","phone":"\+8453' "$khoa" committee list --names --json
printf 'wrong\n' >wrong.pass
check "no name without the passphrase" 2 'passphrase' "$khoa" committee list --names --privacy-passphrase-file wrong.pass
same "the log's act covers it" "$("$khoa" log show | grep -c 'committee import .*committee [0-9a-f]\{64\}')" 3

# A roll follows a roll.
printf 'role,name,village\nhead,Mai Sen Mẫu,\nTrưởng Công an xã,Hà Văn Quý Mẫu,\n' >roll.csv
check "a new roll" 0 '2 members: 1 added, 1 updated, 0 unchanged, 10 left' "$khoa" committee import roll.csv --unit 15667
check "holds from today on" 0 '^15667 +2025-12-01 +- +1 +1 +0 +0 +0 +0' "$khoa" committee list --unit 15667
check "the one before it is kept" 0 '^15667 +2025-11-01 +2025-11-30 +1 +1 +1 +2 +3 +3' "$khoa" committee list --unit 15667 --all
check "with its names" 0 '2025-11-30 .*Cao Thị Nga Mẫu' "$khoa" committee list --unit 15667 --all --names

# Any list that Excel saves.
dialect() { # NAME FILE
  check "$1" 0 '2 members: 0 added, 0 updated, 2 unchanged' "$khoa" committee import "$2" --unit 15667
}
printf '\357\273\277STT;Chức vụ;Họ và tên\r\n1;Trưởng ban;Mai Sen Mẫu\r\n2;Phó ban thường trực;Hà Văn Quý Mẫu\r\n;;\r\n' >excel.csv
dialect "semicolons, byte order mark, CRLF, an empty row" excel.csv
{ printf '\377\376' && printf 'UBND XÃ THỌ SƠN\t\nHọ tên\tChức danh\nmai sen mẫu\tPhó Chủ tịch UBND xã\nHà Văn Quý Mẫu\tTrưởng Công an xã\n' | iconv -f UTF-8 -t UTF-16LE; } >unicode.csv
check "UTF-16, tabs, a title, a name in other case" 0 '2 members, .*: 0 added, 1 updated, 1 unchanged' "$khoa" committee import unicode.csv --unit 15667 --dry-run
printf 'unit,role,name\n15667,Trưởng ban,%s\n15667,standing-deputy,Hà Văn Quý Mẫu\n' "$(printf 'Mai Sen Mẫu' | iconv -f UTF-8 -t UTF-8-MAC 2>/dev/null || printf 'Mai Sen Ma\314\202\314\203u')" >nfd.csv
dialect "decomposed letters, a column for the unit" nfd.csv

# Refused whole, each row by its line; nobody is named.
roll() { printf '%s\n' 'role,name,village,phone' "$@" >bad.csv; }
bad() { # NAME PATTERN
  refused "$1" "$2" "$khoa" committee import bad.csv --unit 15667
  same "$1 names nobody" "$(grep -c 'Mẫu' err)" 0
}
roll 'head,Lê Mẫu,,' 'Phó Chủ tịch UBND xã,Hà Mẫu,,'
bad "two heads" '^khoa: bad.csv:3: role: the commune has a head on line 2 already: a committee has one$'
roll 'standing-deputy,Lê Mẫu,,' 'head,Lê Mẫu,,' 'Trưởng Công an xã,Hà Mẫu,,'
bad "two standing deputies" 'bad.csv:4: role: the commune has a standing-deputy on line 2'
roll 'Ban viên,Lê Mẫu,,'
bad "a role that says nothing" 'bad.csv:2: role: is no role on a committee: write head \(trưởng ban\)'
roll 'village-head,Lê Mẫu,,' ',Hà Mẫu,,' 'policeman,,,'
bad "empty cells" 'bad.csv:4: name: is empty'
same "each of them is named" "$(grep -c '^khoa: bad.csv:[234]: ' err)" 3
roll 'policeman,Lê Mẫu; Hà Mẫu,,' 'policeman,Lê Mẫu 2,,' "policeman,$(printf 'x%.0s' $(seq 101)),,"
bad "what is no name" 'bad.csv:4: name: isn.t one person'
same "on each line" "$(grep -c 'isn.t one person' err)" 3
roll 'policeman,Lê Hòa Mẫu,,' 'Công an viên,lê  hoà mẫu,,'
bad "somebody twice" 'bad.csv:3: name: stands on line 2 already'
roll 'policeman,Lê Mẫu,,0530001'
bad "a bad telephone number" 'bad.csv:2: phone: '
printf 'role;name\n' >bad.csv
bad "no rows" 'nothing stands below the heading'
printf 'name,village\nLê Mẫu,Thôn 1\n' >bad.csv
bad "no roles" 'role: the list lacks this column'
printf 'unit,role,name\n99999,head,Lê Mẫu\n' >bad.csv
refused "an unknown unit" "bad.csv:2: unit: unit 99999 isn't in the registry" "$khoa" committee import bad.csv
refused "another unit" 'bad.csv:2: unit: isn.t 15667' "$khoa" committee import bad.csv --unit 15667
roll 'head,Lê Mẫu,,'
refused "no unit" 'says nowhere of which unit it is' "$khoa" committee import bad.csv
refused "no day" "'2026-02-30' isn't a day" "$khoa" committee import bad.csv --unit 15667 --from 2026-02-30
refused "a day to come" 'is in the future' "$khoa" committee import bad.csv --unit 15667 --from 2025-12-02
head -c 3000 /dev/urandom >bad.csv
bad "noise" 'bad.csv'
refused "no file" 'nowhere.csv: can.t be read' "$khoa" committee import nowhere.csv --unit 15667
check "an unknown unit's list" 2 "unit '99999' isn't in the registry" "$khoa" committee list --unit 99999
done_testing
