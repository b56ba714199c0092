#include "gather.h"

#include <math.h>

#define MARGIN 0.1   /* of the square's side, around it: where it is seen is known but roughly */
#define SIDE_MIN 200 /* pixels of the straightened square */
#define SIDE_MAX 640
#define SHARPNESS 2 /* how much of the difference to its neighbours is added to a pixel */

/* Between the four pixels around a point; white outside. */
static double grey_at(const KhoaPicture *photo, KhoaPoint at) {
  double x = at.x - 0.5, y = at.y - 0.5;
  if (!(x >= 0 && y >= 0 && x < photo->width - 1 && y < photo->height - 1))
    return 255;
  int left = (int)x, top = (int)y;
  const guint8 *p = photo->grey + (gsize)top * (gsize)photo->stride + left;
  double u = x - left, v = y - top;
  return (p[0] * (1 - u) + p[1] * u) * (1 - v) +
         (p[photo->stride] * (1 - u) + p[photo->stride + 1] * u) * v;
}

static KhoaPicture *straighten(const KhoaPicture *photo, const KhoaPlane *plane, double x, double y,
                               double size, int side) {
  KhoaPicture *square = khoa_picture_new(side, side);
  double step = size * (1 + 2 * MARGIN) / side;
  x -= MARGIN * size, y -= MARGIN * size;
  for (int v = 0; v < side; v++)
    for (int u = 0; u < side; u++)
      square->grey[v * side + u] =
          (guint8)grey_at(photo, khoa_plane_at(plane, x + (u + 0.5) * step, y + (v + 0.5) * step));
  return square;
}

/* Pixels a side in the photo. */
static double side_in(const KhoaPlane *plane, double x, double y, double size) {
  KhoaPoint a = khoa_plane_at(plane, x, y), b = khoa_plane_at(plane, x + size, y + size);
  return hypot(a.x - b.x, a.y - b.y) / G_SQRT2;
}

/* The mean of the pixels around one, `reach` away. */
static double around(const KhoaPicture *picture, int x, int y, int reach) {
  double sum = 0;
  for (int v = -1; v <= 1; v++)
    for (int u = -1; u <= 1; u++) {
      int at_x = CLAMP(x + u * reach, 0, picture->width - 1);
      int at_y = CLAMP(y + v * reach, 0, picture->height - 1);
      sum += picture->grey[at_y * picture->stride + at_x];
    }
  return sum / 9;
}

static KhoaPicture *sharpen(const KhoaPicture *picture, int reach) {
  KhoaPicture *sharp = khoa_picture_new(picture->width, picture->height);
  for (int y = 0; y < picture->height; y++)
    for (int x = 0; x < picture->width; x++) {
      double grey = picture->grey[y * picture->stride + x];
      double sharper = grey + SHARPNESS * (grey - around(picture, x, y, reach));
      sharp->grey[y * sharp->stride + x] = (guint8)CLAMP(sharper, 0, 255);
    }
  return sharp;
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
    g_autoptr(KhoaPicture) sharp = sharpen(square, MAX(1, side / 120));
    if (read_all(to, sharp))
      return;
  }
}

GPtrArray *khoa_scan_square(const KhoaPicture *photo, const KhoaPlane *plane, double x, double y,
                            double size) {
  KhoaGathering found = khoa_gathering(FALSE);
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
