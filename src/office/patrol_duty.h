/* Patrols against the duty of article 8.2b: two a week, each led by the committee's head or a
 * deputy, with at least one policeman, one village head and one village militia head. Who is what
 * says the roll of the patrol's day.
 *
 * A commune has the duty in each week on whose Monday it has a committee; a week that isn't over
 * yet may still be fulfilled. */
#ifndef KHOA_OFFICE_PATROL_DUTY_H
#define KHOA_OFFICE_PATROL_DUTY_H

#include "office.h"
#include "period.h"
#include "reg/patrol.h"

#define KHOA_PATROLS_A_WEEK 2

/* What a patrol lacks: "led by nobody on the roll, no militia-head"; NULL: nothing. The caller's.
 */
char *khoa_patrol_lacks(const KhoaPatrolRecord *patrol);

typedef struct KhoaPatrolWeek {
  const char *unit;
  const char *week;        /* "2026-W47"; NULL: a commune without a committee, in no week */
  guint patrols, complete; /* complete: those that lack nothing */
  gboolean due, over;      /* the commune has the duty; the week is over */
  const char *what;        /* falls short of the duty; NULL: nothing */
} KhoaPatrolWeek;
typedef gboolean (*KhoaPatrolWeekVisit)(const KhoaPatrolWeek *week, gpointer data, GError **error);
/* Each week of a period that has begun, by commune (unit NULL: all) and week. An error if there is
 * none. */
gboolean khoa_patrol_weeks(KhoaOffice *office, const char *unit, const KhoaPeriod *period,
                           KhoaPatrolWeekVisit visit, gpointer data, GError **error);

#endif
