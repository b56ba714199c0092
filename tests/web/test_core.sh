# The trust core as the page calls it, without a browser: it answers as the vectors say.
. tests/web/world.sh
mkdir core
cp "$build/web/tag.js" "$build/web/khoa.wasm" core/
cp -r "$build/web/i18n" core/
echo '{"type": "module"}' >core/package.json
run_program core
done_testing
