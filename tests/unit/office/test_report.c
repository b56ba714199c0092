/* Figures of a small office, counted by hand at the borders of periods; that units add up to the
 * office and rows to figures; and that what happens later changes no report. */
#include "office/report.h"

#include "office/coverage.h"
#include "office/forget.h"
#include "office/report_json.h"
#include "reg/due.h"
#include "unit/office/story.h"

static KhoaReport *report_on(const Fixture *f, const char *period, const char *unit) {
  g_autofree char *name = NULL;
  g_autoptr(GError) error = NULL;
  KhoaReportOrder order;
  g_assert_true(khoa_report_order(&order, f->office, KHOA_REPORT_PERIOD, period, &name, &error));
  order.unit = unit;
  order.unaudited = TRUE; /* the story's surveys came by no file */
  KhoaReport *report = khoa_report_new(f->office, &order, &error);
  g_assert_no_error(error);
  return report;
}

/* expected: "tags.issued 4, tags.due 2". */
static void assert_values(const Fixture *f, const char *period, const char *unit,
                          const char *expected) {
  g_autoptr(KhoaReport) report = report_on(f, period, unit);
  g_autoptr(GString) found = g_string_new(NULL);
  g_auto(GStrv) pairs = g_strsplit(expected, ", ", -1);
  for (char **pair = pairs; *pair; pair++) {
    KhoaFigure figure;
    g_autofree char *name = g_strndup(*pair, strcspn(*pair, " "));
    g_assert_true(khoa_figure_find(&figure, name, NULL));
    g_string_append_printf(found, "%s%s %" G_GINT64_FORMAT, found->len ? ", " : "", name,
                           report->sum.values[figure]);
  }
  g_assert_cmpstr(found->str, ==, expected);
}

static void test_july(Fixture *f, gconstpointer data) {
  (void)data;
  assert_values(f, "2026-07", NULL,
                "tags.wanted 8, keychains.wanted 4, lock-tags.wanted 4, tags.covered 4, tags.due 4,"
                " keychains.due 3, lock-tags.due 1, tags.issued 4, lock-tags.issued 3,"
                " tags.handed-over 1, tags.waiting 3, tags.in-use 1, tags.outdated 0");
  assert_values(f, "2026-07", NULL,
                "cost.total 27000, cost.budget 15000, cost.donation 12000, cost.unstated 0,"
                " funded.budget 3, funded.donation 1, batches.issued 2, batches.unpriced 0");
  assert_values(f, "2026-07", OTHER_UNIT, "tags.issued 1, cost.total 12000, cost.budget 0");
  assert_values(f, "2026-07-09", NULL, "tags.issued 0, tags.covered 0, tags.due 8");
}

static void test_borders(Fixture *f, gconstpointer data) {
  (void)data;
  assert_values(f, "2026-07-31", NULL, "tags.handed-over 1, lock-tags.in-use 1");
  assert_values(f, "2026-08-01", NULL, "tags.handed-over 1, lock-tags.in-use 2");
  assert_values(f, "2026-08", NULL,
                "tags.handed-over 1, tags.lost 1, tags.found 1, tags.in-use 2, tags.waiting 2");
  assert_values(f, "2026-08-20..2026-08-24", NULL, "tags.lost 1, tags.found 0, tags.in-use 1");
  assert_values(f, "2026-Q3", NULL,
                "tags.handed-over 2, tags.lost 1, tags.spoiled 1, lock-tags.queued 1,"
                " lock-tags.covered 2, lock-tags.due 2, tags.revoked 0, tags.replaced 0");
}

static void test_october(Fixture *f, gconstpointer data) {
  (void)data;
  assert_values(
      f, "2026-10-02", NULL,
      "tags.issued 1, tags.queued 0, lock-tags.covered 2, batches.unpriced 1, cost.total 0,"
      " funded.unstated 1");
  assert_values(f, "2026-10", NULL,
                "tags.replaced 1, tags.handed-over 1, tags.in-use 2, tags.outdated 2, tags.due 5");
  assert_values(f, "2026-10-04", NULL, "tags.outdated 0");
}

