/* Texts in a document's few styles, wrapped to a width. Lengths are mm. */
#ifndef KHOA_ART_TYPESET_H
#define KHOA_ART_TYPESET_H

#include "fonts.h"

typedef struct KhoaStyle {
  const char *family;
  int weight;
  double size; /* mm */
  gboolean capitals, italic;
} KhoaStyle;

/* Those of lists and sheets that the office prints for itself. */
enum {
  KHOA_STYLE_BODY,
  KHOA_STYLE_STRONG,
  KHOA_STYLE_SMALL,
  KHOA_STYLE_AGENCY, /* set in capitals */
  KHOA_STYLE_AGENCY_STRONG,
  KHOA_STYLE_MOTTO,
  KHOA_STYLE_TITLE,
  KHOA_STYLE_COUNT
};
extern const KhoaStyle khoa_form_styles[KHOA_STYLE_COUNT];

typedef struct KhoaTextBox {
  double x, y, width; /* of its top edge */
  PangoAlignment alignment;
} KhoaTextBox;

typedef struct KhoaTypeset KhoaTypeset;

/* styles: n of them, which must outlive it; below each is named by its place among them. */
KhoaTypeset *khoa_typeset_new(KhoaFonts *fonts, const KhoaStyle *styles, gsize n, GError **error);
void khoa_typeset_free(KhoaTypeset *typeset);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(KhoaTypeset, khoa_typeset_free)

/* The height that the text takes. The error (KHOA_FONTS_ERROR) for a letter that the font lacks
 * doesn't repeat the text: it may be somebody's name. */
gboolean khoa_typeset_measure(KhoaTypeset *typeset, guint style, const char *text, double width,
                              double *height, GError **error);
/* Draws the text, unless cr is NULL, and returns its height. */
double khoa_typeset_put(KhoaTypeset *typeset, cairo_t *cr, guint style, const char *text,
                        KhoaTextBox box);
/* The text as a layout of its own, the caller's; the error names the text. */
PangoLayout *khoa_typeset_layout(KhoaTypeset *typeset, guint style, const char *text, double width,
                                 GError **error);

/* Of a layout: its longest line, and all its lines. */
double khoa_text_width(PangoLayout *layout);
double khoa_text_height(PangoLayout *layout);

#endif
