# Reports and estimates, as they are typed: periods and units, files by their name's end, what other
# programs read in them, what is behind a figure; and costs before and after.
. tests/cli/lib.sh
at() { export SOURCE_DATE_EPOCH=$(date -u -d "$1" +%s); } # UTC: Viet Nam is 7 hours ahead
code() { sed -n "$(($1 + 1))s/,.*//p" office/batches/0001/manifest.csv; }
at '2025-09-10 03:00'
make_office
import_small 15667

# Costs before.
check "prices that nobody named" 0 '^15667 +lock-tag +due +3 +1 +1 +-$' "$khoa" estimate --unit 15667
same "that is said" "$(cat err)" "khoa.ini doesn't name all prices: [prices] keychain and lock-tag, in dong"
sed -i 's/^keychain = 0/keychain = 12000/; s/^lock-tag = 0/lock-tag = 5000/' office/khoa.ini
check "prices that it named" 0 '^15667 +lock-tag +due +3 +1 +1 +15\.000 đ$' "$khoa" estimate
check "two sides a sheet" 0 '^15667 +keychain +due +3 +1 +2 +36\.000 đ$' "$khoa" estimate --all
check "and in all" 0 '^total +- +- +6 +2 +3 +51\.000 đ$' "$khoa" estimate
check "one kind" 0 '^total +- +- +3 +1 +2 +36\.000 đ$' "$khoa" estimate --kind keychain
check "for programs" 0 '^\{"unit":"15667","kind":"keychain","why":"due","tags":3,"sheets":1,"sides":2,"cost":36000\}$' "$khoa" estimate --json
refused "an unknown unit" "99999" "$khoa" estimate --unit 99999
refused "an unknown kind" "^khoa: --kind is keychain or lock-tag" "$khoa" estimate --kind door
refused "both one and all" "^khoa: say for whom" "$khoa" estimate --unit 15667 --all

# And after.
at '2025-09-20 03:00'
"$khoa" issue --unit 15667 --kind lock-tag --fund budget --no-proof >/dev/null
sed -i 's/^lock-tag = 5000/lock-tag = 6000/' office/khoa.ini
check "a batch's cost is that of its day" 0 '^1 +lock-tag +15667 +2025-09-20 +budget +15\.000 đ +3$' "$khoa" batch list
at '2025-09-30 16:59'
"$khoa" tag handover "$(code 1)" >/dev/null
at '2025-09-30 17:00' # the first of October in Viet Nam
"$khoa" tag handover "$(code 2)" >/dev/null
at '2025-10-10 03:00'
"$khoa" survey open 2025-Q4 --unit 15667 2>/dev/null
printf '%s present 3 1\n' "$(code 1)" >lines
"$khoa" survey record lines >/dev/null 2>&1
"$khoa" committee import "$samples/committees.csv" --from 2025-11-01 >/dev/null 2>&1
at '2025-12-01 03:00'
"$khoa" patrol import "$samples/patrols-15667.csv" --unit 15667 >/dev/null 2>&1

# Figures.
report() { "$khoa" report "$@"; }
check "the newest month that is over" 0 '^Công an huyện Triệu Sơn, 2025-11: 2025-11-01 to 2025-11-30$' report month
check "a quarter of one unit" 0 '^Xã Thọ Sơn, 2025-Q3: 2025-07-01 to 2025-09-30$' report quarter --unit 15667
check "tags, by kind" 0 '^handed over +0 +1 +1$' report month 2025-09
check "a survey's round" 0 '^surveyed +1$' report month 2025-10
check "what locks lack" 0 '^weakness.1 +1 +Không có khóa$' report month 2025-10
check "by fund" 0 '^cost, budget +15\.000 đ$' report half 2025-H2
check "a period that runs" 0 "^khoa: 2025 isn't over: this is what there is up to 2025-12-01$" report year 2025
check "the rule is shown" 0 'proposed for commendation' report month
check "any days" 0 '^in use +0 +1 +1$' report period 2025-09-30
refused "days of no kind" "^khoa: '2025-Q3' is no month: give one such as 2026-11" "$khoa" report month 2025-Q3
refused "no period at all" "" "$khoa" report period
refused "a period to come" "^khoa: the period begins on 2026-01-01" "$khoa" report year 2026
refused "a unit that there isn't" "99999" "$khoa" report month --unit 99999

