#include "plain_line.h"

#include "office.h"

#include <glib/gi18n.h>

static gboolean is_plain(const char *text) {
  while (*text && !g_unichar_iscntrl(g_utf8_get_char(text)))
    text = g_utf8_next_char(text);
  return !*text;
}

char *khoa_plain_line(const char *text, glong most, const char *what, GError **error) {
  g_autofree char *clean = g_utf8_normalize(text, -1, G_NORMALIZE_NFC);
  if (clean && *g_strstrip(clean) && g_utf8_strlen(clean, -1) <= most && is_plain(clean))
    return g_steal_pointer(&clean);
  g_set_error(error, KHOA_OFFICE_ERROR, 0, _("%s must be one line of 1 to %ld characters"), what,
              most);
  return NULL;
}
