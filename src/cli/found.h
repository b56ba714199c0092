/* Findings as an answer: a line each, as they come. */
#ifndef KHOA_CLI_FOUND_H
#define KHOA_CLI_FOUND_H

#include "cli.h"

/* Prints what it is told: for people, or an object a line. */
KhoaFindings khoa_cli_findings(KhoaCli *cli);
/* Faults that weren't repaired: no; else something unknown: an error; else yes. */
int khoa_cli_found(const KhoaFindings *findings);

#endif
