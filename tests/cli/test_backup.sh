# Backup and restore: the same office again, with numbers above all that may have been given; and
# whatever is wrong with a backup is said, and leaves nothing.
. tests/cli/lib.sh
make_office
quick_key office/privacy.key privacy.pass # dozens of restores have to cost little
import_small
households() { printf 'reference,kind,village,head,keychains,lock_tags\n%s,household,Thôn 3,Hộ Mẫu,1,0\n' "$1" >more.csv; }
cp "$samples/../layouts/keychain-50x20.svg" office/layouts/own.svg
"$khoa" issue --all --no-proof >/dev/null 2>&1
"$khoa" handover 1 >/dev/null 2>&1
"$khoa" tag handover --batch 1 >/dev/null
"$khoa" bundle export >/dev/null 2>&1
text=$("$khoa" proof 1 >/dev/null; pdftoppm -r 200 -singlefile -png office/batches/0001/back.pdf page; "$khoa" verify --json page.png | sed -n 's/.*"input":"\([^"]*\)".*/\1/p' | sed -n 1p)
touch office/notes.txt
ln -s /etc/passwd office/layouts/link.svg
# A copy may have its rows and rules in another order.
dump() { sqlite3 "$1/registry.db" .dump | grep -v "'backup'\|'restore'\|INTO reserved" | sort; }
dump office >before.sql

check "a backup is made without a passphrase" 0 '^[0-9]+ +[0-9]+ +saved$' \
  setsid env -u KHOA_PASSPHRASE_FILE -u KHOA_PRIVACY_PASSPHRASE_FILE "$khoa" backup saved
cp err told
check "it tells what it holds" 0 '^It holds the registry' cat told
check "and that drawn files aren't in it" 0 'drawn files of batches \(3\)' cat told
check "nor reports" 0 'reports \(1\), which may name people' cat told
check "nor what khoa doesn't know" 0 'layouts/link.svg, notes.txt$' cat told
check "it is its owner's alone" 0 '^600$' stat -c %a saved
same "nothing is beside it" "$(ls -d saved*)" saved
check "the log tells it" 0 'backup +saved' "$khoa" log show -n 1
check "a file that is there stays" 2 'saved is there already: --force' "$khoa" backup saved
check "unless it is to go" 0 '"files":' "$khoa" backup saved --force --json
check "a folder isn't replaced" 2 'office: can.t write it: Is a directory' "$khoa" backup --force office
check "nor written to from nowhere" 2 'nowhere/x: can.t write it' "$khoa" backup nowhere/x

# What a thief of the backup sees.
hidden() { # NAME BYTES-AS-GREP-PATTERN
  check "$1 isn't in it" 1 '' grep -qaP "$2" saved
}
hidden "a name" 'Trần Thị Mẫu'
hidden "half a name" 'Thị Mẫu'
hidden "the index key" "$(xxd -p -c 64 office/index.key | sed 's/../\\x&/g')"
check "its sealed form is" 0 '^80$' sqlite3 saved "SELECT size FROM entry WHERE name = 'index.sealed'"
same "no report is in it, and no PDF" "$(sqlite3 saved "SELECT name FROM entry WHERE name LIKE '%.pdf' OR name LIKE '%report%'")" ''

# Round trip.
check "an office comes out of it" 0 '^RW.* 1002 +1001 +back$' "$khoa" restore saved back
cp err told
check "what is to be done is told" 0 'Batches \(2\) are without their PDFs' cat told
check "and which numbers come next" 0 'next batch is 1003, the next bundle 1002' cat told
same "the registry is the same" "$(dump back | diff before.sql -)" ''
check "what a restore reserves is in the log" 0 'restore +registry +batches to 1002, bundles to 1001' "$khoa" -C back log show -n 1
check "the log is whole" 0 'yes' "$khoa" -C back log check
for file in khoa.ini authority.pub authority.key privacy.pub privacy.key index.key layouts/own.svg \
  batches/0001/manifest.csv batches/0002/SHA256SUMS.minisig bundles/khoa-000001.khoa; do
  check "$file is the same" 0 '' cmp office/$file back/$file
