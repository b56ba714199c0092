/* Which files of an office a backup holds, by name, and how large each may be: asked when one is
 * made, and again of each name in a backup, which may come from a stranger. */
#ifndef KHOA_OFFICE_BACKUP_NAMES_H
#define KHOA_OFFICE_BACKUP_NAMES_H

#include <glib.h>

#define KHOA_BACKUP_REGISTRY "registry.db"
#define KHOA_BACKUP_INDEX_KEY "index.sealed" /* index.key, sealed to the privacy key */
#define KHOA_BACKUP_INDEX_KEY_SIZE 80

/* name: any bytes, from the office's folder on, as in "batches/0001/manifest.csv". Notes in *seen,
 * zero at first, which of the files that an office can't do without have come by. */
gboolean khoa_backup_takes(const char *name, guint64 size, guint *seen);
/* The first of those that hasn't; NULL: all have. */
const char *khoa_backup_lacks(guint seen);

#endif
