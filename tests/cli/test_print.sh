# Print: the same bytes wherever and whenever, parts of a batch, other papers; and codes that other
# people's renderers and readers agree on.
. tests/cli/lib.sh
make_office
printf 'reference,kind,village,head,keychains,lock_tags\nH1,household,Thôn 1,Lê Văn Mẫu,8,0\nH2,household,Thôn 2,Trần Thị Mẫu,4,9\n' >small.csv
"$khoa" household import small.csv --unit 15667 >/dev/null 2>&1
check "two batches" 0 '^2 +lock-tag +15667 +9 ' "$khoa" issue --unit 15667
same "each file proved once" "$(grep -c 'codes' out)" 3
one=$dir/office/batches/0001 two=$dir/office/batches/0002

print() { "$khoa" print --no-proof "$@"; }

same_files() { # NAME FOLDER FOLDER
  for file in front.pdf back.pdf manifest.csv; do
    check "$1: $file" 0 '' cmp "$2/$file" "$3/$file"
  done
}

# Everything about the process that could leave a trace.
check "again, elsewhere, at another time, in another language" 0 '^1 +12 +1 ' \
  env LC_ALL=C LANG=vi_VN.UTF-8 TZ=Pacific/Apia SOURCE_DATE_EPOCH=1900000000 HOME=/nowhere USER=other \
  FONTCONFIG_FILE=/dev/null FONTCONFIG_PATH=/nowhere sh -c "cd / && '$khoa' print 1 --no-proof -o '$dir/again/'"
same_files "the same bytes" "$one" again
check "under a locale of decimal commas, on no clock" 0 '^1 +12 +1 ' \
  env -u SOURCE_DATE_EPOCH -u LC_ALL LC_NUMERIC=vi_VN.UTF-8 sh -c "umask 022; '$khoa' print 1 --no-proof -o clock"
same_files "the same bytes without a set clock" "$one" clock
"$khoa" print 1 --no-proof --copies 40 -o all-cores >/dev/null
check "by one core alone" 0 '^1 +480 +12 ' taskset -c 0 "$khoa" print 1 --no-proof --copies 40 -o one-core
same_files "as by all of them" all-cores one-core
check "by default into a folder beside the batch's own" 0 '"folder":".*/batches/0001-print-1"' print 1 --json
check "and the next one" 0 '"folder":".*/batches/0001-print-2"' print 1 --json
check "the log tells of each" 0 '"act":"print","object":"batch 1","detail":"paper=a4 ' "$khoa" log show --last 1 --json
check "proved unless told otherwise" 0 'again-proved/back.pdf: 1 page, 12 of 12 codes read right' \
  "$khoa" print 1 -o again-proved

# Artwork, unit and office are those of the day of issue.
mkdir layouts
sed 's/Quét mã/Xem mã/' "$(dirname "$samples")/layouts/keychain-50x20.svg" >office/layouts/keychain-50x20.svg
printf 'code,name\n15667,Xã Thọ Sơn Mới\n' >renamed.csv
"$khoa" unit import renamed.csv >/dev/null
sed -i 's/^name = .*/name = Công an huyện khác/; s/^prefix = .*/prefix =/; s/^paper = .*/paper = a3/; s/^gap = .*/gap = 9/' office/khoa.ini
"$khoa" hotline set 15667 "$samples/hotlines-15667-new.csv" >/dev/null 2>&1
check "after all of it changed" 0 '^1 +12 +1 ' print 1 -o changed
same_files "the same bytes as before" "$one" changed

# Parts.
code() { sed -n "$1{s/,.*//;p}" "$2/manifest.csv"; }
place() { sed -n "$1{s/^[^,]*,//;p}" "$2/manifest.csv"; }
check "only some tags" 0 '^1 +3 +1 .*some$' print 1 --only ' 4-5 , 2,4' -o some
same "they are those, in order" "$(cut -d, -f1 some/manifest.csv)" \
  "$(sed -n '1p;3p;5p;6p' "$one/manifest.csv" | cut -d, -f1)"
check "three codes on the page" 0 'some/back.pdf: 1 page, 3 of 3 codes' "$khoa" proof some/back.pdf
check "from a place of a partly used sheet" 0 '^1 +12 +1 ' print 1 --start-at 7 -o later
same "the first tag stands at the seventh place" "$(place 2 later)" "$(place 8 "$one")"
check "all of it read" 0 '12 of 12' "$khoa" proof later/back.pdf
check "each twice" 0 '^1 +4 +1 ' print 1 --copies 2 --only 1,12 -o twice
same "one run after the other" "$(code 2 twice) $(code 3 twice)" "$(code 4 twice) $(code 5 twice)"
check "and read twice" 0 '4 of 4' "$khoa" proof twice/back.pdf
check "over the end of a sheet" 0 '^1 +36 +2 ' print 1 --copies 3 --start-at 7 -o over
check "both pages are read" 0 '2 pages, 36 of 36' "$khoa" proof over/back.pdf
for paper in a3 sra3 roll; do
  check "on $paper" 0 '^2 +9 +[0-9]+ ' print 2 --paper $paper -o $paper
  check "on $paper: read" 0 '9 of 9 codes' "$khoa" proof $paper/front.pdf
