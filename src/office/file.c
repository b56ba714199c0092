#include "file.h"

#include <errno.h>
#include <fcntl.h>
#include <gio/gio.h>
#include <glib/gstdio.h>
#include <stdio.h>
#include <string.h>
#include <sys/file.h>
#include <unistd.h>

gboolean khoa_file_fail(const char *path, const char *act, GError **error) {
  int saved = errno;
  g_set_error(error, G_FILE_ERROR, (gint)g_file_error_from_errno(saved), "%s: can't %s: %s", path,
              act, g_strerror(saved));
  return FALSE;
}

static gboolean sync_file(const char *path, GError **error) {
  int descriptor = open(path, O_RDONLY | O_CLOEXEC);
  gboolean synced = descriptor >= 0 && fsync(descriptor) == 0;
  if (!synced)
    khoa_file_fail(path, "sync it", error);
  if (descriptor >= 0)
    close(descriptor);
  return synced;
}

static gboolean sync_folder_of(const char *path, GError **error) {
  g_autofree char *folder = g_path_get_dirname(path);
  return sync_file(folder, error);
}

static gboolean write_all(int descriptor, const char *content, gsize length) {
  while (length > 0) {
    gssize written = write(descriptor, content, length);
    if (written < 0 && errno == EINTR)
      continue;
    if (written < 0)
      return FALSE;
    content += written;
    length -= (gsize)written;
  }
  return fsync(descriptor) == 0;
}

static gboolean put_in_place(const char *temporary, const char *path, gboolean replace) {
  unsigned flags = replace ? 0 : RENAME_NOREPLACE;
  if (renameat2(AT_FDCWD, temporary, AT_FDCWD, path, flags) == 0)
    return TRUE;
  if (replace || errno != EINVAL)
    return FALSE;
  /* A shared folder that can't look and rename in one step. */
  if (access(path, F_OK) == 0) {
    errno = EEXIST;
    return FALSE;
  }
  return rename(temporary, path) == 0;
}

#define DRAFT_RANDOM 6 /* characters that mkstemp() makes up */

struct KhoaDraft {
  char *path, *temporary;
};

void khoa_draft_free(KhoaDraft *draft) {
  if (!draft)
    return;
  if (draft->temporary)
    g_unlink(draft->temporary);
  g_free(draft->temporary);
  g_free(draft->path);
  g_free(draft);
}

KhoaDraft *khoa_draft_begin(const char *path, GError **error) {
  g_autofree char *temporary = g_strdup_printf("%s.XXXXXX", path);
  int descriptor = -1;
  if (g_file_test(path, G_FILE_TEST_IS_DIR))
    errno = EISDIR;
  else
    descriptor = g_mkstemp_full(temporary, O_RDWR | O_CLOEXEC, 0600);
  if (descriptor < 0) {
    khoa_file_fail(path, "write it", error);
    return NULL;
  }
  close(descriptor);
  KhoaDraft *draft = g_new0(KhoaDraft, 1);
  draft->path = g_strdup(path);
  draft->temporary = g_steal_pointer(&temporary);
  return draft;
}

const char *khoa_draft_name(const KhoaDraft *draft) {
  return draft->temporary;
}

KhoaDraft *khoa_draft_new(const char *path, const void *content, gsize length, GError **error) {
  g_autoptr(KhoaDraft) draft = khoa_draft_begin(path, error);
  int descriptor = draft ? open(draft->temporary, O_WRONLY | O_CLOEXEC) : -1;
  if (!draft)
    return NULL;
  gboolean written = descriptor >= 0 && write_all(descriptor, content, length);
  if (!written)
    khoa_file_fail(path, "write it", error);
  if (descriptor >= 0 && close(descriptor) != 0 && written)
    written = khoa_file_fail(path, "write it", error);
  return written ? g_steal_pointer(&draft) : NULL;
}

gboolean khoa_draft_sync(KhoaDraft *draft, GError **error) {
  return sync_file(draft->temporary, error);
}

gboolean khoa_draft_place(KhoaDraft *draft, gboolean replace, GError **error) {
  if (!put_in_place(draft->temporary, draft->path, replace))
    return khoa_file_fail(draft->path, "write it", error);
  g_clear_pointer(&draft->temporary, g_free);
  return sync_folder_of(draft->path, error);
}

