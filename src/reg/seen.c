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

static gboolean add_seen(KhoaRows *row, gpointer data, GError **error) {
  KhoaSeenList *list = data;
  const KhoaSeen seen = {
      .batch = khoa_rows_int(row, 0),
      .index = khoa_rows_int(row, 1),
      .kind = (KhoaKind)khoa_rows_int(row, 2),
      .status = (KhoaStatus)khoa_rows_int(row, 3),
      .owner = khoa_rows_int(row, 4),
      .owner_unit = keep(list, khoa_rows_text_or_null(row, 5)),
      .owner_village = keep(list, khoa_rows_text_or_null(row, 6)),
      .time = khoa_rows_int(row, 7),
      .surveyor = keep(list, khoa_rows_text(row, 8)),
      .unit = keep(list, khoa_rows_text(row, 9)),
      .household = khoa_rows_int(row, 10),
      .village = keep(list, khoa_rows_text_or_null(row, 11)),
      .found = (KhoaSurveyFound)khoa_rows_int(row, 12),
      .placed = khoa_rows_int(row, 16) != 0,
      .latitude = khoa_rows_int(row, 13),
      .longitude = khoa_rows_int(row, 14),
      .verdict = (KhoaVerdictWord)khoa_rows_int(row, 15),
  };
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

KhoaSeenList *khoa_seen_list(KhoaDb *db, const char *round, GError **error) {
  g_autoptr(KhoaSeenList) list = g_new(KhoaSeenList, 1);
  *list = (KhoaSeenList){g_array_new(FALSE, FALSE, sizeof(KhoaSeen)), g_string_chunk_new(4096)};
  /* present, damaged, unreadable, wrong-place: it hung there */
  if (!khoa_db_each(
          db, add_seen, list, error,
          "SELECT r.batch, r.idx, iif(o.id, b.kind, 0), t.status, t.subject, o.unit, o.village,"
          "  r.time, s.name, r.unit, r.subject, coalesce(h.village, v.village), r.found,"
          "  r.latitude, r.longitude, coalesce(r.verdict, ?2), r.latitude IS NOT NULL"
          " FROM round n JOIN survey_record r ON r.unit = n.unit AND r.round = n.name"
          " JOIN surveyor s ON s.id = r.surveyor"
          " LEFT JOIN tag t ON t.batch = r.batch AND t.idx = r.idx"
          " LEFT JOIN batch b ON b.number = t.batch"
          " LEFT JOIN subject o ON o.id = t.subject"
          " LEFT JOIN subject h ON h.id = r.subject"
          " LEFT JOIN (SELECT DISTINCT unit, village FROM subject) v"
          "  ON v.unit = r.unit AND v.village = r.village"
          " WHERE n.name = ?1 AND r.batch IS NOT NULL AND r.found IN (1, 2, 3, 5)"
          " ORDER BY r.batch, r.idx, r.time, r.surveyor, r.number",
          "si", round, (gint64)KHOA_VERDICT_COUNT))
    return NULL;
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
