/* What figures are called, in the language of messages: in Vietnamese as official documents have
 * it. */
#ifndef KHOA_OFFICE_REPORT_WORDS_H
#define KHOA_OFFICE_REPORT_WORDS_H

#include "report.h"

/* A weakness's as the office calls it. */
const char *khoa_report_figure_title(const KhoaReport *report, KhoaFigure figure);
const char *khoa_report_section_title(KhoaSection section);
const char *khoa_report_ratio_title(KhoaRatio ratio);
const char *khoa_report_rule_words(void);

#endif
