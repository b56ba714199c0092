# Proof: good files pass; whatever was done to one afterwards is found and named.
. tests/cli/lib.sh
make_office
printf 'reference,kind,village,head,keychains,lock_tags\nH1,household,Thôn 1,Lê Văn Mẫu,6,4\n' >small.csv
"$khoa" household import small.csv --unit 15667 >/dev/null 2>&1
"$khoa" issue --unit 15667 --no-proof >/dev/null
"$khoa" print 1 --no-proof --paper roll -o roll >/dev/null
good=office/batches/0001/back.pdf
code() { sed -n "$(($1 + 1)){s/,.*//;p}" office/batches/0001/manifest.csv; }

proof() { "$khoa" proof "$@"; }

check "a batch's files" 0 'back.pdf: 1 pages, 6 of 6 codes read right' proof 1
check "its front has no codes" 0 'front.pdf: 1 pages, no codes' proof 1
check "several at once" 0 '0002/front.pdf: 1 pages, 4 of 4' proof 1 2 $good
check "in JSON" 0 '^\{"file":"office/batches/0001/back.pdf","pages":1,"expected":6,"read":6,"read_by_one":[0-9]+,"faults":\[\]\}$' proof --json $good
check "a file after it went through another program" 0 '6 of 6' sh -c "qpdf --qdf $good qdf.pdf; '$khoa' proof qdf.pdf"

# A box or another code over the code that ZXing sees first, where it sees it.
pdftoppm -r 288 -gray -singlefile -png $good page
ZXingReader -format QRCode page.png >seen
corners=$(grep -m 1 '^Position:' seen)
covered=$("$khoa" verify --json "$(sed -n '1s/^Text: *"\(.*\)"$/\1/p' seen)" | jq -r .code)
height=$(pdfinfo $good | awk '/^Page size/ {print $5}')
box() { # GREY OUTPUT: covers the code, wherever its corners are
  echo "$corners" | awk -v height="$height" -v grey="$1" '{
    for (i = 2; i <= 5; i++) {split($i, at, "x"); if (i == 2 || at[1] < left) left = at[1]; if (at[1] > right) right = at[1]
      if (i == 2 || at[2] < top) top = at[2]; if (at[2] > bottom) bottom = at[2]}
    printf "%s g %.2f %.2f %.2f %.2f re f\n", grey, left / 4, height - bottom / 4, (right - left) / 4, (bottom - top) / 4}' >content
  # qpdf lays one page's trim box upon the other's, so the box's page has the same ones.
  boxes=$(pdfinfo -box $good | awk '/^(Media|Trim)Box/ {print "/" substr($1, 1, length($1) - 1) "[" $2, $3, $4, $5 "]"}')
  {
    printf '%%PDF-1.4\n1 0 obj <</Type/Catalog/Pages 2 0 R>> endobj\n2 0 obj <</Type/Pages/Kids[3 0 R]/Count 1>> endobj\n'
    printf '3 0 obj <</Type/Page/Parent 2 0 R%s/Contents 4 0 R/Resources<<>>>> endobj\n' "$boxes"
    printf '4 0 obj <</Length %d>> stream\n' "$(wc -c <content)"
    cat content
    printf 'endstream endobj\ntrailer <</Root 1 0 R>>\n'
  } >box.pdf
  qpdf --warning-exit-0 --no-warn $good --overlay box.pdf -- "$2" 2>/dev/null
}
for grey in 0 1; do
  box $grey boxed.pdf
  check "a code under a box of grey $grey" 1 "^boxed.pdf: page 1: $covered: unreadable" proof boxed.pdf
  same "grey $grey: that one alone" "$(grep -c : out)" 2
  check "grey $grey: five are left" 1 '5 of 6 codes' proof boxed.pdf
done
check "told in JSON too" 1 "\"faults\":\[\{\"page\":1,\"code\":\"$covered\",\"what\":\"unreadable\"\}\]" proof --json boxed.pdf
check "one bad file among good ones" 1 '4 of 4' proof boxed.pdf 2
"$khoa" print 1 --no-proof --start-at 2 -o shifted >/dev/null
qpdf $good --pages shifted/back.pdf -- moved.pdf
check "codes at the wrong places" 1 "page 1: $(code 2): its place holds $(code 1)" proof moved.pdf
check "and none where the first should be" 1 "page 1: $(code 1): unreadable" proof moved.pdf
qpdf $good --pages office/batches/0002/front.pdf -- other.pdf
check "another batch's page" 1 "page 1: $(code 6): " proof other.pdf

