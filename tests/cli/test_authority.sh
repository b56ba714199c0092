# Keys over time: the authority is handed over, a thief of the old key gets nowhere, verifiers remember,
# passphrases change, and shares restore a key.
. tests/cli/lib.sh
printf 'the next one\n' >next.pass
printf 'the one after\n' >after.pass
make_office
import_small
"$khoa" issue --unit 15667 --no-proof >/dev/null
"$khoa" tag handover --batch 1 >/dev/null
pdftoppm -r 200 -png -singlefile office/batches/0001/back.pdf tags
text=$("$khoa" verify --json tags.png | jq -r .input | head -n 1)
"$khoa" bundle export >/dev/null 2>&1
cp office/authority.pub first.pub
cp office/authority.key first.key
cp -r office stolen
cp -r office abroad # a verifier's copy of the first bundle is in it
handover() { KHOA_NEW_PASSPHRASE_FILE=$1 "$khoa" authority handover; }
verifier() { # BUNDLE: what somebody says who pinned the first key
  env -u KHOA_HOME "$khoa" verify --bundle "$1" --authority first.pub "$text"
}
key() { sed -n 2p "$1" | sed 's/+/\\+/g'; } # as a pattern has it
bundle() { echo "office/bundles/khoa-00000$1.khoa"; }

check "a verifier pins the first key" 0 '^genuine' verifier "$(bundle 1)"
check "show: one authority" 0 "^$(key first.pub) +- +- " "$khoa" authority show

# Refused, and all is as it was.
refused "a wrong passphrase" 'wrong passphrase' env KHOA_NEW_PASSPHRASE_FILE=next.pass "$khoa" authority handover --passphrase-file privacy.pass
refused "no new passphrase" 'KHOA_NEW_PASSPHRASE_FILE' setsid "$khoa" authority handover
refused "a new passphrase that isn't there" 'nowhere: ' "$khoa" authority handover --new-passphrase-file nowhere

# Handed over, twice.
check "handover" 0 "^$(key first.pub) +- +2025-12-01 " handover next.pass
same "it says what to do with copies of the old key" "$(grep -o 'Destroy all copies of the old' err)" 'Destroy all copies of the old'
cp office/authority.pub second.pub
check "the new key is another" 1 '' cmp first.pub second.pub
check "the old secret key is gone" 1 '' grep -rF "$(sed -n 2p first.key)" office
same "nothing else is left" "$(cd office && ls authority.*)" "$(printf 'authority.key\nauthority.pub')"
check "the new files are the owner's alone" 0 '^600 600 $' sh -c "stat -c %a office/authority.key office/authority.pub | tr '\n' ' '"
check "it is in the log" 0 "handover +authority +$(key first.pub) to $(key second.pub)" "$khoa" log show
check "the log is whole" 0 'yes' "$khoa" log check
check "the old passphrase is no good any more" 2 'wrong passphrase' "$khoa" bundle export
export KHOA_PASSPHRASE_FILE=$dir/next.pass
check "the stock tool signs with the new key" 0 '' sh -c 'echo hello >letter && minisign -Sm letter -s office/authority.key <next.pass'
check "and verifies" 0 'verified' minisign -Vm letter -p office/authority.pub
check "old tags are genuine in the registry" 0 '^genuine' "$khoa" verify "$text"
check "the next bundle" 0 '^2 ' "$khoa" bundle export
check "old tags are genuine in it" 0 '^genuine' "$khoa" verify --bundle "$(bundle 2)" "$text"
check "who pinned the first key follows" 0 '^genuine' verifier "$(bundle 2)"
check "the old batch's hashes are still signed" 0 'verified' minisign -Vm office/batches/0001/SHA256SUMS -p first.pub
check "the old bundle, asked with the new key" 1 'an earlier authority .*to which it handed over' "$khoa" bundle check "$(bundle 1)"
printf 'reference,kind,village,head,keychains,lock_tags\nH3,household,Thôn 1,Phạm Thị Mẫu,1,0\n' >more.csv
"$khoa" household import more.csv --unit 15667 >/dev/null 2>&1
check "a batch of the new authority" 0 '^3 ' "$khoa" issue --unit 15667 --kind keychain --no-proof
check "its hashes are signed by the new key" 0 'verified' minisign -Vm office/batches/0003/SHA256SUMS -p second.pub
check "handover again, on the same day" 0 "^$(key second.pub) +2025-12-01 +2025-12-01 " handover after.pass
export KHOA_PASSPHRASE_FILE=$dir/after.pass
same "three authorities" "$("$khoa" authority show --json | jq -r '.since + ">" + .until' | tr '\n' ' ')" '2025-12-01> 2025-12-01>2025-12-01 >2025-12-01 '
check "the third bundle" 0 '^3 +3 +3 +7 ' "$khoa" bundle export
check "who pinned the first key follows there too" 0 '^genuine' verifier "$(bundle 3)"
check "old tags are genuine in the registry" 0 '^genuine' "$khoa" verify "$text"
check "a clock before the last handover" 2 'set the clock' env SOURCE_DATE_EPOCH=1764000000 KHOA_NEW_PASSPHRASE_FILE=next.pass "$khoa" authority handover

