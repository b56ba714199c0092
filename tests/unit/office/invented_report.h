/* Reports made up for the writers' tests: of any number of communes, all figures round and related.
 */
#ifndef KHOA_TESTS_INVENTED_REPORT_H
#define KHOA_TESTS_INVENTED_REPORT_H

#include "office/report.h"

/* Khóa's figures of a commune whose households are `size`, of whom so many per mille are served. */
static inline void invent_values(gint64 *v, gint64 size, gint64 served) {
  for (int kind = 0; kind <= KHOA_KIND_LOCK_TAG; kind++) {
    gint64 wanted = kind == 0 ? 4 * size : 2 * size, covered = wanted * served / 1000;
    v[KHOA_FIGURE_TAGS_WANTED + kind] = wanted;
    v[KHOA_FIGURE_TAGS_COVERED + kind] = covered;
    v[KHOA_FIGURE_TAGS_DUE + kind] = wanted - covered;
    v[KHOA_FIGURE_TAGS_ISSUED + kind] = covered / 3;
    v[KHOA_FIGURE_TAGS_HANDED_OVER + kind] = covered / 4;
    v[KHOA_FIGURE_TAGS_IN_USE + kind] = covered - covered / 12;
    v[KHOA_FIGURE_TAGS_WAITING + kind] = covered / 12;
    v[KHOA_FIGURE_TAGS_LOST + kind] = covered / 250;
    v[KHOA_FIGURE_TAGS_OUTDATED + kind] = covered / 100;
  }
  for (int before = 0; before <= 1; before++) {
    gint64 locks = 2 * size * (served - 50 * before) / 1000;
    v[KHOA_FIGURE_HOUSEHOLDS + before] = size;
    v[KHOA_FIGURE_SURVEYED + before] = size * (served - 50 * before) / 1000;
    v[KHOA_FIGURE_LOCKS_SEEN + before] = locks;
    v[KHOA_FIGURE_GRADE_1 + before] = locks * (8 + 3 * before) / 100;
    v[KHOA_FIGURE_GRADE_2 + before] = locks * 22 / 100;
    v[KHOA_FIGURE_GRADE_3 + before] = locks * 41 / 100;
    v[KHOA_FIGURE_GRADE_4 + before] = locks * (29 - 3 * before) / 100;
  }
  v[KHOA_FIGURE_WEAKNESS + 1] = size / 7;
  v[KHOA_FIGURE_WEAKNESS + 2] = size / 30;
  v[KHOA_FIGURE_COPIES] = v[KHOA_FIGURE_COPIES_PLACES] = size > 1000;
  v[KHOA_FIGURE_PATROLS_DUE] = 26;
  v[KHOA_FIGURE_PATROLS] = 24;
  v[KHOA_FIGURE_PATROLS_COMPLETE] = v[KHOA_FIGURE_PATROLS_FULFILLED] = 26 * served / 1000;
  v[KHOA_FIGURE_PATROLS_MISSING] = 26 - v[KHOA_FIGURE_PATROLS_FULFILLED];
  v[KHOA_FIGURE_WEEKS_SHORT] = v[KHOA_FIGURE_PATROLS_MISSING] / 2;
  v[KHOA_FIGURE_PEOPLE_REACHED] = 310;
  v[KHOA_FIGURE_BATCHES] = 2;
  v[KHOA_FIGURE_FUNDED_BUDGET] = v[KHOA_FIGURE_TAGS_ISSUED];
  v[KHOA_FIGURE_COST_BUDGET] = v[KHOA_FIGURE_COST] = 12000 * v[KHOA_FIGURE_TAGS_ISSUED];
}

static inline void invent_ratios(KhoaReportUnit *unit) {
  for (int i = 0; i < KHOA_RATIO_COUNT; i++) {
    const KhoaRatioInfo *info = khoa_ratio_info((KhoaRatio)i);
    gint64 whole = unit->values[info->whole];
    unit->ratios[i] = whole ? (gint)(unit->values[info->part] * 1000 / whole) : -1;
  }
}

static inline void invent_unit(KhoaReport *report, guint i, guint communes) {
  KhoaReportUnit *unit = g_new0(KhoaReportUnit, 1);
  gint64 served = communes > 1 ? 1000 - 30 * (gint64)i * 32 / communes / 2 : 853;
  unit->code = g_strdup_printf("%05u", 15000 + i);
  unit->name = g_strdup_printf(i == 0 ? "Thị trấn Triệu Sơn" : "Xã Thọ Sơn %u", i);
  unit->commune = TRUE;
  invent_values(unit->values, 1100 + 37 * i, served);
  invent_ratios(unit);
  unit->score = (unit->ratios[KHOA_RATIO_TAGS] + unit->ratios[KHOA_RATIO_SURVEY] +
                 unit->ratios[KHOA_RATIO_PATROLS]) /
                3;
  unit->rank = i + 1;
  unit->commended = served >= 930;
  for (gsize f = 0; f < KHOA_FIGURE_COUNT; f++)
    report->sum.values[f] += unit->values[f];
  g_ptr_array_add(report->units, unit);
  g_ptr_array_add(report->ranking, unit);
}

static inline void free_invented_unit(gpointer data) {
  KhoaReportUnit *unit = data;
  g_free(unit->code);
  g_free(unit->name);
  g_free(unit);
}

static inline void clear_invented_weakness(gpointer weakness) {
  g_free(((KhoaReportWeakness *)weakness)->name);
}

/* Without communes nothing has happened. */
static inline KhoaReport *invent_report(KhoaReportKind kind, const char *name, const char *first,
                                        const char *last, guint communes) {
  KhoaReport *report = g_new0(KhoaReport, 1);
  report->kind = kind;
  report->period_name = g_strdup(name);
  g_strlcpy(report->first, first, sizeof report->first);
  g_strlcpy(report->last, last, sizeof report->last);
  g_strlcpy(report->until, last, sizeof report->until);
  report->over = TRUE;
  report->office = g_strdup("Công an huyện Triệu Sơn");
  report->units = g_ptr_array_new_with_free_func(free_invented_unit);
  report->ranking = g_ptr_array_new();
  report->weaknesses = g_array_new(FALSE, FALSE, sizeof(KhoaReportWeakness));
  report->weeks = g_array_new(FALSE, FALSE, sizeof(KhoaReportWeek));
  g_array_set_clear_func(report->weaknesses, clear_invented_weakness);
  report->sum.name = g_strdup(report->office);
  for (guint i = 0; i < communes; i++)
    invent_unit(report, i, communes);
  invent_ratios(&report->sum);
  if (communes > 0) {
    const char *names[] = {"Quên khóa cổng khi đi làm, đi ngủ",
                           "Cửa sổ không có song, không có chốt trong"};
    for (int i = 0; i < 2; i++) {
      KhoaReportWeakness weakness = {(KhoaFigure)(KHOA_FIGURE_WEAKNESS + 1 + i),
                                     g_strdup(names[i])};
      g_array_append_val(report->weaknesses, weakness);
    }
    report->round = g_strdup("2026-Q4");
    report->round_before = g_strdup("2026-Q3");
  }
  return report;
}

#endif
