/* Tags: the allowed paths of their status and no other. */
#include "unit/reg/fixture.h"

static void set_up_batch(Fixture *f, gconstpointer data) {
  set_up(f, data);
  add_units(f->db);
  add_batch(f->db, 1, KHOA_KIND_KEYCHAIN, 99);
}
#undef ADD
#define ADD(path, test) g_test_add(path, Fixture, NULL, set_up_batch, test, tear_down)

static KhoaTagRecord get_tag(KhoaDb *db, gint64 batch, gint64 index) {
  KhoaTagRecord tag;
  gboolean found;
  g_autoptr(GError) error = NULL;
  g_assert_true(khoa_tag_find(db, batch, index, &tag, &found, &error));
  g_assert_true(found);
  return tag;
}

static void test_comes_back(Fixture *f, gconstpointer data) {
  (void)data;
  guint8 signature[KHOA_SIGNATURE_SIZE];
  gboolean found = TRUE;
  KhoaTagRecord none;
  g_autoptr(GError) error = NULL;
  const gint64 subject = add_subject(f->db, 1, "Thôn 1", 1, 1);
  add_tag(f->db, 1, 5, subject, KHOA_STATUS_PRINTED);
  const KhoaTagRecord tag = get_tag(f->db, 1, 5);
  memset(signature, 5, sizeof signature);
  g_assert_cmpint(tag.batch, ==, 1);
  g_assert_cmpint(tag.index, ==, 5);
  g_assert_cmpint(tag.subject, ==, subject);
  g_assert_cmpint(tag.kind, ==, KHOA_KIND_KEYCHAIN);
  g_assert_cmpint(tag.status, ==, KHOA_STATUS_PRINTED);
  assert_bytes(tag.signature, signature, sizeof signature);
  g_assert_true(khoa_tag_find(f->db, 1, 6, &none, &found, &error));
  g_assert_false(found);
}

static void assert_order(GArray *tags, const char *expected) {
  g_autoptr(GString) order = g_string_new(NULL);
  for (guint i = 0; i < tags->len; i++) {
    const KhoaTagRecord *tag = &g_array_index(tags, KhoaTagRecord, i);
    g_string_append_printf(order, "%d-%d ", (int)tag->batch, (int)tag->index);
  }
  g_assert_cmpstr(order->str, ==, expected);
}

static void test_list(Fixture *f, gconstpointer data) {
  (void)data;
  g_autoptr(GError) error = NULL;
  const gint64 a = add_subject(f->db, 1, "Thôn 1", 1, 1);
  const gint64 b = add_subject(f->db, 2, "Thôn 1", 1, 1);
  add_batch(f->db, 2, KHOA_KIND_LOCK_TAG, 99);
  add_tag(f->db, 2, 2, a, KHOA_STATUS_PRINTED);
  add_tag(f->db, 2, 1, b, KHOA_STATUS_PRINTED);
  add_tag(f->db, 1, 10, a, KHOA_STATUS_PRINTED);
  add_tag(f->db, 1, 9, a, KHOA_STATUS_PRINTED);
  g_autoptr(GArray) batch = khoa_tag_list(f->db, 1, 0, &error);
  g_autoptr(GArray) subject = khoa_tag_list(f->db, 0, a, &error);
  g_autoptr(GArray) none = khoa_tag_list(f->db, 3, 0, &error);
  assert_order(batch, "1-9 1-10 ");
  assert_order(subject, "1-9 1-10 2-2 ");
  assert_order(none, "");
}

/* model.md's table: a row's status may become those marked. */
static const char *const paths[KHOA_STATUS_COUNT] = {
    [KHOA_STATUS_PRINTED] = "=i..rs",  [KHOA_STATUS_IN_USE] = ".=plr.",
    [KHOA_STATUS_REPLACED] = "..=...", [KHOA_STATUS_LOST] = ".i.=..",
    [KHOA_STATUS_REVOKED] = "....=.",  [KHOA_STATUS_SPOILED] = ".....=",
};

