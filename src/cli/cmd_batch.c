#include "commands.h"
#include "office/lookup.h"
#include "output.h"

#include <glib/gi18n.h>
#include <stdio.h>

/* For people in two tables, since one is wider than a terminal; for programs in one. */
typedef struct Tables {
  KhoaListing batches, tags;
  gboolean json;
} Tables;

static void tables_start(Tables *tables, gboolean json) {
  tables->json = json;
  khoa_listing_start(
      &tables->batches, json,
      json ? N_("batch kind unit issued fund cost tags printed in_use replaced lost revoked "
                "spoiled files current_numbers")
           : N_("batch kind unit issued fund cost tags"));
  if (!json)
    khoa_listing_start(
        &tables->tags, json,
        N_("batch printed in_use replaced lost revoked spoiled files current_numbers"));
}

static void tables_end(Tables *tables, gboolean any) {
  khoa_listing_end(&tables->batches);
  if (tables->json)
    return;
  if (any)
    putchar('\n');
  khoa_listing_end(&tables->tags);
}

static void list_batch(Tables *tables, const KhoaBatchRecord *batch,
                       const gint64 counts[KHOA_STATUS_COUNT]) {
  KhoaListing *listing = &tables->batches;
  khoa_listing_int(listing, batch->number);
  khoa_listing_text(listing, _(khoa_kind_word(batch->kind)));
  khoa_listing_text(listing, batch->unit);
  khoa_listing_text(listing, batch->day);
  khoa_listing_text(listing, khoa_word("fund", batch->fund));
  khoa_listing_dong(listing, batch->cost);
  khoa_listing_int(listing, batch->count);
  if (!tables->json) {
    listing = &tables->tags;
    khoa_listing_int(listing, batch->number);
  }
  for (int one = 0; one < KHOA_STATUS_COUNT; one++)
    khoa_listing_int(listing, counts[one]);
  khoa_listing_bool(listing, batch->drawn);
  khoa_listing_bool(listing, batch->numbers_current);
}

int khoa_cmd_batch_list(KhoaCli *cli, int argc, char **argv) {
  g_autofree char *unit = NULL;
  const GOptionEntry entries[] = {
      {"unit", 0, 0, G_OPTION_ARG_STRING, &unit, N_("Only this unit's"), N_("CODE")},
      G_OPTION_ENTRY_NULL};
  int status;
  if (!khoa_cli_start(cli, &argc, &argv, entries, &status))
    return status;
  GError *error = NULL;
  g_autoptr(KhoaUnitRecord) known = unit ? khoa_unit_get(cli->office->db, unit, &error) : NULL;
  g_autoptr(GPtrArray) batches =
      unit && !known ? NULL : khoa_batch_list(cli->office->db, unit, &error);
  gboolean listed = batches != NULL;
  Tables tables;
  tables_start(&tables, cli->json);
  for (guint i = 0; listed && i < batches->len; i++) {
    const KhoaBatchRecord *batch = g_ptr_array_index(batches, i);
    gint64 counts[KHOA_STATUS_COUNT];
    listed = khoa_tag_count(cli->office->db, batch->number, counts, &error);
    if (listed)
      list_batch(&tables, batch, counts);
  }
  tables_end(&tables, batches && batches->len);
  return listed ? KHOA_EXIT_YES : khoa_cli_fail(error);
}