# What is behind them.
check "which tag it was" 0 "^15667 +1 +1 +$(code 1) +- +- +- +2025-09-30 " report month 2025-09 --explain tags.handed-over
check "which household" 0 '^15667 +2 +- +- +2 ' report month 2025-09 --explain lock-tags.wanted
check "which patrol" 0 '^15667 +1 +- +- +- +[0-9]+ +2025-W45 +2025-11-04 +19:30 ' report month --explain patrols.done
check "which batch" 0 '^15667 +15000 +1 +- ' report quarter --explain cost.total
check "for programs" 0 '^\{"unit":"15667","amount":1,"batch":1,"tag":"0001-00001-19","day":"2025-09-30"\}$' report month 2025-09 --explain tags.handed-over --json
refused "a figure that there isn't" "^khoa: no figure is called 'tags': there are tags.wanted, " "$khoa" report month --explain tags
refused "a share" "^khoa: ratio.survey is survey.surveyed divided by survey.households" "$khoa" report month --explain ratio.survey
refused "nor into a file" "^khoa: --explain answers here" "$khoa" report month --explain tags.due -o x.csv

# Files.
check "JSON" 0 '^q3.json$' report quarter 2025-Q3 -o q3.json
same "closed to others" "$(stat -c %a q3.json)" 600
same "that jq reads" "$(jq -r '"\(.period) \(.sum.values["tags.issued"]) \(.units[1].name) \(.sum.per_mille["ratio.tags"])"' q3.json)" "2025-Q3 3 Xã Thọ Sơn 500"
same "each figure is described" "$(jq '[.sum.values | keys[]] - [.figures | keys[]] | length' q3.json)" 0
same "units add up" "$(jq '[.sum.values | to_entries[] | select(.value != ([$all.units[].values[.key]] | add))] | length' --argjson all "$(cat q3.json)" q3.json)" 0
check "--json is the same" 0 '' report quarter 2025-Q3 --json
same "in one line" "$(jq -S . out | sha256sum)" "$(jq -S . q3.json | sha256sum)"
check "CSV" 0 '"file":"q3.csv"' report quarter 2025-Q3 -o q3.csv --json
same "that a database reads" "$(sqlite3 :memory: '.mode csv' '.import q3.csv t' '.mode list' "SELECT count(DISTINCT unit) || ' ' || sum(value) FROM t WHERE figure = 'tags.issued'")" "4 6"
same "the same figures" "$(sqlite3 :memory: '.mode csv' '.import q3.csv t' '.mode list' "SELECT figure || ' ' || value FROM t WHERE unit = '' AND section NOT IN ('shares', 'commendation') ORDER BY figure" | sha256sum)" \
  "$(jq -r '.sum.values | to_entries[] | "\(.key) \(.value)"' q3.json | LC_ALL=C sort | sha256sum)"
refused "there already" "^khoa: q3.csv is there already: --force" "$khoa" report quarter 2025-Q3 -o q3.csv
at '2026-06-01 03:00'
"$khoa" tag lost "$(code 2)" >/dev/null
mv q3.json q3.before
check "a year later" 0 '' report quarter 2025-Q3 -o q3.json
same "the same bytes" "$(cmp q3.before q3.json 2>&1)" ""
check "also in Vietnamese" 0 '' env LANGUAGE=vi LC_ALL=C.UTF-8 "$khoa" report quarter 2025-Q3 -o q3.json --force
same "the same bytes" "$(cmp q3.before q3.json 2>&1)" ""
refused "no kind of file" "^khoa: q3.doc: the name's end says which kind of file it is to be: .*\.csv" "$khoa" report quarter 2025-Q3 -o q3.doc
refused "no folder" "" "$khoa" report quarter 2025-Q3 -o nowhere/q3.csv
same "nobody's name" "$(cat q3.json q3.csv | grep -cE 'Lê Văn|Trần Thị|Thôn')" 0

