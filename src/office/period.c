#include "period.h"

#include "office.h"
#include "tag/date.h"

#include <glib/gi18n.h>
#include <stdio.h>
#include <string.h>

enum { THURSDAY_AFTER = 3, SUNDAY_AFTER = 6, WEEK = 7, YEAR_MIN = 2000, YEAR_MAX = 2099 };

static GDate date_of(guint year, guint month, guint day) {
  GDate date;
  g_date_clear(&date, 1);
  g_date_set_dmy(&date, (GDateDay)day, (GDateMonth)month, (GDateYear)year);
  return date;
}

static GDate after(GDate date, gint days) {
  g_date_set_julian(&date, (guint32)((gint64)g_date_get_julian(&date) + days));
  return date;
}

static GDate monday_of(const GDate *date) {
  return after(*date, 1 - (gint)g_date_get_weekday(date));
}

/* Whole months. */
static void set_months(KhoaPeriod *period, guint year, guint first, guint count) {
  const guint last = first + count - 1;
  period->first = date_of(year, first, 1);
  period->last = date_of(year, last, g_date_get_days_in_month((GDateMonth)last, (GDateYear)year));
}

static gboolean set_week(KhoaPeriod *period, guint year, guint week) {
  /* 4 January is always in the first week. */
  const GDate in_first = date_of(year, 1, 4);
  period->first = after(monday_of(&in_first), (gint)(week - 1) * WEEK);
  period->last = after(period->first, SUNDAY_AFTER);
  const GDate thursday = after(period->first, THURSDAY_AFTER);
  return g_date_get_year(&thursday) == year;
}

/* A part of a year: letter, how many there are, months of each. */
static const struct {
  const char *letter;
  guint most, months;
} parts[] = {{"", 12, 1}, {"Q", 4, 3}, {"H", 2, 6}};

/* "2026", or a year and one of its parts. */
static gboolean parse_part(KhoaPeriod *period, const char *text) {
  guint year, n;
  char again[KHOA_WEEK_SIZE + 24];
  if (sscanf(text, "%4u", &year) != 1 || year < YEAR_MIN || year > YEAR_MAX)
    return FALSE;
  g_snprintf(again, sizeof again, "%04u", year);
  if (strcmp(text, again) == 0) {
    set_months(period, year, 1, 12);
    return TRUE;
  }
  for (gsize i = 0; i < G_N_ELEMENTS(parts); i++)
    for (n = 1; n <= parts[i].most; n++) {
      g_snprintf(again, sizeof again, *parts[i].letter ? "%04u-%s%u" : "%04u-%s%02u", year,
                 parts[i].letter, n);
      if (strcmp(text, again) == 0) {
        set_months(period, year, (n - 1) * parts[i].months + 1, parts[i].months);
        return TRUE;
      }
    }
  if (sscanf(text, "%*u-W%2u", &n) != 1 || n < 1)
    return FALSE;
  g_snprintf(again, sizeof again, "%04u-W%02u", year, n);
  return strcmp(text, again) == 0 && set_week(period, year, n);
}

static gboolean parse_day(GDate *date, const char *text) {
  guint year, month, day;
  if (!khoa_date_valid(text) || sscanf(text, "%u-%u-%u", &year, &month, &day) != 3 ||
      year < YEAR_MIN || year > YEAR_MAX)
    return FALSE;
  *date = date_of(year, month, day);
  return TRUE;
}

gboolean khoa_period_parse(KhoaPeriod *period, const char *text, GError **error) {
  g_auto(GStrv) ends = g_strsplit(text, "..", 2);
  const char *last = ends[0] && ends[1] ? ends[1] : text;
  if (parse_part(period, text) ||
      (ends[0] && parse_day(&period->first, ends[0]) && parse_day(&period->last, last) &&
       g_date_compare(&period->first, &period->last) <= 0))
    return TRUE;
  g_set_error(error, KHOA_OFFICE_ERROR, 0,
              _("'%s' is no period: give a year 2026, half-year 2026-H2, quarter 2026-Q4, month "
                "2026-11, week 2026-W47, day 2026-11-23, or days 2026-11-01..2026-11-15"),
              text);
  return FALSE;
}

void khoa_period_month_of(KhoaPeriod *period, const char *day) {
  GDate date;
  if (parse_day(&date, day))
    set_months(period, g_date_get_year(&date), (guint)g_date_get_month(&date), 1);
}

gboolean khoa_period_weeks(const KhoaPeriod *period, GDate *first, GDate *last) {
  /* The first Thursday from the first day on, and the last one up to the last day. */
  const GDate start = after(period->first, THURSDAY_AFTER);
  *first = monday_of(&start);
  const GDate end = after(period->last, -THURSDAY_AFTER);
  *last = monday_of(&end);
  return g_date_compare(first, last) <= 0;
}

GDate khoa_week_of(const char *day) {
  GDate date = date_of(1, 1, 1);
  parse_day(&date, day);
  return monday_of(&date);
}

void khoa_week_print(char text[KHOA_WEEK_SIZE], const GDate *monday) {
  g_date_strftime(text, KHOA_WEEK_SIZE, "%G-W%V", monday);
}

void khoa_date_print(char text[KHOA_DATE_SIZE], const GDate *date) {
  g_date_strftime(text, KHOA_DATE_SIZE, "%Y-%m-%d", date);
}
