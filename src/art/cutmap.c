#include "cutmap.h"

#include "paint.h"

#include <math.h>

#define LINE 8          /* of 255: what a line covers of a pixel that it touches */
#define LINE_PIXELS 1.5 /* from a line's middle to that of a pixel that it touches */

enum { UNKNOWN, CUT, PART }; /* parts count up from PART */

struct KhoaCutMap {
  double scale; /* pixels a mm */
  int width, height;
  guint32 *parts; /* of each pixel */
  guint32 tag;    /* the part that is the tag */
};

static void copy_lines(KhoaCutMap *map, cairo_surface_t *image) {
  cairo_surface_flush(image);
  const guint8 *data = cairo_image_surface_get_data(image);
  int stride = cairo_image_surface_get_stride(image);
  for (int y = 0; y < map->height; y++)
    for (int x = 0; x < map->width; x++)
      map->parts[y * map->width + x] = data[y * stride + x] >= LINE ? CUT : UNKNOWN;
}

static gboolean draw_lines(KhoaCutMap *map, const KhoaLayout *layout, const KhoaDrawing *drawing,
                           KhoaFace face, GError **error) {
  cairo_surface_t *image = cairo_image_surface_create(CAIRO_FORMAT_A8, map->width, map->height);
  cairo_t *cr = cairo_create(image);
  cairo_scale(cr, map->scale, map->scale);
  gboolean drawn = khoa_paint_cut(cr, layout, drawing, face, error);
  cairo_destroy(cr);
  if (drawn)
    copy_lines(map, image);
  cairo_surface_destroy(image);
  return drawn;
}

/* Puts on the stack where each unknown run of a row begins, as far as it lies below or above the
 * pixels from `left` up to `right`. */
static void push_runs(const KhoaCutMap *map, GArray *stack, int y, int left, int right) {
  if (y < 0 || y >= map->height)
    return;
  const guint32 *row = map->parts + y * map->width;
  for (int x = left; x < right; x++)
    if (row[x] == UNKNOWN && (x == left || row[x - 1] != UNKNOWN)) {
      int at = y * map->width + x;
      g_array_append_val(stack, at);
    }
}

/* Fills the run that a pixel is in; how long it is. */
static guint fill_run(KhoaCutMap *map, GArray *stack, int at, guint32 part) {
  int y = at / map->width, left = at % map->width, right = left;
  guint32 *row = map->parts + y * map->width;
  while (left > 0 && row[left - 1] == UNKNOWN)
    left--;
  for (; right < map->width && row[right] == UNKNOWN; right++)
    row[right] = part;
  for (int x = left; x < at % map->width; x++)
    row[x] = part;
  push_runs(map, stack, y - 1, left, right);
  push_runs(map, stack, y + 1, left, right);
  return (guint)(right - left);
}

/* Fills the part that begins at a pixel; how many pixels it has. */
static guint fill(KhoaCutMap *map, GArray *stack, int start, guint32 part) {
  guint count = 0;
  g_array_append_val(stack, start);
  while (stack->len > 0) {
    int at = g_array_index(stack, int, stack->len - 1);
    g_array_set_size(stack, stack->len - 1);
    if (map->parts[at] == UNKNOWN)
      count += fill_run(map, stack, at, part);
  }
  return count;
}

static void divide(KhoaCutMap *map) {
  g_autoptr(GArray) stack = g_array_new(FALSE, FALSE, sizeof(int));
  guint largest = 0;
  guint32 part = PART;
  for (int at = 0; at < map->width * map->height; at++) {
    guint count = map->parts[at] == UNKNOWN ? fill(map, stack, at, part) : 0;
    if (count > largest) {
      largest = count;
      map->tag = part;
    }
    part += count > 0;
  }
}

KhoaCutMap *khoa_cut_map_new(const KhoaLayout *layout, const KhoaDrawing *drawing, KhoaFace face,
                             GError **error) {
  g_autoptr(KhoaCutMap) map = g_new0(KhoaCutMap, 1);
  if (!drawing->cut)
    return g_steal_pointer(&map);
  double width = khoa_layout_width(layout), height = khoa_layout_height(layout);
  map->scale = khoa_paint_scale(width, height);
  map->width = (int)ceil(width * map->scale);
  map->height = (int)ceil(height * map->scale);
  map->parts = g_new0(guint32, (gsize)map->width * (gsize)map->height);
  if (!draw_lines(map, layout, drawing, face, error))
    return NULL;
  divide(map);
  return g_steal_pointer(&map);
}

void khoa_cut_map_free(KhoaCutMap *map) {
  if (!map)
    return;
  g_free(map->parts);
  g_free(map);
}

/* From a pixel's middle to the box. */
static double distance(const KhoaCutMap *map, const KhoaBox *box, int column, int row) {
  double x = (column + 0.5) / map->scale, y = (row + 0.5) / map->scale;
  double dx = fmax(fmax(box->x - x, x - box->x - box->width), 0);
  double dy = fmax(fmax(box->y - y, y - box->y - box->height), 0);
  return hypot(dx, dy);
}

double khoa_cut_map_distance(const KhoaCutMap *map, const KhoaBox *box, double far) {
  double nearest = far;
  int left = MAX(0, (int)floor((box->x - far) * map->scale));
  int top = MAX(0, (int)floor((box->y - far) * map->scale));
  int right = MIN(map->width, (int)ceil((box->x + box->width + far) * map->scale));
  int bottom = MIN(map->height, (int)ceil((box->y + box->height + far) * map->scale));
  for (int y = top; y < bottom; y++)
    for (int x = left; x < right; x++)
      if (map->parts[y * map->width + x] != map->tag) {
        double away = distance(map, box, x, y);
        nearest = fmin(nearest, away == 0 ? 0 : away + LINE_PIXELS / map->scale);
      }
  return nearest;
}
