#include "purge.h"

#include <glib/gi18n.h>

gboolean khoa_purge(KhoaDb *db, GError **error) {
  gint64 busy;
  if (!khoa_db_run(db, error, "VACUUM", "") ||
      !khoa_db_get_int(db, &busy, 1, error, "PRAGMA wal_checkpoint(TRUNCATE)", ""))
    return FALSE;
  if (busy)
    g_set_error(error, KHOA_DB_ERROR, KHOA_DB_BUSY,
                _("the registry is being read by another khoa or program"));
  return !busy;
}
