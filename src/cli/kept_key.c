#include "kept_key.h"

#include "number.h"
#include "office/custody.h"
#include "output.h"

#include <glib/gi18n.h>
#include <sodium.h>

static KhoaSecretKey *unlock(KhoaCli *cli, const KhoaKeptKey *kept, GError **error) {
  char *passphrase = kept->passphrase(cli, error);
  KhoaSecretKey *key =
      passphrase ? khoa_custody_unlock(cli->office, kept->name, passphrase, error) : NULL;
  sodium_free(passphrase);
  return key;
}

/* Under a new passphrase, and frees the key; NULL: there was an error. */
static int keep(KhoaCli *cli, const KhoaKeptKey *kept, KhoaSecretKey *key, GError *error) {
  g_autofree char *file = g_strconcat(kept->name, ".key", NULL);
  char *passphrase = key ? khoa_cli_new_passphrase(cli, file, &error) : NULL;
  gboolean done = passphrase && khoa_custody_keep(cli->office, kept->name, key, passphrase,
                                                  cli->command->name, &error);
  sodium_free(passphrase);
  khoa_secret_key_free(key);
  if (!done)
    return khoa_cli_fail(error);
  khoa_cli_tell(_("%s has its new passphrase. Copies of the file still open with the one that they "
                  "had: destroy them, and make a new backup."),
                file);
  return KHOA_EXIT_YES;
}

int khoa_kept_key_passphrase(KhoaCli *cli, int argc, char **argv, const KhoaKeptKey *kept) {
  int status;
  if (!khoa_cli_start(cli, &argc, &argv, NULL, &status))
    return status;
  GError *error = NULL;
  KhoaSecretKey *key = unlock(cli, kept, &error);
  return keep(cli, kept, key, error);
}

int khoa_kept_key_join(KhoaCli *cli, int argc, char **argv, const KhoaKeptKey *kept) {
  int status;
  if (!khoa_cli_start(cli, &argc, &argv, NULL, &status))
    return status;
  GError *error = NULL;
  KhoaSecretKey *key =
      khoa_custody_join(cli->office, kept->name, argv + 1, (guint)argc - 1, &error);
  return keep(cli, kept, key, error);
}

/* "3 of 5". */
static gboolean take_numbers(char **arguments, gint64 *needed, gint64 *count, GError **error) {
  if (g_ascii_strcasecmp(arguments[1], "of") == 0)
    return khoa_cli_number("M", arguments[2], KHOA_SHARES_MIN, KHOA_SHARES_MAX, count, error) &&
           khoa_cli_number("N", arguments[0], KHOA_SHARES_MIN, *count, needed, error);
  g_set_error(error, KHOA_OFFICE_ERROR, 0,
              _("how many shares restore the key, of how many? Write it as in '3 of 5'"));
  return FALSE;
}

static gboolean split(KhoaCli *cli, const KhoaKeptKey *kept, char **arguments, const char *folder,
                      gint64 *needed, gint64 *count, GError **error) {
  if (!take_numbers(arguments, needed, count, error))
    return FALSE;
  if (!folder) {
    g_set_error(error, KHOA_OFFICE_ERROR, 0,
                _("where to? Name a new folder for the shares, best on another medium: -o FOLDER"));
    return FALSE;
  }
  KhoaSecretKey *key = unlock(cli, kept, error);
  gboolean done = key && khoa_custody_split(cli->office, kept->name, key, (guint)*needed,
                                            (guint)*count, folder, error);
  khoa_secret_key_free(key);
  return done;
}

int khoa_kept_key_split(KhoaCli *cli, int argc, char **argv, const KhoaKeptKey *kept) {
  g_autofree char *folder = NULL;
  const GOptionEntry entries[] = {{"output", 'o', 0, G_OPTION_ARG_FILENAME, &folder,
                                   N_("A new folder for the shares"), N_("FOLDER")},
                                  G_OPTION_ENTRY_NULL};
  int status;
  if (!khoa_cli_start(cli, &argc, &argv, entries, &status))
    return status;
  GError *error = NULL;
  gint64 needed, count;
  if (!split(cli, kept, argv + 1, folder, &needed, &count, &error))
    return khoa_cli_fail(error);
  KhoaListing listing;
  khoa_listing_start(&listing, cli->json, N_("key shares needed folder"));
  khoa_listing_text(&listing, kept->name);
  khoa_listing_int(&listing, count);
  khoa_listing_int(&listing, needed);
  khoa_listing_text(&listing, folder);
  khoa_listing_end(&listing);
  khoa_cli_tell(_("Give each holder one file, on paper or on a medium of his own, and destroy the "
                  "folder: whoever has %d of these files has the key."),
                (int)needed);
  return KHOA_EXIT_YES;
}
