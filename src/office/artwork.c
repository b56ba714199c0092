#include "artwork.h"

#include "file.h"

#include <glib/gi18n.h>
#include <sodium.h>
#include <string.h>

#define SVG_MAX (4 * 1024 * 1024)

void khoa_artwork_free(KhoaArtwork *artwork) {
  if (!artwork)
    return;
  g_free(artwork->name);
  g_free(artwork->svg);
  g_free(artwork);
}

static char *path_in(const char *folder, const char *layout) {
  g_autofree char *file = g_strconcat(layout, ".svg", NULL);
  return g_build_filename(folder, "layouts", file, NULL);
}

static gint by_name(gconstpointer a, gconstpointer b) {
  return strcmp(*(const char *const *)a, *(const char *const *)b);
}

static void list_names(const char *folder, GPtrArray *names) {
  g_autofree char *path = g_build_filename(folder, "layouts", NULL);
  g_autoptr(GDir) entries = g_dir_open(path, 0, NULL);
  g_autoptr(GPtrArray) found = g_ptr_array_new();
  for (const char *name; entries && (name = g_dir_read_name(entries));)
    if (g_str_has_suffix(name, ".svg"))
      g_ptr_array_add(found, g_strndup(name, strlen(name) - 4));
  g_ptr_array_sort(found, by_name);
  g_ptr_array_extend_and_steal(names, g_steal_pointer(&found));
}

char **khoa_artwork_names(const KhoaOffice *office) {
  GPtrArray *names = g_ptr_array_new();
  list_names(office->folder, names);
  list_names(office->data, names);
  g_ptr_array_add(names, NULL);
  return (char **)g_ptr_array_free(names, FALSE);
}

static char *find(const KhoaOffice *office, const char *layout, GError **error) {
  if (g_str_has_suffix(layout, ".svg"))
    return g_strdup(layout);
  const char *folders[] = {office->folder, office->data};
  for (gsize i = 0; i < G_N_ELEMENTS(folders); i++) {
    g_autofree char *path = path_in(folders[i], layout);
    if (g_file_test(path, G_FILE_TEST_EXISTS))
      return g_steal_pointer(&path);
  }
  g_auto(GStrv) all = khoa_artwork_names(office);
  g_autofree char *names = g_strjoinv(", ", all);
  g_set_error(error, KHOA_OFFICE_ERROR, 0, _("no layout is called '%s': there are %s"), layout,
              names);
  return NULL;
}

KhoaArtwork *khoa_artwork_find(KhoaOffice *office, const char *layout, GError **error) {
  g_autoptr(KhoaArtwork) artwork = g_new0(KhoaArtwork, 1);
  gsize length;
  g_autofree char *path = find(office, layout, error);
  if (!path || !khoa_file_read(path, SVG_MAX, &artwork->svg, &length, error))
    return NULL;
  if (strlen(artwork->svg) != length) {
    g_set_error(error, KHOA_OFFICE_ERROR, 0, _("%s isn't an SVG file: it holds a NUL byte"), path);
    return NULL;
  }
  artwork->name = g_path_get_basename(path);
  crypto_hash_sha256(artwork->sha256, (const guint8 *)artwork->svg, length);
  return g_steal_pointer(&artwork);
}

KhoaArtwork *khoa_artwork_load(KhoaOffice *office, const char *layout, KhoaKind kind,
                               GError **error) {
  return khoa_artwork_find(
      office, layout ? layout : office->config->layouts[kind == KHOA_KIND_LOCK_TAG], error);
}
