#include "transform.h"

#include <glib/gi18n.h>
#include <math.h>
#include <string.h>

#define NUMBERS_MAX 6
#define EVEN 1e-4 /* editors write six digits */

typedef void (*Apply)(cairo_matrix_t *matrix, const double *numbers, guint n);

static void apply_matrix(cairo_matrix_t *matrix, const double *v, guint n) {
  (void)n;
  cairo_matrix_t own = {v[0], v[1], v[2], v[3], v[4], v[5]};
  cairo_matrix_multiply(matrix, &own, matrix);
}

static void apply_translate(cairo_matrix_t *matrix, const double *v, guint n) {
  cairo_matrix_translate(matrix, v[0], n > 1 ? v[1] : 0);
}

static void apply_scale(cairo_matrix_t *matrix, const double *v, guint n) {
  cairo_matrix_scale(matrix, v[0], n > 1 ? v[1] : v[0]);
}

static void apply_rotate(cairo_matrix_t *matrix, const double *v, guint n) {
  double x = n > 1 ? v[1] : 0, y = n > 1 ? v[2] : 0;
  cairo_matrix_translate(matrix, x, y);
  cairo_matrix_rotate(matrix, v[0] * G_PI / 180);
  cairo_matrix_translate(matrix, -x, -y);
}

static void apply_skew_x(cairo_matrix_t *matrix, const double *v, guint n) {
  apply_matrix(matrix, (const double[]){1, 0, tan(v[0] * G_PI / 180), 1, 0, 0}, n);
}

static void apply_skew_y(cairo_matrix_t *matrix, const double *v, guint n) {
  apply_matrix(matrix, (const double[]){1, tan(v[0] * G_PI / 180), 0, 1, 0, 0}, n);
}

/* SVG 1.1, 7.6; counts: how many numbers each may have. */
static const struct {
  const char *word;
  guint counts[2];
  Apply apply;
} functions[] = {
    {"matrix", {6, 6}, apply_matrix}, {"translate", {1, 2}, apply_translate},
    {"scale", {1, 2}, apply_scale},   {"rotate", {1, 3}, apply_rotate},
    {"skewX", {1, 1}, apply_skew_x},  {"skewY", {1, 1}, apply_skew_y},
};

static const char *skip(const char *at, const char *characters) {
  return at + strspn(at, characters);
}

/* Numbers up to the closing bracket; NULL if it isn't there. */
static const char *read_numbers(const char *at, double *numbers, guint *n) {
  for (*n = 0; *(at = skip(at, " \t\r\n,")) != ')'; ++*n) {
    char *end;
    if (*n == NUMBERS_MAX)
      return NULL;
    numbers[*n] = g_ascii_strtod(at, &end);
    if (end == at || !isfinite(numbers[*n]))
      return NULL;
    at = end;
  }
  return at + 1;
}

/* One function of the list; what follows it, or NULL. */
static const char *read_function(const char *at, cairo_matrix_t *matrix) {
  double numbers[NUMBERS_MAX];
  guint n;
  for (gsize i = 0; i < G_N_ELEMENTS(functions); i++) {
    gsize length = strlen(functions[i].word);
    if (strncmp(at, functions[i].word, length) != 0)
      continue;
    at = skip(at + length, " \t");
    if (*at != '(' || !(at = read_numbers(at + 1, numbers, &n)))
      return NULL;
    if (n != functions[i].counts[0] && n != functions[i].counts[1])
      return NULL;
    functions[i].apply(matrix, numbers, n);
    return skip(at, " \t\r\n,");
  }
  return NULL;
}

static gboolean read_transform(const char *text, cairo_matrix_t *matrix) {
  const char *at = skip(text, " \t\r\n");
  while (at && *at)
    at = read_function(at, matrix);
  return at != NULL;
}

gboolean khoa_svg_matrix(const xmlNode *node, cairo_matrix_t *matrix, KhoaLayoutFaults *faults) {
  cairo_matrix_init_identity(matrix);
  for (; node && node->type == XML_ELEMENT_NODE; node = node->parent) {
    g_autofree char *transform = khoa_svg_property(node, "transform");
    cairo_matrix_t own;
    cairo_matrix_init_identity(&own);
    if (transform && strcmp(transform, "none") != 0 && !read_transform(transform, &own))
      return khoa_svg_fault(faults, node, _("transform is '%s': not one that SVG knows"),
                            transform);
    cairo_matrix_multiply(matrix, matrix, &own);
  }
  return TRUE;
}

gboolean khoa_svg_placed(const xmlNode *node, double *scale, double *dx, double *dy,
                         KhoaLayoutFaults *faults) {
  cairo_matrix_t m;
  if (!khoa_svg_matrix(node, &m, faults))
    return FALSE;
  *scale = m.xx;
  *dx = m.x0;
  *dy = m.y0;
  double slack = EVEN * fabs(m.xx);
  if (m.xx > 0 && fabs(m.xx - m.yy) <= slack && fabs(m.xy) <= slack && fabs(m.yx) <= slack)
    return TRUE;
  return khoa_svg_fault(faults, node,
                        _("turned, mirrored or stretched: texts and the QR code can be moved and "
                          "evenly scaled, no more"));
}
