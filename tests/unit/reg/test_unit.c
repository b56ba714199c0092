/* Units: what storing one changes, and what a registry refuses. */
#include "unit/reg/fixture.h"

static void test_put_says_what_it_did(Fixture *f, gconstpointer data) {
  (void)data;
  g_assert_cmpint(put_unit(f->db, "380", "Huyện Triệu Sơn", NULL), ==, KHOA_ADDED);
  g_assert_cmpint(put_unit(f->db, UNIT, "Xã Thọ Sơn", NULL), ==, KHOA_ADDED);
  g_assert_cmpint(put_unit(f->db, UNIT, "Xã Thọ Sơn", NULL), ==, KHOA_UNCHANGED);
  g_assert_cmpint(put_unit(f->db, UNIT, "Xã Thọ Sơn", "380"), ==, KHOA_UPDATED);
  g_assert_cmpint(put_unit(f->db, UNIT, "Xã Thọ Sơn", "380"), ==, KHOA_UNCHANGED);
  g_assert_cmpint(put_unit(f->db, UNIT, "Xã Thọ Bình", "380"), ==, KHOA_UPDATED);
  g_assert_cmpint(put_unit(f->db, UNIT, "Xã Thọ Bình", NULL), ==, KHOA_UNCHANGED);
  g_assert_cmpint(get_int(f->db, "SELECT count(*) FROM unit"), ==, 2);
}

static void test_list(Fixture *f, gconstpointer data) {
  (void)data;
  g_autoptr(GError) error = NULL;
  put_unit(f->db, UNIT, "Xã Thọ Sơn", NULL);
  put_unit(f->db, OTHER_UNIT, "Thị trấn Triệu Sơn", UNIT);
  add_subject(f->db, 1, "Thôn 1", 1, 1);
  add_subject(f->db, 2, "Thôn 1", 1, 1);
  g_autoptr(GPtrArray) all = khoa_unit_list(f->db, NULL, &error);
  g_assert_no_error(error);
  g_assert_cmpuint(all->len, ==, 2);
  const KhoaUnitRecord *first = g_ptr_array_index(all, 0), *second = g_ptr_array_index(all, 1);
  g_assert_cmpstr(first->code, ==, OTHER_UNIT);
  g_assert_cmpstr(first->parent, ==, UNIT);
  g_assert_cmpint(first->subjects, ==, 0);
  g_assert_cmpstr(second->name, ==, "Xã Thọ Sơn");
  g_assert_cmpstr(second->parent, ==, NULL);
  g_assert_cmpint(second->subjects, ==, 2);
}

static void test_get(Fixture *f, gconstpointer data) {
  (void)data;
  g_autoptr(GError) error = NULL;
  put_unit(f->db, UNIT, "Xã Thọ Sơn", NULL);
  g_autoptr(KhoaUnitRecord) unit = khoa_unit_get(f->db, UNIT, &error);
  g_assert_no_error(error);
  g_assert_cmpstr(unit->name, ==, "Xã Thọ Sơn");
  g_assert_null(khoa_unit_get(f->db, "1566", &error));
  g_assert_error(error, KHOA_DB_ERROR, KHOA_DB_CONSTRAINT);
  assert_mentions(error, "unit '1566' isn't in the registry");
}

static void test_bad_units_are_refused(Fixture *f, gconstpointer data) {
  (void)data;
  static const char *const bad[][3] = {
      {"", "Xã Thọ Sơn", NULL},    {"1566A", "Xã Thọ Sơn", NULL}, {"-1", "Xã Thọ Sơn", NULL},
      {"1 2", "Xã Thọ Sơn", NULL}, {"15667", "", NULL},           {"15667", NULL, NULL},
      {"15667", "Xã", "15667"},
  };
  for (gsize i = 0; i < G_N_ELEMENTS(bad); i++) {
    g_autoptr(GError) error = NULL;
    KhoaChange change;
    g_assert_false(khoa_unit_put(f->db, bad[i][0], bad[i][1], bad[i][2], &change, &error));
    g_assert_error(error, KHOA_DB_ERROR, KHOA_DB_CONSTRAINT);
  }
  g_assert_cmpint(get_int(f->db, "SELECT count(*) FROM unit"), ==, 0);
}

static void test_parent_may_come_later(Fixture *f, gconstpointer data) {
  (void)data;
  begin(f->db);
  put_unit(f->db, UNIT, "Xã Thọ Sơn", "380");
  put_unit(f->db, "380", "Huyện Triệu Sơn", NULL);
  commit(f->db);
  g_assert_cmpint(get_int(f->db, "SELECT count(*) FROM unit"), ==, 2);
}

static void test_parent_must_come(Fixture *f, gconstpointer data) {
  (void)data;
  g_autoptr(GError) error = NULL;
  begin(f->db);
  put_unit(f->db, UNIT, "Xã Thọ Sơn", "380");
  g_assert_false(khoa_db_commit(f->db, &error));
  g_assert_error(error, KHOA_DB_ERROR, KHOA_DB_CONSTRAINT);
  g_assert_cmpint(get_int(f->db, "SELECT count(*) FROM unit"), ==, 0);
}

static void test_used_unit_stays(Fixture *f, gconstpointer data) {
  (void)data;
  add_units(f->db);
  assert_refused(f->db, "DELETE FROM unit WHERE code = '15667'");
  assert_refused(f->db, "UPDATE unit SET code = '1' WHERE code = '15667'");
}

int main(int argc, char **argv) {
  g_test_init(&argc, &argv, NULL);
  ADD("/reg/unit/put-says-what-it-did", test_put_says_what_it_did);
  ADD("/reg/unit/list", test_list);
  ADD("/reg/unit/get", test_get);
  ADD("/reg/unit/bad-ones-are-refused", test_bad_units_are_refused);
  ADD("/reg/unit/parent-may-come-later", test_parent_may_come_later);
  ADD("/reg/unit/parent-must-come", test_parent_must_come);
  ADD("/reg/unit/used-one-stays", test_used_unit_stays);
  return g_test_run();
}
