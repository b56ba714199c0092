/* A file that comes into being whole or not at all: written under a temporary name beside its own,
 * then renamed to a name that nothing had. */
#ifndef KHOA_ART_NEWFILE_H
#define KHOA_ART_NEWFILE_H

#include <glib.h>

typedef struct KhoaNewFile KhoaNewFile;

/* All errors are G_FILE_ERROR and name the file. */
KhoaNewFile *khoa_new_file_open(const char *path, GError **error);
/* Removes the file unless it was committed. */
void khoa_new_file_free(KhoaNewFile *file);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(KhoaNewFile, khoa_new_file_free)

gboolean khoa_new_file_write(KhoaNewFile *file, const void *data, gsize length, GError **error);
/* Until it is committed it is read under this name, and holds all that was written before
 * khoa_new_file_flush(). */
const char *khoa_new_file_name(const KhoaNewFile *file);
gboolean khoa_new_file_flush(KhoaNewFile *file, GError **error);

/* Makes it durable under its own name; G_FILE_ERROR_EXIST if that is taken by now. */
gboolean khoa_new_file_commit(KhoaNewFile *file, GError **error);

#endif
