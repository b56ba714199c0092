/* A verifier's memory: what it refuses, what it follows, and what becomes of a damaged file. */
#include "office/pins.h"

#include "office/bundle_file.h"
#include "unit/office/fixture.h"

/* Keys that handed over, or are about to; only their names matter here. */
static KhoaAuthority key(char letter) {
  KhoaAuthority made;
  memset(&made, letter, sizeof made);
  return made;
}

/* A bundle by the last of the letters, each of which handed over to the next; its hash is made of
 * `hash`. unit: NULL for several. */
static gboolean accept(const Fixture *f, char trusted, const char *line, const char *unit,
                       guint64 sequence, char hash, char **warning, GError **error) {
  const KhoaUnit units[] = {{unit, "Xã"}, {"15700", "Xã"}};
  KhoaSuccession steps[8];
  const gsize n = strlen(line) - 1;
  guint8 sha256[32];
  memset(sha256, hash, sizeof sha256);
  for (gsize i = 0; i < n; i++)
    steps[i] = (KhoaSuccession){.from = key(line[i]), .to = key(line[i + 1])};
  const KhoaBundle bundle = {.sequence = sequence,
                             .authority = key(line[n]),
                             .successions = steps,
                             .n_successions = n,
                             .units = (KhoaUnit *)units,
                             .n_units = unit ? 1 : 2};
  const KhoaAuthority pinned = key(trusted);
  return khoa_pins_accept(f->folder, "b.khoa", &pinned, &bundle, sha256, warning, error);
}

static void assert_accepted(const Fixture *f, char trusted, const char *line, const char *unit,
                            guint64 sequence, char hash) {
  g_autofree char *warning = NULL;
  g_autoptr(GError) error = NULL;
  accept(f, trusted, line, unit, sequence, hash, &warning, &error);
  g_assert_no_error(error);
  g_assert_cmpstr(warning, ==, NULL);
}

static void assert_refused(const Fixture *f, char trusted, const char *line, const char *unit,
                           guint64 sequence, char hash, const char *words) {
  gsize length;
  g_autofree char *path = path_in(f, "pins"), *warning = NULL, *before = read_bytes(path, &length);
  g_autoptr(GError) error = NULL;
  g_assert_false(accept(f, trusted, line, unit, sequence, hash, &warning, &error));
  g_assert_true(error->domain == KHOA_BUNDLE_ERROR);
  g_assert_true(g_str_has_prefix(error->message, "b.khoa: "));
  assert_mentions(error, words);
  g_autofree char *after = read_bytes(path, &length);
  g_assert_cmpstr(before, ==, after);
}

static void test_sequence(Fixture *f, gconstpointer data) {
  (void)data;
  assert_accepted(f, 'A', "A", NULL, 5, 'x');
  assert_accepted(f, 'A', "A", NULL, 5, 'x');
  assert_refused(f, 'A', "A", NULL, 4, 'y', "this machine has seen bundle 5");
  assert_refused(f, 'A', "A", NULL, 5, 'y', "another bundle 5");
  assert_accepted(f, 'A', "A", NULL, G_MAXUINT64, 'z');
  assert_refused(f, 'A', "A", NULL, 6, 'x', "this machine has seen bundle 18446744073709551615");
  assert_accepted(f, 'B', "B", NULL, 1, 'y'); /* another office's */
}

/* A unit's bundle isn't old because another unit got a newer one. */
static void test_units(Fixture *f, gconstpointer data) {
  (void)data;
  assert_accepted(f, 'A', "A", UNIT, 6, 'a');
  assert_accepted(f, 'A', "A", OTHER_UNIT, 5, 'b');
  assert_refused(f, 'A', "A", UNIT, 5, 'c', "seen bundle 6");
  assert_refused(f, 'A', "A", UNIT, 4, 'c', "seen bundle 6");
  assert_refused(f, 'A', "A", NULL, 4, 'd', "seen bundle 6"); /* holds that unit too */
  assert_accepted(f, 'A', "A", NULL, 7, 'd');
  assert_refused(f, 'A', "A", UNIT, 6, 'a', "seen bundle 7");
  assert_refused(f, 'A', "A", OTHER_UNIT, 6, 'e', "another bundle 6");
}

