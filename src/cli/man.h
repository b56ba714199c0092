/* The manual, in roff with the man macros: khoa.1, a page a command and, in section 7, one a topic.
 * Made of the same tables as --help. */
#ifndef KHOA_CLI_MAN_H
#define KHOA_CLI_MAN_H

#include <glib.h>

/* Writes man1/ and man7/ into the folder, which is made if it isn't there. */
gboolean khoa_man_write(const char *folder, GError **error);

#endif
