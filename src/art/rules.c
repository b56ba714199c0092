#include "rules.h"

#include "contrast.h"
#include "paint.h"
#include "places.h"

#include <math.h>

#define PIXELS_PER_MM 16.0
#define ROUNDING_MM 0.005

double khoa_digit_height_min(guint hotlines) {
  static const double heights[] = {2.4, 2.1, 1.8};
  return heights[CLAMP(hotlines, KHOA_HOTLINES_MIN, KHOA_HOTLINES_MAX) - KHOA_HOTLINES_MIN];
}

static gboolean check_digits(const KhoaFitted *fitted, guint hotlines, KhoaFonts *fonts,
                             GError **error) {
  double height = khoa_fitted_digit_height(fitted, fonts);
  double least = khoa_digit_height_min(hotlines);
  if (height >= least - ROUNDING_MM)
    return TRUE;
  g_set_error(error, KHOA_LAYOUT_ERROR, 0,
              "%s: digits are %.2f mm high, but with %u hotlines they must have %.2f mm: give them "
              "a larger font-size and data-max-width",
              fitted->spec->where, height, hotlines, least);
  return FALSE;
}

gboolean khoa_rule_digits(const GPtrArray *texts, guint hotlines, KhoaFonts *fonts,
                          GError **error) {
  for (guint i = 0; i < texts->len; i++) {
    const KhoaFitted *fitted = g_ptr_array_index(texts, i);
    if (khoa_places_number(fitted->spec->words) > 0 &&
        !check_digits(fitted, hotlines, fonts, error))
      return FALSE;
  }
  return TRUE;
}

static gboolean overlap(const KhoaBox *a, const KhoaBox *b) {
  return a->x < b->x + b->width && b->x < a->x + a->width && a->y < b->y + b->height &&
         b->y < a->y + a->height;
}

static gboolean check_apart(const KhoaFitted *one, const KhoaFitted *other, GError **error) {
  if (one->spec->specimen || other->spec->specimen || !overlap(&one->ink, &other->ink))
    return TRUE;
  g_set_error(error, KHOA_LAYOUT_ERROR, 0, "%s: touches the %s: move one or give it less room",
              one->spec->where, other->spec->what);
  return FALSE;
}

gboolean khoa_rule_apart(const GPtrArray *texts, const KhoaDrawing *drawing, GError **error) {
  for (guint i = 0; i < texts->len; i++) {
    const KhoaFitted *fitted = g_ptr_array_index(texts, i);
    if (drawing->has_qr && overlap(&fitted->ink, &drawing->qr)) {
      g_set_error(error, KHOA_LAYOUT_ERROR, 0,
                  "%s: reaches into the QR code's quiet zone: move it or give it less room",
                  fitted->spec->where);
      return FALSE;
    }
    for (guint j = 0; j < i; j++)
      if (!check_apart(fitted, g_ptr_array_index(texts, j), error))
        return FALSE;
  }
  return TRUE;
}

/* The face's shapes on white paper. */
static cairo_surface_t *photograph(const KhoaLayout *layout, const KhoaDrawing *drawing,
                                   GError **error) {
  double width = khoa_layout_width(layout), height = khoa_layout_height(layout);
  cairo_surface_t *image = cairo_image_surface_create(
      CAIRO_FORMAT_RGB24, (int)ceil(width * PIXELS_PER_MM), (int)ceil(height * PIXELS_PER_MM));
  cairo_t *cr = cairo_create(image);
  cairo_set_source_rgb(cr, 1, 1, 1);
  cairo_paint(cr);
  cairo_scale(cr, PIXELS_PER_MM, PIXELS_PER_MM);
  gboolean painted =
      khoa_paint_svg(cr, drawing->art, width, height, khoa_layout_name(layout), error);
  cairo_destroy(cr);
  if (!painted)
    g_clear_pointer(&image, cairo_surface_destroy);
  return image;
}

static gboolean check_contrast(const KhoaFitted *fitted, cairo_surface_t *image, GError **error) {
  double contrast = khoa_contrast_in(image, PIXELS_PER_MM, &fitted->ink, fitted->spec->colour);
  if (fitted->spec->specimen || contrast >= KHOA_CONTRAST_MIN)
    return TRUE;
  g_set_error(error, KHOA_LAYOUT_ERROR, 0,
              "%s: its contrast with what is behind it is %.1f:1, and must be %.0f:1: choose a "
              "darker or lighter colour, or move it",
              fitted->spec->where, contrast, KHOA_CONTRAST_MIN);
  return FALSE;
}

gboolean khoa_rule_contrast(const GPtrArray *texts, const KhoaLayout *layout,
                            const KhoaDrawing *drawing, GError **error) {
  cairo_surface_t *image = photograph(layout, drawing, error);
  gboolean good = image != NULL;
  for (guint i = 0; i < texts->len && good; i++)
    good = check_contrast(g_ptr_array_index(texts, i), image, error);
  g_clear_pointer(&image, cairo_surface_destroy);
  return good;
}
