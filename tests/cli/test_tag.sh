# A tag's life: every allowed and refused step, by code, scanned text, list and batch; all or none.
. tests/cli/lib.sh
make_office
printf 'reference,kind,village,head,keychains,lock_tags\nH1,household,Thôn 1,Lê Văn Mẫu,36,6\n' >small.csv
"$khoa" household import small.csv --unit 15667 >/dev/null 2>&1
"$khoa" issue --unit 15667 --no-proof >/dev/null
code() { sed -n "$(($1 + 1)){s/,.*//;p}" "office/batches/000${2:-1}/manifest.csv"; }
status_of() { "$khoa" tag show "$@" --json | jq -r .status; }

# One row for each status: how a new tag comes there, then what becomes of it by each command.
index=0
step() { # FROM COMMAND TO MEANT
  tag=$(code $index)
  if [ "$3" = ! ]; then
    other=$([ "$2" = found ] && echo handover || echo found)
    refused "$1: tag $2 isn't for it" "tag $tag is $1 and can't become $4 by 'khoa tag $2': use 'khoa tag $other'" "$khoa" tag "$2" "$tag"
  elif [ "$3" != - ]; then
    check "$1: tag $2" 0 "^1 tag now $3\$" "$khoa" tag "$2" "$tag"
  elif [ "$1" = "$4" ]; then
    check "$1: tag $2 again changes nothing" 0 "^0 tags now $4, 1 were so before\$" "$khoa" tag "$2" "$tag"
  elif [ "$2" = replace ]; then
    refused "$1: tag $2 is refused" "tag $tag is $1 and can't be replaced: only one that is printed, in use or lost can" "$khoa" tag "$2" "$tag"
  else
    refused "$1: tag $2 is refused" "tag $tag is $1 and can't become $4: " "$khoa" tag "$2" "$tag"
  fi
}
row() { # FROM WAY HANDOVER LOST FOUND REVOKE SPOIL REPLACE, each the new status, - refused, ! refused
  # with the command that is meant
  from=$1 way=$2
  shift 2
  for one in "handover in use" "lost lost" "found in use" "revoke revoked" "spoil spoiled" "replace queued"; do
    index=$((index + 1))
    for act in $way; do
      case $act in
      replaced) sqlite3 office/registry.db "UPDATE tag SET status = 2 WHERE batch = 1 AND idx = $index" ;;
      *) "$khoa" tag "$act" "$(code $index)" >/dev/null ;;
      esac
    done
    same "$from: the tag is there" "$(status_of "$(code $index)")" "$from"
    step "$from" "${one%% *}" "$1" "${one#* }"
    shift
  done
}
queued="queued for replacement"
row printed "" "in use" - ! revoked spoiled "$queued"
row "in use" handover - lost - revoked - "$queued"
row lost "handover lost" ! - "in use" - - "$queued"
row revoked revoke - - - - - -
row spoiled spoil - - - - - -
row replaced "handover replaced" - - - - - -
check "the way out is named" 2 'can only become replaced, lost, revoked$' "$khoa" tag spoil "$(code 1)"
check "or that there is none" 2 'it stays so for good$' "$khoa" tag lost "$(code 23)"

