/* Workbooks: whole or refused, and the same bytes each time. What stands in them, the reports'
 * tests look at. */
#include "art/workbook_parts.h"

#include <glib/gstdio.h>
#include <minizip/zip.h>
#include <string.h>

static GBytes *make(const char *day, GError **error) {
  const KhoaWorkbookAbout about = {"Báo cáo", "Công an huyện <Mẫu> & bạn", day};
  g_autoptr(KhoaWorkbook) book = khoa_workbook_new(&about, error);
  KhoaGrid *grid = khoa_grid_new(book, "Số liệu");
  khoa_grid_text(grid, 0, 0, KHOA_CELL_TEXT, KHOA_LOOK_HEAD, "Xã");
  khoa_grid_number(grid, 1, 0, KHOA_CELL_COUNT, KHOA_LOOK_PLAIN, 1234.5);
  khoa_grid_day(grid, 2, 0, KHOA_LOOK_PLAIN, "2026-11-29");
  khoa_grid_formula(grid, 3, 0, KHOA_CELL_COUNT, KHOA_LOOK_STRONG, "=SUM(A2:A2)", 1234.5);
  const KhoaChartSeries series = {"Xã", {grid, 1, 0, 1, 0}, {grid, 0, 0, 0, 0}};
  const KhoaChart chart = {.form = KHOA_CHART_BARS,
                           .title = "Xã",
                           .kind = KHOA_CELL_COUNT,
                           .series = &series,
                           .count = 1,
                           .width = 400,
                           .height = 200};
  khoa_grid_chart(grid, 5, 0, &chart);
  khoa_grid_print(grid, TRUE, "Công an & bạn");
  return khoa_workbook_bytes(book, error);
}

static void test_same_bytes(void) {
  g_autoptr(GError) error = NULL;
  g_autoptr(GBytes) one = make("2026-11-29", &error), two = make("2026-11-29", &error);
  g_autoptr(GBytes) other = make("2026-11-30", &error);
  g_assert_no_error(error);
  g_assert_true(g_bytes_equal(one, two));
  g_assert_false(g_bytes_equal(one, other));
}

static void test_names_of_cells(void) {
  const KhoaWorkbookAbout about = {"Báo cáo", "", "2026-11-29"};
  g_autoptr(KhoaWorkbook) book = khoa_workbook_new(&about, NULL);
  const KhoaGrid *plain = khoa_grid_new(book, "Data"), *spaced = khoa_grid_new(book, "Số liệu");
  const KhoaCells cells = {plain, 4, 1, 9, 27};
  g_autofree char *cell = khoa_grid_cell(spaced, 4, 2), *range = khoa_grid_range(&cells);
  g_assert_cmpstr(cell, ==, "'Số liệu'!$C$5");
  g_assert_cmpstr(range, ==, "Data!$B$5:$AB$10");
}

/* What the library refuses on the way is told at the end. */
static void test_refused(void) {
  const KhoaWorkbookAbout about = {"Báo cáo", "", "2026-11-29"};
  g_autoptr(KhoaWorkbook) book = khoa_workbook_new(&about, NULL);
  g_autoptr(GError) error = NULL;
  khoa_grid_day(khoa_grid_new(book, "Data"), 0, 0, KHOA_LOOK_PLAIN, "tomorrow");
  g_assert_null(khoa_workbook_bytes(book, &error));
  g_assert_error(error, KHOA_WORKBOOK_ERROR, 0);
}

/* A file of one part that holds so much. */
static char *zip_of(const char *folder, const char *part) {
  char *path = g_build_filename(folder, "part.zip", NULL);
  const zip_fileinfo info = {0};
  zipFile file = zipOpen(path, APPEND_STATUS_CREATE);
  g_assert_cmpint(zipOpenNewFileInZip(file, "sheet.xml", &info, NULL, 0, NULL, 0, NULL, Z_DEFLATED,
                                      Z_DEFAULT_COMPRESSION),
                  ==, ZIP_OK);
  g_assert_cmpint(zipWriteInFileInZip(file, part, (unsigned)strlen(part)), ==, ZIP_OK);
  g_assert_cmpint(zipCloseFileInZip(file) + zipClose(file, NULL), ==, ZIP_OK);
  return path;
}

static void test_whole(void) {
  static const struct {
    const char *part;
    gboolean whole;
  } cases[] = {{"<sheet><row/></sheet>", TRUE},
               {"<sheet><row/>", FALSE},
               {"<sheet><ro", FALSE},
               {"", FALSE},
               {"<sheet><row/></sheet></sheet>", FALSE}};
  g_autofree char *folder = g_dir_make_tmp("khoa-XXXXXX", NULL);
  for (gsize i = 0; i < G_N_ELEMENTS(cases); i++) {
    g_autoptr(GError) error = NULL;
    g_autofree char *path = zip_of(folder, cases[i].part);
    g_assert_cmpint(khoa_workbook_whole(path, &error), ==, cases[i].whole);
    g_assert_cmpint(error == NULL, ==, cases[i].whole);
    g_unlink(path);
  }
  g_autofree char *missing = g_build_filename(folder, "missing", NULL);
  g_assert_false(khoa_workbook_whole(missing, NULL));
  g_rmdir(folder);
}

int main(int argc, char **argv) {
  g_test_init(&argc, &argv, NULL);
  g_test_add_func("/workbook/same-bytes", test_same_bytes);
  g_test_add_func("/workbook/names-of-cells", test_names_of_cells);
  g_test_add_func("/workbook/refused", test_refused);
  g_test_add_func("/workbook/whole", test_whole);
  return g_test_run();
}
