#include "commands.h"
#include "kept_key.h"
#include "office/authority.h"
#include "output.h"

#include <glib/gi18n.h>
#include <sodium.h>

static const KhoaKeptKey authority = {"authority", khoa_cli_authority_passphrase};

/* since, until: days; NULL: from the beginning, and to this day. */
static void show_one(KhoaListing *listing, const KhoaAuthority *key, const char *since,
                     const char *until, const char *office) {
  char fingerprint[KHOA_AUTHORITY_TEXT_SIZE];
  khoa_authority_print(fingerprint, key);
  khoa_listing_text(listing, fingerprint);
  khoa_listing_text(listing, since);
  khoa_listing_text(listing, until);
  khoa_listing_text(listing, office);
}

/* The present one first. */
static void show_line(const KhoaCli *cli) {
  const KhoaOffice *office = cli->office;
  KhoaListing listing;
  khoa_listing_start(&listing, cli->json, N_("authority since until office"));
  const KhoaAuthority *key = &office->authority;
  const char *until = NULL;
  for (guint i = office->successions->len; i > 0; i--) {
    const KhoaSuccession *step =
        &g_array_index(office->successions, KhoaSuccessionRecord, i - 1).step;
    show_one(&listing, key, step->date, until, office->config->name);
    key = &step->from;
    until = step->date;
  }
  show_one(&listing, key, NULL, until, office->config->name);
  khoa_listing_end(&listing);
}

int khoa_cmd_authority_show(KhoaCli *cli, int argc, char **argv) {
  int status;
  if (!khoa_cli_start(cli, &argc, &argv, NULL, &status))
    return status;
  show_line(cli);
  return KHOA_EXIT_YES;
}

int khoa_cmd_authority_handover(KhoaCli *cli, int argc, char **argv) {
  int status;
  if (!khoa_cli_start(cli, &argc, &argv, NULL, &status))
    return status;
  GError *error = NULL;
  char *passphrase = khoa_cli_unlock_authority(cli, &error)
                         ? khoa_cli_new_passphrase(cli, _("the new authority.key"), &error)
                         : NULL;
  gboolean done = passphrase && khoa_authority_handover(cli->office, passphrase, &error);
  sodium_free(passphrase);
  if (!done)
    return khoa_cli_fail(error);
  show_line(cli);
  khoa_cli_tell(
      _("The first line above is the office's authority now: publish it.\n"
        "Export a bundle and give it out soon: it carries the succession, and verifiers "
        "that have followed it\ncan't be led elsewhere by the old key.\n"
        "Destroy all copies of the old authority.key, in backups too, and its shares. They "
        "are good for\nnothing in this office any more; a thief could still hand over to "
        "himself, and be believed by\nwhoever hasn't seen that bundle. Then make a new "
        "backup, and new shares."));
  return KHOA_EXIT_YES;
}

int khoa_cmd_authority_passphrase(KhoaCli *cli, int argc, char **argv) {
  return khoa_kept_key_passphrase(cli, argc, argv, &authority);
}

int khoa_cmd_authority_split(KhoaCli *cli, int argc, char **argv) {
  return khoa_kept_key_split(cli, argc, argv, &authority);
}

int khoa_cmd_authority_join(KhoaCli *cli, int argc, char **argv) {
  return khoa_kept_key_join(cli, argc, argv, &authority);
}
