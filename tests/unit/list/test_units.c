#include "written.h"

static void test_read(void) {
  g_autoptr(GError) error = NULL;
  g_autoptr(KhoaList) list =
      read_written("Mã;Tên đơn vị;Cấp trên;Dân số\n15664;Thị trấn  Triệu Sơn;386;9000\n"
                   "00001;Xã A;;\n",
                   khoa_units_read, &error);
  g_assert_no_error(error);
  g_assert_cmpuint(khoa_list_rows(list), ==, 2);
  const KhoaUnitRow *unit = khoa_list_unit(list, 0);
  g_assert_cmpuint(unit->line, ==, 2);
  g_assert_cmpstr(unit->code, ==, "15664");
  g_assert_cmpstr(unit->name, ==, "Thị trấn Triệu Sơn");
  g_assert_cmpstr(unit->parent, ==, "386");
  unit = khoa_list_unit(list, 1);
  g_assert_cmpstr(unit->code, ==, "00001");
  g_assert_cmpstr(unit->parent, ==, "");
  g_assert_cmpstr(khoa_list_ignored(list)[0], ==, "Dân số");
  g_assert_null(khoa_list_ignored(list)[1]);
}

static void test_faults(void) {
  assert_faults("code,name,parent\n"
                "1,A,\n"
                "x2,B,\n"
                ",C,\n"
                "12345678901,D,\n"
                "1,E,\n"
                "5,,\n"
                "6,F,abc\n",
                khoa_units_read,
                FAULTS("3: code: \"x2\" is no code: give 1 to 10 digits", "4: code: is empty",
                       "5: code: \"12345678901\" is no code", "6: code: 1 stands on line 2 already",
                       "7: name: is empty", "8: parent: \"abc\" is no code"));
}

static void test_missing_file(void) {
  g_autoptr(GError) error = NULL;
  g_assert_null(khoa_units_read("tests/no-such-list.csv", &error));
  g_assert_error(error, KHOA_LIST_ERROR, 0);
  g_assert_true(g_str_has_prefix(error->message, "tests/no-such-list.csv: can't be read: "));
}

int main(int argc, char **argv) {
  g_test_init(&argc, &argv, NULL);
  g_test_add_func("/list/units/read", test_read);
  g_test_add_func("/list/units/faults", test_faults);
  g_test_add_func("/list/units/missing-file", test_missing_file);
  return g_test_run();
}
