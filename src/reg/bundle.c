#include "bundle.h"

gboolean khoa_bundle_next_sequence(KhoaDb *db, gint64 *sequence, GError **error) {
  return khoa_db_get_int(db, sequence, 1, error,
                         "SELECT max(coalesce((SELECT max(sequence) FROM bundle), 0),"
                         "  coalesce((SELECT up_to FROM reserved WHERE what = 'bundle'), 0)) + 1",
                         "");
}

gboolean khoa_bundle_add(KhoaDb *db, gint64 sequence, gint64 created, const char *unit,
                         const guint8 sha256[32], const char *signature, GError **error) {
  return khoa_db_run(db, error,
                     "INSERT INTO bundle (sequence, created, unit, sha256, signature)"
                     " VALUES (?, ?, ?, ?, ?)",
                     "iisbs", sequence, created, unit, sha256, (gsize)32, signature);
}

static void free_record(gpointer data) {
  KhoaBundleRecord *bundle = data;
  g_free(bundle->unit);
  g_free(bundle->signature);
  g_free(bundle);
}

static gboolean add_record(KhoaRows *row, gpointer list, GError **error) {
  KhoaBundleRecord *bundle = g_new0(KhoaBundleRecord, 1);
  (void)error;
  bundle->sequence = khoa_rows_int(row, 0);
  bundle->created = khoa_rows_int(row, 1);
  bundle->unit = g_strdup(khoa_rows_text_or_null(row, 2));
  khoa_rows_copy(row, 3, bundle->sha256, sizeof bundle->sha256);
  bundle->signature = g_strdup(khoa_rows_text_or_null(row, 4));
  g_ptr_array_add(list, bundle);
  return TRUE;
}

GPtrArray *khoa_bundle_list(KhoaDb *db, GError **error) {
  g_autoptr(GPtrArray) list = g_ptr_array_new_with_free_func(free_record);
  return khoa_db_each(db, add_record, list, error,
                      "SELECT sequence, created, unit, sha256, signature FROM bundle"
                      " ORDER BY sequence",
                      "")
             ? g_steal_pointer(&list)
             : NULL;
}

gboolean khoa_bundle_given_out(KhoaDb *db, gint64 sequence, const guint8 sha256[32],
                               const char *unit, gboolean *other, gint64 *newest, GError **error) {
  gint64 others;
  if (!khoa_db_get_int(db, &others, 0, error,
                       "SELECT count(*) FROM bundle WHERE sequence = ? AND sha256 <> ?", "ib",
                       sequence, sha256, (gsize)32) ||
      !khoa_db_get_int(db, newest, 0, error,
                       "SELECT coalesce(max(sequence), 0) FROM bundle"
                       " WHERE unit IS NULL OR unit = ?",
                       "s", unit))
    return FALSE;
  *other = others > 0;
  return TRUE;
}
