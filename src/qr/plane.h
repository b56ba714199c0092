/* A plane seen in a photo: from its own measures (mm on a sheet of paper) to the photo's pixels. */
#ifndef KHOA_QR_PLANE_H
#define KHOA_QR_PLANE_H

#include "point.h"

#include <glib.h>

typedef struct KhoaPlane {
  double m[9]; /* row by row */
} KhoaPlane;

/* The projection that takes points to points with the least squared error; of fewer than four, or
 * of points on one line, turned and scaled alone. FALSE of fewer than two, or if all are one. */
gboolean khoa_plane_fit(KhoaPlane *plane, const KhoaPoint *from, const KhoaPoint *to, gsize n);
KhoaPoint khoa_plane_at(const KhoaPlane *plane, double x, double y);

#endif
