#include "tally.h"

#include <string.h>

/* One that khoa doesn't know is as good as none. */
static KhoaFigure fund_of(const char *fund) {
  for (gsize i = 0; i < KHOA_FUNDS; i++)
    if (strcmp(khoa_funds[i], fund) == 0)
      return (KhoaFigure)i;
  return (KhoaFigure)(KHOA_FUNDS - 1);
}

static void add_batch(const KhoaTally *tally, const KhoaBatchRecord *batch) {
  const KhoaMark row = {.batch = batch->number, .day = batch->day};
  const KhoaFigure fund = fund_of(batch->fund);
  const struct {
    KhoaFigure figure;
    gint64 amount;
  } amounts[] = {
      {KHOA_FIGURE_BATCHES, 1},
      {KHOA_FIGURE_BATCHES_UNPRICED, batch->cost == 0},
      {KHOA_FIGURE_COST, batch->cost},
      {KHOA_FIGURE_COST_BUDGET + fund, batch->cost},
      {KHOA_FIGURE_FUNDED_BUDGET + fund, batch->count},
      {KHOA_FIGURE_TAGS_ISSUED, batch->count},
      {KHOA_FIGURE_TAGS_ISSUED + (KhoaFigure)batch->kind, batch->count},
  };
  for (gsize i = 0; i < G_N_ELEMENTS(amounts); i++)
    khoa_tally_add(tally, amounts[i].figure, batch->unit, amounts[i].amount, &row);
}

gboolean khoa_tally_costs(const KhoaTally *tally, GError **error) {
  (void)error;
  for (guint i = 0; i < tally->tags->batches->len; i++) {
    const KhoaPastBatch *batch = &g_array_index(tally->tags->batches, KhoaPastBatch, i);
    if (batch->issued && strcmp(batch->record->day, tally->first) >= 0 &&
        strcmp(batch->record->day, tally->until) <= 0)
      add_batch(tally, batch->record);
  }
  return TRUE;
}