# A verifier isn't led backwards.
check "the bundle from before the handover" 2 'khoa-000001.khoa: signed by .* handed over to .*old key may be stolen' verifier "$(bundle 1)"
check "a bundle of the authority in between" 2 'the old key may be stolen' verifier "$(bundle 2)"
"$khoa" bundle export >/dev/null 2>&1
check "the newest" 0 '^genuine' verifier "$(bundle 4)"
check "an older one of the same authority" 2 'bundle 3, but this machine has seen bundle 4: .*ask the office for it by another way' verifier "$(bundle 3)"
check "check says no, not error" 1 'this machine has seen bundle 4' env -u KHOA_HOME "$khoa" bundle check "$(bundle 3)" --authority first.pub
check "another verifier may still" 0 '^genuine' env XDG_STATE_HOME="$dir/other" "$khoa" -C abroad verify --bundle abroad/bundles/khoa-000001.khoa "$text"
check "what the office gave out itself it knows without a memory" 1 'this office gave out bundle 4 since' \
  env XDG_STATE_HOME="$dir/fresh" "$khoa" bundle check "$(bundle 3)"
"$khoa" bundle export --unit 15664 >/dev/null 2>&1
check "a unit's bundle doesn't make the others old" 0 fresh "$khoa" bundle check "$(bundle 4)"

# A thief has the first key, and its passphrase.
thief() { KHOA_PASSPHRASE_FILE=authority.pass "$khoa" -C stolen "$@"; }
KHOA_NEW_PASSPHRASE_FILE=next.pass thief authority handover >/dev/null 2>&1
at_number() { # NUMBER PASSPHRASE: he exports until a bundle has that number
  until [ -e "stolen/bundles/khoa-00000$1.khoa" ]; do
    KHOA_PASSPHRASE_FILE=$2 "$khoa" -C stolen bundle export >/dev/null 2>&1 || break
  done
}
at_number 8 next.pass
check "the thief's bundle is a good one by itself" 0 fresh env XDG_STATE_HOME="$dir/other" "$khoa" -C stolen bundle check stolen/bundles/khoa-000008.khoa
check "a fork: a verifier that followed refuses it" 2 'khoa-000008.khoa: signed by .*the old key may be stolen and somebody makes bundles with it; don.t use it' verifier stolen/bundles/khoa-000008.khoa
check "the office itself too" 1 'by another authority' "$khoa" bundle check stolen/bundles/khoa-000008.khoa
rm -rf stolen
cp -r abroad stolen
at_number 7 authority.pass
check "the old key itself, with a high number" 2 'the old key may be stolen' verifier stolen/bundles/khoa-000007.khoa
check "two bundles of one number" 0 fresh env XDG_STATE_HOME="$dir/other" "$khoa" -C stolen bundle check stolen/bundles/khoa-000007.khoa
sed 's/^H2/H9/' small.csv >his.csv
rm -rf stolen
cp -r abroad stolen
thief household import his.csv --unit 15667 >/dev/null 2>&1
thief issue --unit 15667 --kind keychain --no-proof >/dev/null
at_number 7 authority.pass
check "the second of them" 2 'another bundle 7 than the one that this machine has seen.*its key may be stolen' \
  env -u KHOA_HOME XDG_STATE_HOME="$dir/other" "$khoa" verify --bundle stolen/bundles/khoa-000007.khoa --authority first.pub "$text"
