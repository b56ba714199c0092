#include "tally.h"

#include "patrol_duty.h"

#include <string.h>

enum { SUNDAY_AFTER = 6 };

static gboolean add_patrol(const KhoaPatrolRecord *patrol, gpointer data, GError **error) {
  const KhoaTally *tally = data;
  char week[KHOA_WEEK_SIZE];
  const GDate monday = khoa_week_of(patrol->day);
  g_autofree char *lacks = khoa_patrol_lacks(patrol);
  (void)error;
  khoa_week_print(week, &monday);
  const KhoaMark row = {
      .patrol = patrol->id, .week = week, .day = patrol->day, .time = patrol->time, .what = lacks};
  khoa_tally_add(tally, KHOA_FIGURE_PATROLS, patrol->unit, 1, &row);
  khoa_tally_add(tally, KHOA_FIGURE_PATROLS_COMPLETE, patrol->unit, !lacks, &row);
  khoa_tally_add(tally, KHOA_FIGURE_PEOPLE_REACHED, patrol->unit, patrol->reached, &row);
  return TRUE;
}

static gboolean add_week(const KhoaPatrolWeek *week, gpointer data, GError **error) {
  const KhoaTally *tally = data;
  const KhoaMark row = {.week = week->week, .what = week->what};
  (void)error;
  if (!week->week || !week->due || !week->over)
    return TRUE;
  const gint64 fulfilled = MIN(week->complete, KHOA_PATROLS_A_WEEK);
  const gint64 missing = KHOA_PATROLS_A_WEEK - fulfilled;
  khoa_tally_add(tally, KHOA_FIGURE_PATROLS_DUE, week->unit, KHOA_PATROLS_A_WEEK, &row);
  khoa_tally_add(tally, KHOA_FIGURE_PATROLS_FULFILLED, week->unit, fulfilled, &row);
  khoa_tally_add(tally, KHOA_FIGURE_PATROLS_MISSING, week->unit, missing, &row);
  khoa_tally_add(tally, KHOA_FIGURE_WEEKS_SHORT, week->unit, missing > 0, &row);
  return TRUE;
}

gboolean khoa_tally_patrols(const KhoaTally *tally, GError **error) {
  GDate first, last;
  char from[KHOA_DATE_SIZE], to[KHOA_DATE_SIZE];
  const gboolean any = khoa_period_weeks(tally->period, &first, &last);
  khoa_date_print(from, &first);
  if (!any || strcmp(from, tally->until) > 0)
    return TRUE; /* it has no week that has begun */
  g_date_add_days(&last, SUNDAY_AFTER);
  khoa_date_print(to, &last);
  return khoa_patrol_each(tally->office->db, tally->only, from, to, add_patrol, (gpointer)tally,
                          error) &&
         khoa_patrol_weeks(tally->office, tally->only, tally->period, add_week, (gpointer)tally,
                           error);
}