done
check "a page for each on a roll" 0 '^Pages: +9$' pdfinfo roll/front.pdf
cat >>office/khoa.ini <<'INI'
[printer askew]
offset-x = 0.4
offset-y = -0.2
scale-x = 1.01
[printer wild]
offset-x = 19.9
[printer wrong]
scale-x = 1,01
INI
check "calibrated for a printer" 0 '^1 +12 ' print 1 --printer askew -o askew
check "the file says so" 0 'offset=0.4,-0.2 scale=1.01,1' pdfinfo askew/back.pdf
check "and is read where the calibration puts it" 0 '12 of 12' "$khoa" proof askew/back.pdf
check "it is another picture" 1 '' cmp -s askew/back.pdf "$one/back.pdf"

# Refused, each with its reason, and nothing is left.
refused "no such batch" "batch 9 isn't in the registry" print 9
for word in 0 x 1x -- '' 99999999 1.5; do
  refused "'$word' is no batch" "BATCH takes a number|say which batch" "$khoa" print "$word"
done
for list in 0 13 5-4 1,,2 , '' x 1-99 1.5 99999999999999999999; do
  refused "the list '$list'" "isn't a number or a range from 1 to 12" print 1 --only "$list" -o bad
done
for place in 0 -1 x 41 99999; do
  refused "the place '$place'" 'start' print 1 --start-at "$place" -o bad
done
for copies in 0 -1 x 1001; do
  refused "$copies copies" '--copies takes a number from 1 to 1000' print 1 --copies "$copies" -o bad
done
refused "no such paper" "no paper is called 'a9'" print 1 --paper a9 -o bad
refused "no such printer" 'printer .nope. has no group' print 1 --printer nope -o bad
refused "a calibration that leaves the page" 'moves tags or marks off the page, by 14.90 mm' print 1 --printer wild -o bad
refused "a calibration with a comma" 'scale-x = 1,01: give a number from 0.9 to 1.1, with a point' print 1 --printer wrong -o bad
refused "a folder that is there" 'some: .*exists' print 1 -o some
refused "a folder in none" 'nowhere/bad: .*No such file' print 1 -o nowhere/bad
check "nothing is left of any" 0 '^0$' sh -c 'ls -d bad .bad* .some* nowhere 2>/dev/null | wc -l'

# Changed by hand: neither drawn nor proved.
cp -r office forged
sqlite3 forged/registry.db "DROP TRIGGER batch_kept_update; UPDATE batch SET unit_name = 'Xã Khác' WHERE number = 1"
check "a batch that was changed by hand isn't printed" 2 "endorsement doesn't fit" "$khoa" -C forged print 1
check "nor proved" 2 "endorsement doesn't fit" "$khoa" -C forged proof 1

# What two renderers draw and two readers read is what the registry holds.
"$khoa" tag handover --batch 1 >/dev/null
"$khoa" tag handover --batch 2 >/dev/null
sed -i 's|^prefix = .*|prefix = https://antt.example.gov.vn|' office/khoa.ini
draw() { # RENDERER PDF OUTPUT: pages, whole and cut in two ways, since readers tire on crowded ones
  mutool poster -x 2 -y 3 "$2" two.pdf 2>/dev/null
  mutool poster -x 3 -y 2 "$2" three.pdf 2>/dev/null
  for cut in "$2" two.pdf three.pdf; do
    case $1 in
    poppler) pdftoppm -r 300 -gray -png "$cut" "$3-$(basename "$cut" .pdf)" ;;
    mupdf) mutool draw -q -r 300 -c gray -o "$3-$(basename "$cut" .pdf)-%d.png" "$cut" 2>/dev/null ;;
    esac
  done
}
read_codes() { # READER PICTURE...
  reader=$1
  shift
  case $reader in
  zbar) zbarimg -q --raw -Sdisable -Sqrcode.enable "$@" 2>/dev/null ;;
  zxing) ZXingReader -1 -format QRCode "$@" | grep -o 'https://[^"]*' ;;
  esac | sort -u
}
for pdf in "$one/back.pdf" "$two/front.pdf"; do
  batch=$(basename "$(dirname "$pdf")")
  rm -f page-*.png
  pdftoppm -r 300 -png "$pdf" page
  "$khoa" verify --json page-*.png | jq -r .input | sort >wanted
  same "batch $batch: a text for each tag" "$(wc -l <wanted)" "$(sed 1d "$one/../$batch/manifest.csv" | wc -l)"
  for renderer in poppler mupdf; do
    rm -f drawn-*.png
    draw $renderer "$pdf" drawn
    for reader in zbar zxing; do
      read_codes $reader drawn-*.png >got
      check "batch $batch: drawn by $renderer, read by $reader" 0 '' cmp got wanted
    done
  done
  cp wanted texts-$batch
done
check "each of them is outdated, since the unit has newer numbers" 1 '^outdated' sh -c "cat texts-* | '$khoa' verify"
"$khoa" hotline set 15667 "$samples/hotlines-15667.csv" --from 2026-02-01 >/dev/null 2>&1
printf 'reference,kind,village,head,keychains,lock_tags\nH9,agency,Thôn 9,Trạm Mẫu,3,2\n' >more.csv
"$khoa" household import more.csv --unit 15667 >/dev/null 2>&1
check "two new batches" 0 '^4 ' "$khoa" issue --unit 15667 --no-proof
pdftoppm -r 200 -png office/batches/0003/back.pdf new
pdftoppm -r 200 -png office/batches/0004/front.pdf newer
check "they weren't handed over" 1 'unissued' "$khoa" verify new-1.png newer-1.png
for batch in 3 4; do "$khoa" tag handover --batch $batch >/dev/null; done
check "handed over, all are genuine" 0 '"verdict":"genuine"' "$khoa" verify --json new-1.png newer-1.png
same "all five" "$(grep -c '"verdict":"genuine"' out)" 5

done_testing