same "the thief's batch has the number of one of ours" "$(sqlite3 stolen/registry.db 'SELECT max(number) FROM batch')" 3

# His batch in the office's registry, all guards dropped: as a new one, and in the place of an old one.
smuggled() { # NAME NUMBER BATCH-TO-GO PATTERN
  rm -rf broken
  cp -r office broken
  sqlite3 broken/registry.db "
    SELECT 'DROP TRIGGER ' || name || ';' FROM sqlite_schema WHERE type = 'trigger'" | sqlite3 broken/registry.db
  sqlite3 broken/registry.db "PRAGMA foreign_keys = OFF; ATTACH 'stolen/registry.db' AS his;
    DELETE FROM tag WHERE batch = $3; DELETE FROM batch WHERE number = $3;
    CREATE TEMP TABLE b AS SELECT * FROM his.batch WHERE number = 3; UPDATE b SET number = $2; INSERT INTO batch SELECT * FROM b;
    CREATE TEMP TABLE t AS SELECT * FROM his.tag WHERE batch = 3; UPDATE t SET batch = $2; INSERT INTO tag SELECT * FROM t;" || fail "$1: SQL"
  check "$1" 2 "$4" "$khoa" -C broken print "$2" --no-proof -o smuggled
  check "$1: no bundle" 2 'changed (in the registry )?by hand' "$khoa" -C broken bundle export
}
smuggled "in the place of a batch of the second authority" 3 3 'batch 3 was changed in the registry by hand'
smuggled "as a new batch" 4 9 'batch 4 was changed in the registry by hand'
smuggled "in the place of a batch of the first authority" 1 1 'batch 1 was changed in the registry by hand|a batch up to 3'

# Which batches are of which authority's time.
for change in +1 -1; do
  rm -rf broken
  cp -r office broken
  sqlite3 broken/registry.db 'DROP TRIGGER succession_kept_update' "UPDATE succession SET last_batch = last_batch $change WHERE id = 2"
  check "a last batch $change" 1 '^fault: succession 2: was changed by hand: the log tells of another last batch' "$khoa" -C broken doctor
  check "a last batch $change: no bundle" 2 'succession 2: was changed by hand' "$khoa" -C broken bundle export
  check "a last batch $change: no new batch" 2 'succession 2: was changed by hand' "$khoa" -C broken issue --all --no-proof
done

# A verifier's memory.
check "the memory is the user's alone" 0 '^600$' stat -c %a "$XDG_STATE_HOME/khoa/pins"
cp "$XDG_STATE_HOME/khoa/pins" pins
echo nonsense >>"$XDG_STATE_HOME/khoa/pins"
check "a damaged memory is told" 2 'pins:[0-9]+: damaged: ' verifier "$(bundle 4)"
cp pins "$XDG_STATE_HOME/khoa/pins"
chmod 644 "$XDG_STATE_HOME/khoa/pins"
check "one that others can read or change" 2 "chmod 600 '.*pins'" verifier "$(bundle 4)"
chmod 600 "$XDG_STATE_HOME/khoa/pins"
check "no place for a memory: it answers" 0 '^genuine' env XDG_STATE_HOME=/dev/null/state "$khoa" verify --bundle "$(bundle 4)" --authority first.pub "$text"
same "and warns" "$(grep -o "can't remember which bundles it has seen" err)" "can't remember which bundles it has seen"

# Files that don't belong together, settings that are broken.
cp "$(bundle 4)" torn.khoa
cp "$(bundle 3).minisig" torn.khoa.minisig
check "a bundle beside another's signature" 2 'torn.khoa.minisig: .*the two files may be of two bundles.*copy both again' verifier torn.khoa
check "show says that nobody vouched" 0 'nobody vouched for it' "$khoa" bundle show "$(bundle 4)"
rm -rf broken
cp -r office broken
echo 'nonsense' >>broken/khoa.ini
check "a broken khoa.ini is told, not hidden" 2 'broken/khoa.ini' "$khoa" -C broken verify --bundle "$(bundle 4)" "$text"
check "nobody to trust" 2 'whose signature is trusted' env -u KHOA_HOME "$khoa" verify --bundle "$(bundle 4)" "$text"
cp office/khoa.ini broken/khoa.ini
sed -i 's,^prefix *=.*,prefix = https://evil.example,' broken/khoa.ini
check "an address that no batch carries is told" 0 'https://evil.example/# is the office.s address, and no batch carries it' "$khoa" -C broken bundle export
check "one that batches carry isn't" 1 '' sh -c "'$khoa' bundle export 2>&1 | grep address"

