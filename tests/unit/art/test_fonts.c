#include "fixture.h"

#include <glib/gstdio.h>

#define CONDENSED "Roboto Condensed"

static char *scratch(void) {
  g_autoptr(GError) error = NULL;
  char *folder = g_dir_make_tmp("khoa-fonts-XXXXXX", &error);
  g_assert_no_error(error);
  return folder;
}

static void assert_no_fonts(const char *folder, const char *fault) {
  g_autoptr(GError) error = NULL;
  g_assert_null(khoa_fonts_new(folder, &error));
  g_assert_nonnull(error);
  g_assert_nonnull(strstr(error->message, fault));
  g_assert_nonnull(strstr(error->message, "scripts/setup"));
}

static void test_folder(void) {
  g_autofree char *folder = scratch();
  g_autofree char *file = g_build_filename(folder, "Fake.ttf", NULL);
  assert_no_fonts("tests/no-such-folder", "no-such-folder");
  assert_no_fonts(folder, folder);
  g_assert_true(g_file_set_contents(file, "not a font", -1, NULL));
  assert_no_fonts(folder, "Fake.ttf is not a font");
  g_unlink(file);
  g_rmdir(folder);
}

static PangoLayout *set(KhoaFonts *fonts, int weight, double size, const char *text) {
  g_autoptr(GError) error = NULL;
  PangoLayout *layout = khoa_fonts_layout(fonts, CONDENSED, weight, size, text, &error);
  g_assert_no_error(error);
  return layout;
}

static double width(KhoaFonts *fonts, double size, const char *text) {
  g_autoptr(PangoLayout) layout = set(fonts, 700, size, text);
  PangoRectangle logical;
  pango_layout_get_extents(layout, NULL, &logical);
  return (double)logical.width / PANGO_SCALE;
}

static void test_digits_are_tabular(void) {
  g_autoptr(KhoaFonts) fonts = load_fonts();
  const double one = width(fonts, 3, "1");
  for (const char *digit = "0 2 3 4 5 6 7 8 9"; *digit; digit++)
    if (*digit != ' ')
      g_assert_cmpfloat_with_epsilon(width(fonts, 3, (char[]){*digit, '\0'}), one, 0.002);
  g_assert_cmpfloat_with_epsilon(width(fonts, 3, "0237113"), 7 * one, 0.01);
}

/* A size is millimetres, and no hint or rounding makes small letters wider. */
static void test_sizes_are_exact(void) {
  g_autoptr(KhoaFonts) fonts = load_fonts();
  const char *words = "Khuyến Nông";
  double at_100 = width(fonts, 100, words);
  for (double size = 1.2; size < 20; size += 1.7)
    g_assert_cmpfloat_with_epsilon(width(fonts, size, words), at_100 * size / 100, 0.02);
}

static void test_vietnamese(void) {
  static const char alphabet[] = "aàảãáạăằẳẵắặâầẩẫấậeèẻẽéẹêềểễếệiìỉĩíịoòỏõóọôồổỗốộơờởỡớợuùủũúụ"
                                 "ưừửữứựyỳỷỹýỵđ";
  g_autofree char *upper = g_utf8_strup(alphabet, -1);
  g_autoptr(KhoaFonts) fonts = load_fonts();
  g_autoptr(PangoLayout) small = set(fonts, 400, 2, alphabet);
  g_autoptr(PangoLayout) capital = set(fonts, 700, 2, upper);
  g_assert_cmpint(pango_layout_get_unknown_glyphs_count(small), ==, 0);
  g_assert_cmpint(pango_layout_get_unknown_glyphs_count(capital), ==, 0);
}

/* The machine has other fonts, and one of them would do: it must not be asked. */
static void assert_no_substitute(const char *family, int weight, const char *text,
                                 const char *fault, const char *remedy) {
  g_autoptr(KhoaFonts) fonts = load_fonts();
  g_autoptr(GError) error = NULL;
  g_assert_null(khoa_fonts_layout(fonts, family, weight, 2, text, &error));
  g_assert_error(error, KHOA_FONTS_ERROR, 0);
  g_assert_nonnull(strstr(error->message, fault));
  g_assert_nonnull(strstr(error->message, remedy));
}

static void test_no_substitutes(void) {
  assert_no_substitute("DejaVu Sans", 400, "a", "'DejaVu Sans 400'", CONDENSED " 700");
  assert_no_substitute("sans-serif", 400, "a", "'sans-serif 400'", CONDENSED " 700");
  assert_no_substitute(CONDENSED, 600, "a", "'" CONDENSED " 600'", CONDENSED " 700");
  assert_no_substitute(CONDENSED, 700, "Xã 字", "'Xã 字'", "change the text");
}

int main(int argc, char **argv) {
  g_test_init(&argc, &argv, NULL);
  g_test_add_func("/fonts/folder", test_folder);
  g_test_add_func("/fonts/digits-are-tabular", test_digits_are_tabular);
  g_test_add_func("/fonts/sizes-are-exact", test_sizes_are_exact);
  g_test_add_func("/fonts/vietnamese", test_vietnamese);
  g_test_add_func("/fonts/no-substitutes", test_no_substitutes);
  return g_test_run();
}
