/* Communes for commendation (article 15), and the most frequent weaknesses: each in its order. */
#include "report_workbook.h"

enum { RANK, CODE, NAME, SCORE, RATIOS };
enum { COMMENDED = RATIOS + KHOA_RANKED_BY, COLUMNS };
enum { RULE = 2, HEAD, FIRST };

/* A unit's row on the sheet of all figures. */
static guint row_of(const KhoaReport *report, const KhoaReportUnit *unit) {
  guint at = 0;
  g_ptr_array_find(report->units, unit, &at);
  return KHOA_ROW_UNITS + at;
}

/* As the rule says: the mean of the shares beside it, in which the dash of no share counts as 0. */
static void fill_score(KhoaGrid *grid, guint row, const KhoaReportUnit *unit) {
  const KhoaCells shares = {grid, row, RATIOS, row, COMMENDED - 1};
  g_autofree char *range = khoa_grid_range(&shares);
  g_autofree char *formula =
      g_strdup_printf("=INT(ROUND(1000*SUM(%s),0)/%d)/1000", range, KHOA_RANKED_BY);
  khoa_grid_formula(grid, row, SCORE, KHOA_CELL_SHARE, KHOA_LOOK_STRONG, formula,
                    unit->score / 1000.0);
}

static void fill_rank(const KhoaReportBook *book, KhoaGrid *grid, guint row, guint last,
                      const KhoaReportUnit *unit) {
  const KhoaCells scores = {grid, FIRST, SCORE, last, SCORE};
  g_autofree char *own = khoa_grid_cell(grid, row, SCORE), *all = khoa_grid_range(&scores);
  g_autofree char *formula = g_strdup_printf("=RANK(%s,%s)", own, all);
  khoa_grid_formula(grid, row, RANK, KHOA_CELL_COUNT, KHOA_LOOK_PLAIN, formula, unit->rank);
  khoa_grid_text(grid, row, CODE, KHOA_CELL_CODE, KHOA_LOOK_PLAIN, unit->code);
  khoa_grid_text(grid, row, NAME, KHOA_CELL_TEXT, KHOA_LOOK_PLAIN, unit->name);
  fill_score(grid, row, unit);
  for (guint i = 0; i < KHOA_RANKED_BY; i++) {
    const KhoaRatioInfo *ratio = khoa_ratio_info(khoa_ranked_by[i]);
    khoa_report_share(book, grid, row, RATIOS + i, ratio->part, ratio->whole,
                      row_of(book->report, unit), KHOA_LOOK_PLAIN);
  }
  khoa_grid_text(grid, row, COMMENDED, KHOA_CELL_TEXT, KHOA_LOOK_PLAIN,
                 unit->commended ? _("proposed") : "");
}

static void fill_heads(KhoaGrid *grid) {
  static const double widths[COLUMNS] = {8, 9, 30, 12, 14, 14, 14, 18};
  const char *const heads[COLUMNS] = {[RANK] = _("Rank"),
                                      [CODE] = _("Code"),
                                      [NAME] = _("Commune"),
                                      [SCORE] = _("Score"),
                                      [RATIOS] = khoa_report_ratio_title(khoa_ranked_by[0]),
                                      [RATIOS + 1] = khoa_report_ratio_title(khoa_ranked_by[1]),
                                      [RATIOS + 2] = khoa_report_ratio_title(khoa_ranked_by[2]),
                                      [COMMENDED] = _("For commendation")};
  for (guint i = 0; i < COLUMNS; i++) {
    khoa_grid_text(grid, HEAD, i, KHOA_CELL_TEXT, KHOA_LOOK_HEAD, heads[i]);
    khoa_grid_width(grid, i, i, widths[i]);
  }
  khoa_grid_height(grid, HEAD, 62);
  khoa_grid_freeze(grid, FIRST, NAME + 1);
}

static void chart_scores(KhoaReportBook *book, KhoaGrid *grid, guint last, const char *title) {
  const KhoaChartSeries series = {
      _("Score"), {grid, FIRST, SCORE, last, SCORE}, {grid, FIRST, NAME, last, NAME}};
  KhoaChart chart = {.form = KHOA_CHART_BARS,
                     .title = title,
                     .kind = KHOA_CELL_SHARE,
                     .series = &series,
                     .count = 1,
                     .height = khoa_report_chart_height(last + 1 - FIRST)};
  khoa_report_chart(book, &chart);
}

void khoa_report_fill_ranking(KhoaReportBook *book, KhoaGrid *grid, const char *title) {
  const GPtrArray *ranking = book->report->ranking;
  const guint last = FIRST + MAX(ranking->len, 1) - 1;
  khoa_report_head(book, grid, title, COLUMNS);
  khoa_grid_across(grid, RULE, 0, COLUMNS - 1, KHOA_LOOK_NOTE, khoa_report_rule_words());
  khoa_grid_height(grid, RULE, 64);
  fill_heads(grid);
  for (guint i = 0; i < ranking->len; i++)
    fill_rank(book, grid, FIRST + i, last, ranking->pdata[i]);
  khoa_grid_filter(grid, HEAD, last, COLUMNS);
  if (ranking->len && ((const KhoaReportUnit *)ranking->pdata[0])->score)
    chart_scores(book, grid, last, title);
}

enum { WEAKNESS, TIMES };
#define CHARTED 10u

static void fill_weakness(const KhoaReportBook *book, KhoaGrid *grid, guint row,
                          const KhoaReportWeakness *weakness) {
  khoa_grid_text(grid, row, WEAKNESS, KHOA_CELL_TEXT, KHOA_LOOK_PLAIN, weakness->name);
  khoa_report_cell(book, grid, row, TIMES, weakness->figure, khoa_report_sum_row(book->report),
                   KHOA_LOOK_PLAIN);
}

void khoa_report_fill_weaknesses(KhoaReportBook *book, KhoaGrid *grid, const char *title) {
  const GArray *weaknesses = book->report->weaknesses;
  const guint last = FIRST + MAX(weaknesses->len, 1) - 1;
  const char *const heads[] = {_("Weakness"), _("Times seen")};
  static const double widths[] = {70, 14};
  khoa_report_head(book, grid, title, G_N_ELEMENTS(heads));
  for (guint i = 0; i < G_N_ELEMENTS(heads); i++) {
    khoa_grid_text(grid, HEAD, i, KHOA_CELL_TEXT, KHOA_LOOK_HEAD, heads[i]);
    khoa_grid_width(grid, i, i, widths[i]);
  }
  for (guint i = 0; i < weaknesses->len; i++)
    fill_weakness(book, grid, FIRST + i, &g_array_index(weaknesses, KhoaReportWeakness, i));
  khoa_grid_filter(grid, HEAD, last, G_N_ELEMENTS(heads));
  khoa_grid_freeze(grid, FIRST, 1);
  const guint shown = FIRST + MIN(CHARTED, weaknesses->len) - 1;
  const KhoaChartSeries series = {
      title, {grid, FIRST, TIMES, shown, TIMES}, {grid, FIRST, WEAKNESS, shown, WEAKNESS}};
  KhoaChart chart = {.form = KHOA_CHART_BARS,
                     .title = title,
                     .kind = KHOA_CELL_COUNT,
                     .series = &series,
                     .count = 1};
  if (weaknesses->len)
    khoa_report_chart(book, &chart);
}
