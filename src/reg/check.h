/* What SQLite itself can tell of a registry's state: pages, references, rules. */
#ifndef KHOA_REG_CHECK_H
#define KHOA_REG_CHECK_H

#include "db.h"

typedef gboolean (*KhoaCheckVisit)(const char *fault, gpointer data, GError **error);
/* Faults in SQLite's words: damaged pages, indices that don't fit, rows that break a CHECK. */
gboolean khoa_check_integrity(KhoaDb *db, KhoaCheckVisit visit, gpointer data, GError **error);
/* Rows that refer to a row that isn't there: "3 rows of tag, the first ...". */
gboolean khoa_check_references(KhoaDb *db, KhoaCheckVisit visit, gpointer data, GError **error);

/* A part of the schema that isn't as this khoa makes it. */
typedef struct KhoaSchemaDrift {
  const char *type, *name; /* "trigger", "batch_kept_update" */
  const char *sql;         /* as it should be; NULL: it shouldn't be there at all */
  gboolean present;        /* something of that name is there */
} KhoaSchemaDrift;
typedef gboolean (*KhoaSchemaVisit)(const KhoaSchemaDrift *drift, gpointer data, GError **error);
gboolean khoa_check_schema(KhoaDb *db, KhoaSchemaVisit visit, gpointer data, GError **error);
/* Whether it can be made again without touching a row: a trigger or an index. */
gboolean khoa_schema_repairable(const KhoaSchemaDrift *drift);
/* Makes it again, within the caller's transaction. */
gboolean khoa_schema_repair(KhoaDb *db, const KhoaSchemaDrift *drift, GError **error);

/* Whether statuses and their allowed paths are those that this khoa knows. */
gboolean khoa_check_paths(KhoaDb *db, gboolean *same, GError **error);

/* A hotline set that hasn't as many numbers as it says; 0: there is none. */
gboolean khoa_check_hotline_counts(KhoaDb *db, gint64 *set, GError **error);

/* Up to which number they are reserved, 0: none. what: "batch" or "bundle". */
gboolean khoa_check_reserved(KhoaDb *db, const char *what, gint64 *up_to, GError **error);

typedef gboolean (*KhoaReplacementVisit)(gint64 old_batch, gint64 old_index, gboolean queued,
                                         gpointer data, GError **error);
/* Each replacement, queued or issued. */
gboolean khoa_check_replacements(KhoaDb *db, KhoaReplacementVisit visit, gpointer data,
                                 GError **error);

#endif
