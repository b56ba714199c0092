#include "resample.h"

#define SHARPNESS 2 /* how much of the difference to its neighbours is added to a pixel */

double khoa_grey_at(const KhoaPicture *photo, KhoaPoint at) {
  double x = at.x - 0.5, y = at.y - 0.5;
  if (!(x >= 0 && y >= 0 && x < photo->width - 1 && y < photo->height - 1))
    return 255;
  int left = (int)x, top = (int)y;
  const guint8 *p = photo->grey + (gsize)top * (gsize)photo->stride + left;
  double u = x - left, v = y - top;
  return (p[0] * (1 - u) + p[1] * u) * (1 - v) +
         (p[photo->stride] * (1 - u) + p[photo->stride + 1] * u) * v;
}

/* The mean of the pixels around one, `reach` away. */
static double around(const KhoaPicture *picture, int x, int y, int reach) {
  double sum = 0;
  for (int v = -1; v <= 1; v++)
    for (int u = -1; u <= 1; u++) {
      int at_x = CLAMP(x + u * reach, 0, picture->width - 1);
      int at_y = CLAMP(y + v * reach, 0, picture->height - 1);
      sum += picture->grey[(gsize)at_y * (gsize)picture->stride + (gsize)at_x];
    }
  return sum / 9;
}

KhoaPicture *khoa_picture_sharpen(const KhoaPicture *picture, int reach) {
  KhoaPicture *sharp = khoa_picture_new(picture->width, picture->height);
  for (int y = 0; y < picture->height; y++)
    for (int x = 0; x < picture->width; x++) {
      double grey = picture->grey[(gsize)y * (gsize)picture->stride + (gsize)x];
      double sharper = grey + SHARPNESS * (grey - around(picture, x, y, reach));
      sharp->grey[(gsize)y * (gsize)sharp->stride + (gsize)x] = (guint8)CLAMP(sharper, 0, 255);
    }
  return sharp;
}
