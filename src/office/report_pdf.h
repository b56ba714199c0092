/* A report as a document to be signed: Decree 30/2020/NĐ-CP gives its form, article 13 of the
 * regulation its occasion. It is written in gettext's language. The same report, words of khoa.ini
 * and day give the same bytes. */
#ifndef KHOA_OFFICE_REPORT_PDF_H
#define KHOA_OFFICE_REPORT_PDF_H

#include "art/fonts.h"
#include "report.h"

/* The document; today: YYYY-MM-DD, printed if khoa.ini asks for that. The caller's. Errors:
 * KHOA_FONTS_ERROR, KHOA_DOCUMENT_ERROR. */
GByteArray *khoa_report_pdf(KhoaFonts *fonts, const KhoaConfig *config, const KhoaReport *report,
                            const char *today, guint *pages, GError **error);

/* See KhoaReportFormat. */
GBytes *khoa_report_make_pdf(KhoaOffice *office, const KhoaReport *report, GError **error);

#endif
