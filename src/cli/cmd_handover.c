#include "commands.h"
#include "number.h"
#include "office/acts.h"
#include "office/batch_files.h"
#include "office/handover.h"

#include <glib/gi18n.h>
#include <stdio.h>

/* Said before the passphrase is asked for; the writing itself refuses too. */
static gboolean is_free(const char *path, GError **error) {
  if (!g_file_test(path, G_FILE_TEST_EXISTS))
    return TRUE;
  g_set_error(error, KHOA_OFFICE_ERROR, 0,
              _("%s is there already: --force replaces it, -o names another file"), path);
  return FALSE;
}

static gboolean unlock(KhoaCli *cli, gint64 batch, GError **error) {
  g_autofree char *purpose = g_strdup_printf(KHOA_PURPOSE_HANDOVER "%" G_GINT64_FORMAT, batch);
  return khoa_cli_unlock_privacy(cli, purpose, error);
}

int khoa_cmd_handover(KhoaCli *cli, int argc, char **argv) {
  g_autofree char *path = NULL;
  gboolean force = FALSE;
  const GOptionEntry entries[] = {
      {"output", 'o', 0, G_OPTION_ARG_FILENAME, &path,
       N_("Where to (default: reports/handover-NNNN.pdf in the office's folder)"), N_("FILE.pdf")},
      {"force", 0, 0, G_OPTION_ARG_NONE, &force,
       N_("Replace a file that is there (without it, that is an error)"), NULL},
      G_OPTION_ENTRY_NULL};
  int status;
  if (!khoa_cli_start(cli, &argc, &argv, entries, &status))
    return status;
  GError *error = NULL;
  gint64 number;
  g_autoptr(KhoaBatchRecord) batch =
      khoa_cli_number(_("BATCH"), argv[1], 1, KHOA_BATCH_MAX, &number, &error)
          ? khoa_batch_load(cli->office, number, &error)
          : NULL;
  if (batch && !path)
    path = khoa_handover_path(cli->office, number);
  KhoaHandover written;
  if (!batch || !(force || is_free(path, &error)) || !unlock(cli, number, &error) ||
      !khoa_handover_write(cli->office, batch, path, force, &written, &error))
    return khoa_cli_fail(error);
  puts(path);
  khoa_cli_tell(
      _("%u tags, %u villages, %u pages. It names people: keep it locked up (article 6)."),
      written.tags, written.villages, written.pages);
  return KHOA_EXIT_YES;
}
