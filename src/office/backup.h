/* A backup: one file with all that an office can't be made again without, for a computer that burns
 * or is stolen. It needs no passphrase and gives none of the secrets away: names stay sealed, the
 * key files encrypted, and the index key is sealed to the privacy key. */
#ifndef KHOA_OFFICE_BACKUP_H
#define KHOA_OFFICE_BACKUP_H

#include "office.h"

typedef struct KhoaBackup {
  guint64 size;   /* bytes */
  guint files;    /* held, the registry among them */
  GPtrArray *out; /* char *: the office's files that it doesn't hold, by name */
} KhoaBackup;
void khoa_backup_clear(KhoaBackup *backup);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(KhoaBackup, khoa_backup_clear)

/* Writes it while others may go on working; mode 0600, whole or not there; logged. */
gboolean khoa_backup_write(KhoaOffice *office, const char *path, gboolean replace,
                           KhoaBackup *backup, GError **error);

#endif
