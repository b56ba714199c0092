#include "contrast.h"

#include <math.h>

static double linear(double value) {
  return value <= 0.03928 ? value / 12.92 : pow((value + 0.055) / 1.055, 2.4);
}

static double luminance(const double c[3]) {
  return 0.2126 * linear(c[0]) + 0.7152 * linear(c[1]) + 0.0722 * linear(c[2]);
}

double khoa_contrast(const double a[3], const double b[3]) {
  double x = luminance(a), y = luminance(b);
  return (fmax(x, y) + 0.05) / (fmin(x, y) + 0.05);
}

static double pixel_contrast(guint32 pixel, const double colour[3]) {
  const double behind[3] = {((pixel >> 16) & 0xff) / 255.0, ((pixel >> 8) & 0xff) / 255.0,
                            (pixel & 0xff) / 255.0};
  return khoa_contrast(behind, colour);
}

double khoa_contrast_in(cairo_surface_t *image, double scale, const KhoaBox *box,
                        const double colour[3]) {
  cairo_surface_flush(image);
  const unsigned char *data = cairo_image_surface_get_data(image);
  int stride = cairo_image_surface_get_stride(image);
  int left = MAX(0, (int)floor(box->x * scale)), top = MAX(0, (int)floor(box->y * scale));
  int right = MIN(cairo_image_surface_get_width(image), (int)ceil((box->x + box->width) * scale));
  int bottom =
      MIN(cairo_image_surface_get_height(image), (int)ceil((box->y + box->height) * scale));
  double least = 21;
  for (int y = top; y < bottom; y++) {
    const guint32 *row = (const guint32 *)(const void *)(data + y * stride);
    for (int x = left; x < right; x++)
      if (x == left || row[x] != row[x - 1]) /* most are as the one before */
        least = fmin(least, pixel_contrast(row[x], colour));
  }
  return least;
}
