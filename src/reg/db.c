#include "db_handle.h"

#include <errno.h>
#include <glib/gi18n.h>
#include <stdarg.h>
#include <string.h>
#include <unistd.h>

struct KhoaRows {
  KhoaDb *db;
  const char *sql;
  sqlite3_stmt *statement;
};

G_DEFINE_QUARK(khoa - db - error - quark, khoa_db_error)

static const struct {
  int sqlite;
  KhoaDbError code;
  const char *words; /* NULL: SQLite's own */
} faults[] = {
    {SQLITE_BUSY, KHOA_DB_BUSY, N_("the registry is in use by another khoa")},
    {SQLITE_LOCKED, KHOA_DB_BUSY, N_("the registry is in use by another khoa")},
    {SQLITE_NOTADB, KHOA_DB_FORMAT, N_("not a registry of khoa")},
    {SQLITE_CORRUPT, KHOA_DB_FORMAT, N_("the registry is damaged: restore a backup")},
    {SQLITE_CONSTRAINT, KHOA_DB_CONSTRAINT, NULL},
    {SQLITE_FULL, KHOA_DB_SYSTEM, N_("the disk is full: make room on it")},
    {SQLITE_IOERR, KHOA_DB_SYSTEM,
     N_("the disk can't be read or written: check its room and health")},
    {SQLITE_READONLY, KHOA_DB_SYSTEM,
     N_("the registry can't be written: check its owner and mode")},
    {SQLITE_CANTOPEN, KHOA_DB_SYSTEM,
     N_("can't be opened to write: check that the folder is there, its owner, mode and disk")},
};

/* ": Read-only file system", if that is the reason; SQLite doesn't keep it. */
static char *why_closed(const KhoaDb *db, int result) {
  gboolean closed = result == SQLITE_READONLY || result == SQLITE_CANTOPEN;
  return closed && access(db->path, W_OK) != 0 ? g_strdup_printf(": %s", g_strerror(errno))
                                               : g_strdup("");
}

gboolean khoa_db_fail(KhoaDb *db, int result, GError **error) {
  g_autofree char *why = why_closed(db, result & 0xff);
  for (gsize i = 0; i < G_N_ELEMENTS(faults); i++)
    if (faults[i].sqlite == (result & 0xff)) {
      g_set_error(error, KHOA_DB_ERROR, (int)faults[i].code, "%s: %s%s", db->path,
                  faults[i].words ? _(faults[i].words) : sqlite3_errmsg(db->handle), why);
      return FALSE;
    }
  g_set_error(error, KHOA_DB_ERROR, KHOA_DB_SYSTEM, "%s: %s", db->path, sqlite3_errmsg(db->handle));
  return FALSE;
}

gboolean khoa_db_script(KhoaDb *db, const char *sql, GError **error) {
  int result = sqlite3_exec(db->handle, sql, NULL, NULL, NULL);
  return result == SQLITE_OK || khoa_db_fail(db, result, error);
}

void khoa_db_close(KhoaDb *db) {
  if (!db)
    return;
  g_hash_table_destroy(db->idle);
  sqlite3_close(db->handle);
  g_free(db->path);
  g_free(db);
}

gboolean khoa_db_begin(KhoaDb *db, GError **error) {
  return khoa_db_script(db, "BEGIN IMMEDIATE", error);
}

gboolean khoa_db_begin_look(KhoaDb *db, GError **error) {
  return khoa_db_script(db, "BEGIN", error);
}

gboolean khoa_db_commit(KhoaDb *db, GError **error) {
  if (khoa_db_script(db, "COMMIT", error))
    return TRUE;
  khoa_db_rollback(db);
  return FALSE;
}

gboolean khoa_db_has_begun(KhoaDb *db) {
  return !sqlite3_get_autocommit(db->handle);
}

void khoa_db_rollback(KhoaDb *db) {
  if (khoa_db_has_begun(db))
    sqlite3_exec(db->handle, "ROLLBACK", NULL, NULL, NULL);
}

gboolean khoa_db_stamp(KhoaDb *db, gint64 *stamp, GError **error) {
  if (!khoa_db_get_int(db, stamp, G_MININT64, error, "PRAGMA data_version", ""))
    return FALSE;
  if (*stamp != G_MININT64) /* SQLite passes over pragmas that it doesn't know */
    return TRUE;
  return khoa_db_fail(db, SQLITE_MISUSE, error);
}

gboolean khoa_db_mark(KhoaDb *db, GError **error) {
  return khoa_db_script(db, "SAVEPOINT mark", error);
}

gboolean khoa_db_undo(KhoaDb *db, GError **error) {
  return khoa_db_script(db, "ROLLBACK TO mark; RELEASE mark", error);
}

