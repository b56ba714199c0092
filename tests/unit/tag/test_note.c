/* Sealed notes open with libsodium's own crypto_box_seal_open(). */
#include "tag/note.h"

#include "unit/tag/vectors.h"

static guint8 office[32], office_secret[32];

static void assert_opens(const char *text, gsize length) {
  guint8 seed[32], sealed[KHOA_NOTE_MAX], plain[KHOA_NOTE_MAX];
  static const guint8 zero[32];
  size_t size = khoa_note_sealed_size(length), found;
  g_assert_cmpuint(size, <=, sizeof sealed);
  g_assert_cmpuint((size - crypto_box_SEALBYTES) % 64, ==, 0);
  randombytes_buf(seed, sizeof seed);
  g_assert_true(khoa_note_seal(sealed, office, seed, text, length));
  assert_bytes(seed, zero, sizeof seed);
  g_assert_cmpint(crypto_box_seal_open(plain, sealed, size, office, office_secret), ==, 0);
  g_assert_cmpint(sodium_unpad(&found, plain, size - crypto_box_SEALBYTES, 64), ==, 0);
  g_assert_cmpuint(found, ==, length);
  g_assert_true(length == 0 || memcmp(plain, text, length) == 0);
}

static void test_lengths(void) {
  g_autofree char *text = g_strnfill(KHOA_NOTE_TEXT_MAX, 'x');
  static const gsize lengths[] = {0, 1, 62, 63, 64, 65, 127, 128, 999, 1000};
  for (gsize i = 0; i < G_N_ELEMENTS(lengths); i++)
    assert_opens(text, lengths[i]);
  assert_opens("Chủ hộ đi vắng, gọi lại buổi tối", strlen("Chủ hộ đi vắng, gọi lại buổi tối"));
}

static void test_refused(void) {
  guint8 seed[32] = {1}, sealed[KHOA_NOTE_MAX], none[32] = {0};
  g_autofree char *text = g_strnfill(KHOA_NOTE_TEXT_MAX + 1, 'x');
  g_assert_false(khoa_note_seal(sealed, office, seed, text, KHOA_NOTE_TEXT_MAX + 1));
  g_assert_false(khoa_note_seal(sealed, none, seed, text, 1));
}

int main(int argc, char **argv) {
  g_test_init(&argc, &argv, NULL);
  if (sodium_init() < 0)
    return 2;
  crypto_box_keypair(office, office_secret);
  g_test_add_func("/note/lengths", test_lengths);
  g_test_add_func("/note/refused", test_refused);
  return g_test_run();
}
