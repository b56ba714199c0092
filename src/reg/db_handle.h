/* The driver's handle, for db.c and db_open.c alone. */
#ifndef KHOA_REG_DB_HANDLE_H
#define KHOA_REG_DB_HANDLE_H

#include "db.h"

#include <sqlite3.h>

struct KhoaDb {
  sqlite3 *handle;
  char *path;
  GHashTable *idle; /* SQL literal -> sqlite3_stmt *, reset and free to use */
};

/* Sets the error of an SQLite result; FALSE. */
gboolean khoa_db_fail(KhoaDb *db, int result, GError **error);

#endif
