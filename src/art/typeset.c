#include "typeset.h"

#include <glib/gi18n.h>
#include <math.h>

#define FAMILY "Roboto Condensed"

const KhoaStyle khoa_form_styles[KHOA_STYLE_COUNT] = {
    [KHOA_STYLE_BODY] = {.family = FAMILY, .weight = 400, .size = 3.9},
    [KHOA_STYLE_STRONG] = {.family = FAMILY, .weight = 700, .size = 3.9},
    [KHOA_STYLE_SMALL] = {.family = FAMILY, .weight = 400, .size = 3.2},
    [KHOA_STYLE_AGENCY] = {.family = FAMILY, .weight = 400, .size = 4.2, .capitals = TRUE},
    [KHOA_STYLE_AGENCY_STRONG] = {.family = FAMILY, .weight = 700, .size = 4.2, .capitals = TRUE},
    [KHOA_STYLE_MOTTO] = {.family = FAMILY, .weight = 700, .size = 4.4},
    [KHOA_STYLE_TITLE] = {.family = FAMILY, .weight = 700, .size = 5.6},
};

struct KhoaTypeset {
  const KhoaStyle *styles;
  gsize n;
  PangoLayout **layouts; /* one for each */
};

static PangoLayout *style_layout(KhoaFonts *fonts, const KhoaStyle *style, GError **error) {
  g_autoptr(PangoLayout) layout =
      khoa_fonts_layout(fonts, style->family, style->weight, style->size, "", error);
  if (!layout || (style->italic && !khoa_fonts_slant(fonts, layout, error)))
    return NULL;
  pango_layout_set_wrap(layout, PANGO_WRAP_WORD_CHAR);
  return g_steal_pointer(&layout);
}

KhoaTypeset *khoa_typeset_new(KhoaFonts *fonts, const KhoaStyle *styles, gsize n, GError **error) {
  g_autoptr(KhoaTypeset) typeset = g_new0(KhoaTypeset, 1);
  typeset->styles = styles;
  typeset->n = n;
  typeset->layouts = g_new0(PangoLayout *, n);
  for (gsize i = 0; i < n; i++)
    if (!(typeset->layouts[i] = style_layout(fonts, &styles[i], error)))
      return NULL;
  return g_steal_pointer(&typeset);
}

void khoa_typeset_free(KhoaTypeset *typeset) {
  if (!typeset)
    return;
  for (gsize i = 0; i < typeset->n; i++)
    g_clear_object(&typeset->layouts[i]);
  g_free(typeset->layouts);
  g_free(typeset);
}

/* Capitals are set as such, so that whoever searches or copies finds what he sees. */
static PangoLayout *set_text(KhoaTypeset *typeset, guint style, const char *text, double width) {
  PangoLayout *layout = typeset->layouts[style];
  g_autofree char *upper = typeset->styles[style].capitals ? g_utf8_strup(text, -1) : NULL;
  pango_layout_set_width(layout, (int)lround(width * PANGO_SCALE));
  pango_layout_set_text(layout, upper ? upper : text, -1);
  return layout;
}

double khoa_text_width(PangoLayout *layout) {
  PangoRectangle logical;
  pango_layout_get_extents(layout, NULL, &logical);
  return pango_units_to_double(logical.width);
}

double khoa_text_height(PangoLayout *layout) {
  int height;
  pango_layout_get_size(layout, NULL, &height);
  return pango_units_to_double(height);
}

static gboolean check_letters(const KhoaStyle *style, PangoLayout *layout, GError **error) {
  if (pango_layout_get_unknown_glyphs_count(layout) == 0)
    return TRUE;
  g_set_error(error, KHOA_FONTS_ERROR, 0, _("a letter that the font '%s %d' lacks: change it"),
              style->family, style->weight);
  return FALSE;
}

gboolean khoa_typeset_measure(KhoaTypeset *typeset, guint style, const char *text, double width,
                              double *height, GError **error) {
  PangoLayout *layout = set_text(typeset, style, text, width);
  *height = khoa_text_height(layout);
  return check_letters(&typeset->styles[style], layout, error);
}

PangoLayout *khoa_typeset_layout(KhoaTypeset *typeset, guint style, const char *text, double width,
                                 GError **error) {
  g_autoptr(PangoLayout) layout = pango_layout_copy(set_text(typeset, style, text, width));
  if (check_letters(&typeset->styles[style], layout, error))
    return g_steal_pointer(&layout);
  g_prefix_error(error, _("'%s' has "), text);
  return NULL;
}

double khoa_typeset_put(KhoaTypeset *typeset, cairo_t *cr, guint style, const char *text,
                        KhoaTextBox box) {
  PangoLayout *layout = set_text(typeset, style, text, box.width);
  pango_layout_set_alignment(layout, box.alignment);
  if (cr) {
    cairo_move_to(cr, box.x, box.y);
    pango_cairo_show_layout(cr, layout);
  }
  return khoa_text_height(layout);
}
