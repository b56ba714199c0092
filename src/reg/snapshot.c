#include "snapshot.h"

#include <glib/gstdio.h>

gboolean khoa_db_snapshot(KhoaDb *db, const char *path, GError **error) {
  if (khoa_db_run(db, error, "VACUUM INTO ?", "s", path))
    return TRUE;
  /* SQLite leaves the journal of a copy that it couldn't finish. */
  g_autofree char *journal = g_strconcat(path, "-journal", NULL);
  g_unlink(journal);
  return FALSE;
}

static gboolean refuse(KhoaRows *row, gpointer data, GError **error) {
  (void)data;
  const char *fault = khoa_rows_text(row, 0);
  if (g_strcmp0(fault, "ok") == 0)
    return TRUE;
  g_set_error(error, KHOA_DB_ERROR, KHOA_DB_FORMAT, "the registry is damaged: %s", fault);
  return FALSE;
}

gboolean khoa_db_check(KhoaDb *db, GError **error) {
  return khoa_db_each(db, refuse, NULL, error, "PRAGMA integrity_check(1)", "") &&
         khoa_db_each(db, refuse, NULL, error,
                      "SELECT 'a row of ' || \"table\" || ' refers to nothing in ' || parent"
                      " FROM pragma_foreign_key_check LIMIT 1",
                      "");
}
