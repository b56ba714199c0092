#include "art/paper.h"

#include <string.h>

static void test_names(void) {
  static const struct {
    const char *name;
    double width, height;
  } known[] = {{"a6", 105, 148}, {"a5", 148, 210},   {"a4", 210, 297},   {"a3", 297, 420},
               {"a2", 420, 594}, {"sra4", 225, 320}, {"sra3", 320, 450}, {"letter", 215.9, 279.4}};
  for (gsize i = 0; i < G_N_ELEMENTS(known); i++) {
    KhoaPaper paper;
    g_assert_true(khoa_paper_parse(&paper, known[i].name, NULL));
    g_assert_true(paper.name == known[i].name);
    g_assert_cmpfloat(paper.width, ==, known[i].width);
    g_assert_cmpfloat(paper.height, ==, known[i].height);
    g_assert_false(paper.roll || paper.fixed);
  }
  KhoaPaper roll;
  g_assert_true(khoa_paper_parse(&roll, "roll", NULL));
  g_assert_true(roll.roll);
}

static void test_sides(void) {
  KhoaPaper paper;
  g_assert_true(khoa_paper_parse(&paper, "450x320", NULL));
  g_assert_cmpfloat(paper.width, ==, 450);
  g_assert_cmpfloat(paper.height, ==, 320);
  g_assert_true(paper.fixed && !paper.roll);
  g_assert_true(khoa_paper_parse(&paper, "85.6x53.98", NULL));
  g_assert_cmpfloat(paper.width, ==, 85.6);
  g_assert_cmpfloat(paper.height, ==, 53.98);
  g_assert_true(khoa_paper_parse(&paper, "20x1200", NULL));
}

static void test_refused(void) {
  static const char *const bad[] = {
      "",        "A4",          "a4 ",      "a7",      "x",         "86x",     "x54",
      "86x54x2", "86X54",       "-86x54",   "86x-54",  "0x54",      "19.9x54", "86x1201",
      "nanxnan", "1e2x100",     "0x1Fx100", "86 x54",  "86x54mm",   "86,5x54", "86.x54",
      "infx54",  "99999x99999", "86x54\n",  "８６x54", "86.5555x54"};
  for (gsize i = 0; i < G_N_ELEMENTS(bad); i++) {
    KhoaPaper paper;
    g_autoptr(GError) error = NULL;
    g_test_message("'%s'", bad[i]);
    g_assert_false(khoa_paper_parse(&paper, bad[i], &error));
    g_assert_error(error, KHOA_PAPER_ERROR, 0);
    g_assert_nonnull(strstr(error->message, "there are a6, a5, a4"));
    g_assert_nonnull(strstr(error->message, "20 to 1200 mm, such as 320x450"));
  }
}

int main(int argc, char **argv) {
  g_test_init(&argc, &argv, NULL);
  g_test_add_func("/paper/names", test_names);
  g_test_add_func("/paper/sides", test_sides);
  g_test_add_func("/paper/refused", test_refused);
  return g_test_run();
}
