#include "number.h"

gboolean khoa_cli_number(const char *name, const char *text, gint64 least, gint64 most,
                         gint64 *number, GError **error) {
  if (!text || g_ascii_string_to_signed(text, 10, least, most, number, NULL))
    return TRUE;
  g_set_error(error, G_OPTION_ERROR, G_OPTION_ERROR_BAD_VALUE,
              "%s takes a number from %" G_GINT64_FORMAT " to %" G_GINT64_FORMAT ", not '%s'", name,
              least, most, text);
  return FALSE;
}
