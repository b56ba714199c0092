# A surveyor's phone in a real browser: enrolment, records, hand-over, the roster, and the file that
# brings it all home, which the office imports.
. tests/web/world.sh

found_office
"$khoa" unit import "$samples/units.csv" >/dev/null
"$khoa" hotline set 15667 "$samples/hotlines-15667.csv" --from 2025-01-01 >/dev/null 2>&1
printf 'reference,kind,village,head,keychains,lock_tags\n%s\n%s\n%s\n' 'H1,household,Thôn Một Mẫu,Lê Văn Mẫu,0,1' \
  'H2,household,Thôn Một Mẫu,Trần Thị Mẫu,0,1' 'H3,household,Thôn Hai Mẫu,Vũ Đức Mẫu,0,1' >homes.csv
issue_for homes
"$khoa" tag handover "$(code 1 1)" "$(code 1 2)" >/dev/null
round=$(date +%Y-Q$((($(date +%-m) + 2) / 3)))
"$khoa" survey open "$round" --unit 15667 >/dev/null 2>&1
printf 'four words for it\n' >roster.pass
"$khoa" bundle export >/dev/null 2>&1
"$khoa" web site >/dev/null 2>&1
"$khoa" bundle export --unit 15667 --roster --roster-passphrase-file roster.pass -o roster.khoa >/dev/null 2>&1
check "a form goes with the site" 0 '' test -f site/bundle.form.minisig
check "but never one with a roster" 2 'has a roster' "$khoa" web other --bundle roster.khoa
make_newer "$(ls office/bundles/khoa-0*.khoa | tail -n 1)"
pictures 1
frame_of first 1 1
frame_of second 1 2
frame_of third 1 3
frame_text forged "$(forge "$(text 1 1)")"
export ROUND=$round CODES="$(code 1 1) $(code 1 2) $(code 1 3)"

run_page field
if [ -f enrolment.txt ]; then
  same "the enrolment's QR code holds the same" "$(zbarimg -q --raw enrolment.png)" "$(cat enrolment.txt)"
  check "the office enrols the phone" 0 '' "$khoa" surveyor add "$(cat enrolment.txt)" --unit 15667 --name 'Ông Mẫu'
  check "and takes its first file" 0 '4' "$khoa" survey import khoa-survey-*-0001.txt
  check "and its second" 0 '1' "$khoa" survey import khoa-survey-*-0002.txt
  check "once" 0 '' "$khoa" survey import khoa-survey-*-0001.txt
  check "the office opens the note" 0 'Chủ hộ Mẫu hẹn tối thứ bảy' "$khoa" survey notes "$round"
  check "the tag handed over is in use" 0 'in use' "$khoa" tag show "$(code 1 3)"
fi
done_testing
