# A report as a workbook, by unzip and xmllint: its numbers are those of the JSON, its formulas, charts and
# print set-up are there, and it is written whole or not at all.
if [ -z "${KHOA_TEST_MOUNTS-}" ]; then
  # In a namespace of our own, where we may mount small disks; where that is forbidden, without.
  mounts=no
  unshare -rm sh -c 'mount -t tmpfs none /mnt' 2>/dev/null && mounts=yes
  export KHOA_TEST_MOUNTS=$mounts
  [ $mounts = no ] || exec unshare -rm sh "$0"
fi
. tests/cli/lib.sh
make_office
import_small
"$khoa" committee import "$samples/committees.csv" --from 2025-11-01 >/dev/null 2>&1
for unit in 15664 15667; do
  "$khoa" patrol import "$samples/patrols-$unit.csv" --unit $unit >/dev/null
done
"$khoa" issue --unit 15667 --no-proof --fund donation >/dev/null 2>&1
"$khoa" tag handover --batch 1 --only 1-2 >/dev/null

# XPath with "s" for the sheets' own names, in a part of the workbook.
in_part() { # FILE PART XPATH
  unzip -p "$1" "$2" | sed 's/ xmlns="[^"]*"//' | xmllint --xpath "$3" - 2>/dev/null
}
sheet_of() { # FILE NAME: the number of the sheet
  in_part "$1" xl/workbook.xml "count(//sheet[@name='$2']/preceding-sibling::sheet)+1"
}

check "a year's report" 0 '^year.xlsx$' "$khoa" report year 2025 --language en -o year.xlsx
check "is whole" 0 'No errors detected' unzip -t year.xlsx
same "closed to others" "$(stat -c %a year.xlsx)" 600
check "a file that is there stays" 2 'year.xlsx is there already' "$khoa" report year 2025 --language en -o year.xlsx
cp year.xlsx before.xlsx
check "unless it is to be replaced" 0 '' env SOURCE_DATE_EPOCH=1764550000 TZ=Asia/Tokyo \
  "$khoa" report year 2025 --language en -o year.xlsx --force
check "by the same bytes an hour later and elsewhere" 0 '' cmp year.xlsx before.xlsx

# Every figure of every unit, against the JSON: the names under the table say which column is which.
figures=$(sheet_of year.xlsx Figures)
unzip -p year.xlsx xl/sharedStrings.xml | sed 's/ xmlns="[^"]*"//' |
  xmllint --xpath '//si' - | tr '\n' ' ' | sed -e 's/<\/si> */\n/g' | sed 's/<[^>]*>//g' >texts
unzip -p year.xlsx "xl/worksheets/sheet$figures.xml" | sed 's/ xmlns="[^"]*"//' |
  xmllint --xpath '//c[v]' - | sed -n 's/^<c r="\([A-Z]*\)\([0-9]*\)"[^>]* t="s">.*<v>\(.*\)<\/v>.*/\1 \2 text \3/p
    s/^<c r="\([A-Z]*\)\([0-9]*\)"[^>]*>.*<v>\(.*\)<\/v>.*/\1 \2 number \3/p' |
  awk 'FNR == NR {text[n++] = $0; next}
    $3 == "text" {value[$1 " " $2] = text[$4]; if (text[$4] ~ /^[0-9]+$/ && $1 == "A") unit[$2] = text[$4]; next}
    {value[$1 " " $2] = $4; row[$2]}
    END {for (r in row) last = r > last + 0 ? r + 0 : last
      for (cell in value) {split(cell, at, " "); name = value[at[1] " " last + 1]
        if (name != "" && at[2] in row) print (at[2] == last ? "sum" : unit[at[2]]), name, value[cell]}}' \
  texts - | sort >from-workbook
"$khoa" report year 2025 --json 2>/dev/null >year.json
jq -r '(.units[] | .code as $unit | .values | to_entries[] | "\($unit) \(.key) \(.value // "–")"),
  (.sum.values | to_entries[] | "sum \(.key) \(.value // "–")")' year.json | sort >from-json
check "its numbers are those of the JSON" 0 '' diff from-json from-workbook
check "hundreds of them" 0 '' test "$(grep -c . from-workbook)" -gt 300

same "sums are formulas" "$(in_part year.xlsx "xl/worksheets/sheet$figures.xml" 'string(//c[@r="C8"]/f)')" \
  'SUM(Figures!$C$5:$C$7)'
same "with their values" "$(in_part year.xlsx "xl/worksheets/sheet$figures.xml" 'string(//c[@r="C8"]/v)')" \
  "$(jq -r '.sum.values["tags.wanted"]' year.json)"
