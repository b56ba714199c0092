/* The sheet that holds each figure of each unit as a number. Under a column's head stands the name
 * by which `khoa report --explain` shows the rows behind it. */
#include "report_workbook.h"

#define COUNT_WIDTH 12
#define DONG_WIDTH 16
#define COLUMNS_A_PAGE 14

/* What a figure's column is headed by: of tags and of the survey there are several of one title. */
typedef struct Head {
  const char *band, *head;
} Head;

static Head head_of(const KhoaReport *report, KhoaFigure figure) {
  const KhoaFigureInfo *info = khoa_figure_info(figure);
  const char *title = khoa_report_figure_title(report, figure);
  if (info->section == KHOA_SECTION_TAGS)
    return (Head){title, info->kind == KHOA_KIND_KEYCHAIN   ? _("Keychains")
                         : info->kind == KHOA_KIND_LOCK_TAG ? _("Lock tags")
                                                            : _("All tags")};
  if (info->section == KHOA_SECTION_SURVEY)
    return (Head){title, info->when == KHOA_IN_ROUND ? _("This round") : _("Round before")};
  return (Head){khoa_report_section_title(info->section), title};
}

static void fill_column(const KhoaReportBook *book, KhoaGrid *grid, KhoaFigure figure,
                        const char *head) {
  const guint sum = khoa_report_sum_row(book->report);
  const guint at = khoa_report_column(book->report, figure);
  const KhoaCellKind kind = khoa_report_figure_kind(figure);
  khoa_grid_text(grid, KHOA_ROW_HEAD, at, KHOA_CELL_TEXT, KHOA_LOOK_HEAD, head);
  khoa_grid_width(grid, at, at, kind == KHOA_CELL_DONG ? DONG_WIDTH : COUNT_WIDTH);
  for (guint row = KHOA_ROW_UNITS; row < sum; row++) {
    const KhoaReportUnit *unit = khoa_report_row(book->report, row);
    if (unit && !khoa_report_knows(unit, figure))
      khoa_grid_text(grid, row, at, kind, KHOA_LOOK_PLAIN, "–");
    else
      khoa_grid_number(grid, row, at, kind, KHOA_LOOK_PLAIN,
                       unit ? (double)unit->values[figure] : 0);
  }
  khoa_report_sum(book, grid, at, figure);
  khoa_grid_text(grid, sum + 1, at, KHOA_CELL_TEXT, KHOA_LOOK_NOTE, khoa_figure_info(figure)->name);
}

void khoa_report_fill_data(KhoaReportBook *book, KhoaGrid *grid, const char *title) {
  const KhoaReport *report = book->report;
  g_autoptr(GPtrArray) bands = g_ptr_array_new();
  for (guint i = 0; i < KHOA_FIGURE_NAMED + report->weaknesses->len; i++) {
    const KhoaFigure figure =
        i < KHOA_FIGURE_NAMED
            ? (KhoaFigure)i
            : g_array_index(report->weaknesses, KhoaReportWeakness, i - KHOA_FIGURE_NAMED).figure;
    const Head head = head_of(report, figure);
    fill_column(book, grid, figure, head.head);
    g_ptr_array_add(bands, (gpointer)head.band);
  }
  khoa_report_bands(grid, KHOA_COLUMN_FIRST, (const char *const *)bands->pdata, bands->len);
  khoa_report_head(book, grid, title, KHOA_COLUMN_FIRST + bands->len);
  khoa_report_units(book, grid, KHOA_COLUMN_FIRST + bands->len);
  khoa_grid_height(grid, khoa_report_sum_row(report) + 1, 32);
  khoa_grid_pages(grid, 1 + bands->len / COLUMNS_A_PAGE);
}
