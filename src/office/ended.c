#include "ended.h"

#include "acts.h"
#include "ranges.h"
#include "reg/log.h"

typedef struct End {
  gint64 batch, index;
  KhoaStatus status;
  gint64 since;
} End;

struct KhoaEnded {
  GHashTable *ends; /* End, by tag */
};

static guint hash(gconstpointer end) {
  const End *e = end;
  return (guint)e->batch * 100003u + (guint)e->index;
}

static gboolean equal(gconstpointer a, gconstpointer b) {
  const End *x = a, *y = b;
  return x->batch == y->batch && x->index == y->index;
}

static End *end_of(const KhoaEnded *ended, gint64 batch, gint64 index) {
  return g_hash_table_lookup(ended->ends, &(End){.batch = batch, .index = index});
}

/* The newest act that led to the status is the one. */
static gboolean take_entry(const KhoaLogEntry *entry, gpointer data, GError **error) {
  const KhoaEnded *ended = data;
  KhoaStatus status = khoa_act_status(entry->act);
  gint64 batch, from, to;
  const char *ranges =
      status == KHOA_STATUS_UNKNOWN ? NULL : khoa_act_ranges(entry->object, &batch);
  (void)error;
  while (ranges && khoa_ranges_next(&ranges, &from, &to))
    for (to = MIN(to, KHOA_INDEX_MAX); from <= to; from++) {
      End *end = end_of(ended, batch, from);
      if (end && end->status == status)
        end->since = entry->time;
    }
  return TRUE;
}

static gboolean has_ended(const KhoaSeen *seen) {
  return seen->kind && seen->status != KHOA_STATUS_PRINTED && seen->status != KHOA_STATUS_IN_USE;
}

KhoaEnded *khoa_ended_new(const KhoaOffice *office, const KhoaSeenList *list, GError **error) {
  g_autoptr(KhoaEnded) ended = g_new(KhoaEnded, 1);
  ended->ends = g_hash_table_new_full(hash, equal, g_free, NULL);
  for (guint i = 0; i < list->seen->len; i += khoa_seen_count(list, i)) {
    const KhoaSeen *seen = &g_array_index(list->seen, KhoaSeen, i);
    const End end = {seen->batch, seen->index, seen->status, 0};
    if (has_ended(seen))
      g_hash_table_add(ended->ends, g_memdup2(&end, sizeof end));
  }
  if (g_hash_table_size(ended->ends) > 0 && !khoa_log_each(office->db, 1, take_entry, ended, error))
    return NULL;
  return g_steal_pointer(&ended);
}

void khoa_ended_free(KhoaEnded *ended) {
  if (!ended)
    return;
  g_hash_table_unref(ended->ends);
  g_free(ended);
}

gint64 khoa_ended_since(const KhoaEnded *ended, const KhoaSeen *seen) {
  const End *end = end_of(ended, seen->batch, seen->index);
  return end ? end->since : 0;
}
