# The languages: every string that people read is marked and translated, and the command speaks Vietnamese
# on a machine that has no Vietnamese locale.
root=$PWD
. tests/cli/lib.sh
tests=$root/tests/language
po=$root/src/po/vi.po

# nothing NAME COMMAND...: succeeds, and prints no fault.
nothing() {
  name=$1
  shift
  if (cd "$root" && "$@") >out 2>err && [ ! -s out ]; then pass "$name"; else fail "$name"; fi
}
nothing "every string that people read is marked" \
  sh -c "node --no-warnings tests/language/unmarked.mjs \$(ls src/*/*.[ch] | grep -v ^src/web/)"
nothing "every translation keeps names, columns and the page's words" \
  sh -c "node --no-warnings tests/language/vietnamese.mjs src/po/vi.po src/cli/*.[ch]"
nothing "the page has all its words in both languages" \
  sh -c "node --no-warnings tests/language/page.mjs src/web/*.js"
nothing "nothing is untranslated" msgattrib --untranslated --no-obsolete "$po"
nothing "nothing is guessed" msgattrib --only-fuzzy "$po"
nothing "printf's conversions fit" msgfmt --check-format --check-domain -o /dev/null "$po"
make -s -C "$root" BUILD="$build" DESTDIR="$dir/root" PREFIX=/usr POT="$dir/khoa.pot" "$dir/khoa.pot" install \
  >/dev/null 2>&1
msgmerge -q -N --no-location --sort-output -o merged.po "$po" khoa.pot 2>err
msgattrib --no-obsolete merged.po | sed -e '/^"POT-Creation-Date:/d' -e '/^"PO-Revision-Date:/d' >now.po
nothing "vi.po is as 'make pot' leaves it" cmp "$dir/now.po" "$po"

# The tests' own tests: what they must find.
cat >bad.c <<'C'
static const char *const fault_words[] = {"damaged"};
void f(void) { g_set_error(error, 1, 0, "can't be read"); g_strdup(x ? "of another unit" : _("fine")); }
C
status=0
node --no-warnings "$tests/unmarked.mjs" bad.c >out || status=$?
same "unmarked strings are found" "$status $(wc -l <out)" "1 3"
{ cat "$po"; printf '\nmsgid "run '\''khoa issue'\'' now"\nmsgstr "hãy chạy"\n\nmsgid "left over"\nmsgstr ""\n'; } >bad.po
status=0
node --no-warnings "$tests/vietnamese.mjs" bad.po >out || status=$?
same "bad translations are found" "$status $(wc -l <out)" "1 2"

# Vietnamese where the machine knows no such locale.
mkdir nolocales
vi() { (export LC_ALL='' LANG=vi_VN.UTF-8 LOCPATH="$dir/nolocales"; "$@"); }
en() { (export LC_ALL=C.UTF-8; "$@"); }
check "Vietnamese by LANG" 0 '^Các lệnh:$' vi "$khoa" --help
check "by LANGUAGE" 0 '^Các lệnh:$' env LC_ALL=en_US.UTF-8 LANGUAGE=vi:en "$khoa" --help
check "by LC_ALL before LANG" 0 '^Commands:$' env LC_ALL=en_GB.UTF-8 LANG=vi_VN.UTF-8 "$khoa" --help
check "plain C is English, as GNU has it" 0 '^Commands:$' env LC_ALL=C LANGUAGE=vi "$khoa" --help
check "English for languages that there aren't" 0 '^Commands:$' env LC_ALL=fr_FR.UTF-8 "$khoa" --help
check "the first of LANGUAGE that there is" 0 '^Các lệnh:$' env LC_ALL=fr_FR.UTF-8 LANGUAGE=fr:vi "$khoa" --help

# both NAME COMMAND...: in both languages; a line that says the same in both, in words, is a fault, but
# for what isn't words: paths, codes, commands and what was typed.
both() {
  name=$1
  shift
  en "$@" >en.txt 2>&1 </dev/null
  vi "$@" >vi.txt 2>&1 </dev/null
  grep -E '[a-z]{3,} [a-z]{3,}' en.txt | sort -u >en.lines
  if ! [ -s vi.txt ]; then fail "$name" "said nothing"
  elif sort -u vi.txt | grep -vE "^  khoa [a-z -]+$" | grep -Fxf en.lines >out; then fail "$name" "English is left"
  else pass "$name"; fi
}
en "$khoa" --help | awk '/^Commands:/ {on = 1; next} /^$/ {on = 0} on {
  name = $1; if ($2 ~ /^[a-z]+$/) name = name " " $2; print name}' >commands
both "the list of commands" "$khoa" --help
helps() {
  while read -r first second; do "$khoa" "$first" ${second:+"$second"} --help; done <"$dir/commands"
}
both "the help of every command" helps