# Pages.
qpdf roll/back.pdf --pages . 1-5 -- short.pdf
check "the last page is missing" 1 "page 6: $(code 6): the file has no such page" proof short.pdf
qpdf roll/back.pdf --pages . 1-2,4-6 -- gap.pdf
check "a page in the middle is missing" 1 "page 3: $(code 3): its place holds $(code 4)" proof gap.pdf
qpdf roll/back.pdf --pages . 1-6,2 -- again.pdf
check "a page stands again at the end" 1 "page 7: $(code 2): on a page too many" proof again.pdf
check "the number of pages is told" 1 '^again.pdf: has 7 pages instead of 6$' proof again.pdf
qpdf roll/back.pdf --pages . 1-3,3,5-6 -- twice.pdf
check "a page instead of another" 1 "page 4: $(code 4): its place holds $(code 3)" proof twice.pdf
qpdf roll/back.pdf --pages . 1-4,6,5 -- swapped.pdf
check "two pages swapped" 1 "page 6: $(code 6): its place holds $(code 5)" proof swapped.pdf
qpdf roll/front.pdf --pages . 1-5 -- front.pdf
check "a front with a page too few" 1 'front.pdf: has 5 pages instead of 6' proof front.pdf
qpdf roll/back.pdf --rotate=+180 -- turned.pdf
check "pages upside down" 1 "$(code 1): " proof turned.pdf

# Files that no longer say what they are: whatever is found is looked up.
strip() { # OUTPUT PDF...
  stripped=$1
  shift
  qpdf --empty --pages "$@" -- "$stripped"
}
strip free.pdf $good
check "without its keywords" 0 'free.pdf: 1 pages, 6 of 6 codes' proof free.pdf
strip both.pdf $good office/batches/0002/front.pdf
check "two batches in one" 0 'both.pdf: 2 pages, 10 of 10' proof both.pdf
strip free.pdf short.pdf
check "a tag is missing" 1 "free.pdf: $(code 6): missing" proof free.pdf
strip free.pdf again.pdf
check "a tag stands twice" 1 "page 7: $(code 2): twice: also on page 2" proof free.pdf
strip free.pdf boxed.pdf
check "a code can't be read" 1 "free.pdf: $covered: missing" proof free.pdf
strip free.pdf roll/front.pdf
check "no codes at all prove nothing" 1 'free.pdf: holds no code that can be read' proof free.pdf

# Another office's tags.
"$khoa" init other --name 'Công an huyện khác' --prefix https://other.example.vn >/dev/null 2>&1
check "another office has no such batch" 2 "batch 1 isn't in the registry" "$khoa" -C other proof $good
strip free.pdf $good
check "all of them are strangers there" 1 'page 1: .*(forged|unknown|altered)' "$khoa" -C other proof free.pdf
"$khoa" issue --unit 15667 --kind lock-tag --specimen 2 -o specimens >/dev/null
check "specimens are read as such" 0 'front.pdf: 1 pages, 2 of 2' proof specimens/front.pdf

# No PDFs.
check "a batch that isn't there" 2 "batch 9 isn't in the registry" proof 9
check "a file that isn't there" 2 'nowhere.pdf: No such file' proof nowhere.pdf
echo 'some text' >text.pdf
: >empty.pdf
head -c 3000 $good >cut.pdf
for file in text.pdf empty.pdf cut.pdf office; do
  check "$file is no PDF" 2 "$file: not a PDF, or a damaged one" proof $file
done
qpdf --encrypt secret secret 256 -- $good locked.pdf
check "a PDF with a password" 2 'encrypted' proof locked.pdf
mv office/batches/0002 office/batches/away
check "a batch whose files are gone" 2 '0002/front.pdf: No such file' proof 2
check "no file named" 2 'too few arguments' proof

done_testing
