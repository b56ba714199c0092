# The scanner page's site: made, brought up to date, and refused where it would do harm. What the page
# does is tests/web/'s business; here any files stand for it.
. tests/cli/lib.sh
make_office
mkdir -p data/web/deep
for file in index.html sw.js app.js deep/part.js; do echo "$file" >"data/web/$file"; done
export KHOA_DATA=$dir/data

refused "a site without a bundle" "needs a status bundle, and none was made .* 'khoa bundle export'" "$khoa" web site
same "nothing was begun" "$(ls -d site* 2>/dev/null)" ""
"$khoa" bundle export >/dev/null 2>&1
check "a new site" 0 '^site +9 +[0-9]+ +1 +no$' "$khoa" web site
check "where it goes" 0 'where https://antt.example.gov.vn/ leads' "$khoa" web site
check "all is as listed" 0 '' sh -c 'cd site && sha256sum --check --quiet SHA256SUMS'
same "readable for a web server" "$(find site -type f ! -perm 644 -o -type d ! -perm 755)" ""
check "the worker knows each file by its content" 0 "'deep/part.js': '$(sha256sum data/web/deep/part.js | cut -c-64)'" cat site/sw.js
check "and not itself, nor the bundle" 1 '' grep -qE "'(sw.js|bundle.khoa)':" site/sw.js
same "the office's key" "$(sed -n 's/^authority //p' site/office.txt)" "$(tail -n 1 office/authority.pub)"
check "its name" 0 '^name Công an huyện Triệu Sơn$' cat site/office.txt
check "the bundle is the office's" 0 '' "$khoa" bundle check site/bundle.khoa

rm data/web/app.js
echo 'of the host' >site/.htaccess
"$khoa" bundle export >/dev/null 2>&1
check "an existing site is brought up to date" 0 '"bundle":2,.*"updated":true' "$khoa" web site --json
same "what is no longer part of it is gone" "$(ls site/app.js 2>/dev/null)" ""
check "what somebody else put there stays" 0 'of the host' cat site/.htaccess
printf '%s  ../outside\n' "$(printf %064d 0)" >>site/SHA256SUMS
touch outside
check "a list that leads elsewhere" 0 '' "$khoa" web site
check "leads nowhere" 0 '' test -f outside

mkdir empty other
touch other/file
check "an empty folder" 0 '' "$khoa" web empty
refused "a folder of something else" 'has something else in it' "$khoa" web other
same "which stays as it was" "$(ls other)" file
"$khoa" init stranger --name 'Công an huyện Khác' >/dev/null 2>&1
"$khoa" -C stranger bundle export >/dev/null 2>&1
check "another office's site" 2 'the site of another office' "$khoa" -C stranger web site
check "another office's bundle" 2 'by another authority' "$khoa" web site --bundle stranger/bundles/khoa-000001.khoa
refused "an older bundle than was given out" 'gave out bundle 2 since' "$khoa" web site --bundle office/bundles/khoa-000001.khoa
mv office/bundles/khoa-000002.khoa moved.khoa
refused "a bundle that is gone" "bundle 2 isn't there any more: name its file by --bundle" "$khoa" web site
mv moved.khoa office/bundles/khoa-000002.khoa
rm data/web/index.html
refused "a page that isn't built" "build it by 'make web'" "$khoa" web site
done_testing
