#include "paint.h"
#include "qr/symbol.h"
#include "rules.h"

#include <glib/gi18n.h>
#include <math.h>

#define PIXELS 256 /* across the QR code's place */

static gboolean check_within(const KhoaRuleFace *face) {
  const KhoaDrawing *drawing = face->drawing;
  const KhoaBox *qr = &drawing->qr;
  if (qr->x < 0 || qr->y < 0 || qr->x + qr->width > khoa_layout_width(face->layout) ||
      qr->y + qr->height > khoa_layout_height(face->layout))
    return khoa_layout_fault(
        face->faults, drawing->qr_line, KHOA_QR_WHAT,
        _("reaches beyond the trim, from %.2f, %.2f to %.2f, %.2f mm: move it in"), qr->x, qr->y,
        qr->x + qr->width, qr->y + qr->height);
  return khoa_cut_map_distance(face->cut, qr, 0.1) > 0 ||
         khoa_layout_fault(face->faults, drawing->qr_line, KHOA_QR_WHAT,
                           _("the cut line or a hole runs through it: move it or make it smaller"));
}

static void check_module(const KhoaRuleFace *face) {
  const KhoaDrawing *drawing = face->drawing;
  int across = face->modules + 2 * KHOA_QUIET_ZONE;
  double module = drawing->qr.width / across;
  if (module < KHOA_MODULE_MIN_MM)
    khoa_layout_fault(
        face->faults, drawing->qr_line, KHOA_QR_WHAT,
        _("the QR code's place is %.2f mm wide, so that each of its %d modules (quiet "
          "zone included) would have %.3f mm, and %.2f mm is the least: make it %.1f "
          "mm wide, ask for a lower data-level, or use a shorter address"),
        drawing->qr.width, across, module, KHOA_MODULE_MIN_MM, across * KHOA_MODULE_MIN_MM);
}

/* Which share of the place a shape covers. The outermost pixels are left out: a shape may end where
 * the place does. */
static double covered(cairo_surface_t *image) {
  cairo_surface_flush(image);
  const guint8 *data = cairo_image_surface_get_data(image);
  int stride = cairo_image_surface_get_stride(image);
  guint64 sum = 0;
  for (int y = 2; y < PIXELS - 2; y++)
    for (int x = 2; x < PIXELS - 2; x++)
      sum += data[y * stride + x];
  return (double)sum / 255 / (PIXELS - 4) / (PIXELS - 4);
}

static gboolean paint_alone(KhoaShapePainter *painter, const KhoaShape *shape, const KhoaBox *place,
                            cairo_surface_t *image, GError **error) {
  cairo_t *cr = cairo_create(image);
  cairo_set_operator(cr, CAIRO_OPERATOR_CLEAR);
  cairo_paint(cr);
  cairo_set_operator(cr, CAIRO_OPERATOR_OVER);
  cairo_scale(cr, PIXELS / place->width, PIXELS / place->height);
  cairo_translate(cr, -place->x, -place->y);
  gboolean painted = khoa_shape_paint(painter, shape, cr, error);
  cairo_destroy(cr);
  return painted;
}

/* The place is laid out in white over the shapes: one that ends in it would be seen cut off. */
static gboolean check_shapes(const KhoaRuleFace *face, cairo_surface_t *image, GError **error) {
  const KhoaDrawing *drawing = face->drawing;
  g_autoptr(KhoaShapePainter) painter = khoa_shape_painter_new(face->layout, drawing, error);
  for (guint i = 0; painter && i < drawing->shapes->len; i++) {
    const KhoaShape *shape = g_ptr_array_index(drawing->shapes, i);
    if (!paint_alone(painter, shape, &drawing->qr, image, error))
      return FALSE;
    double share = covered(image);
    if (share > 0 && share < 1)
      khoa_layout_fault(
          face->faults, shape->line, shape->what,
          _("reaches into the QR code's place, over %.1f of its %.1f mm²: move it, or "
            "lay it under the whole place"),
          share * drawing->qr.width * drawing->qr.height, drawing->qr.width * drawing->qr.height);
  }
  return painter != NULL;
}

void khoa_rule_qr(const KhoaRuleFace *face) {
  const KhoaDrawing *drawing = face->drawing;
  if (!drawing->has_qr || drawing->qr_faulty)
    return;
  check_module(face);
  if (!check_within(face))
    return;
  GError *error = NULL;
  cairo_surface_t *image = cairo_image_surface_create(CAIRO_FORMAT_A8, PIXELS, PIXELS);
  if (!check_shapes(face, image, &error))
    khoa_layout_fault_take(face->faults, 0, NULL, error);
  cairo_surface_destroy(image);
}
