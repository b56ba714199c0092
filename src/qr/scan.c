#include "scan.h"
#include "scan_zxing.h"

#include <math.h>
#include <string.h>
#include <zbar.h>

/* Both decoders lose codes where there are many (ZXing stops at 16 of 40), so a photo is cut into
 * tiles. A code no larger than the overlap lies whole in one of them; a larger one does so when
 * the photo is made smaller. */
#define TILE 640 /* pixels */
#define OVERLAP 320
#define SMALLEST_SIDE 240 /* a photo isn't made smaller than this */

/* What the decoders report to: codes are gathered in one array, in pixels of the whole picture. */
typedef struct Gathering {
  GPtrArray *scans;
  KhoaDecoder decoder;
  double x, y; /* where the window starts */
  double zoom; /* pixels of the whole picture per pixel of the window */
} Gathering;

static void scan_free(gpointer data) {
  KhoaScan *scan = data;
  g_free(scan->text);
  g_free(scan);
}

static double area(const KhoaPoint corners[4]) {
  double twice = 0;
  for (int i = 0; i < 4; i++) {
    KhoaPoint a = corners[i], b = corners[(i + 1) % 4];
    twice += a.x * b.y - b.x * a.y;
  }
  return fabs(twice) / 2;
}

static gboolean is_same(const KhoaScan *a, const KhoaScan *b) {
  return a->length == b->length && memcmp(a->text, b->text, a->length) == 0 &&
         hypot(a->x - b->x, a->y - b->y) < MAX(a->size, b->size) / 2;
}

static void gather(const char *text, gsize length, const KhoaPoint corners[4], void *data) {
  const Gathering *to = data;
  KhoaScan *scan = g_new0(KhoaScan, 1);
  for (int i = 0; i < 4; i++) {
    scan->x += (to->x + to->zoom * corners[i].x) / 4;
    scan->y += (to->y + to->zoom * corners[i].y) / 4;
  }
  scan->size = to->zoom * sqrt(area(corners));
  scan->read = to->decoder;
  scan->length = length;
  scan->text = g_malloc(length + 1);
  memcpy(scan->text, text, length);
  scan->text[length] = '\0';
  for (guint i = 0; i < to->scans->len; i++) {
    KhoaScan *known = to->scans->pdata[i];
    if (is_same(known, scan)) {
      known->read |= scan->read;
      scan_free(scan);
      return;
    }
  }
  g_ptr_array_add(to->scans, scan);
}

static void tell_zbar_symbol(const zbar_symbol_t *symbol, Gathering *to) {
  KhoaPoint corners[4] = {0};
  for (unsigned i = 0; i < 4; i++)
    corners[i] = (KhoaPoint){zbar_symbol_get_loc_x(symbol, i), zbar_symbol_get_loc_y(symbol, i)};
  gather(zbar_symbol_get_data(symbol), zbar_symbol_get_data_length(symbol), corners, to);
}

/* zbar wants rows without a gap between them. */
static void scan_zbar(const guint8 *grey, int width, int height, int stride, Gathering *to) {
  gsize row = (gsize)width;
  g_autofree guint8 *packed = g_malloc(row * (gsize)height);
  for (int y = 0; y < height; y++)
    memcpy(packed + (gsize)y * row, grey + (gsize)y * (gsize)stride, row);
  zbar_image_scanner_t *scanner = zbar_image_scanner_create();
  zbar_image_scanner_set_config(scanner, ZBAR_NONE, ZBAR_CFG_ENABLE, 0);
  zbar_image_scanner_set_config(scanner, ZBAR_QRCODE, ZBAR_CFG_ENABLE, 1);
  /* Bytes as they are: zbar would guess a character set. */
  zbar_image_scanner_set_config(scanner, ZBAR_QRCODE, ZBAR_CFG_BINARY, 1);
  zbar_image_t *image = zbar_image_create();
  zbar_image_set_format(image, zbar_fourcc('Y', '8', '0', '0'));
  zbar_image_set_size(image, (unsigned)width, (unsigned)height);
  zbar_image_set_data(image, packed, row * (gsize)height, NULL);
  zbar_scan_image(scanner, image);
  for (const zbar_symbol_t *symbol = zbar_image_first_symbol(image); symbol;
       symbol = zbar_symbol_next(symbol))
    tell_zbar_symbol(symbol, to);
  zbar_image_destroy(image);
  zbar_image_scanner_destroy(scanner);
}

