#include "collation.h"
#include "db_handle.h"
#include "migrate.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n.h>
#include <glib/gstdio.h>

#define BUSY_WAIT_MS 10000
#define APPLICATION_ID 0x6b686f61 /* "khoa" */

static void finalize(gpointer statement) {
  sqlite3_finalize(statement);
}

static gboolean refuse_version(const KhoaDb *db, int version, GError **error) {
  g_set_error(error, KHOA_DB_ERROR, KHOA_DB_FORMAT,
              _("%s: says that it is of version %d, and its tables aren't: it was changed by hand; "
                "restore a backup"),
              db->path, version);
  return FALSE;
}

static gboolean apply_migrations(KhoaDb *db, int from, GError **error) {
  for (int version = from; version < khoa_migrate_version(); version++) {
    g_autofree char *mark = g_strdup_printf("PRAGMA application_id = %d; PRAGMA user_version = %d",
                                            APPLICATION_ID, version + 1);
    int result = sqlite3_exec(db->handle, khoa_migrate_script(version), NULL, NULL, NULL);
    if (result == SQLITE_ERROR) /* what the script makes is there, or what it needs isn't */
      return refuse_version(db, version, error);
    if (result != SQLITE_OK)
      return khoa_db_fail(db, result, error);
    if (!khoa_db_script(db, mark, error))
      return FALSE;
  }
  return TRUE;
}

static gboolean pragma_int(KhoaDb *db, const char *sql, gint64 *value, GError **error) {
  return khoa_db_get_int(db, value, 0, error, sql, "");
}

/* Whose file it is, before anything is written to it. */
static gboolean check_owner(KhoaDb *db, gboolean create, gint64 *version, GError **error) {
  gint64 application;
  if (!pragma_int(db, "PRAGMA application_id", &application, error) ||
      !pragma_int(db, "PRAGMA user_version", version, error))
    return FALSE;
  if ((!create && application != APPLICATION_ID) || *version < 0)
    return khoa_db_fail(db, SQLITE_NOTADB, error);
  if (*version <= khoa_migrate_version())
    return TRUE;
  g_set_error(
      error, KHOA_DB_ERROR, KHOA_DB_NEWER,
      _("%s: made by a newer khoa (registry version %d, this one knows %d): install that one"),
      db->path, (int)*version, khoa_migrate_version());
  return FALSE;
}

static gboolean bring_up_to_date(KhoaDb *db, gint64 version, GError **error) {
  if (version == khoa_migrate_version())
    return TRUE;
  /* Asked again under the lock: another khoa may just have done it. */
  return khoa_db_begin(db, error) && pragma_int(db, "PRAGMA user_version", &version, error) &&
         apply_migrations(db, (int)version, error) && khoa_db_commit(db, error);
}

/* An empty file that only its owner may read, and wasn't there before. */
static gboolean make_file(const char *path, GError **error) {
  int descriptor = g_open(path, O_CREAT | O_EXCL | O_WRONLY | O_CLOEXEC, 0600);
  int fault = errno;
  if (descriptor >= 0)
    return g_close(descriptor, error);
  g_set_error(error, KHOA_DB_ERROR, KHOA_DB_SYSTEM, _("%s: can't be made: %s"), path,
              g_strerror(fault));
  return FALSE;
}

static KhoaDb *connect_to(const char *path, GError **error) {
  g_autoptr(KhoaDb) db = g_new0(KhoaDb, 1);
  db->path = g_strdup(path);
  db->idle = g_hash_table_new_full(g_direct_hash, g_direct_equal, NULL, finalize);
  int result =
      sqlite3_open_v2(path, &db->handle, SQLITE_OPEN_READWRITE | SQLITE_OPEN_NOMUTEX, NULL);
  if (result != SQLITE_OK) {
    khoa_db_fail(db, result, error);
    return NULL;
  }
  sqlite3_busy_timeout(db->handle, BUSY_WAIT_MS);
  khoa_collation_offer(db->handle);
  return g_steal_pointer(&db);
}

/* Secure delete, and temporary tables in memory: what is deleted leaves no trace on the disk.
 * Recursive triggers: INSERT OR REPLACE is a deletion too, and refused like one. */
static gboolean set_up(KhoaDb *db, GError **error) {
  return khoa_db_script(
      db,
      "PRAGMA synchronous = FULL; PRAGMA foreign_keys = ON; PRAGMA temp_store = MEMORY;"
      "PRAGMA secure_delete = ON; PRAGMA trusted_schema = OFF; PRAGMA recursive_triggers = ON",
      error);
}

KhoaDb *khoa_db_open(const char *path, gboolean create, GError **error) {
  if (create && !make_file(path, error))
    return NULL;
  g_autoptr(KhoaDb) db = connect_to(path, error);
  gint64 version;
  if (!db || !check_owner(db, create, &version, error) ||
      !khoa_db_script(db, "PRAGMA journal_mode = WAL", error) || !set_up(db, error) ||
      !bring_up_to_date(db, version, error))
    return NULL;
  return g_steal_pointer(&db);
}

KhoaDb *khoa_db_open_as_is(const char *path, GError **error) {
  g_autoptr(KhoaDb) db = connect_to(path, error);
  return db && set_up(db, error) ? g_steal_pointer(&db) : NULL;
}

KhoaDb *khoa_db_open_blank(GError **error) {
  g_autoptr(KhoaDb) db = connect_to(":memory:", error);
  return db && apply_migrations(db, 0, error) ? g_steal_pointer(&db) : NULL;
}
