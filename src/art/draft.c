#include "draft.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n.h>
#include <glib/gstdio.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#define MARK ".unfinished-"
#define RANDOM "XXXXXX"
#define ROOM 65536 /* bytes written at once */

struct KhoaDraft {
  char *path, *name; /* name: NULL once it is placed */
  gboolean replace;
  FILE *stream;
  char room[ROOM];
};

gboolean khoa_file_fail(const char *path, const char *act, GError **error) {
  int saved = errno;
  g_set_error(error, G_FILE_ERROR, (gint)g_file_error_from_errno(saved), _("%s: can't %s: %s"),
              path, act, g_strerror(saved));
  return FALSE;
}

char *khoa_unfinished_template(const char *path) {
  return g_strconcat(path, MARK RANDOM, NULL);
}

gboolean khoa_unfinished(const char *entry, const char *name) {
  const char *mark = g_strrstr(entry, MARK);
  if (!mark || mark == entry || strlen(mark) != strlen(MARK RANDOM) ||
      (name && (strlen(name) != (gsize)(mark - entry) || !g_str_has_prefix(entry, name))))
    return FALSE;
  const char *c = mark + strlen(MARK);
  while (g_ascii_isalnum(*c))
    c++;
  return !*c;
}

gboolean khoa_sync(const char *path, GError **error) {
  int descriptor = open(path, O_RDONLY | O_CLOEXEC);
  gboolean synced = descriptor >= 0 && fsync(descriptor) == 0;
  if (!synced)
    khoa_file_fail(path, _("sync it"), error);
  if (descriptor >= 0)
    close(descriptor);
  return synced;
}

static gboolean put_in_place(const char *from, const char *to, gboolean replace) {
  unsigned flags = replace ? 0 : RENAME_NOREPLACE;
  if (renameat2(AT_FDCWD, from, AT_FDCWD, to, flags) == 0)
    return TRUE;
  if (replace || errno != EINVAL)
    return FALSE;
  /* A shared folder that can't look and rename in one step; a file may still be linked there. */
  if (link(from, to) == 0)
    return unlink(from) == 0;
  if (access(to, F_OK) == 0) {
    errno = EEXIST;
    return FALSE;
  }
  return rename(from, to) == 0;
}

static gboolean sync_folder_of(const char *path, GError **error) {
  g_autofree char *folder = g_path_get_dirname(path);
  return khoa_sync(folder, error);
}

gboolean khoa_move(const char *from, const char *to, gboolean replace, GError **error) {
  return put_in_place(from, to, replace) ? sync_folder_of(to, error)
                                         : khoa_file_fail(to, _("write it"), error);
}

/* What stands in the way already, as errno calls it. */
static int obstacle(const char *path, gboolean replace) {
  GStatBuf status;
  if (g_file_test(path, G_FILE_TEST_IS_DIR))
    return EISDIR;
  return !replace && g_lstat(path, &status) == 0 ? EEXIST : 0;
}

KhoaDraft *khoa_draft_begin(const char *path, gboolean replace, GError **error) {
  g_autofree char *name = khoa_unfinished_template(path);
  int descriptor = -1;
  errno = obstacle(path, replace);
  if (!errno)
    descriptor = g_mkstemp_full(name, O_RDWR | O_CLOEXEC, 0600);
  FILE *stream = descriptor >= 0 ? fdopen(descriptor, "wb") : NULL;
  if (!stream) {
    khoa_file_fail(path, _("write it"), error);
    if (descriptor >= 0)
      close(descriptor);
    return NULL;
  }
  KhoaDraft *draft = g_new0(KhoaDraft, 1);
  draft->path = g_strdup(path);
  draft->name = g_steal_pointer(&name);
  draft->replace = replace;
  draft->stream = stream;
  setvbuf(stream, draft->room, _IOFBF, ROOM);
  return draft;
}

KhoaDraft *khoa_draft_new(const char *path, gboolean replace, const void *content, gsize length,
                          GError **error) {
  g_autoptr(KhoaDraft) draft = khoa_draft_begin(path, replace, error);
  return draft && khoa_draft_write(draft, content, length, error) && khoa_draft_sync(draft, error)
             ? g_steal_pointer(&draft)
             : NULL;
}

void khoa_draft_free(KhoaDraft *draft) {
  if (!draft)
    return;
  fclose(draft->stream);
  if (draft->name)
    g_unlink(draft->name);
  explicit_bzero(draft->room, ROOM);
  g_free(draft->name);
  g_free(draft->path);
  g_free(draft);
}

gboolean khoa_draft_write(KhoaDraft *draft, const void *data, gsize length, GError **error) {
  return fwrite(data, 1, length, draft->stream) == length ||
         khoa_file_fail(draft->path, _("write it"), error);
}

const char *khoa_draft_name(const KhoaDraft *draft) {
  return draft->name;
}

gboolean khoa_draft_flush(KhoaDraft *draft, GError **error) {
  return fflush(draft->stream) == 0 || khoa_file_fail(draft->path, _("write it"), error);
}

gboolean khoa_draft_sync(KhoaDraft *draft, GError **error) {
  return khoa_draft_flush(draft, error) &&
         (fsync(fileno(draft->stream)) == 0 || khoa_file_fail(draft->path, _("sync it"), error));
}

gboolean khoa_draft_place(KhoaDraft *draft, GError **error) {
  if (!khoa_draft_sync(draft, error))
    return FALSE;
  if (!put_in_place(draft->name, draft->path, draft->replace))
    return khoa_file_fail(draft->path, _("write it"), error);
  g_clear_pointer(&draft->name, g_free);
  return sync_folder_of(draft->path, error);
}

void khoa_draft_sweep(const char *path) {
  g_autofree char *folder = g_path_get_dirname(path);
  g_autofree char *name = g_path_get_basename(path);
  g_autoptr(GDir) entries = g_dir_open(folder, 0, NULL);
  for (const char *entry; entries && (entry = g_dir_read_name(entries));) {
    g_autofree char *draft = g_build_filename(folder, entry, NULL);
    if (khoa_unfinished(entry, name))
      g_unlink(draft);
  }
}
