# Numbers change: old tags are queued, their replacements printed, carried out and exchanged; lost and
# spoiled ones on the way. At each step registry and bundle say the same.
. tests/cli/lib.sh
make_office
cat >households.csv <<'CSV'
reference,kind,village,head,address,keychains,lock_tags
H1,household,Thôn Đoài,Lê Văn Mẫu,Ngõ 31,2,1
H2,household,Thôn Đông,Trần Thị Mẫu,Ngõ 32,1,1
H3,household,Thôn Đoài,Vũ Văn Mẫu,Ngõ 33,1,1
CSV
"$khoa" household import households.csv --unit 15667 >/dev/null 2>&1
"$khoa" household import households.csv --unit 15700 >/dev/null 2>&1
query() { sqlite3 office/registry.db "$1"; }
issue() { "$khoa" issue --no-proof "$@"; }
code() { sed -n "$(($2 + 1)){s/,.*//p}" "office/batches/000$1/manifest.csv"; } # BATCH INDEX
status_of() { "$khoa" tag show "$@" --json | jq -r .status; }
progress() { "$khoa" reissue status --json "$@" | jq -r '"\(.village) \(.kind) \(.old) \(.queued) \(.printed) \(.exchanged)"'; }
# What the codes of a batch's file say, one a line, by index.
texts() { # BATCH
  pdf=office/batches/000$1/back.pdf
  [ -e "$pdf" ] || pdf=office/batches/000$1/front.pdf
  pdftoppm -r 200 -png -singlefile "$pdf" "texts-$1"
  "$khoa" verify --json "texts-$1.png" | jq -r '"\(.index) \(.input)"' | sort -n | cut -d' ' -f2-
}
text() { texts "$1" | sed -n "$2p"; }
# verdicts NAME WANT BATCH: the verdicts of a batch's tags in one word each, by registry and bundle.
verdicts() {
  texts "$3" >"batch-$3"
  same "$1: the registry" "$("$khoa" verify --json - <"batch-$3" | jq -r .verdict | tr '\n' ' ')" "$2 "
  rm -f now.*
  "$khoa" bundle export -o now.khoa >/dev/null 2>&1
  same "$1: a bundle" "$("$khoa" verify --bundle now.khoa --authority office/authority.pub --json - <"batch-$3" | jq -r .verdict | tr '\n' ' ')" "$2 "
}

issue --unit 15667 >/dev/null # batch 1: keychains 1-2 H1, 3 H3, 4 H2; batch 2: lock tags 1 H1, 2 H3, 3 H2
"$khoa" tag handover --batch 1 >/dev/null
"$khoa" tag handover --batch 2 --only 1-2 >/dev/null
same "village by village" "$(query 'SELECT group_concat(subject) FROM tag WHERE batch = 1')" 1,1,3,2
verdicts "before" 'genuine genuine genuine genuine' 1

# Refusals.
reissue() { "$khoa" reissue "$@"; }
refused "for whom" 'either --unit CODE or --all' reissue --reason hotlines
refused "not for both" 'either --unit CODE or --all' reissue --reason hotlines --unit 15667 --all
refused "why" 'say why: --reason hotlines' reissue --all
refused "for no other reason" 'say why: --reason hotlines' reissue --all --reason worn
refused "an unknown unit" "unit '15668' isn't in the registry" reissue --unit 15668 --reason hotlines
refused "status of an unknown unit" "unit '15668' isn't in the registry" reissue status --unit 15668
refused "no such word" "no command 'reissue all'" reissue all
refused "an argument" 'too many arguments' reissue --all --reason hotlines -- 15667
check "its help" 0 'Queue all tags that carry old numbers' reissue --help
check "status has its own" 0 'How far the exchange is' reissue status --help
check "a prefix does" 0 'no exchange is under way' "$khoa" reis st
check "nothing to do while numbers are current" 0 'nothing to queue' reissue --all --reason hotlines