# Names of tags.
lock() { code "$1" 2; }
pdftoppm -r 200 -png -singlefile office/batches/0002/front.pdf page
"$khoa" verify --json page.png | jq -r '"\(.code) \(.input)"' >texts
text() { sed -n "s/^$(lock "$1") //p" texts; }
check "a printed code without dashes" 0 '^1 tag now in use' "$khoa" tag handover "$(lock 1 | tr -d -)"
check "a scanned text" 0 '^1 tag now in use' "$khoa" tag handover "$(text 2)"
check "its bare digits" 0 '^0 tags now in use, 1 were so' "$khoa" tag handover "$(text 2 | sed 's/.*#//')"
printf '%s\r\n\n%s\n%s' "$(lock 3)" "$(text 4)" "$(lock 1)" >list
check "a list from standard input" 0 '^2 tags now in use, 1 were so before' sh -c "'$khoa' tag handover - <list"
check "codes and a list" 0 '"status":"lost","changed":4,"unchanged":0' sh -c "'$khoa' tag lost $(lock 2) - --json <list"
check "the whole batch, but for lost ones" 0 '^2 tags now in use, 4 passed over: they can.t become so$' "$khoa" tag handover --batch 2
check "found again, the whole batch" 0 '^4 tags now in use, 2 were so before$' "$khoa" tag found --batch 2
check "a part of it" 0 '^3 tags now lost' "$khoa" tag lost --batch 2 --only 2,4-5
check "and back" 0 '^3 tags now in use, 3 were so before' "$khoa" tag found --batch 2
printf '\357\273\277%s  \r\n \t\r\n\t%s\r\n' "$(lock 1)" "$(lock 2)" >list
check "a list that Notepad saved" 0 '^2 tags now lost$' sh -c "'$khoa' tag lost - <list"
check "a list twice" 0 '^2 tags now in use$' sh -c "'$khoa' tag found - - <list"
check "the same tag twice in a list" 0 '^1 tag now lost, 1 were so before' "$khoa" tag lost "$(lock 6)" "$(lock 6)"

refused "an unknown code" "tag 0002-00007-[0-9]{2} isn't in the registry" "$khoa" tag lost \
  "0002-00007-$(printf '%02d' $((98 - (200007 * 100) % 97)))"
refused "a misread digit" 'check digits' "$khoa" tag lost "$(lock 1)" 0002-00001-00
refused "no code at all" "neither a printed code such as .* nor a scanned text" "$khoa" tag lost door
refused "a forged text" 'is forged: not made by this office' "$khoa" tag lost "$(text 1 | sed 's/.$//')$(text 1 | sed 's/.*\(.\)/\1/' | tr 0123456789 1012345678)"
refused "a text behind another address" 'is altered: ' "$khoa" tag lost "$(text 1 | sed 's/antt/antl/')"
"$khoa" issue --unit 15667 --kind lock-tag --specimen 1 -o specimen >/dev/null
pdftoppm -r 200 -png -singlefile specimen/front.pdf specimen/page
refused "a specimen" 'is specimen: ' "$khoa" tag lost "$("$khoa" verify --json specimen/page.png | jq -r .input)"
refused "which tags?" 'which tags\? Give printed codes' "$khoa" tag lost
refused "an empty list" 'which tags' "$khoa" tag lost -
refused "--only without --batch" '--only and --sheet go with --batch' "$khoa" tag lost --only 1
refused "--sheet without --batch" '--only and --sheet go with --batch' "$khoa" tag lost "$(lock 1)" --sheet 1
refused "--only and --sheet" 'give --only or --sheet, not both' "$khoa" tag lost --batch 2 --only 1 --sheet 1
for list in 0 2 x 1- '' 1,,1 99999999999999999999; do
  refused "sheets '$list'" "isn't a number or a range from 1 to 1:" "$khoa" tag lost --batch 2 --sheet "$list"
done
refused "--cancel is for the queue" 'Unknown option --cancel' "$khoa" tag lost "$(lock 1)" --cancel
for act in handover found lost revoke spoil replace; do
  refused "$act of nothing" 'which tags' "$khoa" tag $act
  refused "$act of none" "neither a printed code" "$khoa" tag $act door
