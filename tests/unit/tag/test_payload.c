#include "tag/payload.h"

#include "unit/tag/vectors.h"

static const struct {
  const char *why;
  KhoaDigitsFault fault;
} reasons[] = {
    {"length", KHOA_DIGITS_LENGTH},
    {"character", KHOA_DIGITS_CHARACTER},
    {"group range", KHOA_DIGITS_GROUP_RANGE},
    {"unsupported version", KHOA_DIGITS_VERSION},
    {"kind", KHOA_DIGITS_KIND},
    {"batch range", KHOA_DIGITS_BATCH_RANGE},
    {"index range", KHOA_DIGITS_INDEX_RANGE},
};

static void check_vector(JsonObject *vector) {
  guint8 expected[KHOA_PAYLOAD_SIZE], payload[KHOA_PAYLOAD_SIZE], signature[KHOA_SIGNATURE_SIZE];
  char digits[KHOA_DIGITS + 1];
  const char *text = json_object_get_string_member(vector, "digits");
  KhoaTag tag = {0}, named = {
                         .kind = (KhoaKind)json_object_get_int_member(vector, "kind"),
                         .batch = (guint32)json_object_get_int_member(vector, "batch"),
                         .index = (guint32)json_object_get_int_member(vector, "index"),
                     };
  vectors_bytes(vector, "payload_hex", expected, sizeof expected);

  g_assert_cmpint(khoa_digits_decode(&tag, payload, signature, text, strlen(text)), ==,
                  KHOA_DIGITS_OK);
  assert_bytes(&tag, &named, sizeof tag);
  assert_bytes(payload, expected, sizeof payload);
  khoa_digits_encode(digits, payload, signature);
  g_assert_cmpstr(digits, ==, text);
  memset(payload, 0, sizeof payload);
  g_assert_true(khoa_payload_pack(payload, named));
  assert_bytes(payload, expected, sizeof payload);
}

static void test_valid_vectors(void) {
  g_autoptr(JsonParser) parser = load_vectors();
  guint i = 0;
  for (JsonObject *vector; (vector = vectors_at(parser, "valid", i)) != NULL; i++)
    check_vector(vector);
  g_assert_cmpuint(i, ==, 5);
  check_vector(json_object_get_object_member(vectors_object(parser), "specimen"));
}

/* Tags that were changed after signing are test_sign.c's; one of them has index 0 as well. */
static KhoaDigitsFault fault_for(const char *why, KhoaDigitsFault fault) {
  if (g_str_equal(why, "signature"))
    return fault == KHOA_DIGITS_INDEX_RANGE ? fault : KHOA_DIGITS_OK;
  for (gsize i = 0; i < G_N_ELEMENTS(reasons); i++)
    if (g_str_equal(reasons[i].why, why))
      return reasons[i].fault;
  g_assert_not_reached();
}

static void test_invalid_vectors(void) {
  g_autoptr(JsonParser) parser = load_vectors();
  guint i = 0;
  for (JsonObject *vector; (vector = vectors_at(parser, "invalid", i)) != NULL; i++) {
    const char *text = json_object_get_string_member(vector, "digits");
    KhoaTag tag;
    guint8 payload[KHOA_PAYLOAD_SIZE], signature[KHOA_SIGNATURE_SIZE];
    KhoaDigitsFault fault = khoa_digits_decode(&tag, payload, signature, text, strlen(text));
    g_assert_cmpint(fault, ==, fault_for(json_object_get_string_member(vector, "why"), fault));
  }
  g_assert_cmpuint(i, ==, 27);
}

static void test_round_trip(void) {
  static const KhoaTag tags[] = {
      {KHOA_KIND_KEYCHAIN, 1, 1},
      {KHOA_KIND_LOCK_TAG, 1, KHOA_INDEX_MAX},
      {KHOA_KIND_KEYCHAIN, KHOA_BATCH_MAX, 1},
      {KHOA_KIND_LOCK_TAG, KHOA_BATCH_MAX, KHOA_INDEX_MAX},
      {KHOA_KIND_SPECIMEN, 0, 1},
      {KHOA_KIND_SPECIMEN, 0, KHOA_INDEX_MAX},
  };
  for (gsize i = 0; i < G_N_ELEMENTS(tags); i++) {
    for (int filler = 0; filler < 256; filler++) {
      guint8 payload[KHOA_PAYLOAD_SIZE], signature[KHOA_SIGNATURE_SIZE];
      guint8 payload2[KHOA_PAYLOAD_SIZE], signature2[KHOA_SIGNATURE_SIZE];
      char digits[KHOA_DIGITS + 1];
      KhoaTag tag = {0};
      memset(signature, filler, sizeof signature);
      g_assert_true(khoa_payload_pack(payload, tags[i]));
      khoa_digits_encode(digits, payload, signature);
      g_assert_cmpuint(strlen(digits), ==, KHOA_DIGITS);
      g_assert_cmpint(khoa_digits_decode(&tag, payload2, signature2, digits, KHOA_DIGITS), ==,
                      KHOA_DIGITS_OK);
      assert_bytes(&tag, &tags[i], sizeof tag);
      assert_bytes(payload, payload2, sizeof payload);
      assert_bytes(signature, signature2, sizeof signature);
    }
  }
}

