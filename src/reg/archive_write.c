#include "archive_handle.h"

KhoaArchive *khoa_archive_create(const char *path, GError **error) {
  g_autoptr(KhoaArchive) archive = khoa_archive_new(path, path, SQLITE_OPEN_READWRITE, error);
  if (!archive)
    return NULL;
  /* The file counts only when it is whole, so nothing needs to be undone or synced on the way. */
  g_autofree char *start =
      g_strdup_printf("PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF;"
                      "PRAGMA application_id = %d; PRAGMA user_version = %d; BEGIN",
                      KHOA_ARCHIVE_APPLICATION, KHOA_ARCHIVE_VERSION);
  if (!khoa_archive_execute(archive, start, error))
    return NULL;
  for (gsize i = 0; i < G_N_ELEMENTS(khoa_archive_schema); i++)
    if (!khoa_archive_execute(archive, khoa_archive_schema[i], error))
      return NULL;
  if (!khoa_archive_prepare(archive, &archive->chunk,
                            "INSERT INTO chunk (entry, content) VALUES (?, ?)", error) ||
      !khoa_archive_prepare(archive, &archive->entry,
                            "INSERT INTO entry (id, name, size, sha256) VALUES (?, ?, ?, ?)",
                            error))
    return NULL;
  return g_steal_pointer(&archive);
}

static gboolean insert(const KhoaArchive *archive, sqlite3_stmt *statement, GError **error) {
  gboolean found, done = khoa_archive_step(archive, statement, &found, error);
  sqlite3_reset(statement);
  return done;
}

static gboolean add_chunks(KhoaArchive *archive, GInputStream *content, gint64 *size,
                           guint8 sha256[crypto_hash_sha256_BYTES], GError **error) {
  g_autofree guint8 *buffer = g_malloc(KHOA_ARCHIVE_CHUNK);
  crypto_hash_sha256_state state;
  gsize got;
  crypto_hash_sha256_init(&state);
  for (*size = 0;; *size += (gint64)got) {
    if (!g_input_stream_read_all(content, buffer, KHOA_ARCHIVE_CHUNK, &got, NULL, error))
      return FALSE;
    if (got == 0)
      break;
    crypto_hash_sha256_update(&state, buffer, got);
    sqlite3_bind_int64(archive->chunk, 1, archive->entries + 1);
    sqlite3_bind_blob64(archive->chunk, 2, buffer, got, SQLITE_STATIC);
    if (!insert(archive, archive->chunk, error))
      return FALSE;
  }
  crypto_hash_sha256_final(&state, sha256);
  return TRUE;
}

gboolean khoa_archive_add(KhoaArchive *archive, const char *name, GInputStream *content,
                          GError **error) {
  gint64 size;
  guint8 sha256[crypto_hash_sha256_BYTES];
  if (!add_chunks(archive, content, &size, sha256, error))
    return FALSE;
  khoa_archive_count(archive, name, size, sha256);
  sqlite3_bind_int64(archive->entry, 1, archive->entries);
  sqlite3_bind_text(archive->entry, 2, name, -1, SQLITE_STATIC);
  sqlite3_bind_int64(archive->entry, 3, size);
  sqlite3_bind_blob(archive->entry, 4, sha256, sizeof sha256, SQLITE_STATIC);
  return insert(archive, archive->entry, error);
}

gboolean khoa_archive_finish(KhoaArchive *archive, GError **error) {
  guint8 sha256[crypto_hash_sha256_BYTES];
  char hex[2 * sizeof sha256 + 1];
  crypto_hash_sha256_final(&archive->manifest, sha256);
  g_autofree char *end = g_strdup_printf("INSERT INTO manifest VALUES (x'%s'); COMMIT",
                                         sodium_bin2hex(hex, sizeof hex, sha256, sizeof sha256));
  return khoa_archive_execute(archive, end, error);
}
