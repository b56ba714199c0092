# The signing sheet: who gets which tag, where it lies on the sheets, and who may read it.
. tests/cli/lib.sh
make_office
import_small
"$khoa" issue --unit 15667 --no-proof >/dev/null 2>&1

check "it asks for the privacy passphrase" 2 'authority.pass|passphrase' \
  "$khoa" handover 1 --privacy-passphrase-file authority.pass
check "it is written" 0 'reports/handover-0001.pdf' "$khoa" handover 1
check "for its owner alone" 0 '^600$' stat -c %a office/reports/handover-0001.pdf
check "it isn't written over" 2 'is there already: --force' "$khoa" handover 1
cp office/reports/handover-0001.pdf before.pdf
check "unless it is meant" 0 '' "$khoa" handover 1 --force
check "with the same bytes" 0 '' cmp before.pdf office/reports/handover-0001.pdf
check "elsewhere if asked" 0 '^there.pdf$' "$khoa" handover 2 -o there.pdf
check "no such batch" 2 "isn't in the registry" "$khoa" handover 9
check "the log says that names were read, and what for" 0 'read names +handover of batch 2' \
  "$khoa" log show

pdftotext -layout office/reports/handover-0001.pdf text
check "it names the households" 0 'Lê Văn Mẫu' cat text
check "and says that it is confidential" 0 'Điều 6' cat text
sed 1d office/batches/0001/manifest.csv | tr -d '\r' | while IFS=, read -r code sheet row column; do
  grep -q "$code .*$sheet.$row.$column" text || echo "$code"
done >missing
same "each tag stands there with its place on the sheets" "$(cat missing)" ''
same "and no other" "$(grep -cE '0001-[0-9]{5}-[0-9]{2}' text)" 3

done_testing
