/* Grey pixels -> the texts of all QR codes in them: ZXing first, zbar as second opinion. */
#ifndef KHOA_QR_SCAN_H
#define KHOA_QR_SCAN_H

#include "picture.h"

typedef enum KhoaDecoder {
  KHOA_DECODER_ZXING = 1 << 0,
  KHOA_DECODER_ZBAR = 1 << 1,
} KhoaDecoder;

typedef struct KhoaScan {
  char *text;       /* NUL-terminated, may hold NULs of its own */
  gsize length;     /* bytes */
  double x, y;      /* the code's centre, pixels */
  double size;      /* of a side, pixels */
  KhoaDecoder read; /* which decoders read it: one or both */
} KhoaScan;

/* Every QR code in the window of the picture that starts at (x, y); a code that both decoders read
 * at the same place is one KhoaScan. Ordered from top to bottom, then left to right. Elements are
 * KhoaScan *, freed with the array; the array may be empty and is never NULL.
 * `decoders`: which to ask. */
GPtrArray *khoa_scan_window(const KhoaPicture *picture, int x, int y, int width, int height,
                            KhoaDecoder decoders);
/* The whole picture, trying harder: several sizes, overlapping tiles and both decoders. For photos;
 * also for pages whose codes stand who knows where, since khoa_scan_window() misses codes in a
 * window of many. */
GPtrArray *khoa_scan_photo(const KhoaPicture *picture);

#endif
