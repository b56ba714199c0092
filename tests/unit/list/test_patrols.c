#include "written.h"

#define HEADINGS                                                                                   \
  "date,time,leader,policemen,village_heads,militia_heads,others,villages,reached,findings\n"

static KhoaList *read_15667(const char *path, GError **error) {
  return khoa_patrols_read(path, "15667", error);
}

static void test_read(void) {
  g_autoptr(GError) error = NULL;
  g_autoptr(KhoaList) list = read_written(
      HEADINGS "23/11/2026,19h30,Lê Mẫu,Hà Mẫu; Đỗ Mẫu,\"Cao Mẫu\nMai Mẫu\",Vũ Mẫu,,Thôn 1,12,\n"
               "2026-11-24,20:00,Lê Mẫu,,,,,,0,x\n",
      read_15667, &error);
  g_assert_no_error(error);
  g_assert_cmpuint(khoa_list_rows(list), ==, 2);
  const KhoaPatrolRow *patrol = khoa_list_patrol(list, 0);
  g_assert_cmpstr(patrol->day, ==, "2026-11-23");
  g_assert_cmpstr(patrol->time, ==, "19:30");
  g_assert_cmpuint(patrol->reached, ==, 12);
  g_assert_cmpuint(patrol->members, ==, 5);
  const KhoaPatrolMember *members = khoa_list_patrol_members(list, patrol);
  static const char *const names[] = {"Hà Mẫu", "Đỗ Mẫu", "Cao Mẫu", "Mai Mẫu", "Vũ Mẫu"};
  static const KhoaRole roles[] = {KHOA_ROLE_POLICEMAN, KHOA_ROLE_POLICEMAN, KHOA_ROLE_VILLAGE_HEAD,
                                   KHOA_ROLE_VILLAGE_HEAD, KHOA_ROLE_MILITIA_HEAD};
  for (guint i = 0; i < patrol->members; i++) {
    g_assert_cmpstr(members[i].name, ==, names[i]);
    g_assert_cmpint(members[i].role, ==, roles[i]);
  }
  patrol = khoa_list_patrol(list, 1);
  g_assert_cmpuint(patrol->members, ==, 0);
  g_assert_cmpstr(patrol->findings, ==, "x");
}

static void test_faults(void) {
  assert_faults(HEADINGS "11/23/2026,19h30,Lê Mẫu,,,,,,1,\n"
                         "23/11/2026,25h,Lê Mẫu,,,,,,1,\n"
                         "23/11/2026,19h30,,,,,,,1,\n"
                         "23/11/2026,19h31,Lê Mẫu; Hà Mẫu,,,,,,1,\n"
                         "23/11/2026,19h32,Lê Mẫu,,lê mẫu,,,,1,\n"
                         "23/11/2026,19h33,Lê Mẫu,Hà Mẫu,Hà Mẫu,,,,1,\n"
                         "23/11/2026,19h34,Lê Mẫu,0530 001 002,,,,,1,\n"
                         "23/11/2026,19h35,Lê Mẫu,,,,,,,\n"
                         "23/11/2026,19h36,Lê Mẫu,,,,,,-1,\n"
                         "23/11/2026,19h37,Lê Mẫu,,,,,,1.200,\n"
                         "23/11/2026,19h38,Lê Mẫu,,,,,,100001,\n",
                read_15667,
                FAULTS("2: date: is no day", "3: time: is no time of day", "4: leader: is empty",
                       "5: leader: isn't one person's name",
                       "6: village_heads: names somebody who is in this patrol already",
                       "7: village_heads: names somebody who is in this patrol already",
                       "8: policemen: holds what isn't a name", "9: reached: is empty",
                       "10: reached: is negative", "11: reached: is no whole number",
                       "12: reached: is too many: give a whole number from 0 to 100000"));
}

static void test_twice(void) {
  g_autoptr(GError) error = NULL;
  g_autoptr(KhoaList) list =
      read_written(HEADINGS "23/11/2026,19h30,Lê Hòa Mẫu,Hà Mẫu,,,,Thôn 1,1,x\n"
                            "2026-11-23,19:30,lê hoà mẫu,Hà Mẫu,,,,Thôn 1,1,x\n",
                   read_15667, &error);
  g_assert_no_error(error);
  g_assert_cmpuint(khoa_list_rows(list), ==, 2);
  static const char *const otherwise[] = {"Hà Mẫu,,,,Thôn 1,2,x", "Hà Mẫu,,,,Thôn 2,1,x",
                                          "Hà Mẫu,,,,Thôn 1,1,y", ",Hà Mẫu,,,Thôn 1,1,x",
                                          "Đỗ Mẫu,,,,Thôn 1,1,x", ",,,,Thôn 1,1,x"};
  for (gsize i = 0; i < G_N_ELEMENTS(otherwise); i++) {
    g_autofree char *text = g_strconcat(HEADINGS "23/11/2026,19h30,Lê Mẫu,Hà Mẫu,,,,Thôn 1,1,x\n",
                                        "23/11/2026,19h30,Lê Mẫu,", otherwise[i], "\n", NULL);
    assert_faults(text, read_15667, FAULTS("3: date: is the patrol of line 2, told otherwise"));
  }
}

static void test_one(void) {
  g_autoptr(GError) error = NULL;
  KhoaPatrolText text = {.date = "23/11/2026",
                         .time = "19h30",
                         .leader = "Lê Mẫu",
                         .members = {[KHOA_ROLE_POLICEMAN] = "Hà Mẫu;Đỗ Mẫu"},
                         .reached = "3",
                         .findings = "a \"b\", c"};
  g_autoptr(KhoaList) list = khoa_patrol_read(&text, "15667", &error);
  g_assert_no_error(error);
  g_assert_cmpuint(khoa_list_rows(list), ==, 1);
  g_assert_cmpstr(khoa_list_patrol(list, 0)->findings, ==, "a \"b\", c");
  g_assert_cmpuint(khoa_list_patrol(list, 0)->members, ==, 2);
  text.reached = NULL;
  g_assert_null(khoa_patrol_read(&text, "15667", &error));
  g_assert_cmpstr(error->message, ==,
                  "the patrol: reached: is empty: write how many people, 0 for none");
}

static void test_samples(void) {
  static const struct {
    const char *path, *unit;
    gsize rows;
  } samples[] = {{"samples/patrols-15667.csv", "15667", 7},
                 {"samples/patrols-15664.csv", "15664", 8}};
  for (gsize i = 0; i < G_N_ELEMENTS(samples); i++) {
    g_autoptr(GError) error = NULL;
    g_autoptr(KhoaList) list = khoa_patrols_read(samples[i].path, samples[i].unit, &error);
    g_assert_no_error(error);
    g_assert_cmpuint(khoa_list_rows(list), ==, samples[i].rows);
    g_assert_null(khoa_list_ignored(list)[0]);
  }
}

int main(int argc, char **argv) {
  g_test_init(&argc, &argv, NULL);
  g_test_add_func("/list/patrols/read", test_read);
  g_test_add_func("/list/patrols/faults", test_faults);
  g_test_add_func("/list/patrols/twice", test_twice);
  g_test_add_func("/list/patrols/one", test_one);
  g_test_add_func("/list/patrols/samples", test_samples);
  return g_test_run();
}
