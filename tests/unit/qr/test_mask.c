#include "qr/symbol.h"

#include <qrencode.h>
#include <string.h>

/* What the library makes of the same text by its own search. */
static void assert_same(const KhoaSymbolForm *form, const char *prefix, const char *digits) {
  static const QRecLevel levels[] = {QR_ECLEVEL_L, QR_ECLEVEL_M, QR_ECLEVEL_Q, QR_ECLEVEL_H};
  GError *error = NULL;
  g_autoptr(KhoaSymbol) symbol = khoa_symbol_new(form, prefix, digits, &error);
  g_assert_no_error(error);
  QRinput *input = QRinput_new2(form->version, levels[form->level]);
  QRinput_append(input, QR_MODE_8, (int)strlen(prefix), (const unsigned char *)prefix);
  QRinput_append(input, QR_MODE_NUM, (int)strlen(digits), (const unsigned char *)digits);
  QRcode *code = QRcode_encodeInput(input);
  g_assert_cmpint(code->width, ==, symbol->size);
  for (int i = 0; i < symbol->size * symbol->size; i++)
    g_assert_cmpint(symbol->modules[i], ==, code->data[i] & 1);
  QRcode_free(code);
  QRinput_free(input);
}

/* digits: so many; the seed makes each run the same. */
static void assert_many_same(KhoaLevel level, gsize length, int rounds) {
  g_autoptr(GRand) rand = g_rand_new_with_seed((guint32)length);
  g_autofree char *digits = g_strnfill(length, '0');
  static const char prefix[] = "https://antt.example.gov.vn/#";
  for (int round = 0; round < rounds; round++) {
    KhoaSymbolForm form;
    /* A run of one digit now and then: long lines and large patterns. */
    gboolean monotonous = round % 4 == 0;
    for (gsize i = 0; i < length; i++)
      digits[i] = (char)('0' + (monotonous ? round / 4 % 10 : g_rand_int_range(rand, 0, 10)));
    g_assert_true(khoa_symbol_plan(&form, strlen(prefix), length, level, NULL));
    assert_same(&form, prefix, digits);
  }
}

static void test_tags(void) {
  assert_many_same(KHOA_LEVEL_M, 173, 400);
  assert_many_same(KHOA_LEVEL_Q, 173, 200);
  assert_many_same(KHOA_LEVEL_H, 173, 200);
}

/* From version 2 to those that are left to the library. */
static void test_sizes(void) {
  for (gsize length = 3; length < 900; length += 13)
    for (KhoaLevel level = KHOA_LEVEL_L; level <= KHOA_LEVEL_H; level++)
      assert_many_same(level, length, 4);
}

int main(int argc, char **argv) {
  g_test_init(&argc, &argv, NULL);
  g_test_add_func("/mask/tags", test_tags);
  g_test_add_func("/mask/sizes", test_sizes);
  return g_test_run();
}
