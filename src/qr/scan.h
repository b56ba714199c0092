/* Grey pixels -> the texts of all QR codes in them: ZXing first, zbar as second opinion. */
#ifndef KHOA_QR_SCAN_H
#define KHOA_QR_SCAN_H

#include "picture.h"
#include "plane.h"

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

void khoa_scan_free(gpointer scan);

/* Every QR code in the window of the picture that starts at (x, y); a code that both decoders read
 * at the same place is one KhoaScan. Ordered from top to bottom, then left to right. Elements are
 * KhoaScan *, freed with the array; the array may be empty and is never NULL.
 * `decoders`: which to ask. */
GPtrArray *khoa_scan_window(const KhoaPicture *picture, int x, int y, int width, int height,
                            KhoaDecoder decoders);
/* The same in a page that was drawn, not photographed. */
GPtrArray *khoa_scan_drawn(const KhoaPicture *page, int x, int y, int width, int height,
                           KhoaDecoder decoders);
/* By ZXing, what khoa_code_modules() gave: only decoded, as there is nothing to be found. */
GPtrArray *khoa_scan_modules(const KhoaPicture *modules);
/* A whole page that was drawn: a quick look for codes of up to 65 modules of 2 to 10 pixels,
 * wherever they stand, and ZXing where there may be one. */
GPtrArray *khoa_scan_page(const KhoaPicture *page);
/* The whole picture, trying harder: several sizes and overlapping tiles, on all cores; zbar where
 * ZXing reads nothing. For photos; also for pages whose codes stand who knows where, since
 * khoa_scan_window() misses codes in a window of many. */
GPtrArray *khoa_scan_photo(const KhoaPicture *picture);
/* The one code that stands in a square of a plane, quiet zone included, of which `plane` says where
 * in the photo it is seen: straightened, enlarged and sharpened until a decoder reads it. */
GPtrArray *khoa_scan_square(const KhoaPicture *photo, const KhoaPlane *plane, double x, double y,
                            double size);

#endif
