/* The first sheet: what a chair wants to know, each number from the sheet of all figures. */
#include "report_workbook.h"

typedef struct Key {
  KhoaFigure figure;
  gboolean share;
  KhoaFigure of;
} Key;

static const Key keys[] = {
    {KHOA_FIGURE_TAGS_WANTED, FALSE, 0},
    {KHOA_FIGURE_TAGS_COVERED, TRUE, KHOA_FIGURE_TAGS_WANTED},
    {KHOA_FIGURE_TAGS_DUE, TRUE, KHOA_FIGURE_TAGS_WANTED},
    {KHOA_FIGURE_TAGS_ISSUED, FALSE, 0},
    {KHOA_FIGURE_TAGS_HANDED_OVER, FALSE, 0},
    {KHOA_FIGURE_TAGS_IN_USE, FALSE, 0},
    {KHOA_FIGURE_TAGS_OUTDATED, FALSE, 0},
    {KHOA_FIGURE_TAGS_LOST, FALSE, 0},
    {KHOA_FIGURE_TAGS_REPLACED, FALSE, 0},
    {KHOA_FIGURE_TAGS_SPOILED, FALSE, 0},
    {KHOA_FIGURE_HOUSEHOLDS, FALSE, 0},
    {KHOA_FIGURE_SURVEYED, TRUE, KHOA_FIGURE_HOUSEHOLDS},
    {KHOA_FIGURE_LOCKS_SEEN, TRUE, KHOA_FIGURE_LOCKS},
    {KHOA_FIGURE_GRADE_1, TRUE, KHOA_FIGURE_LOCKS_SEEN},
    {KHOA_FIGURE_GRADE_2, TRUE, KHOA_FIGURE_LOCKS_SEEN},
    {KHOA_FIGURE_GRADE_3, TRUE, KHOA_FIGURE_LOCKS_SEEN},
    {KHOA_FIGURE_GRADE_4, TRUE, KHOA_FIGURE_LOCKS_SEEN},
    {KHOA_FIGURE_COPIES, FALSE, 0},
    {KHOA_FIGURE_PATROLS, FALSE, 0},
    {KHOA_FIGURE_PATROLS_DUE, FALSE, 0},
    {KHOA_FIGURE_PATROLS_FULFILLED, TRUE, KHOA_FIGURE_PATROLS_DUE},
    {KHOA_FIGURE_PATROLS_MISSING, TRUE, KHOA_FIGURE_PATROLS_DUE},
    {KHOA_FIGURE_PEOPLE_REACHED, FALSE, 0},
    {KHOA_FIGURE_COST, FALSE, 0},
    {KHOA_FIGURE_COST_BUDGET, TRUE, KHOA_FIGURE_COST},
    {KHOA_FIGURE_COST_DEFENCE_SECURITY, TRUE, KHOA_FIGURE_COST},
    {KHOA_FIGURE_COST_DONATION, TRUE, KHOA_FIGURE_COST},
    {KHOA_FIGURE_BATCHES_UNPRICED, FALSE, 0},
};

enum { SECTION, TITLE, VALUE, SHARE, NAME, COLUMNS };
enum { ABOUT = 2, HEAD = 9 }; /* rows */

static void about_line(KhoaGrid *grid, guint row, const char *what, const char *day,
                       const char *text) {
  khoa_grid_text(grid, row, SECTION, KHOA_CELL_TEXT, KHOA_LOOK_ASIDE, what);
  if (day)
    khoa_grid_day(grid, row, TITLE, KHOA_LOOK_ASIDE, day);
  else
    khoa_grid_text(grid, row, TITLE, KHOA_CELL_CODE, KHOA_LOOK_ASIDE, text);
}

static void fill_about(const KhoaReport *report, KhoaGrid *grid, const char *title) {
  const KhoaReportUnit *only = report->unit && report->units->len ? report->units->pdata[0] : NULL;
  khoa_grid_text(grid, KHOA_ROW_TITLE, 0, KHOA_CELL_TEXT, KHOA_LOOK_TITLE, title);
  khoa_grid_height(grid, KHOA_ROW_TITLE, 24);
  about_line(grid, ABOUT, _("Office"), NULL, report->office);
  about_line(grid, ABOUT + 1, _("About"), NULL, only ? only->name : _("all communes"));
  about_line(grid, ABOUT + 2, _("Period"), NULL, report->period_name);
  about_line(grid, ABOUT + 3, _("From"), report->first, NULL);
  about_line(grid, ABOUT + 4, _("To"), report->last, NULL);
  if (!report->over)
    about_line(grid, ABOUT + 5, _("Counted up to"), report->until, NULL);
}

static void fill_key(const KhoaReportBook *book, KhoaGrid *grid, guint row, const Key *key) {
  const guint sum = khoa_report_sum_row(book->report);
  const KhoaFigureInfo *info = khoa_figure_info(key->figure);
  khoa_grid_text(grid, row, SECTION, KHOA_CELL_TEXT, KHOA_LOOK_PLAIN,
                 khoa_report_section_title(info->section));
  khoa_grid_text(grid, row, TITLE, KHOA_CELL_TEXT, KHOA_LOOK_PLAIN,
                 khoa_report_figure_title(book->report, key->figure));
  khoa_report_cell(book, grid, row, VALUE, key->figure, sum, KHOA_LOOK_STRONG);
  if (key->share)
    khoa_report_share(book, grid, row, SHARE, key->figure, key->of, sum, KHOA_LOOK_PLAIN);
  else
    khoa_grid_text(grid, row, SHARE, KHOA_CELL_TEXT, KHOA_LOOK_PLAIN, "");
  khoa_grid_text(grid, row, NAME, KHOA_CELL_CODE, KHOA_LOOK_PLAIN, info->name);
}

void khoa_report_fill_overview(KhoaReportBook *book, KhoaGrid *grid, const char *title) {
  const char *const heads[COLUMNS] = {_("Section"), _("Figure"), _("Value"), _("Share"),
                                      _("Name of the figure")};
  static const double widths[COLUMNS] = {32, 36, 18, 10, 24};
  g_autofree char *header = khoa_report_page_head(book->report);
  for (guint i = 0; i < COLUMNS; i++) {
    khoa_grid_text(grid, HEAD, i, KHOA_CELL_TEXT, KHOA_LOOK_HEAD, heads[i]);
    khoa_grid_width(grid, i, i, widths[i]);
  }
  fill_about(book->report, grid, title);
  for (guint i = 0; i < G_N_ELEMENTS(keys); i++)
    fill_key(book, grid, HEAD + 1 + i, &keys[i]);
  khoa_grid_freeze(grid, HEAD + 1, 0);
  khoa_grid_print(grid, FALSE, header);
}
