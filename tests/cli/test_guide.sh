# The guide for offices, docs/huong-dan.md: its commands, in order, with the answers that it shows.
# KHOA_GUIDE=write tests/run --one build tests/cli/test_guide.sh puts the answers of today into it.
top=$PWD
. tests/cli/lib.sh
guide=$top/docs/huong-dan.md
if [ "$sanitised" ] || [ ! -d "$build/web" ]; then
  pass "the guide is tested with the plain build and its page"
  done_testing
  exit
fi
unset LC_ALL LANGUAGE
export LANG=C.UTF-8 KHOA_NEW_PASSPHRASE_FILE="$dir/new.pass" PATH="$build:$PATH"
printf 'a third one\n' >new.pass
mkdir steps work
awk -v into="$dir/steps" -f "$top/tests/cli/guide.awk" "$guide"
cd work || exit 2

# fits WANT OUT: whether the lines are the same, "..." being any.
fits() {
  awk 'function fits(i, j) {
      if (i > n) return j > m
      if (want[i] == "...") return fits(i + 1, j) || (j <= m && fits(i, j + 1))
      return j <= m && want[i] == out[j] && fits(i + 1, j + 1)
    }
    FNR == 1 { file++ }
    file == 1 { want[++n] = $0 } file == 2 { out[++m] = $0 }
    END { exit !fits(1, 1) }' "$1" "$2"
}

for file in "$dir"/steps/*.run; do
  step=${file%.run}
  command=$(cat "$file")
  # As it is typed, but the lists are those of this tree.
  echo "$command" | sed "s|/usr/share/doc/khoa/samples|$samples|" >"$dir/run"
  status=0
  . "$dir/run" >"$dir/out" 2>&1 </dev/null || status=$?
  sed "s|$dir/work|/home/canbo/khoa|g" "$dir/out" >"$step.out"
  : >"$dir/err"
  want=$(cat "$step.exit")
  if [ "$status" != "$want" ]; then
    fail "$command" "exit status $status, not $want:" "$(head -n 20 "$step.out")"
  elif [ "${KHOA_GUIDE:-}" != write ] && [ -f "$step.want" ] && ! fits "$step.want" "$step.out"; then
    fail "$command" "the guide shows another answer; now it is:" "$(head -n 20 "$step.out")"
  else
    pass "$command"
  fi
done
same "all of the guide was run" "$n" "$(cat "$dir/steps/count")"
# What needs another machine or its administrator, tested elsewhere.
same "nothing else is told to be typed" "$(sed -n '/^```sh$/,/^```$/{/^```/d;p}' "$guide" | tr '\n' ';')" \
  "sudo apt install ./khoa_$(khoa --version | cut -d' ' -f2)_amd64.deb;scripts/setup;make all web;sudo make install;"
same "its pictures and documents are there" "$(cd "$top/docs" && grep -o '](\(pictures/\)\?[A-Za-z-]*\.\(md\|png\))' huong-dan.md |
  tr -d '()]' | sort -u | while read -r link; do [ -f "$link" ] || echo "$link"; done)" ''
LC_ALL=C.UTF-8 sed -n '/^## /{s/^## //;s/.*/\L&/;s/[.,]//g;s/ /-/g;p}' "$guide" >"$dir/anchors"
same "its chapters are where it says" "$(grep -o '](#[^)]*)' "$guide" | sed 's/](#\(.*\))/\1/' | sort -u |
  grep -vxFf "$dir/anchors")" ''
if [ "${KHOA_GUIDE:-}" = write ]; then
  awk -v from="$dir/steps" -f "$top/tests/cli/guide.awk" "$guide" >"$dir/guide" && cp "$dir/guide" "$guide"
fi

done_testing
