/* sign and verify, each against the other and the vectors. */
#include "tag/sign.h"

#include "unit/tag/vectors.h"

static KhoaSigner *vectors_signer(JsonParser *parser) {
  guint8 seed[KHOA_SEED_SIZE];
  vectors_bytes(vectors_object(parser), "batch_seed_hex", seed, sizeof seed);
  KhoaSigner *signer = khoa_signer_new_from_seed(seed);
  g_assert_nonnull(signer);
  return signer;
}

/* Whether the digits are a well-formed tag signed by the key. */
static gboolean is_signed(const char *digits, const guint8 *public_key) {
  KhoaTag tag;
  guint8 payload[KHOA_PAYLOAD_SIZE], signature[KHOA_SIGNATURE_SIZE];
  return khoa_digits_decode(&tag, payload, signature, digits, strlen(digits)) == KHOA_DIGITS_OK &&
         khoa_tag_verify(payload, signature, public_key);
}

static void check_vector(JsonObject *vector, const KhoaSigner *signer) {
  guint8 payload[KHOA_PAYLOAD_SIZE], signature[KHOA_SIGNATURE_SIZE];
  char digits[KHOA_DIGITS + 1];
  vectors_bytes(vector, "payload_hex", payload, sizeof payload);
  khoa_signer_sign(signer, signature, payload);
  khoa_digits_encode(digits, payload, signature);
  g_assert_cmpstr(digits, ==, json_object_get_string_member(vector, "digits"));
  g_assert_true(is_signed(digits, khoa_signer_public_key(signer)));
}

static void test_valid_vectors(void) {
  g_autoptr(JsonParser) parser = load_vectors();
  KhoaSigner *signer = vectors_signer(parser);
  guint8 public_key[KHOA_PUBLIC_KEY_SIZE];
  vectors_bytes(vectors_object(parser), "batch_public_key_hex", public_key, sizeof public_key);
  assert_bytes(public_key, khoa_signer_public_key(signer), sizeof public_key);
  JsonObject *vector;
  for (guint i = 0; (vector = vectors_at(parser, "valid", i)) != NULL; i++)
    check_vector(vector, signer);
  khoa_signer_free(signer);
}

static void test_invalid_vectors(void) {
  g_autoptr(JsonParser) parser = load_vectors();
  guint8 public_key[KHOA_PUBLIC_KEY_SIZE];
  vectors_bytes(vectors_object(parser), "batch_public_key_hex", public_key, sizeof public_key);
  JsonObject *vector;
  for (guint i = 0; (vector = vectors_at(parser, "invalid", i)) != NULL; i++)
    g_assert_false(is_signed(json_object_get_string_member(vector, "digits"), public_key));
}

static void test_specimen(void) {
  g_autoptr(JsonParser) parser = load_vectors();
  JsonObject *vectors = vectors_object(parser);
  guint8 public_key[KHOA_PUBLIC_KEY_SIZE];
  KhoaSigner *signer = khoa_signer_new_specimen();
  vectors_bytes(vectors, "specimen_public_key_hex", public_key, sizeof public_key);
  assert_bytes(public_key, khoa_specimen_public_key, sizeof public_key);
  assert_bytes(public_key, khoa_signer_public_key(signer), sizeof public_key);
  check_vector(json_object_get_object_member(vectors, "specimen"), signer);
  khoa_signer_free(signer);
}

static void test_message(void) {
  static const guint8 payload[KHOA_PAYLOAD_SIZE] = {0x11, 0, 0, 1, 0, 0, 2};
  guint8 message[KHOA_TAG_MESSAGE_SIZE];
  khoa_tag_message(message, payload);
  assert_bytes(message, "khoa-tag-v1\0\x11\0\0\1\0\0\2", sizeof message);
}

/* Each of the 173 x 9 one-digit changes is refused or isn't signed. */
static void test_every_digit_counts(void) {
  g_autoptr(JsonParser) parser = load_vectors();
  KhoaSigner *signer = vectors_signer(parser);
  JsonObject *vector = vectors_at(parser, "valid", 1);
  g_autofree char *digits = g_strdup(json_object_get_string_member(vector, "digits"));
  for (gsize i = 0; i < KHOA_DIGITS; i++) {
    char right = digits[i];
    for (char c = '0'; c <= '9'; c++) {
      digits[i] = c;
      g_assert_cmpint(is_signed(digits, khoa_signer_public_key(signer)), ==, c == right);
    }
    digits[i] = right;
  }
  khoa_signer_free(signer);
}

static void test_new_keys_differ(void) {
  static const guint8 payload[KHOA_PAYLOAD_SIZE] = {0x11, 0, 0, 1, 0, 0, 2};
  guint8 signature[KHOA_SIGNATURE_SIZE];
  KhoaSigner *a = khoa_signer_new(), *b = khoa_signer_new();
  khoa_signer_sign(a, signature, payload);
  g_assert_true(khoa_tag_verify(payload, signature, khoa_signer_public_key(a)));
  g_assert_false(khoa_tag_verify(payload, signature, khoa_signer_public_key(b)));
  khoa_signer_free(a);
  khoa_signer_free(b);
  khoa_signer_free(NULL);
}

int main(int argc, char **argv) {
  g_test_init(&argc, &argv, NULL);
  if (sodium_init() < 0)
    return 2;
  g_test_add_func("/sign/valid-vectors", test_valid_vectors);
  g_test_add_func("/sign/invalid-vectors", test_invalid_vectors);
  g_test_add_func("/sign/specimen", test_specimen);
  g_test_add_func("/sign/message", test_message);
  g_test_add_func("/sign/every-digit-counts", test_every_digit_counts);
  g_test_add_func("/sign/new-keys-differ", test_new_keys_differ);
  return g_test_run();
}
