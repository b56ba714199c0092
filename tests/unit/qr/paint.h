/* QR modules -> grey pixels at any place, size and angle, for the tests of this room. */
#ifndef KHOA_TESTS_QR_PAINT_H
#define KHOA_TESTS_QR_PAINT_H

#include "qr/picture.h"
#include "qr/symbol.h"

#include <math.h>
#include <string.h>

typedef struct Paint {
  double x, y;   /* the code's centre, pixels */
  double module; /* pixels a side */
  double angle;  /* radians */
} Paint;

/* Shares of a pixel that lie in the code with its quiet zone, and in a dark module: of 16. */
static inline void paint_sample(const KhoaSymbol *symbol, const Paint *at, int x, int y,
                                int *inside, int *dark) {
  double c = cos(at->angle) / at->module, s = sin(at->angle) / at->module;
  *inside = *dark = 0;
  for (int k = 0; k < 16; k++) {
    double dx = x + (k % 4 + 0.5) / 4 - at->x, dy = y + (k / 4 + 0.5) / 4 - at->y;
    int u = (int)floor(dx * c + dy * s + symbol->size / 2.0);
    int v = (int)floor(dy * c - dx * s + symbol->size / 2.0);
    int end = symbol->size + KHOA_QUIET_ZONE;
    *inside += u >= -KHOA_QUIET_ZONE && v >= -KHOA_QUIET_ZONE && u < end && v < end;
    *dark += u >= 0 && v >= 0 && u < symbol->size && v < symbol->size &&
             symbol->modules[v * symbol->size + u];
  }
}

static inline void paint_symbol(KhoaPicture *picture, const KhoaSymbol *symbol, Paint at) {
  double reach = (symbol->size / 2.0 + KHOA_QUIET_ZONE) * at.module * 1.42;
  int right = (int)MIN(picture->width, at.x + reach + 1);
  int bottom = (int)MIN(picture->height, at.y + reach + 1);
  for (int y = (int)MAX(0, at.y - reach); y < bottom; y++)
    for (int x = (int)MAX(0, at.x - reach); x < right; x++) {
      int inside, dark;
      paint_sample(symbol, &at, x, y, &inside, &dark);
      guint8 *pixel = picture->grey + y * picture->stride + x;
      *pixel = (guint8)((*pixel * (16 - inside) + 255 * (inside - dark)) / 16);
    }
}

static inline KhoaSymbol *make_symbol(const char *prefix, const char *digits, KhoaLevel minimum) {
  KhoaSymbolForm form;
  g_autoptr(GError) error = NULL;
  khoa_symbol_plan(&form, strlen(prefix), strlen(digits), minimum, &error);
  g_assert_no_error(error);
  KhoaSymbol *symbol = khoa_symbol_new(&form, prefix, digits, &error);
  g_assert_no_error(error);
  return symbol;
}

static inline char *random_digits(gsize n) {
  char *digits = g_strnfill(n, '0');
  for (gsize i = 0; i < n; i++)
    digits[i] = (char)g_test_rand_int_range('0', '9' + 1);
  return digits;
}

#endif
