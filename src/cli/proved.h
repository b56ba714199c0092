/* Proofs of files, told the same way by `issue` and `proof`. */
#ifndef KHOA_CLI_PROVED_H
#define KHOA_CLI_PROVED_H

#include "cli.h"

/* Proves the PDFs of batches' folders, or PDFs by name (char * elements); prints what is wrong and
 * a line for each file. The exit code: KHOA_EXIT_NO if anything is. */
int khoa_prove_folders(KhoaCli *cli, const GPtrArray *folders);
int khoa_prove_files(KhoaCli *cli, const GPtrArray *paths);

#endif
