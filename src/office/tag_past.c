#include "tag_past.h"

#include "acts.h"
#include "ranges.h"
#include "reg/hotline.h"

#include <string.h>

static void clear_batch(gpointer data) {
  KhoaPastBatch *batch = data;
  g_free(batch->statuses);
  g_free(batch->queued);
  g_free(batch->owners);
  g_free(batch->since);
}

void khoa_tag_past_free(KhoaTagPast *past) {
  if (!past)
    return;
  g_clear_pointer(&past->batches, g_array_unref);
  g_clear_pointer(&past->records, g_ptr_array_unref);
  g_clear_pointer(&past->hotlines, g_ptr_array_unref);
  g_clear_pointer(&past->by_number, g_hash_table_unref);
  g_clear_pointer(&past->links, g_array_unref);
  g_clear_pointer(&past->links_by_heir, g_array_unref);
  g_free(past);
}

static KhoaPastBatch *batch_of(const KhoaTagPast *past, gint64 number) {
  guint place = GPOINTER_TO_UINT(g_hash_table_lookup(past->by_number, &number));
  return place ? &g_array_index(past->batches, KhoaPastBatch, place - 1) : NULL;
}

static KhoaPastBatch *batch_with(const KhoaTagPast *past, gint64 number, gint64 index) {
  KhoaPastBatch *batch = batch_of(past, number);
  return batch && index >= 1 && index <= batch->count ? batch : NULL;
}

const KhoaPastBatch *khoa_tag_past_find(const KhoaTagPast *past, gint64 batch, gint64 index) {
  return batch_with(past, batch, index);
}

static void add_batches(KhoaTagPast *past) {
  for (guint i = 0; i < past->records->len; i++) {
    const KhoaBatchRecord *record = g_ptr_array_index(past->records, i);
    /* The schema vouches for it, but whoever edits the file by hand can turn that off. */
    const gsize count = (gsize)CLAMP(record->count, 0, KHOA_INDEX_MAX);
    const KhoaPastBatch batch = {.record = record,
                                 .count = (gint64)count,
                                 .statuses = g_malloc0(count),
                                 .queued = g_malloc0(count),
                                 .owners = g_new0(gint64, count),
                                 .since = g_new0(gint64, count)};
    g_array_append_val(past->batches, batch);
    g_hash_table_insert(past->by_number, (gpointer)&record->number, GUINT_TO_POINTER(i + 1));
  }
}

static gboolean set_owner(KhoaTagName tag, gint64 subject, gpointer past, GError **error) {
  KhoaPastBatch *batch = batch_with(past, tag.batch, tag.index);
  (void)error;
  if (batch)
    batch->owners[tag.index - 1] = subject;
  return TRUE;
}

static gint by_old(gconstpointer a, gconstpointer b) {
  return khoa_tag_name_compare(&((const KhoaLink *)a)->old, &((const KhoaLink *)b)->old);
}

static gint by_heir(gconstpointer a, gconstpointer b) {
  return khoa_tag_name_compare(&((const KhoaLink *)a)->heir, &((const KhoaLink *)b)->heir);
}

KhoaTagPast *khoa_tag_past_new(KhoaDb *db, GError **error) {
  g_autoptr(KhoaTagPast) past = g_new0(KhoaTagPast, 1);
  past->batches = g_array_new(FALSE, FALSE, sizeof(KhoaPastBatch));
  g_array_set_clear_func(past->batches, clear_batch);
  past->by_number = g_hash_table_new(g_int64_hash, g_int64_equal);
  if (!(past->records = khoa_batch_list(db, NULL, error)) ||
      !(past->hotlines = khoa_hotlines_list(db, NULL, error)) ||
      !(past->links = khoa_links_list(db, error)))
    return NULL;
  past->links_by_heir = g_array_copy(past->links);
  g_array_sort(past->links_by_heir, by_heir);
  add_batches(past);
  return khoa_owners_each(db, set_owner, past, error) ? g_steal_pointer(&past) : NULL;
}

/* The first link that isn't before the one that is looked for. */
static guint lower_bound(const GArray *links, const KhoaLink *wanted, GCompareFunc compare) {
  guint from = 0, to = links->len;
  while (from < to) {
    const guint middle = from + (to - from) / 2;
    if (compare(&g_array_index(links, KhoaLink, middle), wanted) < 0)
      from = middle + 1;
    else
      to = middle;
  }
  return from;
}

/* What it replaces leaves the queue. */
static void issue(const KhoaTagPast *past, const KhoaLogEntry *entry) {
  const char *number = entry->object + strlen("batch ");
  KhoaPastBatch *batch = g_str_has_prefix(entry->object, "batch ")
                             ? batch_of(past, g_ascii_strtoll(number, NULL, 10))
                             : NULL;
  if (!batch)
    return;
  batch->issued = TRUE;
  const GArray *links = past->links_by_heir;
  const KhoaLink first = {.heir = {(guint32)batch->record->number, 0}};
  for (guint i = lower_bound(links, &first, by_heir); i < links->len; i++) {
    const KhoaLink *link = &g_array_index(links, KhoaLink, i);
    if (link->heir.batch != first.heir.batch)
      return;
    KhoaPastBatch *old = batch_with(past, link->old.batch, link->old.index);
    if (old)
      old->queued[link->old.index - 1] = 0;
  }
}

