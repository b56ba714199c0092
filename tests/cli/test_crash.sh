# Killed, and without power, at each single call that changes the disk: whatever the command, all of it or
# nothing is there, and the same command again ends with the same bytes as an undisturbed run. `make
# crashtest` does it at each call of all commands, and with full and broken disks.
. tests/cli/lib.sh
. "$samples/../tests/cli/failing.sh"
if [ -n "${KHOA_HOW-}" ]; then
  how=$KHOA_HOW
  fail_everything
else
  how=KHOA_KILL_AT
  fail_everything
  how=KHOA_POWER_AT
  sample=$((sample * 5))
  fail_everything
fi
done_testing
