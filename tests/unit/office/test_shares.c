/* Shares: any that are enough restore the secret, fewer tell nothing, and whatever is mistyped is
 * found. */
#include "office/shares.h"

#include <gio/gio.h>
#include <sodium.h>
#include <string.h>

static const char key_name[] = "authority";

static void make(KhoaShare *shares, guint needed, guint count, guint8 secret[KHOA_SHARE_SIZE]) {
  randombytes_buf(secret, KHOA_SHARE_SIZE);
  memset(shares, 0, count * sizeof *shares);
  for (guint i = 0; i < count; i++) {
    memcpy(shares[i].key, key_name, sizeof key_name);
    memset(shares[i].of, 0xab, sizeof shares[i].of);
  }
  g_assert_true(khoa_shares_make(shares, needed, count, secret));
}

/* Joins the shares that the bits of `subset` choose, as if they were enough. */
static gboolean restores(const KhoaShare *shares, guint count, guint subset,
                         const guint8 secret[KHOA_SHARE_SIZE]) {
  KhoaShare chosen[KHOA_SHARES_MAX] = {0};
  guint8 found[KHOA_SHARE_SIZE];
  guint n = 0;
  for (guint i = 0; i < count; i++)
    if (subset >> i & 1)
      chosen[n++] = shares[i];
  chosen[0].needed = (guint8)n;
  g_assert_true(khoa_shares_join(chosen, found));
  return memcmp(found, secret, sizeof found) == 0;
}

/* Each subset of each N of M: enough of them restore, one less than enough doesn't. */
static void test_every_subset(void) {
  KhoaShare shares[KHOA_SHARES_MAX];
  guint8 secret[KHOA_SHARE_SIZE];
  for (guint count = 2; count <= 7; count++)
    for (guint needed = 2; needed <= count; needed++) {
      make(shares, needed, count, secret);
      for (guint subset = 1; subset < 1u << count; subset++) {
        const guint given = (guint)__builtin_popcount(subset);
        g_assert_true(restores(shares, count, subset, secret) == (given >= needed));
      }
    }
}

static void test_random_keys(void) {
  KhoaShare shares[KHOA_SHARES_MAX];
  guint8 secret[KHOA_SHARE_SIZE];
  for (int i = 0; i < 300; i++) {
    const guint count = 2 + randombytes_uniform(KHOA_SHARES_MAX - 1);
    const guint needed = 2 + randombytes_uniform(count - 1);
    guint subset = 0;
    make(shares, needed, count, secret);
    while ((guint)__builtin_popcount(subset) < needed)
      subset |= 1u << randombytes_uniform(count);
    g_assert_true(restores(shares, count, subset, secret));
    g_assert_false(restores(shares, count, subset & (subset - 1), secret));
  }
}

/* No share is the secret, and no two splittings of one secret are alike. */
static void test_shares_are_random(void) {
  KhoaShare one[5], two[5];
  guint8 secret[KHOA_SHARE_SIZE];
  make(one, 2, 5, secret);
  memcpy(two, one, sizeof two);
  g_assert_true(khoa_shares_make(two, 2, 5, secret));
  g_assert_true(memcmp(one[0].split, two[0].split, sizeof one[0].split) != 0);
  for (guint i = 0; i < 5; i++) {
    g_assert_true(memcmp(one[i].data, secret, sizeof secret) != 0);
    g_assert_true(memcmp(one[i].data, two[i].data, sizeof secret) != 0);
  }
}

static char *print_one(KhoaShare *share) {
  guint8 secret[KHOA_SHARE_SIZE];
  KhoaShare shares[5];
  char text[KHOA_SHARE_TEXT_MAX];
  make(shares, 3, 5, secret);
  *share = shares[3];
  khoa_share_print(text, share);
  return g_strdup(text);
}

static void assert_parses(const char *text, const KhoaShare *expected) {
  KhoaShare found;
  g_autoptr(GError) error = NULL;
  g_autofree char *copy = g_strdup(text);
  khoa_share_parse(&found, "s.txt", copy, &error);
  g_assert_no_error(error);
  g_assert_true(memcmp(&found, expected, sizeof found) == 0);
}

static void assert_refused(const char *text, const char *words) {
  KhoaShare found;
  g_autoptr(GError) error = NULL;
  g_autofree char *copy = g_strdup(text);
  g_assert_false(khoa_share_parse(&found, "s.txt", copy, &error));
  g_assert_true(g_str_has_prefix(error->message, "s.txt:"));
  if (!strstr(error->message, words))
    g_assert_cmpstr(error->message, ==, words);
}

static void test_text(void) {
  KhoaShare share;
  g_autofree char *text = print_one(&share);
  assert_parses(text, &share);
  g_auto(GStrv) lines = g_strsplit(text, "\n", -1);
  for (char **line = lines; *line; line++)
    g_assert_cmpint(g_utf8_strlen(*line, -1), <=, 64);
  g_assert_nonnull(strstr(text, "\nkey authority ABABABABABABABAB\nshare 4 of 5 needs 3 split "));
}

/* As people type: lower case, other spaces, empty lines, no remarks, a Windows editor. */
static void test_text_as_typed(void) {
  KhoaShare share;
  g_autofree char *text = print_one(&share), *lower = g_ascii_strdown(text, -1);
  g_auto(GStrv) lines = g_strsplit(lower, "\n", -1);
  g_autoptr(GString) typed = g_string_new("\xef\xbb\xbf");
  for (char **line = lines; *line; line++)
    if (**line != '#')
      g_string_append_printf(typed, "  %s \r\n\r\n", *line);
  assert_parses(typed->str, &share);
}

