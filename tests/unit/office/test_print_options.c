/* Print options as one line of text, and back without a loss: what is drawn again is the same. */
#include "office/print_options.h"

#include "art/sheet.h"
#include "office/ranges.h"
#include "unit/office/fixture.h"

static void assert_same(const KhoaPrintOptions *a, const KhoaPrintOptions *b) {
  g_assert_cmpstr(a->paper, ==, b->paper);
  g_assert_cmpfloat(a->gap, ==, b->gap);
  g_assert_cmpfloat(a->margin, ==, b->margin);
  g_assert_cmpfloat(a->bleed, ==, b->bleed);
  g_assert_cmpint(a->marks, ==, b->marks);
  g_assert_cmpint(a->duplex, ==, b->duplex);
  g_assert_cmpint(a->turn, ==, b->turn);
  g_assert_cmpint(a->collate, ==, b->collate);
  g_assert_cmpint(a->cut, ==, b->cut);
  g_assert_cmpint(a->inks, ==, b->inks);
  g_assert_cmpint(a->start_at, ==, b->start_at);
  g_assert_cmpint(a->copies, ==, b->copies);
  g_assert_cmpfloat(a->printer.offset_x, ==, b->printer.offset_x);
  g_assert_cmpfloat(a->printer.offset_y, ==, b->printer.offset_y);
  g_assert_cmpfloat(a->printer.scale_x, ==, b->printer.scale_x);
  g_assert_cmpfloat(a->printer.scale_y, ==, b->printer.scale_y);
  g_assert_cmpint(a->only != NULL, ==, b->only != NULL);
  if (a->only) {
    g_autofree char *x = khoa_ranges_print(a->only), *y = khoa_ranges_print(b->only);
    g_assert_cmpstr(x, ==, y);
  }
}

static KhoaPrintOptions parse(const char *text) {
  KhoaPrintOptions options;
  g_autoptr(GError) error = NULL;
  khoa_print_options_parse(&options, text, &error);
  g_assert_no_error(error);
  return options;
}

static void assert_round_trip(const KhoaPrintOptions *options) {
  g_autofree char *text = khoa_print_options_print(options);
  g_auto(KhoaPrintOptions) again = parse(text);
  g_test_message("%s", text);
  assert_same(options, &again);
  g_autofree char *twice = khoa_print_options_print(&again);
  g_assert_cmpstr(twice, ==, text);
}

static void test_as_documented(void) {
  static const char line[] =
      "paper=a4 gap=4 margin=5 start=1 copies=1 offset=0,0 scale=1,1 only=5,7-9";
  g_auto(KhoaPrintOptions) options = parse(line);
  g_assert_cmpstr(options.paper, ==, "a4");
  g_assert_cmpfloat(options.gap, ==, 4);
  g_assert_cmpfloat(options.margin, ==, 5);
  g_assert_cmpuint(options.only->len, ==, 4);
  g_autofree char *text = khoa_print_options_print(&options);
  g_assert_cmpstr(text, ==, line);
}

/* A line of before there were more words: nothing is turned, marked or cut but as it was then; and
 * what is set to that again, is no word more. */
static void test_of_earlier_versions(void) {
  static const char line[] = "paper=sra3 gap=4 margin=5 start=3 copies=2 offset=0.4,-0.2 scale=1,1";
  g_auto(KhoaPrintOptions) options = parse(line);
  g_assert_cmpint(options.turn, ==, FALSE);
  g_assert_cmpint(options.marks, ==, KHOA_MARKS_CROP);
  g_assert_cmpint(options.duplex, ==, KHOA_DUPLEX_LONG);
  g_assert_cmpint(options.collate, ==, KHOA_COLLATE_SETS);
  g_assert_cmpint(options.cut, ==, KHOA_CUT_LAYER);
  g_assert_cmpint(options.inks, ==, KHOA_INKS_RGB);
  g_assert_cmpfloat(options.bleed, <, 0);
  g_autofree char *text = khoa_print_options_print(&options);
  g_assert_cmpstr(text, ==, line);
}

static void test_all_words(void) {
  static const char line[] =
      "paper=450x320 gap=0 margin=0 start=1 copies=1 offset=0,0 scale=1,1 bleed=0.5 turn=yes "
      "marks=crop,registration duplex=short collate=tags cut=file colour=cmyk only=5";
  g_auto(KhoaPrintOptions) options = parse(line);
  g_assert_cmpint(options.marks, ==, KHOA_MARKS_CROP_REGISTRATION);
  g_assert_cmpint(options.cut, ==, KHOA_CUT_FILE);
  g_assert_cmpint(options.inks, ==, KHOA_INKS_CMYK);
  g_autofree char *text = khoa_print_options_print(&options);
  g_assert_cmpstr(text, ==, line);
}