done
same "files are their owner's alone" "$(find back -type f ! -perm 600)" ''
same "and folders" "$(find back -type d ! -perm 700)" ''
same "nothing else is there" "$(cd back && find . -type f | sort | grep -v 'registry.db-' | wc -l)" 18
check "a tag verifies" 0 '^genuine' "$khoa" -C back verify "$text"
check "names are read" 0 'Trần Thị Mẫu' "$khoa" -C back household show H2
check "a household is found again by its reference" 0 '2 households, nothing changed' \
  "$khoa" -C back household import small.csv --unit 15667
check "a batch is drawn again" 0 '3 of 3 codes read right' "$khoa" -C back print 1 -o again
for file in front.pdf back.pdf; do
  check "$file is the same, byte for byte" 0 '' cmp again/$file office/batches/0001/$file
done
households H3
"$khoa" -C back household import more.csv --unit 15667 >/dev/null 2>&1
check "new batches are above all" 0 '^1003 +keychain' "$khoa" -C back issue --all --no-proof
check "so are bundles" 0 '^1002 ' "$khoa" -C back bundle export
check "a bundle of the restored office follows the old one's" 0 fresh "$khoa" bundle check back/bundles/khoa-001002.khoa
check "a backup of a restored office" 0 '' "$khoa" -C back backup second
check "goes above its numbers" 0 ' 1003 +1002 ' "$khoa" restore second third --margin 0
check "reserved numbers stay so" 0 'batch.1002' sqlite3 back/registry.db 'SELECT * FROM reserved'

# What is left of the lost office raises the numbers.
restored() { # NAME PATTERN ARGUMENT...
  rm -rf out.office
  restored_name=$1 restored_pattern=$2
  shift 2
  check "$restored_name" 0 "$restored_pattern" "$khoa" restore saved out.office "$@"
}
restored "without a margin" ' 2 +1 ' --margin 0
restored "a newer bundle is seen" ' 1003 +1002 ' --margin 0 --seen back/bundles/khoa-001002.khoa
restored "an old office's folder is seen" ' 1003 +1002 ' --margin 0 --seen back
restored "the highest of many" ' 1013 +1012 ' --margin 10 --seen office --seen back --seen office/bundles/khoa-000001.khoa
mkdir -p torn/batches/0100-print-1 torn/batches/.0200.unfinished-abcdef torn/batches/x9999
restored "what a crash left counts too" ' 200 +1 ' --margin 0 --seen torn
mkdir -p torn/bundles && touch torn/bundles/khoa-15667-000300.khoa.minisig torn/bundles/khoa-x.khoa
restored "and a commune's bundle" ' 200 +300 ' --margin 0 --seen torn

# none_left NAME PATTERN ARGUMENT...: an error, and nothing half made.
none_left() {
  none_name=$1 none_pattern=$2
  shift 2
  check "$none_name" 2 "$none_pattern" "$khoa" restore "$@"
  same "$none_name: nothing is left" "$(ls -dA refused* .refused* 2>/dev/null)" ''
}
"$khoa" init stranger --name X >/dev/null 2>&1
"$khoa" -C stranger bundle export >/dev/null 2>&1
none_left "a stranger's bundle isn't seen" 'signed by another office' saved refused --seen stranger/bundles/khoa-000001.khoa
cp back/bundles/khoa-001002.khoa* .
sed -i 's/^sequence .*/sequence 9000/' khoa-001002.khoa
none_left "nor one that was changed" "signature doesn't fit|signature" saved refused --seen khoa-001002.khoa
none_left "nor any file" 'small.csv' saved refused --seen small.csv
none_left "nor any folder" "isn't an office's folder" saved refused --seen "$samples"
mkdir -p torn/batches/9999000
none_left "numbers may run out" 'no batch number would be left' saved refused --seen torn
mkdir torn/batches/9999998
restored "but not before the last" '9999998' --margin 0 --seen torn
households H4
"$khoa" -C out.office household import more.csv --unit 15667 >/dev/null 2>&1
check "which is given" 0 '^9999999 +keychain' "$khoa" -C out.office issue --all --no-proof
households H5
"$khoa" -C out.office household import more.csv --unit 15667 >/dev/null 2>&1
check "and none after it" 2 'no batch number is left' "$khoa" -C out.office issue --all --no-proof
none_left "no margin of words" '--margin takes a number' saved refused --margin many

