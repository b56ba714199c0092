# Each verdict in a real browser, from tags that khoa drew, held before the camera.
. tests/web/world.sh
make_world
issue_for three
pictures 1
pictures 5
i=0
for verdict in genuine revoked lost spoiled replaced unissued; do
  i=$((i + 1))
  frame_of $verdict 2 $i
done
frame_of outdated 1 1
frame_of unknown 5 1
"$khoa" layout preview "$OLDPWD/layouts/lock-tag-60x40.svg" -o preview >/dev/null 2>&1
frame specimen "$(ls preview/*.png | head -n 1)"
frame_text altered "https://antt-example.com/#$(text 2 1 | sed 's/.*#//')"
frame_text forged "$(forge "$(text 2 1)")"
frame_text not-a-tag https://zalo.me/congan
run_page verdicts
done_testing
