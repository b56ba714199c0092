/* Page boxes of a PDF file: cairo writes none but the MediaBox, and a printer's software finds the
 * trim by them. */
#ifndef KHOA_ART_PDFBOX_H
#define KHOA_ART_PDFBOX_H

#include <glib.h>

typedef struct KhoaPdfBox {
  double left, bottom, right, top; /* points from the page's bottom left corner */
} KhoaPdfBox;

/* The incremental update (ISO 32000-1, 7.5.6) that gives every page of the PDF file these boxes:
 * to be appended to it. Error KHOA_PDF_ERROR when it can't be read, or has no plain
 * cross-reference table as cairo's have. */
GString *khoa_pdf_boxes(const char *path, const KhoaPdfBox *bleed, const KhoaPdfBox *trim,
                        GError **error);

#define KHOA_PDF_ERROR khoa_pdf_error_quark()
GQuark khoa_pdf_error_quark(void);

#endif
