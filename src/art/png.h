/* Pixels -> a PNG file that says how large a pixel is, which cairo's own writer can't. */
#ifndef KHOA_ART_PNG_H
#define KHOA_ART_PNG_H

#include <cairo.h>
#include <glib.h>

/* image: CAIRO_FORMAT_RGB24. The file's bytes; error KHOA_PNG_ERROR. */
GByteArray *khoa_png_write(cairo_surface_t *image, double dpi, GError **error);

#define KHOA_PNG_ERROR khoa_png_error_quark()
GQuark khoa_png_error_quark(void);

#endif
