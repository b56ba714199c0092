#include "site.h"

#include "file.h"

#include <errno.h>
#include <glib/gi18n.h>
#include <glib/gstdio.h>
#include <string.h>

#define FILE_MAX (64 * 1024 * 1024)
#define SUM_LENGTH 64 /* hexadecimal digits, then two spaces and the name */

static void site_file_free(gpointer data) {
  KhoaSiteFile *file = data;
  g_free(file->name);
  g_free(file->sha256);
  g_bytes_unref(file->content);
  g_free(file);
}

GPtrArray *khoa_site_new(void) {
  return g_ptr_array_new_with_free_func(site_file_free);
}

void khoa_site_add(GPtrArray *site, const char *name, char *content, gsize length) {
  KhoaSiteFile *file = g_new0(KhoaSiteFile, 1);
  file->name = g_strdup(name);
  file->content = g_bytes_new_take(content, length);
  file->sha256 = g_compute_checksum_for_bytes(G_CHECKSUM_SHA256, file->content);
  g_ptr_array_add(site, file);
}

static int by_text(gconstpointer a, gconstpointer b) {
  return strcmp(*(char *const *)a, *(char *const *)b);
}

static GPtrArray *list_folder(const char *folder, GError **error) {
  g_autoptr(GDir) dir = g_dir_open(folder, 0, error);
  if (!dir)
    return NULL;
  GPtrArray *names = g_ptr_array_new_with_free_func(g_free);
  for (const char *name; (name = g_dir_read_name(dir));)
    g_ptr_array_add(names, g_strdup(name));
  g_ptr_array_sort(names, by_text);
  return names;
}

/* inside: what the files' names begin with. */
static gboolean add_below(GPtrArray *site, const char *folder, const char *inside, const char *but,
                          GError **error) {
  g_autoptr(GPtrArray) names = list_folder(folder, error);
  for (guint i = 0; names && i < names->len; i++) {
    g_autofree char *name = g_strconcat(inside, names->pdata[i], NULL);
    g_autofree char *path = g_build_filename(folder, names->pdata[i], NULL);
    if (strcmp(name, but) == 0)
      continue;
    if (g_file_test(path, G_FILE_TEST_IS_DIR)) {
      g_autofree char *deeper = g_strconcat(name, "/", NULL);
      if (!add_below(site, path, deeper, but, error))
        return FALSE;
      continue;
    }
    char *content;
    gsize length;
    if (!khoa_file_read(path, FILE_MAX, &content, &length, error))
      return FALSE;
    khoa_site_add(site, name, content, length);
  }
  return names != NULL;
}

gboolean khoa_site_add_folder(GPtrArray *site, const char *folder, const char *but,
                              GError **error) {
  return add_below(site, folder, "", but, error);
}

static char *print_sums(const GPtrArray *site) {
  GString *sums = g_string_new(NULL);
  for (guint i = 0; i < site->len; i++) {
    const KhoaSiteFile *file = g_ptr_array_index(site, i);
    g_string_append_printf(sums, "%s  %s\n", file->sha256, file->name);
  }
  return g_string_free(sums, FALSE);
}

/* For a web server to read, whatever the program keeps to itself otherwise. */
static gboolean make_folder(const char *path, GError **error) {
  if (g_file_test(path, G_FILE_TEST_IS_DIR))
    return TRUE;
  g_autofree char *parent = g_path_get_dirname(path);
  return make_folder(parent, error) && ((g_mkdir(path, 0755) == 0 && g_chmod(path, 0755) == 0) ||
                                        khoa_file_fail(path, _("make the folder"), error));
}

static KhoaDraft *draft(const char *folder, const char *name, const void *content, gsize length,
                        GError **error) {
  g_autofree char *path = g_build_filename(folder, name, NULL);
  g_autofree char *parent = g_path_get_dirname(path);
  g_autoptr(KhoaDraft) written =
      make_folder(parent, error) ? khoa_draft_new(path, TRUE, content, length, error) : NULL;
  if (!written)
    return NULL;
  if (g_chmod(khoa_draft_name(written), 0644) == 0)
    return g_steal_pointer(&written);
  khoa_file_fail(path, _("make it readable for all"), error);
  return NULL;
}

static GPtrArray *draft_all(const GPtrArray *site, const char *folder, GError **error) {
  g_autofree char *sums = print_sums(site);
  g_autoptr(GPtrArray) drafts = g_ptr_array_new_with_free_func((GDestroyNotify)khoa_draft_free);
  for (guint i = 0; i <= site->len; i++) {
    const KhoaSiteFile *file = i < site->len ? g_ptr_array_index(site, i) : NULL;
    gsize length = strlen(sums);
    const void *content = file ? g_bytes_get_data(file->content, &length) : sums;
    KhoaDraft *written = draft(folder, file ? file->name : KHOA_SITE_SUMS, content, length, error);
    if (!written)
      return NULL;
    g_ptr_array_add(drafts, written);
  }
  return g_steal_pointer(&drafts);
}

static gboolean has(const GPtrArray *site, const char *name) {
  for (guint i = 0; i < site->len; i++)
    if (strcmp(((const KhoaSiteFile *)g_ptr_array_index(site, i))->name, name) == 0)
      return TRUE;
  return FALSE;
}

/* A name that leads nowhere else, whatever somebody wrote into the list. */
static gboolean is_inside(const char *name) {
  return *name && *name != '/' && !strstr(name, "..");
}

static void clear_up(const GPtrArray *site, const char *folder, const char *old_sums) {
  g_auto(GStrv) lines = g_strsplit(old_sums, "\n", -1);
  for (guint i = 0; lines[i]; i++) {
    const char *name = strlen(lines[i]) > SUM_LENGTH + 2 ? lines[i] + SUM_LENGTH + 2 : "";
    g_autofree char *path = g_build_filename(folder, name, NULL);
    if (is_inside(name) && !has(site, name))
      g_unlink(path);
  }
}

gboolean khoa_site_write(const GPtrArray *site, const char *folder, GError **error) {
  g_autofree char *sums_path = g_build_filename(folder, KHOA_SITE_SUMS, NULL);
  g_autofree char *old_sums = NULL;
  g_autoptr(GPtrArray) drafts = NULL;
  gsize length;
  if (g_file_test(sums_path, G_FILE_TEST_EXISTS) &&
      !khoa_file_read(sums_path, FILE_MAX, &old_sums, &length, error))
    return FALSE;
  drafts = draft_all(site, folder, error);
  for (guint i = 0; drafts && i < drafts->len; i++)
    if (!khoa_draft_place(g_ptr_array_index(drafts, i), error))
      return FALSE;
  if (drafts && old_sums)
    clear_up(site, folder, old_sums);
  return drafts != NULL;
}
