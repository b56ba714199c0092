#include "preview.h"

#include "png.h"
#include "prepress.h"

#include <cairo-pdf.h>
#include <glib/gi18n.h>
#include <math.h>

#define MM_AN_INCH 25.4
#define POINTS_PER_MM (72 / MM_AN_INCH)

struct KhoaPreviewPdf {
  const KhoaLayout *layout;
  GByteArray *bytes;
  cairo_surface_t *surface;
  cairo_t *cr;
  int cut_box[4];
  gboolean has_cut;
};

G_DEFINE_QUARK(khoa - preview - error - quark, khoa_preview_error)

static gboolean is_well(cairo_status_t status, GError **error) {
  if (status != CAIRO_STATUS_SUCCESS)
    g_set_error(error, KHOA_PREVIEW_ERROR, 0, _("the preview can't be drawn: %s"),
                cairo_status_to_string(status));
  return status == CAIRO_STATUS_SUCCESS;
}

static void draw(const KhoaPreview *preview, cairo_t *cr) {
  khoa_tag_faces_draw(preview->faces, preview->face, cr, preview->symbol, preview->code);
  khoa_tag_faces_draw_cut(preview->faces, preview->face, cr);
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
  draw(preview, cr);
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
  draw(preview, pdf->cr);
  pdf->has_cut = khoa_tag_faces_cut_box(preview->faces, pdf->cut_box) || pdf->has_cut;
  cairo_show_page(pdf->cr);
}

/* The page but for `inwards` mm on each side. */
static KhoaPdfBox box_within(const KhoaLayout *layout, double inwards) {
  double bleed = khoa_layout_bleed(layout);
  return (KhoaPdfBox){inwards * POINTS_PER_MM, inwards * POINTS_PER_MM,
                      (khoa_layout_width(layout) + 2 * bleed - inwards) * POINTS_PER_MM,
                      (khoa_layout_height(layout) + 2 * bleed - inwards) * POINTS_PER_MM};
}

gboolean khoa_preview_pdf_finish(KhoaPreviewPdf *pdf, const char *path, GError **error) {
  const KhoaPrepress wanted = {
      .bleed = box_within(pdf->layout, 0),
      .trim = box_within(pdf->layout, khoa_layout_bleed(pdf->layout)),
      .cut_box = pdf->has_cut ? pdf->cut_box : NULL,
  };
  cairo_status_t status = cairo_status(pdf->cr);
  cairo_surface_finish(pdf->surface);
  if (!is_well(status, error) || !is_well(cairo_surface_status(pdf->surface), error))
    return FALSE;
  g_autoptr(KhoaDraft) file = khoa_draft_begin(path, FALSE, error);
  return file &&
         khoa_prepress((const char *)pdf->bytes->data, pdf->bytes->len, &wanted, file, error) &&
         khoa_draft_place(file, error);
}

void khoa_preview_pdf_free(KhoaPreviewPdf *pdf) {
  if (!pdf)
    return;
  cairo_destroy(pdf->cr);
  cairo_surface_destroy(pdf->surface);
  g_byte_array_unref(pdf->bytes);
  g_free(pdf);
}
