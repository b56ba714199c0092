#include "office/period.h"

#include "office/office.h"

static void assert_period(const char *text, const char *expected) {
  KhoaPeriod period;
  GDate first, last;
  char days[2][KHOA_DATE_SIZE], weeks[2][KHOA_WEEK_SIZE] = {"-", "-"};
  g_autoptr(GError) error = NULL;
  khoa_period_parse(&period, text, &error);
  g_assert_no_error(error);
  khoa_date_print(days[0], &period.first);
  khoa_date_print(days[1], &period.last);
  if (khoa_period_weeks(&period, &first, &last)) {
    khoa_week_print(weeks[0], &first);
    khoa_week_print(weeks[1], &last);
  }
  g_autofree char *found = g_strdup_printf("%s %s %s %s", days[0], days[1], weeks[0], weeks[1]);
  g_assert_cmpstr(found, ==, expected);
}

static void test_periods(void) {
  assert_period("2026", "2026-01-01 2026-12-31 2026-W01 2026-W53");
  assert_period("2027", "2027-01-01 2027-12-31 2027-W01 2027-W52");
  assert_period("2026-H1", "2026-01-01 2026-06-30 2026-W01 2026-W26");
  assert_period("2026-H2", "2026-07-01 2026-12-31 2026-W27 2026-W53");
  assert_period("2026-Q4", "2026-10-01 2026-12-31 2026-W40 2026-W53");
  assert_period("2026-11", "2026-11-01 2026-11-30 2026-W45 2026-W48");
  assert_period("2026-12", "2026-12-01 2026-12-31 2026-W49 2026-W53");
  assert_period("2028-02", "2028-02-01 2028-02-29 2028-W05 2028-W08");
  assert_period("2026-W01", "2025-12-29 2026-01-04 2026-W01 2026-W01");
  assert_period("2026-W53", "2026-12-28 2027-01-03 2026-W53 2026-W53");
  assert_period("2026-11-26", "2026-11-26 2026-11-26 2026-W48 2026-W48"); /* a Thursday */
  assert_period("2026-11-27", "2026-11-27 2026-11-27 - -");
  assert_period("2026-11-01..2026-11-15", "2026-11-01 2026-11-15 2026-W45 2026-W46");
}

/* No week is of two months, and none of no month. */
static void test_each_week_once(void) {
  GDate first, last, next = khoa_week_of("2020-01-02");
  for (guint month = 0; month < 240; month++) {
    KhoaPeriod period;
    g_autofree char *text = g_strdup_printf("%u-%02u", 2020 + month / 12, month % 12 + 1);
    g_assert_true(khoa_period_parse(&period, text, NULL));
    g_assert_true(khoa_period_weeks(&period, &first, &last));
    g_assert_cmpint(g_date_compare(&first, &next), ==, 0);
    next = last;
    g_date_add_days(&next, 7);
  }
}

static void test_no_periods(void) {
  static const char *const texts[] = {
      "",
      "26",
      "2026-",
      "2026-13",
      "2026-00",
      "2026-1",
      "2026-Q5",
      "2026-Q0",
      "2026-q4",
      "2026-H3",
      "2027-W53",
      "2026-W00",
      "2026-W1",
      "2026-02-30",
      "2026-11-23..",
      "..2026-11-23",
      "2026-11-23..2026-11-22",
      "1999",
      "2100",
      "2026x",
      "2026-11-23..2026-11-24..2026-11-25",
      "+2026",
      " 2026",
  };
  for (gsize i = 0; i < G_N_ELEMENTS(texts); i++) {
    KhoaPeriod period;
    g_autoptr(GError) error = NULL;
    g_test_message("%s", texts[i]);
    g_assert_false(khoa_period_parse(&period, texts[i], &error));
    g_assert_error(error, KHOA_OFFICE_ERROR, 0);
  }
}

int main(int argc, char **argv) {
  g_test_init(&argc, &argv, NULL);
  g_test_add_func("/office/period/periods", test_periods);
  g_test_add_func("/office/period/each-week-once", test_each_week_once);
  g_test_add_func("/office/period/none", test_no_periods);
  return g_test_run();
}