# Who restores, and where to.
echo wrong >wrong
"$khoa" -C stranger backup locked >/dev/null 2>&1
none_left "a wrong passphrase" 'locked: privacy.key: wrong passphrase' locked refused --privacy-passphrase-file wrong
none_left "no passphrase" "nowhere: can't read the passphrase" locked refused --privacy-passphrase-file /nowhere
check "the right one opens it" 0 '^RW' "$khoa" restore locked opened
check "the office that comes out signs with its own" 0 '^1001|^1002' "$khoa" -C opened bundle export
refused "an office that is there stays" "isn't an empty folder" "$khoa" restore saved office
touch a-file
check "so does a file" 2 "isn't an empty folder" "$khoa" restore saved a-file
mkdir given
check "an empty folder is taken" 0 '' "$khoa" restore saved given/
none_left "into no folder" 'nowhere/refused' saved nowhere/refused
none_left "no backup" 'no file of that name' missing refused
none_left "a folder" 'no file of that name' office refused
none_left "any file" 'small.csv: not a backup' small.csv refused
none_left "a registry" 'not a backup' office/registry.db refused
: >empty
none_left "an empty file" 'not a backup' empty refused

# Damaged ones. SQL changes a copy, as a stranger might.
changed() { # NAME PATTERN SQL
  cp saved damaged
  sqlite3 damaged "$3"
  none_left "$1" "^khoa: damaged: $2" damaged refused
}
one="name = 'layouts/own.svg'"
for path in ../x /etc/x layouts/../../x.svg layouts/.x.svg batches/0001/x 'batches/0001/../0002/manifest.csv' \
  batches/00001234/manifest.csv index.key registry.db-wal reports/x.pdf; do
  changed "a file called $path" 'holds .*, which no backup' "UPDATE entry SET name = '$path' WHERE $one"
done
changed "a name with a line break" 'holds' "UPDATE entry SET name = 'layouts/a' || char(10) || '.svg' WHERE $one"
changed "a name with a NUL" 'damaged' "UPDATE entry SET name = CAST(x'6b686f612e696e690061' AS TEXT) WHERE $one"
changed "a name without end" 'damaged' "UPDATE entry SET name = 'layouts/' || hex(zeroblob(9999)) || '.svg' WHERE $one"
changed "a name twice" '.*khoa.ini.*exists' "UPDATE entry SET name = 'khoa.ini' WHERE $one"
changed "a huge file" 'damaged .its files are larger' "UPDATE entry SET size = 1 << 40 WHERE $one"
changed "a key of a megabyte" 'holds .authority.key. of 1000000' \
  "INSERT INTO chunk (entry, content) SELECT 99, zeroblob(60000) FROM entry LIMIT 17; UPDATE entry SET size = 1000000 WHERE name = 'authority.key'"
changed "a size below zero" 'damaged' "UPDATE entry SET size = -1 WHERE $one"
changed "a huge chunk" 'damaged' "UPDATE chunk SET content = zeroblob(9000000) WHERE id = 1"
changed "a chunk too many" 'damaged' "INSERT INTO chunk (entry, content) VALUES (16, x'00')"
changed "a chunk too few" 'damaged' "DELETE FROM chunk WHERE id = 2"
changed "chunks of another file" 'damaged' "UPDATE chunk SET entry = 2 WHERE id = 2"
changed "other content" 'damaged' "UPDATE chunk SET content = zeroblob(length(content)) WHERE id = 3"
changed "content and hash that fit each other alone" 'damaged .the hash over all' \
  "UPDATE entry SET sha256 = x'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855', size = 0 WHERE $one; DELETE FROM chunk WHERE entry = (SELECT id FROM entry WHERE $one)"
