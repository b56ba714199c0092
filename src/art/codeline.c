#include "codeline.h"

#include "fit.h"

#include <string.h>

#define MAX_LETTERS ((int)sizeof KHOA_CODE_LONGEST - 1)

static const char letters[] = "0123456789-";

struct KhoaCodeLine {
  const KhoaTextSpec *spec;
  cairo_scaled_font_t *font;
  struct {
    unsigned long glyph;
    double advance; /* mm at full size, letter-spacing with it */
  } shapes[sizeof letters - 1];
};

double khoa_code_line_width(const KhoaCodeLine *line, const char *code) {
  double width = 0;
  for (; *code; code++) {
    const char *letter = strchr(letters, *code);
    width += letter ? line->shapes[letter - letters].advance : 0;
  }
  return width;
}

static gboolean shape(KhoaCodeLine *line, guint index, KhoaFonts *fonts, GError **error) {
  const KhoaTextSpec *spec = line->spec;
  const char letter[] = {letters[index], '\0'};
  g_autoptr(PangoLayout) layout =
      khoa_fonts_layout(fonts, spec->family, spec->weight, spec->size, letter, error);
  if (!layout)
    return FALSE;
  const PangoLayoutRun *run = pango_layout_get_line_readonly(layout, 0)->runs->data;
  const PangoGlyphInfo *info = &run->glyphs->glyphs[0];
  line->shapes[index].glyph = info->glyph;
  line->shapes[index].advance =
      (double)info->geometry.width / PANGO_SCALE + spec->letter_spacing * spec->size;
  if (index == 0)
    line->font = cairo_scaled_font_reference(
        pango_cairo_font_get_scaled_font(PANGO_CAIRO_FONT(run->item->analysis.font)));
  return TRUE;
}

KhoaCodeLine *khoa_code_line_new(const KhoaTextSpec *spec, KhoaFonts *fonts, GError **error) {
  g_autoptr(KhoaCodeLine) line = g_new0(KhoaCodeLine, 1);
  line->spec = spec;
  for (guint i = 0; i < sizeof letters - 1; i++)
    if (!shape(line, i, fonts, error))
      return NULL;
  return g_steal_pointer(&line);
}

void khoa_code_line_free(KhoaCodeLine *line) {
  if (!line)
    return;
  g_clear_pointer(&line->font, cairo_scaled_font_destroy);
  g_free(line);
}

static double full_size(const KhoaCodeLine *line) {
  cairo_matrix_t matrix;
  cairo_scaled_font_get_font_matrix(line->font, &matrix);
  return matrix.xx;
}

KhoaCodePlace khoa_code_line_place(const KhoaCodeLine *line, const char *code) {
  const KhoaTextSpec *spec = line->spec;
  double width = khoa_code_line_width(line, code), share = 1;
  if (spec->max_width > 0 && width > spec->max_width)
    share = spec->max_width / width;
  return (KhoaCodePlace){spec->x - khoa_anchor_shift(spec->anchor, width * share), spec->y,
                         full_size(line) * share, spec->letter_spacing};
}

static void set_font(const KhoaCodeLine *line, cairo_t *cr, double size) {
  cairo_font_options_t *options = cairo_font_options_create();
  cairo_scaled_font_get_font_options(line->font, options);
  cairo_set_font_face(cr, cairo_scaled_font_get_font_face(line->font));
  cairo_set_font_size(cr, size);
  cairo_set_font_options(cr, options);
  cairo_font_options_destroy(options);
}

void khoa_code_line_draw(const KhoaCodeLine *line, cairo_t *cr, const char *code) {
  KhoaCodePlace place = khoa_code_line_place(line, code);
  double share = place.size / full_size(line);
  cairo_text_cluster_t
      letter_each[MAX_LETTERS]; /* which letter a glyph is, for copying from a PDF */
  cairo_glyph_t glyphs[MAX_LETTERS];
  char text[MAX_LETTERS];
  int n = 0;
  for (; *code && n < MAX_LETTERS; code++) {
    const char *letter = strchr(letters, *code);
    if (!letter)
      continue;
    text[n] = *letter;
    letter_each[n] = (cairo_text_cluster_t){1, 1};
    glyphs[n++] = (cairo_glyph_t){line->shapes[letter - letters].glyph, place.x, place.y};
    place.x += line->shapes[letter - letters].advance * share;
  }
  set_font(line, cr, place.size);
  cairo_set_source_rgb(cr, 0, 0, 0);
  cairo_show_text_glyphs(cr, text, n, glyphs, n, letter_each, n, 0);
}
