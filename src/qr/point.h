/* A point of a picture or plane. */
#ifndef KHOA_QR_POINT_H
#define KHOA_QR_POINT_H

typedef struct KhoaPoint {
  double x, y;
} KhoaPoint;

#endif
