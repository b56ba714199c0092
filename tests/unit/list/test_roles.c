#include "list/roles.h"

static void test_words(void) {
  for (KhoaRole role = KHOA_ROLE_HEAD; role < KHOA_ROLES; role++)
    g_assert_cmpint(khoa_role_parse(khoa_role_word(role)), ==, role);
  g_assert_cmpint(khoa_role_parse(khoa_role_word(KHOA_ROLE_NONE)), ==, KHOA_ROLE_NONE);
}

static void test_posts(void) {
  static const struct {
    const char *text;
    KhoaRole role;
  } posts[] = {
      {"Trưởng ban", KHOA_ROLE_HEAD},
      {"Phó Chủ tịch UBND xã", KHOA_ROLE_HEAD},
      {"Phó Chủ tịch UBND xã, thị trấn", KHOA_ROLE_HEAD},
      {"PHÓ BAN THƯỜNG TRỰC", KHOA_ROLE_STANDING_DEPUTY},
      {"Phó Trưởng ban thường trực", KHOA_ROLE_STANDING_DEPUTY},
      {"Trưởng Công an thị trấn", KHOA_ROLE_STANDING_DEPUTY},
      {"phó ban", KHOA_ROLE_DEPUTY},
      {"Phó trưởng Công an xã", KHOA_ROLE_DEPUTY},
      {"Công an viên", KHOA_ROLE_POLICEMAN},
      {"Trưởng thôn", KHOA_ROLE_VILLAGE_HEAD},
      {"Tổ trưởng tổ dân phố", KHOA_ROLE_VILLAGE_HEAD},
      {"Thôn đội trưởng", KHOA_ROLE_MILITIA_HEAD},
      {"Village militia head", KHOA_ROLE_MILITIA_HEAD},
      {"Ban viên", KHOA_ROLE_NONE},
      {"Trưởng", KHOA_ROLE_NONE},
      {"Trưởng ban thường trực", KHOA_ROLE_NONE},
      {"Phó trưởng thôn", KHOA_ROLE_NONE},
      {"", KHOA_ROLE_NONE},
  };
  for (gsize i = 0; i < G_N_ELEMENTS(posts); i++) {
    g_test_message("%s", posts[i].text);
    g_assert_cmpint(khoa_role_parse(posts[i].text), ==, posts[i].role);
  }
}

static void assert_same(const char *a, const char *b, gboolean same) {
  g_autofree char *x = khoa_name_fold(a), *y = khoa_name_fold(b);
  g_test_message("%s, %s", a, b);
  g_assert_cmpint(g_strcmp0(x, y) == 0, ==, same);
}

static void test_names(void) {
  assert_same("Lê Văn Hòa Mẫu", "LÊ  VĂN HOÀ MẪU", TRUE);
  assert_same("Nguyễn Thị Thúy Mẫu", "nguyễn thị thuý mẫu", TRUE);
  assert_same("Hoàng Mẫu", "Hoa\xcc\x80ng Ma\xcc\x82\xcc\x83u", TRUE); /* decomposed */
  assert_same("Lê Văn Hòa", "Lê Văn Hoa", FALSE);
  assert_same("Lê Văn Hòa", "Lê Văn Hóa", FALSE);
  assert_same("Lê Văn Tư", "Lê Văn Tu", FALSE);
  assert_same("Đỗ", "Dỗ", FALSE);
  assert_same("Hòa Binh", "Hoa Bình", FALSE);
  assert_same("", "Lê", FALSE);
}

int main(int argc, char **argv) {
  g_test_init(&argc, &argv, NULL);
  g_test_add_func("/list/roles/words", test_words);
  g_test_add_func("/list/roles/posts", test_posts);
  g_test_add_func("/list/roles/names", test_names);
  return g_test_run();
}
