# Layouts: what a designer is told, what a preview shows, and what an office prints from the shipped ones.
. tests/cli/lib.sh
layouts=$(dirname "$samples")/layouts
inkscape=$(dirname "$samples")/tests/layouts/inkscape.svg

check "the shipped layouts are good" 0 'poster-a3.svg: good' "$khoa" layout check "$layouts"/*.svg
same "each of them" 6 "$(grep -c ': good$' out)"
check "as JSON" 0 '^\{"file":".*leaflet-a5.svg","faults":\[\]\}$' "$khoa" layout check --json "$layouts"/*.svg
check "what Inkscape saves is taken" 0 'good' "$khoa" layout check "$inkscape"

# Several faults in one file: all are told, by line.
sed -e 's/y="37.9" font-size="1.75"/y="39.5" font-size="1.75"/' -e 's/fill="#ffffff" text-anchor="middle">24/fill="#f3b4b4" text-anchor="middle">24/' \
  -e 's|<g id="cut"|<use href="#front"/><g id="cut"|' "$layouts/lock-tag-60x40.svg" >bad.svg
check "faults are an answer" 1 "^bad.svg:77: text 'Không bao giờ.*': is 0\\.[0-9]+ mm from the trim, and must keep 1\\.20 mm: " \
  "$khoa" layout check bad.svg
same "all of them, from the top down" '29 77 81' "$(cut -d: -f2 out | tr '\n' ' ' | sed 's/ $//')"
check "with remedies" 1 'unlink the clone' "$khoa" layout check bad.svg
check "one bad among good ones" 1 'keychain-50x20.svg: good' "$khoa" layout check "$layouts/keychain-50x20.svg" bad.svg
check "faults as JSON" 1 '"faults":\["bad.svg:29: ' "$khoa" layout check --json bad.svg
check "a longer address needs smaller modules" 1 'mm wide, so that each of its [0-9]+ modules' \
  "$khoa" layout check --prefix https://an-ninh-trat-tu.cong-an-huyen.example.vn "$layouts/keychain-50x20.svg"
check "an address that is none" 2 "ftp" "$khoa" layout check --prefix ftp://x "$layouts/keychain-50x20.svg"
printf 'plain' >text.svg
check "a file that isn't SVG" 1 'text.svg:1: not SVG' "$khoa" layout check text.svg
printf '<svg\000' >nul.svg
check "a file with NUL bytes" 1 'nul.svg: not UTF-8' "$khoa" layout check nul.svg
head -c 5000000 /dev/zero | tr '\0' ' ' >large.svg
check "a file too large" 1 'larger than 4 MiB' "$khoa" layout check large.svg
check "a file that isn't there" 2 'none.svg.*No such file' "$khoa" layout check none.svg
check "and yet the next is checked" 2 'good' "$khoa" layout check none.svg "$layouts/leaflet-a5.svg"
check "no file" 2 'too few arguments' "$khoa" layout check
check "a terminal sees no escapes" 1 '\\x1b' sh -c "printf '<svg xmlns=\"http://www.w3.org/2000/svg\"><a id=\"\\302\\233\"/></svg>' >esc.svg; printf 'x' >\"\$(printf 'e\\033.svg')\"; '$khoa' layout check \"\$(printf 'e\\033.svg')\""

# Previews.
for layout in card-86x54 keychain-50x20 lock-sticker-40x40 lock-tag-60x40; do
  check "$layout is shown" 0 "^$layout-preview\$" "$khoa" layout preview "$layouts/$layout.svg"
  for sample in 3 4 5 longest; do
    for face in front back; do
      [ ! -f "$layout-preview/$face-$sample.png" ] || zbarimg -q --raw "$layout-preview/$face-$sample.png" 2>/dev/null
    done
  done | sort | uniq -c >codes
  same "$layout: every picture's code reads, and is the same" 4 "$(awk '{print $1}' codes)"
  check "$layout: as a specimen's" 1 'specimen' sh -c "awk '{print \$2}' codes | '$khoa' verify --bundle '$vectors/example.khoa' --authority '$vectors/example-authority.pub' --json -"
done
face=$(ls keychain-50x20-preview | tr '\n' ' ')
same "both faces, four times, and all in a PDF" \
  'back-3.png back-4.png back-5.png back-longest.png front-3.png front-4.png front-5.png front-longest.png preview.pdf ' "$face"
check "another decoder reads it too" 0 'https://antt.example.gov.vn/#[0-9]+' ZXingReader card-86x54-preview/front-longest.png
check "the PDF has a page for each" 0 '^Pages: +8$' pdfinfo keychain-50x20-preview/preview.pdf
check "trimmed as the layout is" 0 '^TrimBox: +5.67 +5.67 +147.40 +62.36$' pdfinfo -box keychain-50x20-preview/preview.pdf
check "with bleed" 0 '^BleedBox: +0.00 +0.00 +153.07 +68.03$' pdfinfo -box keychain-50x20-preview/preview.pdf
check "marked as a specimen" 0 'MẪU' pdftotext keychain-50x20-preview/preview.pdf -
check "with the longest names" 0 'Nông' pdftotext -raw card-86x54-preview/preview.pdf -
same "pictures are life size: 300 dpi of 40 mm" '472x472' "$(od -An -tu1 -j16 -N8 lock-sticker-40x40-preview/front-3.png | awk '{print $3*256+$4 "x" $7*256+$8}')"
check "and say so" 0 '^1$' grep -ac pHYs lock-sticker-40x40-preview/front-3.png
"$khoa" layout preview "$inkscape" -o from-inkscape >/dev/null
for picture in from-inkscape/*.png; do
  same "Inkscape's ${picture#*/} is the same picture" "$(sha256sum <"$picture")" "$(sha256sum <"keychain-50x20-preview/${picture#*/}")"