typedef struct Replay {
  KhoaTagPast *past;
  KhoaTagMoveVisit visit;
  gpointer data;
} Replay;

static void move(const Replay *replay, const KhoaLogEntry *entry, KhoaPastBatch *batch,
                 gint64 index, KhoaStatus to) {
  const KhoaTagMove told = {entry, batch, index, batch->statuses[index - 1], to};
  batch->statuses[index - 1] = (guint8)to;
  batch->since[index - 1] = entry->time;
  if (to == KHOA_STATUS_REPLACED || to == KHOA_STATUS_REVOKED || to == KHOA_STATUS_SPOILED)
    batch->queued[index - 1] = 0;
  if (replay->visit)
    replay->visit(&told, replay->data);
}

/* Whether the act queues tags (1) or takes them off the queue (0); -1: neither. */
static int queues(const char *act) {
  return strcmp(act, KHOA_ACT_QUEUE) == 0 || strcmp(act, KHOA_ACT_REISSUE) == 0 ? 1
         : strcmp(act, KHOA_ACT_CANCEL) == 0                                    ? 0
                                                                                : -1;
}

/* The tags that the entry's object names, "batch 12: 1-40,63". */
static void take_tags(const Replay *replay, const KhoaLogEntry *entry, KhoaStatus status,
                      int queued) {
  gint64 number, from, to;
  const char *ranges = khoa_act_ranges(entry->object, &number);
  KhoaPastBatch *batch = ranges ? batch_of(replay->past, number) : NULL;
  while (batch && khoa_ranges_next(&ranges, &from, &to))
    for (from = MAX(from, 1); from <= MIN(to, batch->count); from++)
      if (queued < 0)
        move(replay, entry, batch, from, status);
      else
        batch->queued[from - 1] = (guint8)queued;
}

static gboolean take_entry(const KhoaLogEntry *entry, gpointer data, GError **error) {
  const Replay *replay = data;
  const KhoaStatus status = khoa_act_status(entry->act);
  const int queued = queues(entry->act);
  (void)error;
  if (status != KHOA_STATUS_UNKNOWN || queued >= 0)
    take_tags(replay, entry, status, queued);
  else if (strcmp(entry->act, KHOA_ACT_ISSUE) == 0)
    issue(replay->past, entry);
  else if (strcmp(entry->act, KHOA_ACT_HOTLINES) == 0)
    replay->past->sets++; /* the n-th such entry is of set n */
  return TRUE;
}

gboolean khoa_tag_past_replay(KhoaTagPast *past, KhoaDb *db, gint64 entry, KhoaTagMoveVisit visit,
                              gpointer data, GError **error) {
  Replay replay = {past, visit, data};
  const gint64 after = past->entry;
  past->entry = MAX(entry, after);
  return khoa_log_between(db, after, entry, take_entry, &replay, error);
}

/* Whether an heir is printed or in use. Heirs are of later batches: so this ends, whatever somebody
 * wrote into the registry. */
static gboolean succeeded(const KhoaTagPast *past, KhoaTagName tag) {
  const KhoaLink wanted = {.old = tag};
  for (guint i = lower_bound(past->links, &wanted, by_old); i < past->links->len; i++) {
    const KhoaLink *link = &g_array_index(past->links, KhoaLink, i);
    if (khoa_tag_name_compare(&link->old, &tag) != 0)
      break;
    const KhoaPastBatch *heir = batch_with(past, link->heir.batch, link->heir.index);
    if (!heir || !heir->issued || link->heir.batch <= tag.batch)
      continue;
    const guint8 status = heir->statuses[link->heir.index - 1];
    if (status == KHOA_STATUS_PRINTED || status == KHOA_STATUS_IN_USE ||
        succeeded(past, link->heir))
      return TRUE;
  }
  return FALSE;
}

gboolean khoa_tag_past_counts(const KhoaTagPast *past, const KhoaPastBatch *batch, gint64 index) {
  const guint8 status = batch->statuses[index - 1];
  if (status == KHOA_STATUS_LOST)
    return batch->queued[index - 1];
  return (status == KHOA_STATUS_PRINTED || status == KHOA_STATUS_IN_USE) &&
         !succeeded(past, (KhoaTagName){(guint32)batch->record->number, (guint32)index});
}

gint64 khoa_tag_past_ended(const KhoaTagPast *past, gint64 number, gint64 index,
                           KhoaStatus *status) {
  const KhoaPastBatch *batch = batch_with(past, number, index);
  *status = batch ? batch->statuses[index - 1] : KHOA_STATUS_UNKNOWN;
  return !batch || *status == KHOA_STATUS_PRINTED || *status == KHOA_STATUS_IN_USE
             ? 0
             : batch->since[index - 1];
}

gboolean khoa_tag_past_outdated(const KhoaTagPast *past, const KhoaPastBatch *batch,
                                const char *day) {
  gboolean seen = FALSE; /* the batch's own set: those of its unit that come behind are newer */
  for (guint i = 0; i < past->hotlines->len; i++) {
    const KhoaHotlinesRecord *set = g_ptr_array_index(past->hotlines, i);
    if (set->id == batch->record->hotline_set)
      seen = TRUE;
    else if (seen && set->id <= past->sets && strcmp(set->unit, batch->record->unit) == 0 &&
             strcmp(set->since, day) <= 0)
      return TRUE;
  }
  return FALSE;
}
