/* What can be done with either of an office's secret keys: another passphrase, shares. */
#ifndef KHOA_CLI_KEPT_KEY_H
#define KHOA_CLI_KEPT_KEY_H

#include "cli.h"

/* How a key is named in the office, and asked for. */
typedef struct KhoaKeptKey {
  const char *name; /* "authority" */
  char *(*passphrase)(const KhoaCli *cli, GError **error);
} KhoaKeptKey;

/* Whole commands, with their arguments as the table has them. */
int khoa_kept_key_passphrase(KhoaCli *cli, int argc, char **argv, const KhoaKeptKey *kept);
int khoa_kept_key_split(KhoaCli *cli, int argc, char **argv, const KhoaKeptKey *kept);
int khoa_kept_key_join(KhoaCli *cli, int argc, char **argv, const KhoaKeptKey *kept);

#endif