static void test_pack_refuses(void) {
  static const KhoaTag tags[] = {
      {KHOA_KIND_KEYCHAIN, 0, 1}, {KHOA_KIND_KEYCHAIN, KHOA_BATCH_MAX + 1, 1},
      {KHOA_KIND_LOCK_TAG, 1, 0}, {KHOA_KIND_LOCK_TAG, 1, KHOA_INDEX_MAX + 1},
      {KHOA_KIND_SPECIMEN, 1, 1}, {(KhoaKind)0, 1, 1},
      {(KhoaKind)3, 1, 1},        {(KhoaKind)17, 1, 1},
  };
  for (gsize i = 0; i < G_N_ELEMENTS(tags); i++) {
    guint8 payload[KHOA_PAYLOAD_SIZE] = {0}, nothing[KHOA_PAYLOAD_SIZE] = {0};
    g_assert_false(khoa_payload_pack(payload, tags[i]));
    assert_bytes(payload, nothing, sizeof payload);
  }
}

/* On a fault nothing has changed. */
static void test_fault_writes_nothing(void) {
  KhoaTag tag = {KHOA_KIND_LOCK_TAG, 7, 7}, before = tag;
  guint8 payload[KHOA_PAYLOAD_SIZE] = {1}, payload_before[KHOA_PAYLOAD_SIZE] = {1};
  guint8 signature[KHOA_SIGNATURE_SIZE] = {2}, signature_before[KHOA_SIGNATURE_SIZE] = {2};
  char digits[KHOA_DIGITS + 1];
  for (char c = '0'; c <= '9'; c++) {
    memset(digits, c, KHOA_DIGITS);
    g_assert_cmpint(khoa_digits_decode(&tag, payload, signature, digits, KHOA_DIGITS), !=,
                    KHOA_DIGITS_OK);
  }
  assert_bytes(&tag, &before, sizeof tag);
  assert_bytes(payload, payload_before, sizeof payload);
  assert_bytes(signature, signature_before, sizeof signature);
}

static void test_random_bytes(void) {
  for (int round = 0; round < 20000; round++) {
    char text[KHOA_DIGITS];
    KhoaTag tag;
    guint8 payload[KHOA_PAYLOAD_SIZE], signature[KHOA_SIGNATURE_SIZE];
    gboolean digits_only = g_test_rand_bit();
    for (gsize i = 0; i < sizeof text; i++)
      text[i] =
          (char)(digits_only ? g_test_rand_int_range('0', '9' + 1) : g_test_rand_int_range(0, 256));
    if (khoa_digits_decode(&tag, payload, signature, text, sizeof text) == KHOA_DIGITS_OK) {
      char again[KHOA_DIGITS + 1];
      khoa_digits_encode(again, payload, signature);
      assert_bytes(again, text, KHOA_DIGITS);
    }
  }
}

static void test_words(void) {
  static const KhoaKind kinds[] = {KHOA_KIND_KEYCHAIN, KHOA_KIND_LOCK_TAG, KHOA_KIND_SPECIMEN};
  for (gsize i = 0; i < G_N_ELEMENTS(kinds); i++) {
    KhoaKind kind;
    g_assert_true(khoa_kind_from_word(khoa_kind_word(kinds[i]), &kind));
    g_assert_cmpint(kind, ==, kinds[i]);
  }
  KhoaKind kind;
  g_assert_false(khoa_kind_from_word("lock tag", &kind));
  g_assert_false(khoa_kind_from_word("", &kind));
  g_assert_null(khoa_kind_word((KhoaKind)3));
  g_assert_cmpstr(khoa_kind_word(KHOA_KIND_LOCK_TAG), ==, "lock-tag");
  g_assert_cmpstr(khoa_digits_fault_words(KHOA_DIGITS_VERSION), ==, "unsupported version");
  for (int fault = KHOA_DIGITS_OK; fault <= KHOA_DIGITS_INDEX_RANGE; fault++)
    g_assert_nonnull(khoa_digits_fault_words((KhoaDigitsFault)fault));
}

int main(int argc, char **argv) {
  g_test_init(&argc, &argv, NULL);
  g_test_add_func("/payload/valid-vectors", test_valid_vectors);
  g_test_add_func("/payload/invalid-vectors", test_invalid_vectors);
  g_test_add_func("/payload/round-trip", test_round_trip);
  g_test_add_func("/payload/pack-refuses", test_pack_refuses);
  g_test_add_func("/payload/fault-writes-nothing", test_fault_writes_nothing);
  g_test_add_func("/payload/random-bytes", test_random_bytes);
  g_test_add_func("/payload/words", test_words);
  return g_test_run();
}
