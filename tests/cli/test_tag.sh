# A tag's life: every allowed and refused step, by code, scanned text, list and batch; all or none.
. tests/cli/lib.sh
make_office
printf 'reference,kind,village,head,keychains,lock_tags\nH1,household,Thôn 1,Lê Văn Mẫu,24,6\n' >small.csv
"$khoa" household import small.csv --unit 15667 >/dev/null 2>&1
"$khoa" issue --unit 15667 --no-proof >/dev/null
code() { sed -n "$(($1 + 1)){s/,.*//;p}" "office/batches/000${2:-1}/manifest.csv"; }
status_of() { "$khoa" tag show "$@" --json | jq -r .status; }

# One row for each status: how a new tag comes there, then what becomes of it by each command.
index=0
step() { # FROM COMMAND TO: TO is - for a step that is refused
  tag=$(code $index)
  if [ "$3" != - ]; then
    check "$1: tag $2" 0 "^1 tag now $3\$" "$khoa" tag "$2" "$tag"
  elif [ "$1" = "$4" ]; then
    check "$1: tag $2 again changes nothing" 0 "^0 tags now $4, 1 were so before\$" "$khoa" tag "$2" "$tag"
  else
    refused "$1: tag $2 is refused" "tag $tag is $1 and can't become $4: " "$khoa" tag "$2" "$tag"
  fi
}
row() { # FROM WAY HANDOVER LOST REVOKE SPOIL
  from=$1 way=$2
  shift 2
  for one in "handover in use" "lost lost" "revoke revoked" "spoil spoiled"; do
    index=$((index + 1))
    for act in $way; do
      case $act in
      replace) sqlite3 office/registry.db "UPDATE tag SET status = 2 WHERE batch = 1 AND idx = $index" ;;
      *) "$khoa" tag "$act" "$(code $index)" >/dev/null ;;
      esac
    done
    same "$from: the tag is there" "$(status_of "$(code $index)")" "$from"
    step "$from" "${one%% *}" "$1" "${one#* }"
    shift
  done
}
row printed "" "in use" - revoked spoiled
row "in use" handover - lost revoked -
row lost "handover lost" "in use" - - -
row revoked revoke - - - -
row spoiled spoil - - - -
row replaced "handover replace" - - - -
check "the way out is named" 2 'can only become replaced, lost, revoked$' "$khoa" tag spoil "$(code 1)"
check "or that there is none" 2 'it stays so for good$' "$khoa" tag lost "$(code 16)"

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
check "found again, the whole batch" 0 '^6 tags now in use' "$khoa" tag handover --batch 2
check "a part of it" 0 '^3 tags now lost' "$khoa" tag lost --batch 2 --only 2,4-5
check "and back" 0 '^3 tags now in use, 3 were so before' "$khoa" tag handover --batch 2
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
refused "--only without --batch" '--only goes with --batch' "$khoa" tag lost --only 1
refused "an unknown batch" "batch 7 isn't in the registry" "$khoa" tag lost --batch 7
refused "batch 0" '--batch takes a number from 1' "$khoa" tag lost --batch 0
refused "more than the batch has" "'5-7' isn't a number or a range from 1 to 6" "$khoa" tag lost --batch 2 --only 5-7
refused "a reason of two lines" 'reason must be one line' "$khoa" tag lost "$(lock 1)" --reason 'one
two'
printf '%s\n%s\n%s\n' "$(lock 1)" "$(lock 2)" "$(code 16)" >list
refused "one that can't go there stops the whole list" "tag $(code 16) is revoked" sh -c "'$khoa' tag lost - <list"
printf '%s\nnonsense\n' "$(lock 1)" >list
refused "one that is none stops the whole list" nonsense sh -c "'$khoa' tag lost - <list"
refused "one asked for by its number stops the whole list" "can't become" "$khoa" tag spoil --batch 1 --only 1-6
check "of a whole batch those that can't are passed over" 0 'passed over' "$khoa" tag spoil --batch 1

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
check "the three lost ones are due again" 0 '^3 +lock-tag +15667 +3 ' "$khoa" issue --unit 15667 --kind lock-tag --no-proof

done_testing
