/* Subjects: found again by a hash, kept sealed, a reference once per unit. */
#include "unit/reg/fixture.h"

static void set_up_units(Fixture *f, gconstpointer data) {
  set_up(f, data);
  add_units(f->db);
}
#undef ADD
#define ADD(path, test) g_test_add(path, Fixture, NULL, set_up_units, test, tear_down)

static KhoaSubjectRecord sample(GBytes *sealed, const char *unit, guint8 reference,
                                guint8 content) {
  KhoaSubjectRecord subject = {.unit = (char *)unit,
                               .village = (char *)"Thôn 1",
                               .kind = 1,
                               .keychains = 2,
                               .lock_tags = 1,
                               .sealed = sealed};
  memset(subject.reference_hash, reference, sizeof subject.reference_hash);
  memset(subject.content_hash, content, sizeof subject.content_hash);
  return subject;
}

static KhoaChange compare(KhoaDb *db, const char *unit, guint8 reference, guint8 content) {
  guint8 hashes[2][KHOA_HASH_SIZE];
  KhoaChange change = KHOA_UNCHANGED;
  g_autoptr(GError) error = NULL;
  memset(hashes[0], reference, KHOA_HASH_SIZE);
  memset(hashes[1], content, KHOA_HASH_SIZE);
  unsigned columns;
  g_assert_true(khoa_subject_compare(db, unit, hashes[0], hashes[1], &change, &columns, &error));
  return change;
}

static void test_comes_back(Fixture *f, gconstpointer data) {
  (void)data;
  static const guint8 bytes[] = {0, 1, 0, 255, 0};
  g_autoptr(GError) error = NULL;
  g_autoptr(GBytes) sealed = g_bytes_new_static(bytes, sizeof bytes);
  const KhoaSubjectRecord subject = sample(sealed, UNIT, 7, 8);
  g_assert_true(khoa_subject_put(f->db, &subject, &error));
  const gint64 id = khoa_db_last_id(f->db);
  g_autoptr(KhoaSubjectRecord) got = khoa_subject_get(f->db, id, &error);
  g_assert_no_error(error);
  g_assert_cmpint(got->id, ==, id);
  g_assert_cmpstr(got->unit, ==, UNIT);
  g_assert_cmpstr(got->village, ==, "Thôn 1");
  g_assert_cmpint(got->kind, ==, 1);
  g_assert_cmpint(got->keychains, ==, 2);
  g_assert_cmpint(got->lock_tags, ==, 1);
  assert_bytes(got->reference_hash, subject.reference_hash, KHOA_HASH_SIZE);
  assert_bytes(got->content_hash, subject.content_hash, KHOA_HASH_SIZE);
  g_assert_true(g_bytes_equal(got->sealed, sealed));
  g_assert_null(khoa_subject_get(f->db, id + 1, &error));
  g_assert_error(error, KHOA_DB_ERROR, KHOA_DB_FORMAT);
}

static void test_second_put_updates(Fixture *f, gconstpointer data) {
  (void)data;
  g_autoptr(GError) error = NULL;
  g_autoptr(GBytes) sealed = g_bytes_new_static("a", 1);
  g_assert_cmpint(compare(f->db, UNIT, 7, 8), ==, KHOA_ADDED);
  KhoaSubjectRecord subject = sample(sealed, UNIT, 7, 8);
  g_assert_true(khoa_subject_put(f->db, &subject, &error));
  const gint64 id = khoa_db_last_id(f->db);
  g_assert_cmpint(compare(f->db, UNIT, 7, 8), ==, KHOA_UNCHANGED);
  g_assert_cmpint(compare(f->db, UNIT, 7, 9), ==, KHOA_UPDATED);
  g_assert_cmpint(compare(f->db, OTHER_UNIT, 7, 8), ==, KHOA_ADDED);
  subject = sample(sealed, UNIT, 7, 9);
  subject.kind = 4;
  subject.village = (char *)"Thôn 2";
  subject.keychains = 0;
  g_assert_true(khoa_subject_put(f->db, &subject, &error));
  g_autoptr(KhoaSubjectRecord) got = khoa_subject_get(f->db, id, &error);
  g_assert_cmpint(got->kind, ==, 4);
  g_assert_cmpint(got->keychains, ==, 0);
  g_assert_cmpstr(got->village, ==, "Thôn 2");
  g_assert_cmpint(compare(f->db, UNIT, 7, 9), ==, KHOA_UNCHANGED);
  g_assert_cmpint(get_int(f->db, "SELECT count(*) FROM subject"), ==, 1);
}

static gboolean take_hash(const KhoaSubjectRecord *subject, gpointer data, GError **error) {
  (void)error;
  g_string_append_printf(data, "%s %s %d;", subject->unit, subject->village,
                         subject->reference_hash[0]);
  return TRUE;
}

static char *walk(KhoaDb *db, const char *unit, const guint8 *hash) {
  GString *seen = g_string_new(NULL);
  g_autoptr(GError) error = NULL;
  khoa_subject_each(db, unit, hash, take_hash, seen, &error);
  g_assert_no_error(error);
  return g_string_free(seen, FALSE);
}

