/* Hotline sets: 3 to 5 numbers, never changed, only followed. */
#include "unit/reg/fixture.h"

static void test_set_comes_back(Fixture *f, gconstpointer data) {
  (void)data;
  put_unit(f->db, UNIT, "Xã Thọ Sơn", NULL);
  for (gsize count = 3; count <= KHOA_HOTLINES_AT_MOST; count++) {
    g_autoptr(GError) error = NULL;
    g_autoptr(KhoaHotlinesRecord) set = new_hotlines(UNIT, DAY, count);
    g_assert_true(khoa_hotlines_add(f->db, set, &error));
    g_assert_no_error(error);
    g_autoptr(KhoaHotlinesRecord) got = khoa_hotlines_get(f->db, set->id, &error);
    g_assert_no_error(error);
    g_assert_cmpstr(got->unit, ==, UNIT);
    g_assert_cmpstr(got->since, ==, DAY);
    g_assert_cmpuint(got->count, ==, count);
    for (gsize i = 0; i < count; i++) {
      g_assert_cmpstr(got->numbers[i].number, ==, set->numbers[i].number);
      g_assert_cmpstr(got->numbers[i].label, ==, set->numbers[i].label);
    }
  }
}

/* By day, then by the order in which they came. */
static void test_newest_is_current(Fixture *f, gconstpointer data) {
  (void)data;
  add_units(f->db);
  g_autoptr(GError) error = NULL;
  static const struct {
    const char *since;
    gint64 current;
  } steps[] = {{"2027-01-01", 3}, {"2026-12-01", 3}, {"2027-01-01", 5}, {"2027-01-02", 6}};
  for (gsize i = 0; i < G_N_ELEMENTS(steps); i++) {
    g_autoptr(KhoaHotlinesRecord) current = NULL;
    add_hotlines(f->db, UNIT, steps[i].since);
    g_assert_true(khoa_hotlines_current(f->db, UNIT, &current, &error));
    g_assert_cmpint(current->id, ==, steps[i].current);
    g_assert_true(current->current);
  }
  g_autoptr(GPtrArray) list = khoa_hotlines_list(f->db, UNIT, &error);
  g_assert_no_error(error);
  static const gint64 order[] = {1, 4, 3, 5, 6};
  g_assert_cmpuint(list->len, ==, G_N_ELEMENTS(order));
  for (guint i = 0; i < list->len; i++) {
    const KhoaHotlinesRecord *set = g_ptr_array_index(list, i);
    g_assert_cmpint(set->id, ==, order[i]);
    g_assert_cmpint(set->current, ==, i + 1 == list->len);
  }
}

static void test_other_units_sets_are_their_own(Fixture *f, gconstpointer data) {
  (void)data;
  add_units(f->db);
  add_hotlines(f->db, OTHER_UNIT, "2027-01-01");
  g_autoptr(GError) error = NULL;
  g_autoptr(KhoaHotlinesRecord) current = NULL, none = NULL;
  g_assert_true(khoa_hotlines_current(f->db, UNIT, &current, &error));
  g_assert_cmpint(current->id, ==, 1);
  put_unit(f->db, "1", "Xã không số", NULL);
  g_assert_true(khoa_hotlines_current(f->db, "1", &none, &error));
  g_assert_null(none);
  g_autoptr(GPtrArray) all = khoa_hotlines_list(f->db, NULL, &error);
  g_assert_cmpuint(all->len, ==, 3);
  g_assert_null(khoa_hotlines_get(f->db, 4, &error));
  g_assert_error(error, KHOA_DB_ERROR, KHOA_DB_FORMAT);
}

static void assert_set_refused(KhoaDb *db, KhoaHotlinesRecord *set) {
  g_autoptr(GError) error = NULL;
  begin(db);
  g_assert_false(khoa_hotlines_add(db, set, &error));
  g_assert_error(error, KHOA_DB_ERROR, KHOA_DB_CONSTRAINT);
  khoa_db_rollback(db);
  g_assert_cmpint(get_int(db, "SELECT count(*) FROM hotline_set"), ==, 2);
  khoa_hotlines_record_free(set);
}

