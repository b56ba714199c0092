# Copied tags: what sightings of one round say against each other and against the registry, and what
# was found damaged queued for replacement, each once. No name is told.
. tests/cli/lib.sh
make_office
{
  echo 'reference,kind,village,head,keychains,lock_tags'
  for i in 1 2 3 4 5 6 7; do echo "A$i,household,Thôn 1,Lê Văn Mẫu,0,1"; done
  for i in 1 2 3 4 5 6 7; do echo "B$i,household,Thôn 2,Trần Thị Mẫu,0,1"; done
} >list.csv
"$khoa" household import list.csv --unit 15667 >/dev/null
import_small 15664
"$khoa" issue --unit 15667 --no-proof >/dev/null
"$khoa" issue --unit 15664 --kind lock-tag --no-proof >/dev/null
"$khoa" tag handover --batch 1 >/dev/null
"$khoa" tag handover --batch 2 >/dev/null
"$khoa" bundle export >/dev/null 2>&1
code() { sed -n "$(($1 + 1))s/,.*//p" "office/batches/000${2-1}/manifest.csv"; }
copies() { "$khoa" survey copies "$@"; }

# Two phones of one commune, one of another: what each saw goes into its next file.
phone=$build/tests/phone/phone
check "a phone to test with" 0 '^khoa-surveyor-1:' "$phone" lan enrol
"$khoa" surveyor add "$("$phone" lan enrol)" --unit 15667 --name 'Lan' >/dev/null 2>&1
"$khoa" surveyor add "$("$phone" minh enrol)" --unit 15667 --name 'Minh' >/dev/null 2>&1
"$khoa" surveyor add "$("$phone" binh enrol)" --unit 15664 --name 'Bình' >/dev/null 2>&1
number=0 hour=1
seen() { # PHONE TAG LINES...: one record a minute, in that hour of 2025-12-01
  number=$((number + 1)) who=$1
  printf 'record %d survey 2025-Q4 2025-12-01T%02d:%02d:00Z\ntag %s\n' $number $hour $((number % 60)) "$2" >>"records.$who"
  shift 2
  for line; do echo "$line" >>"records.$who"; done
}
sent() { # PHONE UNIT: signed and imported
  file=$(($(cat "file.$1" 2>/dev/null || echo 0) + 1))
  previous=-
  [ $file = 1 ] || previous=$1.$((file - 1))
  "$phone" "$1" file "$2" $file "$previous" 2025-12-01T05:00:00Z <"records.$1" >"$1.$file" || fail "sign for $1"
  echo $file >"file.$1"
  rm "records.$1"
  SOURCE_DATE_EPOCH=1764608400 "$khoa" survey import "$1.$file" >out 2>err || fail "import of $1"
}
"$khoa" survey open 2025-Q4 --all >/dev/null 2>&1
check "nothing seen, nothing found" 0 '0 findings among 0 sightings' copies
refused "a round that nobody opened" 'no unit has a survey round 2024-Q1' copies 2024-Q1
refused "a unit that there isn't" '99999' copies --unit 99999

# Each tag at its own door, within a kilometre: nothing.
for i in 1 2 3 4 5 6 7; do
  seen lan "$(code $i)" "household $i" 'village Thôn 1' 'found present' 'grade 3' "position 19.81$i 105.590"
done
for i in 8 9 10 11 12 13; do
  seen minh "$(code $i)" "household $i" 'found present' 'grade 2' "position 19.850 105.59$((i - 8))"
done
# A second look at the same door: two phones, two roundings.
seen minh "$(code 1)" 'household 1' 'found present' "position 19.812 105.591"
sent lan 15667
sent minh 15667
check "an honest round" 0 '0 findings among 14 sightings of tags in round 2025-Q4' copies 2025-Q4

