#include "workbook_parts.h"

#include <stdio.h>

#define COLUMN(column) ((lxw_col_t)(column))
#define A4 9 /* as Office Open XML counts papers */

KhoaGrid *khoa_grid_new(KhoaWorkbook *book, const char *name) {
  KhoaGrid *grid = g_new0(KhoaGrid, 1);
  grid->book = book;
  grid->name = g_strdup(name);
  grid->sheet = workbook_add_worksheet(book->book, name);
  if (!grid->sheet)
    g_error("no sheet may be called '%s'", name);
  g_ptr_array_add(book->grids, grid);
  worksheet_gridlines(grid->sheet, LXW_HIDE_ALL_GRIDLINES);
  worksheet_set_default_row(grid->sheet, KHOA_GRID_ROW, LXW_FALSE);
  return grid;
}

void khoa_grid_text(KhoaGrid *grid, guint row, guint column, KhoaCellKind kind, KhoaCellLook look,
                    const char *text) {
  khoa_workbook_note(grid->book, worksheet_write_string(grid->sheet, row, COLUMN(column), text,
                                                        grid->book->formats[look][kind]));
}

void khoa_grid_number(KhoaGrid *grid, guint row, guint column, KhoaCellKind kind, KhoaCellLook look,
                      double value) {
  khoa_workbook_note(grid->book, worksheet_write_number(grid->sheet, row, COLUMN(column), value,
                                                        grid->book->formats[look][kind]));
}

void khoa_grid_day(KhoaGrid *grid, guint row, guint column, KhoaCellLook look, const char *day) {
  lxw_datetime date = {0};
  if (sscanf(day, "%d-%d-%d", &date.year, &date.month, &date.day) != 3)
    khoa_workbook_note(grid->book, LXW_ERROR_PARAMETER_VALIDATION);
  khoa_workbook_note(grid->book,
                     worksheet_write_datetime(grid->sheet, row, COLUMN(column), &date,
                                              grid->book->formats[look][KHOA_CELL_DAY]));
}

void khoa_grid_formula(KhoaGrid *grid, guint row, guint column, KhoaCellKind kind,
                       KhoaCellLook look, const char *formula, double value) {
  khoa_workbook_note(grid->book,
                     worksheet_write_formula_num(grid->sheet, row, COLUMN(column), formula,
                                                 grid->book->formats[look][kind], value));
}

void khoa_grid_formula_text(KhoaGrid *grid, guint row, guint column, KhoaCellKind kind,
                            KhoaCellLook look, const char *formula, const char *text) {
  khoa_workbook_note(grid->book,
                     worksheet_write_formula_str(grid->sheet, row, COLUMN(column), formula,
                                                 grid->book->formats[look][kind], text));
}

void khoa_grid_across(KhoaGrid *grid, guint row, guint first, guint last, KhoaCellLook look,
                      const char *text) {
  if (first == last)
    khoa_grid_text(grid, row, first, KHOA_CELL_TEXT, look, text);
  else
    khoa_workbook_note(grid->book,
                       worksheet_merge_range(grid->sheet, row, COLUMN(first), row, COLUMN(last),
                                             text, grid->book->formats[look][KHOA_CELL_TEXT]));
}

void khoa_grid_width(KhoaGrid *grid, guint first, guint last, double characters) {
  khoa_workbook_note(
      grid->book, worksheet_set_column(grid->sheet, COLUMN(first), COLUMN(last), characters, NULL));
}

void khoa_grid_height(KhoaGrid *grid, guint row, double points) {
  khoa_workbook_note(grid->book, worksheet_set_row(grid->sheet, row, points, NULL));
}

void khoa_grid_freeze(KhoaGrid *grid, guint row, guint column) {
  worksheet_freeze_panes(grid->sheet, row, COLUMN(column));
  if (row)
    khoa_workbook_note(grid->book, worksheet_repeat_rows(grid->sheet, 0, row - 1));
  if (column)
    khoa_workbook_note(grid->book, worksheet_repeat_columns(grid->sheet, 0, COLUMN(column - 1)));
}

void khoa_grid_filter(KhoaGrid *grid, guint top, guint bottom, guint columns) {
  khoa_workbook_note(grid->book,
                     worksheet_autofilter(grid->sheet, top, 0, bottom, COLUMN(columns - 1)));
}

void khoa_grid_warn_below(KhoaGrid *grid, const KhoaCells *cells, double limit) {
  char first[LXW_MAX_CELL_NAME_LENGTH], rule[64 + 2 * LXW_MAX_CELL_NAME_LENGTH];
  lxw_rowcol_to_cell(first, cells->top, COLUMN(cells->left));
  g_snprintf(rule, sizeof rule, "=AND(ISNUMBER(%s),%s<%d)", first, first, (int)limit);
  lxw_conditional_format format = {
      .type = LXW_CONDITIONAL_TYPE_FORMULA, .value_string = rule, .format = grid->book->warning};
  khoa_workbook_note(
      grid->book, worksheet_conditional_format_range(grid->sheet, cells->top, COLUMN(cells->left),
                                                     cells->bottom, COLUMN(cells->right), &format));
}

/* A page's head takes at most 255 characters, and has codes that begin with "&". */
static char *head_text(const char *header) {
  g_autofree char *shown =
      g_utf8_strlen(header, -1) > 200 ? g_utf8_substring(header, 0, 200) : g_strdup(header);
  g_auto(GStrv) parts = g_strsplit(shown, "&", -1);
  g_autofree char *text = g_strjoinv("&&", parts);
  return g_strconcat("&L&\"" KHOA_WORKBOOK_FONT ",Italic\"&9", text, NULL);
}

void khoa_grid_print(KhoaGrid *grid, gboolean landscape, const char *header) {
  g_autofree char *head = head_text(header);
  lxw_worksheet *sheet = grid->sheet;
  if (landscape)
    worksheet_set_landscape(sheet);
  worksheet_set_paper(sheet, A4);
  worksheet_set_margins(sheet, 0.6, 0.4, 0.7, 0.6); /* inches */
  khoa_grid_pages(grid, 1);
  khoa_workbook_note(grid->book, worksheet_set_header(sheet, head));
  khoa_workbook_note(grid->book, worksheet_set_footer(sheet, "&L&9&A&R&9&P/&N"));
}

void khoa_grid_pages(KhoaGrid *grid, guint pages) {
  worksheet_fit_to_pages(grid->sheet, (uint16_t)pages, 0);
}

void khoa_grid_break(KhoaGrid *grid, guint rows, guint end) {
  g_autoptr(GArray) breaks = g_array_new(TRUE, TRUE, sizeof(lxw_row_t)); /* 0 ends the list */
  for (lxw_row_t row = rows; row < end; row += rows)
    g_array_append_val(breaks, row);
  worksheet_set_print_scale(grid->sheet, 100);
  if (breaks->len)
    khoa_workbook_note(grid->book,
                       worksheet_set_h_pagebreaks(grid->sheet, (lxw_row_t *)(void *)breaks->data));
}

char *khoa_grid_cell(const KhoaGrid *grid, guint row, guint column) {
  const KhoaCells cell = {grid, row, column, row, column};
  return khoa_grid_range(&cell);
}

char *khoa_grid_range(const KhoaCells *cells) {
  char text[LXW_MAX_FORMULA_RANGE_LENGTH];
  lxw_rowcol_to_formula_abs(text, cells->grid->name, cells->top, COLUMN(cells->left), cells->bottom,
                            COLUMN(cells->right));
  return g_strdup(text);
}
