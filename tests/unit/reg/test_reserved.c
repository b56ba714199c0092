/* Numbers that are reserved never come again, and never more than there are. */
#include "unit/reg/fixture.h"

#include "reg/bundle.h"
#include "reg/reserved.h"

static void assert_next(KhoaDb *db, gint64 batch, gint64 bundle) {
  gint64 next;
  KhoaNumbers highest;
  g_autoptr(GError) error = NULL;
  g_assert_true(khoa_batch_next_number(db, &next, &error));
  g_assert_cmpint(next, ==, batch);
  g_assert_true(khoa_bundle_next_sequence(db, &next, &error));
  g_assert_cmpint(next, ==, bundle);
  g_assert_true(khoa_numbers_highest(db, &highest, &error));
  g_assert_cmpint(highest.batch, ==, batch - 1);
  g_assert_cmpint(highest.bundle, ==, bundle - 1);
}

static void reserve(KhoaDb *db, gint64 batch, gint64 bundle) {
  g_autoptr(GError) error = NULL;
  khoa_numbers_reserve(db, &(KhoaNumbers){batch, bundle}, &error);
  g_assert_no_error(error);
}

static void test_numbers_rise(Fixture *f, gconstpointer data) {
  (void)data;
  assert_next(f->db, 1, 1);
  reserve(f->db, 0, 0);
  assert_next(f->db, 1, 1);
  reserve(f->db, 41, 7);
  assert_next(f->db, 42, 8);
  reserve(f->db, 40, 8); /* the one is lower: what is reserved stays */
  assert_next(f->db, 42, 9);
  add_units(f->db);
  add_batch(f->db, 50, KHOA_KIND_KEYCHAIN, 1);
  assert_next(f->db, 51, 9);
  reserve(f->db, 49, 100);
  assert_next(f->db, 51, 101);
}

static void test_numbers_run_out(Fixture *f, gconstpointer data) {
  (void)data;
  static const struct {
    KhoaNumbers up_to;
    const char *words;
  } cases[] = {{{KHOA_BATCH_MAX, 1}, "no batch number would be left: 9999999 of 9999999"},
               {{G_MAXINT64, 1}, "no batch number"},
               {{1, KHOA_SEQUENCE_MAX}, "no bundle number"},
               {{1, G_MAXINT64}, "no bundle number"}};
  for (gsize i = 0; i < G_N_ELEMENTS(cases); i++) {
    g_autoptr(GError) error = NULL;
    begin(f->db);
    g_assert_false(khoa_numbers_reserve(f->db, &cases[i].up_to, &error));
    g_assert_error(error, KHOA_DB_ERROR, KHOA_DB_CONSTRAINT);
    assert_mentions(error, cases[i].words);
    khoa_db_rollback(f->db);
    assert_next(f->db, 1, 1);
  }
  reserve(f->db, KHOA_BATCH_MAX - 1, KHOA_SEQUENCE_MAX - 1);
  assert_next(f->db, KHOA_BATCH_MAX, KHOA_SEQUENCE_MAX);
}

static void test_reserved_stays(Fixture *f, gconstpointer data) {
  (void)data;
  static const char *const statements[] = {
      "UPDATE reserved SET up_to = 4 WHERE what = 'batch'",
      "UPDATE reserved SET what = 'bundle' WHERE what = 'batch'",
      "DELETE FROM reserved",
      "INSERT OR REPLACE INTO reserved VALUES ('batch', 1)",
      "INSERT INTO reserved VALUES ('tag', 1)",
      "INSERT INTO reserved VALUES ('bundle', -1)",
      NULL};
  khoa_db_run(f->db, NULL, "INSERT INTO reserved VALUES ('batch', 5)", "");
  assert_all_refused(f->db, statements);
  assert_next(f->db, 6, 1);
}

int main(int argc, char **argv) {
  g_test_init(&argc, &argv, NULL);
  ADD("/reg/reserved/numbers-rise", test_numbers_rise);
  ADD("/reg/reserved/numbers-run-out", test_numbers_run_out);
  ADD("/reg/reserved/reserved-stays", test_reserved_stays);
  return g_test_run();
}
