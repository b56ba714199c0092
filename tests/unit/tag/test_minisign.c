/* The public half: the example's files, whole and with one thing wrong. */
#include "tag/minisign.h"

#include "unit/tag/vectors.h"

#define PUBLIC_KEY "RWQQM3UHROHE8mWoQ5ZwerL90Okxlh+LjCRWLaoXJHzu3pcgA6um4nKk"

/* The example's content, signature and key. */
typedef struct Example {
  char *content, *signature;
  gsize length;
  KhoaAuthority authority;
} Example;

static void set_up(Example *example, gconstpointer data) {
  (void)data;
  example->content = read_file("tests/vectors/example.khoa", &example->length);
  example->signature = read_file("tests/vectors/example.khoa.minisig", NULL);
  g_assert_cmpint(khoa_authority_parse(&example->authority, PUBLIC_KEY, strlen(PUBLIC_KEY)), ==,
                  KHOA_MINISIGN_OK);
}

static void tear_down(Example *example, gconstpointer data) {
  (void)data;
  g_free(example->content);
  g_free(example->signature);
}

static KhoaMinisignFault verify(const Example *example, const char *signature) {
  return khoa_minisign_verify(&example->authority, (const guint8 *)example->content,
                              example->length, signature, strlen(signature), NULL);
}

static char *replaced(const char *text, const char *old, const char *new) {
  GString *string = g_string_new(text);
  g_assert_cmpuint(g_string_replace(string, old, new, 1), ==, 1);
  return g_string_free(string, FALSE);
}

static void assert_fault(const Example *example, const char *old, const char *new,
                         KhoaMinisignFault fault) {
  g_autofree char *signature = replaced(example->signature, old, new);
  g_assert_cmpint(verify(example, signature), ==, fault);
}

static void test_good(Example *example, gconstpointer data) {
  (void)data;
  char comment[KHOA_COMMENT_MAX + 1];
  g_assert_cmpint(khoa_minisign_verify(&example->authority, (const guint8 *)example->content,
                                       example->length, example->signature,
                                       strlen(example->signature), comment),
                  ==, KHOA_MINISIGN_OK);
  g_assert_cmpstr(comment, ==, "khoa bundle");
  g_auto(GStrv) lines = g_strsplit(example->signature, "\n", -1);
  g_autofree char *windows = g_strjoinv("\r\n", lines);
  g_assert_cmpint(verify(example, windows), ==, KHOA_MINISIGN_OK);
  g_autofree char *chomped = g_strchomp(g_strdup(example->signature));
  g_assert_cmpint(verify(example, chomped), ==, KHOA_MINISIGN_OK);
  assert_fault(example, "untrusted comment: signature", "untrusted comment: whatever",
               KHOA_MINISIGN_OK);
}

static void test_each_its_fault(Example *example, gconstpointer data) {
  (void)data;
  g_autofree char *public_key = read_file("tests/vectors/example-authority.pub", NULL);
  assert_fault(example, "khoa bundle", "khoa bundlE", KHOA_MINISIGN_COMMENT);
  assert_fault(example, "N+1J", "N+1K", KHOA_MINISIGN_COMMENT);
  assert_fault(example, "v5zj", "v5zk", KHOA_MINISIGN_SIGNATURE);
  assert_fault(example, "RUQQ", "RUQR", KHOA_MINISIGN_OTHER_KEY);
  assert_fault(example, "RUQQ", "RXQQ", KHOA_MINISIGN_ALGORITHM);
  assert_fault(example, "RUQQ", "RWQQ", KHOA_MINISIGN_SIGNATURE); /* legacy: not of the hash */
  g_assert_cmpint(verify(example, public_key), ==, KHOA_MINISIGN_OTHER_KIND);
  example->content[5] ^= 1;
  g_assert_cmpint(verify(example, example->signature), ==, KHOA_MINISIGN_SIGNATURE);
}

