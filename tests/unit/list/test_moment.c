#include "list/moment.h"

static void test_days(void) {
  static const char *const days[][2] = {
      {"2026-11-23", "2026-11-23"}, {"23/11/2026", "2026-11-23"}, {"3/1/2026", "2026-01-03"},
      {"03.01.2026", "2026-01-03"}, {"3-1-2026", "2026-01-03"},   {"2026/1/3", "2026-01-03"},
      {"29/02/2028", "2028-02-29"}, {"31/12/2099", "2099-12-31"}, {"01/01/2000", "2000-01-01"},
  };
  for (gsize i = 0; i < G_N_ELEMENTS(days); i++) {
    char day[KHOA_DAY_SIZE];
    g_assert_true(khoa_day_parse(day, days[i][0]));
    g_assert_cmpstr(day, ==, days[i][1]);
  }
}

static void test_no_days(void) {
  static const char *const texts[] = {
      "",
      "11/23/2026",
      "29/02/2027",
      "31/11/2026",
      "0/1/2026",
      "1/0/2026",
      "23/11/26",
      "23/11",
      "23/11-2026",
      "2026-11",
      "2026-11-23 ",
      "2026-11-23x",
      "1999-1-1",
      "2100-01-01",
      "20261123",
      "46349",
      "99999/1/2026",
      "23//2026",
      "-1/1/2026",
      "4294967297/1/2026",
      "ngày 23",
      "2026.11.23",
  };
  for (gsize i = 0; i < G_N_ELEMENTS(texts); i++) {
    char day[KHOA_DAY_SIZE] = "x";
    g_test_message("%s", texts[i]);
    g_assert_false(khoa_day_parse(day, texts[i]));
    g_assert_cmpstr(day, ==, "");
  }
}

static void test_times(void) {
  static const char *const times[][2] = {
      {"19:30", "19:30"},
      {"7:05", "07:05"},
      {"19:30:00", "19:30"},
      {"19h30", "19:30"},
      {"19h", "19:00"},
      {"19H30", "19:30"},
      {"19g30", "19:30"},
      {"19 giờ 30", "19:30"},
      {"19 giờ", "19:00"},
      {"19.30", "19:30"},
      {"19 giờ 30 phút", "19:30"},
      {"7:30 PM", "19:30"},
      {"7:30:00 CH", "19:30"},
      {"7h30 tối", "19:30"},
      {"12:00 AM", "00:00"},
      {"12:15 PM", "12:15"},
      {"7:30 SA", "07:30"},
      {"0:00", "00:00"},
      {"23:59", "23:59"},
      {"19h 30", "19:30"},
      {"19 h 30", "19:30"},
  };
  for (gsize i = 0; i < G_N_ELEMENTS(times); i++) {
    char time[KHOA_TIME_OF_DAY_SIZE];
    g_test_message("%s", times[i][0]);
    g_assert_true(khoa_time_of_day_parse(time, times[i][0]));
    g_assert_cmpstr(time, ==, times[i][1]);
  }
}

static void test_no_times(void) {
  static const char *const texts[] = {
      "",       "24:00", "19:60",    "19:5",    "19:",      "19",     "1930",    "19h30-21h",
      "0.8125", "tối",   "13:00 PM", "0:30 AM", "19:30:61", "19:30:", "19:30 x", "-1:30",
  };
  for (gsize i = 0; i < G_N_ELEMENTS(texts); i++) {
    char time[KHOA_TIME_OF_DAY_SIZE] = "x";
    g_test_message("%s", texts[i]);
    g_assert_false(khoa_time_of_day_parse(time, texts[i]));
    g_assert_cmpstr(time, ==, "");
  }
}

int main(int argc, char **argv) {
  g_test_init(&argc, &argv, NULL);
  g_test_add_func("/list/moment/days", test_days);
  g_test_add_func("/list/moment/no-days", test_no_days);
  g_test_add_func("/list/moment/times", test_times);
  g_test_add_func("/list/moment/no-times", test_no_times);
  return g_test_run();
}