/* Any single character of the lines that count changed to another that could stand there. */
static void test_any_typing_error(void) {
  KhoaShare share;
  g_autofree char *text = print_one(&share);
  guint tried = 0;
  for (char *c = strstr(text, "key "); *c; c++) {
    const char kept = *c;
    if (!g_ascii_isxdigit(kept) || g_ascii_islower(kept))
      continue;
    for (const char *other = "0123456789ABCDEF"; *other; other++)
      if (*other != kept) {
        *c = *other;
        assert_refused(text, "compare this line with the paper");
        tried++;
      }
    *c = kept;
  }
  g_assert_cmpuint(tried, >, 1000);
}

static void test_any_line_missing_or_moved(void) {
  KhoaShare share;
  g_autofree char *text = print_one(&share);
  g_auto(GStrv) lines = g_strsplit(g_strstrip(text), "\n", -1);
  for (guint i = 0; lines[i]; i++) {
    if (*lines[i] == '#')
      continue;
    g_autoptr(GString) without = g_string_new(NULL), twice = g_string_new(NULL);
    for (guint n = 0; lines[n]; n++) {
      if (n != i)
        g_string_append_printf(without, "%s\n", lines[n]);
      for (guint times = n == i ? 2 : 1; times > 0; times--)
        g_string_append_printf(twice, "%s\n", lines[n]);
    }
    assert_refused(without->str, "");
    assert_refused(twice->str, "");
  }
}

static void test_no_share(void) {
  assert_refused("", "not a share of a key");
  assert_refused("\n# khoa-share 1\n", "not a share of a key");
  assert_refused("khoa-share 2\n", "not a share of a key");
  assert_refused("untrusted comment: minisign encrypted secret key\n", "not a share of a key");
  assert_refused("khoa-share 1\n", "the lines at its end are missing");
  assert_refused("khoa-share 1\nkey authorityauthority ABABABABABABABAB\n", "s.txt:2: mistyped");
  assert_refused("khoa-share 1\nkey a ABABABABABABABABAB\n", "s.txt:2: mistyped");
  static const char *const numbers[] = {"0 of 5 needs 3",  "6 of 5 needs 3",  "1 of 5 needs 6",
                                        "1 of 5 needs 1",  "1 of 17 needs 3", "-1 of 5 needs 3",
                                        "1 of 5 needs 3 3"};
  for (gsize i = 0; i < G_N_ELEMENTS(numbers); i++) {
    g_autofree char *text = g_strdup_printf(
        "khoa-share 1\nkey a ABABABABABABABAB\nshare %s split 01020304\n", numbers[i]);
    assert_refused(text, "s.txt:3: mistyped");
  }
}

/* No error repeats what stands in a share. */
static void test_errors_tell_no_secret(void) {
  KhoaShare share, found;
  g_autofree char *text = print_one(&share);
  char *data = strstr(text, "split ") + strlen("split 01020304\n");
  g_autofree char *secret = g_strndup(data, 4);
  data[18] = data[18] == '0' ? '1' : '0';
  g_autoptr(GError) error = NULL;
  g_assert_false(khoa_share_parse(&found, "s.txt", text, &error));
  g_assert_null(strstr(error->message, secret));
}

static void test_fit(void) {
  KhoaShare shares[5], others[5];
  guint8 secret[KHOA_SHARE_SIZE];
  char *const paths[] = {(char *)"a", (char *)"b", (char *)"c"};
  g_autoptr(GError) few = NULL, twice = NULL, mixed = NULL, error = NULL;
  make(shares, 3, 5, secret);
  make(others, 3, 5, secret);
  g_assert_true(khoa_shares_fit(shares, paths, 3, &error));
  g_assert_false(khoa_shares_fit(shares, paths, 2, &few));
  g_assert_cmpstr(few->message, ==,
                  "2 shares are too few: 3 of the 5 that were made restore the key");
  shares[2] = shares[0];
  g_assert_false(khoa_shares_fit(shares, paths, 3, &twice));
  g_assert_nonnull(strstr(twice->message, "c: share 1 came already, as a"));
  shares[2] = others[2];
  g_assert_false(khoa_shares_fit(shares, paths, 3, &mixed));
  g_assert_nonnull(strstr(mixed->message, "c: of another splitting than a"));
}

int main(int argc, char **argv) {
  g_test_init(&argc, &argv, NULL);
  if (sodium_init() < 0)
    return 2;
  g_test_add_func("/office/shares/every-subset", test_every_subset);
  g_test_add_func("/office/shares/random-keys", test_random_keys);
  g_test_add_func("/office/shares/random", test_shares_are_random);
  g_test_add_func("/office/shares/text", test_text);
  g_test_add_func("/office/shares/as-typed", test_text_as_typed);
  g_test_add_func("/office/shares/any-typing-error", test_any_typing_error);
  g_test_add_func("/office/shares/any-line", test_any_line_missing_or_moved);
  g_test_add_func("/office/shares/no-share", test_no_share);
  g_test_add_func("/office/shares/errors-tell-no-secret", test_errors_tell_no_secret);
  g_test_add_func("/office/shares/fit", test_fit);
  return g_test_run();
}
