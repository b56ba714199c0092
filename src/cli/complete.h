/* What could stand next on a command line, for the shell's completion. */
#ifndef KHOA_CLI_COMPLETE_H
#define KHOA_CLI_COMPLETE_H

#include "office/office.h"

/* words: those behind "khoa", the last of which is being typed. What it may become, without
 * doubles, is the caller's; "/files" or "/folders" stand for the names of those. */
char **khoa_complete(const KhoaWorld *world, char **words);

#endif
