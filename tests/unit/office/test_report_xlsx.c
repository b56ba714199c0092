/* A report's workbook: each number of the report stands in it, each sum and share is a formula that
 * holds its value, and whatever the office is like it can be made. */
#include "office/report_workbook.h"
#include "unit/office/cells.h"
#include "unit/office/fixture.h"

enum { OVERVIEW = 1, CHARTS, TAGS, SURVEY, WEAKNESSES, PATROLS, COSTS, COPIES, RANKING, FIGURES };

static void free_unit(gpointer data) {
  KhoaReportUnit *unit = data;
  g_free(unit->code);
  g_free(unit->name);
  g_free(unit);
}

static void set(KhoaReport *report, KhoaReportUnit *unit, guint figure, gint64 value) {
  unit->values[figure] = value;
  report->sum.values[figure] += value;
}

/* Each figure of each commune is another; every third has nothing to survey. */
static void add_commune(KhoaReport *report, guint i) {
  KhoaReportUnit *unit = g_new0(KhoaReportUnit, 1);
  unit->code = g_strdup_printf("%05u", 667 + 3 * i);
  unit->name = g_strdup_printf("=Xã \"Mẫu\" <%u>", i + 1);
  unit->commune = TRUE;
  for (guint f = 0; f < KHOA_FIGURE_NAMED; f++)
    set(report, unit, f, f == KHOA_FIGURE_HOUSEHOLDS && i % 3 == 0 ? 0 : 1 + (7 * i + 13 * f) % 97);
  for (guint i_weakness = 0; i_weakness < report->weaknesses->len; i_weakness++)
    set(report, unit, g_array_index(report->weaknesses, KhoaReportWeakness, i_weakness).figure,
        3 - i_weakness + i);
  unit->rank = i + 1;
  g_ptr_array_add(report->units, unit);
  g_ptr_array_add(report->ranking, unit);
}

static KhoaReport *report_new(guint communes) {
  KhoaReport *report = g_new0(KhoaReport, 1);
  report->kind = KHOA_REPORT_MONTH;
  report->period_name = g_strdup("2026-10");
  g_assert_true(khoa_period_parse(&report->period, "2026-10", NULL));
  g_strlcpy(report->first, "2026-10-01", KHOA_DATE_SIZE);
  g_strlcpy(report->last, "2026-10-31", KHOA_DATE_SIZE);
  g_strlcpy(report->until, "2026-10-31", KHOA_DATE_SIZE);
  report->over = TRUE;
  report->office = g_strdup(OFFICE_NAME " & bạn");
  report->sum.name = g_strdup(OFFICE_NAME);
  report->units = g_ptr_array_new_with_free_func(free_unit);
  report->ranking = g_ptr_array_new();
  report->weaknesses = g_array_new(FALSE, TRUE, sizeof(KhoaReportWeakness));
  report->weeks = g_array_new(FALSE, FALSE, sizeof(KhoaReportWeek));
  report->round = g_strdup("2026-Q4");
  report->round_before = g_strdup("2026-Q3");
  for (guint i = 0; communes && i < 3; i++) {
    KhoaReportWeakness weakness = {(KhoaFigure)(KHOA_FIGURE_WEAKNESS + 5 + i),
                                   g_strdup_printf("Sơ hở thứ %u", i)};
    g_array_append_val(report->weaknesses, weakness);
  }
  for (guint i = 0; i < communes; i++)
    add_commune(report, i);
  return report;
}

static void report_clear(KhoaReport *report) {
  for (guint i = 0; i < report->weaknesses->len; i++)
    g_free(g_array_index(report->weaknesses, KhoaReportWeakness, i).name);
  g_array_unref(report->weaknesses);
  g_array_unref(report->weeks);
  g_ptr_array_unref(report->ranking);
  g_ptr_array_unref(report->units);
  g_free(report->sum.name);
  g_free(report->period_name);
  g_free(report->office);
  g_free(report->round);
  g_free(report->round_before);
  g_free(report);
}

static GHashTable *written(const Fixture *f, const KhoaReport *report) {
  g_autoptr(GError) error = NULL;
  g_autofree char *path = path_in(f, "report.xlsx");
  g_autoptr(GBytes) bytes = khoa_report_make_xlsx(f->office, report, &error);
  g_assert_no_error(error);
  gsize length;
  const char *content = g_bytes_get_data(bytes, &length);
  g_assert_true(g_file_set_contents(path, content, (gssize)length, NULL));
  return read_cells(path);
}

static void assert_number(const Cell *cell, gint64 value) {
  g_assert_nonnull(cell);
  g_autofree char *text = g_strdup_printf("%" G_GINT64_FORMAT, value);
  g_assert_cmpstr(cell->value, ==, text);
}

