/* Sealed persons: read with the right key alone, and telling nothing without it. */
#include "office/seal.h"

#include <sodium.h>
#include <string.h>

#define HEAD_SIZE 56 /* ephemeral key and nonce */
#define SAMPLE                                                                                     \
  {                                                                                                \
    (char *)"HK005", (char *)"Đỗ Thị Minh Duyên", (char *)"Thôn 1, xã Thọ Sơn",                    \
        (char *)"+84530005354", (char *)"đi làm xa, gọi cho hàng xóm"                        \
  }

typedef struct Keys {
  guint8 public[32], secret[32];
  KhoaSealer *sealer;
} Keys;

static void set_up(Keys *keys, gconstpointer data) {
  (void)data;
  crypto_box_keypair(keys->public, keys->secret);
  keys->sealer = khoa_sealer_new(keys->public);
  g_assert_nonnull(keys->sealer);
}

static void tear_down(Keys *keys, gconstpointer data) {
  (void)data;
  khoa_sealer_free(keys->sealer);
}
#define ADD(path, test) g_test_add(path, Keys, NULL, set_up, test, tear_down)

static void assert_same(const KhoaPerson *a, const KhoaPerson *b) {
  g_assert_cmpstr(a->reference, ==, b->reference);
  g_assert_cmpstr(a->head, ==, b->head);
  g_assert_cmpstr(a->address, ==, b->address);
  g_assert_cmpstr(a->phone, ==, b->phone);
  g_assert_cmpstr(a->remarks, ==, b->remarks);
}

static void assert_closed(GBytes *sealed, const guint8 *secret) {
  g_autoptr(GError) error = NULL;
  g_assert_null(khoa_person_open(sealed, secret, &error));
  g_assert_error(error, KHOA_SEAL_ERROR, 0);
}

static void assert_round_trip(const Keys *keys, const KhoaPerson *person) {
  g_autoptr(GError) error = NULL;
  g_autoptr(GBytes) sealed = khoa_sealer_seal(keys->sealer, person);
  g_autoptr(KhoaPerson) opened = khoa_person_open(sealed, keys->secret, &error);
  g_assert_no_error(error);
  assert_same(opened, person);
}

static void test_round_trip(Keys *keys, gconstpointer data) {
  (void)data;
  const KhoaPerson person = SAMPLE;
  assert_round_trip(keys, &person);
  const KhoaPerson empty = {(char *)"", (char *)"", (char *)"", (char *)"", (char *)""};
  assert_round_trip(keys, &empty);
  for (gsize length = 0; length <= 200; length++) { /* over every edge of the padding */
    g_autofree char *remarks = g_strnfill(length, '\x80');
    const KhoaPerson long_winded = {(char *)"A", (char *)"", (char *)"", (char *)"", remarks};
    assert_round_trip(keys, &long_winded);
  }
}

static void test_other_key(Keys *keys, gconstpointer data) {
  (void)data;
  guint8 public[32], secret[32];
  const KhoaPerson person = SAMPLE;
  g_autoptr(GBytes) sealed = khoa_sealer_seal(keys->sealer, &person);
  crypto_box_keypair(public, secret);
  assert_closed(sealed, secret);
  assert_closed(sealed, public);
  assert_closed(sealed, keys->public);
}

static void test_any_flipped_bit(Keys *keys, gconstpointer data) {
  (void)data;
  const KhoaPerson person = SAMPLE;
  g_autoptr(GBytes) sealed = khoa_sealer_seal(keys->sealer, &person);
  const gsize size = g_bytes_get_size(sealed);
  g_autofree guint8 *bytes = g_memdup2(g_bytes_get_data(sealed, NULL), size);
  for (gsize bit = 0; bit < 8 * size; bit++) {
    if (bit == 8 * 31 + 7)
      continue; /* the one bit that X25519 passes over (RFC 7748) */
    bytes[bit / 8] ^= (guint8)(1 << bit % 8);
    g_autoptr(GBytes) flipped = g_bytes_new(bytes, size);
    assert_closed(flipped, keys->secret);
    bytes[bit / 8] ^= (guint8)(1 << bit % 8);
  }
}

