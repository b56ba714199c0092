/* A PDF that is drawn page by page, in memory. The same drawing gives the same bytes. */
#ifndef KHOA_ART_PDFPAGES_H
#define KHOA_ART_PDFPAGES_H

#include <cairo-pdf.h>
#include <glib.h>

#define KHOA_POINTS_PER_MM (72.0 / 25.4)

typedef struct KhoaPdfPages {
  cairo_surface_t *surface;
  cairo_t *cr; /* draws in millimetres from the page's top left corner; cairo_show_page() ends it */
  GByteArray *bytes;
} KhoaPdfPages;

/* Width and height are millimetres; date: ISO 8601 with zone, the creation date. */
void khoa_pdf_pages_begin(KhoaPdfPages *pdf, double width, double height, const char *title,
                          const char *date);
/* The finished file, the caller's; nothing of pdf is left. */
GByteArray *khoa_pdf_pages_end(KhoaPdfPages *pdf, GError **error);

#define KHOA_PDF_PAGES_ERROR khoa_pdf_pages_error_quark()
GQuark khoa_pdf_pages_error_quark(void);

#endif