static void test_set(void) {
  static const char *const bad[][3] = {
      {"marks", "all", "marks is crop or crop,registration or registration or none, not 'all'"},
      {"marks", "", "not ''"},
      {"duplex", "Long", "duplex is long or short, not 'Long'"},
      {"colour", "spot", "colour is rgb or cmyk"},
      {"collate", "1", "collate is sets or tags"},
      {"cut", "Layer", "cut is layer or file or none"},
      {"turn", "maybe", "turn is no or yes"},
      {"bleed", "-1", "bleed takes 0 to 20 mm, with a point, not '-1'"},
      {"gap", "1,5", "gap takes 0 to 100 mm, with a point, not '1,5'"},
      {"margin", "nan", "margin takes 0 to 100 mm"},
  };
  g_auto(KhoaPrintOptions) options = parse("paper=a4 gap=4 margin=5");
  g_autofree char *before = khoa_print_options_print(&options);
  for (gsize i = 0; i < G_N_ELEMENTS(bad); i++) {
    g_autoptr(GError) error = NULL;
    g_assert_false(khoa_print_options_set(&options, bad[i][0], bad[i][1], &error));
    assert_mentions(error, bad[i][2]);
  }
  g_assert_true(khoa_print_options_set(&options, "marks", NULL, NULL));
  g_autofree char *after = khoa_print_options_print(&options);
  g_assert_cmpstr(after, ==, before);
  g_assert_true(khoa_print_options_set(&options, "gap", "2.5", NULL));
  g_assert_cmpfloat(options.gap, ==, 2.5);
}

/* From khoa.ini, with more digits than anybody needs. */
static void test_of_an_office(Fixture *f, gconstpointer data) {
  (void)data;
  g_autoptr(GError) error = NULL;
  g_autofree char *path = write_in(f, "khoa.ini",
                                   "[office]\nname=X\n[print]\npaper=a3\ngap=3.33333333\n"
                                   "margin=0.1\n[printer p]\noffset-x=-0.12345678\n"
                                   "offset-y=19.9999999\nscale-x=1.00000001\nscale-y=0.9\n");
  g_autoptr(KhoaConfig) config = khoa_config_load(path, &error);
  g_assert_no_error(error);
  g_auto(KhoaPrintOptions) plain = {0}, askew = {0};
  g_assert_true(khoa_print_options_init(&plain, config, NULL, NULL, &error));
  g_assert_cmpstr(plain.paper, ==, "a3");
  g_assert_cmpint(plain.start_at, ==, 1);
  g_assert_cmpint(plain.copies, ==, 1);
  g_assert_cmpint(plain.turn, ==, TRUE);
  assert_round_trip(&plain);
  g_assert_true(khoa_print_options_init(&askew, config, "sra3", "p", &error));
  g_assert_cmpstr(askew.paper, ==, "sra3");
  g_assert_cmpfloat(askew.printer.scale_x, ==, 1.00000001);
  askew.start_at = 21;
  askew.copies = KHOA_COPIES_MAX;
  askew.only = khoa_ranges_parse("1-3,99999", 1, 99999, NULL);
  assert_round_trip(&askew);
}

/* What an office always wants, and a word that means nothing. */
static void test_configured(Fixture *f, gconstpointer data) {
  (void)data;
  g_autoptr(GError) error = NULL;
  g_autofree char *path = write_in(f, "khoa.ini",
                                   "[office]\nname=X\n[print]\nmarks = crop,registration\n"
                                   "duplex=short\ncut=file\ncolour=cmyk\n");
  g_autoptr(KhoaConfig) config = khoa_config_load(path, NULL);
  g_auto(KhoaPrintOptions) options = {0}, wrong = {0};
  g_assert_true(khoa_print_options_init(&options, config, NULL, NULL, &error));
  g_assert_cmpint(options.marks, ==, KHOA_MARKS_CROP_REGISTRATION);
  g_assert_cmpint(options.duplex, ==, KHOA_DUPLEX_SHORT);
  g_assert_cmpint(options.cut, ==, KHOA_CUT_FILE);
  g_assert_cmpint(options.inks, ==, KHOA_INKS_CMYK);
  g_autofree char *other = write_in(f, "khoa.ini", "[office]\nname=X\n[print]\nduplex=both\n");
  g_autoptr(KhoaConfig) faulty = khoa_config_load(other, NULL);
  g_assert_false(khoa_print_options_init(&wrong, faulty, NULL, NULL, &error));
  assert_mentions(error, "khoa.ini: [print] duplex is long or short, not 'both'");
}