static void test_bad_sets_are_refused(Fixture *f, gconstpointer data) {
  (void)data;
  add_units(f->db);
  for (gsize count = 0; count < 3; count++)
    assert_set_refused(f->db, new_hotlines(UNIT, DAY, count));
  assert_set_refused(f->db, new_hotlines("1", DAY, 3));
  KhoaHotlinesRecord *twice = new_hotlines(UNIT, DAY, 3);
  strcpy(twice->numbers[2].number, twice->numbers[0].number);
  assert_set_refused(f->db, twice);
  KhoaHotlinesRecord *nameless = new_hotlines(UNIT, DAY, 3);
  *nameless->numbers[1].label = '\0';
  assert_set_refused(f->db, nameless);
  KhoaHotlinesRecord *numberless = new_hotlines(UNIT, DAY, 3);
  *numberless->numbers[0].number = '\0';
  assert_set_refused(f->db, numberless);
  assert_refused(f->db, "INSERT INTO hotline_set (unit, since, count)"
                        " VALUES ('15667', '2026-11-20', 6)");
}

static void test_since_must_be_a_day(Fixture *f, gconstpointer data) {
  (void)data;
  static const char *const bad[] = {"",         "soon",       "2026-11-31", "2026-1-1",
                                    "20261101", "2026-13-01", " 2026-11-1", "2026-11-01T00:00"};
  add_units(f->db);
  for (gsize i = 0; i < G_N_ELEMENTS(bad); i++) {
    g_test_message("'%s'", bad[i]);
    assert_set_refused(f->db, new_hotlines(UNIT, bad[i], 3));
  }
}

static void test_never_changed(Fixture *f, gconstpointer data) {
  (void)data;
  static const char *const statements[] = {
      "UPDATE hotline_set SET since = '2026-12-01' WHERE id = 1",
      "UPDATE hotline_set SET count = 4 WHERE id = 1",
      "DELETE FROM hotline_set WHERE id = 1",
      "UPDATE hotline SET number = '113' WHERE hotline_set = 1 AND position = 1",
      "UPDATE hotline SET label = 'x' WHERE hotline_set = 1",
      "UPDATE hotline SET position = 5 WHERE hotline_set = 1 AND position = 3",
      "DELETE FROM hotline WHERE hotline_set = 1 AND position = 3",
      "INSERT INTO hotline VALUES (1, 4, '+84999', 'x')",
      "INSERT INTO hotline VALUES (1, 0, '+84999', 'x')",
      "INSERT INTO hotline VALUES (9, 1, '+84999', 'x')",
      "INSERT OR REPLACE INTO hotline VALUES (1, 1, '+84999', 'x')",
      "INSERT OR REPLACE INTO hotline_set VALUES (1, '15667', '2026-12-01', 3)",
      NULL};
  add_units(f->db);
  assert_all_refused(f->db, statements);
}

static void test_sixth_number_is_refused(Fixture *f, gconstpointer data) {
  (void)data;
  g_autoptr(GError) error = NULL;
  put_unit(f->db, UNIT, "Xã Thọ Sơn", NULL);
  g_autoptr(KhoaHotlinesRecord) set = new_hotlines(UNIT, DAY, KHOA_HOTLINES_AT_MOST);
  g_assert_true(khoa_hotlines_add(f->db, set, &error));
  assert_refused(f->db, "INSERT INTO hotline VALUES (1, 6, '+84999', 'x')");
}

int main(int argc, char **argv) {
  g_test_init(&argc, &argv, NULL);
  ADD("/reg/hotline/set-comes-back", test_set_comes_back);
  ADD("/reg/hotline/newest-is-current", test_newest_is_current);
  ADD("/reg/hotline/other-units-sets-are-their-own", test_other_units_sets_are_their_own);
  ADD("/reg/hotline/bad-sets-are-refused", test_bad_sets_are_refused);
  ADD("/reg/hotline/since-must-be-a-day", test_since_must_be_a_day);
  ADD("/reg/hotline/never-changed", test_never_changed);
  ADD("/reg/hotline/sixth-number-is-refused", test_sixth_number_is_refused);
  return g_test_run();
}
