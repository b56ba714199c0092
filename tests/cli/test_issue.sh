# Issue: who gets which tags, drawn how; what is refused registers nothing; what is written is whole,
# signed and names nobody.
. tests/cli/lib.sh
make_office
cat >households.csv <<'CSV'
reference,kind,village,head,address,phone,keychains,lock_tags,remarks
HK-7731,household,Thôn Bảy,Đặng Xuân Mẫu,Ngõ 31 đường mòn,0530 007 731,2,1,đi vắng buổi sáng
HK-7732,household,Thôn Tám,Vương Thị Mẫu,Ngõ 32 đường mòn,0530 007 732,1,2,có chó dữ
HK-7733,agency,Thôn Bảy,Trạm y tế Mẫu,Ngõ 33 đường mòn,0530 007 733,1,0,
CSV
"$khoa" household import households.csv --unit 15667 >/dev/null 2>&1
"$khoa" household import households.csv --unit 15664 >/dev/null 2>&1
printf 'code,name\n15999,Xã Không Số\n' >more.csv
"$khoa" unit import more.csv >/dev/null

issue() { "$khoa" issue "$@"; }

refused "for whom must be said" 'either --unit CODE or --all' issue
refused "not for a unit and all" 'either --unit CODE or --all' issue --unit 15667 --all
refused "an unknown unit" '15668' issue --unit 15668
refused "an unknown kind" 'keychain or lock-tag' issue --unit 15667 --kind door
refused "specimen is no kind" 'keychain or lock-tag' issue --unit 15667 --kind specimen
refused "a layout goes with a kind" '--layout goes with --kind' issue --unit 15667 --layout keychain-50x20
refused "an unknown fund" '--fund is budget, defence-security or donation' issue --unit 15667 --fund gift
refused "a household goes with its unit" '--household goes with --unit' issue --all --household HK-7731
refused "an unknown household" 'no household has that reference' issue --unit 15667 --household HK-1
refused "specimens are nobody's" '--specimen goes with --unit alone' issue --all --specimen 3
refused "specimens for a household" '--specimen goes with --unit alone' issue --unit 15667 --household HK-7731 --specimen 3
for count in 0 -1 100000 x; do
  refused "specimens by the number $count" 'pecimen.*number|integer' issue --unit 15667 --specimen $count
done
refused "a folder is for specimens" '--output goes with --specimen' issue --unit 15667 -o elsewhere
refused "and for one kind" '--output goes with --specimen and --kind' issue --unit 15667 --specimen 2 -o elsewhere
refused "no such paper" "no paper is called 'a9': there are a6, a5, a4, .*, roll, card, and any sheet" issue --unit 15667 --paper a9
refused "no such layout" "no layout is called 'none': there are .*keychain-50x20" issue --unit 15667 --kind keychain --layout none
refused "no such printer" 'printer .nope. has no group' issue --unit 15667 --printer nope
refused "a wrong passphrase" passphrase issue --unit 15667 --passphrase-file privacy.pass
refused "an argument too many" 'too many arguments' issue 15667

# Layouts, each with one fault.
keychain=$(dirname "$samples")/layouts/keychain-50x20.svg
bad_layout() { # NAME PATTERN
  refused "$1" "bad\\.svg.*$2" issue --unit 15667 --kind keychain --layout bad.svg
}
sed 's/id="qr"/id="elsewhere"/' "$keychain" >bad.svg
bad_layout "a layout without a place for the code" qr
sed 's/data-kind="keychain"/data-kind="lock-tag"/' "$keychain" >bad.svg
bad_layout "a layout for the other kind" 'layout for a lock-tag, not for a keychain'
sed 's|</svg>|<script>alert(1)</script></svg>|' "$keychain" >bad.svg
bad_layout "a layout with a script" script
sed 's|</svg>|<rect width="1" height="1" onload="alert(1)"/></svg>|' "$keychain" >bad.svg
bad_layout "a layout with a script in an attribute" script
sed 's|</svg>|<image href="https://x.example/a.png"/></svg>|' "$keychain" >bad.svg
bad_layout "a layout with an image from elsewhere" image
sed 's|</svg>|<rect width="1" height="1" fill="url(https://x.example/a.svg#b)"/></svg>|' "$keychain" >bad.svg
bad_layout "a layout with a link" link
head -c 2000 "$keychain" >bad.svg
bad_layout "a truncated layout" 'not SVG'
echo 'plain text' >bad.svg
bad_layout "a layout that is text" 'not SVG'
: >bad.svg
bad_layout "an empty layout" 'not SVG'
rm bad.svg
bad_layout "a layout that isn't there" 'No such file'
mkdir bad.svg
bad_layout "a layout that is a folder" 'not a file'
sed 's/width="50mm" height="20mm" viewBox="0 0 50 20"/width="300mm" height="300mm" viewBox="0 0 300 300"/
  s/width="50" height="20" rx="10" ry="10"/width="300" height="300"/' "$keychain" >huge.svg
