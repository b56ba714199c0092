#include "photo.h"

#include "qr/scan.h"

#include <glib/gi18n.h>
#include <string.h>

GPtrArray *khoa_photo_texts(const char *path, GError **error) {
  g_autoptr(KhoaPicture) picture = khoa_picture_load(path, error);
  if (!picture)
    return NULL;
  g_autoptr(GPtrArray) scans = khoa_scan_photo(picture);
  GPtrArray *texts = g_ptr_array_new_with_free_func((GDestroyNotify)g_bytes_unref);
  for (guint i = 0; i < scans->len; i++) {
    const KhoaScan *scan = g_ptr_array_index(scans, i);
    g_ptr_array_add(texts, g_bytes_new(scan->text, scan->length));
  }
  return texts;
}

static gint by_name(gconstpointer a, gconstpointer b) {
  return strcmp(*(char *const *)a, *(char *const *)b);
}

GStrv khoa_photos_in(const char *folder, GError **error) {
  g_autoptr(GDir) entries = g_dir_open(folder, 0, error);
  if (!entries)
    return NULL;
  g_autoptr(GPtrArray) paths = g_ptr_array_new_with_free_func(g_free);
  for (const char *name; (name = g_dir_read_name(entries));)
    if (khoa_photo_is_named(name))
      g_ptr_array_add(paths, g_build_filename(folder, name, NULL));
  if (paths->len == 0) {
    g_set_error(error, KHOA_PICTURE_ERROR, 0,
                _("%s: holds no PNG or JPEG: give PDFs by their own names"), folder);
    return NULL;
  }
  g_ptr_array_sort(paths, by_name);
  g_ptr_array_add(paths, NULL);
  return (GStrv)g_ptr_array_steal(paths, NULL);
}

gboolean khoa_photo_is_named(const char *path) {
  static const char *const endings[] = {".png", ".jpg", ".jpeg"};
  g_autofree char *lower = g_ascii_strdown(path, -1);
  for (gsize i = 0; i < G_N_ELEMENTS(endings); i++)
    if (g_str_has_suffix(lower, endings[i]))
      return TRUE;
  return FALSE;
}