static void assert_path_refused(KhoaDb *db, gint64 index, KhoaStatus from, KhoaStatus to,
                                const GError *error) {
  g_autofree char *start = g_strdup_printf("tag 0001-%05d-", (int)index);
  g_autofree char *middle =
      g_strdup_printf(" is %s and can't become %s: ", khoa_status_word(from), khoa_status_word(to));
  g_assert_error(error, KHOA_DB_ERROR, KHOA_DB_CONSTRAINT);
  g_assert_true(g_str_has_prefix(error->message, start));
  assert_mentions(error, middle);
  g_assert_cmpint(get_tag(db, 1, index).status, ==, from);
}

static void test_status_paths(Fixture *f, gconstpointer data) {
  (void)data;
  const gint64 subject = add_subject(f->db, 1, "Thôn 1", 1, 1);
  gint64 index = 0;
  for (int from = 0; from < KHOA_STATUS_COUNT; from++)
    for (int to = 0; to < KHOA_STATUS_COUNT; to++) {
      g_autoptr(GError) error = NULL;
      gboolean changed = -1;
      add_tag(f->db, 1, ++index, subject, (KhoaStatus)from);
      const gboolean done = khoa_tag_set_status(f->db, 1, index, (KhoaStatus)to, &changed, &error);
      g_assert_cmpint(done, ==, paths[from][to] != '.');
      if (done)
        g_assert_cmpint(changed, ==, from != to);
      if (done)
        g_assert_cmpint(get_tag(f->db, 1, index).status, ==, to);
      else
        assert_path_refused(f->db, index, (KhoaStatus)from, (KhoaStatus)to, error);
    }
  g_assert_cmpint(index, ==, 36);
}

static void assert_way_on(KhoaDb *db, gint64 index, const char *words) {
  g_autoptr(GError) error = NULL;
  gboolean changed;
  g_assert_false(khoa_tag_set_status(db, 1, index, KHOA_STATUS_REPLACED, &changed, &error));
  g_assert_true(g_str_has_suffix(error->message, words));
}

static void test_refusal_says_the_way_on(Fixture *f, gconstpointer data) {
  (void)data;
  const gint64 subject = add_subject(f->db, 1, "Thôn 1", 1, 1);
  add_tag(f->db, 1, 1, subject, KHOA_STATUS_PRINTED);
  add_tag(f->db, 1, 2, subject, KHOA_STATUS_LOST);
  add_tag(f->db, 1, 3, subject, KHOA_STATUS_SPOILED);
  assert_way_on(f->db, 1, "can only become in use, revoked, spoiled");
  assert_way_on(f->db, 2, "can only become in use");
  assert_way_on(f->db, 3, "stays so for good");
}

static void test_missing_tag(Fixture *f, gconstpointer data) {
  (void)data;
  static const gint64 missing[][2] = {{1, 1}, {2, 1}, {0, 1}};
  for (gsize i = 0; i < G_N_ELEMENTS(missing); i++) {
    g_autoptr(GError) error = NULL;
    gboolean changed;
    g_assert_false(khoa_tag_set_status(f->db, missing[i][0], missing[i][1], KHOA_STATUS_LOST,
                                       &changed, &error));
    assert_mentions(error, "isn't in the registry");
  }
}

static void test_bad_ones_are_refused(Fixture *f, gconstpointer data) {
  (void)data;
  const gint64 subject = add_subject(f->db, 1, "Thôn 1", 1, 1);
  add_tag(f->db, 1, 1, subject, KHOA_STATUS_PRINTED);
  const KhoaTagRecord bad[] = {
      {.batch = 1, .index = 1, .subject = subject},
      {.batch = 1, .index = 0, .subject = subject},
      {.batch = 9, .index = 2, .subject = subject},
      {.batch = 1, .index = 2, .subject = subject + 1},
      {.batch = 1, .index = 100000, .subject = subject},
      {.batch = 1, .index = 2, .subject = subject, .status = KHOA_STATUS_COUNT},
      {.batch = 1, .index = 2, .subject = subject, .status = KHOA_STATUS_UNKNOWN}};
  for (gsize i = 0; i < G_N_ELEMENTS(bad); i++) {
    g_autoptr(GError) error = NULL;
    g_assert_false(khoa_tag_add(f->db, &bad[i], &error));
    g_assert_error(error, KHOA_DB_ERROR, KHOA_DB_CONSTRAINT);
  }
  g_assert_cmpint(get_int(f->db, "SELECT count(*) FROM tag"), ==, 1);
}