for paper in a4 a3; do
  refused "a tag larger than $paper" "needs 3[0-9.]+ x 3[0-9.]+ mm, $paper paper has [0-9]+ x [0-9]+ mm" \
    issue --unit 15667 --kind keychain --layout huge.svg --paper $paper
done
cp office/khoa.ini khoa.ini
sed -i 's|^prefix = .*|prefix = https://an-ninh-trat-tu.cong-an-huyen.thanh-hoa.example.vn|' office/khoa.ini
refused "an address so long that modules get too small" \
  'QR code.* 18\.60 mm wide.*each of its [0-9]+ modules.*0\.[23][0-9]+ mm, and 0\.33 mm is the least' \
  issue --unit 15667 --kind keychain
sed -i 's|^prefix = .*|prefix = ftp://x|' office/khoa.ini
refused "a prefix that is no address" "khoa.ini: .*prefix 'ftp" issue --unit 15667
sed 's|^name = .*|name = 公安|' khoa.ini >office/khoa.ini
refused "a name in letters that the fonts lack" '公' issue --unit 15667
cp khoa.ini office/khoa.ini

"$khoa" household import households.csv --unit 15999 >/dev/null 2>&1
refused "a unit without hotlines" "unit 15999 has no hotlines, .*'khoa hotline set 15999 FILE.csv'" issue --unit 15999
refused "one such unit among all" 'unit 15999 has no hotlines' issue --all
"$khoa" hotline set 15999 "$samples/hotlines-15700.csv" >/dev/null 2>&1

# Specimens are registered nowhere.
before=$(state)
check "specimens of both kinds" 0 'keychain +15667 +3 .*specimen-keychain-15667$' issue --unit 15667 --specimen 3
check "specimens into a folder of one's own" 0 '^- +lock-tag +15667 +2 ' \
  issue --unit 15667 --kind lock-tag --specimen 2 -o for-training/
same "specimens change nothing in the registry" "$(state)" "$before"
check "a specimen is drawn as one" 0 'MẪU' pdftotext for-training/front.pdf -
check "specimens of that place are there already" 2 'for-training.*exists' \
  issue --unit 15667 --kind lock-tag --specimen 2 -o for-training

check "a dry run says how many" 0 '^- +lock-tag +15667 +3 +1 ' issue --unit 15667 --dry-run --passphrase-file none
check "and of which others" 0 '^- +keychain +15667 +4 +1 ' issue --unit 15667 --dry-run
same "a dry run changes nothing" "$(state)" "$before"

# One household, then the rest of the unit, then all.
check "one household's tags of one kind" 0 '^1 +keychain +15667 +2 +1 ' \
  issue --unit 15667 --kind keychain --household hk-7731 --fund donation
same "each file is proved once" 2 "$(grep -cE ' pages?, ' out)"
check "it has them" 0 '"keychains":2.*"lock_tags":0|0001-00002' "$khoa" household show HK-7731 --json
check "the fund is kept" 0 '"fund":"donation"' "$khoa" batch list --json
cp "$keychain" office/layouts/keychain-50x20.svg
echo '<!-- our own -->' >>office/layouts/keychain-50x20.svg
check "the rest of the kind, by the office's own layout of that name" 0 '^2 +keychain +15667 +2 +2 ' \
  issue --unit 15667 --kind keychain --layout keychain-50x20 --paper roll --fund budget
