#include "number.h"

#include <glib/gi18n.h>
#include <inttypes.h>

gboolean khoa_cli_number(const char *name, const char *text, gint64 least, gint64 most,
                         gint64 *number, GError **error) {
  if (!text || g_ascii_string_to_signed(text, 10, least, most, number, NULL))
    return TRUE;
  g_set_error(error, G_OPTION_ERROR, G_OPTION_ERROR_BAD_VALUE,
              _("%s takes a number from %" PRId64 " to %" PRId64 ", not '%s'"), name, least, most,
              text);
  return FALSE;
}