static void test_survey(Fixture *f, gconstpointer data) {
  (void)data;
  assert_values(f, "2026-08", NULL,
                "survey.households 3, survey.surveyed 1, survey.unseen 2, survey.locks 2,"
                " survey.locks-seen 1, survey.grade-2 1, weakness.3 1, survey-before.households 0");
  assert_values(f, "2026-07", NULL, "survey.households 0");
  assert_values(f, "2026-Q4", NULL,
                "survey.households 3, survey.surveyed 1, survey.refused 1, survey.nobody-home 1,"
                " survey.unseen 0, survey.locks 2, survey.locks-seen 1, survey.grade-1 0,"
                " survey.grade-3 1, survey.grade-4 1, weakness.5 1, weakness.1 0, weakness.3 0");
  assert_values(f, "2026-Q4", NULL,
                "survey-before.households 3, survey-before.surveyed 1, survey-before.unseen 2,"
                " survey-before.locks 2, survey-before.grade-2 1");
  assert_values(f, "2026-10-10", NULL, "survey.grade-1 1, survey.grade-4 0, survey.unseen 2");
  g_autoptr(KhoaReport) report = report_on(f, "2026", NULL);
  g_assert_cmpstr(report->round, ==, "2026-Q4");
  g_assert_cmpstr(report->round_before, ==, "2026-Q3");
  g_assert_cmpuint(report->weaknesses->len, ==, 1);
}

static void test_patrols(Fixture *f, gconstpointer data) {
  (void)data;
  assert_values(f, "2026-11", NULL,
                "patrols.done 4, patrols.complete 3, patrols.due 8, patrols.fulfilled 2,"
                " patrols.missing 6, patrols.weeks-short 3, patrols.reached 19");
  assert_values(f, "2026-W45", NULL, "patrols.due 2, patrols.fulfilled 2, patrols.weeks-short 0");
  assert_values(f, "2026-11-13..2026-11-14", NULL, "patrols.done 0, patrols.due 0"); /* no week */
}

/* 1-1 was replaced on 3 October, and seen on the 11th. */
static void test_copies(Fixture *f, gconstpointer data) {
  (void)data;
  assert_values(f, "2026-10", NULL, "copies.found 1, copies.ended 1");
  assert_values(f, "2026-11", NULL, "copies.found 0");
  assert_values(f, "2026-10-01..2026-10-10", NULL, "copies.found 0");
}

static void add_amount(const KhoaReportRow *row, gpointer sum) {
  g_assert_nonnull(row->unit);
  g_assert_true(row->batch || row->household || row->patrol || row->week);
  *(gint64 *)sum += row->amount;
}

static void assert_explained(const Fixture *f, const KhoaReport *report, KhoaFigure figure) {
  const KhoaReportOrder order = {.kind = report->kind,
                                 .period = report->period,
                                 .name = report->period_name,
                                 .unit = report->unit,
                                 .unaudited = TRUE};
  gint64 sum = 0;
  g_autoptr(GError) error = NULL;
  khoa_report_explain(f->office, &order, figure, add_amount, &sum, &error);
  g_assert_no_error(error);
  g_assert_cmpint(sum, ==, report->sum.values[figure]);
}

static void test_sums(Fixture *f, gconstpointer data) {
  static const char *const periods[] = {"2026", "2026-Q3", "2026-10"};
  static const char *const units[] = {UNIT, OTHER_UNIT, NULL};
  (void)data;
  for (gsize p = 0; p < G_N_ELEMENTS(periods); p++) {
    g_autoptr(KhoaReport) office = report_on(f, periods[p], NULL);
    gint64 sums[KHOA_FIGURE_COUNT] = {0};
    for (gsize u = 0; u < G_N_ELEMENTS(units); u++) {
      g_autoptr(KhoaReport) report = report_on(f, periods[p], units[u]);
      for (int i = 0; i < KHOA_FIGURE_COUNT; i++) {
        sums[i] += units[u] ? report->sum.values[i] : 0;
        if (i < KHOA_FIGURE_NAMED + 10)
          assert_explained(f, report, (KhoaFigure)i);
      }
    }
    for (int i = 0; i < KHOA_FIGURE_COUNT; i++)
      g_assert_cmpint(sums[i], ==, office->sum.values[i]);
  }
}

