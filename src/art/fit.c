#include "fit.h"

#include <glib/gi18n.h>
#include <math.h>

#define STEP_MM 0.05 /* from one size to the next smaller one */
#define ROUNDING_MM 0.005

static double to_mm(int units) {
  return (double)units / PANGO_SCALE;
}

static int from_mm(double mm) {
  return (int)lround(mm * PANGO_SCALE);
}

double khoa_anchor_shift(KhoaAnchor anchor, double width) {
  return anchor == KHOA_ANCHOR_START ? 0 : anchor == KHOA_ANCHOR_MIDDLE ? width / 2 : width;
}

static double line_width(PangoLayoutLine *line) {
  PangoRectangle logical;
  pango_layout_line_get_extents(line, NULL, &logical);
  return to_mm(logical.width);
}

static double widest_line(PangoLayout *layout) {
  double widest = 0;
  for (GSList *l = pango_layout_get_lines_readonly(layout); l; l = l->next)
    widest = fmax(widest, line_width(l->data));
  return widest;
}

static gboolean fits_width(PangoLayout *layout, double width, guint lines) {
  pango_layout_set_width(layout, from_mm(width));
  return pango_layout_get_line_count(layout) <= (int)lines &&
         widest_line(layout) <= width + ROUNDING_MM;
}

/* The narrowest width that takes as many lines: "Phó Chủ tịch | UBND xã", not "... UBND | xã". */
static void balance(PangoLayout *layout, double width) {
  guint lines = (guint)pango_layout_get_line_count(layout);
  double low = width / lines, high = width;
  while (lines > 1 && high - low > STEP_MM) {
    double middle = (low + high) / 2;
    *(fits_width(layout, middle, lines) ? &high : &low) = middle;
  }
  fits_width(layout, high, lines);
}

static void space_letters(PangoLayout *layout, double spacing) {
  PangoAttrList *attributes = pango_attr_list_copy(pango_layout_get_attributes(layout));
  pango_attr_list_insert(attributes, pango_attr_letter_spacing_new(from_mm(spacing)));
  pango_layout_set_attributes(layout, attributes);
  pango_attr_list_unref(attributes);
}

static PangoLayout *set_words(const KhoaTextSpec *spec, const char *words, double size,
                              KhoaFonts *fonts, GError **error) {
  PangoLayout *layout = khoa_fonts_layout(fonts, spec->family, spec->weight, size, words, error);
  if (!layout)
    return NULL;
  pango_layout_set_wrap(layout, PANGO_WRAP_WORD);
  if (spec->letter_spacing != 0)
    space_letters(layout, spec->letter_spacing * size);
  return layout;
}

/* The layout at `size`, wrapped if it has to be; NULL without an error if it doesn't fit. */
static PangoLayout *try_size(const KhoaTextSpec *spec, const char *words, double size,
                             KhoaFonts *fonts, GError **error) {
  g_autoptr(PangoLayout) layout = set_words(spec, words, size, fonts, error);
  if (!layout)
    return NULL;
  guint lines = size <= spec->lines_size + ROUNDING_MM ? spec->max_lines : 1;
  if (spec->max_width > 0) {
    if (!fits_width(layout, spec->max_width, lines))
      return NULL;
    balance(layout, spec->max_width);
  }
  return g_steal_pointer(&layout);
}

static void say_too_long(const KhoaTextSpec *spec, const char *words, KhoaFonts *fonts,
                         GError **error) {
  g_autoptr(PangoLayout) layout = set_words(spec, words, spec->min_size, fonts, error);
  if (layout)
    g_set_error(
        error, KHOA_LAYOUT_ERROR, 0,
        ngettext("'%s' doesn't fit: at its smallest, %.2f mm, it is %.1f mm long and has %u line "
                 "of %.1f mm: shorten it or give it more room",
                 "'%s' doesn't fit: at its smallest, %.2f mm, it is %.1f mm long and has %u lines "
                 "of %.1f mm: shorten it or give it more room",
                 spec->max_lines),
        words, spec->min_size, widest_line(layout), spec->max_lines, spec->max_width);
}

/* Where line `index` of `count` has its baseline. */
static double baseline(const KhoaFitted *fitted, guint index, guint count) {
  double pitch = fitted->spec->line_height * fitted->size;
  return fitted->spec->y + (index - (count - 1) * fitted->spec->grow) * pitch;
}

typedef void (*LineVisitor)(PangoLayoutLine *line, double x, double y, gpointer data);

static void visit_lines(const KhoaFitted *fitted, LineVisitor visit, gpointer data) {
  GSList *lines = pango_layout_get_lines_readonly(fitted->layout);
  guint count = g_slist_length(lines), i = 0;
  for (GSList *l = lines; l; l = l->next, i++) {
    double shift = khoa_anchor_shift(fitted->spec->anchor, line_width(l->data));
    visit(l->data, fitted->spec->x - shift, baseline(fitted, i, count), data);
  }
}

static void add_ink(PangoLayoutLine *line, double x, double y, gpointer data) {
  KhoaBox *box = data;
  PangoRectangle ink;
  pango_layout_line_get_extents(line, &ink, NULL);
  double left = x + to_mm(ink.x), top = y + to_mm(ink.y);
  double right = left + to_mm(ink.width), bottom = top + to_mm(ink.height);
  if (box->width > 0) {
    right = fmax(right, box->x + box->width);
    bottom = fmax(bottom, box->y + box->height);
    left = fmin(left, box->x);
    top = fmin(top, box->y);
  }
  *box = (KhoaBox){left, top, right - left, bottom - top};
}

KhoaFitted *khoa_fit_text(const KhoaTextSpec *spec, const char *words, KhoaFonts *fonts,
                          GError **error) {
  g_autoptr(KhoaFitted) fitted = g_new0(KhoaFitted, 1);
  GError *fault = NULL;
  fitted->spec = spec;
  guint steps = (guint)ceil((spec->size - spec->min_size) / STEP_MM - 0.001);
  for (guint step = 0; step <= steps && !fitted->layout && !fault; step++) {
    fitted->size = fmax(spec->size - step * STEP_MM, spec->min_size);
    fitted->layout = try_size(spec, words, fitted->size, fonts, &fault);
  }
  if (!fitted->layout && !fault)
    say_too_long(spec, words, fonts, &fault);
  if (fault) {
    g_propagate_error(error, fault);
    return NULL;
  }
  visit_lines(fitted, add_ink, &fitted->ink);
  return g_steal_pointer(&fitted);
}

void khoa_fitted_free(KhoaFitted *fitted) {
  if (!fitted)
    return;
  g_clear_object(&fitted->layout);
  g_free(fitted);
}

static void show_line(PangoLayoutLine *line, double x, double y, gpointer data) {
  cairo_move_to(data, x, y);
  pango_cairo_show_layout_line(data, line);
}

void khoa_fitted_draw(const KhoaFitted *fitted, cairo_t *cr) {
  const double *colour = fitted->spec->colour;
  cairo_set_source_rgb(cr, colour[0], colour[1], colour[2]);
  visit_lines(fitted, show_line, cr);
}

double khoa_fitted_digit_height(const KhoaFitted *fitted, KhoaFonts *fonts) {
  PangoRectangle ink;
  g_autoptr(PangoLayout) zero =
      khoa_fonts_layout(fonts, fitted->spec->family, fitted->spec->weight, fitted->size, "0", NULL);
  if (!zero)
    return 0;
  pango_layout_get_extents(zero, &ink, NULL);
  return to_mm(ink.height);
}
