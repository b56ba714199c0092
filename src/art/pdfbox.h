/* Page boxes for a PDF file that cairo wrote: it writes none but the MediaBox, and a printer's
 * software finds the trim by them. */
#ifndef KHOA_ART_PDFBOX_H
#define KHOA_ART_PDFBOX_H

#include <glib.h>

typedef struct KhoaPdfBox {
  double left, bottom, right, top; /* points from the page's bottom left corner */
} KhoaPdfBox;

/* The incremental update (ISO 32000-1, 7.5.6) that gives every page these boxes: to be appended to
 * the file, whose bytes are `pdf`. It also mends what cairo 1.16 gets wrong: resources that name a
 * drawing once for each time that a page paints it, and the form of the creation date. Reads what
 * cairo writes up to PDF 1.4 and no more: error KHOA_PDF_ERROR for anything else. */
GString *khoa_pdf_boxes(const char *pdf, gsize length, const KhoaPdfBox *bleed,
                        const KhoaPdfBox *trim, GError **error);

#define KHOA_PDF_ERROR khoa_pdf_error_quark()
GQuark khoa_pdf_error_quark(void);

#endif
