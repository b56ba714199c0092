#include "commands.h"
#include "office/acts.h"
#include "office/bundle_export.h"
#include "office/bundle_file.h"
#include "office/form_export.h"
#include "office/form_file.h"
#include "output.h"
#include "passphrase.h"
#include "trust.h"

#include <glib/gi18n.h>
#include <sodium.h>
#include <stdio.h>

/* Two passphrases besides the authority's: one to read names, one for the phones. */
static gboolean unlock_roster(KhoaCli *cli, const char *unit, const char *file, char **passphrase,
                              GError **error) {
  if (!unit) {
    g_set_error(error, KHOA_OFFICE_ERROR, 0,
                _("--roster is of one commune, for its own surveyors: name it by --unit"));
    return FALSE;
  }
  *passphrase =
      khoa_passphrase_get(file, "KHOA_ROSTER_PASSPHRASE_FILE", _("the roster"), TRUE, error);
  g_autofree char *purpose = g_strconcat(KHOA_PURPOSE_ROSTER, unit, NULL);
  return *passphrase && khoa_roster_passphrase_check(*passphrase, error) &&
         khoa_cli_unlock_privacy(cli, purpose, error);
}

static void tell_export(const KhoaCli *cli, const KhoaExported *exported) {
  KhoaListing listing;
  khoa_listing_start(&listing, cli->json, N_("sequence units batches tags roster file"));
  khoa_listing_int(&listing, exported->sequence);
  khoa_listing_int(&listing, (gint64)exported->units);
  khoa_listing_int(&listing, (gint64)exported->batches);
  khoa_listing_int(&listing, (gint64)exported->tags);
  khoa_listing_int(&listing, (gint64)exported->households);
  khoa_listing_text(&listing, exported->path);
  khoa_listing_end(&listing);
  g_autofree char *form = khoa_form_path(exported->path);
  khoa_cli_tell(_("give it out with %s.minisig; surveyors' phones need %s and its .minisig too"),
                exported->path, form);
  if (exported->households)
    khoa_cli_tell(
        _("the form's roster names households: it is for surveyors alone, who are told its "
          "passphrase another way, and for no web page"));
  if (exported->address_new)
    khoa_cli_tell(
        _("the bundle says that %s is the office's address, and no batch carries it yet: if "
          "nobody of the office put it into khoa.ini, don't give the bundle out"),
        cli->office->config->prefix);
}

int khoa_cmd_bundle_export(KhoaCli *cli, int argc, char **argv) {
  g_autofree char *unit = NULL, *path = NULL, *roster_file = NULL;
  gboolean force = FALSE, roster = FALSE;
  const GOptionEntry entries[] = {
      {"unit", 0, 0, G_OPTION_ARG_STRING, &unit, N_("Only this unit's (default: the whole office)"),
       N_("CODE")},
      {"output", 'o', 0, G_OPTION_ARG_FILENAME, &path,
       N_("Where to (default: bundles/); the signature goes beside it, as FILE.minisig"),
       N_("FILE")},
      {"force", 0, 0, G_OPTION_ARG_NONE, &force, N_("Replace files that are there"), NULL},
      {"roster", 0, 0, G_OPTION_ARG_NONE, &roster,
       N_("With the unit's households and their tags, encrypted for surveyors' phones"), NULL},
      {"roster-passphrase-file", 0, 0, G_OPTION_ARG_FILENAME, &roster_file,
       N_("First line: the passphrase that opens the roster"), N_("FILE")},
      G_OPTION_ENTRY_NULL};
  int status;
  if (!khoa_cli_start(cli, &argc, &argv, entries, &status))
    return status;
  GError *error = NULL;
  char *passphrase = NULL;
  KhoaExported exported;
  gboolean done = (!roster || unlock_roster(cli, unit, roster_file, &passphrase, &error)) &&
                  khoa_cli_unlock_authority(cli, &error);
  const KhoaExportOrder order = {unit, path, force, passphrase};
  done = done && khoa_bundle_export(cli->office, &order, &exported, &error);
  sodium_free(passphrase);
  if (!done)
    return khoa_cli_fail(error);
  tell_export(cli, &exported);
  g_free(exported.path);
  return KHOA_EXIT_YES;
}

/* A bundle and the form beside it; one of an earlier version has none. */
typedef struct Given {
  KhoaBundle bundle;
  KhoaForm form;
  gboolean has_form;
} Given;

static void given_clear(Given *given) {
  khoa_bundle_clear(&given->bundle);
  khoa_form_clear(&given->form);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Given, given_clear)

static gboolean read_form(const char *path, Given *given, GError **error) {
  return khoa_form_file_read(path, &given->bundle, &given->form, &given->has_form, error);
}