patrols=xl/worksheets/sheet$(sheet_of year.xlsx Patrols).xml
same "weeks from the first duty on" "$(in_part year.xlsx "$patrols" 'string(//c[@r="K6"]/v)')" 2
same "short weeks are marked" "$(in_part year.xlsx "$patrols" 'string(//conditionalFormatting/@sqref)')" K5:N7
for sheet in Overview Tags Survey Weaknesses Patrols Costs Copies Ranking Figures; do
  part=xl/worksheets/sheet$(sheet_of year.xlsx $sheet).xml
  same "$sheet is set up for A4" "$(in_part year.xlsx "$part" 'string(//pageSetup/@paperSize)')" 9
  same "$sheet keeps its heads in sight" "$(in_part year.xlsx "$part" 'string(//pane/@state)')" frozen
done
same "charts are bound to cells" "$(in_part year.xlsx xl/charts/chart1.xml "string(//*[local-name()='val']//*[local-name()='f'])")" \
  'Figures!$F$5:$F$7'
# Viewers that don't calculate draw the values that a chart holds: of formulas too.
for chart in $(unzip -Z1 year.xlsx | grep '^xl/charts/chart'); do
  in_part year.xlsx "$chart" "count(//*[local-name()='val'][not(.//*[local-name()='numCache']//*[local-name()='v'])])"
  echo
done | sort -u >points
same "every chart holds its points" "$(tr -d '\n' <points)" 0
weeks=$(for chart in $(unzip -Z1 year.xlsx | grep '^xl/charts/chart'); do
  in_part year.xlsx "$chart" "//*[local-name()='val'][.//*[local-name()='f'][starts-with(., 'Patrols!')]]//*[local-name()='v']/text()"
done | tr -d '[:space:]')
same "week by week" "$weeks" "$(for column in K L M N O; do in_part year.xlsx "$patrols" "string(//c[@r='${column}8']/v)"; done | tr -d '\n')"
check "names nobody" 1 '' sh -c "for part in \$(unzip -Z1 year.xlsx); do unzip -p year.xlsx \$part; done | grep -q 'Văn Mẫu\|Thị Mẫu'"

# In Vietnamese unless something else is asked for.
check "in Vietnamese" 0 '' env LC_ALL=C "$khoa" report year 2025 -o nam.xlsx
same "its sheets" "$(unzip -p nam.xlsx xl/workbook.xml | grep -o '<sheet name="[^"]*"' | cut -d'"' -f2 | tr '\n' '|')" \
  'Tổng hợp|Biểu đồ|Móc khóa, thẻ ổ khóa|Khảo sát|Sơ hở, thiếu sót|Tuần tra|Kinh phí|Sao chép, làm giả|Xếp hạng|Số liệu|'
same "its formulas" "$(in_part nam.xlsx xl/worksheets/sheet1.xml 'string(//c[@r="C11"]/f)')" "'Số liệu'!\$C\$8"
check "its words" 0 'Xếp hạng theo trung bình cộng của ba tỷ lệ' unzip -p nam.xlsx xl/sharedStrings.xml

check "a period in which nothing was" 0 '' "$khoa" report month 2024-01 -o empty.xlsx
check "is whole too" 0 'No errors detected' unzip -t empty.xlsx
check "a day in no week" 0 '' "$khoa" report period 2025-11-28..2025-11-29 -o days.xlsx
check "one commune" 0 '' "$khoa" report year 2025 --unit 15667 --language en -o one.xlsx
same "alone" "$(in_part one.xlsx xl/worksheets/sheet10.xml 'string(//c[@r="C6"]/f)')" 'SUM(Figures!$C$5)'
check "a folder that isn't there" 2 'nowhere/report.xlsx.*No such file' "$khoa" report year 2025 --language en -o nowhere/report.xlsx

if [ "$KHOA_TEST_MOUNTS" = yes ]; then
  mkdir disk
  mount -t tmpfs -o size=8k none disk
  check "a full disk" 2 'disk/report.xlsx.*No space left' "$khoa" report year 2025 --language en -o disk/report.xlsx
  same "nothing is left on it" "$(ls -A disk)" ''
  # Where the library keeps its parts it doesn't notice that there is no room.
  mount -t tmpfs -o size=16k none /dev/shm
  check "no room for parts" 2 'the workbook came out incomplete: no room in' "$khoa" report year 2025 --language en -o parts.xlsx
  check "leaves nothing" 1 '' test -e parts.xlsx
  umount disk
fi
done_testing
