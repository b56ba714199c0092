/* How official documents write numbers, days and periods: in Viet Nam 12.000, 85,3 % and ngày 01
 * tháng 02 năm 2026, in English 12,000, 85.3 % and 1 February 2026. The language is gettext's. All
 * texts are the caller's. */
#ifndef KHOA_OFFICE_REPORT_NUMBERS_H
#define KHOA_OFFICE_REPORT_NUMBERS_H

#include "report.h"

char *khoa_say_number(gint64 number);
/* A unit's figure; "–" if it isn't known. */
char *khoa_say_figure(const KhoaReportUnit *unit, KhoaFigure figure);
/* A share in per mille, with a point or comma and without "%"; "–" for -1. */
char *khoa_say_share(gint share);
/* The same as a percentage: "85,3 %". */
char *khoa_say_percent(gint share);
/* How much a number or a share in per mille grew: "+12", "–3", "0". */
char *khoa_say_change(gint64 change);
char *khoa_say_share_change(gint change);
/* part of whole in per mille, rounded down as KhoaReportUnit's are; -1 if there is no whole. */
gint khoa_share_of(gint64 part, gint64 whole);

/* A day, YYYY-MM-DD: "29/11/2026"; and as letters are dated: "ngày 29 tháng 11 năm 2026". */
char *khoa_say_day(const char *day);
char *khoa_say_date(const char *day);
/* "tháng 11 năm 2026", "quý IV năm 2026", "6 tháng đầu năm 2026", "năm 2026", or from day to day.
 */
char *khoa_say_period(const KhoaReport *report);
/* "2026-Q4", as surveys' rounds are called: "quý IV năm 2026". */
char *khoa_say_quarter(const char *name);

#endif