/* Kinds and states that must add up. */
static void test_parts(Fixture *f, gconstpointer data) {
  (void)data;
  g_autoptr(KhoaReport) report = report_on(f, "2026", NULL);
  const gint64 *values = report->sum.values;
  for (int i = KHOA_FIGURE_TAGS_WANTED; i <= KHOA_FIGURE_TAGS_REVOKED; i += 3)
    g_assert_cmpint(values[i], ==, values[i + 1] + values[i + 2]);
  g_assert_cmpint(values[KHOA_FIGURE_HOUSEHOLDS], ==,
                  values[KHOA_FIGURE_SURVEYED] + values[KHOA_FIGURE_REFUSED] +
                      values[KHOA_FIGURE_NOBODY_HOME] + values[KHOA_FIGURE_UNSEEN]);
  g_assert_cmpint(values[KHOA_FIGURE_TAGS_WANTED], ==,
                  values[KHOA_FIGURE_TAGS_COVERED] + values[KHOA_FIGURE_TAGS_DUE]);
  g_assert_cmpint(values[KHOA_FIGURE_PATROLS_DUE], ==,
                  values[KHOA_FIGURE_PATROLS_FULFILLED] + values[KHOA_FIGURE_PATROLS_MISSING]);
}

static gint64 count_due(const GArray *due) {
  gint64 sum = 0;
  for (guint i = 0; i < due->len; i++)
    sum += g_array_index(due, KhoaTagsDue, i).count;
  return sum;
}

/* Of today the report says what the commands say that look at the registry as it is. */
static void test_as_the_registry(Fixture *f, gconstpointer data) {
  static const char *const units[] = {UNIT, OTHER_UNIT};
  (void)data;
  queue(f, 1, 2);
  for (gsize i = 0; i < G_N_ELEMENTS(units); i++) {
    g_autoptr(KhoaReport) report = report_on(f, "2026-Q4", units[i]);
    const gint64 *values = report->sum.values;
    for (KhoaKind kind = KHOA_KIND_KEYCHAIN; kind <= KHOA_KIND_LOCK_TAG; kind++) {
      g_autoptr(GArray) due = khoa_tags_due(f->office->db, units[i], 0, kind, NULL);
      g_autoptr(GArray) queued = khoa_replacements_due(f->office->db, units[i], 0, kind, NULL);
      g_assert_cmpint(values[KHOA_FIGURE_TAGS_DUE + (int)kind], ==, count_due(due));
      g_assert_cmpint(values[KHOA_FIGURE_TAGS_QUEUED + (int)kind], ==, count_due(queued));
    }
    g_autoptr(KhoaCoverage) coverage =
        khoa_coverage_new(f->office, units[i], NULL, "2026-Q4", NULL);
    g_assert_cmpint(values[KHOA_FIGURE_SURVEYED], ==, coverage->sum.surveyed);
    g_assert_cmpint(values[KHOA_FIGURE_UNSEEN], ==, coverage->sum.missing);
    g_assert_cmpint(values[KHOA_FIGURE_LOCKS], ==, coverage->sum.locks);
    g_assert_cmpint(values[KHOA_FIGURE_LOCKS_SEEN], ==, coverage->sum.locks_seen);
    for (int grade = 1; grade <= KHOA_GRADE_MAX; grade++)
      g_assert_cmpint(values[KHOA_FIGURE_GRADE_1 + 2 * (grade - 1)], ==,
                      coverage->sum.grades[grade]);
  }
}

