#include "commands.h"
#include "office/batch_files.h"
#include "office/photo.h"
#include "proved.h"

/* "12" is a batch, anything else a file. */
static gboolean is_batch(const char *word, gint64 *number) {
  return g_ascii_string_to_signed(word, 10, 1, KHOA_BATCH_MAX, number, NULL);
}

static int prove_batch(KhoaCli *cli, gint64 number) {
  g_autofree char *folder = khoa_batch_folder(cli->office, number);
  return khoa_prove_batch(cli, number, folder);
}

static guint count_pictures(char *const *words) {
  guint n = 0;
  while (words[n] && khoa_photo_is_named(words[n]))
    n++;
  return n;
}

int khoa_cmd_proof(KhoaCli *cli, int argc, char **argv) {
  int status;
  if (!khoa_cli_start(cli, &argc, &argv, NULL, &status))
    return status;
  status = KHOA_EXIT_YES;
  for (char **word = argv + 1; *word && status != KHOA_EXIT_ERROR;) {
    gint64 number;
    guint pictures = count_pictures(word);
    int proved = pictures                                 ? khoa_prove_pictures(cli, word, pictures)
                 : is_batch(*word, &number)               ? prove_batch(cli, number)
                 : g_file_test(*word, G_FILE_TEST_IS_DIR) ? khoa_prove_folder(cli, *word)
                                                          : khoa_prove_file(cli, *word);
    word += MAX(pictures, 1);
    status = MAX(status, proved);
  }
  return status;
}
