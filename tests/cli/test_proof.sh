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

check "a batch's files" 0 'back.pdf: 1 page, 6 of 6 codes read right' proof 1
check "its front has no codes" 0 'front.pdf: 1 page, no codes' proof 1
check "several at once" 0 '0002/front.pdf: 1 page, 4 of 4' proof 1 2 $good
check "in JSON" 0 '^\{"file":"office/batches/0001/back.pdf","pages":1,"expected":6,"read":6,"asked_both":1,"read_by_one":0,"faults":\[\],"unread":\[\]\}$' proof --json $good
check "a file after it went through another program" 0 '6 of 6' sh -c "qpdf --qdf $good qdf.pdf; '$khoa' proof qdf.pdf"

# draw OPERATORS OUTPUT: draws more on the page, last; points from the page's top left.
draw() {
  qpdf --qdf --object-streams=disable $good - |
    LC_ALL=C sed "/^%% Contents for page 1\$/,/^endstream/ s|^endstream|$1\\nendstream|" | fix-qdf >"$2"
}

# The code that ZXing sees first, and where it sees it: left, top, right and bottom in points.
pdftoppm -r 288 -gray -singlefile -png $good page
ZXingReader -format QRCode page.png >seen
covered=$("$khoa" verify --json "$(sed -n '1s/^Text: *"\(.*\)"$/\1/p' seen)" | jq -r .code)
corners=$(grep -m 1 '^Position:' seen | awk '{
  for (i = 2; i <= 5; i++) {split($i, at, "x"); if (i == 2 || at[1] < left) left = at[1]; if (at[1] > right) right = at[1]
    if (i == 2 || at[2] < top) top = at[2]; if (at[2] > bottom) bottom = at[2]}
  print left / 4, top / 4, right / 4, bottom / 4}')
box() { # GREY LEFT TOP RIGHT BOTTOM: how far in from the code's edges, in points
  echo "$corners" | awk -v grey="$1" -v l="$2" -v t="$3" -v r="$4" -v b="$5" \
    '{printf "%s g %.2f %.2f %.2f %.2f re f", grey, $1 + l, $2 + t, $3 - r - $1 - l, $4 - b - $2 - t}'
}
damaged() { # NAME WHAT OPERATORS: that and nothing else is found
  draw "$3" damaged.pdf
  check "$1" 1 "^damaged.pdf: page 1: $covered: $2" proof damaged.pdf
  same "$1: that one alone" "$(grep -c 'page 1:' out)" 1
}
draw '' whole.pdf
check "nothing is drawn more" 0 '6 of 6' proof whole.pdf
damaged "a code under a black box" unreadable "$(box 0 0 0 0 0)"
check "told in JSON too" 1 "\"faults\":\[\{\"page\":1,\"code\":\"$covered\",\"what\":\"unreadable\"\}\],\"unread\":\[\{\"batch\":1,\"only\":\"[1-6]\"\}\]" proof --json damaged.pdf
check "zbar was asked about it" 1 '"asked_both":2' proof --json damaged.pdf
check "one bad file among good ones" 1 '4 of 4' proof damaged.pdf 2
damaged "a code under a white box" unreadable "$(box 1 0 0 0 0)"
check "five are left" 1 '5 of 6 codes' proof damaged.pdf
damaged "a code that is clipped" 'unreadable|a finder pattern' "$(box 1 -9 0 38 0)"
damaged "a line through a code" 'its code is smudged' "$(box 0 5 20 5 19.6)"
check "which decoders read all the same" 1 '6 of 6' proof damaged.pdf
damaged "a line through its quiet zone" "its code's quiet zone isn't empty" "$(box 0 -2 0 45 0)"