static int bind_all(sqlite3_stmt *statement, const char *format, va_list arguments) {
  int result = SQLITE_OK;
  for (int i = 1; *format && result == SQLITE_OK; i++, format++) {
    if (*format == 'i') {
      result = sqlite3_bind_int64(statement, i, va_arg(arguments, gint64));
    } else if (*format == 's') {
      result =
          sqlite3_bind_text(statement, i, va_arg(arguments, const char *), -1, SQLITE_TRANSIENT);
    } else {
      const void *bytes = va_arg(arguments, const void *);
      gsize size = va_arg(arguments, gsize);
      result = sqlite3_bind_blob64(statement, i, bytes, size, SQLITE_TRANSIENT);
    }
  }
  return result;
}

static gboolean rows_open(KhoaRows *rows, KhoaDb *db, const char *sql, const char *format,
                          va_list arguments, GError **error) {
  gpointer idle = NULL;
  int result = SQLITE_OK;
  *rows = (KhoaRows){db, sql, NULL};
  /* Taken out while it runs, so that a second use of the same SQL gets a statement of its own. */
  if (g_hash_table_steal_extended(db->idle, sql, NULL, &idle))
    rows->statement = idle;
  else
    result =
        sqlite3_prepare_v3(db->handle, sql, -1, SQLITE_PREPARE_PERSISTENT, &rows->statement, NULL);
  if (result == SQLITE_OK)
    result = bind_all(rows->statement, format, arguments);
  if (result == SQLITE_OK)
    return TRUE;
  khoa_db_fail(db, result, error);
  sqlite3_finalize(rows->statement);
  return FALSE;
}

static void rows_close(KhoaRows *rows) {
  sqlite3_reset(rows->statement);
  sqlite3_clear_bindings(rows->statement);
  /* Replaces, and so finalizes, a twin that came home first. */
  g_hash_table_replace(rows->db->idle, (gpointer)rows->sql, rows->statement);
}

static gboolean each(KhoaDb *db, KhoaRowVisit visit, gpointer data, GError **error, const char *sql,
                     const char *format, va_list arguments) {
  KhoaRows rows;
  if (!rows_open(&rows, db, sql, format, arguments, error))
    return FALSE;
  int result;
  gboolean go_on = TRUE;
  while (go_on && (result = sqlite3_step(rows.statement)) == SQLITE_ROW)
    go_on = visit(&rows, data, error);
  if (go_on && result != SQLITE_DONE)
    go_on = khoa_db_fail(db, result, error);
  rows_close(&rows);
  return go_on;
}

gboolean khoa_db_each(KhoaDb *db, KhoaRowVisit visit, gpointer data, GError **error,
                      const char *sql, const char *format, ...) {
  va_list arguments;
  va_start(arguments, format);
  gboolean done = each(db, visit, data, error, sql, format, arguments);
  va_end(arguments);
  return done;
}

static gboolean pass_over(KhoaRows *row, gpointer data, GError **error) {
  (void)row, (void)data, (void)error;
  return TRUE;
}

gboolean khoa_db_run(KhoaDb *db, GError **error, const char *sql, const char *format, ...) {
  va_list arguments;
  va_start(arguments, format);
  gboolean done = each(db, pass_over, NULL, error, sql, format, arguments);
  va_end(arguments);
  return done;
}

typedef struct FirstInt {
  gint64 value;
  gboolean taken;
} FirstInt;

static gboolean take_int(KhoaRows *row, gpointer data, GError **error) {
  FirstInt *first = data;
  (void)error;
  if (!first->taken)
    *first = (FirstInt){khoa_rows_int(row, 0), TRUE};
  return TRUE;
}

gboolean khoa_db_get_int(KhoaDb *db, gint64 *value, gint64 fallback, GError **error,
                         const char *sql, const char *format, ...) {
  FirstInt first = {fallback, FALSE};
  va_list arguments;
  va_start(arguments, format);
  gboolean done = each(db, take_int, &first, error, sql, format, arguments);
  va_end(arguments);
  *value = first.value;
  return done;
}

gint64 khoa_db_changes(KhoaDb *db) {
  return sqlite3_changes64(db->handle);
}

gint64 khoa_db_last_id(KhoaDb *db) {
  return sqlite3_last_insert_rowid(db->handle);
}

const char *khoa_rows_text(KhoaRows *row, int column) {
  const char *text = khoa_rows_text_or_null(row, column);
  return text ? text : "";
}

const char *khoa_rows_text_or_null(KhoaRows *row, int column) {
  return (const char *)sqlite3_column_text(row->statement, column);
}

gint64 khoa_rows_int(KhoaRows *row, int column) {
  return sqlite3_column_int64(row->statement, column);
}

const void *khoa_rows_blob(KhoaRows *row, int column, gsize *size) {
  const void *blob = sqlite3_column_blob(row->statement, column);
  *size = (gsize)sqlite3_column_bytes(row->statement, column);
  return blob;
}

void khoa_rows_copy(KhoaRows *row, int column, void *to, gsize size) {
  gsize got;
  const void *blob = khoa_rows_blob(row, column, &got);
  memset(to, 0, size);
  if (blob)
    memcpy(to, blob, MIN(got, size));
}
