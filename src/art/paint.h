/* A drawing's shapes on a cairo context, by librsvg. */
#ifndef KHOA_ART_PAINT_H
#define KHOA_ART_PAINT_H

#include <cairo.h>
#include <glib.h>

/* svg: without texts; 0, 0 is the trim corner, a unit is a mm, shapes may reach into the bleed.
 * name: of the layout, for errors. */
gboolean khoa_paint_svg(cairo_t *cr, const char *svg, double width, double height, const char *name,
                        GError **error);

#endif
