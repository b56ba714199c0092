#include "preview.h"

#include "pdfbox.h"
#include "png.h"

#include <cairo-pdf.h>
#include <math.h>

#define MM_AN_INCH 25.4
#define POINTS_PER_MM (72 / MM_AN_INCH)

struct KhoaPreviewPdf {
  const KhoaLayout *layout;
  GByteArray *bytes;
  cairo_surface_t *surface;
  cairo_t *cr;
};

G_DEFINE_QUARK(khoa - preview - error - quark, khoa_preview_error)

static gboolean is_well(cairo_status_t status, GError **error) {
  if (status != CAIRO_STATUS_SUCCESS)
    g_set_error(error, KHOA_PREVIEW_ERROR, 0, "the preview can't be drawn: %s",
                cairo_status_to_string(status));
  return status == CAIRO_STATUS_SUCCESS;
}

GByteArray *khoa_preview_png(const KhoaPreview *preview, GError **error) {
  double scale = KHOA_PREVIEW_DPI / MM_AN_INCH;
  cairo_surface_t *image = cairo_image_surface_create(
      CAIRO_FORMAT_RGB24, (int)lround(khoa_layout_width(preview->layout) * scale),
      (int)lround(khoa_layout_height(preview->layout) * scale));
  cairo_t *cr = cairo_create(image);
  cairo_set_source_rgb(cr, 1, 1, 1);
  cairo_paint(cr);
  cairo_scale(cr, scale, scale);
  khoa_tag_faces_draw(preview->faces, preview->face, cr, preview->symbol, preview->code);
  GByteArray *png =
      is_well(cairo_status(cr), error) ? khoa_png_write(image, KHOA_PREVIEW_DPI, error) : NULL;
  cairo_destroy(cr);
  cairo_surface_destroy(image);
  return png;
}

static cairo_status_t keep(void *bytes, const unsigned char *data, unsigned int length) {
  g_byte_array_append(bytes, data, length);
  return CAIRO_STATUS_SUCCESS;
}

KhoaPreviewPdf *khoa_preview_pdf_new(const KhoaLayout *layout, const char *date) {
  KhoaPreviewPdf *pdf = g_new0(KhoaPreviewPdf, 1);
  double bleed = khoa_layout_bleed(layout);
  pdf->layout = layout;
  pdf->bytes = g_byte_array_new();
  pdf->surface = cairo_pdf_surface_create_for_stream(
      keep, pdf->bytes, (khoa_layout_width(layout) + 2 * bleed) * POINTS_PER_MM,
      (khoa_layout_height(layout) + 2 * bleed) * POINTS_PER_MM);
  cairo_pdf_surface_restrict_to_version(pdf->surface, CAIRO_PDF_VERSION_1_4);
  cairo_pdf_surface_set_metadata(pdf->surface, CAIRO_PDF_METADATA_TITLE, khoa_layout_name(layout));
  cairo_pdf_surface_set_metadata(pdf->surface, CAIRO_PDF_METADATA_CREATE_DATE, date);
  cairo_pdf_surface_set_metadata(pdf->surface, CAIRO_PDF_METADATA_CREATOR, "khoa");
  pdf->cr = cairo_create(pdf->surface);
  cairo_scale(pdf->cr, POINTS_PER_MM, POINTS_PER_MM);
  cairo_translate(pdf->cr, bleed, bleed);
  return pdf;
}

void khoa_preview_pdf_add(KhoaPreviewPdf *pdf, const KhoaPreview *preview) {
  khoa_tag_faces_draw(preview->faces, preview->face, pdf->cr, preview->symbol, preview->code);
  cairo_show_page(pdf->cr);
}

GByteArray *khoa_preview_pdf_finish(KhoaPreviewPdf *pdf, GError **error) {
  double width = khoa_layout_width(pdf->layout), height = khoa_layout_height(pdf->layout);
  double bleed = khoa_layout_bleed(pdf->layout);
  KhoaPdfBox whole = {0, 0, (width + 2 * bleed) * POINTS_PER_MM,
                      (height + 2 * bleed) * POINTS_PER_MM};
  KhoaPdfBox trim = {bleed * POINTS_PER_MM, bleed * POINTS_PER_MM, (width + bleed) * POINTS_PER_MM,
                     (height + bleed) * POINTS_PER_MM};
  cairo_status_t status = cairo_status(pdf->cr);
  cairo_surface_finish(pdf->surface);
  if (!is_well(status, error) || !is_well(cairo_surface_status(pdf->surface), error))
    return NULL;
  g_autoptr(GString) boxes =
      khoa_pdf_boxes((const char *)pdf->bytes->data, pdf->bytes->len, &whole, &trim, error);
  if (!boxes)
    return NULL;
  g_byte_array_append(pdf->bytes, (const guint8 *)boxes->str, (guint)boxes->len);
  return g_byte_array_ref(pdf->bytes);
}

void khoa_preview_pdf_free(KhoaPreviewPdf *pdf) {
  if (!pdf)
    return;
  cairo_destroy(pdf->cr);
  cairo_surface_destroy(pdf->surface);
  g_byte_array_unref(pdf->bytes);
  g_free(pdf);
}
