#include "flaw.h"

#include "symbol.h"

#include <glib/gi18n.h>

#define FINDER 8     /* modules of a side, with the light ones that part it from the rest */
#define SIDE_MAX 177 /* modules of the largest code */
/* A module is looked at in its middle and this far from it. As pixels are drawn by their middle, in
 * modules of two pixels that is still within it. */
#define OFF_CENTRE 0.25
#define MODULE_MIN 2.0 /* pixels */

/* A code as it should stand; modules are counted from its first, so the quiet zone is at -4. */
typedef struct Frame {
  const KhoaPicture *picture;
  double x, y, across, down; /* of a module: across, down */
  int size;                  /* modules of a side */
} Frame;

static gboolean is_dark(const Frame *frame, double u, double v) {
  int x = (int)(frame->x + u * frame->across), y = (int)(frame->y + v * frame->down);
  const KhoaPicture *picture = frame->picture;
  return x >= 0 && y >= 0 && x < picture->width && y < picture->height &&
         picture->grey[(gsize)y * (gsize)picture->stride + (gsize)x] < 128;
}

static gboolean module_is_dark(const Frame *frame, int u, int v) {
  return is_dark(frame, u + 0.5, v + 0.5);
}

/* In a finder pattern, counted from the code's corner inwards. */
static gboolean finder_is_dark(int u, int v) {
  int ring = MAX(ABS(u - 3), ABS(v - 3));
  return ring == 3 || ring <= 1;
}

/* Modules that are wrong in the finder pattern of a corner: 0 and 1 at the top, 0 and 2 left. */
static int finder_faults(const Frame *frame, int corner) {
  int wrong = 0, last = frame->size - 1;
  for (int v = 0; v < FINDER; v++)
    for (int u = 0; u < FINDER; u++)
      wrong += module_is_dark(frame, corner & 1 ? last - u : u, corner & 2 ? last - v : v) !=
               finder_is_dark(u, v);
  return wrong;
}

/* Of the three corners that have one. */
static int all_finder_faults(const Frame *frame) {
  int all = 0, worst = 0;
  for (int corner = 0; corner < 4; corner++) {
    int wrong = finder_faults(frame, corner);
    all += wrong;
    worst = MAX(worst, wrong);
  }
  return all - worst;
}

/* The size at which the finder patterns fit best. */
static Frame fit(const KhoaPicture *picture, double x, double y, double width, double height,
                 int *wrong) {
  Frame best = {0};
  *wrong = G_MAXINT;
  for (int size = 21; size <= SIDE_MAX && *wrong > 0; size += 4) {
    double across = width / (size + 2 * KHOA_QUIET_ZONE);
    double down = height / (size + 2 * KHOA_QUIET_ZONE);
    Frame frame = {picture, x + KHOA_QUIET_ZONE * across, y + KHOA_QUIET_ZONE * down, across, down,
                   size};
    int faults = MIN(across, down) < MODULE_MIN ? G_MAXINT : all_finder_faults(&frame);
    if (faults < *wrong) {
      *wrong = faults;
      best = frame;
    }
  }
  return best;
}

static gboolean quiet_zone_is_empty(const Frame *frame) {
  int from = -KHOA_QUIET_ZONE, to = frame->size + KHOA_QUIET_ZONE;
  for (int v = from; v < to; v++)
    for (int u = from; u < to; u++) {
      gboolean inside = u >= 0 && v >= 0 && u < frame->size && v < frame->size;
      if (!inside && module_is_dark(frame, u, v))
        return FALSE;
    }
  return TRUE;
}

static gboolean is_smudged(const Frame *frame, int u, int v) {
  int dark = module_is_dark(frame, u, v);
  for (int i = 0; i < 4; i++)
    dark += is_dark(frame, u + 0.5 + (i & 1 ? OFF_CENTRE : -OFF_CENTRE),
                    v + 0.5 + (i & 2 ? OFF_CENTRE : -OFF_CENTRE));
  return dark != 0 && dark != 5;
}

static gboolean any_is_smudged(const Frame *frame) {
  for (int v = 0; v < frame->size; v++)
    for (int u = 0; u < frame->size; u++)
      if (is_smudged(frame, u, v))
        return TRUE;
  return FALSE;
}

const char *khoa_code_flaw(const KhoaPicture *picture, double x, double y, double width,
                           double height) {
  int wrong;
  Frame frame = fit(picture, x, y, width, height, &wrong);
  if (wrong > 0)
    return _("a finder pattern of its code is damaged");
  if (!quiet_zone_is_empty(&frame))
    return _("its code's quiet zone isn't empty");
  if (any_is_smudged(&frame))
    return _("its code is smudged");
  return NULL;
}
