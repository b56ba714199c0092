/* What must be right at a tag's edge, since a cutter may miss by half a millimetre. */
#include "paint.h"
#include "rules.h"

#include <glib/gi18n.h>
#include <math.h>

#define PIXELS 10.0  /* a mm, at most */
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

/* A face with its bleed, on white paper. */
typedef struct Sight {
  cairo_surface_t *image;
  double scale; /* pixels a mm */
  double bleed;
} Sight;

typedef struct Gap {
  double x, y;    /* on the trim, mm */
  double reached; /* mm beyond it */
} Gap;

static void sight_clear(Sight *sight) {
  g_clear_pointer(&sight->image, cairo_surface_destroy);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Sight, sight_clear)

static gboolean sight_init(Sight *sight, const KhoaRuleFace *face, GError **error) {
  double bleed = khoa_layout_bleed(face->layout);
  double width = khoa_layout_width(face->layout) + 2 * bleed;
  double height = khoa_layout_height(face->layout) + 2 * bleed;
  double scale = fmin(PIXELS, khoa_paint_scale(width, height));
  *sight = (Sight){cairo_image_surface_create(CAIRO_FORMAT_RGB24, (int)lround(width * scale),
                                              (int)lround(height * scale)),
                   scale, bleed};
  cairo_t *cr = cairo_create(sight->image);
  cairo_set_source_rgb(cr, 1, 1, 1);
  cairo_paint(cr);
  cairo_scale(cr, scale, scale);
  cairo_translate(cr, bleed, bleed);
  gboolean painted = khoa_paint_svg(cr, face->layout, face->drawing->art, error);
  cairo_destroy(cr);
  cairo_surface_flush(sight->image);
  return painted;
}

static gboolean is_paper(const Sight *sight, double x, double y) {
  int column = (int)floor((x + sight->bleed) * sight->scale);
  int row = (int)floor((y + sight->bleed) * sight->scale);
  if (column < 0 || row < 0 || column >= cairo_image_surface_get_width(sight->image) ||
      row >= cairo_image_surface_get_height(sight->image))
    return TRUE;
  const guint8 *data = cairo_image_surface_get_data(sight->image);
  const guint8 *pixel = data + row * cairo_image_surface_get_stride(sight->image) + 4 * column;
  return pixel[0] >= PAPER && pixel[1] >= PAPER && pixel[2] >= PAPER;
}

/* How far colour goes on beyond a point of the trim; the whole bleed also where there is none. */
static double reach(const Sight *sight, const Side *side, double x, double y) {
  const double step = 1 / sight->scale;
  if (is_paper(sight, x - side->out_x * NEAR_MM, y - side->out_y * NEAR_MM))
    return sight->bleed;
  double far = step / 2;
  while (far < sight->bleed && !is_paper(sight, x + side->out_x * far, y + side->out_y * far))
    far += step;
  return far < sight->bleed ? far - step / 2 : sight->bleed;
}

/* Where a side's colour ends first. */
static Gap worst_gap(const Sight *sight, const Side *side) {
  Gap worst = {.reached = sight->bleed};
  for (double at = 0.5 / sight->scale; at < side->length; at += 1 / sight->scale) {
    double x = side->x + at * side->along_x, y = side->y + at * side->along_y;
    double reached = reach(sight, side, x, y);
    if (reached < worst.reached)
      worst = (Gap){x, y, reached};
  }
  return worst;
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

static void tell_gap(const KhoaRuleFace *face, const Side *side, const Gap *gap) {
  const KhoaShape *shape =
      shape_at(face, gap->x - side->out_x * NEAR_MM, gap->y - side->out_y * NEAR_MM);
  khoa_layout_fault(face->faults, shape ? shape->line : 0, shape ? shape->what : NULL,
                    _("ends %.1f mm beyond the %s trim, at %.1f, %.1f mm, and must go on for the "
                      "whole bleed, %.1f mm: a cutter that misses would leave white"),
                    gap->reached, _(side->word), gap->x, gap->y, khoa_layout_bleed(face->layout));
}

void khoa_rule_bleed(const KhoaRuleFace *face) {
  double width = khoa_layout_width(face->layout), height = khoa_layout_height(face->layout);
  const Side sides[] = {{N_("left"), 0, 0, height, 0, 1, -1, 0},
                        {N_("right"), width, 0, height, 0, 1, 1, 0},
                        {N_("upper"), 0, 0, width, 1, 0, 0, -1},
                        {N_("lower"), 0, height, width, 1, 0, 0, 1}};
  GError *error = NULL;
  g_auto(Sight) sight = {0};
  if (!sight_init(&sight, face, &error)) {
    khoa_layout_fault_take(face->faults, 0, NULL, error);
    return;
  }
  for (gsize i = 0; i < G_N_ELEMENTS(sides); i++) {
    Gap gap = worst_gap(&sight, &sides[i]);
    if (gap.reached < sight.bleed - 1 / sight.scale)
      tell_gap(face, &sides[i], &gap);
  }
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
