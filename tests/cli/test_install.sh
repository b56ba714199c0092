# 'make install': what lies where, and that the installed tree works from anywhere.
top=$PWD
. tests/cli/lib.sh
if [ "$sanitised" ]; then
  pass "the plain build's installation is tested"
  done_testing
  exit
fi

check "make install" 0 '' make -s -C "$top" BUILD="${KHOA_BUILD:-build}" install DESTDIR="$dir/root" PREFIX=/opt/district
share=root/opt/district/share
for file in khoa/layouts/keychain-50x20.svg khoa/fonts/Roboto-Black.ttf man/man1/khoa.1 \
  man/man1/khoa-unit-import.1 man/man7/khoa-printing.7 man/vi/man1/khoa-issue.1 \
  locale/vi/LC_MESSAGES/khoa.mo bash-completion/completions/khoa \
  doc/khoa/README.md doc/khoa/docs/PRINTING.md doc/khoa/docs/pictures/sheet.png doc/khoa/samples/units.csv; do
  check "installs $file" 0 '^-rw-r--r--' ls -l "$share/$file"
done
check "nothing lies outside PREFIX" 0 '^root/opt/district$' find root -mindepth 2 -maxdepth 2
check "all may read all of it" 1 '' sh -c "find root ! -perm -o=r | grep ."
check "links of the installed documents lead somewhere" 0 '' sh -c "cd $share/doc/khoa && for doc in README.md docs/*.md; do
  grep -o '](\(docs/\|pictures/\)\?[A-Za-z/-]*\.\(md\|png\))' \$doc | tr -d '()]' |
    while read -r link; do test -f \"\$(dirname \$doc)/\$link\" || { echo \$doc: \$link; exit 1; }; done || exit 1; done"

# Elsewhere, and without the tree that it was built in.
mv root/opt/district "moved away"
khoa="$dir/moved away/bin/khoa"
make_office
import_small
check "draws with its own layouts and fonts" 0 '^1 .*due' "$khoa" issue --unit 15667 --kind keychain
check "the drawing holds its codes" 0 '3 of 3 codes read right' "$khoa" proof 1
ln -s "$khoa" link
check "through a link too" 0 'leaflet-a5-15667.pdf' "$dir/link" leaflet 15667
check "its manual opens" 0 'Signs?, register and draw' sh -c "man -M 'moved away/share/man' khoa-issue"
check "it speaks Vietnamese" 0 '^Cách dùng:' env LC_ALL=vi_VN.UTF-8 "$khoa" issue --help
check "its completion loads" 0 '^issue$' bash -c ". 'moved away/share/bash-completion/completions/khoa'
  COMP_WORDS=(khoa iss) COMP_CWORD=1; _khoa \"\$0\"; echo \"\${COMPREPLY[@]}\"" "$khoa"
if [ -f "$build/web/index.html" ]; then
  "$khoa" bundle export >/dev/null 2>&1
  check "the scanner page goes with it" 0 '' "$khoa" web site
fi

done_testing
