/* Whose bundles are trusted: a key named on the command line, else the office's own. */
#ifndef KHOA_CLI_TRUST_H
#define KHOA_CLI_TRUST_H

#include "cli.h"

/* named: a .pub file's path or minisign's base64; NULL: the office's, which is then open. */
gboolean khoa_cli_trust(KhoaCli *cli, const char *named, KhoaAuthority *authority, GError **error);

#endif
