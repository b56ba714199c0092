#include "due.h"

#include "replacement_sql.h"

/* How many tags of kind ?1 subject s should have and hasn't. */
#define SQL_LACKING                                                                                \
  " CASE ?1 WHEN 1 THEN keychains ELSE lock_tags END -"                                            \
  " (SELECT count(*) FROM tag t JOIN batch b ON b.number = t.batch"                                \
  "  WHERE t.subject = s.id AND b.kind = ?1 AND"                                                   \
  "   ((t.status IN (0, 1) AND NOT" KHOA_SQL_SUCCEEDED ")"                                         \
  "    OR (t.status = 3 AND" KHOA_SQL_QUEUED ")))"

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
                    " (SELECT id, min(id) OVER (PARTITION BY village) AS first," SQL_LACKING
                    "   AS due"
                    "  FROM subject s WHERE unit = ?3 AND (?2 = 0 OR id = ?2)) AS want"
                    " WHERE due > 0 ORDER BY first, id",
                    "iis", (gint64)kind, subject, unit))
    return NULL;
  return g_steal_pointer(&list);
}

gboolean khoa_tags_surplus(KhoaDb *db, gint64 subject, KhoaKind kind, gint64 *surplus,
                           GError **error) {
  return khoa_db_get_int(db, surplus, 0, error,
                         "SELECT max(0, -(" SQL_LACKING ")) FROM subject s WHERE id = ?2", "ii",
                         (gint64)kind, subject);
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
