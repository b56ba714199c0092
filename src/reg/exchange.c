#include "exchange.h"

#include "replacement_sql.h"

/* Whether batch b carries its unit's newest numbers. */
#define SQL_CURRENT                                                                                \
  " b.hotline_set = (SELECT id FROM hotline_set n WHERE n.unit = b.unit"                           \
  "  ORDER BY since DESC, id DESC LIMIT 1)"

GArray *khoa_exchange_queue(KhoaDb *db, const char *unit, KhoaKind kind, const char *reason,
                            GError **error) {
  g_autoptr(GArray) names = g_array_new(FALSE, FALSE, sizeof(KhoaTagName));
  if (!khoa_db_each(db, khoa_tag_add_name, names, error,
                    "INSERT INTO replacement (old_batch, old_idx, reason)"
                    " SELECT t.batch, t.idx, ?3 FROM batch b CROSS JOIN tag t"
                    " WHERE b.unit = ?1 AND b.kind = ?2 AND NOT" SQL_CURRENT
                    "  AND t.batch = b.number AND t.status IN (0, 1)"
                    "  AND NOT" KHOA_SQL_QUEUED " AND NOT" KHOA_SQL_SUCCEEDED
                    " RETURNING old_batch, old_idx",
                    "sis", unit, (gint64)kind, reason))
    return NULL;
  return g_steal_pointer(&names);
}

typedef struct Walk {
  KhoaExchangeVisit visit;
  gpointer data;
} Walk;

static gboolean visit_row(KhoaRows *row, gpointer data, GError **error) {
  const Walk *walk = data;
  const KhoaExchange exchange = {
      .unit = khoa_rows_text(row, 0),
      .village = khoa_rows_text(row, 1),
      .kind = (KhoaKind)khoa_rows_int(row, 2),
      .old = khoa_rows_int(row, 3),
      .queued = khoa_rows_int(row, 4),
      .printed = khoa_rows_int(row, 5),
      .exchanged = khoa_rows_int(row, 6),
  };
  return walk->visit(&exchange, walk->data, error);
}

gboolean khoa_exchange_each(KhoaDb *db, const char *unit, KhoaExchangeVisit visit, gpointer data,
                            GError **error) {
  Walk walk = {visit, data};
  return khoa_db_each(
      db, visit_row, &walk, error,
      "SELECT unit, village, kind,"
      "  count(*) FILTER (WHERE place = 'old'), count(*) FILTER (WHERE place = 'queued'),"
      "  count(*) FILTER (WHERE place = 'printed'), count(*) FILTER (WHERE place = 'exchanged')"
      " FROM (SELECT s.id, s.unit, s.village, b.kind, CASE"
      "    WHEN" KHOA_SQL_QUEUED " THEN 'queued'"
      "    WHEN NOT" SQL_CURRENT " THEN CASE WHEN t.status IN (0, 1) THEN 'old' END"
      "    WHEN r.old_batch IS NULL THEN NULL"
      "    WHEN t.status = 0 THEN 'printed' ELSE 'exchanged' END AS place"
      "  FROM batch b JOIN tag t ON t.batch = b.number JOIN subject s ON s.id = t.subject"
      "  LEFT JOIN replacement r ON r.batch = t.batch AND r.idx = t.idx"
      "  WHERE (?1 IS NULL OR b.unit = ?1) AND t.status IN (0, 1, 3)"
      "   AND NOT" KHOA_SQL_SUCCEEDED ") AS places"
      " WHERE place IS NOT NULL GROUP BY unit, village, kind ORDER BY unit, village COLLATE vi, "
      "kind",
      "s", unit);
}
