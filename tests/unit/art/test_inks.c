#include "art/inks.h"

#include <string.h>

static char *apply(const KhoaInks *inks, const char *operators, GError **error) {
  /* a copy of its own, so that reading beyond its end is found out */
  gsize length = strlen(operators);
  g_autofree char *copy = g_memdup2(operators, length);
  g_autoptr(GString) to = g_string_new(NULL);
  return khoa_inks_apply(inks, copy, length, to, error) ? g_strdup(to->str) : NULL;
}

static void assert_becomes(const KhoaInks *inks, const char *from, const char *to) {
  g_autoptr(GError) error = NULL;
  g_autofree char *result = apply(inks, from, &error);
  g_assert_no_error(error);
  g_assert_cmpstr(result, ==, to);
}

static void test_rgb(void) {
  const KhoaInks rgb = {NULL, FALSE};
  static const char *const cases[][2] = {
      {"", ""},
      {"q Q", "q Q"},
      {"0 0 0 rg", "0 g"},
      {"1 1 1 RG\n", "1 G\n"},
      {"q 0.501961 0.501961 0.501961 rg 1 2 m", "q 0.501961 g 1 2 m"},
      {"0.682353 0.0588235 0.117647 rg f", "0.682353 0.0588235 0.117647 rg f"},
      {"0.001 0.002 0.001 RG 0.25 w", "/All CS 1 SCN 0.25 w"},
      /* lines break anywhere between words */
      {"1 0\n0 rg\n0\n0\n0\nRG S", "1 0\n0 rg\n0 G S"},
      /* text isn't operators, whatever brackets it holds */
      {"(0 0 0 rg) Tj", "(0 0 0 rg) Tj"},
      {"(a \\) 0 0 0 rg) Tj 0 0 0 rg", "(a \\) 0 0 0 rg) Tj 0 g"},
      {"((0 0 0 rg) 0 0 0 RG) Tj", "((0 0 0 rg) 0 0 0 RG) Tj"},
      {"[<0001>-1(0 0 0 rg)]TJ 0 0 0 rg", "[<0001>-1(0 0 0 rg)]TJ 0 g"},
      {"(unclosed 0 0 0 rg", "(unclosed 0 0 0 rg"},
      {"(unclosed \\", "(unclosed \\"},
      {"0 0 rg", "0 0 rg"},
      {"rg", "rg"},
  };
  for (gsize i = 0; i < G_N_ELEMENTS(cases); i++)
    assert_becomes(&rgb, cases[i][0], cases[i][1]);
}

static void test_cut(void) {
  const KhoaInks cut = {NULL, TRUE};
  assert_becomes(&cut, "1 0 1 RG 0.1 w 0 0 0 rg",
                 "/CutContour CS 1 SCN 0.1 w /CutContour cs 1 scn");
}

static KhoaPalette *palette(const char *stated, GError **error) {
  g_autofree char *svg =
      g_strdup_printf("<svg xmlns='http://www.w3.org/2000/svg' width='1mm' "
                      "height='1mm'%s%s%s><g id='front'/></svg>",
                      stated ? " data-cmyk='" : "", stated ? stated : "", stated ? "'" : "");
  return khoa_palette_new(svg, strlen(svg), "t.svg", error);
}

static void test_cmyk(void) {
  g_autoptr(GError) error = NULL;
  g_autoptr(KhoaPalette) stated =
      palette("#AE0F1e: 0 100 90.5 25;\n #f3b4b4 :0  36 20 0 ; ", &error);
  g_assert_no_error(error);
  const KhoaInks inks = {stated, FALSE};
  assert_becomes(&inks, "0.682353 0.0588235 0.117647 rg 0 0 0 rg", "0 1 0.905 0.25 k 0 g");
  assert_becomes(&inks, "0.952941 0.705882 0.705882 RG", "0 0.36 0.2 0 K");
  g_autofree char *none = apply(&inks, "1 0 0 rg", &error);
  g_assert_null(none);
  g_assert_nonnull(strstr(error->message, "states no CMYK for the colour #ff0000: add"));
}

static void test_nothing_stated(void) {
  g_autoptr(KhoaPalette) stated = palette(NULL, NULL);
  g_autoptr(GError) error = NULL;
  g_assert_null(khoa_palette_cmyk(stated, 0xae0f1e, &error));
  g_assert_nonnull(strstr(error->message, "#ae0f1e: C M Y K"));
}

static void test_bad_palettes(void) {
  static const char *const bad[][2] = {
      {"#ae0f1e", "has '#ae0f1e': give a colour and its four inks in percent"},
      {"#ae0f1e:", "has '#ae0f1e:"},
      {"red: 0 0 0 0", "has 'red: 0 0 0 0'"},
      {"#fff: 0 0 0 0", "has '#fff: 0 0 0 0'"},
      {"#ae0f1e: 0 100 90", "has '"},
      {"#ae0f1e: 0 100 90 25 3", "has '"},
      {"#ae0f1e: 0 100 90 101", "has '"},
      {"#ae0f1e: 0 100 90 -1", "has '"},
      {"#ae0f1e: 0 100 90 nan", "has '"},
      {"#ae0f1e: 0% 100% 90% 25%", "has '"},
      {"#ae0f1e: 0 100 90 0; #AE0F1E: 0 0 0 0", "has #ae0f1e twice"},
  };
  for (gsize i = 0; i < G_N_ELEMENTS(bad); i++) {
    g_autoptr(GError) error = NULL;
    g_test_message("%s", bad[i][0]);
    g_assert_null(palette(bad[i][0], &error));
    g_assert_nonnull(strstr(error->message, "t.svg:1: <svg>: data-cmyk"));
    g_assert_nonnull(strstr(error->message, bad[i][1]));
  }
}

int main(int argc, char **argv) {
  g_test_init(&argc, &argv, NULL);
  g_test_add_func("/inks/rgb", test_rgb);
  g_test_add_func("/inks/cut", test_cut);
  g_test_add_func("/inks/cmyk", test_cmyk);
  g_test_add_func("/inks/nothing-stated", test_nothing_stated);
  g_test_add_func("/inks/bad-palettes", test_bad_palettes);
  return g_test_run();
}
