#include "commands.h"
#include "office/bundle_export.h"
#include "office/bundle_file.h"
#include "output.h"
#include "trust.h"

#include <stdio.h>

int khoa_cmd_bundle_export(KhoaCli *cli, int argc, char **argv) {
  g_autofree char *unit = NULL, *path = NULL;
  gboolean force = FALSE;
  const GOptionEntry entries[] = {
      {"unit", 0, 0, G_OPTION_ARG_STRING, &unit, "Only this unit's (default: the whole office)",
       "CODE"},
      {"output", 'o', 0, G_OPTION_ARG_FILENAME, &path,
       "Where to (default: bundles/); the signature goes beside it, as FILE.minisig", "FILE"},
      {"force", 0, 0, G_OPTION_ARG_NONE, &force, "Replace a file that is there", NULL},
      G_OPTION_ENTRY_NULL};
  int status;
  if (!khoa_cli_start(cli, &argc, &argv, entries, &status))
    return status;
  GError *error = NULL;
  KhoaExported exported;
  if (!khoa_cli_unlock_authority(cli, &error) ||
      !khoa_bundle_export(cli->office, unit, path, force, &exported, &error))
    return khoa_cli_fail(error);
  KhoaListing listing;
  khoa_listing_start(&listing, cli->json, "sequence units batches tags file");
  khoa_listing_int(&listing, exported.sequence);
  khoa_listing_int(&listing, (gint64)exported.units);
  khoa_listing_int(&listing, (gint64)exported.batches);
  khoa_listing_int(&listing, (gint64)exported.tags);
  khoa_listing_text(&listing, exported.path);
  khoa_listing_end(&listing);
  khoa_cli_tell("give out both files: a verifier needs %s.minisig too", exported.path);
  if (exported.address_new)
    khoa_cli_tell(
        "the bundle says that %s is the office's address, and no batch carries it yet: if "
        "nobody of the office put it into khoa.ini, don't give the bundle out",
        cli->office->config->prefix);
  g_free(exported.path);
  return KHOA_EXIT_YES;
}

static void show_summary(KhoaCli *cli, const KhoaBundle *bundle) {
  char authority[KHOA_AUTHORITY_TEXT_SIZE];
  khoa_authority_print(authority, &bundle->authority);
  g_autoptr(GDateTime) created = g_date_time_new_from_unix_utc(bundle->created);
  g_autofree char *stamp = g_date_time_format(created, "%Y-%m-%dT%H:%M:%SZ");
  gint64 tags = 0;
  for (gsize i = 0; i < bundle->n_batches; i++)
    tags += bundle->batches[i].count;
  KhoaListing listing;
  khoa_listing_start(&listing, cli->json,
                     "sequence created freshness units batches tags authority");
  khoa_listing_int(&listing, (gint64)bundle->sequence);
  khoa_listing_text(&listing, stamp);
  khoa_listing_text(&listing, khoa_freshness_word(khoa_bundle_freshness(bundle, cli->world.now)));
  khoa_listing_int(&listing, (gint64)bundle->n_units);
  khoa_listing_int(&listing, (gint64)bundle->n_batches);
  khoa_listing_int(&listing, tags);
  khoa_listing_text(&listing, authority);
  khoa_listing_end(&listing);
}

int khoa_cmd_bundle_check(KhoaCli *cli, int argc, char **argv) {
  g_autofree char *named = NULL;
  const GOptionEntry entries[] = {{"authority", 0, 0, G_OPTION_ARG_STRING, &named,
                                   "The key that must have signed it (default: the office's)",
                                   "FILE|RWQ..."},
                                  G_OPTION_ENTRY_NULL};
  int status;
  if (!khoa_cli_start(cli, &argc, &argv, entries, &status))
    return status;
  GError *error = NULL;
  KhoaBundle bundle;
  if (!khoa_cli_accept(cli, argv[1], named, &bundle, &error)) {
    /* A bundle that is there and bad is an answer; one that can't be read is an error. */
    gboolean answer = g_error_matches(error, KHOA_BUNDLE_ERROR, error->code);
    khoa_cli_fail(error);
    return answer ? KHOA_EXIT_NO : KHOA_EXIT_ERROR;
  }
  show_summary(cli, &bundle);
  gboolean fresh = khoa_bundle_freshness(&bundle, cli->world.now) == KHOA_FRESHNESS_FRESH;
  khoa_bundle_clear(&bundle);
  return fresh ? KHOA_EXIT_YES : KHOA_EXIT_NO;
}

static void show_batches(KhoaCli *cli, const KhoaBundle *bundle) {
  KhoaListing listing;
  khoa_listing_start(&listing, cli->json,
                     "batch kind unit issued tags printed in_use replaced lost revoked spoiled "
                     "hotlines");
  for (gsize i = 0; i < bundle->n_batches; i++) {
    const KhoaBatch *batch = &bundle->batches[i];
    gint64 counts[KHOA_STATUS_COUNT] = {0};
    for (guint32 index = 1; batch->status && index <= batch->count; index++)
      counts[khoa_batch_status(batch, index)]++;
    khoa_listing_int(&listing, batch->number);
    khoa_listing_text(&listing, khoa_kind_word(batch->kind));
    khoa_listing_text(&listing, batch->unit->code);
    khoa_listing_text(&listing, batch->issued);
    khoa_listing_int(&listing, batch->count);
    for (int status = 0; status < KHOA_STATUS_COUNT; status++)
      khoa_listing_int(&listing, counts[status]);
    khoa_listing_int(&listing, batch->hotlines->id);
  }
  khoa_listing_end(&listing);
}

int khoa_cmd_bundle_show(KhoaCli *cli, int argc, char **argv) {
  int status;
  if (!khoa_cli_start(cli, &argc, &argv, NULL, &status))
    return status;
  GError *error = NULL;
  KhoaBundle bundle;
  if (!khoa_bundle_file_read(argv[1], NULL, &bundle, &error))
    return khoa_cli_fail(error);
  show_summary(cli, &bundle);
  if (!cli->json)
    putchar('\n');
  show_batches(cli, &bundle);
  khoa_bundle_clear(&bundle);
  khoa_cli_tell("this is what the bundle says of itself, and nobody vouched for it: 'khoa bundle "
                "check' asks whether a key that you trust signed it");
  return KHOA_EXIT_YES;
}
