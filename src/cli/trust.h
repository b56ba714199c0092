/* Whose bundles are trusted: a key named on the command line, else the office's own. Nobody else,
 * and never because a bundle says so. */
#ifndef KHOA_CLI_TRUST_H
#define KHOA_CLI_TRUST_H

#include "cli.h"

/* Reads a bundle that the trusted key vouches for, and that isn't older than what it vouched for
 * before. named: a .pub file's path or minisign's base64; NULL: the office's, which is then open.
 * Clear *bundle when done. */
gboolean khoa_cli_accept(KhoaCli *cli, const char *path, const char *named, KhoaBundle *bundle,
                         GError **error);

#endif
