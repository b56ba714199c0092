#include "gather.h"

#include <math.h>
#include <string.h>
#include <zbar.h>

void khoa_scan_free(gpointer data) {
  KhoaScan *scan = data;
  g_free(scan->text);
  g_free(scan);
}

KhoaGathering khoa_gathering(KhoaSeen seen) {
  return (KhoaGathering){
      .scans = g_ptr_array_new_with_free_func(khoa_scan_free), .seen = seen, .zoom = 1};
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

void khoa_gather(GPtrArray *scans, KhoaScan *scan) {
  for (guint i = 0; i < scans->len; i++) {
    KhoaScan *known = scans->pdata[i];
    if (is_same(known, scan)) {
      known->read |= scan->read;
      khoa_scan_free(scan);
      return;
    }
  }
  g_ptr_array_add(scans, scan);
}

static void take(const char *text, gsize length, const KhoaPoint corners[4], void *data) {
  const KhoaGathering *to = data;
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
  khoa_gather(to->scans, scan);
}

static void tell_zbar_symbol(const zbar_symbol_t *symbol, KhoaGathering *to) {
  KhoaPoint corners[4] = {0};
  for (unsigned i = 0; i < 4; i++)
    corners[i] = (KhoaPoint){zbar_symbol_get_loc_x(symbol, i), zbar_symbol_get_loc_y(symbol, i)};
  take(zbar_symbol_get_data(symbol), zbar_symbol_get_data_length(symbol), corners, to);
}

/* zbar wants rows without a gap between them. */
static void scan_zbar(const guint8 *grey, int width, int height, int stride, KhoaGathering *to) {
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

void khoa_gather_window(KhoaGathering *to, const KhoaPicture *picture, int x, int y, int width,
                        int height, KhoaDecoder decoders) {
  int right = (int)CLAMP((gint64)x + width, 0, picture->width);
  int bottom = (int)CLAMP((gint64)y + height, 0, picture->height);
  x = MAX(x, 0), y = MAX(y, 0);
  if (x >= right || y >= bottom)
    return;
  const guint8 *grey = picture->grey + (gsize)y * (gsize)picture->stride + x;
  to->x = to->zoom * x, to->y = to->zoom * y;
  if (decoders & KHOA_DECODER_ZXING) {
    to->decoder = KHOA_DECODER_ZXING;
    khoa_zxing_scan(grey, right - x, bottom - y, picture->stride, to->seen, take, to);
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
GPtrArray *khoa_gathering_end(KhoaGathering *gathering) {
  GPtrArray *scans = gathering->scans;
  g_ptr_array_sort(scans, by_y);
  for (guint start = 0, end; start < scans->len; start = end) {
    double below = nth(scans, start)->y + nth(scans, start)->size / 2;
    for (end = start + 1; end < scans->len && nth(scans, end)->y < below; end++)
      ;
    qsort(scans->pdata + start, end - start, sizeof(gpointer), by_x);
  }
  return scans;
}
