/* A new office is whole or not there; an office opens with its own keys and no others. */
#include "unit/office/fixture.h"

#include "reg/log.h"

#define PASSPHRASE "mật khẩu"
#define PRIVACY_PASSPHRASE "khác hẳn"

static gboolean init(const char *folder, const char *name, const char *prefix, GError **error) {
  const KhoaWorld world = {folder, ".", "Lan", NOW, NULL};
  return khoa_office_init(&world, name, prefix, PASSPHRASE, PRIVACY_PASSPHRASE, error);
}

/* The folder and all in it. */
static void assert_private(const char *path) {
  GStatBuf status;
  g_autoptr(GDir) entries = g_dir_open(path, 0, NULL);
  g_test_message("%s", path);
  g_assert_cmpint(g_stat(path, &status), ==, 0);
  g_assert_cmpuint(status.st_mode & 0077, ==, 0);
  for (const char *name; entries && (name = g_dir_read_name(entries));) {
    g_autofree char *inner = g_build_filename(path, name, NULL);
    assert_private(inner);
  }
}

static gint64 log_length(KhoaOffice *office) {
  gint64 sequence;
  guint8 head[KHOA_LOG_HASH_SIZE];
  g_autoptr(GError) error = NULL;
  g_assert_true(khoa_log_head(office->db, &sequence, head, &error));
  return sequence;
}

/* That names are to be read is logged; that a passphrase was wrong is not. */
static void assert_unlocks(KhoaOffice *office) {
  guint8 public[32];
  g_autoptr(GError) error = NULL, wrong = NULL, swapped = NULL;
  g_assert_false(khoa_office_unlock_authority(office, PRIVACY_PASSPHRASE, &wrong));
  assert_mentions(wrong, "authority.key");
  g_assert_null(office->authority_key);
  g_assert_true(khoa_office_unlock_authority(office, PASSPHRASE, &error));
  g_assert_false(khoa_office_unlock_privacy(office, PASSPHRASE, "test", &swapped));
  assert_mentions(swapped, "privacy.key");
  g_assert_null(office->privacy_secret);
  g_assert_cmpint(log_length(office), ==, 1);
  g_assert_true(khoa_office_unlock_privacy(office, PRIVACY_PASSPHRASE, "household show", &error));
  g_assert_no_error(error);
  g_assert_cmpint(log_length(office), ==, 2);
  crypto_scalarmult_base(public, office->privacy_secret);
  assert_bytes(public, office->privacy_public, sizeof public);
}

/* The one test that pays for key derivation. The name is decomposed, the folder there but empty. */
static void test_life(Fixture *f, gconstpointer data) {
  (void)data;
  g_autoptr(GError) error = NULL, again = NULL;
  g_autofree char *folder = path_in(f, "huyện/");
  g_assert_cmpint(g_mkdir(folder, 0755), ==, 0);
  g_assert_true(init(folder, " Co\u0302ng an ", "https://antt.example.gov.vn", &error));
  g_assert_no_error(error);
  g_assert_cmpuint(files_in(f->folder), ==, 1);
  assert_private(folder);
  f->office = open_office(folder);
  g_assert_cmpstr(f->office->config->name, ==, "C\u00f4ng an");
  g_assert_cmpstr(f->office->config->prefix, ==, PREFIX);
  assert_unlocks(f->office);
  const guint files = files_in(folder);
  g_assert_false(init(folder, "X", "", &again));
  assert_mentions(again, "isn't an empty folder");
  g_assert_cmpuint(files_in(folder), ==, files);
}

static void test_init_refuses(Fixture *f, gconstpointer data) {
  (void)data;
  g_autofree char *file = write_in(f, "file", "x"), *new = path_in(f, "new");
  const struct {
    const char *folder, *name, *prefix, *words;
  } cases[] = {
      {file, "X", "", "isn't an empty folder"},
      {f->folder, "X", "", "isn't an empty folder"},
      {new, "", "", "one line of text"},
      {new, " \t ", "", "one line of text"},
      {new, "a\nprefix = b", "", "one line of text"},
      {new, "C\xf4ng", "", "one line of text"},
      {new, "X", "http://a.vn", "isn't an address"},
  };
  for (gsize i = 0; i < G_N_ELEMENTS(cases); i++) {
    g_autoptr(GError) error = NULL;
    g_assert_false(init(cases[i].folder, cases[i].name, cases[i].prefix, &error));
    assert_mentions(error, cases[i].words);
    g_assert_cmpuint(files_in(f->folder), ==, 1);
  }
}

static void assert_does_not_open(const Fixture *f, const char *words) {
  const KhoaWorld world = {f->folder, ".", "Lan", NOW, NULL};
  g_autoptr(GError) error = NULL;
  g_assert_null(khoa_office_open(&world, &error));
  g_test_message("%s", error->message);
  assert_mentions(error, words);
}

/* Each file taken away in turn, then spoiled. */
static void test_open_needs_every_file(Fixture *f, gconstpointer data) {
  (void)data;
  static const char *const names[] = {"khoa.ini", "registry.db", "authority.pub", "privacy.pub",
                                      "index.key"};
  g_clear_pointer(&f->office, khoa_office_free);
  for (gsize i = 0; i < G_N_ELEMENTS(names); i++) {
    gsize length;
    g_autofree char *path = path_in(f, names[i]), *content = read_bytes(path, &length);
    g_assert_cmpint(g_unlink(path), ==, 0);
    assert_does_not_open(f, i < 2 ? "isn't an office" : names[i]);
    g_free(write_in(f, names[i], "spoiled"));
    assert_does_not_open(f, names[i]);
    write_bytes(path, content, length);
  }
  f->office = open_office(f->folder);
}

static void test_today_is_vietnams(Fixture *f, gconstpointer data) {
  (void)data;
  static const struct {
    gint64 now;
    const char *day;
  } cases[] = {{NOW, TODAY},
               {NOW + 9 * 3600 - 1, TODAY}, /* 23:59:59 at UTC+7 */
               {NOW + 9 * 3600, "2026-11-24"},
               {0, "1970-01-01"}};
  for (gsize i = 0; i < G_N_ELEMENTS(cases); i++) {
    f->office->now = cases[i].now;
    g_autofree char *day = khoa_office_today(f->office);
    g_assert_cmpstr(day, ==, cases[i].day);
  }
}

int main(int argc, char **argv) {
  g_test_init(&argc, &argv, NULL);
  if (sodium_init() < 0)
    return 2;
  ADD_IN_FOLDER("/office/office/life", test_life);
  ADD_IN_FOLDER("/office/office/init-refuses", test_init_refuses);
  ADD("/office/office/open-needs-every-file", test_open_needs_every_file);
  ADD("/office/office/today-is-vietnams", test_today_is_vietnams);
  return g_test_run();
}
