/* Files that are whole or not there: written beside their place, synced, then renamed into it. */
#ifndef KHOA_OFFICE_FILE_H
#define KHOA_OFFICE_FILE_H

#include <glib.h>

/* The whole file, at most `max` bytes, NUL-terminated behind *length; errors name the file. */
gboolean khoa_file_read(const char *path, gsize max, char **content, gsize *length, GError **error);
/* Mode 0600. With `replace` an old file of that name gives way, else it is an error. */
gboolean khoa_file_write(const char *path, const void *content, gsize length, gboolean replace,
                         GError **error);
/* Mode 0700; fine if it is there. */
gboolean khoa_folder_make(const char *path, GError **error);
/* A new folder beside `target`, for work that khoa_folder_publish() puts in place; the caller's. */
char *khoa_folder_begin(const char *target, GError **error);
/* Syncs the folder's files and renames it to target, which must not exist. */
gboolean khoa_folder_publish(const char *folder, const char *target, GError **error);
/* Removes a folder and the files in it (no folders in folders); errors are passed over. */
void khoa_folder_remove(const char *folder);

gboolean khoa_file_sha256(const char *path, guint8 sha256[32], GError **error);

#endif
