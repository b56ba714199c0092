# Killed, and the power gone, at each single call that changes the disk: whatever the command, the
# registry opens, its log is whole, and the same command again ends with the same bytes as an undisturbed
# run. `make crashtest` does it for all commands, and with full and broken disks.
. tests/cli/lib.sh
how=${KHOA_HOW:-KHOA_KILL_AT}
. "$samples/../tests/cli/failing.sh"
fail_everything
tell_points
done_testing
