#include "round.h"

void khoa_round_record_free(KhoaRoundRecord *round) {
  if (!round)
    return;
  g_free(round->unit);
  g_free(round->name);
  g_free(round);
}

gboolean khoa_round_open(KhoaDb *db, const char *unit, const char *name, gint64 time,
                         gboolean *changed, GError **error) {
  if (!khoa_db_run(db, error,
                   "INSERT INTO round (unit, name, opened) VALUES (?, ?, ?)"
                   " ON CONFLICT (unit, name) DO UPDATE SET closed = NULL WHERE closed IS NOT NULL",
                   "ssi", unit, name, time))
    return FALSE;
  *changed = khoa_db_changes(db) > 0;
  return TRUE;
}

gboolean khoa_round_close(KhoaDb *db, const char *unit, const char *name, gint64 time,
                          gboolean *changed, GError **error) {
  if (!khoa_db_run(
          db, error,
          "UPDATE round SET closed = max(?, opened) WHERE unit = ? AND name = ? AND closed IS NULL",
          "iss", time, unit, name))
    return FALSE;
  *changed = khoa_db_changes(db) > 0;
  return TRUE;
}

static gboolean add_record(KhoaRows *row, gpointer list, GError **error) {
  (void)error;
  KhoaRoundRecord *round = g_new0(KhoaRoundRecord, 1);
  round->unit = g_strdup(khoa_rows_text(row, 0));
  round->name = g_strdup(khoa_rows_text(row, 1));
  round->opened = khoa_rows_int(row, 2);
  round->closed = khoa_rows_int(row, 3);
  g_ptr_array_add(list, round);
  return TRUE;
}

GPtrArray *khoa_round_list(KhoaDb *db, const char *unit, const char *name, GError **error) {
  g_autoptr(GPtrArray) list =
      g_ptr_array_new_with_free_func((GDestroyNotify)khoa_round_record_free);
  return khoa_db_each(db, add_record, list, error,
                      "SELECT unit, name, opened, closed FROM round"
                      " WHERE (?1 IS NULL OR unit = ?1) AND (?2 IS NULL OR name = ?2)"
                      " ORDER BY name, unit",
                      "ss", unit, name)
             ? g_steal_pointer(&list)
             : NULL;
}

gboolean khoa_round_find(KhoaDb *db, const char *unit, const char *name, KhoaRoundRecord **round,
                         GError **error) {
  g_autoptr(GPtrArray) list = khoa_round_list(db, unit, name, error);
  *round = list && list->len ? g_ptr_array_steal_index(list, 0) : NULL;
  return list != NULL;
}
