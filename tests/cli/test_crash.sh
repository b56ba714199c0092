# Killed at each single call that changes the disk: whatever the command, the registry opens, its log is
# whole, and doing it again ends where an undisturbed run would have ended. `make crashtest` does it for
# all commands, and with full and broken disks.
. tests/cli/lib.sh
how=${KHOA_HOW:-KHOA_KILL_AT}
. "$samples/../tests/cli/failing.sh"
fail_everything
done_testing