# The numbers change.
"$khoa" hotline set 15667 "$samples/hotlines-15667-new.csv" --from 2025-12-01 >/dev/null
verdicts "numbers changed" 'outdated outdated outdated outdated' 1
verdicts "one that was never given" 'outdated outdated unissued' 2
check "status: by village" 0 '^15667 +Thôn Đoài +keychain +3 +0 +0 +0$' reissue status
check "and in all" 0 '^total +- +- +7 +0 +0 +0$' reissue status
check "no total for programs" 1 '' sh -c "'$khoa' reissue status --json | grep total"

before=$(everything)
check "a dry run: tags and sheets" 0 '^15667 +keychain +4 +1$' reissue --all --reason hotlines --dry-run
cp out answer
check "no price, no cost" 1 '' grep -E 'cost|đ$' answer
sed -i 's/^keychain = 0/keychain = 12000/' office/khoa.ini
check "a price: a cost" 0 '^15667 +keychain +4 +1 +48\.000 đ$' reissue --unit 15667 --reason hotlines --dry-run
check "the other kind's is unknown" 0 '^15667 +lock-tag +3 +1 +-$' reissue --unit 15667 --reason hotlines --dry-run
check "and so is the total" 0 '^total +- +7 +2 +-$' reissue --unit 15667 --reason hotlines --dry-run
sed -i 's/^lock-tag = 0/lock-tag = 9500/' office/khoa.ini
check "the total" 0 '^total +- +7 +2 +76\.500 đ$' reissue --all --reason hotlines --dry-run
check "for programs" 0 '^\{"unit":"15667","kind":"lock-tag","tags":3,"sheets":1,"cost":28500\}$' reissue --all --reason hotlines --dry-run --json
same "a dry run changes nothing" "$(everything)" "$before"

check "another unit's tags have current numbers" 0 'nothing to queue' reissue --unit 15700 --reason hotlines
check "queued" 0 '^total +- +7 +2 +76\.500 đ$' reissue --unit 15667 --reason hotlines
check "the log says which" 0 'reissue +batch 1: 1-4 +hotlines' "$khoa" log show
before=$(everything)
check "a second time there is nothing to queue" 0 'nothing to queue' reissue --all --reason hotlines
same "and nothing changes" "$(everything)" "$before"
same "status: all are queued" "$(progress)" 'Thôn Đoài keychain 0 3 0 0
Thôn Đoài lock-tag 0 2 0 0
Thôn Đông keychain 0 1 0 0
Thôn Đông lock-tag 0 1 0 0'
verdicts "queued tags are outdated still" 'outdated outdated outdated outdated' 1

# Meanwhile a queued tag gets lost, one is withdrawn, and one is taken off the queue.
"$khoa" tag lost "$(code 1 3)" >/dev/null
"$khoa" tag replace --cancel "$(code 2 2)" >/dev/null
sed -i 's/^H2\(.*\)1,1$/H2\12,1/' households.csv # one keychain more
"$khoa" household import households.csv --unit 15667 >/dev/null 2>&1
check "issue would print both, each by itself" 0 '^- +keychain +15667 +4 +1 +replacement +48\.000 đ' issue --all --dry-run
cp out both
check "what is due too" 0 '^- +keychain +15667 +1 +1 +due +12\.000 đ' cat both
check "the lost one isn't due besides" 1 '' grep -E '^- +keychain +15667 +2 ' both
check "lock tags that are queued" 0 '^- +lock-tag +15667 +2 +1 +replacement +19\.000 đ' cat both
check "the other unit's" 0 '^- +lock-tag +15700 +3 +1 +due' cat both
check "and what it comes to" 0 '^total +- +- +14 +5 +- +155\.500 đ' cat both
check "for programs" 0 '"kind":"keychain","unit":"15667","tags":4,"sheets":1,"why":"replacement","cost":48000\}' issue --all --dry-run --json
check "of one household: its two keychains" 0 '^- +keychain +15667 +2 +1 +replacement' issue --unit 15667 --household H1 --dry-run
check "queued ones and new ones" 0 '^- +keychain +15667 +1 +1 +due' issue --unit 15667 --household H2 --dry-run