# Another passphrase.
passphrase() { KHOA_NEW_PASSPHRASE_FILE=$2 "$khoa" "$1" passphrase; }
cp office/privacy.key old-privacy.key
cp office/authority.key old-authority.key
check "privacy key: another passphrase" 0 'privacy.key has its new passphrase' passphrase privacy next.pass
check "the old one is no good" 2 'wrong passphrase' "$khoa" household show H1
check "the new one reads names" 0 'Lê Văn Mẫu' "$khoa" household show H1 --privacy-passphrase-file next.pass
check "authority key: another passphrase" 0 'authority.key has its new passphrase' passphrase authority next.pass
check "the stock tool takes it" 0 '' sh -c 'minisign -Sm letter -s office/authority.key <next.pass'
check "and the key is the same" 0 'verified' minisign -Vm letter -p office/authority.pub
check "the old one is no good either" 2 'wrong passphrase' "$khoa" bundle export
check "no old bytes stay" 1 '' grep -rF -e "$(sed -n 2p old-privacy.key)" -e "$(sed -n 2p old-authority.key)" office
check "both are in the log" 0 '^2$' sh -c "'$khoa' log show --json | grep -c 'y passphrase'"
export KHOA_PASSPHRASE_FILE=$dir/next.pass
refused "with the wrong old one" 'wrong passphrase' env KHOA_NEW_PASSPHRASE_FILE=after.pass "$khoa" authority passphrase --passphrase-file after.pass

# Shares.
check "any 3 of 5" 0 '^authority +5 +3 +shares$' "$khoa" authority split 3 of 5 -o shares
same "a file a holder" "$(ls shares | tr '\n' ' ')" "$(for i in 1 2 3 4 5; do printf 'authority-share-%s-of-5.txt ' $i; done)"
same "for the owner alone" "$(stat -c %a shares shares/* | sort -u | tr '\n' ' ')" '600 700 '
check "fit to be printed" 0 '' sh -c '[ "$(cat shares/* | wc -L)" -le 64 ]'
check "one tells whose it is" 0 "^key authority $(sed -n '1s/.* //p' office/authority.pub)\$" cat shares/authority-share-1-of-5.txt
share() { for i; do echo "shares/authority-share-$i-of-5.txt"; done; }
# shellcheck disable=SC2046 # words
join() { KHOA_NEW_PASSPHRASE_FILE=after.pass "$khoa" authority join "$@"; }
rm office/authority.key
check "without its key an office signs nothing" 2 'authority.key.*No such file' "$khoa" bundle export
for three in "1 2 3" "5 3 1" "4 2 5" "1 2 3 4 5"; do
  rm -f office/authority.key
  # shellcheck disable=SC2046,SC2086 # words
  check "shares $three restore it" 0 'authority.key has its new passphrase' join $(share $three)
