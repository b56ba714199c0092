#include "tag/base64.h"
#include "tag/secret_key.h"

#include "unit/tag/vectors.h"

#define PASSPHRASE "mật khẩu dài"
#define BASE64_LENGTH 212 /* of the 158 bytes */
#define WORK_AT 38        /* where scrypt's limits stand in them */
#define MEMORY_AT 46

/* A key and its file; one for all tests, since each use of a passphrase takes its time. */
typedef struct World {
  KhoaSecretKey *key;
  KhoaAuthority authority;
  char file[KHOA_SECRET_KEY_TEXT_MAX];
} World;

static void set_up(World *world) {
  world->key = khoa_secret_key_new();
  g_assert_nonnull(world->key);
  khoa_secret_key_authority(world->key, &world->authority);
  g_assert_cmpint(
      khoa_secret_key_print_file(world->file, sizeof world->file, world->key, PASSPHRASE), ==,
      KHOA_MINISIGN_OK);
}

static void assert_file_fault(const char *file, const char *passphrase, KhoaMinisignFault fault) {
  KhoaSecretKey *key = NULL;
  g_assert_cmpint(khoa_secret_key_parse_file(&key, file, strlen(file), passphrase), ==, fault);
  g_assert_null(key);
}

static void test_round_trip(gconstpointer data) {
  const World *world = data;
  KhoaSecretKey *key;
  KhoaAuthority authority;
  g_assert_true(g_str_has_prefix(world->file, "untrusted comment: minisign encrypted secret key\n"
                                              "RWRTY0Iy"));
  g_assert_cmpint(khoa_secret_key_parse_file(&key, world->file, strlen(world->file), PASSPHRASE),
                  ==, KHOA_MINISIGN_OK);
  khoa_secret_key_authority(key, &authority);
  g_assert_true(khoa_authority_equal(&authority, &world->authority));
  guint8 one[64], two[64];
  khoa_secret_key_endorse(key, one, (const guint8 *)"x", 1);
  khoa_secret_key_endorse(world->key, two, (const guint8 *)"x", 1);
  assert_bytes(one, two, sizeof one);
  khoa_secret_key_free(key);
  khoa_secret_key_free(NULL);
}

static void test_wrong_passphrase(gconstpointer data) {
  const World *world = data;
  assert_file_fault(world->file, "mat khau dai", KHOA_MINISIGN_PASSPHRASE);
}

/* Sets bytes of the file's second line. */
static char *edited(const char *file, gsize at, const void *bytes, gsize size) {
  guint8 raw[158];
  char *copy = g_strdup(file);
  char *line = strchr(copy, '\n') + 1;
  g_assert_true(khoa_base64_decode(raw, sizeof raw, line, BASE64_LENGTH));
  memcpy(raw + at, bytes, size);
  khoa_base64_encode(line, raw, sizeof raw);
  return copy;
}

static void test_damaged(gconstpointer data) {
  const World *world = data;
  KhoaMinisignFault expected = KHOA_MINISIGN_PASSPHRASE; /* can't be told from a wrong one */
  g_autofree char *damaged = edited(world->file, 100, "\x5a\xa5\x5a\xa5", 4);
  assert_file_fault(damaged, PASSPHRASE, expected);
  g_autofree char *cut = g_strndup(world->file, strlen(world->file) - 5);
  assert_file_fault(cut, PASSPHRASE, KHOA_MINISIGN_FORMAT);
  g_autofree char *headless = g_strdup(strchr(world->file, '\n') + 1);
  assert_file_fault(headless, PASSPHRASE, KHOA_MINISIGN_FORMAT);
  assert_file_fault("", PASSPHRASE, KHOA_MINISIGN_FORMAT);
}

static void test_algorithms(gconstpointer data) {
  const World *world = data;
  for (gsize at = 0; at < 6; at += 2) {
    g_autofree char *other = edited(world->file, at, "Xx", 2);
    assert_file_fault(other, PASSPHRASE, KHOA_MINISIGN_ALGORITHM);
  }
}

