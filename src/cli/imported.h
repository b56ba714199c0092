/* How an import ended, told the same way by every list's command. */
#ifndef KHOA_CLI_IMPORTED_H
#define KHOA_CLI_IMPORTED_H

#include "cli.h"
#include "office/import.h"

/* Names the headings that were passed over. */
void khoa_imported_tell_ignored(const KhoaImported *imported, const char *path);
/* Prints and clears it. path: the list's; what: "units". */
int khoa_imported_tell(const KhoaCli *cli, KhoaImported *imported, const char *path,
                       const char *what, gboolean dry_run);

#endif
