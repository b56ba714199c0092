/* Passphrases: from a file, or from the terminal without echo; never from the command line. */
#ifndef KHOA_CLI_PASSPHRASE_H
#define KHOA_CLI_PASSPHRASE_H

#include <glib.h>

/* file: as named by an option; NULL: as named by the environment's `variable`; else asks on the
 * terminal for `what`, twice if `confirm`. In guarded memory: sodium_free(). */
char *khoa_passphrase_get(const char *file, const char *variable, const char *what,
                          gboolean confirm, GError **error);

#define KHOA_PASSPHRASE_ERROR khoa_passphrase_error_quark()
GQuark khoa_passphrase_error_quark(void);

#endif
