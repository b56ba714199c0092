#include "finder.h"

#include <math.h>
#include <string.h>

#define ROW_STEP 3   /* pixels: two rows or more go through the middle of any finder pattern */
#define MODULE_MIN 2 /* pixels */
#define MODULE_MAX 10
#define DARK 128
#define TOP_BITS G_GUINT64_CONSTANT(0x8080808080808080)

/* A line of pixels: a row (step 1) or a column (step stride). */
typedef struct Line {
  const guint8 *first;
  gsize step;
  int length;
} Line;

static gboolean is_dark(const Line *line, int at) {
  return line->first[(gsize)at * line->step] < DARK;
}

static Line row_of(const KhoaPicture *picture, int y) {
  return (Line){picture->grey + (gsize)y * (gsize)picture->stride, 1, picture->width};
}

static Line column_of(const KhoaPicture *picture, int x) {
  return (Line){picture->grey + x, (gsize)picture->stride, picture->height};
}

/* Five runs, dark first, in the ratio 1:1:3:1:1. */
static gboolean fits(const int runs[5], double *module) {
  int total = runs[0] + runs[1] + runs[2] + runs[3] + runs[4];
  *module = total / 7.0;
  double off = *module / 2 + 0.5;
  return *module >= MODULE_MIN && *module <= MODULE_MAX && fabs(runs[0] - *module) < off &&
         fabs(runs[1] - *module) < off && fabs(runs[2] - 3 * *module) < 2 * off &&
         fabs(runs[3] - *module) < off && fabs(runs[4] - *module) < off;
}

/* How many pixels of that shade follow from `at` in a direction, `most` of them at most. */
static int run_from(const Line *line, int at, int direction, gboolean dark, int most) {
  int n = 0;
  while (n < most && at >= 0 && at < line->length && is_dark(line, at) == dark) {
    at += direction;
    n++;
  }
  return n;
}

/* Whether the line has the pattern with `at` in its middle run; moves `at` to its middle. */
static gboolean cross(const Line *line, double module, double *at) {
  int middle = (int)*at, most = (int)(5 * module) + 2, runs[5];
  if (middle >= line->length || !is_dark(line, middle))
    return FALSE;
  int up = run_from(line, middle, -1, TRUE, most), down = run_from(line, middle + 1, 1, TRUE, most);
  runs[2] = up + down;
  runs[1] = run_from(line, middle - up, -1, FALSE, most);
  runs[0] = run_from(line, middle - up - runs[1], -1, TRUE, most);
  runs[3] = run_from(line, middle + 1 + down, 1, FALSE, most);
  runs[4] = run_from(line, middle + 1 + down + runs[3], 1, TRUE, most);
  double found;
  *at = middle + 0.5 + (down - up) / 2.0;
  return fits(runs, &found) && found < 2 * module && module < 2 * found;
}

static gboolean is_known(const GArray *finders, const KhoaFinder *finder) {
  for (guint i = finders->len; i-- > 0;) {
    const KhoaFinder *known = &g_array_index(finders, KhoaFinder, i);
    if (hypot(known->x - finder->x, known->y - finder->y) < 3 * MAX(known->module, finder->module))
      return TRUE;
  }
  return FALSE;
}

/* Five runs of row y that end at x. */
static void look_closer(const KhoaPicture *picture, int y, int x, const int runs[5],
                        GArray *finders) {
  KhoaFinder finder = {x - runs[4] - runs[3] - runs[2] / 2.0, y, 0};
  if (!fits(runs, &finder.module))
    return;
  Line column = column_of(picture, (int)finder.x);
  if (!cross(&column, finder.module, &finder.y))
    return;
  Line row = row_of(picture, (int)finder.y);
  if (cross(&row, finder.module, &finder.x) && !is_known(finders, &finder))
    g_array_append_val(finders, finder);
}

/* Where the run that goes on at x ends. Eight pixels at a time: most of a page is white. */
static int end_of_run(const Line *row, int x, gboolean dark) {
  for (; x + 8 <= row->length; x += 8) {
    guint64 pixels;
    memcpy(&pixels, row->first + x, sizeof pixels);
    if ((pixels & TOP_BITS) != (dark ? 0 : TOP_BITS))
      break;
  }
  while (x < row->length && is_dark(row, x) == dark)
    x++;
  return x;
}

static void look_along(const KhoaPicture *picture, int y, GArray *finders) {
  Line row = row_of(picture, y);
  int runs[5] = {0};
  gboolean dark = FALSE;
  for (int x = 0, end; x < row.length; x = end, dark = !dark) {
    end = end_of_run(&row, x, dark);
    memmove(runs, runs + 1, 4 * sizeof *runs);
    runs[4] = end - x;
    if (dark && runs[0] > 0)
      look_closer(picture, y, end, runs, finders);
  }
}

GArray *khoa_finders(const KhoaPicture *picture) {
  GArray *finders = g_array_new(FALSE, FALSE, sizeof(KhoaFinder));
  for (int y = 0; y < picture->height; y += ROW_STEP)
    look_along(picture, y, finders);
  return finders;
}