check "one household first" 0 '^3 +keychain +15667 +2 +1 +replacement' issue --unit 15667 --household H1 --kind keychain
check "then the others of the kind: replacements first" 0 '^4 +keychain +15667 +2 +1 +replacement' issue --unit 15667 --kind keychain
cp out answer
check "then what is due" 0 '^5 +keychain +15667 +1 +1 +due' cat answer
check "a batch of what is due replaces nothing" 0 '^0$' sqlite3 office/registry.db 'SELECT count(*) FROM replacement WHERE batch = 5'
check "then the lock tags, with their proof" 0 '^6 +lock-tag +15667 +2 +1 +replacement' "$khoa" issue --unit 15667
cp out answer
check "the proof is told once" 0 '^1$' grep -c 'front.pdf: 1 page, 2 of 2 codes' answer
before=$(everything)
check "no more is due" 0 'nothing is due' issue --unit 15667
same "nothing changes" "$(everything)" "$before"
same "the replacement carries its link" "$("$khoa" tag show "$(code 3 1)" --json | jq -r .replaces)" "$(code 1 1)"
same "and the old one knows it" "$("$khoa" tag show "$(code 1 1)" --json | jq -r .replaced_by)" "$(code 3 1)"
same "status: printed; the one that was taken off is old" "$(progress --unit 15667)" 'Thôn Đoài keychain 0 0 3 0
Thôn Đoài lock-tag 1 0 1 0
Thôn Đông keychain 0 0 1 0
Thôn Đông lock-tag 0 0 1 0'
verdicts "not handed over: the old ones are outdated" 'outdated outdated lost outdated' 1
verdicts "not handed over: the new ones are unissued" 'unissued unissued' 3
refused "no second replacement for it" "can't be replaced once more: tag $(code 3 1) was issued for it and is printed" "$khoa" tag replace "$(code 1 1)"

# The signing sheet says what to collect.
sheet() { "$khoa" handover "$1" -o "sheet-$1.pdf" >/dev/null 2>&1 && pdftotext -layout "sheet-$1.pdf" -; }
sheet 4 >sheet
check "a list of an exchange" 0 'DANH SÁCH CẤP ĐỔI MÓC KHÓA' cat sheet
check "it says what to do" 0 'Khi giao móc khóa mới phải thu lại móc khóa cũ theo mã ở cột .Mã cũ thu lại.' cat sheet
check "the old code stands beside the new one" 0 "$(code 4 2).*$(code 1 4)" cat sheet
check "a lost one can't be collected" 0 'đã báo mất' cat sheet
check "room to count them" 0 'Thu lại móc khóa cũ: …' cat sheet
sheet 6 >sheet
check "one that was never given can't either" 0 'chưa cấp' cat sheet
sheet 5 >sheet
check "a list of first tags has no such column" 1 '' grep -E 'thu lại|CẤP ĐỔI' sheet

# The exchange.
before=$(state)
check "a dry run says what becomes of the old ones" 0 '^tag replaced: batch 1: 1$' "$khoa" tag handover "$(code 3 1)" --dry-run
same "and changes nothing" "$(state)" "$before"
check "handed over" 0 '^1 tag now in use, 1 old ones replaced$' "$khoa" tag handover "$(code 3 1)"
same "the log: in the same form" "$("$khoa" log show --last 2 --json | jq -r '"\(.act) \(.object)"' | tr '\n' ' ')" 'tag handover batch 3: 1 tag replaced batch 1: 1 '
same "status: village by village" "$(progress --unit 15667 | head -n 1)" 'Thôn Đoài keychain 0 0 2 1'
verdicts "the old one is replaced" 'replaced outdated lost outdated' 1
verdicts "the new one genuine" 'genuine unissued' 3
check "for a lost one nothing is collected" 0 '^2 tags now in use, 1 old ones replaced$' "$khoa" tag handover --batch 4
same "the lost one stays lost" "$(status_of "$(code 1 3)")" lost
refused "it can't be found any more" "tag $(code 1 3) can't come back: tag $(code 4 1) was handed over for it and is in use" "$khoa" tag found "$(code 1 3)"
refused "nor be replaced" "can't be replaced once more" "$khoa" tag replace "$(code 1 3)"
check "one that was never given is destroyed" 0 '^2 tags now in use, 1 old ones replaced, 1 old ones spoiled: destroy them$' "$khoa" tag handover --batch 6
check "for programs" 0 '"changed":0,"unchanged":2,"passed_over":0,"old_replaced":0,"old_spoiled":0,"queued":0,"surplus":0,"dry_run":false' "$khoa" tag handover --batch 6 --json
verdicts "destroyed" 'replaced outdated spoiled' 2
refused "an old one can't be handed over any more" "is spoiled and can't become in use: it stays so for good" "$khoa" tag handover "$(code 2 3)"
refused "nor found" "is replaced and can't become in use: it stays so for good" "$khoa" tag found "$(code 1 1)"

