#include "commands.h"
#include "office/backup.h"
#include "output.h"

#include <glib/gi18n.h>

/* Says what isn't in the backup, and why that is no loss. */
static void tell_left_out(const GPtrArray *out) {
  guint drawn = 0, reports = 0;
  g_autoptr(GString) others = g_string_new(NULL);
  for (guint i = 0; i < out->len; i++) {
    const char *name = g_ptr_array_index(out, i);
    if (g_str_has_prefix(name, "batches/"))
      drawn++;
    else if (g_str_has_prefix(name, "reports/"))
      reports++;
    else
      g_string_append_printf(others, "%s%s", others->len ? ", " : "", name);
  }
  g_autofree char *printable = khoa_printable(others->str);
  if (drawn)
    khoa_cli_tell(_("Not in it: drawn files of batches (%u), which the registry draws again."),
                  drawn);
  if (reports)
    khoa_cli_tell(_("Not in it: reports (%u), which may name people."), reports);
  if (others->len)
    khoa_cli_tell(_("Not in it, since khoa doesn't know them: %s"), printable);
}

int khoa_cmd_backup(KhoaCli *cli, int argc, char **argv) {
  gboolean force = FALSE;
  const GOptionEntry entries[] = {
      {"force", 0, 0, G_OPTION_ARG_NONE, &force, N_("Replace a file that is there"), NULL},
      G_OPTION_ENTRY_NULL};
  int status;
  if (!khoa_cli_start(cli, &argc, &argv, entries, &status))
    return status;
  GError *error = NULL;
  g_auto(KhoaBackup) backup = {0};
  if (!khoa_backup_write(cli->office, argv[1], force, &backup, &error))
    return khoa_cli_fail(error);
  KhoaListing listing;
  khoa_listing_start(&listing, cli->json, N_("bytes files file"));
  khoa_listing_int(&listing, (gint64)backup.size);
  khoa_listing_int(&listing, backup.files);
  khoa_listing_text(&listing, argv[1]);
  khoa_listing_end(&listing);
  khoa_cli_tell(_("It holds the registry, settings, keys, layouts, bundles and the batches' signed "
                  "lists. Both passphrases are still needed: keep them in another place."));
  tell_left_out(backup.out);
  return KHOA_EXIT_YES;
}
