/* Key files: our own, the stock tool's, and those that don't belong together. Each scrypt takes
 * half a second, so a pair is made once. */
#include "unit/office/fixture.h"

#include <unistd.h>

#define PASSPHRASE "mật khẩu"

static KhoaAuthority read_public(const Fixture *f, const char *name) {
  KhoaAuthority key;
  g_autoptr(GError) error = NULL;
  g_autofree char *path = path_in(f, name);
  khoa_keys_read_public(path, &key, &error);
  g_assert_no_error(error);
  return key;
}

/* Whether NAME.key opens and fits NAME.pub; the fault's code otherwise. */
static int unlock(const Fixture *f, const char *name, const char *passphrase) {
  g_autofree char *public_name = g_strconcat(name, ".pub", NULL);
  const KhoaAuthority public_key = read_public(f, public_name);
  g_autoptr(GError) error = NULL;
  KhoaSecretKey *key = khoa_keys_unlock(f->folder, name, passphrase, &public_key, &error);
  g_assert_true((key != NULL) == (error == NULL));
  khoa_secret_key_free(key);
  if (!error)
    return KHOA_MINISIGN_OK;
  g_test_message("%s", error->message);
  g_assert_true(error->domain == KHOA_KEYS_ERROR);
  assert_mentions(error, ".key: ");
  return error->code;
}

static void assert_mode(const Fixture *f, const char *name) {
  GStatBuf status;
  g_autofree char *path = path_in(f, name);
  g_assert_cmpint(g_stat(path, &status), ==, 0);
  g_assert_cmpuint(status.st_mode & 0777, ==, 0600);
}

static void test_our_pair(Fixture *f, gconstpointer data) {
  (void)data;
  KhoaAuthority made;
  g_autoptr(GError) error = NULL, again = NULL;
  g_assert_true(khoa_keys_make(f->folder, "a", PASSPHRASE, &made, &error));
  const KhoaAuthority read = read_public(f, "a.pub");
  g_assert_true(khoa_authority_equal(&made, &read));
  assert_mode(f, "a.key");
  g_assert_cmpint(unlock(f, "a", PASSPHRASE), ==, KHOA_MINISIGN_OK);
  g_assert_cmpint(unlock(f, "a", "mat khau"), ==, KHOA_MINISIGN_PASSPHRASE);
  g_assert_false(khoa_keys_make(f->folder, "a", PASSPHRASE, &made, &again)); /* never overwrites */
  g_assert_nonnull(again);
  g_assert_cmpint(unlock(f, "a", PASSPHRASE), ==, KHOA_MINISIGN_OK);
}

/* The rest needs no passphrase: minisign -W doesn't encrypt. */
static void make_stock_pair(const Fixture *f, const char *name) {
  g_autofree char *line = g_strdup_printf("minisign -G -W -p %s.pub -s %s.key", name, name);
  g_assert_true(run_shell(f, line, NULL));
}

static void test_stock_pair(Fixture *f, gconstpointer data) {
  (void)data;
  make_stock_pair(f, "a");
  g_assert_cmpint(unlock(f, "a", PASSPHRASE), ==, KHOA_MINISIGN_OK);
}

/* With little memory the tool takes lower limits than its default, which costs 1 GiB. */
static void test_stock_pair_with_passphrase(Fixture *f, gconstpointer data) {
  (void)data;
  g_assert_true(run_shell(f, "ulimit -v 150000; minisign -G -p a.pub -s a.key",
                          PASSPHRASE "\n" PASSPHRASE "\n"));
  g_assert_cmpint(unlock(f, "a", PASSPHRASE), ==, KHOA_MINISIGN_OK);
}

static void test_pairs_mixed_up(Fixture *f, gconstpointer data) {
  (void)data;
  make_stock_pair(f, "a");
  make_stock_pair(f, "b");
  g_assert_true(run_shell(f, "mv b.key a.key", NULL));
  g_assert_cmpint(unlock(f, "a", PASSPHRASE), ==, KHOA_MINISIGN_OTHER_KEY);
}

