#include "copies.h"
#include "tally.h"

/* A copy is told by its last sighting, and is of the unit of its first. */
static void add_copy(const KhoaTally *tally, const KhoaCopy *copy) {
  const KhoaSeen *seen = copy->first;
  const KhoaMark row = {
      .batch = seen->batch,
      .index = seen->index,
      .household = seen->household,
      .moment = copy->last ? MAX(copy->last->time, seen->time) : seen->time,
      .what = copy->what,
  };
  if (row.moment < tally->begin)
    return;
  khoa_tally_add(tally, KHOA_FIGURE_COPIES, seen->unit, 1, &row);
  khoa_tally_add(tally, KHOA_FIGURE_COPIES_FORGED + (KhoaFigure)copy->kind, seen->unit, 1, &row);
}

gboolean khoa_tally_copies(const KhoaTally *tally, GError **error) {
  for (guint i = 0; i < tally->rounds->len; i++) {
    const KhoaTallyRound *round = &g_array_index(tally->rounds, KhoaTallyRound, i);
    if (round->end <= tally->begin)
      continue;
    g_autoptr(KhoaCopies) copies =
        khoa_copies_find_past(tally->office, round->name, NULL, tally->tags, tally->end, error);
    if (!copies)
      return FALSE;
    for (guint n = 0; n < copies->found->len; n++)
      add_copy(tally, &g_array_index(copies->found, KhoaCopy, n));
  }
  return TRUE;
}
