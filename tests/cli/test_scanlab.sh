# The laboratory's short form: what ships is always read while it is undamaged.
. tests/cli/lib.sh
lab() { (cd "$samples/.." && "$build/tests/scanlab/scanlab" --check); }

check "undamaged tags" 0 'ZXing 3 and zbar 3 of 3' lab
same "of every layout" "$(wc -l <out)" "$(grep -l 'id="qr"' "$samples"/../layouts/*.svg | wc -l)"
cp out first
check "once more" 0 '' lab
same "gives the same" "$(cat out)" "$(cat first)"

done_testing
