# A report as a workbook, by unzip and xmllint: its numbers, formulas, charts, and how it is written.
. tests/cli/lib.sh
make_office
import_small
"$khoa" committee import "$samples/committees.csv" --from 2025-11-01 >/dev/null 2>&1
for unit in 15664 15667; do
  "$khoa" patrol import "$samples/patrols-$unit.csv" --unit $unit >/dev/null
done
check "an issue" 0 '' "$khoa" issue --unit 15667 --no-proof --fund donation
check "a month" 0 '^november.xlsx$' "$khoa" report month 2025-11 -o november.xlsx