static void test_any_other_length(Keys *keys, gconstpointer data) {
  (void)data;
  const KhoaPerson person = SAMPLE;
  g_autoptr(GBytes) sealed = khoa_sealer_seal(keys->sealer, &person);
  const gsize size = g_bytes_get_size(sealed);
  for (gsize length = 0; length < size; length++) {
    g_autoptr(GBytes) cut = g_bytes_new_from_bytes(sealed, 0, length);
    assert_closed(cut, keys->secret);
  }
  g_autoptr(GByteArray) longer = g_byte_array_new();
  g_byte_array_append(longer, g_bytes_get_data(sealed, NULL), (guint)size);
  g_byte_array_append(longer, (const guint8 *)"", 1);
  g_autoptr(GBytes) more = g_bytes_new(longer->data, longer->len);
  assert_closed(more, keys->secret);
}

/* Sealed as it should be, but not what khoa writes. */
static void assert_refuses_plain(const Keys *keys, const char *plain, gsize length) {
  guint8 padded[256], public[32], secret[32];
  guint8 sealed[HEAD_SIZE + crypto_box_MACBYTES + sizeof padded];
  gsize size;
  memcpy(padded, plain, length);
  g_assert_cmpint(sodium_pad(&size, padded, length, 64, sizeof padded), ==, 0);
  crypto_box_keypair(public, secret);
  memcpy(sealed, public, 32);
  randombytes_buf(sealed + 32, 24);
  g_assert_cmpint(
      crypto_box_easy(sealed + HEAD_SIZE, padded, size, sealed + 32, keys->public, secret), ==, 0);
  g_autoptr(GBytes) bytes = g_bytes_new(sealed, HEAD_SIZE + crypto_box_MACBYTES + size);
  assert_closed(bytes, keys->secret);
}

static void test_other_plain_texts(Keys *keys, gconstpointer data) {
  (void)data;
#define PLAIN(text) assert_refuses_plain(keys, text, sizeof text - 1)
  PLAIN("");
  PLAIN("\1");
  PLAIN("\2a\0b\0c\0d\0e\0");    /* another version */
  PLAIN("\1a\0b\0c\0d\0");       /* a field short */
  PLAIN("\1a\0b\0c\0d\0e");      /* without an end */
  PLAIN("\1a\0b\0c\0d\0e\0f\0"); /* a field too many */
#undef PLAIN
}

static gsize sealed_size(const Keys *keys, const char *head, const char *remarks) {
  const KhoaPerson person = {(char *)"HK1", (char *)head, (char *)"", (char *)"", (char *)remarks};
  g_autoptr(GBytes) sealed = khoa_sealer_seal(keys->sealer, &person);
  return g_bytes_get_size(sealed);
}

static void test_length_tells_little(Keys *keys, gconstpointer data) {
  (void)data;
  g_assert_cmpuint(sealed_size(keys, "", ""), ==, sealed_size(keys, "Nguyễn Thị Ngọc Bích", ""));
  g_assert_cmpuint(sealed_size(keys, "Lê An", ""), ==, sealed_size(keys, "Lê An", "ở một mình"));
  g_autoptr(GHashTable) sizes = g_hash_table_new(NULL, NULL);
  for (gsize length = 0; length < 640; length++) {
    g_autofree char *remarks = g_strnfill(length, 'x');
    g_hash_table_add(sizes, GSIZE_TO_POINTER(sealed_size(keys, "Lê An", remarks)));
  }
  g_assert_cmpuint(g_hash_table_size(sizes), <=, 11);
}

static void test_same_person_twice_differs(Keys *keys, gconstpointer data) {
  (void)data;
  const KhoaPerson person = SAMPLE;
  KhoaSealer *other = khoa_sealer_new(keys->public);
  g_autoptr(GBytes) a = khoa_sealer_seal(keys->sealer, &person);
  g_autoptr(GBytes) b = khoa_sealer_seal(keys->sealer, &person);
  g_autoptr(GBytes) c = khoa_sealer_seal(other, &person);
  const guint8 *x = g_bytes_get_data(a, NULL), *y = g_bytes_get_data(b, NULL),
               *z = g_bytes_get_data(c, NULL);
  for (gsize at = 32; at + 16 <= g_bytes_get_size(a); at += 16)
    g_assert_true(memcmp(x + at, y + at, 16) != 0);
  g_assert_true(memcmp(x, z, 32) != 0); /* another import, another key pair */
  khoa_sealer_free(other);
}