own=$(sha256sum <office/layouts/keychain-50x20.svg | cut -c1-64)
same "own layouts come before the shipped ones" "$own" \
  "$(sqlite3 office/registry.db 'SELECT lower(hex(layout)) FROM batch WHERE number = 2')"
check "a page for each tag on a roll" 0 '^Pages: +2$' pdfinfo office/batches/0002/back.pdf
check "a layout by its path" 0 '^3 +lock-tag +15667 +3 +1 ' \
  issue --unit 15667 --kind lock-tag --layout "$(dirname "$keychain")/lock-tag-60x40.svg" --paper a3
check "on A3" 0 '^Page size: +(841.89 x 1190.55|1190.55 x 841.89) pts' pdfinfo office/batches/0003/front.pdf
before=$(state)
check "a second time nothing is due" 0 'nothing is due' issue --unit 15667
same "and nothing changes" "$(state)" "$before"
check "a tag larger than sheets has a roll" 0 '^4 +keychain +15999 +1 ' \
  issue --unit 15999 --kind keychain --household HK-7732 --layout huge.svg --paper roll
check "all that is left" 0 '"batch":8,"kind":"lock-tag","unit":"15999","tags":3' \
  issue --all --fund defence-security --paper sra3 --json
cp out answer
check "all codes of it were read right" 0 '"file":".*0008/front.pdf","pages":1,"expected":3,"read":3,.*"faults":\[\]' cat answer
check "and nothing is due" 0 'nothing is due' issue --all
same "each household has what it should have" '' \
  "$("$khoa" household list --json | jq -c 'select(.keychains != .keychains_printed or .lock_tags != .lock_tags_printed)')"
check "the log knows each" 0 '^8$' sh -c "'$khoa' log show --json | grep -c '\"act\":\"issue\"'"

# What lies in the folders.
for folder in office/batches/000?; do
  (cd "$folder" && sha256sum --strict -c SHA256SUMS) >out 2>err
  same "$folder: the sums are true" "$?" 0
  same "$folder: they are over all files" "$(cd "$folder" && ls -- *.pdf *.csv)" "$(cut -c67- "$folder/SHA256SUMS")"
  check "$folder: and signed" 0 'verified' minisign -Vm "$folder/SHA256SUMS" -p office/authority.pub
  batch=$(basename "$folder")
  sed -n '2,$p' "$folder/manifest.csv" >rows
  same "$folder: a row for each tag" "$(wc -l <rows)" \
    "$(sqlite3 office/registry.db "SELECT count FROM batch WHERE number = $batch")"
  check "$folder: rows of code, sheet, row, column alone" 1 '' grep -vE "^$batch-[0-9]{5}-[0-9]{2},[1-9],[0-9]+,[0-9]+\$" rows
  same "$folder: no two in one place" '' "$(cut -d, -f2- rows | sort | uniq -d)"
  same "$folder: under these headings" 'code,sheet,row,column' "$(head -n 1 "$folder/manifest.csv")"
done
check "the registry knows every code" 0 '^8$|printed' sh -c "cut -d, -f1 office/batches/000?/manifest.csv | grep ^0 | '$khoa' tag show -"

# Nobody's name, whichever way one looks: text, bytes, unpacked bytes.
cut -d, -f1,4-6,9 households.csv | sed 1d | tr , '\n' | grep . >personal
find office/batches -name '*.pdf' >pdfs
while read -r pdf; do
  pdftotext "$pdf" - >>texts
  qpdf --qdf --object-streams=disable "$pdf" - >>texts
done <pdfs
find office/batches -type f -exec cat {} + >>texts
check "the pages say what tags say" 0 'Xã Thọ Sơn' grep -a 'Xã Thọ Sơn' texts
check "they name nobody" 1 '' grep -aFf personal texts
check "the registry names nobody" 1 '' sh -c 'cat office/registry.db* | grep -aFf personal'

done_testing
