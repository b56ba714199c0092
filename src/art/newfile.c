#include "newfile.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gstdio.h>
#include <stdio.h>
#include <unistd.h>

struct KhoaNewFile {
  char *path, *name;
  FILE *stream;
  gboolean committed;
};

static gboolean fail(const char *path, GError **error) {
  int number = errno;
  g_set_error(error, G_FILE_ERROR, (gint)g_file_error_from_errno(number), "%s: %s", path,
              g_strerror(number));
  return FALSE;
}

KhoaNewFile *khoa_new_file_open(const char *path, GError **error) {
  if (g_file_test(path, G_FILE_TEST_EXISTS)) {
    errno = EEXIST;
    fail(path, error);
    return NULL;
  }
  g_autofree char *name = g_strconcat(path, ".XXXXXX", NULL);
  int fd = g_mkstemp_full(name, O_RDWR | O_CLOEXEC, 0666);
  if (fd < 0) {
    fail(path, error);
    return NULL;
  }
  KhoaNewFile *file = g_new0(KhoaNewFile, 1);
  file->path = g_strdup(path);
  file->name = g_steal_pointer(&name);
  file->stream = fdopen(fd, "wb");
  return file;
}

void khoa_new_file_free(KhoaNewFile *file) {
  if (!file)
    return;
  fclose(file->stream);
  if (!file->committed)
    g_unlink(file->name);
  g_free(file->path);
  g_free(file->name);
  g_free(file);
}

gboolean khoa_new_file_write(KhoaNewFile *file, const void *data, gsize length, GError **error) {
  return fwrite(data, 1, length, file->stream) == length || fail(file->path, error);
}

const char *khoa_new_file_name(const KhoaNewFile *file) {
  return file->name;
}

gboolean khoa_new_file_flush(KhoaNewFile *file, GError **error) {
  return fflush(file->stream) == 0 || fail(file->path, error);
}

/* Not every file system can rename without replacing; those that can't can link. */
static gboolean rename_to_new(const char *from, const char *to) {
  if (renameat2(AT_FDCWD, from, AT_FDCWD, to, RENAME_NOREPLACE) == 0)
    return TRUE;
  return errno == EINVAL && link(from, to) == 0 && unlink(from) == 0;
}

static gboolean sync_folder_of(const char *path) {
  g_autofree char *folder = g_path_get_dirname(path);
  int fd = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  if (fd < 0)
    return FALSE;
  gboolean done = fsync(fd) == 0;
  close(fd);
  return done;
}

gboolean khoa_new_file_commit(KhoaNewFile *file, GError **error) {
  if (fflush(file->stream) != 0 || fsync(fileno(file->stream)) != 0 ||
      !rename_to_new(file->name, file->path))
    return fail(file->path, error);
  file->committed = TRUE;
  return sync_folder_of(file->path) || fail(file->path, error);
}
