#include "archive_handle.h"

#include <glib/gi18n.h>
#include <glib/gstdio.h>
#include <string.h>

#define LENGTH_MAX (4 * KHOA_ARCHIVE_CHUNK) /* of anything that SQLite is to take into memory */

/* The first column of a statement's only row. */
static gboolean get_int(const KhoaArchive *archive, const char *sql, gint64 *value,
                        GError **error) {
  sqlite3_stmt *statement = NULL;
  gboolean found, done = khoa_archive_prepare(archive, &statement, sql, error) &&
                         khoa_archive_step(archive, statement, &found, error);
  *value = done && found ? sqlite3_column_int64(statement, 0) : 0;
  sqlite3_finalize(statement);
  return done;
}

static gboolean check_kind(const KhoaArchive *archive, GError **error) {
  gint64 application, version;
  if (!get_int(archive, "PRAGMA application_id", &application, error) ||
      !get_int(archive, "PRAGMA user_version", &version, error))
    return FALSE;
  if (application != KHOA_ARCHIVE_APPLICATION)
    return khoa_archive_fail(archive, SQLITE_NOTADB, error);
  if (version == KHOA_ARCHIVE_VERSION)
    return TRUE;
  g_set_error(
      error, KHOA_DB_ERROR, KHOA_DB_NEWER,
      _("%s: made by a newer khoa (backup version %d, this one knows %d): install that one"),
      archive->path, (int)version, KHOA_ARCHIVE_VERSION);
  return FALSE;
}

static gboolean check_schema(const KhoaArchive *archive, GError **error) {
  sqlite3_stmt *statement = NULL;
  gboolean found = TRUE, same = TRUE;
  gboolean done = khoa_archive_prepare(archive, &statement,
                                       "SELECT sql FROM sqlite_schema ORDER BY rowid", error);
  for (gsize i = 0; done && found && same; i++) {
    done = khoa_archive_step(archive, statement, &found, error);
    const char *expected = i < G_N_ELEMENTS(khoa_archive_schema) ? khoa_archive_schema[i] : NULL;
    same = g_strcmp0(done && found ? (const char *)sqlite3_column_text(statement, 0) : NULL,
                     expected) == 0;
  }
  sqlite3_finalize(statement);
  if (done && !same)
    return khoa_archive_fail(archive, SQLITE_NOTADB, error);
  return done;
}

KhoaArchive *khoa_archive_open(const char *path, GError **error) {
  if (!g_file_test(path, G_FILE_TEST_IS_REGULAR)) {
    g_set_error(error, KHOA_DB_ERROR, KHOA_DB_SYSTEM, _("%s: no file of that name"), path);
    return NULL;
  }
  /* Immutable: no lock, and no journal that somebody put beside it is looked at. */
  g_autofree char *full = g_canonicalize_filename(path, NULL);
  g_autofree char *escaped = g_uri_escape_string(full, "/", FALSE);
  g_autofree char *address = g_strdup_printf("file:%s?immutable=1", escaped);
  g_autoptr(KhoaArchive) archive =
      khoa_archive_new(path, address, SQLITE_OPEN_READONLY | SQLITE_OPEN_URI, error);
  if (!archive)
    return NULL;
  sqlite3_db_config(archive->handle, SQLITE_DBCONFIG_DEFENSIVE, 1, NULL);
  sqlite3_limit(archive->handle, SQLITE_LIMIT_LENGTH, LENGTH_MAX);
  if (!khoa_archive_execute(archive, "PRAGMA trusted_schema = OFF; PRAGMA cell_size_check = ON",
                            error) ||
      !check_kind(archive, error) || !check_schema(archive, error) ||
      !khoa_archive_prepare(archive, &archive->entry,
                            "SELECT name, size, sha256, id FROM entry ORDER BY id", error) ||
      !khoa_archive_prepare(archive, &archive->chunk,
                            "SELECT entry, content FROM chunk ORDER BY id", error))
    return NULL;
  return g_steal_pointer(&archive);
}

typedef struct Entry {
  const char *name; /* good until the next entry */
  gint64 size;
  const guint8 *sha256;
} Entry;