static void scan_window(const KhoaPicture *picture, int x, int y, int width, int height,
                        KhoaDecoder decoders, Gathering *to) {
  int right = (int)CLAMP((gint64)x + width, 0, picture->width);
  int bottom = (int)CLAMP((gint64)y + height, 0, picture->height);
  x = MAX(x, 0), y = MAX(y, 0);
  if (x >= right || y >= bottom)
    return;
  const guint8 *grey = picture->grey + (gsize)y * (gsize)picture->stride + x;
  to->x = to->zoom * x, to->y = to->zoom * y;
  if (decoders & KHOA_DECODER_ZXING) {
    to->decoder = KHOA_DECODER_ZXING;
    khoa_zxing_scan(grey, right - x, bottom - y, picture->stride, gather, to);
  }
  if (decoders & KHOA_DECODER_ZBAR) {
    to->decoder = KHOA_DECODER_ZBAR;
    scan_zbar(grey, right - x, bottom - y, picture->stride, to);
  }
}

static const KhoaScan *nth(const GPtrArray *scans, guint n) {
  return scans->pdata[n];
}

static int by_y(gconstpointer a, gconstpointer b) {
  const KhoaScan *left = *(KhoaScan *const *)a, *right = *(KhoaScan *const *)b;
  return (left->y > right->y) - (left->y < right->y);
}

static int by_x(gconstpointer a, gconstpointer b) {
  const KhoaScan *left = *(KhoaScan *const *)a, *right = *(KhoaScan *const *)b;
  return (left->x > right->x) - (left->x < right->x);
}

/* Codes are in one row while they stand less than half a code lower than its first. */
static void arrange(GPtrArray *scans) {
  g_ptr_array_sort(scans, by_y);
  for (guint start = 0, end; start < scans->len; start = end) {
    double below = nth(scans, start)->y + nth(scans, start)->size / 2;
    for (end = start + 1; end < scans->len && nth(scans, end)->y < below; end++)
      ;
    qsort(scans->pdata + start, end - start, sizeof(gpointer), by_x);
  }
}

GPtrArray *khoa_scan_window(const KhoaPicture *picture, int x, int y, int width, int height,
                            KhoaDecoder decoders) {
  Gathering to = {.scans = g_ptr_array_new_with_free_func(scan_free), .zoom = 1};
  scan_window(picture, x, y, width, height, decoders, &to);
  arrange(to.scans);
  return to.scans;
}

static void scan_tiles(const KhoaPicture *picture, Gathering *to) {
  for (int y = 0; y == 0 || y + OVERLAP < picture->height; y += TILE - OVERLAP)
    for (int x = 0; x == 0 || x + OVERLAP < picture->width; x += TILE - OVERLAP)
      scan_window(picture, x, y, TILE, TILE, KHOA_DECODER_ZXING | KHOA_DECODER_ZBAR, to);
}

static KhoaPicture *halve(const KhoaPicture *picture) {
  KhoaPicture *half = khoa_picture_new(picture->width / 2, picture->height / 2);
  for (int y = 0; y < half->height; y++) {
    const guint8 *upper = picture->grey + (gsize)(2 * y) * (gsize)picture->stride;
    const guint8 *lower = upper + picture->stride;
    guint8 *to = half->grey + (gsize)y * (gsize)half->stride;
    for (int x = 0; x < half->width; x++)
      to[x] = (guint8)((upper[2 * x] + upper[2 * x + 1] + lower[2 * x] + lower[2 * x + 1]) / 4);
  }
  return half;
}

GPtrArray *khoa_scan_photo(const KhoaPicture *picture) {
  Gathering to = {.scans = g_ptr_array_new_with_free_func(scan_free), .zoom = 1};
  scan_tiles(picture, &to);
  g_autoptr(KhoaPicture) smaller = NULL;
  while (MIN(picture->width, picture->height) >= 2 * SMALLEST_SIDE) {
    KhoaPicture *half = halve(picture);
    khoa_picture_free(smaller);
    picture = smaller = half;
    to.zoom *= 2;
    scan_tiles(picture, &to);
  }
  arrange(to.scans);
  return to.scans;
}
