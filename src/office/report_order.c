#include "report.h"

#include <glib/gi18n.h>
#include <string.h>

/* How a period of each kind is written: a letter before its number within the year, how many a year
 * has, and the months of each; a year itself has no number. */
static const struct {
  const char *word, *form, *example;
  guint most, months;
} kinds[KHOA_REPORT_KINDS] = {
    [KHOA_REPORT_MONTH] = {N_("month"), "%04u-%02u", "2026-11", 12, 1},
    [KHOA_REPORT_QUARTER] = {N_("quarter"), "%04u-Q%u", "2026-Q4", 4, 3},
    [KHOA_REPORT_HALF] = {N_("half"), "%04u-H%u", "2026-H2", 2, 6},
    [KHOA_REPORT_YEAR] = {N_("year"), "%04u", "2026", 1, 12},
    [KHOA_REPORT_PERIOD] = {N_("period"), NULL, "2026-11-01..2026-11-15", 0, 0},
};

const char *khoa_report_word(KhoaReportKind kind) {
  return kinds[kind].word;
}

/* The name of the kind's period that a day is in; the caller's. */
static char *name_of(KhoaReportKind kind, const GDate *day) {
  char name[32];
  const guint n = ((guint)g_date_get_month(day) - 1) / kinds[kind].months + 1;
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wformat-nonliteral"
  g_snprintf(name, sizeof name, kinds[kind].form, (guint)g_date_get_year(day), n);
#pragma GCC diagnostic pop
  return g_strdup(name);
}

/* The newest one that is over. */
static char *newest_of(const KhoaOffice *office, KhoaReportKind kind) {
  KhoaPeriod running;
  g_autofree char *today = khoa_office_today(office);
  khoa_period_month_of(&running, today);
  g_autofree char *name = name_of(kind, &running.first);
  khoa_period_parse(&running, name, NULL);
  g_date_subtract_days(&running.first, 1);
  return name_of(kind, &running.first);
}

gboolean khoa_report_order(KhoaReportOrder *order, const KhoaOffice *office, KhoaReportKind kind,
                           const char *period, char **name, GError **error) {
  const gboolean any = kind == KHOA_REPORT_PERIOD;
  *order = (KhoaReportOrder){.kind = kind};
  g_autofree char *named = period ? g_strdup(period) : any ? g_strdup("") : newest_of(office, kind);
  if (!khoa_period_parse(&order->period, named, error))
    return FALSE;
  g_autofree char *own = any ? NULL : name_of(kind, &order->period.first);
  if (own && strcmp(own, named) != 0) {
    g_set_error(error, KHOA_OFFICE_ERROR, 0,
                _("'%s' is no %s: give one such as %s, or take 'khoa report period'"), named,
                _(kinds[kind].word), kinds[kind].example);
    return FALSE;
  }
  order->name = *name = g_steal_pointer(&named);
  return TRUE;
}
