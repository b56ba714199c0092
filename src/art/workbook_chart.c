#include "workbook_parts.h"

/* In the order in which a chart's series take them; blue for what is good, first. */
static const lxw_color_t colours[] = {0x1F4E79, 0x9DC3E6, 0xF4B183, 0xC55A11, 0x548235};

static const uint8_t types[] = {
    [KHOA_CHART_COLUMNS] = LXW_CHART_COLUMN,
    [KHOA_CHART_BARS] = LXW_CHART_BAR,
    [KHOA_CHART_SHARES] = LXW_CHART_BAR_STACKED_PERCENT,
};

static void set_cells(lxw_chart_series *series, const KhoaCells *cells,
                      void set(lxw_chart_series *, const char *, lxw_row_t, lxw_col_t, lxw_row_t,
                               lxw_col_t)) {
  set(series, cells->grid->name, cells->top, (lxw_col_t)cells->left, cells->bottom,
      (lxw_col_t)cells->right);
}

/* NULL: nothing stands there. */
static const lxw_cell *find_cell(lxw_worksheet *sheet, lxw_row_t row, lxw_col_t column) {
  lxw_row *cells = lxw_worksheet_find_row(sheet, row);
  return cells ? lxw_worksheet_find_cell_in_row(cells, column) : NULL;
}

static double value_of(const lxw_cell *cell) {
  return !cell                        ? 0
         : cell->type == FORMULA_CELL ? cell->formula_result
         : cell->type == NUMBER_CELL  ? cell->u.number
                                      : 0;
}

/* Viewers that don't calculate draw the points that a chart remembers. libxlsxwriter puts in those
 * of numbers, not of formulas; what is there already it writes and frees, if it is told to put in
 * none of its own. */
static void remember(lxw_series_range *range, lxw_worksheet *sheet) {
  range->ignore_cache = LXW_TRUE;
  for (lxw_row_t row = range->first_row; row <= range->last_row; row++)
    for (lxw_col_t column = range->first_col; column <= range->last_col; column++) {
      lxw_series_data_point *point = calloc(1, sizeof *point);
      if (!point)
        return;
      point->number = value_of(find_cell(sheet, row, column));
      STAILQ_INSERT_TAIL(range->data_cache, point, list_pointers);
      range->num_data_points++;
    }
}

void khoa_workbook_remember(KhoaWorkbook *book) {
  lxw_chart *chart;
  lxw_chart_series *series;
  STAILQ_FOREACH(chart, book->book->charts, list_pointers)
  STAILQ_FOREACH(series, chart->series_list, list_pointers) {
    lxw_series_range *range = series->values;
    lxw_worksheet *sheet = workbook_get_worksheet_by_name(book->book, range->sheetname);
    const lxw_cell *first = sheet ? find_cell(sheet, range->first_row, range->first_col) : NULL;
    if (first && first->type == FORMULA_CELL)
      remember(range, sheet);
  }
}

static void add_series(lxw_chart *chart, const KhoaChartSeries *wanted, gsize index) {
  lxw_chart_fill fill = {.color = colours[index % G_N_ELEMENTS(colours)]};
  lxw_chart_series *series = chart_add_series(chart, NULL, NULL);
  set_cells(series, &wanted->labels, chart_series_set_categories);
  set_cells(series, &wanted->values, chart_series_set_values);
  chart_series_set_name(series, wanted->name);
  chart_series_set_fill(series, &fill);
}

void khoa_grid_chart(KhoaGrid *grid, guint row, guint column, const KhoaChart *wanted) {
  static const char *const formats[KHOA_CELL_KINDS] = {
      [KHOA_CELL_COUNT] = "#,##0", [KHOA_CELL_SHARE] = "0%", [KHOA_CELL_DONG] = "#,##0"};
  lxw_chart_line grey = {.color = 0xD9D9D9, .width = 0.75F};
  lxw_chart_font plain = {.name = KHOA_WORKBOOK_FONT, .size = 10};
  lxw_chart_font title = {.name = KHOA_WORKBOOK_FONT, .size = 12, .bold = LXW_TRUE};
  lxw_chart *chart = workbook_add_chart(grid->book->book, types[wanted->form]);
  gboolean lying = wanted->form != KHOA_CHART_COLUMNS;
  for (gsize i = 0; i < wanted->count; i++)
    add_series(chart, &wanted->series[i], i);
  chart_title_set_name(chart, wanted->title);
  chart_title_set_name_font(chart, &title);
  chart_axis_set_num_font(chart->x_axis, &plain);
  chart_axis_set_num_font(chart->y_axis, &plain);
  chart_legend_set_font(chart, &plain);
  chart_legend_set_position(chart,
                            wanted->count > 1 ? LXW_CHART_LEGEND_BOTTOM : LXW_CHART_LEGEND_NONE);
  if (lying)
    chart_axis_set_reverse(chart->y_axis);
  lxw_chart_axis *values = lying ? chart->x_axis : chart->y_axis;
  chart_axis_set_num_format(values,
                            wanted->form == KHOA_CHART_SHARES ? "0%" : formats[wanted->kind]);
  chart_axis_set_min(values, 0);
  chart_axis_major_gridlines_set_line(values, &grey);
  if (lying)
    chart_axis_set_label_position(values, LXW_CHART_AXIS_LABEL_POSITION_HIGH); /* at the foot */
  lxw_chart_options place = {.x_scale = wanted->width / 480.0,
                             .y_scale = wanted->height / 288.0,
                             .object_position = LXW_OBJECT_MOVE_DONT_SIZE};
  khoa_workbook_note(
      grid->book, worksheet_insert_chart_opt(grid->sheet, row, (lxw_col_t)column, chart, &place));
}
