#include "sighting.h"

#include <math.h>

#define OFF_MAX 0.25      /* of a code's side: how far from its place one may be seen */
#define SIDE_OFF_MAX 0.25 /* of its side: how much larger or smaller */
#define SYMBOL_SHARE 0.85 /* of the place, the rest being quiet zone: of 41 to 49 modules */

/* Of a code that was read. */
typedef struct Match {
  const KhoaSpot *spot;
  const KhoaScan *scan;
} Match;

KhoaPoint khoa_spot_middle(const KhoaSpot *spot) {
  double half = spot->code.size / 2;
  return (KhoaPoint){spot->code.x + half, spot->code.y + half};
}

static double side_of(const KhoaPlane *plane, const KhoaRunCode *code) {
  KhoaPoint a = khoa_plane_at(plane, code->x, code->y);
  KhoaPoint b = khoa_plane_at(plane, code->x + code->size, code->y + code->size);
  return hypot(a.x - b.x, a.y - b.y) / G_SQRT2;
}

/* How far a code is from where it should be seen, in its sides. */
static double distance(const KhoaPlane *plane, const Match *match) {
  KhoaPoint middle = khoa_spot_middle(match->spot);
  KhoaPoint at = khoa_plane_at(plane, middle.x, middle.y);
  return hypot(at.x - match->scan->x, at.y - match->scan->y) / side_of(plane, &match->spot->code);
}

static gboolean fits(const KhoaPlane *plane, const Match *match) {
  double ratio = match->scan->size / (SYMBOL_SHARE * side_of(plane, &match->spot->code));
  return distance(plane, match) < OFF_MAX && fabs(ratio - 1) < SIDE_OFF_MAX;
}

static gboolean fit_all(KhoaPlane *plane, const GArray *matches) {
  g_autofree KhoaPoint *points = g_new(KhoaPoint, 2 * (gsize)matches->len);
  KhoaPoint *from = points, *to = points + matches->len;
  for (guint i = 0; i < matches->len; i++) {
    const Match *match = &g_array_index(matches, Match, i);
    from[i] = khoa_spot_middle(match->spot);
    to[i] = (KhoaPoint){match->scan->x, match->scan->y};
  }
  return khoa_plane_fit(plane, from, to, matches->len);
}

/* The match that fits worst is taken out; FALSE if all fit. */
static gboolean drop_worst(const KhoaPlane *plane, GArray *matches) {
  guint worst = 0;
  double farthest = -1;
  gboolean all = TRUE;
  for (guint i = 0; i < matches->len; i++) {
    const Match *match = &g_array_index(matches, Match, i);
    double off = distance(plane, match);
    all = all && fits(plane, match);
    if (off > farthest) {
      farthest = off;
      worst = i;
    }
  }
  if (!all)
    g_array_remove_index(matches, worst);
  return !all;
}

KhoaSighting khoa_sighting(const KhoaPrint *print, guint sheet, const GPtrArray *scans) {
  KhoaSighting sighting = {0};
  g_autoptr(GArray) matches = g_array_new(FALSE, FALSE, sizeof(Match));
  for (guint i = 0; i < scans->len; i++) {
    Match match = {.scan = scans->pdata[i]};
    match.spot = g_hash_table_lookup(print->by_text, match.scan->text);
    if (match.spot && match.spot->code.sheet == sheet)
      g_array_append_val(matches, match);
  }
  sighting.read = matches->len;
  while (matches->len >= 2 &&
         matches->len * KHOA_SIGHTING_OUTLIERS >= sighting.read * (KHOA_SIGHTING_OUTLIERS - 1) &&
         fit_all(&sighting.plane, matches))
    if (!drop_worst(&sighting.plane, matches)) {
      sighting.fitting = matches->len;
      break;
    }
  return sighting;
}
