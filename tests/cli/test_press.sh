# What print shops and engravers are given: sheets of any size, both duplex ways, volumes, inks,
# layers, pictures; looked at by other people's tools.
. tests/cli/lib.sh
make_office
printf 'reference,kind,village,head,keychains,lock_tags\nH1,household,Thôn 1,Lê Văn Mẫu,30,0\nH2,household,Thôn 2,Trần Thị Mẫu,25,21\n' >small.csv
"$khoa" household import small.csv --unit 15667 >/dev/null 2>&1
check "two batches" 0 '^2 +lock-tag +15667 +21 ' "$khoa" issue --unit 15667 --no-proof
one=office/batches/0001

print() { "$khoa" print "$@"; }

# Every way to fill sheets is read by the proof, which knows where each code must be.
ways() { # BATCH CODES OPTIONS...
  batch=$1 codes=$2
  shift 2
  rm -rf way
  check "batch $batch by $*" 0 "codes read right" print "$batch" "$@" -o way
  cp out said
  check "batch $batch by $*: all codes" 0 '' grep " $codes of $codes codes read right" said
  for pdf in way/*.pdf; do
    qpdf --check "$pdf" >qpdf.out 2>&1 || fail "$pdf by $*: as PDF has it" "$(cat qpdf.out)"
  done
}
ways 1 55 --duplex short
ways 1 55 --duplex long --paper a3 --turn no
ways 1 55 --paper 320x450 --marks crop,registration
ways 1 55 --paper 450x320 --duplex short --marks registration --margin 8
ways 1 55 --paper a5 --gap 6.5
ways 1 55 --paper 60x30 --marks none --margin 3
ways 1 110 --copies 2 --collate tags --start-at 3
ways 2 21 --paper 85.6x54 --marks none --margin 0
ways 2 21 --paper sra3 --bleed 0 --gap 0 --marks none
ways 2 21 --cut file
ways 2 21 --cut none --colour cmyk

# More on a sheet when turned, and never fewer; rows and columns as one sees them.
print 1 --no-proof --turn no -o upright >/dev/null 2>&1
print 1 --no-proof --turn yes -o turned >/dev/null 2>&1
same "35 places upright" "$(grep -c ',1,[0-9]*,[0-9]*$' upright/manifest.csv)" 35
same "40 places turned" "$(grep -c ',1,[0-9]*,[0-9]*$' turned/manifest.csv)" 40
same "in 5 rows of 8" "$(sed -n 41p turned/manifest.csv | cut -d, -f2-)" 1,5,8

# Copies of each tag together.
print 1 --no-proof --only 1-3 --copies 2 --collate tags -o tags >/dev/null 2>&1
same "each tag's copies together" "$(sed 1d tags/manifest.csv | cut -c 6-10 | tr '\n' ' ')" \
  '00001 00001 00002 00002 00003 00003 '
print 1 --no-proof --only 1-3 --copies 2 --collate sets -o sets >/dev/null 2>&1
same "set after set" "$(sed 1d sets/manifest.csv | cut -c 6-10 | tr '\n' ' ')" \
  '00001 00002 00003 00001 00002 00003 '

# Volumes: whole prints one after the other.
check "volumes of a sheet" 0 '^1 +55 +4 +volumes$' print 1 --volume 1 --paper a5 --marks none --start-at 3 -o volumes
same "each volume proved" "$(grep -c 'of [0-9]* codes read right' out)" 4
same "all tags once, in order" "$(cat volumes/manifest-[1-4].csv | grep -v code | cut -d, -f1)" \
  "$(sed 1d "$one/manifest.csv" | cut -d, -f1)"
same "the first from its third place" "$(sed -n 2p volumes/manifest-1.csv | cut -d, -f2-)" \
  "$(print 1 --no-proof --paper a5 --marks none --start-at 3 -o same >/dev/null 2>&1; sed -n 2p same/manifest.csv | cut -d, -f2-)"
same "the second from its first" "$(sed -n 2p volumes/manifest-2.csv | cut -d, -f2-)" 1,1,1
check "a page each" 0 '^Pages: +1$' pdfinfo volumes/back-2.pdf
check "no other files" 0 '^12$' sh -c 'ls volumes | wc -l'
check "volumes of all" 0 '^2 +21 +1 ' print 2 --volume 99 --paper a3 -o onevolume
refused "a volume too small for a tag's copies" 'a volume of 1 sheets has no room for 900 copies of a tag' \
  print 1 --volume 1 --copies 900 -o bad

# Inks: operators as they stand in the streams of pages and drawings.
streams() { qpdf --qdf --object-streams=disable "$1" - | strings -n 1; }
count() { streams "$1" | grep -oE -e "$2" | wc -l; }
for pdf in "$one/back.pdf" "$one/front.pdf" way/front.pdf; do
  same "$pdf: no black made of three colours" "$(count "$pdf" '(^| )(0 0 0|1 1 1) (rg|RG)')" 0
  check "$pdf: black ink alone" 0 '^[1-9]' count "$pdf" '(^| )0 g( |$)'
  check "$pdf: fonts are in it" 0 '' pdffonts "$pdf"
  same "$pdf: all of them, and only their used letters" "$(sed 1,2d out | grep -vc 'yes yes')" 0
  same "$pdf: no group" "$(count "$pdf" '/Transparency')" 0
done
check "sRGB is named" 0 '"/OutputConditionIdentifier": "(u:)?sRGB IEC61966-2.1"' qpdf --json "$one/front.pdf"
same "RGB has its red" "$(count "$one/front.pdf" '0.682353 0.0588235 0.117647 rg')" \
  "$(print 1 --no-proof --colour cmyk -o cmyk >/dev/null 2>&1; count cmyk/front.pdf '0 1 0.9 0.28 k')"
for pdf in cmyk/front.pdf cmyk/back.pdf; do
  same "$pdf: no RGB" "$(count "$pdf" '[0-9] (rg|RG)( |$)')" 0
  same "$pdf: no RGB by another name" "$(count "$pdf" 'DeviceRGB')" 0
  check "$pdf: the printing condition" 0 '"/OutputConditionIdentifier": "(u:)?FOGRA39"' qpdf --json "$pdf"
done

# The cut line: a layer and a spot colour, a file, or none.
for pdf in "$one/front.pdf" "$one/back.pdf" cmyk/back.pdf; do
  check "$pdf: a layer named Cut" 0 '"/Name": "(u:)?Cut"' qpdf --json "$pdf"
  same "$pdf: in the cutter's colour" "$(count "$pdf" '/CutContour CS 1 SCN')" 1
done
check "cut.pdf beside the faces" 0 '' print 1 --no-proof --cut file -o cutfile
same "a cut line for each tag" "$(count cutfile/cut.pdf '/x[0-9]+ Do')" 55
same "no layer in the faces" "$(count cutfile/front.pdf 'CutContour|/OCG')" 0
same "nor colours in the cut file" "$(count cutfile/cut.pdf '[0-9] rg')" 0
check "none at all" 0 '' print 1 --no-proof --cut none -o nocut
check "no such file" 0 '^back.pdf front.pdf manifest.csv $' sh -c 'ls nocut | tr "\n" " "'
same "and no line" "$(count nocut/front.pdf 'CutContour|/OCG')" 0
check "a cut file isn't taken for a face" 1 'cut.pdf: holds no code that can be read' "$khoa" proof cutfile/cut.pdf
check "marks are in every ink" 0 '^[1-9]' count "$one/front.pdf" '/All CS 1 SCN'

# A batch may be issued so from the start, its cut file under the signature too.
printf 'reference,kind,village,head,keychains,lock_tags\nH9,agency,Thôn 9,Trạm Mẫu,3,0\n' >more.csv
"$khoa" household import more.csv --unit 15667 >/dev/null 2>&1
sed -i.all 's/^cut = layer/cut = both/; s/^colour = rgb/colour = cmyk/; s/^duplex = long/duplex = short/' office/khoa.ini
refused "a default that is no word" 'khoa.ini: \[print\] cut is layer or file or none' "$khoa" issue --unit 15667
sed -i 's/^cut = both/cut = file/' office/khoa.ini
check "issued on cards, by default with a cut file in four inks" 0 '^3 +keychain +15667 +3 +3 ' "$khoa" issue \
  --unit 15667 --paper 60x30 --marks none --margin 3
mv office/khoa.ini.all office/khoa.ini
check "as khoa.ini said" 0 'duplex=short cut=file colour=cmyk' pdfinfo office/batches/0003/front.pdf
check "its sums are over the cut file" 0 '  cut.pdf$' cat office/batches/0003/SHA256SUMS
check "printed again it is the same" 0 '' print 3 --no-proof -o again
for file in front.pdf back.pdf cut.pdf manifest.csv; do
  check "the same bytes: $file" 0 '' cmp office/batches/0003/$file again/$file
done

# Colours without inks are found before anything is registered.
printf 'reference,kind,village,head,keychains,lock_tags\nH10,agency,Thôn 9,Trạm Mẫu,3,0\n' >more.csv
"$khoa" household import more.csv --unit 15667 >/dev/null 2>&1
sed 's/data-cmyk="[^"]*"/data-cmyk="#f3b4b4: 0 36 20 0"/' "$(dirname "$samples")/layouts/keychain-50x20.svg" >few.svg
refused "a colour without inks" 'few.svg: states no CMYK for the colour #ae0f1e' \
  "$khoa" issue --unit 15667 --kind keychain --layout few.svg --colour cmyk
sed 's/data-cmyk="[^"]*"/data-cmyk="#ae0f1e: 0 100"/' few.svg >bad.svg
refused "inks that are none" "bad.svg:.*data-cmyk has '#ae0f1e: 0 100'" \
  "$khoa" issue --unit 15667 --kind keychain --layout bad.svg --colour cmyk

# Each tag for itself.
check "as SVG" 0 '^1 +2 +0 +svg$' print 1 --format svg --only 5,7 -o svg
check "a file a tag and face, by the printed code" 0 '^0001-00005-[0-9]{2}-back.svg 0001-00005-[0-9]{2}-front.svg 0001-00007-' \
  sh -c 'ls svg | tr "\n" " "'
check "in millimetres" 0 'width="50mm" height="20mm"' cat svg/0001-00005-*-back.svg
check "without letters that need a font, and without pixels" 1 '' grep -l '<text\|font-family\|<image' svg/*
check "with the cut line" 0 'stroke:rgb\(100%,0%,100%\)' cat svg/0001-00005-*-back.svg
check "or without" 0 '' print 1 --format svg --only 5 --cut none -o uncut
check "it is gone" 1 '' grep -l 'rgb(100%,0%,100%)' uncut/*
print 1 --format svg --only 1-7 -o svgs >/dev/null 2>&1
check "the same picture whichever else is drawn" 0 '' sh -c 'cmp svg/0001-00007-*-back.svg svgs/0001-00007-*-back.svg'
check "as PNG" 0 '^2 +3 +0 +png$' print 2 --format png --only 1-3 -o png
same "and proved" "$(tail -n 1 out)" '3 pictures, 3 of 3 codes read right'
check "at 600 dpi" 0 '1417 x 945' file png/0002-00001-*-front.png
for file in png/*.png; do
  code=$(basename "$file" | cut -c 1-13)
  zbarimg -q --raw "$file" >text 2>/dev/null
  check "$code: its code is its own" 0 "unissued +$code" sh -c "'$khoa' verify <text; true"
done
first=$(ls png | head -n 1) second=$(ls png | sed -n 2p)
check "a folder of them is proved" 0 '^3 pictures, 3 of 3' "$khoa" proof png
check "or one" 0 "$first: 1 page, 1 of 1" "$khoa" proof "png/$first"
cp -r png mixed && cp "png/$first" "mixed/$second"
check "a tag's picture under another's name" 1 "^mixed/$second: shows ${first%-front.png}$" "$khoa" proof mixed
same "is a tag without a picture" "$(sed -n 2,3p out)" "${second%-front.png}: none of its pictures shows its code
batch 2: --only 2"
check "a folder without pictures" 2 'way: holds no PNG or JPEG' "$khoa" proof way
check "at another resolution" 0 '' print 2 --format png --dpi 300 --only 1 -o png300
check "it has" 0 '709 x 472' file png300/*
check "no name of anybody" 1 '' grep -rl 'Lê Văn\|Trần Thị\|Thôn' svg png turned cutfile

# A printer's calibration.
check "a sheet to measure" 0 '^cal.pdf$' print --calibrate --paper a4 -o cal.pdf
check "of that size" 0 'Page size: +595.*x 841' pdfinfo cal.pdf
check "says what to do" 0 'khoa print --calibrate --paper a4 --printer' pdftotext cal.pdf -
check "what was measured" 0 '^offset-x = -0.60$' print --calibrate --paper a4 --printer desk --measured 30.6,30,150,237
grep -q '^khoa: put these lines at the end of .*khoa.ini' err && pass "and where to put it" || fail "and where to put it"
cat out >>office/khoa.ini
check "the lines are khoa.ini's" 0 '' print 1 --no-proof --printer desk -o desk
check "and are used" 0 'offset=-0.6,0 scale=1,1' pdfinfo desk/front.pdf
refused "a sheet over a file" 'cal.pdf: can.t write it: File exists' print --calibrate -o cal.pdf
refused "a sheet to nowhere" 'where to' print --calibrate
refused "a batch and a printer at once" 'not both' print 1 --calibrate -o x.pdf
refused "neither" 'say which batch' print
refused "measured without a sheet" 'not both' print 1 --measured 1,2,3,4
refused "measured without a name" 'goes with --printer NAME' print --calibrate --measured 30,30,150,237
refused "a name that would break the file" 'goes with --printer NAME' print --calibrate --measured 30,30,150,237 --printer 'a]'
refused "three distances" 'the sheet.s four distances' print --calibrate --printer p --measured 30,30,150
refused "words as distances" 'the sheet.s four distances' print --calibrate --printer p --measured a,b,c,d
refused "no printer errs that much" 'a and b are drawn as 30 mm, c as 150 and d as 237' print --calibrate --printer p --measured 30,30,130,237
refused "a roll has no sheet" 'roll has no sheet to measure' print --calibrate --paper roll -o roll.pdf

# Refused, each with its reason.
refused "marks" '--marks is crop or' print 1 --marks all -o bad
refused "an edge" '--duplex is long or short' print 1 --duplex both -o bad
refused "a cut" '--cut is layer or file or none' print 1 --cut yes -o bad
refused "inks" '--colour is rgb or cmyk' print 1 --colour grey -o bad
refused "a turn" '--turn is no or yes' print 1 --turn 90 -o bad
refused "an order" '--collate is sets or tags' print 1 --collate yes -o bad
refused "a gap" '--gap takes 0 to 100 mm' print 1 --gap 1,5 -o bad
refused "a margin" '--margin takes 0 to 100 mm' print 1 --margin -1 -o bad
refused "more bleed than is drawn" 'a bleed of 3 mm isn.t there: the layout.s artwork reaches 2 mm' print 1 --bleed 3 -o bad
refused "paper too small" 'needs 72 x 46 mm, 60x30 paper has 60 x 30 mm' print 1 --paper 60x30 -o bad
refused "a format" '--format is pdf, svg or png' print 1 --format jpg -o bad
refused "a resolution of lines" '--dpi goes with --format png' print 1 --format svg --dpi 300 -o bad
refused "a resolution" '--dpi takes a number from 72 to 2400' print 1 --format png --dpi 9999 -o bad
refused "sheets of pictures" 'draw each tag for itself' print 1 --format svg --paper a3 -o bad
refused "a cut line of pixels" "--cut is layer or none with --format svg" print 1 --format png --cut layer -o bad
refused "a volume" '--volume takes a number from 1' print 1 --volume 0 -o bad
refused "marks at issue" '--marks is crop or' "$khoa" issue --unit 15667 --marks all
check "nothing is left of any" 0 '^0$' sh -c 'ls -d bad .bad* 2>/dev/null | wc -l'

# Renderers draw edges each in their own way, and four inks on a screen too; but the mean red, green
# and blue of any 2 x 2 mm is about the same. Sanitizers have no say in it: the bytes are the same.
draw() { # RENDERER PDF: the first of its pages of 254 x 190.5 mm
  case $1 in
  poppler) pdftoppm -r 360 -f 1 -l 1 -singlefile "$2" poppler ;;
  mupdf) mutool draw -q -r 360 -c rgb -F ppm -o mupdf.ppm "$2" 1 2>/dev/null ;;
  ghostscript)
    gs -q -dSAFER -dBATCH -dNOPAUSE -dFirstPage=1 -dLastPage=1 -sDEVICE=ppmraw -r360 -dTextAlphaBits=4 \
      -dGraphicsAlphaBits=4 -sOutputFile=ghostscript.ppm "$2"
    ;;
  pdfium) node "$pdfium/draw.js" "$2" 3600 2700 >pdfium.ppm ;;
  esac
}
apart() { node "$pdfium/compare.js" 120 90 "$1.ppm" "$2.ppm"; }
same_pixels() { # TOLERANCE OPTIONS...
  tolerance=$1
  shift
  rm -rf drawn
  print 1 --no-proof --paper 254x190.5 "$@" -o drawn >/dev/null 2>&1
  for pdf in drawn/front.pdf drawn/back.pdf; do
    draw poppler $pdf
    for other in mupdf ghostscript pdfium; do
      draw $other $pdf
      worst=$(apart poppler $other)
      if [ "${worst:-255}" -le "$tolerance" ]; then
        pass "$pdf $*: the same in poppler and $other"
      else
        fail "$pdf $*: the same in poppler and $other" "$worst of 255 off"
      fi
    done
  done
}
if [ -z "$sanitised" ]; then
  pdfium=$samples/../tests/pdfium
  same_pixels 30 --turn yes --duplex short --marks crop,registration
  mv poppler.ppm other.ppm
  same_pixels 45 --colour cmyk --cut none
  check "other pages aren't the same" 0 '^(1[0-9]|2[0-5])[0-9]$' apart poppler other
fi

# A bar on a terminal, nothing elsewhere.
script -qec "'$khoa' print 1 -o bar" /dev/null >typed </dev/null
check "a bar with total, rate and time left" 0 'back.pdf +\[#+\.*\] [0-9]+/55  [0-9]+/s  [0-9]+:[0-9]{2} left' cat typed
check "for the proof too" 0 'proof +\[#*\.*\] [0-9]+/2 ' cat typed
check "nothing of it when redirected" 0 '' print 1 -o nobar
same "neither in answers nor beside them" "$(grep -c 'left' out err | tr '\n' ' ')" 'out:0 err:0 '

done_testing
