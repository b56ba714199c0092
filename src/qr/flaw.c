#include "flaw.h"

#include "symbol.h"

#include <glib/gi18n.h>

#define FINDER 8     /* modules of a side, with the light ones that part it from the rest */
#define SIDE_MAX 177 /* modules of the largest code */
/* A module is looked at in its middle and this far from it. As pixels are drawn by their middle, in
 * modules of two pixels that is still within it. */
#define OFF_CENTRE 0.25
#define MODULE_MIN 2.0 /* pixels */

/* Where a module is looked at, across and down. */
enum { BEFORE, MIDDLE, AFTER, LOOKS };

/* A code as it should stand; modules are counted from its first, so the quiet zone is at -4. */
typedef struct Frame {
  int size;    /* modules of a side */
  int missing; /* the corner that has no finder pattern */
  /* Pixels, from the first module of the quiet zone on; beyond the picture, those of its edge. */
  const guint8 *rows[SIDE_MAX + 2 * KHOA_QUIET_ZONE][LOOKS];
  int columns[SIDE_MAX + 2 * KHOA_QUIET_ZONE][LOOKS];
} Frame;

static void frame_init(Frame *frame, const KhoaPicture *picture, double x, double y, double across,
                       double down, int size) {
  frame->size = size;
  for (int i = 0; i < size + 2 * KHOA_QUIET_ZONE; i++)
    for (int look = 0; look < LOOKS; look++) {
      double modules = i + 0.5 + (look - MIDDLE) * OFF_CENTRE;
      int row = CLAMP((int)(y + modules * down), 0, picture->height - 1);
      frame->rows[i][look] = picture->grey + (gsize)row * (gsize)picture->stride;
      frame->columns[i][look] = CLAMP((int)(x + modules * across), 0, picture->width - 1);
    }
}

static gboolean module_is_dark(const Frame *frame, int u, int v) {
  const guint8 *row = frame->rows[v + KHOA_QUIET_ZONE][MIDDLE];
  return row[frame->columns[u + KHOA_QUIET_ZONE][MIDDLE]] < 128;
}

/* The same in the code as it was before it was turned by quarters. */
static gboolean upright_is_dark(const Frame *frame, int u, int v) {
  int last = frame->size - 1, missing = frame->missing;
  gboolean aside = missing == 1 || missing == 2;
  int across = aside ? v : u, down = aside ? u : v;
  return module_is_dark(frame, missing & 1 ? across : last - across,
                        missing & 2 ? down : last - down);
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
static int all_finder_faults(Frame *frame) {
  int all = 0, worst = -1;
  for (int corner = 0; corner < 4; corner++) {
    int wrong = finder_faults(frame, corner);
    all += wrong;
    if (wrong > worst) {
      worst = wrong;
      frame->missing = corner;
    }
  }
  return all - worst;
}

/* The size at which the finder patterns fit best; how many of their modules are wrong then. */
static int fit(Frame *best, const KhoaPicture *picture, double x, double y, double width,
               double height) {
  int wrong = G_MAXINT;
  for (int size = 21; size <= SIDE_MAX && wrong > 0; size += 4) {
    double across = width / (size + 2 * KHOA_QUIET_ZONE);
    double down = height / (size + 2 * KHOA_QUIET_ZONE);
    if (MIN(across, down) < MODULE_MIN)
      break;
    Frame frame;
    frame_init(&frame, picture, x, y, across, down, size);
    int faults = all_finder_faults(&frame);
    if (faults < wrong) {
      wrong = faults;
      *best = frame;
    }
  }
  return wrong;
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
  const int *columns = frame->columns[u + KHOA_QUIET_ZONE];
  const guint8 *const *rows = frame->rows[v + KHOA_QUIET_ZONE];
  int light = rows[MIDDLE][columns[MIDDLE]] >> 7;
  for (int look = BEFORE; look <= AFTER; look += AFTER - BEFORE)
    light += (rows[look][columns[BEFORE]] >> 7) + (rows[look][columns[AFTER]] >> 7);
  return light != 0 && light != 5;
}

static gboolean any_is_smudged(const Frame *frame) {
  for (int v = 0; v < frame->size; v++)
    for (int u = 0; u < frame->size; u++)
      if (is_smudged(frame, u, v))
        return TRUE;
  return FALSE;
}

/* By the two lines of dark and light modules in turn that lead from finder pattern to finder
 * pattern, and the small pattern at the fourth corner, decoders find the modules of a photo. */
static gboolean guides_are_whole(const Frame *frame) {
  int fourth = frame->size - 7;
  for (int i = FINDER; i < frame->size - FINDER; i++)
    if (upright_is_dark(frame, i, 6) == i % 2 || upright_is_dark(frame, 6, i) == i % 2)
      return FALSE;
  for (int v = -2; frame->size > 21 && v <= 2; v++)
    for (int u = -2; u <= 2; u++)
      if (upright_is_dark(frame, fourth + u, fourth + v) != (MAX(ABS(u), ABS(v)) != 1))
        return FALSE;
  return TRUE;
}

static const char *look(Frame *frame, const KhoaPicture *picture, double x, double y, double width,
                        double height) {
  if (fit(frame, picture, x, y, width, height) > 0)
    return _("a finder pattern of its code is damaged");
  if (!quiet_zone_is_empty(frame))
    return _("its code's quiet zone isn't empty");
  if (any_is_smudged(frame) || !guides_are_whole(frame))
    return _("its code is smudged");
  return NULL;
}

const char *khoa_code_flaw(const KhoaPicture *picture, double x, double y, double width,
                           double height) {
  Frame frame;
  return look(&frame, picture, x, y, width, height);
}

KhoaPicture *khoa_code_modules(const KhoaPicture *picture, double x, double y, double width,
                               double height) {
  Frame frame;
  if (look(&frame, picture, x, y, width, height))
    return NULL;
  KhoaPicture *modules = khoa_picture_new(frame.size, frame.size);
  for (int v = 0; v < frame.size; v++)
    for (int u = 0; u < frame.size; u++)
      if (upright_is_dark(&frame, u, v))
        modules->grey[v * modules->stride + u] = 0;
  return modules;
}
