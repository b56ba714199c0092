#include "file.h"

#include <errno.h>
#include <fcntl.h>
#include <gio/gio.h>
#include <glib/gi18n.h>
#include <nettle/sha2.h>
#include <sodium.h>
#include <sys/stat.h>
#include <unistd.h>

static gboolean refuse(const char *path, const char *why, GError **error) {
  g_set_error(error, G_FILE_ERROR, G_FILE_ERROR_PERM, "%s: %s", path, why);
  return FALSE;
}

/* Of the open file itself: what its name stands for may change at any time. */
static gboolean check_status(const char *path, const struct stat *status, KhoaFileCare care,
                             gsize max, GError **error) {
  if (!S_ISREG(status->st_mode) || (guint64)status->st_size > max) {
    g_set_error(error, G_FILE_ERROR, G_FILE_ERROR_INVAL, _("%s: not a file of at most %zu bytes"),
                path, max);
    return FALSE;
  }
  if (care != KHOA_FILE_SECRET)
    return TRUE;
  if (status->st_uid != geteuid())
    return refuse(path, _("belongs to another user: only its owner may use it"), error);
  if (!(status->st_mode & (S_IRWXG | S_IRWXO)))
    return TRUE;
  g_autofree char *remedy =
      g_strdup_printf(_("others on this machine may read or change it: chmod 600 '%s'"), path);
  return refuse(path, remedy, error);
}

static int open_to_read(const char *path, KhoaFileCare care, GError **error) {
  /* Opening a pipe would wait for its other end. */
  int flags = O_RDONLY | O_CLOEXEC | O_NOCTTY | O_NONBLOCK;
  int descriptor = open(path, care == KHOA_FILE_NAMED ? flags : flags | O_NOFOLLOW);
  if (descriptor < 0 && errno == ELOOP && care != KHOA_FILE_NAMED)
    refuse(path, _("a link: put the file itself in its place"), error);
  else if (descriptor < 0)
    khoa_file_fail(path, _("read it"), error);
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
    return khoa_file_fail(path, _("read it"), error);
  if (!check_status(path, &status, care, max, error))
    return FALSE;
  char *bytes = g_malloc((gsize)status.st_size + 1);
  if (!read_bytes(descriptor, bytes, (gsize)status.st_size, length)) {
    khoa_file_fail(path, _("read it"), error);
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

gboolean khoa_file_sha256(const char *path, guint8 sha256[32], GError **error) {
  g_autoptr(GFile) file = g_file_new_for_path(path);
  g_autoptr(GFileInputStream) stream = g_file_read(file, NULL, error);
  if (!stream)
    return FALSE;
  /* Not libsodium's: nettle asks the processor, which takes a quarter of the time. */
  struct sha256_ctx state;
  sha256_init(&state);
  guint8 buffer[65536];
  gssize got;
  while ((got = g_input_stream_read(G_INPUT_STREAM(stream), buffer, sizeof buffer, NULL, error)) >
         0)
    sha256_update(&state, (gsize)got, buffer);
  sha256_digest(&state, SHA256_DIGEST_SIZE, sha256);
  return got == 0;
}
