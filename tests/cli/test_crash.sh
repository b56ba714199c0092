# Killed at each single call that changes the disk: whatever the command, the registry opens, its log is
# whole, and doing it again ends where an undisturbed run would have ended. `make crashtest` does it for
# all commands, and with full and broken disks.
. tests/cli/lib.sh
how=${KHOA_HOW:-KHOA_KILL_AT}
. "$samples/../tests/cli/failing.sh"
fail_everything

# All of it or nothing; what is erased but not yet out of the files is finished later.
after_forget() {
  sound
  case $(query "SELECT (SELECT group_concat(status, '') FROM tag), (SELECT count(*) FROM log WHERE act LIKE 'tag revoke'),
    (SELECT count(*) FROM log WHERE act = 'household forget'), (SELECT count(*) FROM subject WHERE sealed = x'')") in
  '000|0|0|0') khoa household forget H1 >/dev/null 2>&1 || bad "forget again" ;;
  '440|1|1|1') khoa household forget >/dev/null 2>&1 || bad "finish" ;;
  *) bad "half forgotten" ;;
  esac
  [ "$(query "SELECT count(*) FROM subject WHERE sealed = x''")" = 1 ] || bad "not forgotten after the second"
}
fail_at_each 1 issued after_forget household forget H1
done_testing
