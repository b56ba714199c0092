#include "scan.h"

#include "finder.h"
#include "gather.h"

#include <math.h>

/* Finder patterns of one code: how large its modules and sides may seem to each other, and the
 * cosine of the angle between its sides. */
#define MODULE_OFF_MAX 1.4
#define SIDE_OFF_MAX 1.2
#define ANGLE_OFF_MAX 0.2
#define SIDE_MIN 12.0 /* modules from one to the next: 14 in the smallest code */
#define SIDE_MAX 60.0 /* up to version 12 */
#define BEYOND 12.0   /* modules from the middle of a corner's to the end of the quiet zone */

GPtrArray *khoa_scan_window(const KhoaPicture *picture, int x, int y, int width, int height,
                            KhoaDecoder decoders) {
  KhoaGathering to = khoa_gathering(KHOA_SEEN_PHOTO);
  khoa_gather_window(&to, picture, x, y, width, height, decoders);
  return khoa_gathering_end(&to);
}

GPtrArray *khoa_scan_drawn(const KhoaPicture *page, int x, int y, int width, int height,
                           KhoaDecoder decoders) {
  KhoaGathering to = khoa_gathering(KHOA_SEEN_DRAWN);
  khoa_gather_window(&to, page, x, y, width, height, decoders);
  return khoa_gathering_end(&to);
}

GPtrArray *khoa_scan_modules(const KhoaPicture *modules) {
  KhoaGathering to = khoa_gathering(KHOA_SEEN_MODULES);
  khoa_gather_window(&to, modules, 0, 0, modules->width, modules->height, KHOA_DECODER_ZXING);
  return khoa_gathering_end(&to);
}

static gboolean is_in_known(const GPtrArray *scans, const KhoaFinder *finder) {
  for (guint i = 0; i < scans->len; i++) {
    const KhoaScan *scan = scans->pdata[i];
    if (hypot(scan->x - finder->x, scan->y - finder->y) < scan->size)
      return TRUE;
  }
  return FALSE;
}

/* Whether three finder patterns may be those of one code, the first at its corner. */
static gboolean make_a_code(const KhoaFinder *corner, const KhoaFinder *a, const KhoaFinder *b) {
  double ax = a->x - corner->x, ay = a->y - corner->y;
  double bx = b->x - corner->x, by = b->y - corner->y;
  double length_a = hypot(ax, ay), length_b = hypot(bx, by);
  return length_a < SIDE_OFF_MAX * length_b && length_b < SIDE_OFF_MAX * length_a &&
         length_a > SIDE_MIN * corner->module && length_a < SIDE_MAX * corner->module &&
         fabs(ax * bx + ay * by) < ANGLE_OFF_MAX * length_a * length_b;
}

static gboolean is_like(const KhoaFinder *a, const KhoaFinder *b) {
  return a->module < MODULE_OFF_MAX * b->module && b->module < MODULE_OFF_MAX * a->module;
}

static void scan_around(KhoaGathering *to, const KhoaPicture *page, const KhoaFinder *a,
                        const KhoaFinder *b) {
  double reach = hypot(a->x - b->x, a->y - b->y) / 2 + BEYOND * a->module;
  khoa_gather_window(to, page, (int)((a->x + b->x) / 2 - reach), (int)((a->y + b->y) / 2 - reach),
                     (int)(2 * reach), (int)(2 * reach), KHOA_DECODER_ZXING);
}

static void scan_corner(KhoaGathering *to, const KhoaPicture *page, const GArray *finders,
                        const KhoaFinder *corner) {
  for (guint i = 0; i < finders->len; i++) {
    const KhoaFinder *a = &g_array_index(finders, KhoaFinder, i);
    if (!is_like(corner, a))
      continue;
    for (guint j = i + 1; j < finders->len; j++) {
      const KhoaFinder *b = &g_array_index(finders, KhoaFinder, j);
      if (is_like(corner, b) && make_a_code(corner, a, b) && !is_in_known(to->scans, corner))
        scan_around(to, page, a, b);
    }
  }
}

GPtrArray *khoa_scan_page(const KhoaPicture *page) {
  KhoaGathering to = khoa_gathering(KHOA_SEEN_DRAWN);
  g_autoptr(GArray) finders = khoa_finders(page);
  for (guint i = 0; i < finders->len; i++)
    scan_corner(&to, page, finders, &g_array_index(finders, KhoaFinder, i));
  return khoa_gathering_end(&to);
}
