#include "commands.h"
#include "number.h"
#include "office/batch_files.h"
#include "office/restore.h"
#include "output.h"
#include "passphrase.h"

#include <glib/gi18n.h>
#include <inttypes.h>
#include <sodium.h>

static gboolean restore(KhoaCli *cli, const KhoaRestoreOrder *order, KhoaRestored *restored,
                        GError **error) {
  if (!khoa_restore_check(&cli->world, order->backup, error))
    return FALSE;
  char *passphrase = khoa_passphrase_get(
      cli->privacy_passphrase_file, "KHOA_PRIVACY_PASSPHRASE_FILE", "privacy.key", FALSE, error);
  gboolean done = passphrase && khoa_restore(&cli->world, order, passphrase, restored, error);
  sodium_free(passphrase);
  if (done)
    cli->office = khoa_office_open(&cli->world, error);
  return cli->office != NULL;
}

/* What the people have to know and do before they go on. */
static gboolean tell(KhoaOffice *office, const KhoaRestored *restored, GError **error) {
  g_autofree char *key = khoa_office_path(office, "authority.key");
  g_autoptr(GPtrArray) batches = khoa_batch_list(office->db, NULL, error);
  if (!batches)
    return FALSE;
  khoa_cli_tell(
      _("Compare the authority with the one that was published: it says whose office this "
        "is."));
  khoa_cli_tell(_("Numbers that the lost office may have given are left out: the next batch is "
                  "%" PRId64 ", the next bundle %" PRId64 "."),
                restored->reserved.batch + 1, restored->reserved.bundle + 1);
  if (batches->len)
    khoa_cli_tell(_("Batches (%u) are without their PDFs: 'khoa doctor --repair' draws them again, "
                    "byte for byte."),
                  batches->len);
  if (!g_file_test(key, G_FILE_TEST_EXISTS))
    khoa_cli_tell(_("authority.key wasn't in the backup: put it into the folder before you sign."));
  if (restored->succeeded)
    khoa_cli_tell(
        _("The lost office handed its authority over after this backup: verifiers follow "
          "the new key and won't trust this one. Restore a newer backup if there is one."));
  return TRUE;
}

int khoa_cmd_restore(KhoaCli *cli, int argc, char **argv) {
  g_auto(GStrv) seen = NULL;
  g_autofree char *margin = NULL;
  const GOptionEntry entries[] = {
      {"seen", 0, 0, G_OPTION_ARG_FILENAME_ARRAY, &seen,
       N_("A newer bundle, or the old office's folder; again for more"), N_("FILE.khoa|FOLDER")},
      {"margin", 0, 0, G_OPTION_ARG_STRING, &margin,
       N_("How many numbers to leave out above all that is known (default: 1000)"), "N"},
      G_OPTION_ENTRY_NULL};
  int status;
  if (!khoa_cli_start(cli, &argc, &argv, entries, &status))
    return status;
  g_autofree char *folder = g_canonicalize_filename(argv[2], NULL);
  cli->world.folder = folder;
  KhoaRestoreOrder order = {argv[1], (const char *const *)seen, KHOA_RESTORE_MARGIN};
  GError *error = NULL;
  KhoaRestored restored;
  if (!khoa_cli_number("--margin", margin, 0, KHOA_BATCH_MAX, &order.margin, &error) ||
      !restore(cli, &order, &restored, &error))
    return khoa_cli_fail(error);
  char fingerprint[KHOA_AUTHORITY_TEXT_SIZE];
  khoa_authority_print(fingerprint, &cli->office->authority);
  KhoaListing listing;
  khoa_listing_start(&listing, cli->json, N_("authority batches_to bundles_to folder"));
  khoa_listing_text(&listing, fingerprint);
  khoa_listing_int(&listing, restored.reserved.batch);
  khoa_listing_int(&listing, restored.reserved.bundle);
  khoa_listing_text(&listing, argv[2]);
  khoa_listing_end(&listing);
  return tell(cli->office, &restored, &error) ? KHOA_EXIT_YES : khoa_cli_fail(error);
}