done
"$khoa" layout preview "$layouts/leaflet-a5.svg" -o again >/dev/null
"$khoa" layout preview "$layouts/leaflet-a5.svg" -o again-2 >/dev/null
same "a preview is the same every time" "$(cd again && sha256sum ./*)" "$(cd again-2 && sha256sum ./*)"
check "a folder that is there stays as it is" 2 'again.*exists' "$khoa" layout preview "$layouts/leaflet-a5.svg" -o again
check "a layout with faults is shown in spite of them" 1 '^bad-preview$' "$khoa" layout preview bad.svg
check "but not one that can't be drawn" 1 'not SVG' "$khoa" layout preview text.svg
same "and no folder is left" '' "$(ls -d text-preview* 2>/dev/null)"

# Inks: a layout that states any is meant for four-colour printing.
sed 's/; #f3b4b4: 0 36 20 0//' "$layouts/lock-tag-60x40.svg" >few.svg
check "a colour without inks" 1 "^few.svg: states no CMYK for the colour #f3b4b4: add" "$khoa" layout check few.svg
sed 's/#f3b4b4: 0 36 20 0/#f3b4b4: 0 36/' "$layouts/lock-tag-60x40.svg" >few.svg
check "an ink too few" 1 "^few.svg:7: <svg>: data-cmyk has '#f3b4b4: 0 36'" "$khoa" layout check few.svg
sed 's/data-cmyk="[^"]*"//' "$layouts/lock-tag-60x40.svg" >rgb.svg
check "none at all: it is for RGB" 0 'good' "$khoa" layout check rgb.svg
picture() { # PNG LAYOUT: with that picture at the tag's upper right
  sed -e "s|<rect x=\"27.9\"|<image x=\"57\" y=\"4\" width=\"1.5\" height=\"1.5\" href=\"data:image/png;base64,$(base64 -w0 "$1")\"/>&|" "$2"
}
picture lock-sticker-40x40-preview/front-3.png "$layouts/lock-tag-60x40.svg" >coloured.svg
check "a picture in colour has no inks" 1 '^coloured.svg: has a picture in colour, .*: make it grey' "$khoa" layout check coloured.svg
picture lock-sticker-40x40-preview/front-3.png rgb.svg >picture.svg
check "it is good in RGB" 0 'good' "$khoa" layout check picture.svg

# In an office.
make_office
import_small 15667
check "cards are issued" 0 'front.pdf: .*3 of 3 codes read right' "$khoa" issue --unit 15667 --kind keychain --layout card-86x54
check "and stickers" 0 'front.pdf: .*3 of 3 codes read right' "$khoa" issue --unit 15667 --kind lock-tag --layout lock-sticker-40x40
refused "no tag is a leaflet" 'leaflet-a5.svg is a layout for a leaflet, not for a keychain' \
  "$khoa" issue --unit 15667 --kind keychain --layout leaflet-a5 --specimen 1
refused "nor is a picture in colour printed in four inks" 'coloured.svg: has a picture in colour' \
  "$khoa" issue --unit 15667 --kind lock-tag --layout coloured.svg --colour cmyk --specimen 1

check "a leaflet" 0 'office/reports/leaflet-a5-15667.pdf$' "$khoa" leaflet 15667
pdf=office/reports/leaflet-a5-15667.pdf
check "one page" 0 '^Pages: +1$' pdfinfo "$pdf"
check "trimmed to A5" 0 '^TrimBox: +19.84 +19.84 +439.37 +615.12$' pdfinfo -box "$pdf"
check "with the office's name" 0 'Công an huyện Triệu Sơn · Xã Thọ Sơn' pdftotext -raw "$pdf" -
check "and the unit's numbers" 0 '0237 0867 120' pdftotext -raw "$pdf" -
check "no specimen" 1 '' sh -c "pdftotext '$pdf' - | grep MẪU"
refused "it isn't written over" 'leaflet-a5-15667.pdf is there already' "$khoa" leaflet 15667
check "a poster, elsewhere" 0 '^\{"unit":"15664","layout":"poster-a3","file":"poster.pdf"\}$' \
  "$khoa" leaflet 15664 --layout poster-a3 -o poster.pdf --json
check "trimmed to A3" 0 '^TrimBox: +25.51 +25.51 +867.40 +1216.06$' pdfinfo -box poster.pdf
"$khoa" leaflet 15664 --layout poster-a3 -o poster-2.pdf >/dev/null
same "the same every time" "$(sha256sum <poster.pdf)" "$(sha256sum <poster-2.pdf)"
refused "a leaflet for nobody" '15999' "$khoa" leaflet 15999
printf 'code,name\n15999,Xã Không Số\n' >more.csv
"$khoa" unit import more.csv >/dev/null
refused "or without hotlines" "unit 15999 has no hotlines, .*'khoa hotline set 15999 FILE.csv'" "$khoa" leaflet 15999
refused "or by a tag's layout" 'a layout for a keychain: take one for a leaflet or poster' "$khoa" leaflet 15667 --layout keychain-50x20
refused "or by none" "no layout is called 'none'" "$khoa" leaflet 15667 --layout none

done_testing
