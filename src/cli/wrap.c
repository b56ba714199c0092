#include "wrap.h"

#include <glib.h>

int khoa_columns(const char *text) {
  int columns = 0;
  for (; *text; text = g_utf8_next_char(text)) {
    gunichar character = g_utf8_get_char(text);
    columns += g_unichar_iszerowidth(character) ? 0 : g_unichar_iswide(character) ? 2 : 1;
  }
  return columns;
}

void khoa_put_padded(FILE *stream, const char *text, int columns) {
  fprintf(stream, "%s%*s", text, MAX(0, columns - khoa_columns(text)), "");
}

static void append_line(GString *wrapped, const char *line, int width) {
  g_auto(GStrv) words = g_strsplit(line, " ", -1);
  int at = 0;
  for (char **word = words; *word; word++) {
    int columns = khoa_columns(*word);
    if (word > words) {
      gboolean fits = at + 1 + columns <= width;
      g_string_append_c(wrapped, fits ? ' ' : '\n');
      at = fits ? at + 1 : 0;
    }
    g_string_append(wrapped, *word);
    at += columns;
  }
}

char *khoa_wrap(const char *text, int width) {
  GString *wrapped = g_string_new(NULL);
  g_auto(GStrv) lines = g_strsplit(text, "\n", -1);
  for (char **line = lines; *line; line++) {
    if (line > lines)
      g_string_append_c(wrapped, '\n');
    append_line(wrapped, *line, width);
  }
  return g_string_free(wrapped, FALSE);
}
