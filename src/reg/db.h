/* The registry's database: the driver hides behind this header.
 *
 * Statements are named by their SQL, which must be a string literal: prepared ones are kept and
 * found again by its address. Arguments follow a format of one letter each: `s` is a const char *
 * (NULL binds NULL), `i` a gint64, `b` a const void * and a gsize. A KhoaDb belongs to one thread.
 */
#ifndef KHOA_REG_DB_H
#define KHOA_REG_DB_H

#include <glib.h>

typedef struct KhoaDb KhoaDb;

typedef enum KhoaDbError {
  KHOA_DB_BUSY,       /* another process kept it for longer than we wait */
  KHOA_DB_NEWER,      /* made by a newer khoa */
  KHOA_DB_FORMAT,     /* not a registry, or damaged */
  KHOA_DB_CONSTRAINT, /* a rule of the schema says no */
  KHOA_DB_SYSTEM,     /* disk full, read-only, I/O, memory */
} KhoaDbError;
#define KHOA_DB_ERROR khoa_db_error_quark()
GQuark khoa_db_error_quark(void);

/* create: the file must not exist, and gets mode 0600; otherwise it must. Brings an older registry
 * up to date. Nobody else's file is changed. */
KhoaDb *khoa_db_open(const char *path, gboolean create, GError **error);
/* Whatever state it is in, for finding out what is wrong with it: nothing is asked and nothing is
 * brought up to date. */
KhoaDb *khoa_db_open_as_is(const char *path, GError **error);
/* An empty registry in memory, as this khoa makes them. */
KhoaDb *khoa_db_open_blank(GError **error);
void khoa_db_close(KhoaDb *db);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(KhoaDb, khoa_db_close)

/* A transaction that holds the write lock from its start. */
gboolean khoa_db_begin(KhoaDb *db, GError **error);
/* One that only looks: no lock is held against others, and they may change what it doesn't see. */
gboolean khoa_db_begin_look(KhoaDb *db, GError **error);
gboolean khoa_db_commit(KhoaDb *db, GError **error);
gboolean khoa_db_has_begun(KhoaDb *db);
/* Ends the transaction if one is open. */
void khoa_db_rollback(KhoaDb *db);
/* A number that is another one once anybody else has committed to the registry, also another KhoaDb
 * of this process, and never because of what this one commits. While a transaction lasts nobody
 * can, so it stays. What goes round SQLite's locks, byte by byte, it doesn't tell. */
gboolean khoa_db_stamp(KhoaDb *db, gint64 *stamp, GError **error);

/* A point within the transaction, to which khoa_db_undo() goes back without ending it. */
gboolean khoa_db_mark(KhoaDb *db, GError **error);
gboolean khoa_db_undo(KhoaDb *db, GError **error);

/* A statement without rows. */
gboolean khoa_db_run(KhoaDb *db, GError **error, const char *sql, const char *format, ...);
/* Statements made up at run time, without arguments or rows: for the schema alone. */
gboolean khoa_db_script(KhoaDb *db, const char *sql, GError **error);
/* Rows changed by the last khoa_db_run(). */
gint64 khoa_db_changes(KhoaDb *db);
gint64 khoa_db_last_id(KhoaDb *db);

/* One row of a query; text and blobs are good until the visit returns. */
typedef struct KhoaRows KhoaRows;
typedef gboolean (*KhoaRowVisit)(KhoaRows *row, gpointer data, GError **error);

/* Visits each row; a visit that returns FALSE (with *error set) ends it, and so does a fault. */
gboolean khoa_db_each(KhoaDb *db, KhoaRowVisit visit, gpointer data, GError **error,
                      const char *sql, const char *format, ...);
/* "" for NULL: where the schema vouches that there is none, whoever edits the file by hand can turn
 * that off. */
const char *khoa_rows_text(KhoaRows *row, int column);
/* For columns that may hold none. */
const char *khoa_rows_text_or_null(KhoaRows *row, int column);
gint64 khoa_rows_int(KhoaRows *row, int column);
const void *khoa_rows_blob(KhoaRows *row, int column, gsize *size);
/* Copies a blob of exactly `size` bytes; the schema vouches for the size. */
void khoa_rows_copy(KhoaRows *row, int column, void *to, gsize size);

/* The first column of the first row; `fallback` when there is none. */
gboolean khoa_db_get_int(KhoaDb *db, gint64 *value, gint64 fallback, GError **error,
                         const char *sql, const char *format, ...);

#endif
