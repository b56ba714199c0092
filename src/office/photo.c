#include "photo.h"

#include "qr/scan.h"

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

gboolean khoa_photo_is_named(const char *path) {
  static const char *const endings[] = {".png", ".jpg", ".jpeg"};
  g_autofree char *lower = g_ascii_strdown(path, -1);
  for (gsize i = 0; i < G_N_ELEMENTS(endings); i++)
    if (g_str_has_suffix(lower, endings[i]))
      return TRUE;
  return FALSE;
}