static void test_files_mixed_up(Fixture *f, gconstpointer data) {
  (void)data;
  KhoaAuthority key;
  g_autoptr(GError) error = NULL;
  g_autofree char *path = path_in(f, "a.key");
  make_stock_pair(f, "a");
  g_assert_false(khoa_keys_read_public(path, &key, &error));
  g_assert_error(error, KHOA_KEYS_ERROR, KHOA_MINISIGN_OTHER_KIND);
  assert_mentions(error, path);
  g_assert_true(run_shell(f, "cp a.pub a.key", NULL));
  g_assert_cmpint(unlock(f, "a", PASSPHRASE), ==, KHOA_MINISIGN_OTHER_KIND);
}

static void test_any_truncation(Fixture *f, gconstpointer data) {
  (void)data;
  gsize length;
  make_stock_pair(f, "a");
  g_autofree char *path = path_in(f, "a.key"), *whole = read_bytes(path, &length);
  for (gsize keep = 0; keep + 1 < length; keep++) { /* the last line may lack its end */
    write_bytes(path, whole, keep);
    g_assert_cmpint(unlock(f, "a", PASSPHRASE), !=, KHOA_MINISIGN_OK);
  }
}

static void test_missing_or_strange(Fixture *f, gconstpointer data) {
  (void)data;
  static const KhoaAuthority none;
  KhoaAuthority key;
  g_autofree char *much = g_strnfill(100000, 'R');
  g_autofree char *empty = write_in(f, "empty.pub", ""), *big = write_in(f, "big.pub", much);
  g_autofree char *missing = path_in(f, "missing.pub");
  const char *const paths[] = {empty, big, missing, f->folder};
  for (gsize i = 0; i < G_N_ELEMENTS(paths); i++) {
    g_autoptr(GError) error = NULL;
    g_assert_false(khoa_keys_read_public(paths[i], &key, &error));
    assert_mentions(error, paths[i]);
  }
  g_autoptr(GError) error = NULL;
  g_assert_null(khoa_keys_unlock(f->folder, "missing", PASSPHRASE, &none, &error));
  assert_mentions(error, "missing.key");
}

/* Others' eyes and hands, links, and what is no file: refused wherever a secret is read. */
static void test_files_that_arent_the_users_own(Fixture *f, gconstpointer data) {
  (void)data;
  static const struct {
    const char *line, *words;
  } cases[] = {{"chmod 640 a.key", "chmod 600"},
               {"chmod 604 a.key", "chmod 600"},
               {"chmod 620 a.key", "chmod 600"},
               {"mv a.key real; ln -s real a.key", "a link"},
               {"rm a.key; ln -s nowhere a.key", "a link"},
               {"rm a.key; mkfifo a.key", "not a file"},
               {"rm a.key; mkdir a.key", "not a file"}};
  for (gsize i = 0; i < G_N_ELEMENTS(cases); i++) {
    g_autoptr(GError) error = NULL;
    g_assert_true(run_shell(f, "rm -rf a.key a.pub real", NULL));
    make_stock_pair(f, "a");
    const KhoaAuthority public_key = read_public(f, "a.pub");
    g_assert_true(run_shell(f, cases[i].line, NULL));
    g_assert_null(khoa_keys_unlock(f->folder, "a", PASSPHRASE, &public_key, &error));
    assert_mentions(error, "a.key: ");
    assert_mentions(error, cases[i].words);
  }
}

static void test_index_key_of_others(Fixture *f, gconstpointer data) {
  (void)data;
  g_autoptr(GError) mode = NULL, link = NULL;
  g_assert_true(khoa_keys_make_index(f->folder, NULL));
  g_assert_true(run_shell(f, "chmod 644 index.key", NULL));
  g_assert_null(khoa_keys_read_index(f->folder, &mode));
  assert_mentions(mode, "chmod 600");
  g_assert_true(run_shell(f, "chmod 600 index.key; mv index.key real; ln -s real index.key", NULL));
  g_assert_null(khoa_keys_read_index(f->folder, &link));
  assert_mentions(link, "index.key: a link");
}