done
refused "an order to take what isn't there off the queue" "isn't in the registry" "$khoa" tag replace --cancel 0009-00001-$(printf '%02d' $((98 - (900001 * 100) % 97)))
refused "an unknown batch" "batch 7 isn't in the registry" "$khoa" tag lost --batch 7
refused "batch 0" '--batch takes a number from 1' "$khoa" tag lost --batch 0
refused "more than the batch has" "'5-7' isn't a number or a range from 1 to 6" "$khoa" tag lost --batch 2 --only 5-7
refused "a reason of two lines" 'reason must be one line' "$khoa" tag lost "$(lock 1)" --reason 'one
two'
printf '%s\n%s\n%s\n' "$(lock 1)" "$(lock 2)" "$(code 23)" >list
refused "one that can't go there stops the whole list" "tag $(code 23) is revoked" sh -c "'$khoa' tag lost - <list"
printf '%s\nnonsense\n' "$(lock 1)" >list
refused "one that is none stops the whole list" "standard input, line 2: 'nonsense'" sh -c "'$khoa' tag lost - <list"
printf '%s\n%s\0x\n' "$(lock 1)" "$(lock 2)" >list
refused "a line that isn't text" 'standard input, line 2: not text' sh -c "'$khoa' tag lost - <list"
printf '%s\n\377\376\n' "$(lock 1)" >list
refused "a line that isn't UTF-8" 'standard input, line 2: .*neither a printed code' sh -c "'$khoa' tag lost - <list"
head -c 300000 /dev/zero | tr '\0' 7 >list
refused "a line without end" 'standard input, line 1: ' sh -c "'$khoa' tag lost - <list"
refused "a folder" "can't read standard input" sh -c "'$khoa' tag lost - <."
refused "one asked for by its number stops the whole list" "can't become" "$khoa" tag spoil --batch 1 --only 1-6
before=$(state)
check "a dry run says what would change" 0 '^tag spoil: batch 1: 2-3,6$' "$khoa" tag spoil --batch 1 --dry-run
check "and how many" 0 '^3 tags would be spoiled, 7 were so before, 26 passed over: ' "$khoa" tag spoil --batch 1 --dry-run
check "also in JSON" 0 '"status":"spoiled","changed":3,.*"dry_run":true' "$khoa" tag spoil --batch 1 --dry-run --json
check "and refuses what the act would" 2 "can't become" "$khoa" tag spoil --batch 1 --only 1-6 --dry-run
same "a dry run changes nothing" "$(state)" "$before"
check "of a whole batch those that can't are passed over" 0 '^3 tags now spoiled, 7 were so before, 26 passed over: they can.t become so$' "$khoa" tag spoil --batch 1

# The log tells each tag's life.
check "with its reason" 0 '"changed":2,"unchanged":1' "$khoa" tag lost "$(lock 3)" "$(lock 1)" "$(lock 6)" --reason 'reported by telephone' --json
"$khoa" log show --last 1 --json >entry
same "an entry for each batch, with its tags" '"tag lost" "batch 2: 1,3" "reported by telephone"' \
  "$(jq -c '.act, .object, .detail' entry | tr '\n' ' ' | sed 's/ $//')"
before=$(state)
"$khoa" tag lost "$(lock 3)" >/dev/null
same "no entry for what was so before" "$(state)" "$before"
check "the chain is whole" 0 '^[0-9]+ +yes' "$khoa" log check

# Show.
check "show tells kind, status, day, unit, village" 0 "^$(lock 3) +lock-tag +lost +2025-12-01 +yes +15667 +Thôn 1" "$khoa" tag show "$(lock 3)"
check "of several, and scanned ones" 0 "^$(lock 4) +lock-tag" "$khoa" tag show "$(code 1)" "$(text 4)"
same "show names no person" "$(grep -c Mẫu out)" 0
check "show of an unknown code" 2 "tag 0002-00007-[0-9]{2} isn't in the registry" "$khoa" tag show \
  "0002-00007-$(printf '%02d' $((98 - (200007 * 100) % 97)))"
