# A new office, and offices that can't be made or opened.
. tests/cli/lib.sh

check "an office is made and its key printed" 0 '^RWQ|^RWR|^RWS|^RWT' \
  "$khoa" init office --name 'Công an huyện Triệu Sơn'
for file in khoa.ini registry.db authority.pub authority.key privacy.pub privacy.key index.key; do
  check "$file is there, for its owner alone" 0 '^600$' stat -c %a "office/$file"
done
check "the folder is its owner's alone" 0 '^700$' stat -c %a office
check "nothing else is left behind" 0 '^1$' sh -c 'ls -d .office* office* | wc -l'
check "the stock tool reads the key's file" 0 '' \
  sh -c 'echo "a passphrase for tests" | minisign -S -s office/authority.key -m office/khoa.ini -x sig'
check "and its signature is the authority's" 0 'verified' minisign -Vm office/khoa.ini -x sig -p office/authority.pub
check "a bare machine's locale takes Vietnamese names too" 0 'Thọ Sơn' sh -c \
  "LC_ALL=C '$khoa' init bare --name 'Công an xã Thọ Sơn' && LC_ALL=C '$khoa' -C bare authority show"
check "a folder that isn't empty is refused" 2 "isn't an empty folder" "$khoa" init office --name X
check "a file of that name too" 2 "isn't an empty folder" sh -c "touch file; '$khoa' init file --name X"
mkdir empty
check "an empty folder is taken" 0 '^RW' "$khoa" init empty --name X
check "a name is needed" 2 'needs its name' "$khoa" init other
check "a name of two lines is refused" 2 'one line' "$khoa" init other --name 'a
b'
check "a prefix in upper case is refused" 2 'lowercase' "$khoa" init other --name X --prefix HTTPS://X.VN
check "a prefix that is no address" 2 "isn't an address" "$khoa" init other --name X --prefix ftp://x.vn
check "nothing is left of refused ones" 1 '' test -e other
check "an empty passphrase file is refused" 2 'must be the passphrase' \
  sh -c ": >none; '$khoa' init other --name X --passphrase-file none"
check "a passphrase file that isn't there" 2 "can't read the passphrase" \
  "$khoa" init other --name X --passphrase-file nowhere
check "no terminal and no file" 2 'no passphrase for authority.key' \
  setsid env -u KHOA_PASSPHRASE_FILE "$khoa" init other --name X

check "the office can be named by KHOA_HOME" 0 '"authority":"RW' env KHOA_HOME=office "$khoa" authority show --json
check "a registry that isn't one" 2 'not a registry' \
  sh -c "cp -r office bad; echo garbage of some length that is no database at all >bad/registry.db; '$khoa' -C bad unit list"
check "another program's database" 2 'not a registry' \
  sh -c "rm bad/registry.db; sqlite3 bad/registry.db 'CREATE TABLE t (x)'; '$khoa' -C bad unit list"
check "a registry of a newer khoa" 2 'newer khoa' \
  sh -c "cp office/registry.db bad/; sqlite3 bad/registry.db 'PRAGMA user_version = 99'; '$khoa' -C bad unit list"
check "a damaged khoa.ini names the line" 2 'khoa.ini' \
  sh -c "cp office/registry.db bad/; echo nonsense >>bad/khoa.ini; '$khoa' -C bad unit list"
check "a wrong value in khoa.ini" 2 'gap = wide: give a number' \
  sh -c "sed 's/^gap = 4/gap = wide/' office/khoa.ini >bad/khoa.ini; '$khoa' -C bad unit list"
check "a public key given as the secret one" 2 'authority.key' \
  sh -c "cp office/khoa.ini bad/; cp office/authority.pub bad/authority.key; '$khoa' -C bad bundle export"
check "another office's key" 2 "doesn't belong" \
  sh -c "cp empty/authority.key bad/authority.key; '$khoa' -C bad bundle export"
check "a wrong passphrase" 2 'passphrase' \
  sh -c "echo wrong >wrong; '$khoa' -C office bundle export --passphrase-file wrong"

cp -r office stocked
minisign -C -W -s stocked/authority.key <authority.pass >/dev/null 2>&1
minisign -C -W -s stocked/privacy.key <privacy.pass >/dev/null 2>&1
check "a key without a passphrase isn't used" 2 "authority.key: not encrypted.*'khoa authority passphrase'" "$khoa" -C stocked bundle export
check "nor is the one that reads names" 2 "privacy.key: not encrypted.*'khoa privacy passphrase'" "$khoa" -C stocked doctor --secrecy
check "nor backed up" 2 'authority.key: not encrypted' "$khoa" -C stocked backup stocked.backup
check "a passphrase is put before it" 0 '' env KHOA_NEW_PASSPHRASE_FILE="$dir/authority.pass" KHOA_PASSPHRASE_FILE="$dir/privacy.pass" "$khoa" -C stocked authority passphrase
check "and before the other" 0 '' env KHOA_NEW_PASSPHRASE_FILE="$dir/privacy.pass" "$khoa" -C stocked privacy passphrase
check "then it is" 0 '' "$khoa" -C stocked backup stocked.backup
quick_key stocked/authority.key authority.pass
check "a key file that the stock tool wrote is taken" 0 '^1 ' "$khoa" -C stocked bundle export
check "and signs what the stock tool accepts" 0 'verified' \
  minisign -Vm stocked/bundles/khoa-000001.khoa -p office/authority.pub
for key in authority privacy; do
  minisign -G -W -p $key.pub -s $key.key >/dev/null 2>&1
  cp -r office exchanged
  cp $key.pub $key.key exchanged/
  check "an exchanged $key.pub is refused" 2 "$key.pub isn't the key with which the office was founded" \
    "$khoa" -C exchanged unit list
  rm -r exchanged
done
cp -r office older
sqlite3 older/registry.db "DROP TRIGGER log_kept_update; UPDATE log SET detail = '$(sed -n 2p office/authority.pub)' WHERE sequence = 1"
check "an older office's log names the authority alone" 0 '' "$khoa" -C older unit list

done_testing
