#include "written.h"

static KhoaList *read_all(const char *path, GError **error) {
  return khoa_members_read(path, NULL, error);
}

static KhoaList *read_15667(const char *path, GError **error) {
  return khoa_members_read(path, "15667", error);
}

static void test_read(void) {
  g_autoptr(GError) error = NULL;
  g_autoptr(KhoaList) list = read_written("STT;Chức danh;Họ và tên;Thôn/Tổ dân phố;SĐT;Ghi chú\n"
                                          "1;Trưởng ban;Lê  Văn Mẫu;;530001068;\n"
                                          "2;Trưởng thôn;Hà Thị Mẫu;Thôn 1;;\n"
                                          "3;Trưởng thôn;Hà Thị Mẫu;Thôn 2;;\n",
                                          read_15667, &error);
  g_assert_no_error(error);
  g_assert_cmpuint(khoa_list_rows(list), ==, 3);
  const KhoaMemberRow *member = khoa_list_member(list, 0);
  g_assert_cmpuint(member->line, ==, 2);
  g_assert_cmpstr(member->unit, ==, "15667");
  g_assert_cmpint(member->role, ==, KHOA_ROLE_HEAD);
  g_assert_cmpstr(member->name, ==, "Lê Văn Mẫu");
  g_assert_cmpstr(member->phone, ==, "+84530001068");
  g_assert_cmpstr(member->village, ==, "");
  g_assert_cmpstr(khoa_list_member(list, 2)->village, ==, "Thôn 2");
  g_assert_cmpuint(khoa_list_units(list)->len, ==, 1);
  g_assert_cmpstr(khoa_list_ignored(list)[0], ==, "Ghi chú");
}

static void test_faults(void) {
  assert_faults("unit,role,name,village,phone\n"
                "15667,head,Lê Văn Mẫu,,\n"
                "15667,Phó Chủ tịch UBND xã,Lê Thị Mẫu,,\n"
                "15664,head,Lê Văn Mẫu,,\n"
                "15667,Ban viên,Hà Mẫu,Thôn 1,\n"
                "15667,village-head,Hà Mẫu,,\n"
                "15667,other,Hà Mẫu,,\n"
                "15667,policeman,Hà Mẫu; Lê Mẫu,,\n"
                "15667,policeman,,,123\n"
                ",policeman,Đỗ Mẫu,,\n"
                "15667,policeman,Đỗ Hòa Mẫu,,\n"
                "15667,policeman,đỗ hoà mẫu,,\n",
                read_all,
                FAULTS("3: role: the commune has a head on line 2 already",
                       "5: role: is no role on a committee: write head (trưởng ban)",
                       "6: village: is empty: give the village of a village-head",
                       "7: role: is no role on a committee", "8: name: isn't one person's name",
                       "9: name: is empty", "9: phone: ", "10: unit: is empty",
                       "12: name: stands on line 11 already with this role"));
}

static void test_unit_is_said(void) {
  g_autoptr(GError) error = NULL;
  g_assert_null(read_written("role,name\nhead,Lê Mẫu\n", read_all, &error));
  g_assert_nonnull(strstr(error->message, "says nowhere of which unit it is"));
}

static void test_samples(void) {
  g_autoptr(GError) error = NULL;
  g_autoptr(KhoaList) list = khoa_members_read("samples/committees.csv", NULL, &error);
  g_assert_no_error(error);
  g_assert_cmpuint(khoa_list_rows(list), ==, 27);
  g_assert_cmpuint(khoa_list_units(list)->len, ==, 3);
}

int main(int argc, char **argv) {
  g_test_init(&argc, &argv, NULL);
  g_test_add_func("/list/members/read", test_read);
  g_test_add_func("/list/members/faults", test_faults);
  g_test_add_func("/list/members/unit", test_unit_is_said);
  g_test_add_func("/list/members/samples", test_samples);
  return g_test_run();
}
