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

typedef struct Weeks {
  KhoaReportBook *book;
  const KhoaReport *report;
  KhoaGrid *grid;
  GDate monday;       /* of the first */
  guint first, count; /* columns */
  guint over;         /* weeks that are */
  guint *complete;    /* patrols of all communes, by week */
} Weeks;

/* The row of a commune; 0: it isn't in the report. */
static guint row_of(const KhoaReport *report, const char *code) {
  for (guint i = 0; i < report->units->len; i++)
    if (strcmp(((const KhoaReportUnit *)report->units->pdata[i])->code, code) == 0)
      return KHOA_ROW_UNITS + i;
  return 0;
}

static GDate monday_of(const Weeks *weeks, guint at) {
  GDate monday = weeks->monday;
  g_date_add_days(&monday, at * WEEK);
  return monday;
}

/* Which week "2026-W47" is; weeks->count: none of them. */
static guint index_of(const Weeks *weeks, const char *week) {
  char name[KHOA_WEEK_SIZE] = "";
  guint at = 0;
  for (; at < weeks->count; at++) {
    const GDate monday = monday_of(weeks, at);
    khoa_week_print(name, &monday);
    if (strcmp(name, week) == 0)
      break;
  }
  return at;
}

/* A week of a commune that has the duty, or patrolled without it; others' cells stay empty. */
static gboolean fill_week(const KhoaPatrolWeek *week, gpointer data, GError **error) {
  Weeks *weeks = data;
  const guint row = row_of(weeks->report, week->unit);
  const guint at = row && week->week ? index_of(weeks, week->week) : weeks->count;
  (void)error;
  if (at == weeks->count || (!week->due && !week->patrols))
    return TRUE;
  if (week->over)
    weeks->over = MAX(weeks->over, at + 1);
  weeks->complete[at] += week->complete;
  khoa_grid_number(weeks->grid, row, weeks->first + at, KHOA_CELL_COUNT, KHOA_LOOK_PLAIN,
                   week->complete);
  return TRUE;
}

static void fill_head(const Weeks *weeks, guint i) {
  const GDate monday = monday_of(weeks, i);
  char name[KHOA_WEEK_SIZE];
  khoa_week_print(name, &monday);
  g_autofree char *head =
      g_strdup_printf("%s\n%02u/%02u", name, g_date_get_day(&monday), g_date_get_month(&monday));
  khoa_grid_text(weeks->grid, KHOA_ROW_HEAD, weeks->first + i, KHOA_CELL_TEXT, KHOA_LOOK_HEAD,
                 head);
  for (guint row = KHOA_ROW_UNITS; row < khoa_report_sum_row(weeks->report); row++)
    khoa_grid_text(weeks->grid, row, weeks->first + i, KHOA_CELL_TEXT, KHOA_LOOK_PLAIN, "");
}

static void fill_sum(const Weeks *weeks, guint i) {
  const guint sum = khoa_report_sum_row(weeks->report), at = weeks->first + i;
  const KhoaCells cells = {weeks->grid, KHOA_ROW_UNITS, at, sum - 1, at};
  g_autofree char *range = khoa_grid_range(&cells);
  g_autofree char *formula = g_strdup_printf("=SUM(%s)", range);
  khoa_grid_formula(weeks->grid, sum, at, KHOA_CELL_COUNT, KHOA_LOOK_STRONG, formula,
                    weeks->complete[i]);
}

static void chart_weeks(const Weeks *weeks) {
  const guint sum = khoa_report_sum_row(weeks->report), last = weeks->first + weeks->count - 1;
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

static void finish(const Weeks *weeks) {
  const KhoaCells over = {weeks->grid, KHOA_ROW_UNITS, weeks->first,
                          khoa_report_sum_row(weeks->report) - 1, weeks->first + weeks->over - 1};
  for (guint i = 0; i < weeks->count; i++)
    fill_sum(weeks, i);
  khoa_grid_across(weeks->grid, KHOA_ROW_BAND, weeks->first, weeks->first + weeks->count - 1,
                   KHOA_LOOK_HEAD, _("Complete patrols by week"));
  khoa_grid_width(weeks->grid, weeks->first, weeks->first + weeks->count - 1, WEEK_WIDTH);
  khoa_grid_pages(weeks->grid, 1 + weeks->count / WEEKS_A_PAGE);
  if (weeks->over)
    khoa_grid_warn_below(weeks->grid, &over, KHOA_PATROLS_A_WEEK);
  chart_weeks(weeks);
}

/* The weeks of the period that have begun; FALSE: there is none. */
static gboolean find_weeks(Weeks *weeks) {
  GDate last;
  const GDate newest = khoa_week_of(weeks->report->until);
  if (!khoa_period_weeks(&weeks->report->period, &weeks->monday, &last) ||
      g_date_compare(&newest, &weeks->monday) < 0)
    return FALSE;
  if (g_date_compare(&newest, &last) < 0)
    last = newest;
  weeks->count = (guint)g_date_days_between(&weeks->monday, &last) / WEEK + 1;
  return TRUE;
}

void khoa_report_fill_patrols(KhoaReportBook *book, KhoaGrid *grid, const char *title) {
  Weeks weeks = {.book = book, .report = book->report, .grid = grid};
  weeks.first = khoa_report_table(book, grid, title, columns, G_N_ELEMENTS(columns));
  if (!find_weeks(&weeks))
    return;
  g_autofree guint *complete = weeks.complete = g_new0(guint, weeks.count);
  (void)complete;
  for (guint i = 0; i < weeks.count; i++)
    fill_head(&weeks, i);
  if (book->office->db && khoa_patrol_weeks(book->office, book->report->unit, &book->report->period,
                                            fill_week, &weeks, book->error ? NULL : &book->error))
    finish(&weeks);
}
