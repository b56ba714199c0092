#include "ranges.h"

#include <glib/gi18n.h>
#include <inttypes.h>
#include <string.h>

G_DEFINE_QUARK(khoa - ranges - error - quark, khoa_ranges_error)

/* One piece, "7" or "7-9". */
static gboolean parse_piece(const char *piece, gint64 least, gint64 most, gint64 *from,
                            gint64 *to) {
  g_auto(GStrv) ends = g_strsplit(piece, "-", 2);
  if (!ends[0] || !g_ascii_string_to_signed(g_strstrip(ends[0]), 10, least, most, from, NULL))
    return FALSE;
  *to = *from;
  if (!ends[1])
    return TRUE;
  return g_ascii_string_to_signed(g_strstrip(ends[1]), 10, *from, most, to, NULL);
}

GArray *khoa_ranges_parse(const char *text, gint64 least, gint64 most, GError **error) {
  g_autofree gboolean *chosen = g_new0(gboolean, (gsize)(most - least + 1));
  g_auto(GStrv) pieces = g_strsplit(*text ? text : " ", ",", -1);
  for (char **piece = pieces; *piece; piece++) {
    gint64 from, to;
    if (!parse_piece(*piece, least, most, &from, &to)) {
      g_set_error(error, KHOA_RANGES_ERROR, 0,
                  _("'%s' isn't a number or a range from %" PRId64 " to %" PRId64
                    ": give a list such as 5,7-9"),
                  *piece, least, most);
      return NULL;
    }
    for (gint64 n = from; n <= to; n++)
      chosen[n - least] = TRUE;
  }
  GArray *numbers = g_array_new(FALSE, FALSE, sizeof(gint64));
  for (gint64 n = least; n <= most; n++)
    if (chosen[n - least])
      g_array_append_val(numbers, n);
  return numbers;
}

char *khoa_ranges_print(const GArray *numbers) {
  GString *text = g_string_new(NULL);
  const gint64 *all = (const gint64 *)(const void *)numbers->data;
  for (guint i = 0, end; i < numbers->len; i = end) {
    for (end = i + 1; end < numbers->len && all[end] == all[end - 1] + 1;)
      end++;
    g_string_append_printf(text, "%s%" G_GINT64_FORMAT, i ? "," : "", all[i]);
    if (end > i + 1)
      g_string_append_printf(text, "-%" G_GINT64_FORMAT, all[end - 1]);
  }
  return g_string_free(text, FALSE);
}

gboolean khoa_ranges_next(const char **text, gint64 *from, gint64 *to) {
  char *end;
  if (!g_ascii_isdigit(**text))
    return FALSE;
  *from = *to = g_ascii_strtoll(*text, &end, 10);
  if (end[0] == '-' && g_ascii_isdigit(end[1]))
    *to = g_ascii_strtoll(end + 1, &end, 10);
  if (end[0] == ',' && g_ascii_isdigit(end[1]))
    end++;
  *text = end;
  return TRUE;
}
