/* An office from a backup, in a folder of its own. It goes on with numbers that were never used:
 * what the lost office gave after the backup may hang on doors. */
#ifndef KHOA_OFFICE_RESTORE_H
#define KHOA_OFFICE_RESTORE_H

#include "office.h"
#include "restore_seen.h"

#define KHOA_RESTORE_MARGIN 1000

typedef struct KhoaRestoreOrder {
  const char *backup;      /* the file */
  const char *const *seen; /* see restore_seen.h; NULL-terminated, or NULL */
  gint64 margin;           /* how many numbers to leave out above the highest known ones */
} KhoaRestoreOrder;

/* Whether the backup may go into world->folder, as far as its list of files tells: to be asked
 * before a passphrase is. */
gboolean khoa_restore_check(const KhoaWorld *world, const char *backup, GError **error);

typedef struct KhoaRestored {
  KhoaNumbers reserved; /* numbers up to these are left out; the next are above them */
  gboolean succeeded;   /* see KhoaSeen: the backup's authority isn't the newest */
} KhoaRestored;

/* Makes the office in world->folder, which must be empty or not there, after all of the backup was
 * found whole; on failure nothing is left of it. Logged. */
gboolean khoa_restore(const KhoaWorld *world, const KhoaRestoreOrder *order,
                      const char *privacy_passphrase, KhoaRestored *restored, GError **error);

#endif
