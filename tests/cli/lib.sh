# What the command's tests share: TAP, a folder of their own, and an office to work on.
# A test sources this file, calls `check`, and ends with `done_testing`.
set -u
build=$PWD/${KHOA_BUILD:-build}
samples=$PWD/samples
vectors=$PWD/tests/vectors
export LSAN_OPTIONS="suppressions=$PWD/tests/lsan.supp:print_suppressions=0"
khoa=$build/khoa
case $build in */asan) sanitised=yes ;; *) sanitised= ;; esac
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir" || exit 2
unset KHOA_HOME LANGUAGE
export LC_ALL=C.UTF-8
export SOURCE_DATE_EPOCH=1764547200 # 2025-12-01T00:00:00Z
printf 'a passphrase for tests\n' >authority.pass
printf 'another one\n' >privacy.pass
export KHOA_PASSPHRASE_FILE=$dir/authority.pass KHOA_PRIVACY_PASSPHRASE_FILE=$dir/privacy.pass
export XDG_STATE_HOME=$dir/state # what verifiers remember
n=0

pass() {
  n=$((n + 1))
  echo "ok $n - $1"
}

fail() {
  n=$((n + 1))
  echo "not ok $n - $1"
  shift
  for line; do echo "# $line"; done
  echo "# standard output:"
  sed 's/^/#   /' out 2>/dev/null | head -n 20
  echo "# standard error:"
  sed 's/^/#   /' err 2>/dev/null | head -n 20
}

# check NAME STATUS PATTERN COMMAND...: runs it, with its output in ./out and ./err, and wants that exit
# status and a line that matches the pattern (an extended one; '' for any) in either.
check() {
  name=$1 want=$2 pattern=$3
  shift 3
  status=0
  "$@" >out 2>err </dev/null || status=$?
  if [ "$status" != "$want" ]; then
    fail "$name" "exit status $status, not $want"
  elif [ -n "$pattern" ] && ! grep -qE -e "$pattern" out err; then
    fail "$name" "no line matches: $pattern"
  elif grep -q 'Sanitizer\|runtime error\|CRITICAL\|WARNING' err; then
    fail "$name" "a warning of the program's own"
  else
    pass "$name"
  fi
}

# same NAME A B: two texts are equal.
same() {
  if [ "$2" = "$3" ]; then pass "$1"; else fail "$1" "'$2' is not '$3'"; fi
}

# quick_key FILE.key PASSPHRASE-FILE: encrypted as before, so lightly that asking for it takes no time.
quick_key() {
  minisign -C -W -s "$1" <"$2" >/dev/null 2>&1 || fail "quick key"
  (ulimit -v 30000 && cat "$2" "$2" | minisign -C -s "$1") >/dev/null 2>&1 || fail "quick key"
}

# An office in ./office with the sample communes and quick keys; of each build it is made once, and
# copied for whoever asks next.
make_office() {
  prefix=${1-https://antt.example.gov.vn}
  ready=$build/tests/offices/$(stat -c %Y "$khoa")-$(echo "$prefix" | cksum | cut -d ' ' -f 1)
  export KHOA_HOME=$dir/office
  if [ -d "$ready" ]; then
    cp -a "$ready" office
    return
  fi
  "$khoa" init office --name 'Công an huyện Triệu Sơn' --prefix "$prefix" >/dev/null 2>&1 || { fail "make an office"; exit 1; }
  quick_key office/authority.key authority.pass
  quick_key office/privacy.key privacy.pass
  "$khoa" unit import "$samples/units.csv" >/dev/null
  for unit in 15664 15667 15700; do
    "$khoa" hotline set $unit "$samples/hotlines-$unit.csv" >/dev/null 2>&1
  done
  mkdir -p "$build/tests/offices"
  cp -a office "$ready.$$" && mv -T "$ready.$$" "$ready" 2>/dev/null || rm -rf "$ready.$$"
}

# Households of a small list: so that a test needn't draw hundreds of tags.
import_small() {
  printf 'reference,kind,village,head,keychains,lock_tags\nH1,household,Thôn 1,Lê Văn Mẫu,2,1\nH2,household,Thôn 2,Trần Thị Mẫu,1,2\n' >small.csv
  "$khoa" household import small.csv --unit "${1:-15667}" >/dev/null 2>&1
}

# The state of an office's registry, to see that nothing changed.
state() {
  sqlite3 "$dir/office/registry.db" .dump | sha256sum
}

# The state of an office's registry and which files it has.
everything() {
  echo "$(state)" "$(cd "$dir/office" && find . ! -name 'registry.db-*' | sort)" | tr '\n' ' '
}

# refused NAME PATTERN COMMAND...: an error that says why, and the office is as it was.
refused() {
  refused_name=$1 refused_pattern=$2
  shift 2
  before=$(everything)
  check "$refused_name" 2 "$refused_pattern" "$@"
  same "$refused_name: nothing changed" "$(everything)" "$before"
}

done_testing() {
  echo "1..$n"
  [ "$n" -gt 0 ]
}
