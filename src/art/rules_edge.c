/* What must be right at a tag's edge, since a cutter may miss by half a millimetre. */
#include "paint.h"
#include "rules.h"

#include <glib/gi18n.h>
#include <math.h>

#define PIXELS 10.0  /* a mm */
#define NEAR_MM 0.15 /* from the trim inwards: what stands there is meant to reach it */
#define PAPER 250    /* of 255, of each colour: as good as white */
#define CUT_MM 0.3   /* a line along the trim reaches beyond it by half its width */
#define CUT_EXACT_MM 0.01

/* A side of the trim: where it begins, and which way it and outwards are. */
typedef struct Side {
  const char *word;
  double x, y, length;
  int along_x, along_y, out_x, out_y;
} Side;

typedef struct Gap {
  double x, y;    /* on the trim, mm */
  double reached; /* mm beyond it */
} Gap;

static gboolean is_paper(cairo_surface_t *image, double bleed, double x, double y) {
  int column = (int)floor((x + bleed) * PIXELS), row = (int)floor((y + bleed) * PIXELS);
  if (column < 0 || row < 0 || column >= cairo_image_surface_get_width(image) ||
      row >= cairo_image_surface_get_height(image))
    return TRUE;
  const guint8 *data = cairo_image_surface_get_data(image);
  const guint8 *pixel = data + row * cairo_image_surface_get_stride(image) + 4 * column;
  return pixel[0] >= PAPER && pixel[1] >= PAPER && pixel[2] >= PAPER;
}

/* How far colour goes on beyond a point of the trim; the whole bleed also where there is none. */
static double reach(cairo_surface_t *image, double bleed, const Side *side, double x, double y) {
  const double step = 1 / PIXELS;
  if (is_paper(image, bleed, x - side->out_x * NEAR_MM, y - side->out_y * NEAR_MM))
    return bleed;
  double far = step / 2;
  while (far < bleed && !is_paper(image, bleed, x + side->out_x * far, y + side->out_y * far))
    far += step;
  return far < bleed ? far - step / 2 : bleed;
}

/* Where a side's colour ends first. */
static Gap worst_gap(cairo_surface_t *image, double bleed, const Side *side) {
  Gap worst = {.reached = bleed};
  for (double at = 0.5 / PIXELS; at < side->length; at += 1 / PIXELS) {
    double x = side->x + at * side->along_x, y = side->y + at * side->along_y;
    double reached = reach(image, bleed, side, x, y);
    if (reached < worst.reached)
      worst = (Gap){x, y, reached};
  }
  return worst;
}

static cairo_surface_t *draw_with_bleed(const KhoaRuleFace *face, double bleed, GError **error) {
  cairo_surface_t *image = cairo_image_surface_create(
      CAIRO_FORMAT_RGB24, (int)lround((khoa_layout_width(face->layout) + 2 * bleed) * PIXELS),
      (int)lround((khoa_layout_height(face->layout) + 2 * bleed) * PIXELS));
  cairo_t *cr = cairo_create(image);
  cairo_set_source_rgb(cr, 1, 1, 1);
  cairo_paint(cr);
  cairo_scale(cr, PIXELS, PIXELS);
  cairo_translate(cr, bleed, bleed);
  if (!khoa_paint_svg(cr, face->layout, face->drawing->art, error))
    g_clear_pointer(&image, cairo_surface_destroy);
  cairo_destroy(cr);
  return image;
}

/* The uppermost shape there; NULL if there is none. */
static const KhoaShape *shape_at(const KhoaRuleFace *face, double x, double y) {
  const GPtrArray *shapes = face->drawing->shapes;
  g_autoptr(KhoaShapePainter) painter = khoa_shape_painter_new(face->layout, face->drawing, NULL);
  cairo_surface_t *image = cairo_image_surface_create(CAIRO_FORMAT_A8, 1, 1);
  const KhoaShape *found = NULL;
  for (guint i = shapes->len; painter && !found && i-- > 0;) {
    const KhoaShape *shape = g_ptr_array_index(shapes, i);
    cairo_t *cr = cairo_create(image);
    cairo_scale(cr, PIXELS, PIXELS);
    cairo_translate(cr, -x, -y);
    gboolean painted = khoa_shape_paint(painter, shape, cr, NULL);
    cairo_destroy(cr);
    cairo_surface_flush(image);
    if (painted && *cairo_image_surface_get_data(image) > 0)
      found = shape;
  }
  cairo_surface_destroy(image);
  return found;
}

static void tell_gap(const KhoaRuleFace *face, double bleed, const Side *side, const Gap *gap) {
  const KhoaShape *shape =
      shape_at(face, gap->x - side->out_x * NEAR_MM, gap->y - side->out_y * NEAR_MM);
  khoa_layout_fault(face->faults, shape ? shape->line : 0, shape ? shape->what : NULL,
                    _("ends %.1f mm beyond the %s trim, at %.1f, %.1f mm, and must go on for the "
                      "whole bleed, %.1f mm: a cutter that misses would leave white"),
                    gap->reached, _(side->word), gap->x, gap->y, bleed);
}

void khoa_rule_bleed(const KhoaRuleFace *face) {
  double width = khoa_layout_width(face->layout), height = khoa_layout_height(face->layout);
  double bleed = khoa_layout_bleed(face->layout);
  const Side sides[] = {{N_("left"), 0, 0, height, 0, 1, -1, 0},
                        {N_("right"), width, 0, height, 0, 1, 1, 0},
                        {N_("upper"), 0, 0, width, 1, 0, 0, -1},
                        {N_("lower"), 0, height, width, 1, 0, 0, 1}};
  GError *error = NULL;
  cairo_surface_t *image = draw_with_bleed(face, bleed, &error);
  if (!image) {
    khoa_layout_fault_take(face->faults, 0, NULL, error);
    return;
  }
  cairo_surface_flush(image);
  for (gsize i = 0; i < G_N_ELEMENTS(sides); i++) {
    Gap gap = worst_gap(image, bleed, &sides[i]);
    if (gap.reached < bleed - 1 / PIXELS)
      tell_gap(face, bleed, &sides[i], &gap);
  }
  cairo_surface_destroy(image);
}

void khoa_rule_cut(const KhoaRuleFace *face) {
  double width = khoa_layout_width(face->layout), height = khoa_layout_height(face->layout);
  double x, y, w, h;
  cairo_surface_t *record = cairo_recording_surface_create(CAIRO_CONTENT_COLOR_ALPHA, NULL);
  cairo_t *cr = cairo_create(record);
  GError *error = NULL;
  cairo_scale(cr, 1 / CUT_EXACT_MM, 1 / CUT_EXACT_MM); /* extents are whole units */
  /* As the front has it: what reaches out there does so behind too. */
  if (!khoa_paint_cut(cr, face->layout, face->drawing, KHOA_FACE_FRONT, &error))
    khoa_layout_fault_take(face->faults, 0, NULL, error);
  cairo_destroy(cr);
  cairo_recording_surface_ink_extents(record, &x, &y, &w, &h);
  cairo_surface_destroy(record);
  double right = (x + w) * CUT_EXACT_MM - width, bottom = (y + h) * CUT_EXACT_MM - height;
  double out = fmax(fmax(-x, -y) * CUT_EXACT_MM, fmax(right, bottom));
  if (w > 0 && out > CUT_MM)
    khoa_layout_fault(face->faults, 0, "<g id='cut'>",
                      _("reaches %.2f mm beyond the trim: draw the cut line within it"), out);
}
