#include "audit.h"
#include "patrol_duty.h"
#include "reg/weakness.h"
#include "tally.h"

#include <glib/gi18n.h>
#include <string.h>

enum { WHOLE = 1000, COMMENDED_FROM = 900 }; /* per mille */

const KhoaRatio khoa_ranked_by[KHOA_RANKED_BY] = {KHOA_RATIO_TAGS, KHOA_RATIO_SURVEY,
                                                  KHOA_RATIO_PATROLS};

const char *khoa_report_rule(void) {
  return N_(
      /* xgettext:no-c-format */
      "Communes are ranked by the mean of three shares: the tags that households have of those "
      "they should have, the households surveyed in the round, and the duty of two patrols a "
      "week that was fulfilled; a share of nothing counts as 0. A commune with at least 90 % in "
      "each of the three is proposed for commendation (article 15).");
}

const char *khoa_report_rule_title(void) {
  return "Xếp hạng theo trung bình cộng của ba tỷ lệ: tỷ lệ cấp móc khóa, thẻ ổ khóa; tỷ lệ hộ, cơ "
         "quan, đơn vị đã khảo sát trong kỳ; tỷ lệ tuần tra đạt yêu cầu (02 lượt/tuần). Tỷ lệ "
         "không có căn cứ để tính được coi là 0. Xã, thị trấn đạt từ 90 % trở lên ở cả ba tỷ lệ "
         "được đề nghị biểu dương, khen thưởng (Điều 15).";
}

static void free_unit(gpointer data) {
  KhoaReportUnit *unit = data;
  g_free(unit->code);
  g_free(unit->name);
  g_free(unit);
}

static void clear_weakness(gpointer weakness) {
  g_free(((KhoaReportWeakness *)weakness)->name);
}

void khoa_report_free(KhoaReport *report) {
  if (!report)
    return;
  g_free(report->period_name);
  g_free(report->office);
  g_free(report->unit);
  g_free(report->round);
  g_free(report->round_before);
  g_free(report->sum.name);
  g_clear_pointer(&report->units, g_ptr_array_unref);
  g_clear_pointer(&report->ranking, g_ptr_array_unref);
  g_clear_pointer(&report->weaknesses, g_array_unref);
  g_clear_pointer(&report->weeks, g_array_unref);
  g_free(report);
}

gboolean khoa_report_knows(const KhoaReportUnit *unit, KhoaFigure figure) {
  if (!khoa_figure_info(figure)->dong || unit->values[figure])
    return TRUE;
  const KhoaFigure tags = figure == KHOA_FIGURE_COST
                              ? KHOA_FIGURE_TAGS_ISSUED
                              : KHOA_FIGURE_FUNDED_BUDGET + (figure - KHOA_FIGURE_COST_BUDGET);
  return unit->values[tags] == 0;
}

static KhoaReport *report_of(const KhoaTally *tally, const KhoaReportOrder *order) {
  KhoaReport *report = g_new0(KhoaReport, 1);
  report->kind = order->kind;
  report->period = order->period;
  report->period_name = g_strdup(order->name);
  khoa_date_print(report->first, &order->period.first);
  khoa_date_print(report->last, &order->period.last);
  g_strlcpy(report->until, tally->until, sizeof report->until);
  report->over = tally->over;
  report->office = g_strdup(tally->office->config->name);
  report->unit = g_strdup(order->unit);
  report->round = tally->round ? g_strdup(tally->round->name) : NULL;
  report->round_before = tally->round_before ? g_strdup(tally->round_before->name) : NULL;
  report->sum.name = g_strdup(report->office);
  report->units = g_ptr_array_new_with_free_func(free_unit);
  report->ranking = g_ptr_array_new();
  report->weaknesses = g_array_new(FALSE, FALSE, sizeof(KhoaReportWeakness));
  g_array_set_clear_func(report->weaknesses, clear_weakness);
  report->weeks = g_array_new(FALSE, FALSE, sizeof(KhoaReportWeek));
  return report;
}

