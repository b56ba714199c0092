/* A quick look for QR codes on a drawn page: where finder patterns are, by the ratio 1:1:3:1:1 of
 * dark and light through their middle, at any angle. */
#ifndef KHOA_QR_FINDER_H
#define KHOA_QR_FINDER_H

#include "picture.h"

typedef struct KhoaFinder {
  double x, y;   /* its middle, pixels */
  double module; /* pixels */
} KhoaFinder;

/* KhoaFinder elements, from top to bottom; the caller's. Modules of 2 to 10 pixels. Other things of
 * that shape are among them: what is a code, only a decoder knows. */
GArray *khoa_finders(const KhoaPicture *picture);

#endif
