#include "file.h"

#include <errno.h>
#include <fcntl.h>
#include <gio/gio.h>
#include <glib/gi18n.h>
#include <glib/gstdio.h>
#include <stdio.h>
#include <string.h>
#include <sys/file.h>
#include <unistd.h>

gboolean khoa_file_write(const char *path, const void *content, gsize length, gboolean replace,
                         GError **error) {
  g_autoptr(KhoaDraft) draft = khoa_draft_new(path, replace, content, length, error);
  return draft && khoa_draft_place(draft, error);
}

gboolean khoa_folder_make(const char *path, GError **error) {
  return g_mkdir(path, 0700) == 0 || errno == EEXIST ||
         khoa_file_fail(path, _("make the folder"), error);
}

gboolean khoa_folder_is_free(const char *path, GError **error) {
  if (!g_file_test(path, G_FILE_TEST_EXISTS))
    return TRUE;
  errno = EEXIST;
  return khoa_file_fail(path, _("make the folder"), error);
}

char *khoa_folder_begin(const char *target, GError **error) {
  g_autofree char *path = g_canonicalize_filename(target, NULL); /* "out/" is beside "out" */
  g_autofree char *folder = g_path_get_dirname(path);
  g_autofree char *name = g_path_get_basename(path);
  g_autofree char *hidden = g_strdup_printf("%s/.%s", folder, name);
  g_autofree char *temporary = khoa_unfinished_template(hidden);
  if (!g_mkdtemp_full(temporary, 0700)) {
    khoa_file_fail(target, _("make the folder"), error);
    return NULL;
  }
  return g_steal_pointer(&temporary);
}

void khoa_folder_sweep(const char *target) {
  g_autofree char *folder = g_path_get_dirname(target);
  g_autofree char *name = g_path_get_basename(target);
  g_autofree char *hidden = g_strconcat(".", name, NULL);
  g_autoptr(GDir) entries = g_dir_open(folder, 0, NULL);
  for (const char *entry; entries && (entry = g_dir_read_name(entries));) {
    g_autofree char *path = g_build_filename(folder, entry, NULL);
    if (khoa_unfinished(entry, hidden))
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
  return khoa_sync(path, error);
}

gboolean khoa_folder_publish(const char *folder, const char *target, GError **error) {
  return sync_all(folder, error) && khoa_move(folder, target, FALSE, error);
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
    khoa_file_fail(path, _("write it"), error);
    return -1;
  }
  while (flock(descriptor, LOCK_EX) != 0)
    if (errno != EINTR) {
      khoa_file_fail(path, _("lock it"), error);
      close(descriptor);
      return -1;
    }
  return descriptor;
}