changed "no hash over all" 'damaged' "DELETE FROM manifest"
changed "a file less" 'damaged' "DELETE FROM entry WHERE $one"
changed "the last file less" 'privacy.pub is missing from it' "DELETE FROM entry WHERE name = 'privacy.pub'"
changed "a trigger of its own" 'not a backup' "CREATE TRIGGER t AFTER INSERT ON entry BEGIN DELETE FROM entry; END"
changed "a view in place of a table" 'not a backup' "DROP TABLE manifest; CREATE VIEW manifest AS SELECT zeroblob(32) AS sha256"
changed "a newer version" 'made by a newer khoa' 'PRAGMA user_version = 2'
changed "another program's" 'not a backup' 'PRAGMA application_id = 1'

# Cut short anywhere, and a bit turned anywhere: refused, or nothing that counts was touched.
size=$(stat -c %s saved)
for cut in 0 1 99 100 4096 5000 $((size / 2)) $((size - 4096)) $((size - 1)); do
  head -c "$cut" saved >damaged
  none_left "cut to $cut bytes" 'damaged' damaged refused
done
at=7 found=0 passed=0 wrong=''
while [ $at -lt "$size" ]; do
  cp saved damaged
  byte=$(xxd -p -s $at -l 1 saved)
  printf "%02x: %02x" 0 $((0x$byte ^ 16)) | xxd -r -s $at - damaged
  if "$khoa" restore damaged refused >out 2>err; then
    passed=$((passed + 1))
    [ -z "$(dump refused | diff before.sql -)" ] || wrong="$wrong $at"
  else
    found=$((found + 1))
    grep -q '^khoa: ' err && [ ! -e refused ] || wrong="$wrong $at"
  fi
  rm -rf refused
  at=$((at + size / 40))
done
same "a bit turned at $((found + passed)) places" "$wrong" ''
check "is found nearly everywhere" 0 '' [ $found -gt $((passed * 4)) ]

# A backup of what is damaged would replace good ones.
cp -r office odd
sqlite3 odd/registry.db 'PRAGMA foreign_keys = OFF; DELETE FROM subject WHERE id = 1'
check "a damaged registry isn't backed up" 2 'the registry is damaged: 1 rows of subject_past refer to rows of subject' \
  "$khoa" -C odd backup odd.saved
same "nothing is left of it" "$(ls -dA odd.saved* 2>/dev/null)" ''

# While others write, each backup is of one moment: the log is whole and tells all that there is.
cp -r office busy
(while [ ! -e stop ]; do
  i=$((${i-0} + 1))
  households "B$i"
  "$khoa" -C busy household import more.csv --unit 15667
done) >/dev/null 2>&1 &
writer=$!
wrong=''
for i in 1 2 3 4 5 6; do
  "$khoa" -C busy backup "busy-$i" >/dev/null 2>err || wrong="$wrong $i: $(cat err)"
  "$khoa" restore "busy-$i" "busy-back-$i" --margin 0 >/dev/null 2>err || wrong="$wrong $i: $(cat err)"
  "$khoa" -C "busy-back-$i" log check >/dev/null || wrong="$wrong $i: log"
  [ "$(sqlite3 "busy-back-$i/registry.db" "SELECT count(*) FROM subject")" = \
    "$(sqlite3 "busy-back-$i/registry.db" "SELECT 1 + count(*) FROM log WHERE act = 'household import'")" ] || wrong="$wrong $i: households"
done
touch stop
wait $writer
same "six backups of an office at work" "$wrong" ''
check "it had worked" 0 '' [ "$(sqlite3 busy-back-6/registry.db 'SELECT count(*) FROM subject')" -gt 4 ]

# No room.
before=$(everything)
check "a backup may not grow" 2 '^khoa: full can.t be made: .*(File too large|check its room|disk is full)' \
  sh -c "ulimit -f 200; '$khoa' backup full"
check "a restore may not either" 2 '^khoa: .*(File too large|check its room|disk is full)' \
  sh -c "ulimit -f 200; '$khoa' restore saved refused"
same "nothing is left" "$(ls -dA full* refused* .refused* 2>/dev/null)" ''
same "nothing changed" "$(everything)" "$before"
rm office/privacy.key
check "an office that isn't whole makes no backup" 2 'privacy.key is missing' "$khoa" backup half
same "nothing is left of it" "$(ls -dA half* 2>/dev/null)" ''

done_testing
