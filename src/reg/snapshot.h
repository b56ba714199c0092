/* A registry as a whole: copied while others write, and looked at for damage. */
#ifndef KHOA_REG_SNAPSHOT_H
#define KHOA_REG_SNAPSHOT_H

#include "db.h"

/* Writes the registry as it is at one moment into path, an empty file that is there already;
 * nothing that was ever deleted is in it. Others go on meanwhile. */
gboolean khoa_db_snapshot(KhoaDb *db, const char *path, GError **error);

/* Reads all of it: an error names the first fault of the file or the first broken reference. */
gboolean khoa_db_check(KhoaDb *db, GError **error);

#endif
