#include "tagops.h"

#include <math.h>
#include <string.h>

#define DECIMALS 5

/* As printf's "%.5f" in any locale, without zeros at the end, in a fifth of the time. */
static void append_number(GString *to, double number) {
  char digits[G_ASCII_DTOSTR_BUF_SIZE], *at = digits + sizeof digits;
  gint64 rest = llabs(llround(number * 1e5));
  gboolean minus = number < 0 && rest > 0, fraction = FALSE;
  *--at = ' ';
  for (int i = 0; i < DECIMALS; i++, rest /= 10) {
    fraction = fraction || rest % 10;
    if (fraction)
      *--at = (char)('0' + rest % 10);
  }
  if (fraction)
    *--at = '.';
  for (; rest || *at == '.' || *at == ' '; rest /= 10)
    *--at = (char)('0' + rest % 10);
  if (minus)
    *--at = '-';
  g_string_append_len(to, at, digits + sizeof digits - at);
}

static void append_matrix(GString *to, const cairo_matrix_t *matrix, const char *operator) {
  const double numbers[] = {matrix->xx, matrix->yx, matrix->xy, matrix->yy, matrix->x0, matrix->y0};
  for (gsize i = 0; i < G_N_ELEMENTS(numbers); i++)
    append_number(to, numbers[i]);
  g_string_append(to, operator);
}

/* A unit square or font at x, y, as large as that and upright, where y points downwards. */
static cairo_matrix_t upright(const cairo_matrix_t *at, double x, double y, double size) {
  cairo_matrix_t matrix = {size, 0, 0, -size, x, y};
  cairo_matrix_multiply(&matrix, &matrix, at);
  return matrix;
}

void khoa_ops_drawing(GString *to, guint64 drawing, const cairo_matrix_t *at, const KhoaBox *clip) {
  g_string_append(to, "q\n");
  append_matrix(to, at, "cm\n");
  if (clip) {
    const double numbers[] = {clip->x, clip->y, clip->width, clip->height};
    for (gsize i = 0; i < G_N_ELEMENTS(numbers); i++)
      append_number(to, numbers[i]);
    g_string_append(to, "re W n ");
  }
  g_string_append_printf(to, "/x%" G_GUINT64_FORMAT " Do Q\n", drawing);
}

/* A bit a module, light ones set, rows filled up to whole bytes. */
static void append_bits(GString *to, const KhoaSymbol *symbol) {
  const guint8 *module = symbol->modules;
  gsize at = to->len;
  g_string_set_size(to, at + (gsize)symbol->size * (gsize)((symbol->size + 7) / 8));
  for (int y = 0; y < symbol->size; y++)
    for (int x = 0; x < symbol->size; x += 8) {
      guint bits = 0;
      for (int i = 0; i < 8 && x + i < symbol->size; i++, module++)
        bits |= (guint) !*module << (7 - i);
      to->str[at++] = (char)bits;
    }
}

void khoa_ops_symbol(GString *to, const KhoaSymbol *symbol, const KhoaBox *place,
                     const cairo_matrix_t *at) {
  double module = place->width / (symbol->size + 2 * KHOA_QUIET_ZONE);
  double zone = KHOA_QUIET_ZONE * module, size = symbol->size * module;
  const cairo_matrix_t matrix = upright(at, place->x + zone, place->y + zone + size, size);
  g_string_append(to, "q\n");
  append_matrix(to, &matrix, "cm\n");
  g_string_append_printf(to, "BI /W %d /H %d /IM true /BPC 1 ID ", symbol->size, symbol->size);
  append_bits(to, symbol);
  g_string_append(to, "\nEI Q\n");
}

void khoa_ops_code(GString *to, guint64 font, const char *code, KhoaCodePlace place,
                   const cairo_matrix_t *at) {
  const cairo_matrix_t matrix = upright(at, place.x, place.y, place.size);
  g_string_append_printf(to, "BT /f%" G_GUINT64_FORMAT " 1 Tf ", font);
  append_number(to, place.spacing);
  g_string_append(to, "Tc ");
  append_matrix(to, &matrix, "Tm (");
  for (; *code; code++)
    if (g_ascii_isdigit(*code) || *code == '-')
      g_string_append_c(to, *code);
  g_string_append(to, ") Tj ET\n");
}
