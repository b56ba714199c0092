#include "rules.h"

#include "contrast.h"
#include "paint.h"
#include "places.h"

#include <glib/gi18n.h>
#include <math.h>

#define ROUNDING_MM 0.005

double khoa_digit_height_min(guint hotlines) {
  static const double heights[] = {2.4, 2.1, 1.8};
  return heights[CLAMP(hotlines, KHOA_HOTLINES_MIN, KHOA_HOTLINES_MAX) - KHOA_HOTLINES_MIN];
}

static const KhoaFitted *text_at(const KhoaRuleFace *face, guint i) {
  return g_ptr_array_index(face->texts, i);
}

void khoa_rule_digits(const KhoaRuleFace *face) {
  double least = khoa_digit_height_min(face->hotlines);
  for (guint i = 0; i < face->texts->len; i++) {
    const KhoaFitted *text = text_at(face, i);
    if (khoa_places_number(text->spec->words) == 0)
      continue;
    double height = khoa_fitted_digit_height(text, face->fonts);
    if (height < least - ROUNDING_MM)
      khoa_layout_fault(face->faults, text->spec->line, text->spec->what,
                        _("digits are %.2f mm high, but with %u hotlines they must have %.2f mm: "
                          "give them a larger font-size and data-max-width"),
                        height, face->hotlines, least);
  }
}

/* How far one would have to be moved to be out of the other, mm; not over 0 if it is. */
static double depth(const KhoaBox *a, const KhoaBox *b) {
  double across = fmin(a->x + a->width - b->x, b->x + b->width - a->x);
  double down = fmin(a->y + a->height - b->y, b->y + b->height - a->y);
  return fmin(across, down);
}

static void check_apart(const KhoaFitted *one, const KhoaFitted *other, KhoaLayoutFaults *faults) {
  double deep = depth(&one->ink, &other->ink);
  if (!one->spec->specimen && !other->spec->specimen && deep > 0)
    khoa_layout_fault(faults, one->spec->line, one->spec->what,
                      _("reaches %.2f mm into the %s: move one or give it less room"), deep,
                      other->spec->what);
}

void khoa_rule_apart(const KhoaRuleFace *face) {
  const KhoaDrawing *drawing = face->drawing;
  for (guint i = 0; i < face->texts->len; i++) {
    const KhoaFitted *text = text_at(face, i);
    double deep = drawing->has_qr ? depth(&text->ink, &drawing->qr) : 0;
    if (deep > 0)
      khoa_layout_fault(face->faults, text->spec->line, text->spec->what,
                        _("reaches %.2f mm into the QR code's quiet zone: move it or give it less "
                          "room"),
                        deep);
    for (guint j = 0; j < i; j++)
      check_apart(text, text_at(face, j), face->faults);
  }
}

/* From a box within the trim to the trim's nearest edge; negative beyond it. */
static double trim_distance(const KhoaLayout *layout, const KhoaBox *box) {
  double right = khoa_layout_width(layout) - box->x - box->width;
  double bottom = khoa_layout_height(layout) - box->y - box->height;
  return fmin(fmin(box->x, right), fmin(box->y, bottom));
}

static void check_safe(const KhoaRuleFace *face, const KhoaFitted *text) {
  double safe = khoa_layout_safe(face->layout);
  double trim = trim_distance(face->layout, &text->ink);
  double cut = khoa_cut_map_distance(face->cut, &text->ink, safe);
  const KhoaTextSpec *spec = text->spec;
  if (trim < -ROUNDING_MM)
    khoa_layout_fault(face->faults, spec->line, spec->what,
                      _("reaches %.2f mm beyond the trim, and must keep %.2f mm inside: move it or "
                        "give it less room"),
                      -trim, safe);
  else if (trim < safe - ROUNDING_MM)
    khoa_layout_fault(face->faults, spec->line, spec->what,
                      _("is %.2f mm from the trim, and must keep %.2f mm: move it or give it less "
                        "room"),
                      fabs(trim), safe);
  else if (cut == 0)
    khoa_layout_fault(
        face->faults, spec->line, spec->what,
        _("lies across the cut line or a hole, or beyond, and must keep %.2f mm: move "
          "it or give it less room"),
        safe);
  else if (cut < safe - ROUNDING_MM)
    khoa_layout_fault(face->faults, spec->line, spec->what,
                      _("is %.2f mm from the cut line or a hole, and must keep %.2f mm: move it or "
                        "give it less room"),
                      cut, safe);
}

void khoa_rule_safe(const KhoaRuleFace *face) {
  for (guint i = 0; i < face->texts->len; i++)
    if (!text_at(face, i)->spec->specimen)
      check_safe(face, text_at(face, i));
}

/* The face's shapes on white paper. */
static cairo_surface_t *photograph(const KhoaRuleFace *face, double scale, GError **error) {
  double width = khoa_layout_width(face->layout), height = khoa_layout_height(face->layout);
  cairo_surface_t *image = cairo_image_surface_create(CAIRO_FORMAT_RGB24, (int)ceil(width * scale),
                                                      (int)ceil(height * scale));
  cairo_t *cr = cairo_create(image);
  cairo_set_source_rgb(cr, 1, 1, 1);
  cairo_paint(cr);
  cairo_scale(cr, scale, scale);
  gboolean painted = khoa_paint_svg(cr, face->layout, face->drawing->art, error);
  cairo_destroy(cr);
  if (!painted)
    g_clear_pointer(&image, cairo_surface_destroy);
  return image;
}

static void check_contrast(const KhoaRuleFace *face, const KhoaFitted *text, cairo_surface_t *image,
                           double scale) {
  const KhoaTextSpec *spec = text->spec;
  double contrast = khoa_contrast_in(image, scale, &text->ink, spec->colour);
  if (!spec->specimen && contrast < KHOA_CONTRAST_MIN)
    khoa_layout_fault(face->faults, spec->line, spec->what,
                      _("its contrast with what is behind it is %.1f:1, and must be %.0f:1: choose "
                        "a darker or lighter colour, or move it"),
                      contrast, KHOA_CONTRAST_MIN);
}

void khoa_rule_contrast(const KhoaRuleFace *face) {
  GError *error = NULL;
  double scale =
      khoa_paint_scale(khoa_layout_width(face->layout), khoa_layout_height(face->layout));
  cairo_surface_t *image = photograph(face, scale, &error);
  if (!image) {
    khoa_layout_fault_take(face->faults, 0, NULL, error);
    return;
  }
  for (guint i = 0; i < face->texts->len; i++)
    check_contrast(face, text_at(face, i), image, scale);
  cairo_surface_destroy(image);
}