check "what became of them is what verify says" 1 '^lost' "$khoa" verify "$(text 3)"
# The queue for replacement, by single tags.
queue() { sqlite3 office/registry.db "SELECT group_concat(old_idx) FROM (SELECT old_idx FROM replacement WHERE old_batch = 2 AND batch IS NULL ORDER BY 1)"; }
check "queued" 0 '^2 tags now queued for replacement$' "$khoa" tag replace "$(lock 1)" "$(lock 2)" --reason worn
check "once" 0 '^1 tag now queued for replacement, 1 were so before$' "$khoa" tag replace "$(lock 2)" "$(text 4)"
same "in the queue" "$(queue)" 1,2,4
check "show says so" 0 '"queued":true' "$khoa" tag show "$(lock 4)" --json
check "a dry run of it" 0 '^tag replace: batch 2: 3,5-6$' "$khoa" tag replace --batch 2 --dry-run
check "taken off again" 0 '^1 tag now off the queue, 1 were so before$' "$khoa" tag replace --cancel "$(lock 4)" "$(lock 5)"
check "found, it may need none" 0 'still queued for replacement: .khoa tag replace --cancel' "$khoa" tag found "$(lock 1)"
same "and stays there until then" "$(queue)" 1,2
check "what is revoked leaves the queue" 0 '^1 tag now revoked$' "$khoa" tag revoke "$(lock 2)"
same "it has left" "$(queue)" 1
check "the log tells who was queued" 0 'tag replace +batch 2: 1-2 +worn' "$khoa" log show
check "and who was taken off" 0 'tag replace --cancel +batch 2: 4' "$khoa" log show
check "a typed code of a revoked tag says what to do" 1 '^  registered as revoked: withdrawn by the office: collect the tag; signature not checked' "$khoa" verify "$(lock 2)"
check "and its status first" 1 "^registered as revoked  $(lock 2)" "$khoa" verify "$(lock 2)"
check "of a lost one too" 1 '^  registered as lost: its household misses it: collect' "$khoa" verify "$(lock 3)"
"$khoa" tag replace --cancel "$(lock 1)" >/dev/null

# Sheets, by their own places.
"$khoa" household import small.csv --unit 15664 >/dev/null 2>&1
sed -i 's/^margin = .*/margin = 35/' office/khoa.ini
"$khoa" issue --unit 15664 --kind keychain --no-proof >/dev/null
last=$(tail -n 1 office/batches/0003/manifest.csv | cut -d, -f2)
same "a batch of several sheets" "$((last > 1))" 1
sed -i 's/^margin = .*/margin = 5/' office/khoa.ini
on_sheet() { sed 1d office/batches/0003/manifest.csv | awk -F, -v sheet="$1" '$2 == sheet {print $1}' | sort; }
check "a returned sheet" 0 "^$(on_sheet 2 | wc -l) tags now spoiled\$" "$khoa" tag spoil --batch 3 --sheet 2
same "the tags on it and no other" "$(on_sheet 2)" \
  "$(cut -d, -f1 office/batches/0003/manifest.csv | sed 1d | "$khoa" tag show - --json | jq -r 'select(.status == "spoiled").code' | sort)"
check "sheets in a range" 0 "^$(on_sheet 1 | wc -l) tags now spoiled, $(on_sheet 2 | wc -l) were so before\$" "$khoa" tag spoil --batch 3 --sheet 1-2
check "one on it that can't stops it" 2 "tag $(on_sheet 1 | head -n 1) is spoiled and can't become in use" "$khoa" tag handover --batch 3 --sheet 1
refused "no such sheet" "isn't a number or a range from 1 to $last" "$khoa" tag spoil --batch 3 --sheet $((last + 1))

check "the three lost ones are due again" 0 '^4 +lock-tag +15667 +3 ' "$khoa" issue --unit 15667 --kind lock-tag --no-proof
check "a dry run of finding one" 0 '"surplus":1,"dry_run":true' "$khoa" tag found "$(lock 3)" --dry-run --json
check "one found after all is one too many" 0 '^1 more than their households should have, .*khoa tag revoke' "$khoa" tag found "$(lock 3)"
"$khoa" tag revoke "$(code 1 4)" "$(code 2 4)" >/dev/null
check "with others withdrawn it isn't" 1 '' sh -c "'$khoa' tag found '$(lock 4)' 2>&1 | grep 'more than'"

done_testing