static void test_another_users_key(Fixture *f, gconstpointer data) {
  (void)data;
  g_autoptr(GError) error = NULL;
  if (geteuid() != 0) {
    g_test_skip("only root can give files away");
    return;
  }
  g_assert_true(khoa_keys_make_index(f->folder, NULL));
  g_assert_true(run_shell(f, "chown 65534 index.key", NULL));
  g_assert_null(khoa_keys_read_index(f->folder, &error));
  assert_mentions(error, "belongs to another user");
}

/* A public key is anybody's to read, and a link only where the user named it. */
static void test_public_links(Fixture *f, gconstpointer data) {
  (void)data;
  KhoaAuthority key;
  g_autoptr(GError) error = NULL;
  make_stock_pair(f, "a");
  g_assert_true(run_shell(f, "chmod 644 a.pub; ln -s a.pub b.pub", NULL));
  g_assert_true(khoa_keys_read_own(f->folder, "a", &key, &error));
  read_public(f, "b.pub");
  g_assert_false(khoa_keys_read_own(f->folder, "b", &key, &error));
  assert_mentions(error, "b.pub: a link");
}

static void test_index_key(Fixture *f, gconstpointer data) {
  (void)data;
  g_autoptr(GError) error = NULL, again = NULL;
  g_assert_true(khoa_keys_make_index(f->folder, &error));
  assert_mode(f, "index.key");
  guint8 *key = khoa_keys_read_index(f->folder, &error);
  g_assert_no_error(error);
  g_assert_false(sodium_is_zero(key, 32));
  g_assert_false(khoa_keys_make_index(f->folder, &again)); /* or no household is found again */
  guint8 *same = khoa_keys_read_index(f->folder, &error);
  assert_bytes(key, same, 32);
  sodium_free(key);
  sodium_free(same);
}

static void test_bad_index_key(Fixture *f, gconstpointer data) {
  (void)data;
  static const char *const contents[] = {NULL, "", "31 bytes are one byte too short",
                                         "33 bytes xxxxxxxxxxxxxxxxxxxxxxxx"};
  for (gsize i = 0; i < G_N_ELEMENTS(contents); i++) {
    g_autoptr(GError) error = NULL;
    if (contents[i])
      g_free(write_in(f, "index.key", contents[i]));
    g_assert_null(khoa_keys_read_index(f->folder, &error));
    assert_mentions(error, "index.key");
  }
}

int main(int argc, char **argv) {
  g_test_init(&argc, &argv, NULL);
  if (sodium_init() < 0)
    return 2;
  ADD_IN_FOLDER("/office/keys/our-pair", test_our_pair);
  ADD_IN_FOLDER("/office/keys/stock-pair", test_stock_pair);
  ADD_IN_FOLDER("/office/keys/stock-pair-with-passphrase", test_stock_pair_with_passphrase);
  ADD_IN_FOLDER("/office/keys/pairs-mixed-up", test_pairs_mixed_up);
  ADD_IN_FOLDER("/office/keys/files-mixed-up", test_files_mixed_up);
  ADD_IN_FOLDER("/office/keys/any-truncation", test_any_truncation);
  ADD_IN_FOLDER("/office/keys/missing-or-strange", test_missing_or_strange);
  ADD_IN_FOLDER("/office/keys/files-of-others", test_files_that_arent_the_users_own);
  ADD_IN_FOLDER("/office/keys/index-of-others", test_index_key_of_others);
  ADD_IN_FOLDER("/office/keys/another-users", test_another_users_key);
  ADD_IN_FOLDER("/office/keys/public-links", test_public_links);
  ADD_IN_FOLDER("/office/keys/index", test_index_key);
  ADD_IN_FOLDER("/office/keys/bad-index", test_bad_index_key);
  return g_test_run();
}
