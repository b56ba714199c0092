# Help, version, prefixes of command names, and wrong usage.
. tests/cli/lib.sh

check "version" 0 '^khoa [0-9]+\.' "$khoa" --version
check "help lists the commands" 0 '^  household import FILE.csv' "$khoa" --help
check "no command is a usage error" 2 '^  verify' "$khoa"
check "a group's help" 0 '^  unit import' "$khoa" unit --help
check "a group alone is a usage error" 2 '^  unit import' "$khoa" unit
check "a unique prefix works" 0 'Usage' "$khoa" hou imp --help
check "an ambiguous prefix is named" 2 "may be any of .*handover" "$khoa" h
check "an unknown command" 2 "^khoa: no command 'frobnicate'" "$khoa" frobnicate
check "an unknown subcommand" 2 "no command 'unit frobnicate'" "$khoa" unit frobnicate
check "an unknown option" 2 '^khoa: .*--frob' "$khoa" unit list --frob
check "too few arguments" 2 'too few arguments: khoa unit import FILE.csv' "$khoa" unit import
check "too many arguments" 2 'too many arguments' "$khoa" unit list x
check "a folder that isn't an office" 2 "isn't an office" "$khoa" unit list
check "an office by -C that isn't there" 2 "isn't an office" "$khoa" -C nowhere unit list

# Every command of the list explains itself.
"$khoa" --help | sed -n 's/^  \([a-z]* *[a-z]*\) .*  [A-Z].*/\1/p' >commands
"$khoa" --help | awk '/^Commands:/ {on = 1; next} /^$/ {on = 0} on {
  name = $1; if ($2 ~ /^[a-z]+$/) name = name " " $2; print name}' >commands
while read -r first second; do
  check "khoa $first $second --help" 0 '^ *-h, --help' "$khoa" "$first" ${second:+"$second"} --help
done <commands
check "every command was asked" 0 '^2[0-9]$|^[3-9][0-9]$' sh -c 'wc -l <commands'

done_testing
