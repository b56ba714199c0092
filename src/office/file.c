#include "file.h"

#include <errno.h>
#include <fcntl.h>
#include <gio/gio.h>
#include <glib/gstdio.h>
#include <sodium.h>
#include <stdio.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

static gboolean fail(const char *path, const char *act, GError **error) {
  int saved = errno;
  g_set_error(error, G_FILE_ERROR, (gint)g_file_error_from_errno(saved), "%s: can't %s: %s", path,
              act, g_strerror(saved));
  return FALSE;
}

static gboolean refuse(const char *path, const char *why, GError **error) {
  g_set_error(error, G_FILE_ERROR, G_FILE_ERROR_PERM, "%s: %s", path, why);
  return FALSE;
}

/* Of the open file itself: what its name stands for may change at any time. */
static gboolean check_status(const char *path, const struct stat *status, KhoaFileCare care,
                             gsize max, GError **error) {
  if (!S_ISREG(status->st_mode) || (guint64)status->st_size > max) {
    g_set_error(error, G_FILE_ERROR, G_FILE_ERROR_INVAL,
                "%s: not a file of at most %" G_GSIZE_FORMAT " bytes", path, max);
    return FALSE;
  }
  if (care != KHOA_FILE_SECRET)
    return TRUE;
  if (status->st_uid != geteuid())
    return refuse(path, "belongs to another user: only its owner may use it", error);
  if (!(status->st_mode & (S_IRWXG | S_IRWXO)))
    return TRUE;
  g_autofree char *remedy =
      g_strdup_printf("others on this machine may read or change it: chmod 600 '%s'", path);
  return refuse(path, remedy, error);
}

static int open_to_read(const char *path, KhoaFileCare care, GError **error) {
  /* Opening a pipe would wait for its other end. */
  int flags = O_RDONLY | O_CLOEXEC | O_NOCTTY | O_NONBLOCK;
  int descriptor = open(path, care == KHOA_FILE_NAMED ? flags : flags | O_NOFOLLOW);
  if (descriptor < 0 && errno == ELOOP && care != KHOA_FILE_NAMED)
    refuse(path, "a link: put the file itself in its place", error);
  else if (descriptor < 0)
    fail(path, "read it", error);
  return descriptor;
}

static gboolean read_bytes(int descriptor, char *content, gsize size, gsize *length) {
  for (*length = 0; *length < size;) {
    gssize got = read(descriptor, content + *length, size - *length);
    if (got < 0 && errno == EINTR)
      continue;
    if (got <= 0)
      return got == 0;
    *length += (gsize)got;
  }
  return TRUE;
}

static gboolean read_descriptor(int descriptor, const char *path, KhoaFileCare care, gsize max,
                                char **content, gsize *length, GError **error) {
  struct stat status;
  if (fstat(descriptor, &status) != 0)
    return fail(path, "read it", error);
  if (!check_status(path, &status, care, max, error))
    return FALSE;
  char *bytes = g_malloc((gsize)status.st_size + 1);
  if (!read_bytes(descriptor, bytes, (gsize)status.st_size, length)) {
    fail(path, "read it", error);
    sodium_memzero(bytes, *length);
    g_free(bytes);
    return FALSE;
  }
  bytes[*length] = '\0';
  *content = bytes;
  return TRUE;
}

gboolean khoa_file_read_with_care(const char *path, KhoaFileCare care, gsize max, char **content,
                                  gsize *length, GError **error) {
  int descriptor = open_to_read(path, care, error);
  if (descriptor < 0)
    return FALSE;
  gboolean got = read_descriptor(descriptor, path, care, max, content, length, error);
  close(descriptor);
  return got;
}

gboolean khoa_file_read(const char *path, gsize max, char **content, gsize *length,
                        GError **error) {
  return khoa_file_read_with_care(path, KHOA_FILE_NAMED, max, content, length, error);
}

static gboolean sync_file(const char *path, GError **error) {
  int descriptor = open(path, O_RDONLY | O_CLOEXEC);
  gboolean synced = descriptor >= 0 && fsync(descriptor) == 0;
  if (!synced)
    fail(path, "sync it", error);
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
    fail(path, "write it", error);
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
    fail(path, "write it", error);
  if (descriptor >= 0 && close(descriptor) != 0 && written)
    written = fail(path, "write it", error);
  return written ? g_steal_pointer(&draft) : NULL;
}

gboolean khoa_draft_sync(KhoaDraft *draft, GError **error) {
  return sync_file(draft->temporary, error);
}

gboolean khoa_draft_place(KhoaDraft *draft, gboolean replace, GError **error) {
  if (!put_in_place(draft->temporary, draft->path, replace))
    return fail(draft->path, "write it", error);
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
  return put_in_place(from, to, replace) ? sync_folder_of(to, error) : fail(to, "write it", error);
}

gboolean khoa_folder_make(const char *path, GError **error) {
  return g_mkdir(path, 0700) == 0 || errno == EEXIST || fail(path, "make the folder", error);
}

gboolean khoa_folder_is_free(const char *path, GError **error) {
  if (!g_file_test(path, G_FILE_TEST_EXISTS))
    return TRUE;
  errno = EEXIST;
  return fail(path, "make the folder", error);
}

char *khoa_folder_begin(const char *target, GError **error) {
  g_autofree char *path = g_canonicalize_filename(target, NULL); /* "out/" is beside "out" */
  g_autofree char *folder = g_path_get_dirname(path);
  g_autofree char *name = g_path_get_basename(path);
  g_autofree char *temporary = g_strdup_printf("%s/.%s.XXXXXX", folder, name);
  if (!g_mkdtemp_full(temporary, 0700)) {
    fail(target, "make the folder", error);
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
    return fail(target, "put it in place", error);
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
    fail(path, "write it", error);
    return -1;
  }
  while (flock(descriptor, LOCK_EX) != 0)
    if (errno != EINTR) {
      fail(path, "lock it", error);
      close(descriptor);
      return -1;
    }
  return descriptor;
}

gboolean khoa_file_sha256(const char *path, guint8 sha256[32], GError **error) {
  g_autoptr(GFile) file = g_file_new_for_path(path);
  g_autoptr(GFileInputStream) stream = g_file_read(file, NULL, error);
  if (!stream)
    return FALSE;
  crypto_hash_sha256_state state;
  crypto_hash_sha256_init(&state);
  guint8 buffer[65536];
  gssize got;
  while ((got = g_input_stream_read(G_INPUT_STREAM(stream), buffer, sizeof buffer, NULL, error)) >
         0)
    crypto_hash_sha256_update(&state, buffer, (gsize)got);
  crypto_hash_sha256_final(&state, sha256);
  return got == 0;
}
