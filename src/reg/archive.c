#include "archive_handle.h"

#include <glib/gi18n.h>
#include <string.h>

static const char domain[] = "khoa-backup-v1"; /* hashed with its NUL */

const char *const khoa_archive_schema[KHOA_ARCHIVE_TABLES] = {
    "CREATE TABLE entry (id INTEGER PRIMARY KEY, name TEXT NOT NULL, size INTEGER NOT NULL,"
    " sha256 BLOB NOT NULL) STRICT",
    "CREATE TABLE chunk (id INTEGER PRIMARY KEY, entry INTEGER NOT NULL, content BLOB NOT NULL)"
    " STRICT",
    "CREATE TABLE manifest (sha256 BLOB NOT NULL) STRICT",
};

static const struct {
  int sqlite;
  KhoaDbError code;
  const char *words;
} faults[] = {
    {SQLITE_FULL, KHOA_DB_SYSTEM, N_("the disk is full")},
    {SQLITE_IOERR, KHOA_DB_SYSTEM,
     N_("the disk can't be read or written: check its room and health")},
    {SQLITE_NOMEM, KHOA_DB_SYSTEM, N_("not enough memory")},
    {SQLITE_CANTOPEN, KHOA_DB_SYSTEM, N_("can't be opened: check its owner and mode")},
    {SQLITE_NOTADB, KHOA_DB_FORMAT, N_("not a backup made by khoa")},
};

gboolean khoa_archive_damaged(const KhoaArchive *archive, const char *what, GError **error) {
  g_set_error(error, KHOA_DB_ERROR, KHOA_DB_FORMAT, _("%s: damaged (%s): take another backup"),
              archive->path, what);
  return FALSE;
}

gboolean khoa_archive_fail(const KhoaArchive *archive, int result, GError **error) {
  for (gsize i = 0; i < G_N_ELEMENTS(faults); i++)
    if (faults[i].sqlite == (result & 0xff)) {
      g_set_error(error, KHOA_DB_ERROR, (int)faults[i].code, "%s: %s", archive->path,
                  _(faults[i].words));
      return FALSE;
    }
  return khoa_archive_damaged(archive, sqlite3_errstr(result), error);
}

gboolean khoa_archive_execute(const KhoaArchive *archive, const char *sql, GError **error) {
  int result = sqlite3_exec(archive->handle, sql, NULL, NULL, NULL);
  return result == SQLITE_OK || khoa_archive_fail(archive, result, error);
}

gboolean khoa_archive_prepare(const KhoaArchive *archive, sqlite3_stmt **statement, const char *sql,
                              GError **error) {
  int result = sqlite3_prepare_v2(archive->handle, sql, -1, statement, NULL);
  return result == SQLITE_OK || khoa_archive_fail(archive, result, error);
}

gboolean khoa_archive_step(const KhoaArchive *archive, sqlite3_stmt *statement, gboolean *found,
                           GError **error) {
  int result = sqlite3_step(statement);
  *found = result == SQLITE_ROW;
  return *found || result == SQLITE_DONE || khoa_archive_fail(archive, result, error);
}

void khoa_archive_free(KhoaArchive *archive) {
  if (!archive)
    return;
  sqlite3_finalize(archive->entry);
  sqlite3_finalize(archive->chunk);
  sqlite3_close(archive->handle);
  g_free(archive->path);
  g_free(archive);
}

void khoa_archive_begin(KhoaArchive *archive) {
  archive->entries = 0;
  crypto_hash_sha256_init(&archive->manifest);
  crypto_hash_sha256_update(&archive->manifest, (const guint8 *)domain, sizeof domain);
}

KhoaArchive *khoa_archive_new(const char *path, const char *address, int flags, GError **error) {
  g_autoptr(KhoaArchive) archive = g_new0(KhoaArchive, 1);
  archive->path = g_strdup(path);
  khoa_archive_begin(archive);
  int result = sqlite3_open_v2(address, &archive->handle, flags | SQLITE_OPEN_NOMUTEX, NULL);
  if (result == SQLITE_OK)
    return g_steal_pointer(&archive);
  khoa_archive_fail(archive, result, error);
  return NULL;
}

void khoa_archive_count(KhoaArchive *archive, const char *name, gint64 size,
                        const guint8 sha256[crypto_hash_sha256_BYTES]) {
  guint64 bytes = GUINT64_TO_BE((guint64)size);
  archive->entries++;
  crypto_hash_sha256_update(&archive->manifest, (const guint8 *)name, strlen(name) + 1);
  crypto_hash_sha256_update(&archive->manifest, (const guint8 *)&bytes, sizeof bytes);
  crypto_hash_sha256_update(&archive->manifest, sha256, crypto_hash_sha256_BYTES);
}
