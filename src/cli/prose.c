#include "prose.h"

#include <string.h>

gboolean khoa_prose_is_fixed(const char *paragraph) {
  return strncmp(paragraph, "  ", 2) == 0;
}

char *khoa_prose_fill(const char *paragraph, glong width) {
  if (khoa_prose_is_fixed(paragraph))
    return g_strdup(paragraph);
  g_auto(GStrv) words = g_strsplit_set(paragraph, " \n", -1);
  GString *lines = g_string_new(NULL);
  glong column = 0;
  for (char **word = words; *word; word++) {
    glong length = g_utf8_strlen(*word, -1);
    gboolean fits = column > 0 && column + 1 + length <= width;
    if (length == 0)
      continue;
    g_string_append_printf(lines, "%s%s", fits ? " " : column > 0 ? "\n" : "", *word);
    column = fits ? column + 1 + length : length;
  }
  return g_string_free(lines, FALSE);
}