/* One for each, in their places. */
static void add_units(KhoaReport *report, const GPtrArray *units) {
  g_autoptr(GHashTable) parents = g_hash_table_new(g_str_hash, g_str_equal);
  for (guint i = 0; i < units->len; i++) {
    const KhoaUnitRecord *record = g_ptr_array_index(units, i);
    if (record->parent)
      g_hash_table_add(parents, record->parent);
  }
  for (guint i = 0; i < units->len; i++) {
    const KhoaUnitRecord *record = g_ptr_array_index(units, i);
    KhoaReportUnit *unit = g_new0(KhoaReportUnit, 1);
    unit->code = g_strdup(record->code);
    unit->name = g_strdup(record->name);
    unit->commune = !g_hash_table_contains(parents, record->code);
    g_ptr_array_add(report->units, unit);
  }
}

static void add_mark(const KhoaMark *mark, gpointer data) {
  KhoaReport *report = data;
  KhoaReportUnit *unit = g_ptr_array_index(report->units, mark->unit);
  unit->values[mark->figure] += mark->amount;
  report->sum.values[mark->figure] += mark->amount;
}

static gboolean counts(const KhoaReportUnit *unit) {
  for (int i = 0; i < KHOA_FIGURE_COUNT; i++)
    if (unit->values[i])
      return TRUE;
  return FALSE;
}

/* Those that the report isn't about, or has nothing to say of. */
static void drop_units(KhoaReport *report) {
  for (guint i = report->units->len; i > 0; i--) {
    const KhoaReportUnit *unit = g_ptr_array_index(report->units, i - 1);
    if (report->unit ? strcmp(unit->code, report->unit) != 0 : !unit->commune && !counts(unit))
      g_ptr_array_remove_index(report->units, i - 1);
  }
}

static void set_ratios(KhoaReportUnit *unit) {
  for (int i = 0; i < KHOA_RATIO_COUNT; i++) {
    const KhoaRatioInfo *info = khoa_ratio_info((KhoaRatio)i);
    const gint64 whole = unit->values[info->whole];
    unit->ratios[i] = whole ? (gint)(unit->values[info->part] * WHOLE / whole) : -1;
  }
}

static void set_score(KhoaReportUnit *unit) {
  unit->commended = TRUE;
  for (gsize i = 0; i < KHOA_RANKED_BY; i++) {
    const gint ratio = unit->ratios[khoa_ranked_by[i]];
    unit->score += MAX(ratio, 0);
    unit->commended &= ratio >= COMMENDED_FROM;
  }
  unit->score /= KHOA_RANKED_BY;
}

static gint by_score(gconstpointer a, gconstpointer b) {
  const KhoaReportUnit *x = *(const KhoaReportUnit *const *)a,
                       *y = *(const KhoaReportUnit *const *)b;
  return x->score != y->score ? y->score - x->score : strcmp(x->code, y->code);
}

static void rank(KhoaReport *report) {
  for (guint i = 0; i < report->units->len; i++) {
    KhoaReportUnit *unit = g_ptr_array_index(report->units, i);
    set_ratios(unit);
    if (!unit->commune)
      continue;
    set_score(unit);
    g_ptr_array_add(report->ranking, unit);
  }
  set_ratios(&report->sum);
  g_ptr_array_sort(report->ranking, by_score);
  for (guint i = 0; i < report->ranking->len; i++) {
    KhoaReportUnit *unit = g_ptr_array_index(report->ranking, i);
    const KhoaReportUnit *before = i ? g_ptr_array_index(report->ranking, i - 1) : NULL;
    unit->rank = before && before->score == unit->score ? before->rank : i + 1;
  }
}

static gint by_frequency(gconstpointer a, gconstpointer b, gpointer data) {
  const KhoaReport *report = data;
  const KhoaReportWeakness *x = a, *y = b;
  const gint64 m = report->sum.values[x->figure], n = report->sum.values[y->figure];
  return m != n ? (m < n ? 1 : -1) : (gint)x->figure - (gint)y->figure;
}

static gboolean add_weaknesses(KhoaReport *report, KhoaDb *db, GError **error) {
  g_autoptr(GPtrArray) list = khoa_weakness_list(db, error);
  for (guint i = 0; list && i < list->len; i++) {
    const KhoaWeaknessRecord *record = g_ptr_array_index(list, i);
    const KhoaReportWeakness weakness = {KHOA_FIGURE_WEAKNESS + (KhoaFigure)record->id,
                                         g_strdup(record->name)};
    if (record->id >= 1 && record->id <= 99 && report->sum.values[weakness.figure])
      g_array_append_val(report->weaknesses, weakness);
    else
      g_free(weakness.name);
  }
  g_array_sort_with_data(report->weaknesses, by_frequency, report);
  return list != NULL;
}

