/* What stands around a report's text: whose it is, its number, date and title above; who gets it
 * and who signs below. Written after Decree 30/2020/NĐ-CP, appendix I; its words are khoa.ini's
 * [report]. */
#ifndef KHOA_OFFICE_REPORT_PAPER_H
#define KHOA_OFFICE_REPORT_PAPER_H

#include "art/document.h"
#include "report.h"

typedef struct KhoaReportPaper {
  char *parent;              /* NULL: not known */
  char *issuer, *place;      /* place: dots if it isn't known */
  char *number, *date;       /* likewise */
  char *abstract;            /* the report's title behind "Báo cáo", in lines */
  GStrv recipients, signers; /* a line each */
} KhoaReportPaper;

/* today: YYYY-MM-DD, for those who have khoa date their reports. */
KhoaReportPaper *khoa_report_paper_new(const KhoaConfig *config, const KhoaReport *report,
                                       const char *today);
void khoa_report_paper_free(KhoaReportPaper *paper);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(KhoaReportPaper, khoa_report_paper_free)

void khoa_report_paper_head(const KhoaReportPaper *paper, KhoaDocument *document);
void khoa_report_paper_end(const KhoaReportPaper *paper, KhoaDocument *document);
/* "Kèm theo Báo cáo số ... ngày ... của ...", below annexes' titles; the caller's. */
char *khoa_report_paper_reference(const KhoaReportPaper *paper);

#endif
