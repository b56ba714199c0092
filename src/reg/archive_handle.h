/* What writing and reading a backup's container have in common. */
#ifndef KHOA_REG_ARCHIVE_HANDLE_H
#define KHOA_REG_ARCHIVE_HANDLE_H

#include "archive.h"

#include <sodium.h>
#include <sqlite3.h>

#define KHOA_ARCHIVE_APPLICATION 0x6b686f62 /* "khob" */
#define KHOA_ARCHIVE_VERSION 1
#define KHOA_ARCHIVE_CHUNK 65536
#define KHOA_ARCHIVE_TABLES 3

/* As they stand in the container: one with other tables, triggers or views is refused. */
extern const char *const khoa_archive_schema[KHOA_ARCHIVE_TABLES];

struct KhoaArchive {
  sqlite3 *handle;
  char *path;
  sqlite3_stmt *entry, *chunk; /* of writing: inserts; of reading: in the order of their ids */
  gint64 entries;              /* written or read so far */
  crypto_hash_sha256_state manifest;
};

/* address: the path, or a URI with SQLITE_OPEN_URI among the flags. */
KhoaArchive *khoa_archive_new(const char *path, const char *address, int flags, GError **error);

/* Begins the hash over all entries, and counts one in. */
void khoa_archive_begin(KhoaArchive *archive);
void khoa_archive_count(KhoaArchive *archive, const char *name, gint64 size,
                        const guint8 sha256[crypto_hash_sha256_BYTES]);

/* Both return FALSE. */
gboolean khoa_archive_fail(const KhoaArchive *archive, int result, GError **error);
gboolean khoa_archive_damaged(const KhoaArchive *archive, const char *what, GError **error);

gboolean khoa_archive_execute(const KhoaArchive *archive, const char *sql, GError **error);
gboolean khoa_archive_prepare(const KhoaArchive *archive, sqlite3_stmt **statement, const char *sql,
                              GError **error);
/* Sets *found to whether there is a row. */
gboolean khoa_archive_step(const KhoaArchive *archive, sqlite3_stmt *statement, gboolean *found,
                           GError **error);

#endif
