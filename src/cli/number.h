/* Numbers that are typed: whole words, within bounds, nothing behind them. */
#ifndef KHOA_CLI_NUMBER_H
#define KHOA_CLI_NUMBER_H

#include <glib.h>

/* name: the option or argument, for the error. A text of NULL, an option not given, leaves *number
 * as it is. */
gboolean khoa_cli_number(const char *name, const char *text, gint64 least, gint64 most,
                         gint64 *number, GError **error);

#endif