/* All that can happen afterwards, but for what is entered late about the period. */
static void go_on(Fixture *f) {
  KhoaForgotten forgotten;
  g_autoptr(GError) error = NULL;
  set_clock(f, "2027-03-01T08:00:00");
  set_status(f, 3, 1, KHOA_STATUS_LOST);
  set_status(f, 2, 1, KHOA_STATUS_IN_USE);
  queue(f, 1, 2);
  add_homes(f, UNIT, "H1,household,Thôn 9,Lê Mẫu,,,5,5,\nH9,household,Thôn 9,Hà Mẫu,,,1,2,\n");
  assert_imports(f, UNITS, "15667,Xã Mới,\n15700,Xã Dân Lực,\n", "1 1 0");
  add_numbers(f, OTHER_UNIT, "2027-03-01");
  open_round(f, UNIT, "2027-Q1");
  record(f, UNIT, "2027-Q1", "1, 2", 2, 1, 4, 1);
  khoa_household_forget(f->office, OTHER_UNIT, "H3", "", FALSE, &forgotten, &error);
  g_assert_no_error(error);
  khoa_forgotten_clear(&forgotten);
}

static void test_next_year(Fixture *f, gconstpointer data) {
  static const char *const periods[] = {"2026-07", "2026-Q3", "2026-11", "2026-07-01..2026-10-31"};
  g_autoptr(GPtrArray) before = g_ptr_array_new_with_free_func(g_free);
  (void)data;
  for (gsize i = 0; i < G_N_ELEMENTS(periods); i++) {
    g_autoptr(KhoaReport) report = report_on(f, periods[i], NULL);
    g_ptr_array_add(before, khoa_report_json(report, TRUE));
  }
  go_on(f);
  for (gsize i = 0; i < G_N_ELEMENTS(periods); i++) {
    g_autoptr(KhoaReport) report = report_on(f, periods[i], NULL);
    g_autofree char *after = khoa_report_json(report, TRUE);
    g_assert_cmpstr(after, ==, g_ptr_array_index(before, i));
  }
  assert_values(f, "2027-03", NULL, "tags.wanted 16, survey.households 3, tags.lost 1");
}

static void test_ranking(Fixture *f, gconstpointer data) {
  (void)data;
  g_autoptr(KhoaReport) report = report_on(f, "2026-11", NULL);
  const KhoaReportUnit *first = g_ptr_array_index(report->ranking, 0);
  const KhoaReportUnit *second = g_ptr_array_index(report->ranking, 1);
  g_assert_cmpuint(report->ranking->len, ==, 2);
  /* 15664: 1 of 2 tags, nobody surveyed, no committee; 15667: 2 of 6, 1 of 2, 2 of 8. */
  g_assert_cmpstr(first->code, ==, UNIT);
  g_assert_cmpint(first->ratios[KHOA_RATIO_TAGS], ==, 333);
  g_assert_cmpint(first->ratios[KHOA_RATIO_SURVEY], ==, 500);
  g_assert_cmpint(first->ratios[KHOA_RATIO_PATROLS], ==, 250);
  g_assert_cmpint(first->score, ==, (333 + 500 + 250) / 3);
  g_assert_cmpint(second->ratios[KHOA_RATIO_PATROLS], ==, -1);
  g_assert_cmpint(second->score, ==, 500 / 3);
  g_assert_cmpuint(second->rank, ==, 2);
  g_assert_false(first->commended);
  g_autoptr(KhoaReport) early = report_on(f, "2026-07-05", NULL);
  g_assert_cmpuint(((KhoaReportUnit *)early->ranking->pdata[1])->rank, ==, 1); /* nobody did yet */
}

static void assert_period(const Fixture *f, KhoaReportKind kind, const char *period,
                          const char *expected) {
  g_autofree char *name = NULL;
  g_autoptr(GError) error = NULL;
  KhoaReportOrder order;
  if (khoa_report_order(&order, f->office, kind, period, &name, &error))
    g_assert_cmpstr(name, ==, expected);
  else
    assert_mentions(error, expected);
}