static void test_damaged(Example *example, gconstpointer data) {
  (void)data;
  g_autofree char *long_comment = g_strnfill(KHOA_COMMENT_MAX + 1, 'x');
  assert_fault(example, "untrusted comment:", "untrusted", KHOA_MINISIGN_FORMAT);
  assert_fault(example, "\ntrusted comment: ", "\ncomment: ", KHOA_MINISIGN_FORMAT);
  assert_fault(example, "khoa bundle", "khoa\nbundle", KHOA_MINISIGN_FORMAT);
  assert_fault(example, "khoa bundle", "khoa\x1b[2J", KHOA_MINISIGN_FORMAT);
  assert_fault(example, "khoa bundle", long_comment, KHOA_MINISIGN_FORMAT);
  assert_fault(example, "GgA=", "GgB=", KHOA_MINISIGN_FORMAT);
  assert_fault(example, "RUQQ", "RUQ", KHOA_MINISIGN_FORMAT);
  assert_fault(example, "N+1J", "N+1", KHOA_MINISIGN_FORMAT);
  g_assert_cmpint(verify(example, ""), ==, KHOA_MINISIGN_FORMAT);
  for (gsize cut = strlen(g_strchomp(example->signature)); cut-- > 0;) {
    example->signature[cut] = '\0';
    KhoaMinisignFault fault = verify(example, example->signature);
    g_assert_true(fault == KHOA_MINISIGN_FORMAT || fault == KHOA_MINISIGN_OTHER_KIND);
  }
}

/* No one-bit change of the lines that count gets through. */
static void test_every_bit_counts(Example *example, gconstpointer data) {
  (void)data;
  char *signature = example->signature;
  gsize start = strlen("untrusted comment: signature\n");
  for (gsize i = start; i < strlen(signature) - 1; i++) {
    char right = signature[i];
    signature[i] = (char)(right ^ 1 << g_test_rand_int_range(0, 8));
    KhoaMinisignFault fault = verify(example, signature);
    g_assert_cmpint(fault, !=, KHOA_MINISIGN_OK);
    signature[i] = right;
  }
}

static KhoaMinisignFault verify_comment(Example *example, char *comment) {
  return khoa_minisign_verify_comment(&example->authority, example->signature,
                                      strlen(example->signature), comment);
}

/* Without the content: the comment, and the signature that it is bound to, but no other. */
static void test_comment_alone(Example *example, gconstpointer data) {
  (void)data;
  char comment[KHOA_COMMENT_MAX + 1] = "untouched";
  KhoaAuthority other = example->authority;
  other.key[0] ^= 1;
  g_assert_cmpint(
      khoa_minisign_verify_comment(&other, example->signature, strlen(example->signature), comment),
      ==, KHOA_MINISIGN_COMMENT);
  other.number[0] ^= 1;
  g_assert_cmpint(
      khoa_minisign_verify_comment(&other, example->signature, strlen(example->signature), comment),
      ==, KHOA_MINISIGN_OTHER_KEY);
  g_assert_cmpstr(comment, ==, "untouched");
  g_assert_cmpint(verify_comment(example, NULL), ==, KHOA_MINISIGN_OK);
  g_assert_cmpint(verify_comment(example, comment), ==, KHOA_MINISIGN_OK);
  g_assert_cmpstr(comment, ==, "khoa bundle");
  char *of_content = strstr(example->signature, "v5zj");
  of_content[3] = 'k';
  g_assert_cmpint(verify_comment(example, NULL), ==, KHOA_MINISIGN_COMMENT);
  of_content[3] = 'j';
  strstr(example->signature, "khoa bundle")[0] = 'K';
  g_assert_cmpint(verify_comment(example, NULL), ==, KHOA_MINISIGN_COMMENT);
}