static void test_each(Fixture *f, gconstpointer data) {
  (void)data;
  guint8 hash[KHOA_HASH_SIZE], none[KHOA_HASH_SIZE] = {0};
  g_autoptr(GError) error = NULL;
  g_autoptr(GBytes) sealed = g_bytes_new_static("a", 1);
  memset(hash, 3, sizeof hash);
  add_subject(f->db, 3, "Thôn 2", 1, 1);
  add_subject(f->db, 1, "Thôn 1", 1, 1);
  add_subject(f->db, 2, "Thôn 2", 1, 1);
  const KhoaSubjectRecord other = sample(sealed, OTHER_UNIT, 3, 0);
  g_assert_true(khoa_subject_put(f->db, &other, &error));
  g_autofree char *all = walk(f->db, NULL, NULL), *unit = walk(f->db, UNIT, NULL);
  g_autofree char *one = walk(f->db, NULL, hash), *both = walk(f->db, UNIT, hash);
  g_autofree char *nobody = walk(f->db, NULL, none), *nowhere = walk(f->db, "1", NULL);
  g_assert_cmpstr(unit, ==, "15667 Thôn 1 1;15667 Thôn 2 3;15667 Thôn 2 2;");
  g_assert_cmpstr(all, ==, "15664 Thôn 1 3;15667 Thôn 1 1;15667 Thôn 2 3;15667 Thôn 2 2;");
  g_assert_cmpstr(one, ==, "15664 Thôn 1 3;15667 Thôn 2 3;");
  g_assert_cmpstr(both, ==, "15667 Thôn 2 3;");
  g_assert_cmpstr(nobody, ==, "");
  g_assert_cmpstr(nowhere, ==, "");
}

static gboolean stop_at_second(const KhoaSubjectRecord *subject, gpointer count, GError **error) {
  (void)subject;
  if (++*(int *)count < 2)
    return TRUE;
  g_set_error(error, KHOA_DB_ERROR, KHOA_DB_SYSTEM, "enough");
  return FALSE;
}

static void test_visit_can_stop(Fixture *f, gconstpointer data) {
  (void)data;
  int count = 0;
  g_autoptr(GError) error = NULL;
  for (guint8 i = 1; i <= 3; i++)
    add_subject(f->db, i, "Thôn 1", 1, 1);
  g_assert_false(khoa_subject_each(f->db, NULL, NULL, stop_at_second, &count, &error));
  g_assert_cmpint(count, ==, 2);
  assert_mentions(error, "enough");
  g_autofree char *all = walk(f->db, UNIT, NULL);
  g_assert_cmpstr(all, ==, "15667 Thôn 1 1;15667 Thôn 1 2;15667 Thôn 1 3;");
}

static void test_bad_ones_are_refused(Fixture *f, gconstpointer data) {
  (void)data;
  static const struct {
    const char *unit, *village;
    int kind, keychains, lock_tags;
  } bad[] = {{"1", "Thôn 1", 1, 1, 1},    {UNIT, "", 1, 1, 1},         {UNIT, NULL, 1, 1, 1},
             {UNIT, "Thôn 1", 0, 1, 1},   {UNIT, "Thôn 1", 5, 1, 1},   {UNIT, "Thôn 1", 1, -1, 1},
             {UNIT, "Thôn 1", 1, 101, 1}, {UNIT, "Thôn 1", 1, 1, 101}, {UNIT, "Thôn 1", 1, 1, -1}};
  g_autoptr(GBytes) sealed = g_bytes_new_static("a", 1);
  for (gsize i = 0; i < G_N_ELEMENTS(bad); i++) {
    g_autoptr(GError) error = NULL;
    KhoaSubjectRecord subject = sample(sealed, bad[i].unit, 1, 1);
    subject.village = (char *)bad[i].village;
    subject.kind = bad[i].kind;
    subject.keychains = bad[i].keychains;
    subject.lock_tags = bad[i].lock_tags;
    g_assert_false(khoa_subject_put(f->db, &subject, &error));
    g_assert_error(error, KHOA_DB_ERROR, KHOA_DB_CONSTRAINT);
  }
  g_assert_cmpint(get_int(f->db, "SELECT count(*) FROM subject"), ==, 0);
}

static void test_hashes_are_whole(Fixture *f, gconstpointer data) {
  (void)data;
  add_subject(f->db, 1, "Thôn 1", 1, 1);
  static const char *const statements[] = {
      "UPDATE subject SET reference_hash = zeroblob(31)",
      "UPDATE subject SET content_hash = zeroblob(33)",
      "UPDATE subject SET sealed = NULL",
      "UPDATE subject SET sealed = 'plain text'", /* STRICT: a blob, no text */
      "INSERT INTO subject SELECT 9, unit, reference_hash, kind, village, 1, 1, columns, "
      "content_hash,"
      " sealed FROM subject",
      NULL};
  assert_all_refused(f->db, statements);
}

int main(int argc, char **argv) {
  g_test_init(&argc, &argv, NULL);
  ADD("/reg/subject/comes-back", test_comes_back);
  ADD("/reg/subject/second-put-updates", test_second_put_updates);
  ADD("/reg/subject/each", test_each);
  ADD("/reg/subject/visit-can-stop", test_visit_can_stop);
  ADD("/reg/subject/bad-ones-are-refused", test_bad_ones_are_refused);
  ADD("/reg/subject/hashes-are-whole", test_hashes_are_whole);
  return g_test_run();
}
