#include "commands.h"
#include "office/copies.h"
#include "office/lookup.h"
#include "office/rounds.h"
#include "output.h"

#include <glib/gi18n.h>
#include <stdio.h>

static char *time_of(gint64 time) {
  g_autoptr(GDateTime) utc = g_date_time_new_from_unix_utc(time);
  return g_date_time_format(utc, "%Y-%m-%dT%H:%M:%SZ");
}

static char *place_of(const KhoaSeen *seen) {
  return seen->placed ? g_strdup_printf("%.3f,%.3f", (double)seen->latitude / 1000,
                                        (double)seen->longitude / 1000)
                      : NULL;
}

/* A row for each sighting. */
static void list_sighting(KhoaListing *listing, const KhoaCopy *copy, const KhoaSeen *seen) {
  g_autofree char *code =
      khoa_tag_code(&(KhoaTagRecord){.batch = seen->batch, .index = seen->index});
  g_autofree char *time = time_of(seen->time), *place = place_of(seen);
  g_autofree char *household =
      seen->household ? g_strdup_printf("%" G_GINT64_FORMAT, seen->household) : NULL;
  khoa_listing_text(listing, khoa_word("copy", khoa_copy_word(copy->kind)));
  khoa_listing_text(listing, code);
  khoa_listing_text(listing, seen->kind ? _(khoa_kind_word(seen->kind)) : NULL);
  khoa_listing_text(listing, copy->what);
  khoa_listing_text(listing, time);
  khoa_listing_text(listing, seen->unit);
  khoa_listing_text(listing, seen->village);
  khoa_listing_text(listing, household);
  khoa_listing_text(listing, place);
  khoa_listing_text(listing, khoa_word("found", khoa_found_word(seen->found)));
  khoa_listing_text(listing, seen->surveyor);
}

int khoa_cmd_survey_copies(KhoaCli *cli, int argc, char **argv) {
  g_autofree char *unit = NULL;
  const GOptionEntry entries[] = {{"unit", 0, 0, G_OPTION_ARG_STRING, &unit,
                                   N_("Only what concerns this unit or its tags"), N_("CODE")},
                                  G_OPTION_ENTRY_NULL};
  int status;
  if (!khoa_cli_start(cli, &argc, &argv, entries, &status))
    return status;
  GError *error = NULL;
  g_autofree char *round = khoa_round_name(cli->office, unit, argv[1], &error);
  g_autoptr(KhoaCopies) copies = round ? khoa_copies_find(cli->office, round, unit, &error) : NULL;
  if (!copies)
    return khoa_cli_fail(error);
  KhoaListing listing;
  khoa_listing_start(&listing, cli->json,
                     N_("finding tag kind what time unit village household place found surveyor"));
  for (guint i = 0; i < copies->found->len; i++) {
    const KhoaCopy *copy = &g_array_index(copies->found, KhoaCopy, i);
    list_sighting(&listing, copy, copy->first);
    if (copy->last)
      list_sighting(&listing, copy, copy->last);
  }
  khoa_listing_end(&listing);
  khoa_cli_tell(_("%u findings among %u sightings of tags in round %s"), copies->found->len,
                copies->list->seen->len, round);
  return copies->found->len ? KHOA_EXIT_NO : KHOA_EXIT_YES;
}