static void test_public_key(void) {
  KhoaAuthority authority, again;
  char text[KHOA_AUTHORITY_TEXT_SIZE], file[KHOA_AUTHORITY_FILE_SIZE];
  gsize length;
  g_autofree char *stock = read_file("tests/vectors/example-authority.pub", &length);
  g_assert_cmpint(khoa_authority_parse_file(&authority, stock, length), ==, KHOA_MINISIGN_OK);
  khoa_authority_print(text, &authority);
  g_assert_cmpstr(text, ==, PUBLIC_KEY);
  khoa_authority_print_file(file, sizeof file, &authority);
  g_assert_cmpstr(file, ==,
                  "untrusted comment: minisign public key F2C4E14407753310\n" PUBLIC_KEY "\n");
  g_assert_cmpint(khoa_authority_parse_file(&again, file, strlen(file)), ==, KHOA_MINISIGN_OK);
  g_assert_true(khoa_authority_equal(&authority, &again));
  again.number[0] ^= 1;
  g_assert_false(khoa_authority_equal(&authority, &again));
  static const char bare[] = PUBLIC_KEY "\r\n";
  g_assert_cmpint(khoa_authority_parse_file(&again, bare, strlen(bare)), ==, KHOA_MINISIGN_OK);
  g_assert_true(khoa_authority_equal(&authority, &again));
}

static void test_public_key_faults(void) {
  static const struct {
    const char *text;
    KhoaMinisignFault fault;
  } cases[] = {
      {"", KHOA_MINISIGN_FORMAT},
      {"\n\n", KHOA_MINISIGN_FORMAT},
      {"RWQQ", KHOA_MINISIGN_FORMAT},
      {PUBLIC_KEY "A", KHOA_MINISIGN_FORMAT},
      {"RXQQM3UHROHE8mWoQ5ZwerL90Okxlh+LjCRWLaoXJHzu3pcgA6um4nKk", KHOA_MINISIGN_ALGORITHM},
      {"comment: x\n" PUBLIC_KEY "\n", KHOA_MINISIGN_FORMAT},
      {"untrusted comment: x\n" PUBLIC_KEY "\nmore\n", KHOA_MINISIGN_FORMAT},
      {"untrusted comment: x\n\n\n" PUBLIC_KEY "\n\n\n\n.", KHOA_MINISIGN_FORMAT},
  };
  KhoaAuthority authority = {.number = {7}}, before = authority;
  for (gsize i = 0; i < G_N_ELEMENTS(cases); i++)
    g_assert_cmpint(khoa_authority_parse_file(&authority, cases[i].text, strlen(cases[i].text)), ==,
                    cases[i].fault);
  g_autofree char *signature = read_file("tests/vectors/example.khoa.minisig", NULL);
  g_assert_cmpint(khoa_authority_parse_file(&authority, signature, strlen(signature)), ==,
                  KHOA_MINISIGN_OTHER_KIND);
  g_assert_true(khoa_authority_equal(&authority, &before));
}

static void test_words(void) {
  for (int fault = KHOA_MINISIGN_OK; fault <= KHOA_MINISIGN_MEMORY; fault++)
    for (int other = KHOA_MINISIGN_OK; other < fault; other++)
      g_assert_cmpstr(khoa_minisign_fault_words((KhoaMinisignFault)fault), !=,
                      khoa_minisign_fault_words((KhoaMinisignFault)other));
}

#define ADD(path, test) g_test_add(path, Example, NULL, set_up, test, tear_down)

int main(int argc, char **argv) {
  g_test_init(&argc, &argv, NULL);
  if (sodium_init() < 0)
    return 2;
  ADD("/minisign/good", test_good);
  ADD("/minisign/each-its-fault", test_each_its_fault);
  ADD("/minisign/damaged", test_damaged);
  ADD("/minisign/every-bit-counts", test_every_bit_counts);
  ADD("/minisign/comment-alone", test_comment_alone);
  g_test_add_func("/minisign/public-key", test_public_key);
  g_test_add_func("/minisign/public-key-faults", test_public_key_faults);
  g_test_add_func("/minisign/words", test_words);
  return g_test_run();
}
