/* Units and hotlines into the registry: all rows or none, the same list twice changes nothing. */
#include "unit/office/lists.h"

#define THREE "Trực ban,0237 3867 113,24/24\nTrưởng,0530 000 678,24/24\nCảnh sát,113,24/24\n"

/* Units */

static void test_units_twice(Fixture *f, gconstpointer data) {
  (void)data;
  const gint64 before = everything(f);
  assert_imports(f, UNITS, "15667,Xã Thọ Sơn,\n15664,Thị trấn Triệu Sơn,\n", "0 0 2");
  g_assert_cmpint(everything(f), ==, before);
  assert_imports(f, UNITS, "15667,Xã Thọ Bình,\n15664,Thị trấn Triệu Sơn,\n1,Xã mới,\n", "1 1 1");
}

static void test_parents_in_any_order(Fixture *f, gconstpointer data) {
  (void)data;
  assert_imports(f, UNITS, "1,Xã,38\n38,Huyện,3\n3,Tỉnh,\n2,Xã,15667\n", "4 0 0");
  assert_refuses(f, UNITS, "5,Xã,\n6,Xã,7\n8,Xã,9\n", ":3: parent: no unit 7 in this list");
  assert_refuses(f, UNITS, "5,Xã,\n6,Xã,7\n8,Xã,9\n", ":4: parent: no unit 9 in this list");
  assert_refuses(f, UNITS, "4,Xã,\n5,Xã,5\n", ":3: parent: is the unit itself");
}

static void test_bad_last_unit(Fixture *f, gconstpointer data) {
  (void)data;
  assert_refuses(f, UNITS, "1,Xã,\n15667,Xã đổi tên,\nA,Xã,\n", ":4: code: ");
  g_assert_cmpint(get_int(f, "SELECT count(*) FROM unit WHERE name LIKE '%đổi tên%'"), ==, 0);
}

/* Hotlines */

static void test_same_numbers_are_no_new_set(Fixture *f, gconstpointer data) {
  (void)data;
  assert_imports(f, HOTLINES, THREE, "3 0 0");
  const gint64 before = everything(f);
  assert_imports(f, HOTLINES, THREE, "0 0 3");
  assert_imports_from(f, HOTLINES, THREE, "2027-01-01", "0 0 3");
  assert_imports_from(f, HOTLINES, THREE, "2026-01-01", "0 0 3");
  g_assert_cmpint(everything(f), ==, before);
  g_assert_cmpint(get_int(f, "SELECT since = '" TODAY "' FROM hotline_set"), ==, 1);
}

static void test_other_numbers_are(Fixture *f, gconstpointer data) {
  (void)data;
  static const char *const others[] = {
      THREE "Thôn,0530 000 679,24/24\n",
      "Trưởng,0530 000 678,24/24\nTrực ban,0237 3867 113,24/24\nCảnh sát,113,24/24\n",
      "Trực ban xã,0237 3867 113,24/24\nTrưởng,0530 000 678,24/24\nCảnh sát,113,24/24\n", THREE};
  assert_imports(f, HOTLINES, THREE, "3 0 0");
  for (gsize i = 0; i < G_N_ELEMENTS(others); i++)
    assert_imports(f, HOTLINES, others[i], i == 0 ? "4 0 0" : "3 0 0");
  g_assert_cmpint(get_int(f, "SELECT count(*) FROM hotline_set"), ==, 5);
}

static void test_earlier_set_is_refused(Fixture *f, gconstpointer data) {
  (void)data;
  static const char other[] = THREE "Thôn,0530 000 679,24/24\n";
  assert_imports_from(f, HOTLINES, THREE, "2026-11-20", "3 0 0");
  assert_refuses_from(f, HOTLINES, other, "2026-11-19",
                      "in force since 2026-11-20: a newer set can't start on 2026-11-19");
  assert_refuses_from(f, HOTLINES, other, "2026-11-24", "2026-11-24 is in the future");
  assert_imports_from(f, HOTLINES, other, "2026-11-20", "4 0 0");
}

static void test_from_must_be_a_day(Fixture *f, gconstpointer data) {
  (void)data;
  static const char *const bad[] = {
      "",           "tomorrow", "2026-11-31", "2026- 1- 1",  "+202-01-01",
      "-202-01-01", "2026-1-1", "23/11/2026", "2026-11-23 ", "0000-01-01"};
  for (gsize i = 0; i < G_N_ELEMENTS(bad); i++)
    assert_refuses_from(f, HOTLINES, THREE, bad[i], "isn't a day: give it as 2026-11-23");
}

static void test_bad_hotlines(Fixture *f, gconstpointer data) {
  (void)data;
  KhoaImported imported = {0};
  g_autoptr(GError) error = NULL;
  g_autofree char *path = write_in(f, "h.csv", "label,number,hours\n" THREE);
  assert_refuses(f, HOTLINES, "Cảnh sát,113,24/24\n", "3 to 5");
  assert_refuses(f, HOTLINES, THREE "Trưởng,0530 000 679,8-17\n", ":5: ");
  g_assert_false(khoa_import_hotlines(f->office, "1", path, NULL, &imported, &error));
  assert_mentions(error, "unit '1' isn't in the registry");
}

static void test_missing_list(Fixture *f, gconstpointer data) {
  (void)data;
  KhoaImported imported = {0};
  g_autoptr(GError) error = NULL;
  g_autofree char *path = path_in(f, "missing.csv");
  g_assert_false(khoa_import_units(f->office, path, &imported, &error));
  assert_mentions(error, path);
}

int main(int argc, char **argv) {
  g_test_init(&argc, &argv, NULL);
  if (sodium_init() < 0)
    return 2;
  ADD_UNITS("/office/import/units/twice", test_units_twice);
  ADD_UNITS("/office/import/units/parents-in-any-order", test_parents_in_any_order);
  ADD_UNITS("/office/import/units/bad-last-row", test_bad_last_unit);
  ADD_UNITS("/office/import/hotlines/same-numbers-are-no-new-set",
            test_same_numbers_are_no_new_set);
  ADD_UNITS("/office/import/hotlines/other-numbers-are", test_other_numbers_are);
  ADD_UNITS("/office/import/hotlines/earlier-set-is-refused", test_earlier_set_is_refused);
  ADD_UNITS("/office/import/hotlines/from-must-be-a-day", test_from_must_be_a_day);
  ADD_UNITS("/office/import/hotlines/bad-ones", test_bad_hotlines);
  ADD_UNITS("/office/import/missing-list", test_missing_list);
  return g_test_run();
}
