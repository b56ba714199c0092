/* A report's workbook, read by others: unzip and xmllint. */
#include "office/report.h"
#include "unit/office/fixture.h"

#define FILE_NAME "report.xlsx"

static KhoaReportUnit *unit_new(KhoaReport *report, const char *code, const char *name) {
  KhoaReportUnit *unit = g_new0(KhoaReportUnit, 1);
  unit->code = g_strdup(code);
  unit->name = g_strdup(name);
  unit->commune = TRUE;
  g_ptr_array_add(report->units, unit);
  return unit;
}

static void set(KhoaReport *report, KhoaReportUnit *unit, KhoaFigure figure, gint64 value) {
  unit->values[figure] = value;
  report->sum.values[figure] += value;
}

static void free_unit(gpointer data) {
  KhoaReportUnit *unit = data;
  g_free(unit->code);
  g_free(unit->name);
  g_free(unit);
}

/* A month's report of so many communes, each figure of which is another. */
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
  report->units = g_ptr_array_new_with_free_func(free_unit);
  report->ranking = g_ptr_array_new();
  report->weaknesses = g_array_new(FALSE, TRUE, sizeof(KhoaReportWeakness));
  report->sum.name = g_strdup(OFFICE_NAME);
  if (communes) {
    report->round = g_strdup("2026-Q4");
    report->round_before = g_strdup("2026-Q3");
    for (guint i = 0; i < 3; i++) {
      KhoaReportWeakness weakness = {KHOA_FIGURE_WEAKNESS + 1 + i,
                                     g_strdup_printf("Sơ hở thứ %u", i)};
      g_array_append_val(report->weaknesses, weakness);
    }
  }
  for (guint i = 0; i < communes; i++) {
    g_autofree char *code = g_strdup_printf("%05u", 667 + 3 * i);
    g_autofree char *name = g_strdup_printf("=Xã Mẫu <%u>", i + 1);
    KhoaReportUnit *unit = unit_new(report, code, name);
    for (guint figure = 0; figure < KHOA_FIGURE_NAMED; figure++)
      set(report, unit, (KhoaFigure)figure,
          khoa_figure_info((KhoaFigure)figure)->dong ? 12000 * (gint64)(i + figure)
                                                     : (gint64)((7 * i + 13 * figure) % 97));
    set(report, unit, KHOA_FIGURE_TAGS_WANTED, 1000);
    for (guint w = 1; w <= 3; w++)
      set(report, unit, KHOA_FIGURE_WEAKNESS + w, 10 * (4 - w) + i);
    unit->score = 1000 - 7 * (gint)i;
    unit->rank = i + 1;
    unit->commended = i < 2;
    g_ptr_array_add(report->ranking, unit);
  }
  return report;
}

const char *khoa_report_rule_title(void) { return "Quy tắc"; }

int main(int argc, char **argv) {
  g_autoptr(GError) error = NULL;
  KhoaReport *r = report_new((guint)atoi(argv[1]));
  KhoaOffice o = {0};
  if (!khoa_report_write_xlsx(&o, r, argv[argc-1], TRUE, &error)) g_error("%s", error->message);
}
