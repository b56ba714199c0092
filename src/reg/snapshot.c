#include "snapshot.h"

#include "check.h"

#include <glib/gi18n.h>
#include <glib/gstdio.h>

gboolean khoa_db_snapshot(KhoaDb *db, const char *path, GError **error) {
  if (khoa_db_run(db, error, "VACUUM INTO ?", "s", path))
    return TRUE;
  /* SQLite leaves the journal of a copy that it couldn't finish. */
  g_autofree char *journal = g_strconcat(path, "-journal", NULL);
  g_unlink(journal);
  return FALSE;
}

static gboolean refuse(const char *fault, gpointer data, GError **error) {
  (void)data;
  g_set_error(error, KHOA_DB_ERROR, KHOA_DB_FORMAT, _("the registry is damaged: %s"), fault);
  return FALSE;
}

gboolean khoa_db_check(KhoaDb *db, GError **error) {
  return khoa_check_integrity(db, refuse, NULL, error) &&
         khoa_check_references(db, refuse, NULL, error);
}
