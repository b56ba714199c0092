# Bundles that come to the page by the host, as files and shared: taken, or refused with clear words.
. tests/web/world.sh
make_world
frame_of genuine 2 1
both() { cp "$1" "$2.khoa" && cp "$1.minisig" "$2.khoa.minisig"; } # FROM NAME

both office/bundles/khoa-000002.khoa tampered
sed -i 's/^number 2 +842370867120 /number 2 +842370867999 /' tampered.khoa
both first.khoa empty
: >empty.khoa
both first.khoa future
sed -i 's/^khoa-bundle 1$/khoa-bundle 2/' future.khoa
both first.khoa large
truncate -s 17M large.khoa
"$khoa" init stranger --name 'Công an huyện Khác' >/dev/null 2>&1
"$khoa" -C stranger bundle export -o stranger.khoa >/dev/null 2>&1
cp -r office fork
"$khoa" bundle export -o third.khoa >/dev/null 2>&1
SOURCE_DATE_EPOCH=$(($(date +%s) + 5)) "$khoa" -C fork bundle export -o fork.khoa >/dev/null 2>&1
printf 'a third one\n' >new.pass
KHOA_NEW_PASSPHRASE_FILE=$dir/new.pass "$khoa" authority handover >/dev/null 2>&1
KHOA_PASSPHRASE_FILE=$dir/new.pass "$khoa" bundle export -o fourth.khoa >/dev/null 2>&1

# Somebody else has broken into the host.
cp -r site taken
cp stranger.khoa taken/bundle.khoa
cp stranger.khoa.minisig taken/bundle.khoa.minisig

# The page itself in a newer version, and one of which a file didn't arrive as it is listed.
make_newer fourth.khoa
cp -r newer broken
echo >>broken/i18n/vi.js
run_page bundles
done_testing
