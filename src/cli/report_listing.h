/* A report for people, on standard output. */
#ifndef KHOA_CLI_REPORT_LISTING_H
#define KHOA_CLI_REPORT_LISTING_H

#include "office/report.h"

void khoa_report_list(const KhoaReport *report);

#endif
