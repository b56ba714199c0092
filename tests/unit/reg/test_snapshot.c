/* A copy is the registry at one moment, without what was deleted; a check finds what is damaged. */
#include "unit/reg/fixture.h"

#include "reg/snapshot.h"

static char *empty_file(const Fixture *f, const char *name) {
  g_autoptr(GError) error = NULL;
  char *path = g_build_filename(f->folder, name, NULL);
  g_file_set_contents(path, "", 0, &error);
  g_assert_no_error(error);
  return path;
}

static void test_copy(Fixture *f, gconstpointer data) {
  (void)data;
  g_autoptr(GError) error = NULL;
  g_autofree char *path = empty_file(f, "copy");
  put_unit(f->db, UNIT, "Xã Thọ Sơn", NULL);
  g_autoptr(KhoaDb) writer = open_registry(f->path, FALSE);
  begin(writer);
  put_unit(writer, OTHER_UNIT, "Thị trấn Triệu Sơn", NULL);
  g_assert_true(khoa_db_snapshot(f->db, path, &error)); /* while another writes */
  commit(writer);
  g_assert_cmpint(get_int(f->db, "SELECT count(*) FROM unit"), ==, 2);
  g_autoptr(KhoaDb) copy = open_registry(path, FALSE);
  g_assert_cmpint(get_int(copy, "SELECT count(*) FROM unit"), ==, 1);
  g_assert_cmpint(get_int(copy, "SELECT count(*) FROM sqlite_schema"), ==,
                  get_int(f->db, "SELECT count(*) FROM sqlite_schema"));
  g_assert_true(khoa_db_check(copy, &error));
  g_assert_no_error(error);
}

static void test_copy_refuses(Fixture *f, gconstpointer data) {
  (void)data;
  g_autoptr(GError) taken = NULL, nowhere = NULL;
  g_assert_false(khoa_db_snapshot(f->db, f->path, &taken));
  g_assert_nonnull(taken);
  g_assert_false(khoa_db_snapshot(f->db, "/nowhere/copy", &nowhere));
  g_assert_nonnull(nowhere);
}

static void test_check(Fixture *f, gconstpointer data) {
  (void)data;
  g_autoptr(GError) whole = NULL, dangling = NULL, torn = NULL;
  add_units(f->db);
  g_assert_true(khoa_db_check(f->db, &whole));
  g_assert_no_error(whole);
  run_outside(f->path, "PRAGMA foreign_keys = OFF; DELETE FROM unit WHERE code = '" OTHER_UNIT "'");
  g_assert_false(khoa_db_check(f->db, &dangling));
  g_assert_error(dangling, KHOA_DB_ERROR, KHOA_DB_FORMAT);
  assert_mentions(dangling, "rows of hotline_set refer to rows of unit that aren't there");
  run_outside(f->path, "PRAGMA foreign_keys = OFF; DROP TRIGGER hotline_kept_delete;"
                       "DROP TRIGGER hotline_set_kept_delete;"
                       "DELETE FROM hotline WHERE hotline_set = 2;"
                       "DELETE FROM hotline_set WHERE id = 2;"
                       "PRAGMA writable_schema = ON;"
                       "UPDATE sqlite_schema SET rootpage = (SELECT rootpage FROM sqlite_schema"
                       "  WHERE name = 'hotline') WHERE name = 'hotline_set_newest'");
  reopen(f);
  g_assert_false(khoa_db_check(f->db, &torn));
  g_assert_error(torn, KHOA_DB_ERROR, KHOA_DB_FORMAT);
}

int main(int argc, char **argv) {
  g_test_init(&argc, &argv, NULL);
  ADD("/reg/snapshot/copy", test_copy);
  ADD("/reg/snapshot/copy-refuses", test_copy_refuses);
  ADD("/reg/snapshot/check", test_check);
  return g_test_run();
}
