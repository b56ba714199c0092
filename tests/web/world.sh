# What the browser's tests share: an office with a tag for each verdict, its site, and pictures of its
# tags as a camera sees them. A test sources this file and runs its program with run_page.
. tests/cli/lib.sh
unset SOURCE_DATE_EPOCH # the browser's clock is today's
web=$OLDPWD/tests/web
address=https://antt.example.gov.vn

[ -d "$web/node_modules" ] || { fail "the browser's driver is there: scripts/setup installs it"; exit 1; }

code() { sed -n "$(($2 + 1)){s/,.*//;p}" "office/batches/000$1/manifest.csv"; } # BATCH N
text() { # BATCH N: what its QR code holds
  [ -f "texts-$1" ] || "$khoa" verify --json -- pictures-"$1"/*.png 2>/dev/null | jq -r '"\(.code) \(.input)"' >"texts-$1"
  sed -n "s/^$(code "$1" "$2") //p" "texts-$1"
}
pictures() { # BATCH: of each tag, by khoa itself
  "$khoa" print "$1" --no-proof --format png --dpi 400 -o "pictures-$1" >/dev/null 2>&1
}

# NAME PICTURE: 1280 x 720 pixels as the camera gives them, with the picture in the middle.
frame() {
  mutool draw -q -N -r 600 -w 900 -h 560 -F pgm -o "$1.pgm" "$2" && node "$web/frame.mjs" "$1.pgm" "$1.y4m"
}
frame_of() { # NAME BATCH N
  frame "$1" "$(ls "pictures-$2/$(code "$2" "$3")"-*.png | head -n 1)"
}
forge() { # TEXT: one of its digits changed, the last of a group
  digits=${1##*#}
  head=$(echo "$digits" | cut -c-84) digit=$(echo "$digits" | cut -c85) tail=$(echo "$digits" | cut -c86-)
  echo "${1%"$digits"}$head$(((digit + 1) % 10))$tail"
}
frame_text() { # NAME TEXT: a code that khoa wouldn't print
  qrencode -s 10 -o "$1.png" "$2" && frame "$1" "$1.png"
}

found_office() {
  "$khoa" init office --name 'Công an huyện Triệu Sơn' --prefix $address >/dev/null 2>&1
  quick_key office/authority.key authority.pass # it is asked for often
  export KHOA_HOME=$dir/office
}

# An office with batch 1, keychains with old numbers; batch 2, lock tags of every status; 3 and 4 that
# were issued in place of some; and a bundle of these.
make_world() {
  found_office
  "$khoa" unit import "$samples/units.csv" >/dev/null
  "$khoa" hotline set 15667 "$samples/hotlines-15667.csv" --from 2025-01-01 >/dev/null 2>&1
  printf 'reference,kind,village,head,keychains,lock_tags\nH1,household,Thôn 1,Lê Văn Mẫu,1,0\n' >one.csv
  printf 'reference,kind,village,head,keychains,lock_tags\nH2,household,Thôn 2,Trần Thị Mẫu,0,7\n' >two.csv
  printf 'reference,kind,village,head,keychains,lock_tags\nH3,household,Thôn 3,Vũ Thị Mẫu,0,1\n' >three.csv
  issue_for one
  "$khoa" tag handover --batch 1 >/dev/null
  "$khoa" hotline set 15667 "$samples/hotlines-15667-new.csv" --from 2025-06-01 >/dev/null 2>&1
  issue_for two
  for tag in 1 2 3 5; do "$khoa" tag handover "$(code 2 $tag)" >/dev/null; done
  "$khoa" tag revoke "$(code 2 2)" >/dev/null
  "$khoa" tag lost "$(code 2 3)" >/dev/null
  "$khoa" tag spoil "$(code 2 4)" >/dev/null
  "$khoa" tag replace "$(code 2 5)" >/dev/null
  "$khoa" issue --unit 15667 --no-proof >/dev/null 2>&1
  "$khoa" tag handover --batch 3 >/dev/null
  "$khoa" bundle export -o first.khoa >/dev/null 2>&1
  "$khoa" bundle export >/dev/null 2>&1
  "$khoa" web site >/dev/null 2>&1
  pictures 2
}
issue_for() { # LIST
  "$khoa" household import "$1.csv" --unit 15667 >/dev/null 2>&1
  "$khoa" issue --unit 15667 --no-proof >/dev/null 2>&1
}

# A district's bundle: 60 batches of 4,000 tags, by a key of its own.
make_district() {
  minisign -GW -p large.pub -s large.key >/dev/null
  node "$web/district.mjs" "$(tail -n 1 large.pub)" >large.khoa
  minisign -Sm large.khoa -s large.key </dev/null >/dev/null
  tail -n 1 large.pub >large.txt
}

# The page itself in a newer version, in ./newer, with that bundle.
make_newer() { # BUNDLE
  mkdir data
  cp -r "$build/web" data/web
  sed -i "s/'app.name': 'Khóa an toàn'/'app.name': 'Khóa an toàn mới'/" data/web/i18n/vi.js
  KHOA_DATA=$dir/data "$khoa" web newer --bundle "$1" >/dev/null 2>&1
}

# PROGRAM: tests/web/PROGRAM.mjs prints TAP lines of its own.
run_program() {
  if SHOTS=$build/tests/shots VECTORS=$vectors node "$web/$1.mjs" 2>err; then
    pass "$1 went through to its end"
  else
    fail "$1 went through to its end"
  fi
}

# The same with a browser: it needs a host's certificate.
run_page() {
  make_host
  run_program "$1"
}
make_host() {
  openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -days 2 -subj /CN=antt.example.gov.vn \
    -keyout host.key -out host.crt 2>/dev/null
}
