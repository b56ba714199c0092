#include "report.h"

#include <string.h>

#define BYTE_ORDER_MARK "\xef\xbb\xbf" /* else Excel takes the names for another encoding */

/* RFC 4180. What a spreadsheet would take for a formula is made a text. */
static void add_cell(GString *csv, const char *text, char end) {
  const gboolean formula = *text && strchr("=+-@\t\r", *text);
  g_string_append_c(csv, '"');
  g_string_append(csv, formula ? "'" : "");
  for (; *text; text++) {
    if (*text == '"')
      g_string_append_c(csv, '"');
    g_string_append_c(csv, *text);
  }
  g_string_append_c(csv, '"');
  g_string_append_c(csv, end);
}

/* unit: "" and the office's name for the sum; known: else the value is empty. */
static void add_row(GString *csv, const KhoaReport *report, const KhoaReportUnit *unit,
                    const char *const texts[4], gboolean known, gint64 value) {
  add_cell(csv, report->period_name, ',');
  add_cell(csv, unit->code ? unit->code : "", ',');
  add_cell(csv, unit->name, ',');
  for (int i = 0; i < 4; i++)
    add_cell(csv, texts[i], ',');
  if (known)
    g_string_append_printf(csv, "%" G_GINT64_FORMAT, value);
  g_string_append(csv, "\r\n");
}

static void add_figure(GString *csv, const KhoaReport *report, const KhoaReportUnit *unit,
                       KhoaFigure figure, const char *title) {
  const KhoaFigureInfo *info = khoa_figure_info(figure);
  add_row(csv, report, unit,
          (const char *const[]){khoa_section_word(info->section), info->name,
                                khoa_when_word(info->when), title},
          khoa_report_knows(unit, figure), unit->values[figure]);
}

static void add_rank(GString *csv, const KhoaReport *report, const KhoaReportUnit *unit) {
  const struct {
    const char *name, *title;
    gint64 value;
  } rows[] = {{"score", "Điểm xếp hạng, phần nghìn", unit->score},
              {"rank", "Xếp hạng", unit->rank},
              {"commended", "Đề nghị biểu dương, khen thưởng", unit->commended}};
  for (gsize i = 0; unit->rank && i < G_N_ELEMENTS(rows); i++)
    add_row(csv, report, unit,
            (const char *const[]){"commendation", rows[i].name, khoa_when_word(KHOA_AT_END),
                                  rows[i].title},
            TRUE, rows[i].value);
}

static void add_unit(GString *csv, const KhoaReport *report, const KhoaReportUnit *unit) {
  for (int i = 0; i < KHOA_FIGURE_NAMED; i++)
    add_figure(csv, report, unit, (KhoaFigure)i, khoa_figure_info((KhoaFigure)i)->title);
  for (guint i = 0; i < report->weaknesses->len; i++) {
    const KhoaReportWeakness *weakness = &g_array_index(report->weaknesses, KhoaReportWeakness, i);
    add_figure(csv, report, unit, weakness->figure, weakness->name);
  }
  for (int i = 0; i < KHOA_RATIO_COUNT; i++) {
    const KhoaRatioInfo *info = khoa_ratio_info((KhoaRatio)i);
    g_autofree char *title = g_strdup_printf("%s, phần nghìn", info->title);
    if (unit->ratios[i] >= 0)
      add_row(csv, report, unit,
              (const char *const[]){"shares", info->name,
                                    khoa_when_word(khoa_figure_info(info->part)->when), title},
              TRUE, unit->ratios[i]);
  }
  add_rank(csv, report, unit);
}

GBytes *khoa_report_make_csv(KhoaOffice *office, const KhoaReport *report, GError **error) {
  GString *csv =
      g_string_new(BYTE_ORDER_MARK "period,unit,unit_name,section,figure,when,title,value\r\n");
  (void)office, (void)error;
  if (!report->unit)
    add_unit(csv, report, &report->sum);
  for (guint i = 0; i < report->units->len; i++)
    add_unit(csv, report, g_ptr_array_index(report->units, i));
  return g_string_free_to_bytes(csv);
}