/* Every figure of every unit as a number, and the sums as formulas. */
static void test_figures(Fixture *f, gconstpointer data) {
  KhoaReport *report = report_new(GPOINTER_TO_UINT(data));
  g_autoptr(GHashTable) cells = written(f, report);
  const guint sum = khoa_report_sum_row(report);
  for (guint figure = 0; figure < KHOA_FIGURE_COUNT; figure++) {
    const guint at = khoa_report_column(report, (KhoaFigure)figure);
    if (at >= KHOA_COLUMN_FIRST + KHOA_FIGURE_NAMED + report->weaknesses->len)
      continue; /* a weakness that nobody saw */
    for (guint i = 0; i < report->units->len; i++) {
      const Cell *cell = cell_at(cells, FIGURES, KHOA_ROW_UNITS + i, at);
      assert_number(cell, ((const KhoaReportUnit *)report->units->pdata[i])->values[figure]);
      g_assert_null(cell->formula);
    }
    assert_number(cell_at(cells, FIGURES, sum, at), report->sum.values[figure]);
    g_assert_true(g_str_has_prefix(cell_at(cells, FIGURES, sum, at)->formula,
                                   khoa_figure_info((KhoaFigure)figure)->dong ? "IF(SUM(Figures!"
                                                                              : "SUM(Figures!"));
    g_assert_cmpstr(cell_at(cells, FIGURES, sum + 1, at)->value, ==,
                    khoa_figure_info((KhoaFigure)figure)->name);
  }
  report_clear(report);
}

/* Codes stay texts, and a name that looks like a formula is none. */
static void test_texts(Fixture *f, gconstpointer data) {
  (void)data;
  KhoaReport *report = report_new(2);
  g_autoptr(GHashTable) cells = written(f, report);
  for (guint sheet = FIGURES; sheet > CHARTS; sheet -= sheet == RANKING + 1 ? 2 : 1) {
    if (sheet == WEAKNESSES)
      continue;
    g_assert_cmpstr(cell_at(cells, sheet, KHOA_ROW_UNITS, KHOA_COLUMN_CODE)->value, ==, "00667");
    const Cell *name = cell_at(cells, sheet, KHOA_ROW_UNITS + 1, KHOA_COLUMN_NAME);
    g_assert_cmpstr(name->value, ==, "=Xã \"Mẫu\" <2>");
    g_assert_null(name->formula);
  }
  report_clear(report);
}

/* Shares are rounded down, and a dash where there is nothing to take one of. */
static void test_shares(Fixture *f, gconstpointer data) {
  (void)data;
  KhoaReport *report = report_new(2);
  KhoaReportUnit *unit = report->units->pdata[1];
  unit->values[KHOA_FIGURE_TAGS_WANTED] = 3000;
  unit->values[KHOA_FIGURE_TAGS_COVERED] = 2999;
  g_autoptr(GHashTable) cells = written(f, report);
  const guint share = KHOA_COLUMN_FIRST + 2;
  g_assert_cmpstr(cell_at(cells, TAGS, KHOA_ROW_UNITS + 1, share)->value, ==, "0.999");
  g_assert_cmpstr(cell_at(cells, SURVEY, KHOA_ROW_UNITS, share)->value, ==, "–");
  g_assert_cmpstr(cell_at(cells, SURVEY, KHOA_ROW_UNITS, share)->formula, ==,
                  "IF(N(Figures!$AS$5)=0,\"–\",INT(1000*N(Figures!$AU$5)/Figures!$AS$5)/1000)");
  report_clear(report);
}

/* Without a round before there are no columns of it. */
static void test_first_round(Fixture *f, gconstpointer data) {
  (void)data;
  KhoaReport *report = report_new(1);
  g_autoptr(GHashTable) both = written(f, report);
  g_clear_pointer(&report->round_before, g_free);
  g_autoptr(GHashTable) one = written(f, report);
  const guint last = KHOA_COLUMN_FIRST + 8 + 4 - 1;
  g_assert_nonnull(cell_at(one, SURVEY, KHOA_ROW_UNITS, last));
  g_assert_null(cell_at(one, SURVEY, KHOA_ROW_UNITS, last + 1));
  g_assert_nonnull(cell_at(both, SURVEY, KHOA_ROW_UNITS, last + 9));
  report_clear(report);
}

static void test_ranking(Fixture *f, gconstpointer data) {
  (void)data;
  KhoaReport *report = report_new(3);
  KhoaReportUnit *second = report->ranking->pdata[1];
  second->score = 583;
  second->commended = TRUE;
  g_autoptr(GHashTable) cells = written(f, report);
  g_assert_cmpstr(cell_at(cells, RANKING, 5, 0)->value, ==, "2");
  g_assert_cmpstr(cell_at(cells, RANKING, 5, 0)->formula, ==,
                  "RANK(Ranking!$D$6,Ranking!$D$5:$D$7)");
  g_assert_cmpstr(cell_at(cells, RANKING, 5, 3)->value, ==, "0.583");
  g_assert_cmpstr(cell_at(cells, RANKING, 5, 7)->value, ==, "proposed");
  g_assert_null(cell_at(cells, RANKING, 6, 7)->value);
  report_clear(report);
}

int main(int argc, char **argv) {
  if (sodium_init() < 0)
    return 1;
  g_test_init(&argc, &argv, NULL);
#define TEST(name, data, function)                                                                 \
  g_test_add("/report-xlsx/" name, Fixture, GUINT_TO_POINTER(data), set_up, function, tear_down)
  TEST("figures/three", 3, test_figures);
  TEST("figures/one-commune", 1, test_figures);
  TEST("figures/none", 0, test_figures);
  TEST("figures/many", 120, test_figures);
  TEST("texts", 0, test_texts);
  TEST("shares", 0, test_shares);
  TEST("first-round", 0, test_first_round);
  TEST("ranking", 0, test_ranking);
  return g_test_run();
}