static void test_plain_text_is_not_in_it(Keys *keys, gconstpointer data) {
  (void)data;
  gsize size;
  const KhoaPerson person = SAMPLE;
  g_autoptr(GBytes) sealed = khoa_sealer_seal(keys->sealer, &person);
  const guint8 *bytes = g_bytes_get_data(sealed, &size);
  const char *const fields[] = {person.reference, person.head, person.address, person.phone,
                                person.remarks};
  for (gsize i = 0; i < G_N_ELEMENTS(fields); i++)
    g_assert_null(memmem(bytes, size, fields[i], strlen(fields[i])));
}

/* Hashes */

static void test_reference_hash(void) {
  static const guint8 key[32] = {1}, other_key[32] = {2};
  guint8 hashes[6][32], again[32];
  khoa_reference_hash(hashes[0], key, "15667", "HK005");
  khoa_reference_hash(hashes[1], key, "15667", "HK006");
  khoa_reference_hash(hashes[2], key, "15664", "HK005");
  khoa_reference_hash(hashes[3], key, "15667H", "K005");
  khoa_reference_hash(hashes[4], key, "", "15667HK005");
  khoa_reference_hash(hashes[5], other_key, "15667", "HK005");
  for (int i = 0; i < 6; i++)
    for (int j = 0; j < i; j++)
      g_assert_true(memcmp(hashes[i], hashes[j], 32) != 0);
  khoa_reference_hash(again, key, "15667", "HK005");
  g_assert_true(memcmp(hashes[0], again, 32) == 0);
}

static void test_content_hash(void) {
  static const guint8 key[32] = {1}, other_key[32] = {2};
  const KhoaPerson person = SAMPLE;
  KhoaPerson changed[] = {SAMPLE, SAMPLE, SAMPLE, SAMPLE, SAMPLE, SAMPLE};
  guint8 hash[32], other[32];
  changed[0].reference = (char *)"HK006";
  changed[1].head = (char *)"Đỗ Thị Minh Duyen";
  changed[2].address = (char *)"";
  changed[3].phone = (char *)"+84530005355";
  changed[4].remarks = (char *)"đi làm xa, gọi cho hàng xóm ";
  changed[5].head = (char *)"Đỗ Thị Minh DuyênThôn 1, ";
  changed[5].address = (char *)"xã Thọ Sơn";
  khoa_content_hash(hash, key, &person, "1 2 1 Thôn 1");
  for (gsize i = 0; i < G_N_ELEMENTS(changed); i++) {
    khoa_content_hash(other, key, &changed[i], "1 2 1 Thôn 1");
    g_assert_true(memcmp(hash, other, 32) != 0);
  }
  khoa_content_hash(other, key, &person, "1 2 2 Thôn 1");
  g_assert_true(memcmp(hash, other, 32) != 0);
  khoa_content_hash(other, other_key, &person, "1 2 1 Thôn 1");
  g_assert_true(memcmp(hash, other, 32) != 0);
  khoa_content_hash(other, key, &person, "1 2 1 Thôn 1");
  g_assert_true(memcmp(hash, other, 32) == 0);
}

int main(int argc, char **argv) {
  g_test_init(&argc, &argv, NULL);
  if (sodium_init() < 0)
    return 2;
  ADD("/office/seal/round-trip", test_round_trip);
  ADD("/office/seal/other-key", test_other_key);
  ADD("/office/seal/any-flipped-bit", test_any_flipped_bit);
  ADD("/office/seal/any-other-length", test_any_other_length);
  ADD("/office/seal/other-plain-texts", test_other_plain_texts);
  ADD("/office/seal/length-tells-little", test_length_tells_little);
  ADD("/office/seal/same-person-twice-differs", test_same_person_twice_differs);
  ADD("/office/seal/plain-text-is-not-in-it", test_plain_text_is_not_in_it);
  g_test_add_func("/office/seal/reference-hash", test_reference_hash);
  g_test_add_func("/office/seal/content-hash", test_content_hash);
  return g_test_run();
}
