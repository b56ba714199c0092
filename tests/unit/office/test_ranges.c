/* Lists of numbers as people write them. */
#include "office/ranges.h"

#include <string.h>

static void test_lists(void) {
  static const struct {
    const char *text, *shortest;
  } cases[] = {
      {"5", "5"},
      {"5,7-9", "5,7-9"},
      {"7-9,5", "5,7-9"},
      {" 5 , 7 - 9 ", "5,7-9"},
      {"1,2,3", "1-3"},
      {"1-3,2-5,4", "1-5"},
      {"1-20,1-20,1-20", "1-20"},
      {"20,20,20,20,20,20,20,20,20,20,20,20,20,20,20,20,20,20,20,20,20,20", "20"},
      {"3-3", "3"},
      {"19-20", "19-20"},
      {"1,3,5", "1,3,5"},
      {"007", "7"},
  };
  for (gsize i = 0; i < G_N_ELEMENTS(cases); i++) {
    g_autoptr(GError) error = NULL;
    g_test_message("%s", cases[i].text);
    g_autoptr(GArray) numbers = khoa_ranges_parse(cases[i].text, 1, 20, &error);
    g_assert_no_error(error);
    g_autofree char *text = khoa_ranges_print(numbers);
    g_assert_cmpstr(text, ==, cases[i].shortest);
  }
}

static void test_bad_lists(void) {
  static const char *const bad[] = {"",
                                    " ",
                                    ",",
                                    "5,",
                                    ",5",
                                    "5,,7",
                                    "0",
                                    "21",
                                    "1-21",
                                    "0-3",
                                    "9-7",
                                    "-5",
                                    "5-",
                                    "5--7",
                                    "5-7-9",
                                    "a",
                                    "5a",
                                    "5;7",
                                    "5 7",
                                    "1.5",
                                    "0x5",
                                    "1e1",
                                    "５",
                                    "5–7",
                                    "99999999999999999999999",
                                    "-9223372036854775808"};
  for (gsize i = 0; i < G_N_ELEMENTS(bad); i++) {
    g_autoptr(GError) error = NULL;
    g_test_message("'%s'", bad[i]);
    g_assert_null(khoa_ranges_parse(bad[i], 1, 20, &error));
    g_assert_error(error, KHOA_RANGES_ERROR, 0);
  }
}

static void test_error_names_the_piece(void) {
  g_autoptr(GError) error = NULL;
  g_assert_null(khoa_ranges_parse("5,x-9,11", 1, 20, &error));
  g_assert_true(g_str_has_prefix(error->message, "'x-9' isn't a number or a range from 1 to 20"));
}

/* Any subset comes back as it was, rising and each once. */
static void test_round_trip(void) {
  for (int round = 0; round < 200; round++) {
    gboolean chosen[100] = {FALSE};
    g_autoptr(GArray) numbers = g_array_new(FALSE, FALSE, sizeof(gint64));
    chosen[g_test_rand_int_range(0, 100)] = TRUE;
    for (gint64 n = 1; n <= 100; n++)
      if (chosen[n - 1] || g_test_rand_int_range(0, 3) > 0)
        g_array_append_val(numbers, n);
    g_autofree char *text = khoa_ranges_print(numbers);
    g_autoptr(GArray) again = khoa_ranges_parse(text, 1, 100, NULL);
    g_assert_nonnull(again);
    g_assert_cmpuint(again->len, ==, numbers->len);
    g_assert_true(memcmp(again->data, numbers->data, numbers->len * sizeof(gint64)) == 0);
  }
}

/* Piece by piece what was printed, and nothing of what wasn't. */
static void test_next(void) {
  const char *text = "5,7-9,12";
  static const gint64 pieces[][2] = {{5, 5}, {7, 9}, {12, 12}};
  gint64 from, to;
  for (gsize i = 0; i < G_N_ELEMENTS(pieces); i++) {
    g_assert_true(khoa_ranges_next(&text, &from, &to));
    g_assert_cmpint(from, ==, pieces[i][0]);
    g_assert_cmpint(to, ==, pieces[i][1]);
  }
  g_assert_false(khoa_ranges_next(&text, &from, &to));
  g_assert_cmpstr(text, ==, "");
  static const char *const bad[] = {",5", "x", "-3", "5,", "5-", "5,,6", "5 "};
  for (gsize i = 0; i < G_N_ELEMENTS(bad); i++) {
    text = bad[i];
    while (khoa_ranges_next(&text, &from, &to))
      ;
    g_assert_cmpstr(text, !=, "");
  }
}

int main(int argc, char **argv) {
  g_test_init(&argc, &argv, NULL);
  g_test_add_func("/office/ranges/lists", test_lists);
  g_test_add_func("/office/ranges/bad-lists", test_bad_lists);
  g_test_add_func("/office/ranges/error-names-the-piece", test_error_names_the_piece);
  g_test_add_func("/office/ranges/round-trip", test_round_trip);
  g_test_add_func("/office/ranges/next", test_next);
  return g_test_run();
}
