/* Whether letters can be told from what is behind them. */
#ifndef KHOA_ART_CONTRAST_H
#define KHOA_ART_CONTRAST_H

#include "drawing.h"

#include <cairo.h>

#define KHOA_CONTRAST_MIN 7.0 /* WCAG 2.1, success criterion 1.4.6 */

/* 1 to 21 for colours as red, green, blue, 0 to 1 (WCAG 2.1, "contrast ratio"). */
double khoa_contrast(const double a[3], const double b[3]);

/* The least contrast of a colour with what an image (CAIRO_FORMAT_RGB24, `scale` pixels a mm) shows
 * in a box. */
double khoa_contrast_in(cairo_surface_t *image, double scale, const KhoaBox *box,
                        const double colour[3]);

#endif