seen lan "$(code 2)" 'household 9' 'found present'
seen minh "$(code 3)" 'found present' 'position 19.818 105.590'
seen lan "$(code 4)" 'household 4' 'found missing' 'position 19.900 105.900'
seen minh "$(code 14)" 'village Thôn 1' 'found damaged' 'grade 1'
seen lan "$(code 5)" 'found present' 'position 19.815 105.590' 'verdict 1 forged bad unknown unknown fresh'
seen lan "$(code 6)" 'found present' 'verdict 1 altered good foreign in-use fresh'
sent lan 15667
sent minh 15667
seen binh "$(code 7)" 'found present'
seen binh "$(code 1 2)" 'found present' 'position 21.000 105.000'
seen binh 0077-00001-63 'found present'
sent binh 15664
check "there is something" 1 'findings among' copies
cp out copies
cp err told
rows() { awk -v t="$2" '$1 == "'"$1"'" && $2 == t' copies | wc -l; }
found() { # NAME FINDING TAG ROWS PATTERN
  same "$1" "$(rows "$2" "$3")" "$4"
  check "$1: told" 0 "$5" grep "^$2 " copies
}
found "at two households, with both sightings" households "$(code 2)" 2 "$(code 2) +lock-tag +seen at two households +2025-12-01T01:02:00Z +15667 +Thôn 1 +2 +19.812,105.590 +present +Lan"
check "the second" 0 "$(code 2) +lock-tag +seen at two households .* 15667 +Thôn 2 +9 +- +present +Lan" cat copies
found "at two places" places "$(code 3)" 2 'seen 556 m apart .*19.818,105.590 +present +Minh'
found "in another village" elsewhere "$(code 14)" 1 'belongs to 15667, Thôn 2 .*Thôn 1 .* damaged'
found "in two communes, with both sightings" places "$(code 7)" 2 'seen in two communes .* 15664 .*Bình'
check "the other" 0 "^places +$(code 7) .* 15667 +Thôn 1 +7 .*Lan" cat copies
found "forged" forged "$(code 5)" 1 "bears this number, and isn't the office's"
found "altered" altered "$(code 6)" 1 'stands behind a foreign address'
same "nothing else" "$(($(wc -l <copies) - 1))" 9
check "a forgery says nothing of the tag's place" 1 '' grep -E "^(places|households) +$(code 5)" copies
check "what is missing wasn't seen there" 1 '' grep "$(code 4)" copies
check "no name is told" 1 '' grep Mẫu copies
check "how many" 0 '6 findings among 22 sightings' cat told
check "as lines of JSON" 1 '"finding":"households","tag":"0001-00002-[0-9]+","kind":"lock-tag".*"household":"2","place":"19.812,105.590","found":"present","surveyor":"Lan"' copies --json
check "of one commune: its own and its tags elsewhere" 1 '1 findings' copies --unit 15664
check "of the other: all of it" 1 '6 findings' copies --unit 15667

# Far from its village: from the middle of 5 tags or more.
seen minh "$(code 12)" 'found present' 'position 19.890 105.595'
seen binh "$(code 2 2)" 'found present' 'position 20.000 105.000'
sent minh 15667
sent binh 15664
check "two places are told before far" 1 "^places +$(code 12)" copies
seen minh "$(code 14)" 'village Thôn 1' 'found present' 'position 19.880 105.595'
sent minh 15667
check "in another village is told before far" 1 "^elsewhere +$(code 14)" copies
seen minh "$(code 14)" 'household 14' 'found present' 'grade 2'
sent minh 15667
check "and with both sightings once it was seen at home too" 1 "^places +$(code 14) +lock-tag +seen in two villages .* Thôn 2 +14 " copies

# After it ended.
SOURCE_DATE_EPOCH=1764558000 "$khoa" tag lost "$(code 13)" >/dev/null
check "seen before it was lost" 1 '7 findings' copies
SOURCE_DATE_EPOCH=1764558000 "$khoa" tag revoke "$(code 12)" >/dev/null # 03:00
hour=4
seen minh "$(code 13)" 'household 13' 'found present'
sent minh 15667
check "seen after it was lost" 1 "^ended +$(code 13) +lock-tag +lost since 2025-12-01 " copies
"$khoa" tag found "$(code 13)" >/dev/null
check "and in order again once it is found" 1 '7 findings' copies

# Replacements.
queue() { "$khoa" tag replace "$@"; }
refused "what isn't a reason to replace" '--found missing: give damaged' queue --found missing
refused "no such word" '--found broken: give damaged' queue --found broken
refused "with codes" 'give no codes and no --batch' queue --found damaged "$(code 1)"
refused "a round alone" 'go with --found' queue --round 2025-Q4 "$(code 1)"
refused "of a round that nobody opened" 'no unit has a survey round 2024-Q1' queue --found damaged --round 2024-Q1
seen minh "$(code 8)" 'found damaged'
seen minh "$(code 9)" 'found unreadable'
seen minh "$(code 10)" 'found damaged'
seen minh "$(code 10)" 'found present' 'grade 4'
seen minh "$(code 11)" 'found damaged' 'verdict 1 forged bad unknown unknown fresh'
seen minh "$(code 12)" 'found damaged'
sent minh 15667
check "only said" 0 '^tag replace: batch 1: 8-9$' queue --found damaged,unreadable --dry-run
check "what was damaged last" 0 '^1 tag now queued' queue --found damaged --round 2025-Q4 --unit 15667
check "each once; revoked ones not" 0 '^1 tag now queued for replacement, 1 were so before, 1 passed over' queue --found damaged,unreadable
check "nothing new" 0 '^0 tags now queued for replacement, 2 were so before' queue --found unreadable,damaged
check "none of another commune" 0 '^0 tags now queued' queue --found damaged --unit 15664
check "why stands in the log" 0 'tag replace +batch 1: 9 +damaged,unreadable in 2025-Q4' "$khoa" log show
check "and the next issue prints them" 0 ' lock-tag +15667 +2 ' "$khoa" issue --unit 15667 --no-proof
check "then nothing is queued again" 0 '^0 tags now queued for replacement, 3 passed over' queue --found damaged,unreadable
check "the office is in order" 0 '' "$khoa" doctor

done_testing
