# The page's other ways and its manners: a citizen's visit, photos, typed codes, faults of the phone,
# accessibility, narrow screens, sizes and speed.
. tests/web/world.sh
make_world
frame_of genuine 2 1
frame_of revoked 2 2
frame_of unissued 2 6
{ printf 'P5 8 8 255\n'; head -c 64 /dev/zero; } >nothing.pgm
node "$web/frame.mjs" nothing.pgm nothing.y4m
pdftoppm -r 200 -png -singlefile office/batches/0002/front.pdf sheet
pdftoppm -r 30 -png -singlefile office/batches/0002/front.pdf blurred
text 2 1 >genuine.txt
forge "$(text 2 1)" >forged.txt
code 2 1 >code.txt
"$khoa" verify --json "$(text 2 1)" | jq -r '.hotlines[].number' >numbers.txt
cp -r site without
rm without/bundle.khoa without/bundle.khoa.minisig
cp -r site half
rm half/zxing/zxing_reader.wasm
make_district
run_page page
done_testing
