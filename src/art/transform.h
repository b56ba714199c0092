/* Where an element's own and its groups' `transform` put it. */
#ifndef KHOA_ART_TRANSFORM_H
#define KHOA_ART_TRANSFORM_H

#include "svg.h"

#include <cairo.h>

/* From the element's coordinates to mm from the trim corner. FALSE with a fault for a transform
 * that isn't one. */
gboolean khoa_svg_matrix(const xmlNode *node, cairo_matrix_t *matrix, KhoaLayoutFaults *faults);

/* The same for what khoa sets itself, texts and the QR code, which can be moved and evenly scaled:
 * a point becomes *scale * point + (*dx, *dy). Anything else is a fault. */
gboolean khoa_svg_placed(const xmlNode *node, double *scale, double *dx, double *dy,
                         KhoaLayoutFaults *faults);

#endif