void khoa_draft_sweep(const char *path) {
  g_autofree char *folder = g_path_get_dirname(path);
  g_autofree char *name = g_path_get_basename(path);
  g_autofree char *start = g_strconcat(name, ".", NULL);
  g_autoptr(GDir) entries = g_dir_open(folder, 0, NULL);
  for (const char *entry; entries && (entry = g_dir_read_name(entries));) {
    g_autofree char *draft = g_build_filename(folder, entry, NULL);
    if (g_str_has_prefix(entry, start) && strlen(entry) == strlen(start) + DRAFT_RANDOM)
      g_unlink(draft);
  }
}

gboolean khoa_file_write(const char *path, const void *content, gsize length, gboolean replace,
                         GError **error) {
  g_autoptr(KhoaDraft) draft = khoa_draft_new(path, content, length, error);
  return draft && khoa_draft_place(draft, replace, error);
}

gboolean khoa_file_move(const char *from, const char *to, gboolean replace, GError **error) {
  return put_in_place(from, to, replace) ? sync_folder_of(to, error)
                                         : khoa_file_fail(to, "write it", error);
}

gboolean khoa_folder_make(const char *path, GError **error) {
  return g_mkdir(path, 0700) == 0 || errno == EEXIST ||
         khoa_file_fail(path, "make the folder", error);
}

gboolean khoa_folder_is_free(const char *path, GError **error) {
  if (!g_file_test(path, G_FILE_TEST_EXISTS))
    return TRUE;
  errno = EEXIST;
  return khoa_file_fail(path, "make the folder", error);
}

char *khoa_folder_begin(const char *target, GError **error) {
  g_autofree char *path = g_canonicalize_filename(target, NULL); /* "out/" is beside "out" */
  g_autofree char *folder = g_path_get_dirname(path);
  g_autofree char *name = g_path_get_basename(path);
  g_autofree char *temporary = g_strdup_printf("%s/.%s.XXXXXX", folder, name);
  if (!g_mkdtemp_full(temporary, 0700)) {
    khoa_file_fail(target, "make the folder", error);
    return NULL;
  }
  return g_steal_pointer(&temporary);
}

void khoa_folder_sweep(const char *target) {
  g_autofree char *folder = g_path_get_dirname(target);
  g_autofree char *name = g_path_get_basename(target);
  g_autofree char *start = g_strdup_printf(".%s.", name);
  g_autoptr(GDir) entries = g_dir_open(folder, 0, NULL);
  for (const char *entry; entries && (entry = g_dir_read_name(entries));) {
    g_autofree char *path = g_build_filename(folder, entry, NULL);
    if (g_str_has_prefix(entry, start))
      khoa_folder_remove(path);
  }
}

/* A file, or a folder and all in it. */
static gboolean sync_all(const char *path, GError **error) {
  g_autoptr(GDir) entries = g_dir_open(path, 0, NULL);
  for (const char *name; entries && (name = g_dir_read_name(entries));) {
    g_autofree char *inner = g_build_filename(path, name, NULL);
    if (!sync_all(inner, error))
      return FALSE;
  }
  return sync_file(path, error);
}

gboolean khoa_folder_publish(const char *folder, const char *target, GError **error) {
  if (!sync_all(folder, error))
    return FALSE;
  if (!put_in_place(folder, target, FALSE))
    return khoa_file_fail(target, "put it in place", error);
  return sync_folder_of(target, error);
}

void khoa_folder_remove(const char *folder) {
  GDir *entries = g_dir_open(folder, 0, NULL);
  if (!entries)
    return;
  for (const char *name = g_dir_read_name(entries); name; name = g_dir_read_name(entries)) {
    g_autofree char *path = g_build_filename(folder, name, NULL);
    if (g_unlink(path) != 0 && errno == EISDIR)
      khoa_folder_remove(path);
  }
  g_dir_close(entries);
  g_rmdir(folder);
}

int khoa_file_lock(const char *path, GError **error) {
  int descriptor = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0600);
  if (descriptor < 0) {
    khoa_file_fail(path, "write it", error);
    return -1;
  }
  while (flock(descriptor, LOCK_EX) != 0)
    if (errno != EINTR) {
      khoa_file_fail(path, "lock it", error);
      close(descriptor);
      return -1;
    }
  return descriptor;
}
