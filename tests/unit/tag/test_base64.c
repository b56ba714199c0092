/* base64 and decimal: one spelling for each value. */
#include "tag/base64.h"
#include "tag/decimal.h"

#include "unit/tag/vectors.h"

static void test_round_trip(void) {
  for (gsize size = 0; size <= 64; size++) {
    guint8 bytes[64], again[64];
    char text[KHOA_BASE64_LENGTH(64) + 1];
    for (gsize i = 0; i < size; i++)
      bytes[i] = (guint8)g_test_rand_int_range(0, 256);
    khoa_base64_encode(text, bytes, size);
    g_autofree char *expected = g_base64_encode(bytes, size);
    g_assert_cmpstr(text, ==, expected);
    g_assert_cmpuint(strlen(text), ==, KHOA_BASE64_LENGTH(size));
    g_assert_true(khoa_base64_decode(again, size, text, strlen(text)));
    assert_bytes(again, bytes, size);
  }
}

static void test_one_spelling(void) {
  static const struct {
    gsize size;
    const char *text;
  } wrong[] = {
      {1, ""},      {1, "AA"},    {1, "AA="},  {1, "AB=="},     {1, "AA==\n"}, {1, " AA=="},
      {1, "AAA="},  {2, "AA=="},  {2, "AAB="}, {2, "AAA"},      {3, "AAA="},   {3, "AA-_"},
      {3, "AAA\n"}, {3, "A A A"}, {0, "AAAA"}, {3, "AAAAAAAA"}, {3, "=AAA"},   {1, "A==="},
      {3, "AAé"},   {2, "===="},  {1, "AA=A"},
  };
  for (gsize i = 0; i < G_N_ELEMENTS(wrong); i++) {
    guint8 bytes[8];
    g_assert_false(khoa_base64_decode(bytes, wrong[i].size, wrong[i].text, strlen(wrong[i].text)));
  }
}

static void test_every_byte(void) {
  static const char alphabet[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
  for (int byte = 0; byte < 256; byte++)
    for (gsize at = 0; at < 4; at++) {
      char text[] = "AAAA";
      guint8 bytes[3];
      text[at] = (char)byte;
      g_assert_cmpint(khoa_base64_decode(bytes, 3, text, 4), ==,
                      byte != 0 && strchr(alphabet, byte) != NULL);
    }
}

static void test_decimal(void) {
  guint64 value = 42;
  char digits[21];
  static const char *const wrong[] = {
      "", "-1", "+1", " 1", "1 ", "0x1", "18446744073709551616", "99999999999999999999999"};
  for (gsize i = 0; i < G_N_ELEMENTS(wrong); i++)
    g_assert_false(khoa_decimal_get(&value, wrong[i], strlen(wrong[i])));
  g_assert_cmpuint(value, ==, 42);
  g_assert_true(khoa_decimal_get(&value, "18446744073709551615", 20));
  g_assert_cmpuint(value, ==, G_MAXUINT64);
  khoa_decimal_put(digits, 20, value);
  assert_bytes(digits, "18446744073709551615", 20);
  khoa_decimal_put(digits, 5, 42);
  assert_bytes(digits, "00042", 5);
}

int main(int argc, char **argv) {
  g_test_init(&argc, &argv, NULL);
  g_test_add_func("/base64/round-trip", test_round_trip);
  g_test_add_func("/base64/one-spelling", test_one_spelling);
  g_test_add_func("/base64/every-byte", test_every_byte);
  g_test_add_func("/decimal", test_decimal);
  return g_test_run();
}
