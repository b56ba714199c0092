#include "paint.h"
#include "qr/scan.h"
#include "qr/symbol.h"

#define TAG_DIGITS 173
#define ALL_LEVELS "LMQH"

static KhoaSymbolForm plan(gsize prefix, gsize digits, KhoaLevel minimum) {
  KhoaSymbolForm form;
  g_autoptr(GError) error = NULL;
  g_assert_true(khoa_symbol_plan(&form, prefix, digits, minimum, &error));
  g_assert_no_error(error);
  return form;
}

static void test_letters(void) {
  KhoaLevel level = KHOA_LEVEL_H;
  for (int i = 0; i < 4; i++) {
    char letter[] = {ALL_LEVELS[i], '\0'};
    g_assert_true(khoa_level_from_letter(letter, &level));
    g_assert_cmpint(level, ==, i);
    g_assert_cmpint(khoa_level_letter(level), ==, letter[0]);
  }
  static const char *const wrong[] = {"", "l", "m", "X", "MM", "M ", " M"};
  for (gsize i = 0; i < G_N_ELEMENTS(wrong); i++)
    g_assert_false(khoa_level_from_letter(wrong[i], &level));
}

/* The sizes that the tag format promises. */
static void test_tag_forms(void) {
  KhoaSymbolForm bare = plan(0, TAG_DIGITS, KHOA_LEVEL_M);
  g_assert_cmpint(bare.version, ==, 5);
  g_assert_cmpint(bare.size, ==, 37);
  g_assert_cmpint(bare.level, ==, KHOA_LEVEL_M);
  for (gsize prefix = 11; prefix <= 32; prefix++) {
    KhoaSymbolForm form = plan(prefix, TAG_DIGITS, KHOA_LEVEL_M);
    g_assert_cmpint(form.version, ==, 6);
    g_assert_cmpint(form.size, ==, 41);
    g_assert_cmpint(form.level, ==, KHOA_LEVEL_M);
  }
  g_assert_cmpint(plan(33, TAG_DIGITS, KHOA_LEVEL_M).version, ==, 7);
  KhoaSymbolForm quartile = plan(0, TAG_DIGITS, KHOA_LEVEL_Q);
  g_assert_cmpint(quartile.version, ==, 6);
  g_assert_cmpint(quartile.level, ==, KHOA_LEVEL_Q);
  g_assert_cmpint(plan(0, TAG_DIGITS, KHOA_LEVEL_H).version, >, 6);
}

/* ISO/IEC 18004, table 7: the most digits, and the most bytes, that a symbol holds. */
static const struct {
  int version;
  struct {
    gsize digits, bytes;
  } most[4]; /* L, M, Q, H */
} capacities[] = {
    {1, {{41, 17}, {34, 14}, {27, 11}, {17, 7}}},
    {5, {{255, 106}, {202, 84}, {144, 60}, {106, 44}}},
    {6, {{322, 134}, {255, 106}, {178, 74}, {139, 58}}},
    {9, {{552, 230}, {432, 180}, {312, 130}, {235, 98}}},
    {10, {{652, 271}, {513, 213}, {364, 151}, {288, 119}}},
    {26, {{3283, 1367}, {2544, 1059}, {1804, 751}, {1425, 593}}},
    {27, {{3517, 1465}, {2701, 1125}, {1933, 805}, {1501, 625}}},
};

static void test_capacities(void) {
  for (gsize i = 0; i < G_N_ELEMENTS(capacities); i++)
    for (KhoaLevel level = KHOA_LEVEL_L; level <= KHOA_LEVEL_H; level++) {
      gsize digits = capacities[i].most[level].digits, bytes = capacities[i].most[level].bytes;
      int version = capacities[i].version;
      g_assert_cmpint(plan(0, digits, level).version, ==, version);
      g_assert_cmpint(plan(0, digits, level).level, ==, level);
      g_assert_cmpint(plan(0, digits + 1, level).version, ==, version + 1);
      g_assert_cmpint(plan(bytes, 0, level).version, ==, version);
      g_assert_cmpint(plan(bytes, 0, level).level, ==, level);
      g_assert_cmpint(plan(bytes + 1, 0, level).version, ==, version + 1);
    }
}

static void test_largest(void) {
  static const gsize digits[] = {7089, 5596, 3993, 3057}, bytes[] = {2953, 2331, 1663, 1273};
  for (KhoaLevel level = KHOA_LEVEL_L; level <= KHOA_LEVEL_H; level++) {
    g_assert_cmpint(plan(0, digits[level], level).version, ==, 40);
    g_assert_cmpint(plan(bytes[level], 0, level).version, ==, 40);
    const gsize over[][2] = {{0, digits[level] + 1},
                             {bytes[level] + 1, 0},
                             {0, G_MAXSIZE},
                             {G_MAXSIZE, 0},
                             {G_MAXSIZE, G_MAXSIZE}};
    for (gsize i = 0; i < G_N_ELEMENTS(over); i++) {
      KhoaSymbolForm form = {.version = -1};
      g_autoptr(GError) error = NULL;
      g_assert_false(khoa_symbol_plan(&form, over[i][0], over[i][1], level, &error));
      g_assert_error(error, KHOA_SYMBOL_ERROR, 0);
      g_assert_cmpint(form.version, ==, -1);
    }
  }
}

