#include "gather.h"
#include "resample.h"

#include <math.h>

#define MARGIN 0.1   /* of the square's side, around it: where it is seen is known but roughly */
#define SIDE_MIN 200 /* pixels of the straightened square */
#define SIDE_MAX 640
#define SHARPNESS 2 /* how much of the difference to its neighbours is added to a pixel */

static KhoaPicture *straighten(const KhoaPicture *photo, const KhoaPlane *plane, double x, double y,
                               double size, int side) {
  KhoaPicture *square = khoa_picture_new(side, side);
  double step = size * (1 + 2 * MARGIN) / side;
  x -= MARGIN * size, y -= MARGIN * size;
  for (int v = 0; v < side; v++)
    for (int u = 0; u < side; u++)
      square->grey[v * side + u] = (guint8)khoa_grey_at(
          photo, khoa_plane_at(plane, x + (u + 0.5) * step, y + (v + 0.5) * step));
  return square;
}

/* Pixels a side in the photo. */
static double side_in(const KhoaPlane *plane, double x, double y, double size) {
  KhoaPoint a = khoa_plane_at(plane, x, y), b = khoa_plane_at(plane, x + size, y + size);
  return hypot(a.x - b.x, a.y - b.y) / G_SQRT2;
}

static gboolean read_all(KhoaGathering *to, const KhoaPicture *square) {
  khoa_gather_window(to, square, 0, 0, square->width, square->height,
                     KHOA_DECODER_ZXING | KHOA_DECODER_ZBAR);
  return to->scans->len > 0;
}

static void try_sizes(KhoaGathering *to, const KhoaPicture *photo, const KhoaPlane *plane, double x,
                      double y, double size) {
  static const double enlargements[] = {2, 1, 3};
  double seen = side_in(plane, x, y, size) * (1 + 2 * MARGIN);
  for (gsize i = 0; i < G_N_ELEMENTS(enlargements); i++) {
    int side = (int)fmin(fmax(enlargements[i] * seen, SIDE_MIN), SIDE_MAX);
    g_autoptr(KhoaPicture) square = straighten(photo, plane, x, y, size, side);
    if (read_all(to, square))
      return;
    g_autoptr(KhoaPicture) sharp = khoa_picture_sharpen(square, MAX(1, side / 120));
    if (read_all(to, sharp))
      return;
  }
}

GPtrArray *khoa_scan_square(const KhoaPicture *photo, const KhoaPlane *plane, double x, double y,
                            double size) {
  KhoaGathering found = khoa_gathering(KHOA_SEEN_PHOTO);
  try_sizes(&found, photo, plane, x, y, size);
  KhoaPoint middle = khoa_plane_at(plane, x + size / 2, y + size / 2);
  for (guint i = 0; i < found.scans->len; i++) {
    KhoaScan *scan = found.scans->pdata[i];
    scan->x = middle.x;
    scan->y = middle.y;
    scan->size = side_in(plane, x, y, size);
  }
  return khoa_gathering_end(&found);
}