static void test_other_kinds(gconstpointer data) {
  const World *world = data;
  char file[KHOA_AUTHORITY_FILE_SIZE], signature[KHOA_SIGNATURE_TEXT_MAX];
  KhoaAuthority authority;
  khoa_authority_print_file(file, sizeof file, &world->authority);
  assert_file_fault(file, PASSPHRASE, KHOA_MINISIGN_OTHER_KIND);
  g_assert_cmpint(
      khoa_minisign_sign(signature, sizeof signature, world->key, (const guint8 *)"x", 1, "c"), ==,
      KHOA_MINISIGN_OK);
  assert_file_fault(signature, PASSPHRASE, KHOA_MINISIGN_OTHER_KIND);
  g_assert_cmpint(khoa_authority_parse_file(&authority, world->file, strlen(world->file)), ==,
                  KHOA_MINISIGN_OTHER_KIND);
}

/* Refused at once: neither memory nor time is spent on such files. */
static void test_limits(gconstpointer data) {
  const World *world = data;
  static const struct {
    gsize at;
    guint64 value;
  } limits[] = {
      {MEMORY_AT, 0},
      {MEMORY_AT, (16 << 20) - 1},
      {MEMORY_AT, ((guint64)2 << 30) + 1},
      {MEMORY_AT, G_MAXUINT64},
      {WORK_AT, 0},
      {WORK_AT, ((guint64)1 << 28) + 1},
      {WORK_AT, G_MAXUINT64},
  };
  gint64 start = g_get_monotonic_time();
  for (gsize i = 0; i < G_N_ELEMENTS(limits); i++) {
    guint64 value = GUINT64_TO_LE(limits[i].value);
    g_autofree char *file = edited(world->file, limits[i].at, &value, sizeof value);
    assert_file_fault(file, PASSPHRASE, KHOA_MINISIGN_LIMITS);
  }
  g_assert_cmpint(g_get_monotonic_time() - start, <, G_USEC_PER_SEC / 10);
}

/* Written by the stock tool's `-G -W`; its checksum is zero. */
static void test_unencrypted(gconstpointer data) {
  static const char file[] =
      "untrusted comment: minisign encrypted secret key\n"
      "RWQAAEIyAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAmHHiB81rEiLqakGu47N9"
      "MvQuc/6QblfQRMMBYaLr44hBKd5ElAR20G3poTE9KO0lcQBwAzrXjXHOfd9CxbcWRk6nLRdGPveVAAAAAAAAAAAAAAAA"
      "AAAAAAAAAAAAAAAAAAAAAAAAAAA=\n";
  static const char public_key[] = "RWSYceIHzWsSIm3poTE9KO0lcQBwAzrXjXHOfd9CxbcWRk6nLRdGPveV";
  char text[KHOA_AUTHORITY_TEXT_SIZE];
  KhoaSecretKey *key;
  KhoaAuthority authority;
  const World *world = data;
  g_assert_cmpint(khoa_secret_key_parse_file(&key, file, strlen(file), "anything"), ==,
                  KHOA_MINISIGN_OK);
  khoa_secret_key_authority(key, &authority);
  khoa_authority_print(text, &authority);
  g_assert_cmpstr(text, ==, public_key);
  khoa_secret_key_free(key);
  g_assert_true(khoa_secret_key_is_open(file, strlen(file)));
  g_assert_false(khoa_secret_key_is_open(file, strlen(file) / 2));
  g_assert_false(khoa_secret_key_is_open(public_key, strlen(public_key)));
  g_assert_false(khoa_secret_key_is_open(world->file, strlen(world->file)));
  g_autofree char *damaged = edited(file, 100, "x", 1);
  assert_file_fault(damaged, "anything", KHOA_MINISIGN_PASSPHRASE);
}