# A replacement that comes to nothing: the old tag is queued again.
check "spoiled in its turn" 0 '^1 tag now spoiled$' "$khoa" tag spoil "$(code 3 2)"
verdicts "the old one is outdated as before" 'replaced outdated lost replaced' 1
check "a further run queues it and the one that was taken off" 0 '^total +- +2 +2 +21\.500 đ$' reissue --all --reason hotlines
check "issued" 0 '^7 +keychain +15667 +1 +1 +replacement' issue --unit 15667
same "by its latest link" "$("$khoa" tag show "$(code 1 2)" --json | jq -r .replaced_by)" "$(code 7 1)"

# Numbers change again before it was handed over: what was printed is old as well.
sed 's/120/124/' "$samples/hotlines-15667-new.csv" >newer.csv
"$khoa" hotline set 15667 newer.csv --from 2025-12-01 >/dev/null
check "all again" 0 '^total +- +8 +2 ' reissue --all --reason hotlines
check "printed" 0 '^9 +keychain +15667 +5 +1 +replacement' issue --unit 15667
"$khoa" tag handover "$(code 5 1)" >/dev/null 2>&1 # H2's new one, given before it is exchanged
newest=$(query "SELECT idx FROM replacement WHERE batch = 9 AND old_batch = 7")
sheet 9 >sheet
check "the sheet names what the household holds" 0 "$(code 9 "$newest").*$(code 1 2)" cat sheet
check "handing it over ends both" 0 '^1 tag now in use, 1 old ones replaced, 1 old ones spoiled: destroy them$' "$khoa" tag handover "$(code 9 "$newest")"
same "the one the household had" "$(status_of "$(code 1 2)")" replaced
same "the one that was never given" "$(status_of "$(code 7 1)")" spoiled
check "the rest" 0 '^4 tags now in use, 1 were so before, 4 old ones replaced$' "$khoa" tag handover --batch 9
check "and the lock tags" 0 '3 tags now in use, ' "$khoa" tag handover --batch 10
check "all are exchanged" 0 '^total +- +- +0 +0 +0 +8$' reissue status
same "each household has what it should have" '' \
  "$("$khoa" household list --unit 15667 --json | jq -c 'select(.keychains != .keychains_in_use or .lock_tags != .lock_tags_in_use)')"
check "nothing is due" 0 'nothing is due' issue --unit 15667
check "the log is whole" 0 'yes' "$khoa" log check
same "the log alone tells each tag's life" "$(query "SELECT count(*) FROM tag WHERE status <> 0 AND batch NOT IN (SELECT CAST(substr(object, 7) AS INTEGER) FROM log WHERE act LIKE 'tag %')")" 0

# A crash between registering and drawing replacements loses nothing.
"$khoa" tag replace "$(code 9 1)" >/dev/null
cp -r office/batches drawn
issue --unit 15667 --kind keychain >/dev/null
cp -r office/batches/0011 after
rm -r office/batches/0011
query 'DELETE FROM batch_file WHERE batch = 11'
check "drawn by the next issue" 0 'batch 11 was issued before and had no files: drawn now' issue --unit 15667
check "with the same bytes" 0 '' diff -r after office/batches/0011
done_testing
