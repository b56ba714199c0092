# Verify: every verdict from a bundle alone; scanners' lines, people's codes, photos; and nobody is
# trusted who wasn't named.
. tests/cli/lib.sh
export SOURCE_DATE_EPOCH=1796083200 # 2026-12-01T00:00:00Z
bundle=$vectors/example.khoa
authority=$vectors/example-authority.pub
verify() { "$khoa" verify --bundle "$bundle" --authority "$authority" "$@"; }

# All in one run, in the order given.
jq -r .input "$vectors/example-cases.jsonl" >inputs
verify --json <inputs >answers
same "not all are genuine: exit 1" $? 1
same "an answer for each line" "$(wc -l <answers)" "$(wc -l <inputs)"
jq -r .input answers >echoed
check "in the order given" 0 '' cmp inputs echoed
jq -r .verdict answers >got
jq -r '.verdict // "forged or not-a-tag"' "$vectors/example-cases.jsonl" >wanted
same "the verdicts are those of the independent program" '' "$(paste -d '\t' got wanted |
  awk -F '\t' '$1 != $2 && !($2 == "forged or not-a-tag" && ($1 == "forged" || $1 == "not-a-tag"))')"
same "all kinds of verdict are among them" 12 "$(sort -u got | wc -l)"
same "nothing is told of forged ones" '' "$(jq -c 'select(.verdict == "forged") | .batch, .code, .unit, .status, .hotlines | values' answers)"
same "genuine ones show three to five numbers" '' "$(jq -c 'select(.verdict == "genuine" and (.hotlines | length < 3 or length > 5))' answers)"
same "what isn't known is left out" '' "$(jq -c 'select(.status == "unknown" or .address == "unknown" or (has("note") and .note == ""))' answers)"
one() { paste -d '\t' got inputs | awk -F '\t' -v verdict="$1" '$1 == verdict {print $2; exit}'; }
genuine=$(one genuine)

check "genuine: exit 0" 0 '^genuine ' verify "$genuine"
check "for people: what it must show" 0 '^    0237 3867 110 +Trực ban số 0' verify "$genuine"
for verdict in specimen forged altered revoked lost spoiled replaced unknown outdated unissued not-a-tag; do
  check "$verdict: exit 1" 1 "^$verdict( |\$)" verify "$(one $verdict)"
done
check "one bad one among good ones: exit 1" 1 '^revoked' verify "$genuine" "$(one revoked)" "$genuine"
check "a genuine text twice in one is not genuine" 1 '^altered' verify "$genuine
$genuine"

# A scanner's user waits for each answer before the next line is sent.
mkfifo scanner
verify <scanner >answers 2>err &
pid=$!
exec 3>scanner
answered() { # VERDICT: waits for it
  for _ in $(seq 200); do
    grep -q "^$1" answers && return 0
    sleep 0.05
  done
  return 1
}
echo "$genuine" >&3
check "the first is answered before the second is sent" 0 '' answered genuine
one revoked >&3
check "so is the second" 0 '' answered revoked
printf '%s' "$(one lost)" >&3
exec 3>&-
wait $pid
same "the last line needs no end" "$(grep -c '^lost' answers)" 1

lines() { # VERDICTS STATUS, of what ./lines holds
  verify --json - <lines >out 2>err
  same "$3: exit status" "$?" "$2"
  same "$3" "$1" "$(jq -r .verdict out | tr '\n' ' ')"
}
printf '%s\r\n%s\r\n' "$genuine" "$genuine" >lines
lines 'genuine genuine ' 0 "lines that end in CR LF"
printf '\n\n%s\n\r\n\n' "$genuine" >lines
lines 'genuine ' 0 "empty lines are no texts"
: >lines
lines '' 1 "no lines: nothing was found genuine"
printf '%s\0\n\0\n%s\n' "$genuine" "$genuine" >lines
lines 'not-a-tag not-a-tag genuine ' 1 "NUL bytes"
printf 'caf\351 \377\n%s\n' "$genuine" >lines
lines 'not-a-tag genuine ' 1 "bytes that are no UTF-8"
{
  head -c 10000000 /dev/zero | tr '\0' 7
  printf '\n%s\n' "$genuine"
} >lines
lines 'not-a-tag genuine ' 1 "a line of 10 MB"
check "it isn't repeated whole" 0 '' test "$(wc -c <out)" -lt 2000
check "an answer that can't be written" 2 "can't write the answer" sh -c "'$khoa' verify --bundle '$bundle' --authority '$authority' '$genuine' >/dev/full"

