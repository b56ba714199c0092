/* Signatures on P-256: the vectors, which a program without any library made, and points that are
 * none. */
#include "office/p256.h"
#include "tag/survey.h"
#include "unit/office/fixture.h"

static void check(char *text, gsize length) {
  KhoaSurveyReader reader;
  g_assert_true(khoa_survey_open(&reader, text, length));
  const guint8 *key = reader.head.key;
  gsize size = reader.signed_length;
  g_assert_true(khoa_p256_valid(key));
  g_assert_true(khoa_p256_verify(key, reader.signature, text, size));
  g_assert_false(khoa_p256_verify(key, reader.signature, text, size - 1));
  for (gsize i = 0; i < sizeof reader.signature; i += 7) {
    reader.signature[i] ^= 1;
    g_assert_false(khoa_p256_verify(key, reader.signature, text, size));
    reader.signature[i] ^= 1;
  }
  text[20] ^= 1;
  g_assert_false(khoa_p256_verify(key, reader.signature, text, size));
  text[20] ^= 1;
  reader.head.key[0] ^= 1; /* the other root */
  g_assert_true(khoa_p256_valid(key));
  g_assert_false(khoa_p256_verify(key, reader.signature, text, size));
  guint8 nothing[64] = {0}, all[64];
  memset(all, 0xff, sizeof all);
  reader.head.key[0] ^= 1;
  g_assert_false(khoa_p256_verify(key, nothing, text, size));
  g_assert_false(khoa_p256_verify(key, all, text, size));
}

static void test_vectors(void) {
  for (int i = 1; i <= 2; i++) {
    g_autofree char *path = g_strdup_printf("tests/vectors/survey-%d.txt", i);
    gsize length;
    g_autofree char *text = read_bytes(path, &length);
    check(text, length);
  }
}

static void test_points(void) {
  static const struct {
    const char *x;
    gboolean on_curve;
  } cases[] = {
      /* the base point */
      {"6b17d1f2e12c4247f8bce6e563a440f277037d812deb33a0f4a13945d898c296", TRUE},
      {"0000000000000000000000000000000000000000000000000000000000000000",
       TRUE}, /* b is a square */
      {"0000000000000000000000000000000000000000000000000000000000000001", FALSE},
      /* p, which is 0 by another name, p + 5, and all ones */
      {"ffffffff00000001000000000000000000000000ffffffffffffffffffffffff", FALSE},
      {"ffffffff00000001000000000000000000000001000000000000000000000004", FALSE},
      {"ffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff", FALSE},
  };
  for (gsize i = 0; i < G_N_ELEMENTS(cases); i++) {
    guint8 key[KHOA_SURVEYOR_KEY_SIZE] = {2};
    sodium_hex2bin(key + 1, 32, cases[i].x, 64, NULL, NULL, NULL);
    g_test_message("%s", cases[i].x);
    g_assert_cmpint(khoa_p256_valid(key), ==, cases[i].on_curve);
    key[0] = 3;
    g_assert_cmpint(khoa_p256_valid(key), ==, cases[i].on_curve);
    key[0] = 4;
    g_assert_false(khoa_p256_valid(key));
  }
}

int main(int argc, char **argv) {
  g_test_init(&argc, &argv, NULL);
  if (sodium_init() < 0)
    return 2;
  g_test_add_func("/p256/vectors", test_vectors);
  g_test_add_func("/p256/points", test_points);
  return g_test_run();
}
