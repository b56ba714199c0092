#include "pdfpages.h"

#include <glib/gi18n.h>

G_DEFINE_QUARK(khoa - pdf - pages - error - quark, khoa_pdf_pages_error)

static cairo_status_t append(void *bytes, const unsigned char *data, unsigned length) {
  g_byte_array_append(bytes, data, length);
  return CAIRO_STATUS_SUCCESS;
}

void khoa_pdf_pages_begin(KhoaPdfPages *pdf, double width, double height, const char *title,
                          const char *date) {
  pdf->bytes = g_byte_array_new();
  pdf->surface = cairo_pdf_surface_create_for_stream(append, pdf->bytes, width * KHOA_POINTS_PER_MM,
                                                     height * KHOA_POINTS_PER_MM);
  cairo_pdf_surface_set_metadata(pdf->surface, CAIRO_PDF_METADATA_TITLE, title);
  cairo_pdf_surface_set_metadata(pdf->surface, CAIRO_PDF_METADATA_CREATOR, "khoa");
  cairo_pdf_surface_set_metadata(pdf->surface, CAIRO_PDF_METADATA_CREATE_DATE, date);
  pdf->cr = cairo_create(pdf->surface);
  cairo_scale(pdf->cr, KHOA_POINTS_PER_MM, KHOA_POINTS_PER_MM);
}

GByteArray *khoa_pdf_pages_end(KhoaPdfPages *pdf, GError **error) {
  g_autoptr(GByteArray) bytes = g_steal_pointer(&pdf->bytes);
  g_clear_pointer(&pdf->cr, cairo_destroy);
  cairo_surface_finish(pdf->surface);
  cairo_status_t status = cairo_surface_status(pdf->surface);
  g_clear_pointer(&pdf->surface, cairo_surface_destroy);
  if (status == CAIRO_STATUS_SUCCESS)
    return g_steal_pointer(&bytes);
  g_set_error(error, KHOA_PDF_PAGES_ERROR, 0, _("can't draw the pages: %s"),
              cairo_status_to_string(status));
  return NULL;
}
