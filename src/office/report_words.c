#include "report_words.h"

#include "report_workbook.h"

#include <string.h>

/* Official documents' words are in the tables already, so that they needn't be translated again. */
static const char *choose(const char *english, const char *vietnamese) {
  /* translators: the code of your language: "vi" takes the Vietnamese words of official documents.
   */
  return strcmp(C_("language", "en"), "vi") == 0 ? vietnamese : english;
}

const char *khoa_report_figure_title(const KhoaReport *report, KhoaFigure figure) {
  if (figure < KHOA_FIGURE_NAMED)
    return choose(khoa_figure_info(figure)->label, khoa_figure_info(figure)->title);
  const guint i = khoa_report_column(report, figure) - KHOA_COLUMN_FIRST - KHOA_FIGURE_NAMED;
  return g_array_index(report->weaknesses, KhoaReportWeakness, i).name;
}

const char *khoa_report_section_title(KhoaSection section) {
  return choose(khoa_section_word(section), khoa_section_title(section));
}

const char *khoa_report_ratio_title(KhoaRatio ratio) {
  return choose(khoa_ratio_info(ratio)->label, khoa_ratio_info(ratio)->title);
}

const char *khoa_report_rule_words(void) {
  return choose(khoa_report_rule(), khoa_report_rule_title());
}
