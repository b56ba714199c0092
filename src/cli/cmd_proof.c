#include "commands.h"
#include "office/batch_files.h"
#include "proved.h"

/* "12" is a batch, anything else a file. */
static gboolean is_batch(const char *word, gint64 *number) {
  return g_ascii_string_to_signed(word, 10, 1, KHOA_BATCH_MAX, number, NULL);
}

int khoa_cmd_proof(KhoaCli *cli, int argc, char **argv) {
  int status;
  if (!khoa_cli_start(cli, &argc, &argv, NULL, &status))
    return status;
  for (int i = 1; i < argc; i++) {
    gint64 number;
    gboolean batch = is_batch(argv[i], &number);
    g_autoptr(GPtrArray) one = g_ptr_array_new_with_free_func(g_free);
    g_ptr_array_add(one, batch ? khoa_batch_folder(cli->office, number) : g_strdup(argv[i]));
    int proved = (batch ? khoa_prove_folders : khoa_prove_files)(cli, one);
    status = MAX(status, proved);
    if (proved == KHOA_EXIT_ERROR)
      return proved;
  }
  return status;
}