/* The next entry; its name is NULL when there is none. */
static gboolean next_entry(KhoaArchive *archive, Entry *entry, GError **error) {
  sqlite3_stmt *row = archive->entry;
  gboolean found;
  *entry = (Entry){NULL, 0, NULL};
  if (!khoa_archive_step(archive, row, &found, error))
    return FALSE;
  if (!found)
    return TRUE;
  const char *name = (const char *)sqlite3_column_text(row, 0);
  gsize length = (gsize)sqlite3_column_bytes(row, 0);
  const guint8 *sha256 = sqlite3_column_blob(row, 2);
  gint64 size = sqlite3_column_int64(row, 1);
  if (!name || length > KHOA_ARCHIVE_NAME_MAX || strlen(name) != length || size < 0 || !sha256 ||
      sqlite3_column_bytes(row, 2) != crypto_hash_sha256_BYTES ||
      sqlite3_column_int64(row, 3) != archive->entries + 1)
    return khoa_archive_damaged(archive, _("its list of files"), error);
  *entry = (Entry){name, size, sha256};
  khoa_archive_count(archive, name, size, sha256);
  return TRUE;
}

static void rewind_all(KhoaArchive *archive) {
  sqlite3_reset(archive->entry);
  sqlite3_reset(archive->chunk);
  khoa_archive_begin(archive);
}

gboolean khoa_archive_list(KhoaArchive *archive, KhoaArchiveVisit visit, gpointer data,
                           GError **error) {
  GStatBuf status;
  guint64 room = g_stat(archive->path, &status) == 0 ? (guint64)status.st_size : 0;
  rewind_all(archive);
  for (Entry entry;;) {
    if (!next_entry(archive, &entry, error))
      return FALSE;
    if (!entry.name)
      return TRUE;
    if ((guint64)entry.size > room)
      return khoa_archive_damaged(archive, _("its files are larger than itself"), error);
    room -= (guint64)entry.size;
    if (!visit(entry.name, (guint64)entry.size, data, error))
      return FALSE;
  }
}

/* The next chunk, which must be of the entry that is being read and no larger than what it lacks.
 */
static gboolean next_chunk(KhoaArchive *archive, gint64 most, const void **content, gsize *size,
                           GError **error) {
  gboolean found;
  if (!khoa_archive_step(archive, archive->chunk, &found, error))
    return FALSE;
  *content = found ? sqlite3_column_blob(archive->chunk, 1) : NULL;
  *size = found ? (gsize)sqlite3_column_bytes(archive->chunk, 1) : 0;
  if (*content && sqlite3_column_int64(archive->chunk, 0) == archive->entries &&
      (gint64)*size <= most)
    return TRUE;
  return khoa_archive_damaged(archive, _("a file's content"), error);
}

static gboolean extract_entry(KhoaArchive *archive, const Entry *entry, GOutputStream *stream,
                              GError **error) {
  crypto_hash_sha256_state state;
  guint8 sha256[crypto_hash_sha256_BYTES];
  const void *content;
  gsize size;
  crypto_hash_sha256_init(&state);
  for (gint64 left = entry->size; left > 0; left -= (gint64)size) {
    if (!next_chunk(archive, left, &content, &size, error) ||
        !g_output_stream_write_all(stream, content, size, NULL, NULL, error))
      return FALSE;
    crypto_hash_sha256_update(&state, content, size);
  }
  crypto_hash_sha256_final(&state, sha256);
  if (memcmp(sha256, entry->sha256, sizeof sha256) != 0)
    return khoa_archive_damaged(archive, _("a file's hash"), error);
  return g_output_stream_close(stream, NULL, error);
}

/* Nothing stands behind the last file, and the hash over all of them is right. */
static gboolean check_end(KhoaArchive *archive, GError **error) {
  guint8 sha256[crypto_hash_sha256_BYTES];
  sqlite3_stmt *statement = NULL;
  gboolean more, found = FALSE;
  if (!khoa_archive_step(archive, archive->chunk, &more, error) ||
      !khoa_archive_prepare(archive, &statement, "SELECT sha256 FROM manifest", error))
    return FALSE;
  gboolean done = khoa_archive_step(archive, statement, &found, error);
  crypto_hash_sha256_final(&archive->manifest, sha256);
  gboolean same = done && found && !more && sqlite3_column_bytes(statement, 0) == sizeof sha256 &&
                  memcmp(sqlite3_column_blob(statement, 0), sha256, sizeof sha256) == 0;
  sqlite3_finalize(statement);
  return !done || same ? done : khoa_archive_damaged(archive, _("the hash over all files"), error);
}

gboolean khoa_archive_extract(KhoaArchive *archive, KhoaArchivePlace place, gpointer data,
                              GError **error) {
  rewind_all(archive);
  for (Entry entry;;) {
    if (!next_entry(archive, &entry, error))
      return FALSE;
    if (!entry.name)
      return check_end(archive, error);
    g_autoptr(GOutputStream) stream = place(entry.name, (guint64)entry.size, data, error);
    if (!stream || !extract_entry(archive, &entry, stream, error))
      return FALSE;
  }
}
