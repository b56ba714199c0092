/* A report as JSON: one object, with a description of each figure. */
#ifndef KHOA_OFFICE_REPORT_JSON_H
#define KHOA_OFFICE_REPORT_JSON_H

#include "report.h"

/* The caller's; pretty: over many lines, for people to read. */
char *khoa_report_json(const KhoaReport *report, gboolean pretty);

#endif
