# A full disk, at each single call and for real, a broken one, and one that can't be written: the reason is said,
# nothing is left half done, and with room again all goes on.
if [ -z "${KHOA_TEST_MOUNTS-}" ]; then
  # In a namespace of our own, where we may mount small disks; where that is forbidden, without.
  mounts=no
  unshare -rm sh -c 'mount -t tmpfs none /mnt' 2>/dev/null && mounts=yes
  export KHOA_TEST_MOUNTS=$mounts
  [ $mounts = no ] || exec unshare -rm sh "$0"
fi
. tests/cli/lib.sh
how=KHOA_FULL_AT
. "$samples/../tests/cli/failing.sh"
fail_everything
sample=$((sample * 5))
for how in KHOA_EIO_AT KHOA_ONCE_AT; do
  fail_everything
done

skipped() {
  n=$((n + 1))
  echo "ok $n - skipped: $1"
}
same_state() { sqlite3 "$1/registry.db" .dump | sha256sum; }

# with_room KILOBYTES START: a disk of 4 MB in ./disk with a copy of the office and only so much room.
with_room() {
  umount disk 2>/dev/null
  mount -t tmpfs -o size=4m none disk
  cp -r "$2" disk/office
  cat /dev/zero >disk/filler 2>/dev/null
  truncate -s "-${1}K" disk/filler
}

no_room() { # KILOBYTES START LEFT COMMAND...: LEFT are the files that may stand in batches/ and bundles/
  room=$1 start=$2
  with_room "$1" "$2"
  shift 2
  check "$1: with $room kB left" 2 '^khoa: .*(No space left|disk is full|check its room)' \
    env LD_PRELOAD="$failing" "$khoa" -C disk/office "$@"
  rm disk/filler
  same "$1: nothing changed" "$(same_state disk/office)" "$(same_state $start)"
  same "$1: nothing is left" "$(cd disk/office && find . -name '*.??????' -o -name '*.khoa*')" ''
  check "$1: with room again" 0 '' env LD_PRELOAD="$failing" "$khoa" -C disk/office "$@"
}

if [ "$KHOA_TEST_MOUNTS" = yes ]; then
  mkdir disk
  for room in 0 16 40; do
    no_room $room empty household import "$samples/households-15667.csv" --unit 15667
    no_room $room due issue --unit 15667 --no-proof
    no_room $room issued tag handover --batch 1
    no_room $room issued bundle export
  done
  with_room 8 issued
  check "a print with 8 kB left" 2 '(No space left|check its room|disk is full)' \
    env LD_PRELOAD="$failing" "$khoa" -C disk/office print 1 -o disk/out
  check "leaves nothing" 0 '^filler office $' sh -c "ls -A disk | tr '\n' ' '"
  check "an office with 8 kB left" 2 'No space left|disk is full|check its room' \
    env LD_PRELOAD="$failing" "$khoa" init disk/other --name X
  check "leaves nothing either" 0 '^filler office $' sh -c "ls -A disk | tr '\n' ' '"

  # Room for the batch, but not for its files.
  for room in $(seq 60 8 140); do
    with_room "$room" due
    env LD_PRELOAD="$failing" "$khoa" -C disk/office issue --unit 15667 --no-proof >answer 2>&1 && break
    [ "$(sqlite3 disk/office/registry.db 'SELECT count(*) FROM batch')" = 0 ] || break
  done
  check "a batch that was registered and not drawn is told" 0 '^khoa: batch 1 is registered, and the next .khoa issue. will draw it; .*No space left' cat answer
  rm disk/filler
  check "the next issue draws it" 0 '0001/back.pdf: 1 page, 3 of 3' \
    sh -c "LD_PRELOAD=$failing '$khoa' -C disk/office issue --unit 15667; '$khoa' -C disk/office proof 1"

  mount -o remount,ro disk
  before=$(find disk | sort)
  for command in "issue --all" "tag handover --batch 1" "bundle export" "unit import $samples/units.csv" "unit list" "verify 1"; do
    # shellcheck disable=SC2086 # words
    check "on a disk that can't be written: $command" 2 "can't be opened to write: .*Read-only file system" \
      env LD_PRELOAD="$failing" "$khoa" -C disk/office $command
  done
  check "init there" 2 'Read-only file system' env LD_PRELOAD="$failing" "$khoa" init disk/other --name X
  same "nothing is left there" "$(find disk | sort)" "$before"
  rm -rf office
  cp -r issued office
  check "a bundle to there" 2 'disk/x.khoa.*Read-only' env LD_PRELOAD="$failing" "$khoa" bundle export -o disk/x.khoa
  check "a print to there" 2 'disk/out.*Read-only' env LD_PRELOAD="$failing" "$khoa" print 1 -o disk/out
  check "burns no number" 0 '^1 ' env LD_PRELOAD="$failing" "$khoa" bundle export
  check "a bundle from there is read" 0 fresh sh -c "mount -o remount,rw disk; cp office/bundles/* disk/; mount -o remount,ro disk; '$khoa' bundle check disk/khoa-000001.khoa"
  umount disk
else
  skipped "a disk that is full: mounting is forbidden here"
  # A folder that can't be written is told by its mode, to all but root.
  rm -rf office
  cp -r issued office
  chmod 711 "$dir"
  plainly=env
  [ "$(id -u)" != 0 ] || plainly="setpriv --reuid 65534 --regid 65534 --clear-groups"
  [ "$(id -u)" != 0 ] || chown -R 65534:65534 office
  chmod a-w office office/bundles office/batches
  if $plainly "$khoa" --version >/dev/null 2>&1; then
    check "a folder that can't be written" 2 "can't be (opened to write|written)" $plainly "$khoa" -C "$dir/office" unit list
    check "a new office in it" 2 'Permission denied' $plainly "$khoa" init "$dir/office/new" --name X \
      --passphrase-file /etc/hostname --privacy-passphrase-file /etc/hostname
  else
    skipped "a folder that can't be written: no other user may run khoa here"
  fi
  chmod u+w office office/bundles office/batches
fi

# A limit on the size of files, which needs no mounting.
rm -rf office
cp -r issued office
before=$(everything)
check "files may not grow" 2 '^khoa: .*(File too large|check its room|disk is full)' \
  sh -c "ulimit -f 8; '$khoa' print 1 --no-proof -o twice"
check "a bundle may not grow" 2 '^khoa: .*(File too large|check its room|disk is full)' \
  sh -c "ulimit -f 8; LD_PRELOAD=$failing '$khoa' bundle export"
same "nothing changed" "$(everything)" "$before"
check "nothing is left" 1 '' sh -c 'ls -A | grep twice'

done_testing
