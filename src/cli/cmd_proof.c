#include "commands.h"
#include "office/batch_files.h"
#include "proved.h"

/* "12" is a batch, anything else a file. */
static gboolean is_batch(const char *word, gint64 *number) {
  return g_ascii_string_to_signed(word, 10, 1, KHOA_BATCH_MAX, number, NULL);
}

static int prove_batch(KhoaCli *cli, gint64 number) {
  g_autofree char *folder = khoa_batch_folder(cli->office, number);
  return khoa_prove_batch(cli, number, folder);
}

int khoa_cmd_proof(KhoaCli *cli, int argc, char **argv) {
  int status;
  if (!khoa_cli_start(cli, &argc, &argv, NULL, &status))
    return status;
  status = KHOA_EXIT_YES;
  for (int i = 1; i < argc && status != KHOA_EXIT_ERROR; i++) {
    gint64 number;
    int proved =
        is_batch(argv[i], &number) ? prove_batch(cli, number) : khoa_prove_file(cli, argv[i]);
    status = MAX(status, proved);
  }
  return status;
}
