/* ZXing speaks only C++; this is all that the room's C sees of it. Used by scan.c alone. */
#ifndef KHOA_QR_SCAN_ZXING_H
#define KHOA_QR_SCAN_ZXING_H

#include "point.h"

#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

/* Told of each code; text and its four corners, in order round the code, are good for the call. */
typedef void (*KhoaFound)(const char *text, size_t length, const KhoaPoint corners[4], void *data);

/* What the pixels are of. */
typedef enum KhoaSeen {
  KHOA_SEEN_PHOTO,  /* it needs thresholds of its own everywhere */
  KHOA_SEEN_DRAWN,  /* black and white are what they are on the whole page */
  KHOA_SEEN_MODULES /* one code and nothing else, upright, each module a pixel */
} KhoaSeen;

/* Grey pixels: 0 black, 255 white; stride bytes a row. What ZXing can't allocate it doesn't find.
 */
void khoa_zxing_scan(const uint8_t *grey, int width, int height, int stride, KhoaSeen seen,
                     KhoaFound found, void *data);

#ifdef __cplusplus
}
#endif

#endif
