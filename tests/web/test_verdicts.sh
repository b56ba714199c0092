# Each verdict in a real browser, from tags that khoa drew, held before the camera.
. tests/web/world.sh
make_world
i=0
for verdict in genuine revoked lost spoiled replaced unissued; do
  i=$((i + 1))
  frame_of $verdict 2 $i
done
frame_of outdated 1 1
frame_of unknown 4 1
"$khoa" issue --unit 15667 --kind lock-tag --specimen 1 -o specimen >/dev/null 2>&1
pdftoppm -r 300 -png -singlefile specimen/front.pdf specimen
frame specimen specimen.png
frame_text altered "https://antt-example.com/#$(text 2 1 | sed 's/.*#//')"
frame_text forged "$(text 2 1 | sed 's/[0-4]\(.\{40\}\)$/9\1/')"
frame_text not-a-tag https://zalo.me/congan
run_page verdicts
done_testing
