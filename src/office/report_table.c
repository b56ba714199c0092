#include "report_workbook.h"

#include <string.h>

#define CODE_WIDTH 9
#define NAME_WIDTH 26
#define COUNT_WIDTH 10.5
#define DONG_WIDTH 16
#define HEAD_HEIGHT 62 /* points: four lines */

char *khoa_report_page_head(const KhoaReport *report) {
  return g_strdup_printf("%s · %s", report->office, report->period_name);
}

/* "2026-11-23" as "23/11/2026". */
static char *day_text(const char *day) {
  return g_strdup_printf("%.2s/%.2s/%.4s", day + 8, day + 5, day);
}

void khoa_report_head(const KhoaReportBook *book, KhoaGrid *grid, const char *title,
                      guint columns) {
  const KhoaReport *report = book->report;
  g_autofree char *first = day_text(report->first), *until = day_text(report->until);
  g_autofree char *header = khoa_report_page_head(report);
  g_autofree char *about = g_strdup_printf("%s · %s – %s", header, first, until);
  khoa_grid_text(grid, KHOA_ROW_TITLE, 0, KHOA_CELL_TEXT, KHOA_LOOK_TITLE, title);
  khoa_grid_across(grid, KHOA_ROW_ABOUT, 0, columns - 1, KHOA_LOOK_NOTE, about);
  khoa_grid_height(grid, KHOA_ROW_TITLE, 24);
  khoa_grid_print(grid, TRUE, header);
}

void khoa_report_units(const KhoaReportBook *book, KhoaGrid *grid, guint columns) {
  const guint sum = khoa_report_sum_row(book->report);
  for (guint row = KHOA_ROW_UNITS; row < sum; row++) {
    const KhoaReportUnit *unit = khoa_report_row(book->report, row);
    khoa_grid_text(grid, row, KHOA_COLUMN_CODE, KHOA_CELL_CODE, KHOA_LOOK_PLAIN,
                   unit ? unit->code : "");
    khoa_grid_text(grid, row, KHOA_COLUMN_NAME, KHOA_CELL_TEXT, KHOA_LOOK_PLAIN,
                   unit ? unit->name : "");
  }
  khoa_grid_text(grid, sum, KHOA_COLUMN_CODE, KHOA_CELL_CODE, KHOA_LOOK_STRONG, "");
  khoa_grid_text(grid, sum, KHOA_COLUMN_NAME, KHOA_CELL_TEXT, KHOA_LOOK_STRONG, _("Total"));
  khoa_grid_across(grid, KHOA_ROW_BAND, KHOA_COLUMN_CODE, KHOA_COLUMN_NAME, KHOA_LOOK_HEAD, "");
  khoa_grid_text(grid, KHOA_ROW_HEAD, KHOA_COLUMN_CODE, KHOA_CELL_TEXT, KHOA_LOOK_HEAD, _("Code"));
  khoa_grid_text(grid, KHOA_ROW_HEAD, KHOA_COLUMN_NAME, KHOA_CELL_TEXT, KHOA_LOOK_HEAD,
                 _("Commune"));
  khoa_grid_height(grid, KHOA_ROW_HEAD, HEAD_HEIGHT);
  khoa_grid_width(grid, KHOA_COLUMN_CODE, KHOA_COLUMN_CODE, CODE_WIDTH);
  khoa_grid_width(grid, KHOA_COLUMN_NAME, KHOA_COLUMN_NAME, NAME_WIDTH);
  khoa_grid_freeze(grid, KHOA_ROW_UNITS, KHOA_COLUMN_FIRST);
  khoa_grid_filter(grid, KHOA_ROW_HEAD, sum - 1, columns);
}

void khoa_report_bands(KhoaGrid *grid, guint first, const char *const *bands, guint count) {
  for (guint start = 0, i = 1; i <= count; i++)
    if (i == count || strcmp(bands[i], bands[start]) != 0) {
      khoa_grid_across(grid, KHOA_ROW_BAND, first + start, first + i - 1, KHOA_LOOK_HEAD,
                       bands[start]);
      start = i;
    }
}

static void fill_cell(const KhoaReportBook *book, KhoaGrid *grid, guint row, guint at,
                      const KhoaReportColumn *column) {
  const KhoaCellLook look =
      row == khoa_report_sum_row(book->report) ? KHOA_LOOK_STRONG : KHOA_LOOK_PLAIN;
  if (column->how == KHOA_HOW_SHARE)
    khoa_report_share(book, grid, row, at, column->figure, column->other, row, look);
  else if (column->how == KHOA_HOW_CHANGE)
    khoa_report_change(book, grid, row, at, column->figure, column->other, row);
  else
    khoa_report_cell(book, grid, row, at, column->figure, row, look);
}

static void fill_column(const KhoaReportBook *book, KhoaGrid *grid, guint at,
                        const KhoaReportColumn *column) {
  const guint sum = khoa_report_sum_row(book->report);
  const gboolean dong = khoa_figure_info(column->figure)->dong;
  const char *head =
      column->head ? _(column->head) : khoa_report_figure_title(book->report, column->figure);
  khoa_grid_text(grid, KHOA_ROW_HEAD, at, KHOA_CELL_TEXT, KHOA_LOOK_HEAD, head);
  khoa_grid_width(grid, at, at, dong ? DONG_WIDTH : COUNT_WIDTH);
  for (guint row = KHOA_ROW_UNITS; row < sum; row++)
    fill_cell(book, grid, row, at, column);
  if (column->how == KHOA_HOW_FIGURE)
    khoa_report_sum(book, grid, at, column->figure);
  else
    fill_cell(book, grid, sum, at, column);
}

static gboolean asks_for_round_before(const KhoaReportColumn *column) {
  return column->how == KHOA_HOW_CHANGE ||
         khoa_figure_info(column->figure)->when == KHOA_IN_ROUND_BEFORE;
}

guint khoa_report_table(const KhoaReportBook *book, KhoaGrid *grid, const char *title,
                        const KhoaReportColumn *columns, gsize count) {
  g_autoptr(GPtrArray) bands = g_ptr_array_new();
  for (gsize i = 0; i < count; i++) {
    if (!book->report->round_before && asks_for_round_before(&columns[i]))
      continue;
    fill_column(book, grid, KHOA_COLUMN_FIRST + bands->len, &columns[i]);
    g_ptr_array_add(bands, (gpointer)_(columns[i].band));
  }
  khoa_report_bands(grid, KHOA_COLUMN_FIRST, (const char *const *)bands->pdata, bands->len);
  khoa_report_head(book, grid, title, KHOA_COLUMN_FIRST + bands->len);
  khoa_report_units(book, grid, KHOA_COLUMN_FIRST + bands->len);
  return KHOA_COLUMN_FIRST + bands->len;
}
