/* The demo office's lists come in whole. */
#include "list/lists.h"

static void test_units(void) {
  g_autoptr(GError) error = NULL;
  g_autoptr(KhoaList) list = khoa_units_read("samples/units.csv", &error);
  g_assert_no_error(error);
  g_assert_cmpuint(khoa_list_rows(list), ==, 3);
  g_assert_cmpstr(khoa_list_unit(list, 0)->code, ==, "15664");
  g_assert_cmpstr(khoa_list_unit(list, 0)->name, ==, "Thị trấn Triệu Sơn");
}

static void test_hotlines(void) {
  static const struct {
    const char *path;
    gsize rows;
    const char *label, *number; /* of the first */
  } lists[] = {
      {"samples/hotlines-15664.csv", 5, "Trực ban Công an thị trấn", "+842370867110"},
      {"samples/hotlines-15667.csv", 3, "Trực ban Công an xã", "+842370867120"},
      {"samples/hotlines-15667-new.csv", 4, "Trực ban Công an xã", "+842370867120"},
      {"samples/hotlines-15700.csv", 4, "Trực ban Công an xã", "+842370867130"},
  };
  for (gsize i = 0; i < G_N_ELEMENTS(lists); i++) {
    g_autoptr(GError) error = NULL;
    g_autoptr(KhoaList) list = khoa_hotlines_read(lists[i].path, &error);
    g_assert_no_error(error);
    g_assert_cmpuint(khoa_list_rows(list), ==, lists[i].rows);
    g_assert_cmpstr(khoa_list_hotline(list, 0)->label, ==, lists[i].label);
    g_assert_cmpstr(khoa_list_hotline(list, 0)->number, ==, lists[i].number);
  }
}

static void test_households(void) {
  static const struct {
    const char *path, *unit;
    gsize rows;
    guint last_line;
    const char *reference, *village, *head, *phone, *remarks; /* of row `row` */
    gsize row;
  } lists[] = {
      {"samples/households-15664.csv", "15664", 207, 208, "TS-0003", "Tổ dân phố 1",
       "Nguyễn Thị Ngọc Bích", "+84530007068", "ở một mình", 2},
      {"samples/households-15667.csv", "15667", 191, 197, "HK005", "Thôn 1", "Đỗ Thị Minh Duyên",
       "+84530005354", "đi làm xa, gọi cho hàng xóm", 4},
      {"samples/households-15700.csv", "15700", 181, 188, "350266", "Xóm 1", "Bưu điện (mẫu)",
       "+842370867205", "Khóa kiểu \"Việt Tiệp\" cũ, cần thay", 37},
  };
  for (gsize i = 0; i < G_N_ELEMENTS(lists); i++) {
    g_autoptr(GError) error = NULL;
    g_autoptr(KhoaList) list = khoa_subjects_read(lists[i].path, lists[i].unit, &error);
    g_assert_no_error(error);
    g_assert_cmpuint(khoa_list_rows(list), ==, lists[i].rows);
    const KhoaSubjectRow *row = khoa_list_subject(list, lists[i].row);
    g_assert_cmpstr(row->reference, ==, lists[i].reference);
    g_assert_cmpstr(row->unit, ==, lists[i].unit);
    g_assert_cmpstr(row->village, ==, lists[i].village);
    g_assert_cmpstr(row->head, ==, lists[i].head);
    g_assert_cmpstr(row->phone, ==, lists[i].phone);
    g_assert_cmpstr(row->remarks, ==, lists[i].remarks);
    row = khoa_list_subject(list, lists[i].rows - 1);
    g_assert_cmpuint(row->line, ==, lists[i].last_line);
  }
}

int main(int argc, char **argv) {
  g_test_init(&argc, &argv, NULL);
  g_test_add_func("/list/samples/units", test_units);
  g_test_add_func("/list/samples/hotlines", test_hotlines);
  g_test_add_func("/list/samples/households", test_households);
  return g_test_run();
}
