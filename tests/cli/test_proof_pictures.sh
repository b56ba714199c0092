# Proof of what came back from the press: photos and scans of printed sheets.
. tests/cli/lib.sh
make_office
printf 'reference,kind,village,head,keychains,lock_tags\nH1,household,Thôn 1,Lê Văn Mẫu,20,0\n' >small.csv
"$khoa" household import small.csv --unit 15667 >/dev/null 2>&1
"$khoa" issue --unit 15667 --no-proof >/dev/null
code() { sed -n "$(($1 + 1)){s/,.*//;p}" office/batches/0001/manifest.csv; }
proof() { "$khoa" proof "$@"; }
age() { "$build/tests/scanlab/age" "$@"; }

# sheet PDF OUTPUT: its first page as a scanner sees it.
sheet() {
  pdftoppm -r 300 -f 1 -l 1 -singlefile -gray -png "$1" "${2%.png}"
}
pdf=office/batches/0001/back.pdf
sheet $pdf whole.png
# The middle of the codes of tags 3 and 8, in points from the top left.
places=$(qpdf --qdf --object-streams=disable $pdf - | LC_ALL=C awk '
  $7 == "cm" && ($1 * $4 - $2 * $3) ^ 2 > 160000 && (++n == 3 || n == 8) {print $5 + ($1 + $3) / 2, $6 + ($2 + $4) / 2}')
scratches=$(echo "$places" | awk '{printf "0.9 g %.2f %.2f 20 20 re f ", $1 - 5, $2 - 15}')
qpdf --qdf --object-streams=disable $pdf - |
  LC_ALL=C sed "/^%% Contents for page 1\$/,/^endstream/ s|^endstream|$scratches\\nendstream|" | fix-qdf >scratched.pdf
sheet scratched.pdf scratched.png

age whole.png photo.jpg 1 'turn=40 slant=0.1 scale=0.7 blur=0.6 noise=5'
check "a photo of a sheet without a fault" 0 '^photo.jpg: 1 page, 20 of 20 codes read right$' proof photo.jpg
check "a clean scan" 0 'whole.png: 1 page, 20 of 20 codes read right' proof whole.png
check "two codes are scratched out" 1 '18 of 20' proof scratched.png
same "just these are named" "$(grep -c unreadable out)" 2
check "by code and place" 1 "scratched.png: $(code 3): unreadable: sheet 1, row 1, column 3" proof scratched.png
check "as text for other commands" 1 '^batch 1: --only 3,8$' proof scratched.png
check "in JSON" 1 '"read":18,.*"unread":\[\{"batch":1,"only":"3,8"\}\]' proof --json scratched.png

seed=0
for how in 'turn=2 blur=0.6 noise=5 jpeg=75' 'turn=95 slant=0.15 scale=0.8 blur=0.7 noise=6 shade=0.4' \
  'turn=187 slant=0.2 scale=0.7 noise=8 shade=0.3 jpeg=70' 'turn=300 scale=0.65 blur=0.6 noise=5 glare=0.1'; do
  seed=$((seed + 1))
  age scratched.png photo.jpg $seed "$how"
  check "photographed: $how" 1 '^batch 1: --only 3,8$' proof photo.jpg
done

# Parts of a sheet.
pdftoppm -r 300 -f 1 -l 1 -singlefile -gray -png -W 2100 -H 2480 $pdf left
pdftoppm -r 300 -f 1 -l 1 -singlefile -gray -png -x 1400 -W 2108 -H 2480 $pdf right
check "half of a sheet" 1 'outside the picture: sheet 1, row 1, column' proof left.png
check "both halves" 0 '^2 pictures, 20 of 20' proof left.png right.png
check "both, in JSON" 0 '^\{"files":\["left.png","right.png"\],"pages":2' proof --json left.png right.png

# A scanner's PDF: a JPEG a page.
scan_pdf() { # JPEG WIDTH HEIGHT OUTPUT
  {
    printf '%%PDF-1.4\n1 0 obj <</Type/Catalog/Pages 2 0 R>> endobj\n2 0 obj <</Type/Pages/Kids[3 0 R]/Count 1>> endobj\n'
    printf '3 0 obj <</Type/Page/Parent 2 0 R/MediaBox[0 0 842 595]/Contents 4 0 R/Resources<</XObject<</I 5 0 R>>>>>> endobj\n'
    printf '4 0 obj <</Length 24>> stream\n842 0 0 595 0 0 cm /I Do\nendstream endobj\n'
    printf '5 0 obj <</Type/XObject/Subtype/Image/Width %d/Height %d/ColorSpace/DeviceGray/BitsPerComponent 8/Filter/DCTDecode/Length %d>> stream\n' "$2" "$3" "$(wc -c <"$1")"
    cat "$1"
    printf '\nendstream endobj\ntrailer <</Root 1 0 R>>\n'
  } >"$4"
}
age scratched.png scan.jpg 9 'blur=0.5 noise=4'
scan_pdf scan.jpg "$(pdfinfo $pdf | awk '/^Page size/ {printf "%d", $3 / 72 * 300 + 0.999}')" \
  "$(pdfinfo $pdf | awk '/^Page size/ {printf "%d", $5 / 72 * 300 + 0.999}')" scan.pdf
check "a scanner's PDF" 1 'scan.pdf: 1 page, 18 of 20' proof scan.pdf
check "with the same list" 1 '^batch 1: --only 3,8$' proof scan.pdf

# Printed again, otherwise.
"$khoa" print 1 --no-proof --only 3,8-19 --start-at 4 -o again >/dev/null
sheet again/back.pdf again.png
age again.png again.jpg 3 'turn=40 scale=0.8 noise=5'
check "a sheet of a later print" 0 '13 of 13' proof again.jpg

check "the list is taken by tag spoil" 0 '2 tags now spoiled' "$khoa" tag spoil --batch 1 --only 3,8 --reason smeared
pdftoppm -r 50 -singlefile -gray -png office/batches/0001/front.pdf front
check "a picture without codes" 1 'front.png: holds no code that can be read' proof front.png
echo text >no.png
check "no picture" 2 'no.png: neither PNG nor JPEG' proof no.png
check "a picture that isn't there" 2 'gone.jpg' proof gone.jpg
"$khoa" init other --name 'Công an huyện khác' --prefix https://other.example.vn >/dev/null 2>&1
check "another office's sheet" 1 '(forged|unknown|altered)' "$khoa" -C other proof whole.png

done_testing