static void test_succession(Fixture *f, gconstpointer data) {
  (void)data;
  static const char stolen[] = "the old key may be stolen";
  assert_accepted(f, 'A', "A", NULL, 1, 'x');
  assert_accepted(f, 'A', "AB", UNIT, 2, 'x');
  assert_refused(f, 'A', "AC", NULL, 3, 'y', stolen);
  assert_refused(f, 'A', "A", NULL, 3, 'y', stolen);
  assert_refused(f, 'A', "A", NULL, 1, 'x', stolen);
  assert_accepted(f, 'A', "ABCD", NULL, 3, 'x');
  assert_refused(f, 'A', "AB", UNIT, 4, 'y', stolen);
  assert_refused(f, 'A', "ABCE", NULL, 4, 'y', stolen);
  assert_accepted(f, 'B', "ABCE", NULL, 4, 'y'); /* who never saw that it went to D */
  assert_accepted(f, 'A', "ABCDE", UNIT, 4, 'y');
}

static void test_file(Fixture *f, gconstpointer data) {
  (void)data;
  gsize length;
  GStatBuf status;
  g_autoptr(GError) error = NULL;
  g_autofree char *path = path_in(f, "pins");
  assert_accepted(f, 'A', "AB", UNIT, 2, 'x');
  assert_accepted(f, 'B', "B", NULL, 9, 'y');
  g_assert_cmpint(g_stat(path, &status), ==, 0);
  g_assert_cmpuint(status.st_mode & 0777, ==, 0600);
  g_autofree char *text = read_bytes(path, &length);
  g_autoptr(GArray) pins = khoa_pins_parse(path, text, length, &error);
  g_assert_no_error(error);
  g_assert_cmpuint(pins->len, ==, 2);
  g_autofree char *again = khoa_pins_print(pins);
  g_assert_cmpstr(text, ==, again);
}

static void assert_damaged(const char *text, gsize length, guint line) {
  g_autoptr(GError) error = NULL;
  g_autofree char *start = g_strdup_printf("pins:%u: damaged", line);
  g_assert_null(khoa_pins_parse("pins", text, length, &error));
  g_assert_true(error->domain == KHOA_PINS_ERROR);
  g_assert_true(g_str_has_prefix(error->message, start));
}

#define KEY "RWRBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFB"
#define HASH "7878787878787878787878787878787878787878787878787878787878787878"

static void test_bad_text(Fixture *f, gconstpointer data) {
  (void)f, (void)data;
  static const char good[] = "khoa-pins 1\npin " KEY " " KEY " 15667 5 " HASH "\n";
  static const char *const heads[] = {"khoa-pins 2\n", "\n", "khoa-pins 1 \n", "khoa-pins 1\r\n",
                                      "khoa-pins 1"};
  static const char *const lines[] = {"\n",
                                      "pin\n",
                                      "nip " KEY " " KEY " * 5 " HASH "\n",
                                      "pin " KEY " " KEY " * 0 " HASH "\n",
                                      "pin " KEY " " KEY " * -1 " HASH "\n",
                                      "pin " KEY " " KEY " * 18446744073709551616 " HASH "\n",
                                      "pin " KEY " " KEY " * 5x " HASH "\n",
                                      "pin " KEY " " KEY "  5 " HASH "\n",
                                      "pin " KEY " " KEY " * 5 " HASH "00\n",
                                      "pin " KEY " " KEY " * 5 " HASH " \n",
                                      "pin " KEY " " KEY " * 5 78\n",
                                      "pin " KEY " " KEY " * 5 " HASH,
                                      "pin " KEY " RWR * 5 " HASH "\n",
                                      "pin " KEY " " KEY " 15667 6 " HASH "\n",
                                      "pin " KEY " " KEY
                                      " 123456789012345678901234567890123 6 " HASH "\n"};
  g_autoptr(GError) error = NULL;
  g_autoptr(GArray) pins = khoa_pins_parse("pins", good, strlen(good), &error);
  g_assert_no_error(error);
  for (gsize i = 0; i < G_N_ELEMENTS(heads); i++)
    assert_damaged(heads[i], strlen(heads[i]), 1);
  for (gsize i = 0; i < G_N_ELEMENTS(lines); i++) {
    g_autofree char *text = g_strconcat(good, lines[i], NULL);
    assert_damaged(text, strlen(text), 3);
  }
  assert_damaged("khoa-pins 1\0\n", 13, 1);
  for (gsize keep = 1; keep < sizeof good - 1; keep++)
    if (good[keep - 1] != '\n')
      assert_damaged(good, keep, keep < strlen("khoa-pins 1\n") ? 1 : 2);
}

