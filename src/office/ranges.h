/* Lists of numbers as people write them: "5,7-9". */
#ifndef KHOA_OFFICE_RANGES_H
#define KHOA_OFFICE_RANGES_H

#include <glib.h>

/* gint64 elements, rising, each once, at least one, from `least` to `most` (some 100,000 at most);
 * an error names the piece that is wrong. */
GArray *khoa_ranges_parse(const char *text, gint64 least, gint64 most, GError **error);
/* Back to text, in the shortest form. numbers: rising. The caller's. */
char *khoa_ranges_print(const GArray *numbers);
/* Takes the first piece off such a text; FALSE at its end, and where it isn't such a text: then
 * something is left of it. */
gboolean khoa_ranges_next(const char **text, gint64 *from, gint64 *to);

#define KHOA_RANGES_ERROR khoa_ranges_error_quark()
GQuark khoa_ranges_error_quark(void);

#endif
