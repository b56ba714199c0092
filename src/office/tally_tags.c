#include "tally.h"

/* Of a figure of tags, that of a kind is behind that of all. */
static void add(const KhoaTally *tally, KhoaFigure figure, KhoaKind kind, const char *unit,
                gint64 amount, const KhoaMark *row) {
  khoa_tally_add(tally, figure, unit, amount, row);
  khoa_tally_add(tally, figure + (KhoaFigure)kind, unit, amount, row);
}

static void add_tag(const KhoaTally *tally, KhoaFigure figure, const KhoaPastBatch *batch,
                    gint64 index, gint64 moment) {
  const KhoaMark row = {.batch = batch->record->number, .index = index, .moment = moment};
  add(tally, figure, batch->record->kind, batch->record->unit, 1, &row);
}

void khoa_tally_move(const KhoaTagMove *move, gpointer data) {
  static const KhoaFigure figures[KHOA_STATUS_COUNT] = {
      [KHOA_STATUS_IN_USE] = KHOA_FIGURE_TAGS_HANDED_OVER,
      [KHOA_STATUS_REPLACED] = KHOA_FIGURE_TAGS_REPLACED,
      [KHOA_STATUS_LOST] = KHOA_FIGURE_TAGS_LOST,
      [KHOA_STATUS_REVOKED] = KHOA_FIGURE_TAGS_REVOKED,
      [KHOA_STATUS_SPOILED] = KHOA_FIGURE_TAGS_SPOILED,
  };
  const KhoaTally *tally = data;
  const gboolean found = move->to == KHOA_STATUS_IN_USE && move->from == KHOA_STATUS_LOST;
  if (move->entry->sequence > tally->begin_entry)
    add_tag(tally, found ? KHOA_FIGURE_TAGS_FOUND : figures[move->to], move->batch, move->index,
            move->entry->time);
}

/* How many tags of each kind count for a subject. */
typedef struct Has {
  gint64 tags[2];
} Has;

typedef struct Walk {
  const KhoaTally *tally;
  GHashTable *has; /* Has, by subject's id */
} Walk;

static void count_for(const Walk *walk, const KhoaPastBatch *batch, gint64 index) {
  gint64 *owner = &batch->owners[index - 1];
  Has *has = g_hash_table_lookup(walk->has, owner);
  if (!has)
    g_hash_table_insert(walk->has, owner, has = g_new0(Has, 1));
  has->tags[batch->record->kind == KHOA_KIND_LOCK_TAG]++;
}

static void look_at_batch(const Walk *walk, const KhoaPastBatch *batch) {
  const KhoaTally *tally = walk->tally;
  const gboolean old = khoa_tag_past_outdated(tally->tags, batch, tally->until);
  for (gint64 index = 1; index <= batch->count; index++) {
    const guint8 status = batch->statuses[index - 1];
    const gboolean alive = status == KHOA_STATUS_PRINTED || status == KHOA_STATUS_IN_USE;
    if (khoa_tag_past_counts(tally->tags, batch, index))
      count_for(walk, batch, index);
    if (batch->queued[index - 1])
      add_tag(tally, KHOA_FIGURE_TAGS_QUEUED, batch, index, 0);
    if (alive)
      add_tag(tally,
              status == KHOA_STATUS_PRINTED ? KHOA_FIGURE_TAGS_WAITING : KHOA_FIGURE_TAGS_IN_USE,
              batch, index, 0);
    if (alive && old)
      add_tag(tally, KHOA_FIGURE_TAGS_OUTDATED, batch, index, 0);
  }
}

static gboolean add_subject(const KhoaPastSubject *subject, gpointer data, GError **error) {
  static const KhoaKind kinds[] = {KHOA_KIND_KEYCHAIN, KHOA_KIND_LOCK_TAG};
  const Walk *walk = data;
  const Has *has = g_hash_table_lookup(walk->has, &subject->id);
  const KhoaMark row = {.household = subject->id};
  (void)error;
  for (gsize i = 0; i < G_N_ELEMENTS(kinds); i++) {
    const gint64 wanted = subject->wanted[i];
    const gint64 covered = has ? MIN(has->tags[i], wanted) : 0;
    add(walk->tally, KHOA_FIGURE_TAGS_WANTED, kinds[i], subject->unit, wanted, &row);
    add(walk->tally, KHOA_FIGURE_TAGS_COVERED, kinds[i], subject->unit, covered, &row);
    add(walk->tally, KHOA_FIGURE_TAGS_DUE, kinds[i], subject->unit, wanted - covered, &row);
  }
  return TRUE;
}

gboolean khoa_tally_tags(const KhoaTally *tally, GError **error) {
  g_autoptr(GHashTable) has = g_hash_table_new_full(g_int64_hash, g_int64_equal, NULL, g_free);
  Walk walk = {tally, has};
  for (guint i = 0; i < tally->tags->batches->len; i++) {
    const KhoaPastBatch *batch = &g_array_index(tally->tags->batches, KhoaPastBatch, i);
    if (batch->issued)
      look_at_batch(&walk, batch);
  }
  return khoa_past_subjects(tally->office->db, tally->end_entry, add_subject, &walk, error);
}