static void test_sign(gconstpointer data) {
  const World *world = data;
  static const char *const contents[] = {"", "x", "khoa-bundle 1\n"};
  g_autofree char *longest = g_strnfill(KHOA_COMMENT_MAX, 'x');
  const char *const comments[] = {"", "timestamp:1\tfile:x", longest};
  for (gsize i = 0; i < G_N_ELEMENTS(contents); i++) {
    char text[KHOA_SIGNATURE_TEXT_MAX], comment[KHOA_COMMENT_MAX + 1];
    const guint8 *content = (const guint8 *)contents[i];
    gsize length = strlen(contents[i]);
    g_assert_cmpint(khoa_minisign_sign(text, sizeof text, world->key, content, length, comments[i]),
                    ==, KHOA_MINISIGN_OK);
    g_assert_cmpint(
        khoa_minisign_verify(&world->authority, content, length, text, strlen(text), comment), ==,
        KHOA_MINISIGN_OK);
    g_assert_cmpstr(comment, ==, comments[i]);
    g_assert_cmpint(
        khoa_minisign_verify(&world->authority, (const guint8 *)"y", 1, text, strlen(text), NULL),
        ==, KHOA_MINISIGN_SIGNATURE);
  }
}

static void test_sign_refuses(gconstpointer data) {
  const World *world = data;
  g_autofree char *long_comment = g_strnfill(KHOA_COMMENT_MAX + 1, 'x');
  const char *const comments[] = {long_comment, "two\nlines", "two\r"};
  for (gsize i = 0; i < G_N_ELEMENTS(comments); i++) {
    char text[KHOA_SIGNATURE_TEXT_MAX] = "untouched";
    g_assert_cmpint(
        khoa_minisign_sign(text, sizeof text, world->key, (const guint8 *)"x", 1, comments[i]), ==,
        KHOA_MINISIGN_FORMAT);
    g_assert_cmpstr(text, ==, "untouched");
  }
}

static void test_endorse(gconstpointer data) {
  const World *world = data;
  guint8 signature[64];
  khoa_secret_key_endorse(world->key, signature, (const guint8 *)"message", 7);
  g_assert_true(
      khoa_authority_endorsed(&world->authority, signature, (const guint8 *)"message", 7));
  g_assert_false(
      khoa_authority_endorsed(&world->authority, signature, (const guint8 *)"messagE", 7));
  signature[63] ^= 1;
  g_assert_false(
      khoa_authority_endorsed(&world->authority, signature, (const guint8 *)"message", 7));
}

static void test_x25519(gconstpointer data) {
  const World *world = data;
  guint8 secret[32], public_key[32], expected[32];
  khoa_secret_key_x25519(world->key, secret);
  crypto_scalarmult_base(public_key, secret);
  g_assert_cmpint(crypto_sign_ed25519_pk_to_curve25519(expected, world->authority.key), ==, 0);
  assert_bytes(public_key, expected, sizeof expected);
}

int main(int argc, char **argv) {
  g_test_init(&argc, &argv, NULL);
  if (sodium_init() < 0)
    return 2;
  World world;
  set_up(&world);
  g_test_add_data_func("/secret-key/round-trip", &world, test_round_trip);
  g_test_add_data_func("/secret-key/wrong-passphrase", &world, test_wrong_passphrase);
  g_test_add_data_func("/secret-key/damaged", &world, test_damaged);
  g_test_add_data_func("/secret-key/algorithms", &world, test_algorithms);
  g_test_add_data_func("/secret-key/other-kinds", &world, test_other_kinds);
  g_test_add_data_func("/secret-key/limits", &world, test_limits);
  g_test_add_data_func("/secret-key/unencrypted", &world, test_unencrypted);
  g_test_add_data_func("/secret-key/sign", &world, test_sign);
  g_test_add_data_func("/secret-key/sign-refuses", &world, test_sign_refuses);
  g_test_add_data_func("/secret-key/endorse", &world, test_endorse);
  g_test_add_data_func("/secret-key/x25519", &world, test_x25519);
  int status = g_test_run();
  khoa_secret_key_free(world.key);
  return status;
}