# Costs that nobody knows: a dash everywhere.
cp office/khoa.ini khoa.ini
sed -i 's/^keychain = 12000/keychain = 0/' office/khoa.ini
"$khoa" issue --unit 15667 --kind keychain --no-proof >/dev/null 2>&1
cp khoa.ini office/khoa.ini
check "an unknown cost" 0 '^cost +-$' report period 2026-06-01
report period 2026-06-01 -o new.csv >/dev/null 2>&1
report period 2026-06-01 -o new.json >/dev/null 2>&1
report period 2026-06-01 -o new.xlsx --language en >/dev/null 2>&1
report period 2026-06-01 -o new.pdf --language en >/dev/null 2>&1
check "in CSV an empty value" 0 '"15667",.*"cost.total",.*,.$' cat new.csv
same "in JSON null" "$(jq -c '[.sum.values["cost.total"], .sum.values["cost.unstated"], .sum.values["cost.budget"]]' new.json)" '[null,null,0]'
same "in a document a dash" "$(pdftotext -layout new.pdf - | sed -n 's/^ *No fund stated  *//p' | tr -s ' ')" "3 – –"
costs=$(unzip -p new.xlsx xl/workbook.xml | grep -o '<sheet name="[^"]*"' | grep -n Costs | cut -d: -f1)
same "in a workbook dashes, and none of 0 dong" \
  "$(unzip -p new.xlsx "xl/worksheets/sheet$costs.xml" | grep -o '<c r="C[0-9]*"[^>]* t="str"><f>[^<]*</f><v>–</v>' | grep -c Figures)" 1
check "the file's reason is told in the user's language" 2 'No such file' report month 2025-09 -o nowhere/x.pdf
sed 's/^date =.*/date = tomorrow/' khoa.ini >office/khoa.ini
check "also what stands in the way of making it" 2 'date = tomorrow: say hand or today' report month 2025-09 -o x.pdf
cp khoa.ini office/khoa.ini

# A chair signs it: nothing is counted that was changed by hand.
check "the office is in order" 0 '^the office is in order$' "$khoa" doctor
# tampered NAME SQL EXPECTED: a report of the registry that was so changed is refused.
tampered() {
  cp office/registry.db registry.before
  sqlite3 -bail office/registry.db "PRAGMA foreign_keys = OFF; $2"
  rm -f signed.pdf
  check "$1" 2 "$3" report quarter 2025-Q4 -o signed.pdf
  check "$1: nothing to sign" 1 '' test -e signed.pdf
  check "$1: nor on the terminal" 2 "$3" report quarter 2025-Q4
  check "$1: nor a figure's rows" 2 "$3" report quarter 2025-Q4 --explain tags.issued
  cp registry.before office/registry.db
}
tampered "a patrol by hand" "DROP TRIGGER patrol_kept_update; UPDATE patrol SET reached = reached + 100 WHERE id = 1" '15667'
tampered "a survey's record" "DROP TRIGGER survey_record_kept_update; UPDATE survey_record SET grade = 4" 'surveyor 1 file 1: was changed by hand'
tampered "a record of no file" "INSERT INTO survey_record SELECT surveyor, number + 1000, file + 1000, mode, unit, round, time, batch, idx, subject, found, grade, bundle, verdict, signature, address, status, freshness, village, latitude, longitude, note, private FROM survey_record LIMIT 1" 'survey records: were added by hand'
tampered "a batch's cost" "DROP TRIGGER batch_kept_update; UPDATE batch SET cost = 1 WHERE number = 1" 'batch 1: was changed by hand'
check "and as it was, it is made" 0 '^signed.pdf$' report quarter 2025-Q4 -o signed.pdf
done_testing
