/* The order of villages and names: as a Vietnamese dictionary has it, and numbers by their value.
 */
#include "unit/reg/fixture.h"

static gboolean add_name(KhoaRows *row, gpointer names, GError **error) {
  (void)error;
  g_string_append_printf(names, "%s|", khoa_rows_text(row, 0));
  return TRUE;
}

/* values: SQL's list of rows, in any order. */
static void check_order(Fixture *f, const char *values, const char *expected) {
  g_autoptr(GError) error = NULL;
  g_autoptr(GString) names = g_string_new(NULL);
  g_autofree char *script =
      g_strdup_printf("CREATE TEMP TABLE word (name TEXT); INSERT INTO word VALUES %s", values);
  g_assert_true(khoa_db_script(f->db, script, &error));
  g_assert_true(khoa_db_each(f->db, add_name, names, &error,
                             "SELECT name FROM word ORDER BY name COLLATE vi", ""));
  g_assert_no_error(error);
  g_assert_cmpstr(names->str, ==, expected);
}

static void test_numbers(Fixture *f, gconstpointer data) {
  (void)data;
  check_order(f, "('Thôn 10'), ('Thôn 2'), ('Thôn 1'), ('Thôn 02b'), ('Xóm 1'), ('Thôn Đông')",
              "Thôn 1|Thôn 2|Thôn 02b|Thôn 10|Thôn Đông|Xóm 1|");
}

static void test_letters(Fixture *f, gconstpointer data) {
  (void)data;
  check_order(f,
              "('Ưng'), ('Ung'), ('Đa'), ('Dung'), ('Ăn'), ('An'), ('Ân'), ('Bình'), ('Eo'), "
              "('Êm'), ('Ôn'), ('On'), ('Ơn'), ('Phú')",
              "An|Ăn|Ân|Bình|Dung|Đa|Eo|Êm|On|Ôn|Ơn|Phú|Ung|Ưng|");
}

static void test_tones(Fixture *f, gconstpointer data) {
  (void)data;
  check_order(f, "('mạ'), ('má'), ('mã'), ('mả'), ('mà'), ('ma'), ('mai')",
              "ma|mà|mả|mã|má|mạ|mai|");
}

/* Two spellings of one name stand together, and are two texts all the same. */
static void test_spellings(Fixture *f, gconstpointer data) {
  (void)data;
  check_order(f, "('Hoàn'), ('Hòa'), ('Hoà'), ('HÒA'), ('Hoa')", "Hoa|Hoà|Hòa|HÒA|Hoàn|");
  g_assert_cmpint(get_int(f->db, "SELECT 'Ho\u0300a' = 'H\u00f2a' COLLATE vi"), ==, 0);
}

static void test_villages(Fixture *f, gconstpointer data) {
  (void)data;
  g_autoptr(GError) error = NULL;
  g_autoptr(GString) names = g_string_new(NULL);
  put_unit(f->db, UNIT, "Xã Thọ Sơn", NULL);
  add_subject(f->db, 1, "Thôn 10", 1, 1);
  add_subject(f->db, 2, "Thôn 9", 1, 1);
  add_subject(f->db, 3, "Thôn 10", 1, 1);
  g_assert_true(khoa_db_each(f->db, add_name, names, &error,
                             "SELECT village || id FROM subject ORDER BY village COLLATE vi, id",
                             ""));
  g_assert_cmpstr(names->str, ==, "Thôn 92|Thôn 101|Thôn 103|");
}

int main(int argc, char **argv) {
  g_test_init(&argc, &argv, NULL);
  ADD("/reg/collation/numbers", test_numbers);
  ADD("/reg/collation/letters", test_letters);
  ADD("/reg/collation/tones", test_tones);
  ADD("/reg/collation/spellings", test_spellings);
  ADD("/reg/collation/villages", test_villages);
  return g_test_run();
}