static void show_summary(KhoaCli *cli, const Given *given) {
  const KhoaBundle *bundle = &given->bundle;
  char authority[KHOA_AUTHORITY_TEXT_SIZE];
  khoa_authority_print(authority, &bundle->authority);
  g_autoptr(GDateTime) created = g_date_time_new_from_unix_utc(bundle->created);
  g_autofree char *stamp = g_date_time_format(created, "%Y-%m-%dT%H:%M:%SZ");
  gint64 tags = 0;
  for (gsize i = 0; i < bundle->n_batches; i++)
    tags += bundle->batches[i].count;
  KhoaListing listing;
  khoa_listing_start(&listing, cli->json,
                     N_("sequence created freshness units batches tags form roster authority"));
  khoa_listing_int(&listing, (gint64)bundle->sequence);
  khoa_listing_text(&listing, stamp);
  khoa_listing_text(&listing,
                    _(khoa_freshness_word(khoa_bundle_freshness(bundle, cli->world.now))));
  khoa_listing_int(&listing, (gint64)bundle->n_units);
  khoa_listing_int(&listing, (gint64)bundle->n_batches);
  khoa_listing_int(&listing, tags);
  khoa_listing_bool(&listing, given->has_form);
  khoa_listing_bool(&listing, given->form.has_roster);
  khoa_listing_text(&listing, authority);
  khoa_listing_end(&listing);
}

int khoa_cmd_bundle_check(KhoaCli *cli, int argc, char **argv) {
  g_autofree char *named = NULL;
  const GOptionEntry entries[] = {{"authority", 0, 0, G_OPTION_ARG_STRING, &named,
                                   N_("The key that must have signed it (default: the office's)"),
                                   N_("FILE|RWQ...")},
                                  G_OPTION_ENTRY_NULL};
  int status;
  if (!khoa_cli_start(cli, &argc, &argv, entries, &status))
    return status;
  GError *error = NULL;
  g_auto(Given) given = {0};
  if (!khoa_cli_accept(cli, argv[1], named, &given.bundle, &error) ||
      !read_form(argv[1], &given, &error)) {
    /* A bundle that is there and bad is an answer; one that can't be read is an error. */
    gboolean answer = g_error_matches(error, KHOA_BUNDLE_ERROR, error->code);
    khoa_cli_fail(error);
    return answer ? KHOA_EXIT_NO : KHOA_EXIT_ERROR;
  }
  show_summary(cli, &given);
  gboolean fresh = khoa_bundle_freshness(&given.bundle, cli->world.now) == KHOA_FRESHNESS_FRESH;
  return fresh ? KHOA_EXIT_YES : KHOA_EXIT_NO;
}

static void show_batches(KhoaCli *cli, const KhoaBundle *bundle) {
  KhoaListing listing;
  khoa_listing_start(&listing, cli->json,
                     N_("batch kind unit issued tags printed in_use replaced lost revoked spoiled "
                        "hotlines"));
  for (gsize i = 0; i < bundle->n_batches; i++) {
    const KhoaBatch *batch = &bundle->batches[i];
    gint64 counts[KHOA_STATUS_COUNT] = {0};
    for (guint32 index = 1; batch->status && index <= batch->count; index++)
      counts[khoa_batch_status(batch, index)]++;
    khoa_listing_int(&listing, batch->number);
    khoa_listing_text(&listing, _(khoa_kind_word(batch->kind)));
    khoa_listing_text(&listing, batch->unit->code);
    khoa_listing_text(&listing, batch->issued);
    khoa_listing_int(&listing, batch->count);
    for (int status = 0; status < KHOA_STATUS_COUNT; status++)
      khoa_listing_int(&listing, counts[status]);
    khoa_listing_int(&listing, batch->hotlines->id);
  }
  khoa_listing_end(&listing);
}

static void show_line(KhoaListing *listing, const char *asks, guint number, const char *name,
                      const char *text) {
  g_autofree char *digits = name ? NULL : g_strdup_printf("%u", number);
  khoa_listing_text(listing, asks);
  khoa_listing_text(listing, name ? name : digits);
  khoa_listing_text(listing, text);
}

static void show_form(KhoaCli *cli, const KhoaForm *form) {
  KhoaListing listing;
  khoa_listing_start(&listing, cli->json, N_("asks name text"));
  for (guint i = 0; i < KHOA_GRADE_MAX; i++)
    show_line(&listing, _("grade"), i + 1, NULL, form->grades[i]);
  for (gsize i = 0; i < form->n_weaknesses; i++)
    show_line(&listing, _("weakness"), form->weaknesses[i].number, NULL, form->weaknesses[i].name);
  for (gsize i = 0; i < form->n_rounds; i++)
    show_line(&listing, _("round"), 0, form->rounds[i].name, form->rounds[i].unit);
  khoa_listing_end(&listing);
}

int khoa_cmd_bundle_show(KhoaCli *cli, int argc, char **argv) {
  int status;
  if (!khoa_cli_start(cli, &argc, &argv, NULL, &status))
    return status;
  GError *error = NULL;
  g_auto(Given) given = {0};
  if (!khoa_bundle_file_read(argv[1], NULL, &given.bundle, &error) ||
      !read_form(argv[1], &given, &error))
    return khoa_cli_fail(error);
  show_summary(cli, &given);
  if (!cli->json)
    putchar('\n');
  show_batches(cli, &given.bundle);
  if (!cli->json && given.has_form)
    putchar('\n');
  if (given.has_form)
    show_form(cli, &given.form);
  khoa_cli_tell(_("this is what the bundle says of itself, and nobody vouched for it: 'khoa bundle "
                  "check' asks whether a key that you trust signed it"));
  return KHOA_EXIT_YES;
}
