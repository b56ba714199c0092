# The Debian package: what is in it, what it needs, and that it runs where it is unpacked.
. tests/cli/lib.sh
if [ -n "$sanitised" ] || ! command -v dpkg-shlibdeps >/dev/null; then
  echo "ok 1 - skipped: a package is made of the plain build, by Debian's tools"
  echo 1..1
  exit 0
fi
top=${samples%/samples}
check "a package" 0 '^.*/khoa_[0-9.]+_[a-z0-9]+\.deb$' make -s -C "$top" BUILD="$build" deb
package=$(tail -n 1 out)
dpkg-deb --field "$package" >fields
for library in libc6 libglib2.0-0 libsqlite3-0 libsodium23 libxlsxwriter4 libpoppler-glib8 libc-l10n libglib2.0-data; do
  check "needs $library" 0 "^Depends:.* $library( |,|\$)" cat fields
done
same "is of the program's version" "khoa $(dpkg-deb --field "$package" Version)" "$("$khoa" --version)"

dpkg-deb --contents "$package" >contents
check "belongs to root, and nobody else may write in it" 0 '' \
  awk '{mode = substr($1, 1, 1) == "l" ? "" : $1} $2 != "root/root" || mode ~ /^.....w|^........w/ {exit 1}' contents
for file in bin/khoa share/khoa/layouts/keychain-50x20.svg share/khoa/fonts/RobotoCondensed-Regular.ttf \
  share/khoa/fonts/LiberationSerif-Regular.ttf \
  share/khoa/web/index.html share/locale/vi/LC_MESSAGES/khoa.mo share/man/man1/khoa.1.gz \
  share/bash-completion/completions/khoa share/doc/khoa/copyright share/doc/khoa/docs/huong-dan.md; do
  check "holds $file" 0 " \./usr/$file\$" cat contents
done
check "names no folder of the machine that built it" 1 '' grep -qF "$top" contents fields

dpkg-deb -x "$package" root
installed="env -u KHOA_DATA LC_ALL=vi_VN.UTF-8 $dir/root/usr/bin/khoa"
(cd root && dpkg-deb --control "$package" ../control && md5sum --quiet -c ../control/md5sums) >sums 2>&1
same "its files have their checksums" "$(cat sums)" ''
check "its program has no folder of that machine in it" 1 '' grep -qaF "$top" root/usr/bin/khoa
check "speaks Vietnamese" 0 'Cách dùng|Dùng:' $installed --help
check "founds an office" 0 '' $installed init office --name 'Công an huyện Triệu Sơn' --prefix https://antt.example.gov.vn
export KHOA_HOME=$dir/office
check "takes its own samples" 0 '' $installed unit import root/usr/share/doc/khoa/samples/units.csv
check "and numbers" 0 '' $installed hotline set 15667 root/usr/share/doc/khoa/samples/hotlines-15667.csv
import_small
check "draws by its own layouts and fonts" 0 '' $installed issue --unit 15667 --kind keychain --no-proof
for kind in pdf xlsx; do
  check "reports as $kind" 0 '' $installed report year 2025 -o "year.$kind"
done
check "exports a bundle" 0 '' $installed bundle export
check "makes its own scanner page" 0 '' $installed web site
check "of all files" 0 '' test -s site/khoa.wasm
done_testing
