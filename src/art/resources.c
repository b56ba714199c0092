#include "resources.h"

#include <string.h>

static const char *const lists[] = {"/XObject <<", "/Font <<"}; /* in cairo's order */

/* Where the entries of a list end; NULL if it isn't there. */
static const char *end_of(const KhoaCairoObject *object, const char *list) {
  return list ? khoa_cairo_pdf_find(list, object->text_end, ">>") : NULL;
}

/* Each entry once: cairo names a drawing for each time that it is painted. */
static void append_entries(GString *text, const char *entries, const char *end) {
  g_autofree char *all = g_strndup(entries, (gsize)(end - entries));
  g_auto(GStrv) words = g_strsplit(all, "/", -1);
  g_autoptr(GHashTable) seen = g_hash_table_new(g_str_hash, g_str_equal);
  for (char **word = words; *word; word++)
    if (*g_strstrip(*word) && g_hash_table_add(seen, *word))
      g_string_append_printf(text, " /%s", *word);
}

GString *khoa_resources_with(const KhoaCairoObject *object, const KhoaResources *more) {
  const char *const added[G_N_ELEMENTS(lists)] = {more->drawings, more->fonts};
  const char *at = object->text + strlen("<<");
  if (!g_str_has_prefix(object->text, "<<\n"))
    return NULL;
  GString *text = g_string_new(NULL);
  g_string_append_printf(text, "<<\n   /ColorSpace << /%s %" G_GUINT64_FORMAT " 0 R >>", more->ink,
                         more->ink_object);
  for (gsize i = 0; i < G_N_ELEMENTS(lists); i++) {
    const char *list = khoa_cairo_pdf_find(at, object->text_end, lists[i]);
    const char *end = end_of(object, list);
    if (!end && !*added[i])
      continue;
    if (end)
      g_string_append_len(text, at, list - at);
    g_string_append_printf(text, "\n   %s", lists[i]);
    if (end)
      append_entries(text, list + strlen(lists[i]), end);
    g_string_append_printf(text, "%s >>", added[i]);
    at = end ? end + strlen(">>") : at;
  }
  g_string_append_len(text, at, object->text_end - at);
  return text;
}

guint64 khoa_resources_first(const KhoaCairoObject *object) {
  for (gsize i = 0; i < G_N_ELEMENTS(lists); i++) {
    const char *list = khoa_cairo_pdf_find(object->text, object->text_end, lists[i]);
    const char *end = end_of(object, list);
    const char *name = end ? khoa_cairo_pdf_find(list + strlen(lists[i]), end, "/") : NULL;
    const char *blank = name ? khoa_cairo_pdf_find(name, end, " ") : NULL;
    if (blank)
      return g_ascii_strtoull(blank, NULL, 10);
  }
  return 0;
}
