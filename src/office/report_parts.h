/* The sections of a report as a document, in their order. Used by report_pdf.c alone. */
#ifndef KHOA_OFFICE_REPORT_PARTS_H
#define KHOA_OFFICE_REPORT_PARTS_H

#include "report_text.h"

void khoa_part_brief(KhoaReportText *text); /* what the others say, in words */
void khoa_part_tags(KhoaReportText *text);
void khoa_part_survey(KhoaReportText *text); /* with weaknesses and copies */
void khoa_part_patrols(KhoaReportText *text);
void khoa_part_costs(KhoaReportText *text);
void khoa_part_commendation(KhoaReportText *text);
void khoa_part_proposals(KhoaReportText *text); /* left to the chair */

#endif
