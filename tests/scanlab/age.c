/* Photographs a picture: age IN.png OUT.jpg SEED 'turn=7 slant=0.2 noise=5'. For the tests of the
 * command. OUT is always a JPEG, of the quality given by jpeg=, else 90. */
#include "ageing.h"

#include <stdio.h>
#include <stdlib.h>

int main(int argc, char **argv) {
  GError *error = NULL;
  Ageing ageing;
  if (argc != 5 || !ageing_parse(&ageing, argv[4])) {
    fprintf(stderr, "age: age IN.png OUT.jpg SEED WORDS\n");
    return 2;
  }
  g_autoptr(KhoaPicture) original = khoa_picture_load(argv[1], &error);
  if (!original) {
    fprintf(stderr, "age: %s\n", error->message);
    return 2;
  }
  int quality = ageing.jpeg > 0 ? (int)ageing.jpeg : 90;
  ageing.jpeg = 0;
  GRand *rand = g_rand_new_with_seed((guint32)atoi(argv[3]));
  g_autoptr(KhoaPicture) photo = ageing_apply(&ageing, original, rand);
  g_autoptr(GBytes) file = ageing_compress(photo, quality);
  gboolean written = g_file_set_contents(argv[2], g_bytes_get_data(file, NULL),
                                         (gssize)g_bytes_get_size(file), NULL);
  g_rand_free(rand);
  return written ? 0 : 2;
}
