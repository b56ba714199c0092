/* The sheet of charts. On A4 it is PAGE_ROWS rows high, and a chart takes half a page or one. */
#include "report_workbook.h"

#define PAGE_ROWS 40u
#define ROW_PIXELS (KHOA_GRID_ROW * 96 / 72)
#define FIRST_ROW 2u /* under the title */
#define GAP_ROWS 1u
#define HALF (PAGE_ROWS / 2)
#define WIDTH 640
#define COLUMN_WIDTH 91 /* characters: one column under a chart, so that no page ends within */
#define BAR_PIXELS 27
#define FRAME_PIXELS 110 /* title, axis and legend */

void khoa_report_fill_charts(KhoaReportBook *book, KhoaGrid *grid, const char *title) {
  g_autofree char *header = khoa_report_page_head(book->report);
  khoa_grid_text(grid, KHOA_ROW_TITLE, 0, KHOA_CELL_TEXT, KHOA_LOOK_TITLE, title);
  khoa_grid_height(grid, KHOA_ROW_TITLE, KHOA_GRID_ROW);
  khoa_grid_width(grid, 0, 0, COLUMN_WIDTH);
  khoa_grid_print(grid, FALSE, header);
  book->chart_row = FIRST_ROW;
}

void khoa_report_end_charts(const KhoaReportBook *book) {
  if (book->chart_row == FIRST_ROW)
    khoa_grid_text(book->charts, FIRST_ROW, 0, KHOA_CELL_TEXT, KHOA_LOOK_ASIDE,
                   _("There is nothing to show in this period."));
  khoa_grid_break(book->charts, PAGE_ROWS, book->chart_row);
}

guint khoa_report_chart_height(guint bars) {
  return CLAMP(FRAME_PIXELS + BAR_PIXELS * bars, HALF * ROW_PIXELS / 2,
               (PAGE_ROWS - FIRST_ROW - GAP_ROWS) * ROW_PIXELS);
}

void khoa_report_chart(KhoaReportBook *book, KhoaChart *chart) {
  if (!chart->height)
    chart->height = (HALF - FIRST_ROW - GAP_ROWS) * ROW_PIXELS;
  const guint rows = (chart->height + ROW_PIXELS - 1) / ROW_PIXELS;
  const guint used = book->chart_row % PAGE_ROWS;
  if (used + rows > PAGE_ROWS)
    book->chart_row += PAGE_ROWS - used + GAP_ROWS; /* its frame would print on the page before */
  chart->width = WIDTH;
  khoa_grid_chart(book->charts, book->chart_row, 0, chart);
  book->chart_row += rows + GAP_ROWS;
}

void khoa_report_chart_by_unit(KhoaReportBook *book, const char *title, KhoaChartForm form,
                               const KhoaFigure *figures, gsize count) {
  const KhoaReport *report = book->report;
  const guint last = khoa_report_sum_row(report) - 1;
  g_autofree KhoaChartSeries *series = g_new0(KhoaChartSeries, count);
  gint64 all = 0;
  for (gsize i = 0; i < count; i++) {
    const guint at = khoa_report_column(report, figures[i]);
    all += report->sum.values[figures[i]];
    series[i] =
        (KhoaChartSeries){khoa_report_figure_title(report, figures[i]),
                          {book->data, KHOA_ROW_UNITS, at, last, at},
                          {book->data, KHOA_ROW_UNITS, KHOA_COLUMN_NAME, last, KHOA_COLUMN_NAME}};
  }
  KhoaChart chart = {.form = form,
                     .title = title,
                     .kind = khoa_report_figure_kind(figures[0]),
                     .series = series,
                     .count = count,
                     .height = khoa_report_chart_height(report->units->len)};
  if (all)
    khoa_report_chart(book, &chart);
}

void khoa_report_chart_sums(KhoaReportBook *book, const char *title, KhoaFigure first,
                            KhoaFigure last) {
  const KhoaReport *report = book->report;
  const guint sum = khoa_report_sum_row(report), left = khoa_report_column(report, first);
  const guint right = khoa_report_column(report, last);
  const KhoaChartSeries series = {title,
                                  {book->data, sum, left, sum, right},
                                  {book->data, KHOA_ROW_HEAD, left, KHOA_ROW_HEAD, right}};
  KhoaChart chart = {.form = KHOA_CHART_BARS,
                     .title = title,
                     .kind = khoa_report_figure_kind(first),
                     .series = &series,
                     .count = 1,
                     .height = khoa_report_chart_height(last + 1 - first)};
  gint64 all = 0;
  for (KhoaFigure i = first; i <= last; i++)
    all += report->sum.values[i];
  if (all)
    khoa_report_chart(book, &chart);
}