static void test_orders(Fixture *f, gconstpointer data) {
  (void)data;
  set_clock(f, "2027-01-01T00:00:00");
  assert_period(f, KHOA_REPORT_MONTH, NULL, "2026-12");
  assert_period(f, KHOA_REPORT_QUARTER, NULL, "2026-Q4");
  assert_period(f, KHOA_REPORT_HALF, NULL, "2026-H2");
  assert_period(f, KHOA_REPORT_YEAR, NULL, "2026");
  set_clock(f, "2026-12-31T23:59:59");
  assert_period(f, KHOA_REPORT_MONTH, NULL, "2026-11");
  assert_period(f, KHOA_REPORT_QUARTER, NULL, "2026-Q3");
  assert_period(f, KHOA_REPORT_HALF, NULL, "2026-H1");
  assert_period(f, KHOA_REPORT_YEAR, NULL, "2025");
  assert_period(f, KHOA_REPORT_MONTH, "2026-Q3", "'2026-Q3' is no month: give one such as 2026-11");
  assert_period(f, KHOA_REPORT_YEAR, "2026-11", "is no year");
  assert_period(f, KHOA_REPORT_MONTH, "2026-13", "is no period");
  assert_period(f, KHOA_REPORT_PERIOD, "2026-11-09..2026-11-02", "is no period");
}

static void assert_refused(const Fixture *f, const char *period, const char *unit,
                           const char *words) {
  g_autofree char *name = NULL;
  g_autoptr(GError) error = NULL;
  KhoaReportOrder order;
  g_assert_true(khoa_report_order(&order, f->office, KHOA_REPORT_PERIOD, period, &name, NULL));
  order.unit = unit;
  order.unaudited = TRUE;
  g_assert_null(khoa_report_new(f->office, &order, &error));
  assert_mentions(error, words);
  g_assert_false(khoa_db_has_begun(f->office->db));
}

static void test_refused(Fixture *f, gconstpointer data) {
  KhoaFigure figure;
  g_autoptr(GError) error = NULL;
  (void)data;
  assert_refused(f, "2026-12-03", NULL, "the period begins on 2026-12-03, and today is 2026-12-02");
  assert_refused(f, "2026-11", "99999", "99999");
  assert_refused(f, "2026-06", UNIT, "unit 15667 wasn't in the registry yet on 2026-06-30");
  g_assert_false(khoa_figure_find(&figure, "tags.given", &error));
  assert_mentions(error, "there are tags.wanted, keychains.wanted,");
}

static void test_running(Fixture *f, gconstpointer data) {
  (void)data;
  g_autoptr(KhoaReport) running = report_on(f, "2026", NULL);
  g_assert_false(running->over);
  g_assert_cmpstr(running->until, ==, "2026-12-02");
  g_autoptr(KhoaReport) over = report_on(f, "2026-11", NULL);
  g_assert_true(over->over);
  set_clock(f, "2027-01-03T23:59:59"); /* the Sunday of the year's last week */
  g_autoptr(KhoaReport) week = report_on(f, "2026-12", NULL);
  g_assert_false(week->over);
  g_assert_cmpstr(week->until, ==, "2026-12-31");
  set_clock(f, "2027-01-04T00:00:00");
  g_autoptr(KhoaReport) december = report_on(f, "2026-12", NULL);
  g_assert_true(december->over);
}

int main(int argc, char **argv) {
  g_test_init(&argc, &argv, NULL);
  g_assert_cmpint(sodium_init(), >=, 0);
  ADD_STORY("/office/report/july", test_july);
  ADD_STORY("/office/report/borders", test_borders);
  ADD_STORY("/office/report/october", test_october);
  ADD_STORY("/office/report/survey", test_survey);
  ADD_STORY("/office/report/patrols", test_patrols);
  ADD_STORY("/office/report/copies", test_copies);
  ADD_STORY("/office/report/sums", test_sums);
  ADD_STORY("/office/report/parts", test_parts);
  ADD_STORY("/office/report/as-the-registry", test_as_the_registry);
  ADD_STORY("/office/report/next-year", test_next_year);
  ADD_STORY("/office/report/ranking", test_ranking);
  ADD_STORY("/office/report/orders", test_orders);
  ADD_STORY("/office/report/refused", test_refused);
  ADD_STORY("/office/report/running", test_running);
  return g_test_run();
}
