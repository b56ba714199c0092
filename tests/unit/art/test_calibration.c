#include "art/calibration.h"
#include "art/raster.h"
#include "fixture.h"

#include <glib/gstdio.h>
#include <math.h>

static KhoaPaper paper(const char *name) {
  KhoaPaper found;
  g_assert_true(khoa_paper_parse(&found, name, NULL));
  return found;
}

/* A printer that stretches and shifts is measured; told the answer, it prints right. */
static void test_solve(void) {
  static const char *const papers[] = {"a4", "a3", "a6", "320x450", "86x54"};
  for (int i = 0; i < 500; i++) {
    KhoaPaper sheet = paper(papers[i % 5]);
    double mx = g_test_rand_double_range(0.96, 1.04), bx = g_test_rand_double_range(-5, 5);
    double my = g_test_rand_double_range(0.96, 1.04), by = g_test_rand_double_range(-5, 5);
    KhoaCrosses drawn;
    g_assert_true(khoa_calibration_crosses(&drawn, &sheet, NULL));
    KhoaMeasured measured = {mx * drawn.inset + bx, my * drawn.inset + by, mx * drawn.across,
                             my * drawn.down};
    KhoaCorrection told;
    g_autoptr(GError) error = NULL;
    khoa_calibration_solve(&told, &sheet, &measured, &error);
    g_assert_no_error(error);
    for (double share = 0; share <= 1; share += 0.25) {
      double x = sheet.width * share, y = sheet.height * share;
      g_assert_cmpfloat_with_epsilon(mx * (told.scale_x * x + told.offset_x) + bx, x, 0.04);
      g_assert_cmpfloat_with_epsilon(my * (told.scale_y * y + told.offset_y) + by, y, 0.04);
    }
  }
}

static void test_exact_printer(void) {
  KhoaPaper a4 = paper("a4");
  KhoaCorrection told;
  g_assert_true(khoa_calibration_solve(&told, &a4, &(KhoaMeasured){30, 30, 150, 237}, NULL));
  g_assert_cmpfloat(told.offset_x, ==, 0);
  g_assert_false(signbit(told.offset_x) || signbit(told.offset_y));
  g_assert_cmpfloat(told.scale_x, ==, 1);
  g_assert_cmpfloat(told.scale_y, ==, 1);
}

static void test_refused(void) {
  static const KhoaMeasured wrong[] = {{30, 30, 100, 237},  {30, 30, 150, 300}, {90, 30, 150, 237},
                                       {30, 0.3, 150, 237}, {3, 3, 15, 23.7},   {30, 30, 1e-9, 1}};
  KhoaPaper a4 = paper("a4"), roll = paper("roll"), strip = paper("300x45");
  KhoaCorrection told;
  for (gsize i = 0; i < G_N_ELEMENTS(wrong); i++) {
    g_autoptr(GError) error = NULL;
    g_test_message("%zu", i);
    g_assert_false(khoa_calibration_solve(&told, &a4, &wrong[i], &error));
    g_assert_nonnull(strstr(error->message, "a and b are drawn as 30 mm, c as 150 and d as 237"));
  }
  g_autoptr(GError) error = NULL, narrow = NULL;
  g_assert_false(khoa_calibration_solve(&told, &roll, &wrong[0], &error));
  g_assert_nonnull(strstr(error->message, "roll has no sheet to measure"));
  g_assert_false(khoa_calibration_solve(&told, &strip, &wrong[0], &narrow));
  g_assert_nonnull(strstr(narrow->message, "at least 50 mm a side"));
}

/* The crosses are where the arithmetic has them. */
static void test_sheet(void) {
  static const char *const papers[] = {"a4", "a3", "86x54"};
  g_autoptr(KhoaFonts) fonts = load_fonts();
  g_autofree char *folder = g_dir_make_tmp("khoa-calibration-XXXXXX", NULL);
  g_autofree char *path = g_build_filename(folder, "sheet.pdf", NULL);
  for (gsize i = 0; i < G_N_ELEMENTS(papers); i++) {
    KhoaPaper sheet = paper(papers[i]);
    KhoaCrosses crosses;
    g_autoptr(GError) error = NULL;
    g_assert_true(khoa_calibration_crosses(&crosses, &sheet, NULL));
    khoa_calibration_write(&sheet, fonts, path, &error);
    g_assert_no_error(error);
    g_assert_false(khoa_calibration_write(&sheet, fonts, path, &error)); /* never over one */
    g_assert_error(error, G_FILE_ERROR, G_FILE_ERROR_EXIST);
    g_autoptr(KhoaRaster) raster = khoa_raster_open(path, NULL);
    guint8 *grey;
    int width, height, stride;
    g_assert_true(khoa_raster_page(raster, 0, 508, &grey, &width, &height, &stride, NULL));
    const double centres[3][2] = {{crosses.inset, crosses.inset},
                                  {crosses.inset + crosses.across, crosses.inset},
                                  {crosses.inset, crosses.inset + crosses.down}};
    for (int k = 0; k < 3; k++) /* 20 pixels a mm */
      for (int mm = -5; mm <= 5; mm++) {
        int x = (int)lround(centres[k][0] * 20), y = (int)lround(centres[k][1] * 20);
        g_assert_cmpint(grey[y * stride + x + 20 * mm], <, 128);
        g_assert_cmpint(grey[(y + 20 * mm) * stride + x], <, 128);
      }
    g_free(grey);
    g_unlink(path);
  }
  g_assert_cmpint(g_rmdir(folder), ==, 0);
}

int main(int argc, char **argv) {
  g_test_init(&argc, &argv, NULL);
  g_test_add_func("/calibration/solve", test_solve);
  g_test_add_func("/calibration/exact-printer", test_exact_printer);
  g_test_add_func("/calibration/refused", test_refused);
  g_test_add_func("/calibration/sheet", test_sheet);
  return g_test_run();
}
