#include "tag/date.h"

#include <glib.h>
#include <string.h>

static void test_real_dates(void) {
  static const char *const dates[] = {"2026-11-23", "2024-02-29", "2000-02-29",
                                      "0001-01-01", "9999-12-31", "2026-04-30"};
  for (gsize i = 0; i < G_N_ELEMENTS(dates); i++)
    g_assert_true(khoa_date_valid(dates[i]));
}

static void test_unreal_dates(void) {
  static const char *const dates[] = {
      "",           "2026-11-2",  "2026-11-233", "2026/11/23", "2026-11-31",          "2026-02-29",
      "1900-02-29", "2026-00-01", "2026-13-01",  "2026-01-00", "2026-01-32",          "0000-01-01",
      "2026-1a-01", "+026-01-01", "2026-11-23 ", " 2026-11-2", "2026-11-23T08:00:00Z"};
  for (gsize i = 0; i < G_N_ELEMENTS(dates); i++)
    g_assert_false(khoa_date_valid(dates[i]));
}

static void test_known_times(void) {
  static const struct {
    const char *text;
    gint64 seconds;
  } times[] = {
      {"1970-01-01T00:00:00Z", 0},
      {"1969-12-31T23:59:59Z", -1},
      {"2026-11-23T08:00:00Z", 1795420800},
      {"2000-02-29T12:34:56Z", 951827696},
      {"0001-01-01T00:00:00Z", -62135596800},
      {"9999-12-31T23:59:59Z", 253402300799},
  };
  for (gsize i = 0; i < G_N_ELEMENTS(times); i++) {
    gint64 seconds;
    char text[KHOA_TIME_SIZE];
    g_assert_true(khoa_time_parse(&seconds, times[i].text));
    g_assert_cmpint(seconds, ==, times[i].seconds);
    g_assert_true(khoa_time_print(text, times[i].seconds));
    g_assert_cmpstr(text, ==, times[i].text);
  }
}

static void test_unreal_times(void) {
  static const char *const times[] = {
      "",
      "2026-11-23",
      "2026-11-23T08:00:00",
      "2026-11-23 08:00:00Z",
      "2026-11-23T08:00:00z",
      "2026-11-23T24:00:00Z",
      "2026-11-23T08:60:00Z",
      "2026-12-31T23:59:60Z",
      "2026-02-29T08:00:00Z",
      "2026-11-23T08:00:00Z ",
      "2026-11-23T8:00:00Z",
      "2026-11-23T08:00:00+07:00",
  };
  for (gsize i = 0; i < G_N_ELEMENTS(times); i++) {
    gint64 seconds = 42;
    g_assert_false(khoa_time_parse(&seconds, times[i]));
    g_assert_cmpint(seconds, ==, 42);
  }
}

static void test_print_range(void) {
  char text[KHOA_TIME_SIZE] = "untouched";
  g_assert_false(khoa_time_print(text, -62135596801));
  g_assert_false(khoa_time_print(text, 253402300800));
  g_assert_false(khoa_time_print(text, G_MININT64));
  g_assert_false(khoa_time_print(text, G_MAXINT64));
  g_assert_cmpstr(text, ==, "untouched");
}

/* A time every 19 hours and some seconds through 12 centuries, against GLib's calendar. */
static void test_against_glib(void) {
  for (gint64 seconds = -12219292800; seconds < 25000000000; seconds += 68543) {
    char text[KHOA_TIME_SIZE];
    gint64 again;
    g_assert_true(khoa_time_print(text, seconds));
    g_assert_true(khoa_time_parse(&again, text));
    g_assert_cmpint(again, ==, seconds);
    if (seconds % 7 == 0) {
      g_autoptr(GDateTime) time = g_date_time_new_from_unix_utc(seconds);
      g_autofree char *expected = g_date_time_format(time, "%Y-%m-%dT%H:%M:%SZ");
      g_assert_cmpstr(text, ==, expected);
    }
  }
}

int main(int argc, char **argv) {
  g_test_init(&argc, &argv, NULL);
  g_test_add_func("/date/real-dates", test_real_dates);
  g_test_add_func("/date/unreal-dates", test_unreal_dates);
  g_test_add_func("/date/known-times", test_known_times);
  g_test_add_func("/date/unreal-times", test_unreal_times);
  g_test_add_func("/date/print-range", test_print_range);
  g_test_add_func("/date/against-glib", test_against_glib);
  return g_test_run();
}
