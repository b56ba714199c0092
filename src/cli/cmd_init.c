#include "commands.h"
#include "passphrase.h"

#include <glib/gi18n.h>
#include <sodium.h>
#include <stdio.h>

static gboolean make(KhoaCli *cli, const char *name, const char *prefix, GError **error) {
  char *passphrase = khoa_passphrase_get(cli->passphrase_file, "KHOA_PASSPHRASE_FILE",
                                         "authority.key", TRUE, error);
  char *privacy =
      passphrase ? khoa_passphrase_get(cli->privacy_passphrase_file, "KHOA_PRIVACY_PASSPHRASE_FILE",
                                       "privacy.key", TRUE, error)
                 : NULL;
  gboolean made =
      privacy && khoa_office_init(&cli->world, name, prefix, passphrase, privacy, error);
  sodium_free(passphrase);
  sodium_free(privacy);
  return made;
}

int khoa_cmd_init(KhoaCli *cli, int argc, char **argv) {
  g_autofree char *name = NULL, *prefix = NULL;
  const GOptionEntry entries[] = {
      {"name", 0, 0, G_OPTION_ARG_STRING, &name, N_("The office's name, as printed on tags"),
       N_("NAME")},
      {"prefix", 0, 0, G_OPTION_ARG_STRING, &prefix,
       N_("Address of the scanner page, such as https://antt.example.gov.vn"), N_("URL")},
      G_OPTION_ENTRY_NULL};
  int status;
  if (!khoa_cli_start(cli, &argc, &argv, entries, &status))
    return status;
  g_autofree char *folder = g_canonicalize_filename(argv[1], NULL);
  cli->world.folder = folder;
  GError *error = NULL;
  if (!name) {
    g_set_error(&error, KHOA_OFFICE_ERROR, 0,
                _("the office needs its name, as it is to be printed: --name 'Công an huyện ...'"));
    return khoa_cli_fail(error);
  }
  if (!make(cli, name, prefix ? prefix : "", &error))
    return khoa_cli_fail(error);
  cli->office = khoa_office_open(&cli->world, &error);
  if (!cli->office)
    return khoa_cli_fail(error);
  char fingerprint[KHOA_AUTHORITY_TEXT_SIZE];
  khoa_authority_print(fingerprint, &cli->office->authority);
  printf("%s\n", fingerprint);
  khoa_cli_tell(_("%s: a new office. The line above is its authority's public key: publish it."),
                folder);
  khoa_cli_tell(
      _("Keep both passphrases and a copy of this folder in a safe place: without them no tag "
        "can be made and no name read."));
  return KHOA_EXIT_YES;
}