/* Whatever is wrong with the file is an error, and never taken for no memory at all. */
static void test_bad_file(Fixture *f, gconstpointer data) {
  (void)data;
  static const struct {
    const char *line, *words;
  } cases[] = {{"echo nonsense >pins", "damaged"},
               {"head -c 100 pins >p; cat p >pins", "damaged"},
               {": >pins", "pins:1: damaged"},
               {"chmod 644 pins", "chmod 600"},
               {"mv pins real; ln -s real pins", "a link"},
               {"rm pins; mkdir pins", "not a file"}};
  for (gsize i = 0; i < G_N_ELEMENTS(cases); i++) {
    g_autoptr(GError) error = NULL;
    g_autofree char *warning = NULL;
    g_assert_true(run_shell(f, "rm -rf pins real p", NULL));
    assert_accepted(f, 'A', "A", NULL, 5, 'x');
    g_assert_true(run_shell(f, cases[i].line, NULL));
    g_assert_false(accept(f, 'A', "A", NULL, 6, 'x', &warning, &error));
    g_assert_true(error->domain != KHOA_BUNDLE_ERROR);
    assert_mentions(error, "pins");
    assert_mentions(error, cases[i].words);
  }
}

/* A home that can't be written: the bundle is judged by what is there, and a warning says so. */
static void test_unwritable(Fixture *f, gconstpointer data) {
  (void)data;
  assert_accepted(f, 'A', "A", NULL, 5, 'x');
  g_assert_true(run_shell(f, "rm pins.lock; mkdir pins.lock", NULL));
  assert_accepted(f, 'A', "A", NULL, 5, 'x'); /* nothing new to remember */
  g_autofree char *newer = NULL, *older = NULL;
  g_autoptr(GError) error = NULL;
  accept(f, 'A', "A", NULL, 6, 'x', &newer, &error);
  g_assert_no_error(error);
  g_assert_nonnull(strstr(newer, "pins.lock"));
  g_assert_false(accept(f, 'A', "A", NULL, 4, 'x', &older, &error));
  assert_mentions(error, "seen bundle 5");
}

static void test_no_home(Fixture *f, gconstpointer data) {
  (void)data;
  const Fixture nowhere = {.folder = g_build_filename(f->folder, "file/state", NULL)};
  g_autofree char *warning = NULL;
  g_autoptr(GError) error = NULL;
  g_free(write_in(f, "file", ""));
  accept(&nowhere, 'A', "A", NULL, 5, 'x', &warning, &error);
  g_assert_no_error(error);
  g_assert_nonnull(strstr(warning, "can't make the folder"));
  g_free(nowhere.folder);
}

int main(int argc, char **argv) {
  g_test_init(&argc, &argv, NULL);
  if (sodium_init() < 0)
    return 2;
  ADD_IN_FOLDER("/office/pins/sequence", test_sequence);
  ADD_IN_FOLDER("/office/pins/units", test_units);
  ADD_IN_FOLDER("/office/pins/succession", test_succession);
  ADD_IN_FOLDER("/office/pins/file", test_file);
  ADD_IN_FOLDER("/office/pins/bad-text", test_bad_text);
  ADD_IN_FOLDER("/office/pins/bad-file", test_bad_file);
  ADD_IN_FOLDER("/office/pins/unwritable", test_unwritable);
  ADD_IN_FOLDER("/office/pins/no-home", test_no_home);
  return g_test_run();
}
