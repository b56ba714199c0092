# 'khoa help', the manual's pages, bash's completion: all of them from the tables that --help shows.
top=$PWD
. tests/cli/lib.sh

check "help alone lists commands" 0 '^  household import FILE.csv' "$khoa" help
check "and topics" 0 '^  exit-codes ' "$khoa" help
same "as --help does" "$("$khoa" help)" "$("$khoa" --help)"
check "a topic" 0 '^  KHOA_PRIVACY_PASSPHRASE_FILE ' "$khoa" help environment
check "a topic by its beginning" 0 '^  1    checked' "$khoa" help exit
check "a topic beside a group of that beginning" 0 'khoa survey import' "$khoa" help surveys
"$khoa" help surveys >filled
check "a topic is filled to a terminal's width" 1 '' grep -E '^[^ ].{80}' filled
check "a command" 0 '^  --start-at=N' "$khoa" help print
check "a command of two words, shortened" 0 '--dry-run' "$khoa" help hou imp
check "a group" 0 '^  survey weakness' "$khoa" help survey
check "neither: commands are named" 2 "no command 'frobnicate'" "$khoa" help frobnicate
check "and topics" 2 "no topic 'frobnicate' either: there are start, .*, exit-codes" "$khoa" help frobnicate
check "no subcommand of that name" 2 "no command 'unit frobnicate'" "$khoa" help unit frobnicate
check "too many words" 2 'too many arguments' "$khoa" help print 1 2
"$khoa" help | sed -n '/^Topics/,/^$/s/^  \([a-z-]*\) .*/\1/p' >topics
while read -r topic; do
  check "khoa help $topic" 0 "^$topic: " "$khoa" help "$topic"
done <topics
# What topics tell people to type is there.
for topic in $(cat topics); do "$khoa" help "$topic"; done | tr '\n' ' ' |
  grep -oE "('| {2})khoa [a-z]+( [a-z]+)?" | sed 's/.*khoa //' | sort -u >told
while read -r first second; do
  "$khoa" "$first" ${second:+"$second"} --help >/dev/null 2>err || fail "topics tell of khoa $first $second"
done <told
check "topics tell of many commands" 0 '^[3-9][0-9]$' sh -c 'wc -l <told'

# The manual: a page a command that names each of its options, and nothing that roff stumbles over.
check "the manual is written" 0 '' "$khoa" help --man man
"$khoa" help | awk '/^Commands:/ {on = 1; next} /^$/ {on = 0} on {
  name = $1; if ($2 ~ /^[a-z]+$/) name = name " " $2; print name}' >commands
while read -r command; do
  page=man/man1/khoa-$(echo "$command" | tr ' ' -).1
  # shellcheck disable=SC2086 # one or two words
  "$khoa" $command --help | sed -n 's/^  *\(-[a-z], \)*\(--[a-z-]*\).*/\2/p' | sort -u >wanted
  sed 's/\\-/-/g' "$page" | grep -oE '^\\fB(-[a-z]\\fR, \\fB)?--[a-z-]+' | sed 's/.*--/--/' | sort -u >given
  same "the page of khoa $command has all options" "$(cat given)" "$(cat wanted)"
done <commands
while read -r topic; do
  check "the page of topic $topic" 0 '^\.TH KHOA-' cat "man/man7/khoa-$topic.7"
done <topics
check "khoa(1) lists every command" 0 "^$(wc -l <commands)$" grep -c '^\.BR khoa.* (1)$' man/man1/khoa.1
check "mandoc has no complaint" 0 '' mandoc -Tlint man/man1/* man/man7/*
for page in man/man1/khoa.1 man/man1/khoa-issue.1 man/man7/khoa-lists.7; do
  groff -ww -k -man -Tutf8 "$page" 2>&1 >/dev/null
done >warnings
same "groff has no complaint" "$(cat warnings)" ""
same "the same pages again" "$("$khoa" help --man again && cat again/*/* | sha256sum)" "$(cat man/*/* | sha256sum)"
LC_ALL=vi_VN.UTF-8 "$khoa" help --man vi
options_of() { sed -n 's/[= ].fI.*//; /^.fB.-/p' "$1"/man1/*; }
same "the Vietnamese pages have the same options" "$(options_of vi)" "$(options_of man)"
check "they are in Vietnamese" 0 '^Ký, đăng ký và vẽ' cat vi/man1/khoa-issue.1
for page in vi/man1/khoa.1 vi/man1/khoa-issue.1 vi/man7/khoa-lists.7; do
  groff -ww -k -man -Tutf8 "$page" 2>&1 >/dev/null
done >warnings
same "groff has no complaint about them" "$(cat warnings)" ""
touch file
check "a folder that can't be" 2 "can't make the folder file/man" "$khoa" help --man file

# Completion, as bash asks for it.
make_office
import_small
"$khoa" issue --unit 15667 --no-proof >/dev/null 2>&1
"$khoa" survey open 2025-Q4 --all >/dev/null 2>&1
cat >ask.bash <<'BASH'
. "$1/src/cli/khoa.bash"
compopt() { :; }
COMP_WORDS=("${@:2}") COMP_CWORD=$(($# - 2))
_khoa "${COMP_WORDS[0]}"
[ ${#COMPREPLY[@]} = 0 ] || printf '%s ' "${COMPREPLY[@]}"
BASH
offers() { # WANTED WORDS...: the last one is being typed
  wanted=$1
  shift
  same "offers for 'khoa $*'" "$(bash ask.bash "$top" "$khoa" "$@" 2>&1)" "$wanted${wanted:+ }"
}
offers 'hotline household' ho
offers 'import list show forget' household ''
offers '--help --version -C' -
offers '--dry-run' issue --dry
offers '--dry-run' hou imp --d
offers 'keychain lock-tag' issue --kind ''
offers 'lock-tag' issue --kind = l
offers 'keychain lock-tag' issue --kind =
offers 'budget defence-security donation' issue --fund ''
offers 'sra4 sra3' print 1 --paper s
offers 'sets tags' print 1 --collate ''
offers '15664 15667 15700' household list --unit ''
offers '15664 15667' leaflet 1566
offers '1 2' print ''
offers 'patrols.done patrols.due' report quarter --explain patrols.d
offers '1' tag spoil --batch 1
offers '2025-Q4' survey close ''
offers 'leaflet-a5 lock-sticker-40x40 lock-tag-60x40' leaflet --layout l
offers 'print proof patrol privacy printing patrols periods passphrases' help p
offers 'handover' help han
offers 'status' reissue ''
offers '' issue x
offers '' unit list ''
offers '' frobnicate ''
mkdir lists
touch 'lists/units of the district.csv'
offers 'lists/units of the district.csv' unit import lists/u
offers 'lists/units of the district.csv' -C "'office'" unit import "'lists/u"
offers 'office' -C o
offers 'office/layouts' restore x.backup office/l
cp "$top/layouts/keychain-50x20.svg" "office/layouts/\$(touch hacked).svg"
check "a layout's name is never run" 1 '' sh -c "bash ask.bash '$top' '$khoa' issue --layout '' && test -e hacked"
for kind in paper:letter marks:crop,registration duplex:short turn:no cut:none colour:cmyk; do
  check "what is offered for --${kind%%:*} is taken" 0 '' "$khoa" issue --all --dry-run "--${kind%%:*}" "${kind#*:}"
done
KHOA_HOME=nowhere offers '' household list --unit ''
state >before
offers '1 2' print ''
same "asking changes nothing" "$(state)" "$(cat before)"

done_testing