static void test_never_changed(Fixture *f, gconstpointer data) {
  (void)data;
  static const char *const statements[] = {
      "UPDATE tag SET signature = zeroblob(64)",
      "UPDATE tag SET signature = zeroblob(63)",
      "UPDATE tag SET idx = 2",
      "UPDATE tag SET batch = 2",
      "UPDATE tag SET subject = 99",
      "UPDATE tag SET status = 6",
      "UPDATE tag SET status = NULL",
      "UPDATE tag SET status = 3", /* printed: not handed over, so not lost */
      "DELETE FROM tag",
      "INSERT OR REPLACE INTO tag SELECT batch, idx, subject, 1, signature FROM tag",
      "DELETE FROM subject",
      NULL};
  add_batch(f->db, 2, KHOA_KIND_KEYCHAIN, 9);
  add_tag(f->db, 1, 1, add_subject(f->db, 1, "Thôn 1", 1, 1), KHOA_STATUS_PRINTED);
  assert_all_refused(f->db, statements);
}

static void test_count(Fixture *f, gconstpointer data) {
  (void)data;
  static const gint64 expected[KHOA_STATUS_COUNT] = {2, 0, 1, 0, 0, 3};
  gint64 counts[KHOA_STATUS_COUNT], index = 0;
  g_autoptr(GError) error = NULL;
  const gint64 subject = add_subject(f->db, 1, "Thôn 1", 1, 1);
  for (int status = 0; status < KHOA_STATUS_COUNT; status++)
    for (gint64 n = 0; n < expected[status]; n++)
      add_tag(f->db, 1, ++index, subject, (KhoaStatus)status);
  g_assert_true(khoa_tag_count(f->db, 1, counts, &error));
  assert_bytes(counts, expected, sizeof counts);
  g_assert_true(khoa_tag_count(f->db, 2, counts, &error));
  for (int status = 0; status < KHOA_STATUS_COUNT; status++)
    g_assert_cmpint(counts[status], ==, 0);
}

/* Nothing may be looked up by a number that whoever edits the file chose. */
static void test_made_up_status_is_damage(Fixture *f, gconstpointer data) {
  (void)data;
  add_tag(f->db, 1, 1, add_subject(f->db, 1, "Thôn 1", 1, 1), KHOA_STATUS_PRINTED);
  close_registry(f);
  run_outside(f->path, "DROP TRIGGER tag_status_path; UPDATE tag SET status = 1000000");
  reopen(f);
  g_autoptr(GError) error = NULL, listing = NULL;
  KhoaTagRecord tag;
  gboolean found;
  g_assert_false(khoa_tag_find(f->db, 1, 1, &tag, &found, &error));
  g_assert_error(error, KHOA_DB_ERROR, KHOA_DB_FORMAT);
  g_assert_null(khoa_tag_list(f->db, 1, 0, &listing));
  g_assert_error(listing, KHOA_DB_ERROR, KHOA_DB_FORMAT);
}

int main(int argc, char **argv) {
  g_test_init(&argc, &argv, NULL);
  ADD("/reg/tag/comes-back", test_comes_back);
  ADD("/reg/tag/list", test_list);
  ADD("/reg/tag/status-paths", test_status_paths);
  ADD("/reg/tag/refusal-says-the-way-on", test_refusal_says_the_way_on);
  ADD("/reg/tag/missing", test_missing_tag);
  ADD("/reg/tag/bad-ones-are-refused", test_bad_ones_are_refused);
  ADD("/reg/tag/never-changed", test_never_changed);
  ADD("/reg/tag/count", test_count);
  ADD("/reg/tag/made-up-status-is-damage", test_made_up_status_is_damage);
  return g_test_run();
}
