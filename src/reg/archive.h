/* The container of a backup: an SQLite database of its own kind that holds files as one stream of
 * chunks, so that neither writing nor reading it needs memory for more than one. docs/FORMAT.md
 * describes it. What is read may come from a stranger: sizes, order and hashes are checked before
 * anybody relies on them. Errors are KHOA_DB_ERROR and name the file. */
#ifndef KHOA_REG_ARCHIVE_H
#define KHOA_REG_ARCHIVE_H

#include "db.h"

#include <gio/gio.h>

#define KHOA_ARCHIVE_NAME_MAX 512 /* bytes of a file's name */

typedef struct KhoaArchive KhoaArchive;
void khoa_archive_free(KhoaArchive *archive);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(KhoaArchive, khoa_archive_free)

/* path: an empty file that is there already; nobody else may be at it. */
KhoaArchive *khoa_archive_create(const char *path, GError **error);
/* Errors of reading the content come as they are. */
gboolean khoa_archive_add(KhoaArchive *archive, const char *name, GInputStream *content,
                          GError **error);
/* After the last file; the caller syncs the container. */
gboolean khoa_archive_finish(KhoaArchive *archive, GError **error);

/* The file must not change while it is open. Nothing is written to it or beside it. */
KhoaArchive *khoa_archive_open(const char *path, GError **error);

/* What the container says of its files, in its order; nothing of it is proved yet but that all of
 * them together aren't larger than the container. */
typedef gboolean (*KhoaArchiveVisit)(const char *name, guint64 size, gpointer data, GError **error);
gboolean khoa_archive_list(KhoaArchive *archive, KhoaArchiveVisit visit, gpointer data,
                           GError **error);

/* Hands out all files, each to the stream that `place` makes for it. Unless it returns TRUE, what
 * the streams got is worth nothing. */
typedef GOutputStream *(*KhoaArchivePlace)(const char *name, guint64 size, gpointer data,
                                           GError **error);
gboolean khoa_archive_extract(KhoaArchive *archive, KhoaArchivePlace place, gpointer data,
                              GError **error);

#endif