done
export KHOA_PASSPHRASE_FILE=$dir/after.pass
check "it signs again" 0 '^[0-9]+ ' "$khoa" bundle export
check "and belongs to its public key" 0 '' sh -c 'minisign -Sm letter -s office/authority.key <after.pass && minisign -Vm letter -p office/authority.pub'
# shellcheck disable=SC2046 # words
not_joined() { # NAME PATTERN SHARE...
  refused "$1" "$2" env KHOA_NEW_PASSPHRASE_FILE=next.pass "$khoa" authority join $(shift 2; echo "$@")
}
# shellcheck disable=SC2046 # words
{
  not_joined "too few" '2 shares are too few: 3 of the 5' $(share 1 2)
  not_joined "one twice" 'share 2 came already' $(share 1 2 2)
  "$khoa" authority split 3 of 5 -o again >/dev/null 2>&1
  not_joined "of two splittings" 'again/.*: of another splitting than shares/' $(share 1 2) again/authority-share-3-of-5.txt
  sed '8s/^..../0000/' shares/authority-share-3-of-5.txt >typed
  not_joined "mistyped" '^khoa: typed:8: mistyped' $(share 1 2) typed
  head -n 8 shares/authority-share-3-of-5.txt >typed
  not_joined "a part of one" 'typed: not the whole share' $(share 1 2) typed
  not_joined "no share at all" 'first.pub:1: not a share' $(share 1 2) first.pub
  not_joined "one that isn't there" 'nowhere.*No such file' $(share 1 2) nowhere
  "$khoa" -C abroad authority split 2 of 2 -o abroad-shares --passphrase-file authority.pass >/dev/null 2>&1
  not_joined "of an authority that handed over" 'of the authority that handed over on 2025-12-01: .*destroy it' abroad-shares/*
  "$khoa" privacy split 2 of 3 -o privacy-shares --privacy-passphrase-file next.pass >/dev/null 2>&1
  not_joined "of the privacy key" 'a share of privacy.key, not of authority.key' privacy-shares/*1-of-3.txt privacy-shares/*2-of-3.txt
}
KHOA_PASSPHRASE_FILE=authority.pass "$khoa" init strangers --name X >/dev/null 2>&1
"$khoa" -C strangers authority split 2 of 2 -o strange --passphrase-file authority.pass >/dev/null 2>&1
not_joined "of another office" 'a share of another key' strange/authority-share-1-of-2.txt strange/authority-share-2-of-2.txt
check "the privacy key's shares restore it" 0 'privacy.key has its new passphrase' sh -c \
  "rm office/privacy.key; '$khoa' privacy join privacy-shares/*1-of-3.txt privacy-shares/*3-of-3.txt --new-passphrase-file privacy.pass"
check "and names are read again" 0 'Lê Văn Mẫu' "$khoa" household show H1
for numbers in "1 of 5" "6 of 5" "3 of 17" "0 of 0" "x of 5"; do
  # shellcheck disable=SC2086 # words
  refused "split $numbers" "[NM] takes a number" "$khoa" authority split $numbers -o refused
done
refused "split without a folder" 'Name a new folder' "$khoa" authority split 2 of 3
refused "split into a folder that is there" 'shares: .*File exists' "$khoa" authority split 2 of 3 -o shares
refused "split 2 in 3" "as in '3 of 5'" "$khoa" authority split 2 in 3 -o refused
refused "split with a wrong passphrase" 'wrong passphrase' "$khoa" authority split 2 of 3 -o refused --passphrase-file next.pass
same "nothing is left of those" "$(find . -maxdepth 1 -name '*refused*')" ''

# Whose files the keys are.
for key in authority privacy index; do
  case $key in
  authority) command='bundle export' ;;
  privacy) command='household show H1' ;;
  index) command='unit list' ;;
  esac
  chmod 640 office/$key.key
  # shellcheck disable=SC2086 # words
  check "$key.key that others may read" 2 "$key.key: others on this machine .*chmod 600" "$khoa" $command
  chmod 600 office/$key.key
  mv office/$key.key elsewhere
  ln -s ../elsewhere office/$key.key
  # shellcheck disable=SC2086 # words
  check "$key.key that is a link" 2 "$key.key: a link" "$khoa" $command
  rm office/$key.key
  mkfifo office/$key.key
  # shellcheck disable=SC2086 # words
  check "$key.key that is a pipe" 2 "$key.key: not a file" "$khoa" $command
  rm office/$key.key
  mv elsewhere office/$key.key
done
mv office/authority.key elsewhere
ln -s ../elsewhere office/authority.key
# shellcheck disable=SC2046 # words
not_joined "a link where the key is to be written" 'authority.key: a link' $(share 1 2 3)
rm office/authority.key
mv elsewhere office/authority.key
mv office/authority.pub elsewhere
ln -s ../elsewhere office/authority.pub
check "a public key that is a link" 2 'authority.pub: a link' "$khoa" unit list
rm office/authority.pub
mv elsewhere office/authority.pub
check "after all that" 0 '^genuine' "$khoa" verify "$text"

done_testing
