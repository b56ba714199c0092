/* A drawing's shapes on a cairo context, by librsvg. */
#ifndef KHOA_ART_PAINT_H
#define KHOA_ART_PAINT_H

#include "drawing.h"

#include <cairo.h>

/* svg: without texts; 0, 0 is the trim corner, a unit is a mm, shapes may reach into the bleed. */
gboolean khoa_paint_svg(cairo_t *cr, const KhoaLayout *layout, const char *svg, GError **error);
/* The cut line, which is drawn as the front has it: the back is the same line seen from behind.
 * Nothing if there is none. */
gboolean khoa_paint_cut(cairo_t *cr, const KhoaLayout *layout, const KhoaDrawing *drawing,
                        KhoaFace face, GError **error);
/* Shapes one by one, as they stand in the whole drawing. Both must outlive the painter. */
typedef struct KhoaShapePainter KhoaShapePainter;
KhoaShapePainter *khoa_shape_painter_new(const KhoaLayout *layout, const KhoaDrawing *drawing,
                                         GError **error);
void khoa_shape_painter_free(KhoaShapePainter *painter);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(KhoaShapePainter, khoa_shape_painter_free)
gboolean khoa_shape_paint(KhoaShapePainter *painter, const KhoaShape *shape, cairo_t *cr,
                          GError **error);

/* Pixels a mm to look at a face closely, fewer if it is large. */
double khoa_paint_scale(double width, double height);

#endif
