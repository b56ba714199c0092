#include "report_workbook.h"

#include <string.h>

static char *source_cell(const KhoaReportBook *book, guint row, KhoaFigure figure) {
  return khoa_grid_cell(book->data, row, khoa_report_column(book->report, figure));
}

static gint64 value(const KhoaReportBook *book, guint row, KhoaFigure figure) {
  const KhoaReportUnit *unit = khoa_report_row(book->report, row);
  return unit ? unit->values[figure] : 0;
}

void khoa_report_cell(const KhoaReportBook *book, KhoaGrid *grid, guint row, guint column,
                      KhoaFigure figure, guint source, KhoaCellLook look) {
  g_autofree char *cell = source_cell(book, source, figure);
  g_autofree char *formula = g_strconcat("=", cell, NULL);
  const KhoaReportUnit *unit = khoa_report_row(book->report, source);
  if (unit && !khoa_report_knows(unit, figure))
    khoa_grid_formula_text(grid, row, column, khoa_report_figure_kind(figure), look, formula, "–");
  else
    khoa_grid_formula(grid, row, column, khoa_report_figure_kind(figure), look, formula,
                      (double)value(book, source, figure));
}

void khoa_report_sum(const KhoaReportBook *book, KhoaGrid *grid, guint column, KhoaFigure figure) {
  const guint row = khoa_report_sum_row(book->report);
  const KhoaReportUnit *sum = &book->report->sum;
  const KhoaCellKind kind = khoa_report_figure_kind(figure);
  const KhoaCells cells = {grid, KHOA_ROW_UNITS, column, row - 1, column};
  g_autofree char *range = khoa_grid_range(&cells);
  g_autofree char *formula =
      kind == KHOA_CELL_DONG
          ? g_strdup_printf("=IF(SUM(%s)=0,IF(COUNTIF(%s,\"–\")=0,0,\"–\"),SUM(%s))", range, range,
                            range)
          : g_strdup_printf("=SUM(%s)", range);
  if (khoa_report_knows(sum, figure))
    khoa_grid_formula(grid, row, column, kind, KHOA_LOOK_STRONG, formula,
                      (double)sum->values[figure]);
  else
    khoa_grid_formula_text(grid, row, column, kind, KHOA_LOOK_STRONG, formula, "–");
}

void khoa_report_share(const KhoaReportBook *book, KhoaGrid *grid, guint row, guint column,
                       KhoaFigure part, KhoaFigure whole, guint source, KhoaCellLook look) {
  const gint64 of = value(book, source, whole);
  g_autofree char *over = source_cell(book, source, part);
  g_autofree char *under = source_cell(book, source, whole);
  g_autofree char *formula =
      g_strdup_printf("=IF(N(%s)=0,\"–\",INT(1000*N(%s)/%s)/1000)", under, over, under);
  if (of)
    khoa_grid_formula(grid, row, column, KHOA_CELL_SHARE, look, formula,
                      (double)(1000 * value(book, source, part) / of) / 1000);
  else
    khoa_grid_formula_text(grid, row, column, KHOA_CELL_SHARE, look, formula, "–");
}

void khoa_report_change(const KhoaReportBook *book, KhoaGrid *grid, guint row, guint column,
                        KhoaFigure now, KhoaFigure before, guint source) {
  g_autofree char *minuend = source_cell(book, source, now);
  g_autofree char *subtrahend = source_cell(book, source, before);
  g_autofree char *formula = g_strdup_printf("=%s-%s", minuend, subtrahend);
  khoa_grid_formula(grid, row, column, KHOA_CELL_CHANGE,
                    row == khoa_report_sum_row(book->report) ? KHOA_LOOK_STRONG : KHOA_LOOK_PLAIN,
                    formula, (double)(value(book, source, now) - value(book, source, before)));
}

guint khoa_report_sum_row(const KhoaReport *report) {
  return KHOA_ROW_UNITS + MAX(report->units->len, 1);
}

const KhoaReportUnit *khoa_report_row(const KhoaReport *report, guint row) {
  if (row == khoa_report_sum_row(report))
    return &report->sum;
  return report->units->len ? report->units->pdata[row - KHOA_ROW_UNITS] : NULL;
}

guint khoa_report_column(const KhoaReport *report, KhoaFigure figure) {
  if (figure < KHOA_FIGURE_NAMED)
    return KHOA_COLUMN_FIRST + figure;
  guint i = 0;
  while (i < report->weaknesses->len &&
         g_array_index(report->weaknesses, KhoaReportWeakness, i).figure != figure)
    i++;
  return KHOA_COLUMN_FIRST + KHOA_FIGURE_NAMED + i;
}

KhoaCellKind khoa_report_figure_kind(KhoaFigure figure) {
  return khoa_figure_info(figure)->dong ? KHOA_CELL_DONG : KHOA_CELL_COUNT;
}