static void test_unknown_printer(Fixture *f, gconstpointer data) {
  (void)data;
  g_autoptr(GError) error = NULL;
  g_autofree char *path = write_in(f, "khoa.ini", "[office]\nname=X\n");
  g_autoptr(KhoaConfig) config = khoa_config_load(path, NULL);
  g_auto(KhoaPrintOptions) options = {0};
  g_assert_false(khoa_print_options_init(&options, config, NULL, "p", &error));
  assert_mentions(error, "[printer p]");
}

/* Numbers as people and calibrations give them, in thousandths. */
static void test_round_trip(void) {
  for (int round = 0; round < 1000; round++) {
    KhoaPrintOptions options = {.paper = (char *)"roll",
                                .gap = g_test_rand_int_range(0, 100001) / 1000.0,
                                .margin = g_test_rand_int_range(0, 100001) / 1000.0,
                                .start_at = g_test_rand_int_range(1, 1000),
                                .copies = g_test_rand_int_range(1, 1000)};
    options.bleed = round % 2 ? -1 : g_test_rand_int_range(0, 20001) / 1000.0;
    options.marks = g_test_rand_int_range(0, KHOA_MARKS_COUNT);
    options.duplex = g_test_rand_int_range(0, KHOA_DUPLEX_COUNT);
    options.turn = g_test_rand_int_range(0, 2);
    options.collate = g_test_rand_int_range(0, 2);
    options.cut = g_test_rand_int_range(0, 3);
    options.inks = g_test_rand_int_range(0, 2);
    options.printer = (KhoaPrinter){g_test_rand_int_range(-20000, 20001) / 1000.0,
                                    g_test_rand_int_range(-20000, 20001) / 1000.0,
                                    g_test_rand_int_range(9000, 11001) / 10000.0,
                                    g_test_rand_int_range(9000, 11001) / 10000.0};
    assert_round_trip(&options);
  }
}

/* A PDF's keywords may say anything. */
static void test_bad_words(void) {
  static const char *const bad[] = {"gap",
                                    "gap=",
                                    "=4",
                                    "gap=4mm",
                                    "gap=4,5",
                                    "gap=nan",
                                    "gap=inf",
                                    "gap=-1",
                                    "gap=101",
                                    "margin=1e99",
                                    "offset=1",
                                    "offset=,",
                                    "offset=1,",
                                    "offset=1,2,3",
                                    "offset=21,0",
                                    "offset=0,nan",
                                    "scale=0,1",
                                    "scale=1,2",
                                    "scale=1",
                                    "start=0",
                                    "start=-1",
                                    "start=1.5",
                                    "start=4294967297",
                                    "copies=0",
                                    "copies=",
                                    "only=",
                                    "only=0",
                                    "only=9-7",
                                    "only=100000",
                                    "only=1 only=2",
                                    "colour=red",
                                    "marks=",
                                    "duplex=both",
                                    "turn=1",
                                    "cut",
                                    "bleed=-1",
                                    "bleed=21",
                                    "volume=3",
                                    "paper",
                                    "  ",
                                    "gap=4  margin=5",
                                    "Gap=4"};
  for (gsize i = 0; i < G_N_ELEMENTS(bad); i++) {
    g_auto(KhoaPrintOptions) options = {0};
    g_autoptr(GError) error = NULL;
    g_test_message("'%s'", bad[i]);
    g_assert_false(khoa_print_options_parse(&options, bad[i], &error));
    assert_mentions(error, "isn't a print option of khoa");
  }
}

int main(int argc, char **argv) {
  g_test_init(&argc, &argv, NULL);
  g_test_add_func("/office/print-options/as-documented", test_as_documented);
  g_test_add_func("/office/print-options/of-earlier-versions", test_of_earlier_versions);
  g_test_add_func("/office/print-options/all-words", test_all_words);
  g_test_add_func("/office/print-options/set", test_set);
  ADD_IN_FOLDER("/office/print-options/of-an-office", test_of_an_office);
  ADD_IN_FOLDER("/office/print-options/configured", test_configured);
  ADD_IN_FOLDER("/office/print-options/unknown-printer", test_unknown_printer);
  g_test_add_func("/office/print-options/round-trip", test_round_trip);
  g_test_add_func("/office/print-options/bad-words", test_bad_words);
  return g_test_run();
}