/* No smaller version at the least level, no higher level at that version, and the text goes in. */
static void test_plan_is_tight(void) {
  for (int i = 0; i < 60; i++) {
    gsize prefix = (gsize)g_test_rand_int_range(0, 80), n = (gsize)g_test_rand_int_range(1, 500);
    KhoaLevel minimum = (KhoaLevel)g_test_rand_int_range(KHOA_LEVEL_L, KHOA_LEVEL_H + 1);
    KhoaSymbolForm form = plan(prefix, n, minimum);
    g_assert_cmpint(form.level, >=, minimum);
    g_assert_cmpint(plan(prefix, n, KHOA_LEVEL_L).version, <=, form.version);
    g_assert_cmpint(plan(prefix, n, form.level).version, ==, form.version);
    if (form.level < KHOA_LEVEL_H)
      g_assert_cmpint(plan(prefix, n, form.level + 1).version, >, form.version);
    g_autofree char *text = g_strnfill(prefix, 'x'), *digits = random_digits(n);
    g_autoptr(GError) error = NULL;
    g_autoptr(KhoaSymbol) symbol = khoa_symbol_new(&form, text, digits, &error);
    g_assert_no_error(error);
    g_assert_cmpint(symbol->size, ==, form.size);
    if (form.version > 1) {
      KhoaSymbolForm smaller = {form.version - 1, form.size - 4, minimum};
      g_assert_null(khoa_symbol_new(&smaller, text, digits, &error));
      g_assert_error(error, KHOA_SYMBOL_ERROR, 0);
    }
  }
}

static void assert_read(const KhoaSymbol *symbol, const char *text) {
  int side = (symbol->size + 2 * KHOA_QUIET_ZONE) * 4;
  g_autoptr(KhoaPicture) picture = khoa_picture_new(side, side);
  paint_symbol(picture, symbol, (Paint){.x = side / 2.0, .y = side / 2.0, .module = 4});
  g_autoptr(GPtrArray) scans =
      khoa_scan_window(picture, 0, 0, side, side, KHOA_DECODER_ZXING | KHOA_DECODER_ZBAR);
  g_assert_cmpuint(scans->len, ==, 1);
  const KhoaScan *scan = scans->pdata[0];
  g_assert_cmpstr(scan->text, ==, text);
  g_assert_cmpuint(scan->length, ==, strlen(text));
  g_assert_cmpint(scan->read, ==, KHOA_DECODER_ZXING | KHOA_DECODER_ZBAR);
}

static void test_read_back(void) {
  static const char *const prefixes[] = {"", "https://a.vn/#", "https://khoa.thanhhoa.gov.vn/k/#",
                                         "cafe \xc3\xa9 #"};
  for (gsize i = 0; i < G_N_ELEMENTS(prefixes); i++)
    for (KhoaLevel level = KHOA_LEVEL_L; level <= KHOA_LEVEL_H; level++) {
      g_autofree char *digits = random_digits(TAG_DIGITS);
      g_autofree char *text = g_strconcat(prefixes[i], digits, NULL);
      g_autoptr(KhoaSymbol) symbol = make_symbol(prefixes[i], digits, level);
      assert_read(symbol, text);
    }
  g_autoptr(KhoaSymbol) only_prefix = make_symbol("https://a.vn/", "", KHOA_LEVEL_M);
  assert_read(only_prefix, "https://a.vn/");
}

static void test_not_digits(void) {
  KhoaSymbolForm form = plan(0, TAG_DIGITS, KHOA_LEVEL_M);
  static const char *const wrong[] = {"12a4", "12 4", "-124", "1.24", "\xd9\xa1\xd9\xa2"};
  for (gsize i = 0; i < G_N_ELEMENTS(wrong); i++) {
    g_autoptr(GError) error = NULL;
    g_assert_null(khoa_symbol_new(&form, "", wrong[i], &error));
    g_assert_error(error, KHOA_SYMBOL_ERROR, 0);
  }
}

static void test_nothing(void) {
  KhoaSymbolForm form = plan(0, 0, KHOA_LEVEL_L);
  g_assert_cmpint(form.version, ==, 1);
  g_assert_cmpint(form.level, ==, KHOA_LEVEL_H);
  g_autoptr(KhoaSymbol) symbol = make_symbol("", "", KHOA_LEVEL_L);
  g_assert_cmpint(symbol->size, ==, 21);
  khoa_symbol_free(NULL);
}

static gpointer encode_many(gpointer data) {
  const char *digits = data;
  GChecksum *sum = g_checksum_new(G_CHECKSUM_SHA256);
  for (int i = 0; i < 200; i++) {
    g_autoptr(KhoaSymbol) symbol = make_symbol("https://a.vn/#", digits + i % 10, KHOA_LEVEL_M);
    g_checksum_update(sum, symbol->modules, symbol->size * symbol->size);
  }
  char *result = g_strdup(g_checksum_get_string(sum));
  g_checksum_free(sum);
  return result;
}

static void test_threads(void) {
  g_autofree char *digits = random_digits(TAG_DIGITS);
  g_autofree char *alone = encode_many(digits);
  GThread *threads[4];
  for (int i = 0; i < 4; i++)
    threads[i] = g_thread_new(NULL, encode_many, digits);
  for (int i = 0; i < 4; i++) {
    g_autofree char *together = g_thread_join(threads[i]);
    g_assert_cmpstr(together, ==, alone);
  }
}

int main(int argc, char **argv) {
  g_test_init(&argc, &argv, NULL);
  g_test_add_func("/symbol/letters", test_letters);
  g_test_add_func("/symbol/tag-forms", test_tag_forms);
  g_test_add_func("/symbol/capacities", test_capacities);
  g_test_add_func("/symbol/largest", test_largest);
  g_test_add_func("/symbol/plan-is-tight", test_plan_is_tight);
  g_test_add_func("/symbol/read-back", test_read_back);
  g_test_add_func("/symbol/not-digits", test_not_digits);
  g_test_add_func("/symbol/nothing", test_nothing);
  g_test_add_func("/symbol/threads", test_threads);
  return g_test_run();
}