/* Weeks come by commune, in the order of the units. */
static gboolean add_week(const KhoaPatrolWeek *week, gpointer data, GError **error) {
  KhoaReport *report = data;
  KhoaReportWeek one = {.complete = week->complete, .over = week->over};
  (void)error;
  while (one.unit < report->units->len &&
         strcmp(((KhoaReportUnit *)report->units->pdata[one.unit])->code, week->unit) != 0)
    one.unit++;
  if (!week->week || one.unit == report->units->len || (!week->due && !week->patrols))
    return TRUE;
  g_strlcpy(one.week, week->week, sizeof one.week);
  g_array_append_val(report->weeks, one);
  return TRUE;
}

static gboolean add_weeks(KhoaReport *report, KhoaOffice *office, GError **error) {
  GDate first, last;
  char monday[KHOA_DATE_SIZE];
  const gboolean any = khoa_period_weeks(&report->period, &first, &last);
  khoa_date_print(monday, &first);
  return !any || strcmp(monday, report->until) > 0 || /* it has no week that has begun */
         khoa_patrol_weeks(office, report->unit, &report->period, add_week, report, error);
}

static KhoaReport *make_report(KhoaOffice *office, const KhoaReportOrder *order, GError **error) {
  g_auto(KhoaTally) tally = {0};
  if (!khoa_tally_init(&tally, office, order, error))
    return NULL;
  g_autoptr(KhoaReport) report = report_of(&tally, order);
  add_units(report, tally.units);
  if (!khoa_tally_walk(&tally, add_mark, report, error) ||
      !add_weaknesses(report, office->db, error))
    return NULL;
  drop_units(report);
  rank(report);
  return add_weeks(report, office, error) ? g_steal_pointer(&report) : NULL;
}

/* Until the transaction ends nobody else writes or gives out bundles, which the audit asks for. */
static gboolean begin(KhoaOffice *office, const KhoaReportOrder *order, GError **error) {
  return khoa_db_begin(office->db, error) &&
         (order->unaudited || khoa_audit_require_figures(office, error));
}

KhoaReport *khoa_report_new(KhoaOffice *office, const KhoaReportOrder *order, GError **error) {
  KhoaReport *report = begin(office, order, error) ? make_report(office, order, error) : NULL;
  khoa_db_rollback(office->db);
  return report;
}

typedef struct Explanation {
  const KhoaTally *tally;
  KhoaFigure figure;
  KhoaReportRowVisit visit;
  gpointer data;
} Explanation;

static void explain_mark(const KhoaMark *mark, gpointer data) {
  const Explanation *explanation = data;
  const KhoaUnitRecord *unit = g_ptr_array_index(explanation->tally->units, mark->unit);
  const KhoaPastBatch *batch =
      khoa_tag_past_find(explanation->tally->tags, mark->batch, mark->index);
  if (mark->figure != explanation->figure)
    return;
  g_autofree char *day = mark->moment ? khoa_office_day(mark->moment) : g_strdup(mark->day);
  const KhoaReportRow row = {
      .unit = unit->code,
      .amount = mark->amount,
      .batch = mark->batch,
      .index = mark->index,
      .kind = batch ? batch->record->kind : 0,
      .household = mark->household,
      .patrol = mark->patrol,
      .week = mark->week,
      .day = day,
      .time = mark->time,
      .what = mark->what,
  };
  explanation->visit(&row, explanation->data);
}

gboolean khoa_report_explain(KhoaOffice *office, const KhoaReportOrder *order, KhoaFigure figure,
                             KhoaReportRowVisit visit, gpointer data, GError **error) {
  g_auto(KhoaTally) tally = {0};
  Explanation explanation = {&tally, figure, visit, data};
  const gboolean done = begin(office, order, error) &&
                        khoa_tally_init(&tally, office, order, error) &&
                        khoa_tally_walk(&tally, explain_mark, &explanation, error);
  khoa_db_rollback(office->db);
  return done;
}
