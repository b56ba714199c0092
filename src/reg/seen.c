#include "seen.h"

#include <glib/gi18n.h>
#include <inttypes.h>

void khoa_seen_list_free(KhoaSeenList *list) {
  if (!list)
    return;
  g_array_unref(list->seen);
  g_string_chunk_free(list->texts);
  g_free(list);
}

static const char *keep(KhoaSeenList *list, const char *text) {
  return text ? g_string_chunk_insert_const(list->texts, text) : NULL;
}

/* Where a subject is; texts are kept once, so that equal ones have one address. */
typedef struct Place {
  gint64 subject;
  const char *unit, *village;
} Place;

static guint hash_place(gconstpointer place) {
  const Place *p = place;
  return g_direct_hash(p->unit) * 31 + g_direct_hash(p->village);
}

static gboolean same_place(gconstpointer a, gconstpointer b) {
  const Place *x = a, *y = b;
  return x->unit == y->unit && x->village == y->village;
}

/* Looking these up is quicker than joining them to each sighting. */
typedef struct Reading {
  KhoaSeenList *list;
  GHashTable *subjects; /* Place, by number */
  GHashTable *villages; /* one Place of each */
} Reading;

static gboolean add_place(KhoaRows *row, gpointer data, GError **error) {
  const Reading *reading = data;
  Place *place = g_new(Place, 1);
  (void)error;
  *place = (Place){khoa_rows_int(row, 0), keep(reading->list, khoa_rows_text(row, 1)),
                   keep(reading->list, khoa_rows_text(row, 2))};
  g_hash_table_insert(reading->subjects, &place->subject, place);
  g_hash_table_add(reading->villages, place);
  return TRUE;
}

/* The household's, else the village that was typed if it is one of the registry's. */
static const char *village_of(const Reading *reading, gint64 household, const char *unit,
                              const char *typed) {
  const Place *place = g_hash_table_lookup(reading->subjects, &household);
  if (!place && typed)
    place = g_hash_table_lookup(reading->villages, &(Place){0, unit, keep(reading->list, typed)});
  return place ? place->village : NULL;
}

static gboolean add_seen(KhoaRows *row, gpointer data, GError **error) {
  const Reading *reading = data;
  KhoaSeenList *list = reading->list;
  const gint64 subject = khoa_rows_int(row, 4);
  const Place *owner = g_hash_table_lookup(reading->subjects, &subject);
  KhoaSeen seen = {
      .batch = khoa_rows_int(row, 0),
      .index = khoa_rows_int(row, 1),
      .kind = owner ? (KhoaKind)khoa_rows_int(row, 2) : 0,
      .status = (KhoaStatus)khoa_rows_int(row, 3),
      .owner = subject,
      .owner_unit = owner ? owner->unit : NULL,
      .owner_village = owner ? owner->village : NULL,
      .time = khoa_rows_int(row, 5),
      .surveyor = keep(list, khoa_rows_text(row, 6)),
      .unit = keep(list, khoa_rows_text(row, 7)),
      .household = khoa_rows_int(row, 8),
      .found = (KhoaSurveyFound)khoa_rows_int(row, 10),
      .placed = khoa_rows_int(row, 14) != 0,
      .latitude = khoa_rows_int(row, 11),
      .longitude = khoa_rows_int(row, 12),
      .verdict = (KhoaVerdictWord)khoa_rows_int(row, 13),
      .surveyor_id = khoa_rows_int(row, 15),
      .number = khoa_rows_int(row, 16),
  };
  seen.village = village_of(reading, seen.household, seen.unit, khoa_rows_text_or_null(row, 9));
  /* The schema vouches for it, but whoever edits the file by hand can turn that off. */
  if (seen.status < 0 || seen.status >= KHOA_STATUS_COUNT) {
    g_set_error(error, KHOA_DB_ERROR, KHOA_DB_FORMAT,
                _("tag %" PRId64 " of batch %" PRId64
                  " has a status that there is none of: restore a backup"),
                seen.index, seen.batch);
    return FALSE;
  }
  g_array_append_val(list->seen, seen);
  return TRUE;
}

#define BY(field)                                                                                  \
  if (x->field != y->field)                                                                        \
  return x->field < y->field ? -1 : 1

/* Quicker than by SQLite, which would move all columns about. */
static gint by_tag(gconstpointer a, gconstpointer b) {
  const KhoaSeen *x = a, *y = b;
  BY(batch);
  BY(index);
  BY(time);
  BY(surveyor_id);
  BY(number);
  return 0;
}

KhoaSeenList *khoa_seen_list(KhoaDb *db, const char *round, gint64 before, GError **error) {
  g_autoptr(KhoaSeenList) list = g_new(KhoaSeenList, 1);
  *list = (KhoaSeenList){g_array_new(FALSE, FALSE, sizeof(KhoaSeen)), g_string_chunk_new(4096)};
  g_autoptr(GHashTable) subjects = g_hash_table_new_full(g_int64_hash, g_int64_equal, NULL, g_free);
  g_autoptr(GHashTable) villages = g_hash_table_new(hash_place, same_place);
  Reading reading = {list, subjects, villages};
  /* present, damaged, unreadable, wrong-place: it hung there */
  if (!khoa_db_each(db, add_place, &reading, error, "SELECT id, unit, village FROM subject", "") ||
      !khoa_db_each(
          db, add_seen, &reading, error,
          "SELECT r.batch, r.idx, b.kind, t.status, t.subject, r.time, s.name, r.unit, r.subject,"
          "  r.village, r.found, r.latitude, r.longitude, coalesce(r.verdict, ?2),"
          "  r.latitude IS NOT NULL, r.surveyor, r.number"
          " FROM round n CROSS JOIN survey_record r ON r.unit = n.unit AND r.round = n.name"
          " CROSS JOIN surveyor s ON s.id = r.surveyor"
          " LEFT JOIN tag t ON t.batch = r.batch AND t.idx = r.idx"
          " LEFT JOIN batch b ON b.number = t.batch"
          " WHERE n.name = ?1 AND r.batch IS NOT NULL AND r.found IN (1, 2, 3, 5)"
          "  AND r.time < ?3",
          "sii", round, (gint64)KHOA_VERDICT_COUNT, before))
    return NULL;
  g_array_sort(list->seen, by_tag);
  return g_steal_pointer(&list);
}

guint khoa_seen_count(const KhoaSeenList *list, guint first) {
  const KhoaSeen *seen = &g_array_index(list->seen, KhoaSeen, first);
  guint count = 1;
  while (first + count < list->seen->len && seen[count].batch == seen->batch &&
         seen[count].index == seen->index)
    count++;
  return count;
}
