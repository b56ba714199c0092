/* Patrols: each commune's sums, and beside them how many complete ones each week had. */
#include "patrol_duty.h"
#include "report_workbook.h"

#include <string.h>

#define BAND N_("Patrols")
#define FIGURE(figure)                                                                             \
  { BAND, NULL, KHOA_FIGURE_##figure, KHOA_HOW_FIGURE, 0 }
static const KhoaReportColumn columns[] = {
    FIGURE(PATROLS),
    FIGURE(PATROLS_COMPLETE),
    FIGURE(PATROLS_DUE),
    FIGURE(PATROLS_FULFILLED),
    {BAND, N_("Share fulfilled"), KHOA_FIGURE_PATROLS_FULFILLED, KHOA_HOW_SHARE,
     KHOA_FIGURE_PATROLS_DUE},
    FIGURE(PATROLS_MISSING),
    FIGURE(WEEKS_SHORT),
    FIGURE(PEOPLE_REACHED),
};

#define WEEK 7 /* days */
#define WEEKS_A_PAGE 14
#define WEEK_WIDTH 9
#define NOT_DUE (-1)

typedef struct Weeks {
  KhoaReportBook *book;
  KhoaGrid *grid;
  guint first;  /* column */
  GDate monday; /* of the first week */
  guint count;
  guint begun; /* the first week in which anybody had the duty, or patrolled */
  guint over;  /* weeks that are */
  gint *cells; /* complete patrols, by row of units and week; NOT_DUE: none, and no duty */
} Weeks;

static gint *cell(const Weeks *weeks, guint row, guint week) {
  return &weeks->cells[(row - KHOA_ROW_UNITS) * weeks->count + week];
}

static GDate monday_of(const Weeks *weeks, guint week) {
  GDate monday = weeks->monday;
  g_date_add_days(&monday, week * WEEK);
  return monday;
}

/* Which week "2026-W47" is; weeks->count: none of them. */
static guint index_of(const Weeks *weeks, const char *week) {
  guint at = 0;
  for (char name[KHOA_WEEK_SIZE]; at < weeks->count; at++) {
    const GDate monday = monday_of(weeks, at);
    khoa_week_print(name, &monday);
    if (strcmp(name, week) == 0)
      break;
  }
  return at;
}

static void take_weeks(Weeks *weeks) {
  const GArray *from = weeks->book->report->weeks;
  for (guint i = 0; i < from->len; i++) {
    const KhoaReportWeek *week = &g_array_index(from, KhoaReportWeek, i);
    const guint at = index_of(weeks, week->week);
    if (at == weeks->count)
      continue;
    *cell(weeks, KHOA_ROW_UNITS + week->unit, at) = (gint)week->complete;
    weeks->begun = MIN(weeks->begun, at);
    weeks->over = week->over ? MAX(weeks->over, at + 1) : weeks->over;
  }
}

static void fill_head(const Weeks *weeks, guint at, guint week) {
  const GDate monday = monday_of(weeks, week);
  char name[KHOA_WEEK_SIZE];
  khoa_week_print(name, &monday);
  g_autofree char *head = g_strdup_printf("%s\n%02u/%02u", name, g_date_get_day(&monday),
                                          (guint)g_date_get_month(&monday));
  khoa_grid_text(weeks->grid, KHOA_ROW_HEAD, at, KHOA_CELL_TEXT, KHOA_LOOK_HEAD, head);
}

/* How many complete patrols there were. */
static gint fill_week(const Weeks *weeks, guint week) {
  const guint sum = khoa_report_sum_row(weeks->book->report);
  const guint at = weeks->first + week - weeks->begun;
  const KhoaCells cells = {weeks->grid, KHOA_ROW_UNITS, at, sum - 1, at};
  g_autofree char *range = khoa_grid_range(&cells);
  g_autofree char *formula = g_strdup_printf("=SUM(%s)", range);
  gint all = 0;
  fill_head(weeks, at, week);
  for (guint row = KHOA_ROW_UNITS; row < sum; row++) {
    const gint complete = *cell(weeks, row, week);
    all += MAX(complete, 0);
    if (complete == NOT_DUE)
      khoa_grid_text(weeks->grid, row, at, KHOA_CELL_TEXT, KHOA_LOOK_PLAIN, "");
    else
      khoa_grid_number(weeks->grid, row, at, KHOA_CELL_COUNT, KHOA_LOOK_PLAIN, complete);
  }
  khoa_grid_formula(weeks->grid, sum, at, KHOA_CELL_COUNT, KHOA_LOOK_STRONG, formula, all);
  return all;
}

static void chart_weeks(const Weeks *weeks, guint last) {
  const guint sum = khoa_report_sum_row(weeks->book->report);
  const char *title = _("Complete patrols by week");
  const KhoaChartSeries series = {title,
                                  {weeks->grid, sum, weeks->first, sum, last},
                                  {weeks->grid, KHOA_ROW_HEAD, weeks->first, KHOA_ROW_HEAD, last}};
  KhoaChart chart = {.form = KHOA_CHART_COLUMNS,
                     .title = title,
                     .kind = KHOA_CELL_COUNT,
                     .series = &series,
                     .count = 1};
  khoa_report_chart(weeks->book, &chart);
}

static void fill_weeks(const Weeks *weeks) {
  const guint shown = weeks->count - weeks->begun, last = weeks->first + shown - 1;
  gint all = 0;
  for (guint week = weeks->begun; week < weeks->count; week++)
    all += fill_week(weeks, week);
  khoa_grid_across(weeks->grid, KHOA_ROW_BAND, weeks->first, last, KHOA_LOOK_HEAD,
                   _("Complete patrols by week"));
  khoa_grid_width(weeks->grid, weeks->first, last, WEEK_WIDTH);
  khoa_grid_pages(weeks->grid, 1 + shown / WEEKS_A_PAGE);
  const KhoaCells over = {weeks->grid, KHOA_ROW_UNITS, weeks->first,
                          khoa_report_sum_row(weeks->book->report) - 1,
                          weeks->first + weeks->over - weeks->begun - 1};
  if (weeks->over > weeks->begun)
    khoa_grid_warn_below(weeks->grid, &over, KHOA_PATROLS_A_WEEK);
  if (all)
    chart_weeks(weeks, last);
}

/* The weeks of the period that have begun; FALSE: there is none. */
static gboolean find_weeks(Weeks *weeks) {
  const KhoaReport *report = weeks->book->report;
  const GDate newest = khoa_week_of(report->until);
  GDate last;
  if (!khoa_period_weeks(&report->period, &weeks->monday, &last) ||
      g_date_compare(&newest, &weeks->monday) < 0)
    return FALSE;
  if (g_date_compare(&newest, &last) < 0)
    last = newest;
  weeks->begun = weeks->count = (guint)g_date_days_between(&weeks->monday, &last) / WEEK + 1;
  return TRUE;
}

void khoa_report_fill_patrols(KhoaReportBook *book, KhoaGrid *grid, const char *title) {
  const KhoaReport *report = book->report;
  Weeks weeks = {.book = book, .grid = grid};
  weeks.first = khoa_report_table(book, grid, title, columns, G_N_ELEMENTS(columns));
  if (!find_weeks(&weeks))
    return;
  const gsize cells = (khoa_report_sum_row(report) - KHOA_ROW_UNITS) * (gsize)weeks.count;
  g_autofree gint *room = weeks.cells = g_new(gint, cells);
  for (gsize i = 0; i < cells; i++)
    room[i] = NOT_DUE;
  take_weeks(&weeks);
  if (weeks.begun < weeks.count)
    fill_weeks(&weeks);
}
