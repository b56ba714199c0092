/* Periods that are reported on, and the weeks of them.
 *
 * Weeks are those of ISO 8601, Monday to Sunday. One that lies in two months, quarters or years
 * belongs to the one that its Thursday is in, as ISO counts weeks by year: so that each week is of
 * exactly one. */
#ifndef KHOA_OFFICE_PERIOD_H
#define KHOA_OFFICE_PERIOD_H

#include "tag/bundle.h"

#include <glib.h>

typedef struct KhoaPeriod {
  GDate first, last; /* both of it */
} KhoaPeriod;

/* "2026", "2026-H2", "2026-Q4", "2026-11", "2026-W47", "2026-11-23", or "2026-11-01..2026-11-30";
 * years 2000 to 2099.
 */
gboolean khoa_period_parse(KhoaPeriod *period, const char *text, GError **error);
/* The month that a day, YYYY-MM-DD, is in. */
void khoa_period_month_of(KhoaPeriod *period, const char *day);

#define KHOA_WEEK_SIZE 9 /* "2026-W47" and a NUL */
/* The Monday of the first and of the last week of a period; FALSE if it has no week. */
gboolean khoa_period_weeks(const KhoaPeriod *period, GDate *first, GDate *last);
/* The Monday of a day's week. */
GDate khoa_week_of(const char *day);
void khoa_week_print(char text[KHOA_WEEK_SIZE], const GDate *monday);
void khoa_date_print(char text[KHOA_DATE_SIZE], const GDate *date);

#endif
