/* Files and folders that are whole or not there: written beside their place, synced, then renamed
 * into it. art/draft.h does it in steps. */
#ifndef KHOA_OFFICE_FILE_H
#define KHOA_OFFICE_FILE_H

#include "art/draft.h"

/* The whole file, at most `max` bytes, NUL-terminated behind *length; errors name the file. What is
 * no regular file is refused. */
gboolean khoa_file_read(const char *path, gsize max, char **content, gsize *length, GError **error);
/* The same, with what else is asked of the file; looked at on the open file. */
typedef enum KhoaFileCare {
  KHOA_FILE_NAMED,  /* somebody named it: links are followed */
  KHOA_FILE_OWN,    /* one of khoa's own: no link */
  KHOA_FILE_SECRET, /* and belongs to the user, closed to all others */
} KhoaFileCare;
gboolean khoa_file_read_with_care(const char *path, KhoaFileCare care, gsize max, char **content,
                                  gsize *length, GError **error);
/* Mode 0600. With `replace` an old file of that name gives way, else it is an error. */
gboolean khoa_file_write(const char *path, const void *content, gsize length, gboolean replace,
                         GError **error);
/* Mode 0700; fine if it is there. */
gboolean khoa_folder_make(const char *path, GError **error);
/* An error if something of that name is there. */
gboolean khoa_folder_is_free(const char *path, GError **error);
/* A new folder beside `target`, for work that khoa_folder_publish() puts in place; the caller's. */
char *khoa_folder_begin(const char *target, GError **error);
/* Removes what a crash left of work on `target`; only while nobody can be at it. */
void khoa_folder_sweep(const char *target);
/* Syncs the folder and all in it and renames it to target, which must not exist. */
gboolean khoa_folder_publish(const char *folder, const char *target, GError **error);
/* Removes a folder and all in it; errors are passed over. */
void khoa_folder_remove(const char *folder);

/* Waits until nobody else holds the lock; closing the descriptor lets go of it. -1: an error. */
int khoa_file_lock(const char *path, GError **error);

gboolean khoa_file_sha256(const char *path, guint8 sha256[32], GError **error);

#endif
