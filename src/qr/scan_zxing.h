/* ZXing speaks only C++; this is all that the room's C sees of it. Used by scan.c alone. */
#ifndef KHOA_QR_SCAN_ZXING_H
#define KHOA_QR_SCAN_ZXING_H

#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

typedef struct KhoaPoint {
  double x, y;
} KhoaPoint;

/* Told of each code; text and its four corners, in order round the code, are good for the call. */
typedef void (*KhoaFound)(const char *text, size_t length, const KhoaPoint corners[4], void *data);

/* Grey pixels: 0 black, 255 white; stride bytes a row. What ZXing can't allocate it doesn't find.
 */
void khoa_zxing_scan(const uint8_t *grey, int width, int height, int stride, KhoaFound found,
                     void *data);

#ifdef __cplusplus
}
#endif

#endif
