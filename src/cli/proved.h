/* Proofs of files, told the same way by `issue` and `proof`. */
#ifndef KHOA_CLI_PROVED_H
#define KHOA_CLI_PROVED_H

#include "cli.h"

/* Proves a PDF, or the faces of a batch in a folder; prints what is wrong and a line for each file.
 * The exit code: KHOA_EXIT_NO if anything is. */
int khoa_prove_file(KhoaCli *cli, char *path);
/* Pictures of printed sheets or of single tags, all together; and those in a folder. */
int khoa_prove_pictures(KhoaCli *cli, char *const *paths, guint n);
int khoa_prove_folder(KhoaCli *cli, const char *folder);
int khoa_prove_batch(KhoaCli *cli, gint64 batch, const char *folder);

#endif