# Whom to trust.
check "a bundle alone, and nobody named" 2 'whose signature is trusted here\? Give .*--authority RWQ' "$khoa" verify --bundle "$bundle" "$genuine"
check "the key itself" 0 '^genuine' "$khoa" verify --bundle "$bundle" --authority "$(sed -n 2p "$authority")" "$genuine"
minisign -G -W -f -p other.pub -s other.key >/dev/null 2>&1
check "another authority" 2 'by another authority \(RWQQM3UH.*\) than the trusted one' "$khoa" verify --bundle "$bundle" --authority other.pub "$genuine"
check "a key that is none" 2 'RWQnonsense' "$khoa" verify --bundle "$bundle" --authority RWQnonsense "$genuine"
check "a key's file that isn't there" 2 'nowhere.pub.*No such file' "$khoa" verify --bundle "$bundle" --authority nowhere.pub "$genuine"
check "neither bundle nor office" 2 "isn't an office" "$khoa" verify "$genuine"
check "a bundle that isn't there" 2 'nowhere.khoa.*No such file' "$khoa" verify --bundle nowhere.khoa --authority "$authority" "$genuine"

damaged() { # NAME PATTERN: of copy.khoa
  check "$1" 2 "$2" "$khoa" verify --bundle copy.khoa --authority "$authority" "$genuine"
  same "$1: no verdict is given" "$(grep -cw genuine out)" 0
}
fresh() {
  cp "$bundle" copy.khoa
  cp "$bundle.minisig" copy.khoa.minisig
}
fresh
sed -i 's/Xã Thọ Sơn/Xã Thọ Sún/' copy.khoa
damaged "a bundle that was changed" 'copy.khoa.minisig: '
fresh
sed -i 's/^stale-after .*/stale-after x/' copy.khoa
damaged "a bundle that breaks its format" 'copy.khoa:4: not a good status bundle'
fresh
head -c 700 "$bundle" >copy.khoa
damaged "a truncated bundle" 'copy.khoa:[0-9]+: not a good status bundle'
: >copy.khoa
damaged "an empty bundle" 'copy.khoa.*not a good status bundle'
fresh
rm copy.khoa.minisig
damaged "no signature" 'copy.khoa needs its signature beside it: .*copy.khoa.minisig'
fresh
sed -i '2s/A/B/' copy.khoa.minisig
damaged "a signature that was changed" 'copy.khoa.minisig: '
fresh
sed -i '3s/.*/trusted comment: another/' copy.khoa.minisig
damaged "a trusted comment that was changed" 'copy.khoa.minisig: '
fresh
head -n 2 "$bundle.minisig" >copy.khoa.minisig
damaged "a truncated signature" 'copy.khoa.minisig: '
minisign -S -s other.key -m copy.khoa >/dev/null 2>&1
damaged "somebody else's signature" 'copy.khoa.minisig: '
fresh
rm copy.khoa
mkdir copy.khoa
damaged "a folder" 'copy.khoa: not a file'

# The clock.
at() { # SECONDS COMMAND...
  SOURCE_DATE_EPOCH=$1
  shift
  "$@"
  status=$?
  SOURCE_DATE_EPOCH=1796083200
  return $status
}
check "fresh" 0 '"freshness":"fresh"' verify --json "$genuine"
check "stale, and the verdict is the same" 0 '"verdict":"genuine".*"freshness":"stale"' at 1804100000 verify --json "$genuine"
check "with the bundle's age" 0 'bundle stale \(10[0-9] days old\)' at 1804100000 verify "$genuine"
check "a clock before the bundle's creation" 0 '"verdict":"genuine".*"freshness":"clock wrong"' at 1764547200 verify --json "$genuine"
check "is called a wrong clock" 0 'bundle clock wrong' at 1764547200 verify "$genuine"
check "a clock that is none" 2 "SOURCE_DATE_EPOCH takes a number .*, not 'noon'" at noon verify "$genuine"