# A further copy of a code, where the page is empty: its modules as lines, in a unit square.
"$khoa" print 1 --format svg --only 2 -o svg >/dev/null
modules=$(sed -n 's/.*fill:rgb(0%,0%,0%).* d="\([^"]*\)".*/\1/p' svg/*-back.svg | tail -n 1 | LC_ALL=C awk '
  {for (i = 1; i <= NF; i++) if ($i ~ /^[ML]$/) {
    n++; x[n] = $(i + 1); y[n] = $(i + 2); how[n] = $i == "M" ? "m" : "l"
    if (n == 1 || x[n] < left) left = x[n]; if (x[n] > right) right = x[n]; if (n == 1 || y[n] < top) top = y[n]}}
  END {for (i = 1; i <= n; i++) printf "%.5f %.5f %s ", (x[i] - left) / (right - left), (y[i] - top) / (right - left), how[i]}')
draw "q 0 g 40.3 0 0 40.3 400 400 cm $modules f Q" copied.pdf
check "a code stands once more" 1 'copied.pdf: page 1: 0001-0000[1-6]-..: stands where no code belongs' proof copied.pdf
check "but all stand where they must" 1 '6 of 6' proof copied.pdf
draw "q 0 g 28.5 28.5 -28.5 28.5 428.5 400 cm $modules f Q" copied.pdf
check "once more, and aslant" 1 'stands where no code belongs' proof copied.pdf
same "that alone" "$(grep -c 'page 1:' out)" 1

# How many threads there are makes no difference.
"$khoa" print 1 --no-proof --copies 40 -o many >/dev/null
qpdf many/back.pdf --pages . 1-2,4,3,5-z -- many.pdf
taskset -c 0 "$khoa" proof many.pdf >one
status=$?
check "pages swapped among many" 1 'its place holds' proof many.pdf
same "one thread finds it too" "$status" 1
same "and says the same" "$(cat one)" "$(cat out)"

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
check "without its keywords" 0 'free.pdf: 1 page, 6 of 6 codes' proof free.pdf
strip both.pdf $good office/batches/0002/front.pdf
check "two batches in one" 0 'both.pdf: 2 pages, 10 of 10' proof both.pdf
strip free.pdf short.pdf
check "a tag is missing" 1 "free.pdf: $(code 6): missing" proof free.pdf
strip free.pdf again.pdf
check "a tag stands twice" 1 "page 7: $(code 2): twice: also on page 2" proof free.pdf
draw "$(box 0 0 0 0 0)" damaged.pdf
strip free.pdf damaged.pdf
check "a code can't be read" 1 "free.pdf: $covered: missing" proof free.pdf
strip free.pdf roll/front.pdf
check "no codes at all prove nothing" 1 'free.pdf: holds no code that can be read' proof free.pdf

# Another office's tags.
"$khoa" init other --name 'Công an huyện khác' --prefix https://other.example.vn >/dev/null 2>&1
check "another office has no such batch" 2 "batch 1 isn't in the registry" "$khoa" -C other proof $good
strip free.pdf $good
check "all of them are strangers there" 1 'page 1: .*(forged|unknown|altered)' "$khoa" -C other proof free.pdf
"$khoa" issue --unit 15667 --kind lock-tag --specimen 2 -o specimens >/dev/null
check "specimens are read as such" 0 'front.pdf: 1 page, 2 of 2' proof specimens/front.pdf

# No PDFs.
check "a batch that isn't there" 2 "batch 9 isn't in the registry" proof 9
check "a file that isn't there" 2 'nowhere.pdf: No such file' proof nowhere.pdf
echo 'some text' >text.pdf
: >empty.pdf
head -c 3000 $good >cut.pdf
for file in text.pdf empty.pdf cut.pdf; do
  check "$file is no PDF" 2 "$file: not a PDF, or a damaged one" proof $file
done
check "nor is a folder without pictures" 2 'office: holds no PNG or JPEG: give PDFs by their own names' proof office
qpdf --encrypt secret secret 256 -- $good locked.pdf
check "a PDF with a password" 2 'encrypted' proof locked.pdf
mv office/batches/0002 office/batches/away
check "a batch whose files are gone" 2 '0002/front.pdf: No such file' proof 2
check "no file named" 2 'too few arguments' proof

done_testing
