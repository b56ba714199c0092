#include "due.h"

#include "replacement_sql.h"

static gboolean add_due(KhoaRows *row, gpointer list, GError **error) {
  (void)error;
  KhoaTagsDue due = {
      .subject = khoa_rows_int(row, 0),
      .count = khoa_rows_int(row, 1),
      .replaces = {(guint32)khoa_rows_int(row, 2), (guint32)khoa_rows_int(row, 3)},
  };
  g_array_append_val((GArray *)list, due);
  return TRUE;
}

GArray *khoa_tags_due(KhoaDb *db, const char *unit, gint64 subject, KhoaKind kind, GError **error) {
  g_autoptr(GArray) list = g_array_new(FALSE, FALSE, sizeof(KhoaTagsDue));
  if (!khoa_db_each(db, add_due, list, error,
                    "SELECT id, due, 0, 0 FROM"
                    " (SELECT id, min(id) OVER (PARTITION BY village) AS first,"
                    "    CASE ?3 WHEN 1 THEN keychains ELSE lock_tags END -"
                    "    (SELECT count(*) FROM tag t JOIN batch b ON b.number = t.batch"
                    "     WHERE t.subject = s.id AND b.kind = ?3 AND"
                    "      ((t.status IN (0, 1) AND NOT" KHOA_SQL_SUCCEEDED ")"
                    "       OR (t.status = 3 AND" KHOA_SQL_QUEUED "))) AS due"
                    "  FROM subject s WHERE unit = ?1 AND (?2 = 0 OR id = ?2)) AS want"
                    " WHERE due > 0 ORDER BY first, id",
                    "sii", unit, subject, (gint64)kind))
    return NULL;
  return g_steal_pointer(&list);
}

/* By way of the unit's tags, not of the queue, which a whole district's exchange fills. */
GArray *khoa_replacements_due(KhoaDb *db, const char *unit, gint64 subject, KhoaKind kind,
                              GError **error) {
  g_autoptr(GArray) list = g_array_new(FALSE, FALSE, sizeof(KhoaTagsDue));
  if (!khoa_db_each(db, add_due, list, error,
                    "SELECT s.id, 1, t.batch, t.idx FROM"
                    " (SELECT id, min(id) OVER (PARTITION BY village) AS first"
                    "  FROM subject WHERE unit = ?1 AND (?2 = 0 OR id = ?2)) AS s"
                    " CROSS JOIN tag t JOIN batch b ON b.number = t.batch"
                    " WHERE t.subject = s.id AND b.kind = ?3 AND" KHOA_SQL_QUEUED
                    " ORDER BY first, s.id, t.batch, t.idx",
                    "sii", unit, subject, (gint64)kind))
    return NULL;
  return g_steal_pointer(&list);
}
