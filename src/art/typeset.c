#include "typeset.h"

#include <glib/gi18n.h>
#include <math.h>

#define FAMILY "Roboto Condensed"

static const struct {
  int weight;
  double size; /* mm */
  gboolean capitals;
} styles[KHOA_STYLE_COUNT] = {
    [KHOA_STYLE_BODY] = {400, 3.9, FALSE},         [KHOA_STYLE_STRONG] = {700, 3.9, FALSE},
    [KHOA_STYLE_SMALL] = {400, 3.2, FALSE},        [KHOA_STYLE_AGENCY] = {400, 4.2, TRUE},
    [KHOA_STYLE_AGENCY_STRONG] = {700, 4.2, TRUE}, [KHOA_STYLE_MOTTO] = {700, 4.4, FALSE},
    [KHOA_STYLE_TITLE] = {700, 5.6, FALSE},
};

struct KhoaTypeset {
  PangoLayout *layouts[KHOA_STYLE_COUNT];
};

static void set_capitals(PangoLayout *layout) {
  PangoAttrList *attributes = pango_attr_list_copy(pango_layout_get_attributes(layout));
  pango_attr_list_insert(attributes, pango_attr_text_transform_new(PANGO_TEXT_TRANSFORM_UPPERCASE));
  pango_layout_set_attributes(layout, attributes);
  pango_attr_list_unref(attributes);
}

KhoaTypeset *khoa_typeset_new(KhoaFonts *fonts, GError **error) {
  g_autoptr(KhoaTypeset) typeset = g_new0(KhoaTypeset, 1);
  for (gsize i = 0; i < KHOA_STYLE_COUNT; i++) {
    PangoLayout *layout =
        khoa_fonts_layout(fonts, FAMILY, styles[i].weight, styles[i].size, "", error);
    if (!layout)
      return NULL;
    pango_layout_set_wrap(layout, PANGO_WRAP_WORD_CHAR);
    if (styles[i].capitals)
      set_capitals(layout);
    typeset->layouts[i] = layout;
  }
  return g_steal_pointer(&typeset);
}

void khoa_typeset_free(KhoaTypeset *typeset) {
  if (!typeset)
    return;
  for (gsize i = 0; i < KHOA_STYLE_COUNT; i++)
    g_clear_object(&typeset->layouts[i]);
  g_free(typeset);
}

static PangoLayout *set_text(KhoaTypeset *typeset, KhoaStyle style, const char *text,
                             double width) {
  PangoLayout *layout = typeset->layouts[style];
  pango_layout_set_width(layout, (int)lround(width * PANGO_SCALE));
  pango_layout_set_text(layout, text, -1);
  return layout;
}

static double height_of(PangoLayout *layout) {
  int height;
  pango_layout_get_size(layout, NULL, &height);
  return (double)height / PANGO_SCALE;
}

gboolean khoa_typeset_measure(KhoaTypeset *typeset, KhoaStyle style, const char *text, double width,
                              double *height, GError **error) {
  PangoLayout *layout = set_text(typeset, style, text, width);
  *height = height_of(layout);
  if (pango_layout_get_unknown_glyphs_count(layout) == 0)
    return TRUE;
  g_set_error(error, KHOA_FONTS_ERROR, 0, _("a letter that the font '%s %d' lacks: change it"),
              FAMILY, styles[style].weight);
  return FALSE;
}

double khoa_typeset_put(KhoaTypeset *typeset, cairo_t *cr, KhoaStyle style, const char *text,
                        KhoaTextBox box) {
  PangoLayout *layout = set_text(typeset, style, text, box.width);
  pango_layout_set_alignment(layout, box.alignment);
  if (cr) {
    cairo_move_to(cr, box.x, box.y);
    pango_cairo_show_layout(cr, layout);
  }
  return height_of(layout);
}