make_office
import_small
both "errors of usage" "$khoa" frobnicate
both "too few arguments" "$khoa" unit import
both "no office" "$khoa" -C nowhere unit list
both "a file that isn't there" "$khoa" unit import nowhere.csv
printf 'code,name\nx,\n' >bad.csv
both "faults of a list" "$khoa" unit import bad.csv
printf 'label,number,hours\na,12,24/24\n' >numbers.csv
both "faults of numbers" "$khoa" hotline set 15667 numbers.csv
both "headings and words of a listing" "$khoa" household list
both "a household" "$khoa" household show H1 --unit 15667
both "a code that isn't one" "$khoa" verify 0001-00001-11
both "a code that is none of ours" "$khoa" verify 0099-00001-25
both "what would be issued" "$khoa" issue --unit 15667 --dry-run
vi "$khoa" issue --unit 15667 --kind keychain --no-proof >/dev/null 2>&1
both "a tag's life" "$khoa" tag show 0001-00001-19
both "no way from there" "$khoa" tag found 0001-00001-19
both "batches" "$khoa" batch list
both "the doctor" "$khoa" doctor
both "surveys" "$khoa" survey status
both "the log" "$khoa" log check
both "no such batch" "$khoa" print 99
both "patrols" "$khoa" patrol status 2025-11

# What programs read is the same in every language.
en "$khoa" household list --json >en.json
vi "$khoa" household list --json >vi.json
same "JSON knows no language" "$(cat vi.json)" "$(cat en.json)"
vi "$khoa" verify --json 0001-00001-19 >vi.json 2>&1
check "nor do its verdicts" 0 '"verdict":"registered"' cat vi.json
check "nor does the log" 0 'tags of unit 15667' en "$khoa" log show
# What is printed and signed too.
en "$khoa" print 1 -o en --no-proof >/dev/null 2>&1
vi "$khoa" print 1 -o vi --no-proof >/dev/null 2>&1
same "nor do the drawn files" "$(cd vi && sha256sum *)" "$(cd en && sha256sum *)"

# What the log holds and the audit compares is translated nowhere: an office whose people work in
# Vietnamese is in order, and gives out bundles and reports.
vi "$khoa" survey open 2025-Q4 --unit 15667 >/dev/null 2>&1
printf '0001-00001-19 present 3 1\n' >lines
vi "$khoa" survey record lines >/dev/null 2>&1
vi "$khoa" committee import "$samples/committees.csv" --from 2025-11-01 >/dev/null 2>&1
vi "$khoa" patrol import "$samples/patrols-15667.csv" --unit 15667 >/dev/null 2>&1
vi "$khoa" survey close 2025-Q4 --unit 15667 >/dev/null 2>&1
check "a survey in Vietnamese" 0 '"surveyed":1' vi "$khoa" survey status 2025-Q4 --unit 15667 --village 'Thôn 1' --json
check "a bundle in Vietnamese" 0 '' vi "$khoa" bundle export -o vi.khoa
check "a report in Vietnamese" 0 '^vi-report.json$' vi "$khoa" report quarter 2025-Q4 -o vi-report.json
check "nothing is found fault with" 0 '^cơ quan ổn, không thấy lỗi$' vi "$khoa" doctor
check "nor in English" 0 '^the office is in order$' en "$khoa" doctor

# Columns stand under each other, whatever letters they have.
vi "$khoa" batch list >out
same "columns are aligned" "$(sed -n '1s/loại.*//p' out | LC_ALL=C.UTF-8 wc -m)" \
  "$(sed -n '2s/móc khóa.*//p' out | LC_ALL=C.UTF-8 wc -m)"

vi "$khoa" --help >out
same "also those of the commands' list" \
  "$(sed -n 's/Lập cơ quan mới.*//p' out | LC_ALL=C.UTF-8 wc -m)" "$(sed -n 's/Nhập các đơn vị.*//p' out | LC_ALL=C.UTF-8 wc -m)"

# Days, fractions and order as in Viet Nam; what may be typed back stays as it is typed.
"$khoa" survey open 2025-Q4 --unit 15667 >/dev/null 2>&1
check "days in sentences" 1 'mở từ ngày 01/12/2025$' vi "$khoa" survey status 2025-Q4
check "and in English" 1 'open since 2025-12-01$' en "$khoa" survey status 2025-Q4
check "days in columns" 0 ' 2025-12-01 ' vi "$khoa" batch list
check "shares" 0 ' 50,0 % ' vi "$khoa" report quarter 2025-Q4
check "and in English" 0 ' 50[.]0 % ' en "$khoa" report quarter 2025-Q4
check "columns of lists by their Vietnamese names" 2 'bad.csv:2: mã: ' vi "$khoa" unit import bad.csv
printf 'reference,kind,village,head\nA,household,Thôn 10,Lê Mẫu\nB,household,Thôn 2,Lê Mẫu\nC,household,Thôn Đông,Lê Mẫu\nD,household,Thôn Dừa,Lê Mẫu\n' >order.csv
"$khoa" household import order.csv --unit 15700 >/dev/null 2>&1
same "villages in their order" "$("$khoa" household list --unit 15700 --json | jq -r .village | tr '\n' '|')" \
  "Thôn 2|Thôn 10|Thôn Dừa|Thôn Đông|"

# khoa.ini explains itself in the language of whoever made the office, and is read by everybody.
vi "$khoa" init viet --name 'Công an huyện Mẫu' >/dev/null 2>&1
check "khoa.ini in Vietnamese" 0 '^# Tên như in trên mọi thẻ' cat viet/khoa.ini
check "and read in English" 0 '' en "$khoa" -C viet unit list
same "with the same settings" "$(grep -v '^#' viet/khoa.ini | grep -v '^name')" "$(grep -v '^#' office/khoa.ini | grep -v '^name' | sed 's/^prefix = .*/prefix = /')"

check "Vietnamese as installed" 0 '^Các lệnh:$' vi "$dir/root/usr/bin/khoa" --help

done_testing