# Printed codes.
code=$("$khoa" verify --json --bundle "$bundle" --authority "$authority" "$genuine" | jq -r .code)
check "a printed code proves nothing" 1 '"verdict":"registered"' verify --json "$code"
check "it names its tag" 1 "\"code\":\"$code\"" verify --json "$code"
check "its signature isn't known" 1 'signature unknown' verify "$code"
check "without dashes, with spaces" 1 '^registered' verify " $(echo "$code" | tr - ' ')"
wrong=$(echo "$code" | tr 0123456789 1234567890)
check "a misread digit" 1 'not-a-tag.*check digit|check digits' verify --json "${code%?}$(echo "${code#"${code%?}"}" | tr 0123456789 1234567890)"
check "all digits wrong" 1 'not-a-tag' verify "$wrong"
check "a code of no tag" 1 '^unregistered' verify 9999999-99999-$(printf '%02d' $((98 - (999999999999 * 100) % 97)))

# Photos, of an office's own tags and against its registry.
export SOURCE_DATE_EPOCH=1764547200
make_office
import_small
"$khoa" issue --unit 15667 --no-proof >/dev/null
"$khoa" tag handover --batch 1 >/dev/null
pdftoppm -r 200 -png -singlefile office/batches/0001/back.pdf keychains
pdftoppm -r 200 -jpeg -singlefile office/batches/0002/front.pdf lock-tags
pdftoppm -r 60 -png -singlefile office/batches/0001/front.pdf no-codes
photo() { "$khoa" verify "$@"; }
check "a PNG of several tags, all genuine: exit 0" 0 '^genuine' photo keychains.png
same "a line for each" "$(grep -c ^genuine out)" 3
check "a JPEG of tags that weren't handed over" 1 '^unissued' photo lock-tags.jpg
same "a line for each of these too" "$(grep -c ^unissued out)" 3
text=$(photo --json keychains.png | jq -r .input | head -n 1)
check "photos and texts together" 1 '^unissued' photo "$text" keychains.png lock-tags.jpg
same "six and one" "$(grep -c '^[a-z]' out)" 7
echo "$text" >lines
check "and lines in between" 0 '^genuine' sh -c "'$khoa' verify '$text' - keychains.png <lines"
same "five in all" "$(grep -c '^genuine' out)" 5
cp keychains.png KEYCHAINS.PNG
cp lock-tags.jpg photo
check "a name in capitals" 0 '^genuine' photo KEYCHAINS.PNG
check "a picture without its ending" 1 '^unissued' photo photo
check "what is called a picture and isn't there" 2 'nowhere' photo --image nowhere
check "a picture without codes" 1 'no-codes.png: no QR code found' photo no-codes.png
same "exit 0 from registry and bundle alike" "$("$khoa" bundle export >/dev/null 2>&1 && "$khoa" verify --bundle office/bundles/khoa-000001.khoa keychains.png | grep -c ^genuine)" 3
check "the office's own key is trusted for it" 1 '^unissued' photo --bundle office/bundles/khoa-000001.khoa lock-tags.jpg
check "a strange bundle isn't" 2 'by another authority' photo --bundle "$bundle" "$text"

head -c 20000 keychains.png >cut.png
head -c 20000 lock-tags.jpg >cut.jpg
printf '\211PNG\r\n\032\n' >magic.png
printf '\377\330\377' >magic.jpg
echo 'just text' >text.png
: >empty.jpg
mkdir folder.png
printf '\211\120\116\107\015\012\032\012\000\000\000\015\111\110\104\122\000\000\050\000\000\000\050\000\010\000\000\000\000\336\355\072\247\000\000\000\000\111\104\101\124\065\257\006\036' >huge.png
head -c 3000 /dev/urandom >noise.png
bad_picture() { check "$1: $2" 2 "$1: .*$2" photo "$1"; }
bad_picture cut.png 'damaged or truncated PNG'
bad_picture cut.jpg 'damaged or truncated JPEG'
bad_picture magic.png 'damaged or truncated PNG'
bad_picture magic.jpg 'damaged or truncated JPEG'
bad_picture text.png 'neither PNG nor JPEG'
bad_picture noise.png 'neither PNG nor JPEG'
bad_picture empty.jpg 'neither PNG nor JPEG|empty'
bad_picture folder.png '[Dd]irectory'
bad_picture nowhere.png 'No such file'
bad_picture huge.png '10240 x 10240 pixels; a picture has 1 to 64 megapixels'

done_testing
