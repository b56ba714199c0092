/* Setting one text in the room that its layout gives it. Lengths are mm. */
#ifndef KHOA_ART_FIT_H
#define KHOA_ART_FIT_H

#include "drawing.h"
#include "fonts.h"

typedef struct KhoaFitted {
  const KhoaTextSpec *spec;
  PangoLayout *layout;
  double size; /* of the font: the largest that fits */
  KhoaBox ink; /* around the letters as they are printed */
} KhoaFitted;

/* Wraps, if it may, before it takes smaller letters, and makes lines about as long as each other.
 * Errors name the words and the mm that they need. spec must outlive the result. */
KhoaFitted *khoa_fit_text(const KhoaTextSpec *spec, const char *words, KhoaFonts *fonts,
                          GError **error);
void khoa_fitted_free(KhoaFitted *fitted);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(KhoaFitted, khoa_fitted_free)

/* With the source colour and the trim corner at (0, 0). */
void khoa_fitted_draw(const KhoaFitted *fitted, cairo_t *cr);

/* The printed height of a digit in that text's font and size; 0 if the font has none. */
double khoa_fitted_digit_height(const KhoaFitted *fitted, KhoaFonts *fonts);

/* How far left of its anchor a line of that width starts. */
double khoa_anchor_shift(KhoaAnchor anchor, double width);

#endif
