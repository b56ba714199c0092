# Units, hotlines and households: good lists in every dialect, bad ones refused whole.
. tests/cli/lib.sh
make_office
before=$(state)

bad() { # NAME PATTERN COMMAND...
  bad_name=$1 bad_pattern=$2
  shift 2
  check "$bad_name" 2 "$bad_pattern" "$@"
  same "$bad_name: nothing changed" "$(state)" "$before"
}

bad "a file that isn't there" 'nowhere.csv' "$khoa" unit import nowhere.csv
: >empty.csv
bad "an empty file" 'empty.csv.*empty' "$khoa" unit import empty.csv
printf 'PK\003\004\000\000\000rest of a workbook' >list.xlsx
bad "an Excel workbook" 'list.xlsx.*[Ee]xcel' "$khoa" household import list.xlsx --unit 15667
head -c 4096 /dev/urandom >random.csv
bad "binary" 'random.csv' "$khoa" household import random.csv --unit 15667
printf 'code\n15\n' >units.csv
bad "a heading is missing" 'units.csv.*name' "$khoa" unit import units.csv
printf 'code,name,name\n15,A,B\n' >units.csv
bad "a heading is there twice" 'units.csv.*name' "$khoa" unit import units.csv
printf 'code,name\n15x,A\n16,\n' >units.csv
bad "bad units are named with their lines" 'units.csv:2: .*15x' "$khoa" unit import units.csv
printf 'code,name,parent\n16,A,99\n' >units.csv
bad "a parent that isn't there" 'units.csv:2: parent: no unit 99' "$khoa" unit import units.csv

hot() {
  printf 'label,number,hours\n' >h.csv
  while [ $# -gt 0 ]; do
    printf '%s\n' "$1" >>h.csv
    shift
  done
}
a='Trực ban,0237 0867 110,24/24' b='Công an xã,0237 0867 111,24/24' c='Cảnh sát,113,24/24'
hot "$a" "$b"
bad "two numbers" '3 to 5|3 đến 5' "$khoa" hotline set 15667 h.csv
hot "$a" "$b" "$c" "X,0237 0867 114,24/24" "Y,0237 0867 115,24/24" "Z,0237 0867 116,24/24"
bad "six numbers" '3 to 5' "$khoa" hotline set 15667 h.csv
hot "$a" "$b" "Khác,0237.0867.111,24/24"
bad "the same number twice" 'h.csv:4: .*(twice|already|line 3)' "$khoa" hotline set 15667 h.csv
hot "$a" "$b" "Khác,0237o867112,24/24"
bad "a letter in a number" 'h.csv:4: number' "$khoa" hotline set 15667 h.csv
hot "$a" "$b" "Khác,0237 0867 112,7-17h"
bad "a number that doesn't answer at night" 'h.csv:4: hours' "$khoa" hotline set 15667 h.csv
hot "$a" "$b" "$c"
bad "an unknown unit" "unit '99999' isn't in the registry" "$khoa" hotline set 99999 h.csv
bad "a day that isn't one" "isn't a day" "$khoa" hotline set 15667 h.csv --from 2026-02-30
bad "a set older than the one in force" "in force since" "$khoa" hotline set 15667 h.csv --from 2020-01-01
check "the same numbers again are no new set" 0 'nothing changed' \
  "$khoa" hotline set 15667 "$samples/hotlines-15667.csv"
same "nothing was stored" "$(state)" "$before"

house() {
  printf 'reference,kind,village,head,phone,keychains\n' >h.csv
  printf '%s\n' "$@" >>h.csv
}
house 'H1,hộ,Thôn 1,Lê Văn Mẫu,,-1'
bad "a negative count" 'h.csv:2: keychains' "$khoa" household import h.csv --unit 15667
house 'H1,hộ,Thôn 1,Lê Văn Mẫu,,5000'
bad "an absurd count" 'h.csv:2: keychains' "$khoa" household import h.csv --unit 15667
house 'H1,hộ,Thôn 1,Lê Văn Mẫu,,1'
bad "no unit said" 'give --unit' "$khoa" household import h.csv
bad "an unknown unit of households" '99999' "$khoa" household import h.csv --unit 99999
house 'H1,hộ,Thôn 1,Lê Văn Mẫu,0530 000x01,1' 'H1,gì đó,,Trần Thị Mẫu,,1'
bad "every fault is named: a phone" 'h.csv:2: phone' "$khoa" household import h.csv --unit 15667
check "a reference twice" 2 'h.csv:3: reference' "$khoa" household import h.csv --unit 15667
check "an unknown kind" 2 'h.csv:3: kind' "$khoa" household import h.csv --unit 15667
check "a missing village" 2 'h.csv:3: village' "$khoa" household import h.csv --unit 15667
cp err said
same "no fault tells who it is about" "$(grep -cE 'Lê|Trần|0530' said)" 0

for unit in 15664 15667 15700; do
  rows=$(case $unit in 15664) echo 207 ;; 15667) echo 191 ;; 15700) echo 181 ;; esac)
  check "dry run of $unit stores nothing" 0 'nothing stored' \
    "$khoa" household import "$samples/households-$unit.csv" --unit $unit --dry-run
  check "the sample list of $unit" 0 "$rows added, 0 updated, 0 unchanged" \
    "$khoa" household import "$samples/households-$unit.csv" --unit $unit
  before=$(state)
  check "again changes nothing, and says so" 0 'nothing changed' \
    "$khoa" household import "$samples/households-$unit.csv" --unit $unit
  same "the registry of $unit is the same" "$(state)" "$before"
done
sed 's/Mai Đức Kiên/Mai Đức Kiến/' "$samples/households-15664.csv" >changed.csv
check "a changed row updates" 0 '0 added, 1 updated, 206 unchanged' \
  "$khoa" household import changed.csv --unit 15664
check "and is read back" 0 'Mai Đức Kiến' "$khoa" household show ts-0001
check "lower case and spaces find a reference too" 0 '"reference":"TS-0001"' "$khoa" household show ' ts-0001 ' --json
check "a reference that isn't there" 2 'no household has that reference' "$khoa" household show nobody
check "names need the privacy passphrase" 2 'passphrase' \
  "$khoa" household show TS-0001 --privacy-passphrase-file authority.pass
check "the list without names has none" 1 '' sh -c "'$khoa' household list | grep -q Kiến"
check "no personal data in the registry's files" 1 '' \
  sh -c "cat office/registry.db* | grep -aqE 'Mai Đức|0530005418|TS-0001|ở một mình'"
check "units and their households" 0 '^15667 +191 ' "$khoa" unit list
check "hotline check finds nothing" 0 '' "$khoa" hotline check
check "the log's chain is whole" 0 '^[0-9]+ +yes' "$khoa" log check
check "an edited log is found" 1 '^fault: log entry 5: was changed by hand' sh -c "sqlite3 office/registry.db \"DROP TRIGGER log_kept_update; UPDATE log SET detail = 'x' WHERE sequence = 5\"; '$khoa' log check"

done_testing
