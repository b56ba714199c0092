#include "commands.h"
#include "office/lookup.h"
#include "output.h"

#include <glib/gi18n.h>

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
  KhoaListing listing;
  khoa_listing_start(
      &listing, cli->json,
      N_("batch kind unit issued fund cost tags printed in_use replaced lost revoked "
         "spoiled files current_numbers"));
  for (guint i = 0; listed && i < batches->len; i++) {
    const KhoaBatchRecord *batch = g_ptr_array_index(batches, i);
    gint64 counts[KHOA_STATUS_COUNT];
    if (!(listed = khoa_tag_count(cli->office->db, batch->number, counts, &error)))
      break;
    khoa_listing_int(&listing, batch->number);
    khoa_listing_text(&listing, _(khoa_kind_word(batch->kind)));
    khoa_listing_text(&listing, batch->unit);
    khoa_listing_text(&listing, batch->day);
    khoa_listing_text(&listing, khoa_word("fund", batch->fund));
    khoa_listing_dong(&listing, batch->cost);
    khoa_listing_int(&listing, batch->count);
    for (int one = 0; one < KHOA_STATUS_COUNT; one++)
      khoa_listing_int(&listing, counts[one]);
    khoa_listing_bool(&listing, batch->drawn);
    khoa_listing_bool(&listing, batch->numbers_current);
  }
  khoa_listing_end(&listing);
  return listed ? KHOA_EXIT_YES : khoa_cli_fail(error);
}
