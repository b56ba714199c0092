/* What was deleted, out of the registry's files too. */
#ifndef KHOA_REG_PURGE_H
#define KHOA_REG_PURGE_H

#include "db.h"

/* Rewrites the registry without what was deleted from it and empties the write-ahead log:
 * secure_delete overwrites rows, but SQLite may have left copies when it moved them between pages.
 * Outside of transactions; KHOA_DB_BUSY while another process reads. */
gboolean khoa_purge(KhoaDb *db, GError **error);

#endif
