#include "plane.h"

#include <math.h>

#define UNKNOWNS 8
#define ON_A_LINE 0.02 /* of the spread along the line: how far points may lie off it */
#define TINY 1e-12

KhoaPoint khoa_plane_at(const KhoaPlane *plane, double x, double y) {
  const double *m = plane->m;
  double w = m[6] * x + m[7] * y + m[8];
  return (KhoaPoint){(m[0] * x + m[1] * y + m[2]) / w, (m[3] * x + m[4] * y + m[5]) / w};
}

/* Points moved to their middle and scaled to about 1, without which the equations lose digits. */
typedef struct Frame {
  double x, y, scale;
  double spread[2]; /* along and across the line through them, squared */
} Frame;

static Frame frame_of(const KhoaPoint *points, gsize n) {
  Frame frame = {0};
  double xx = 0, yy = 0, xy = 0;
  for (gsize i = 0; i < n; i++) {
    frame.x += points[i].x / (double)n;
    frame.y += points[i].y / (double)n;
  }
  for (gsize i = 0; i < n; i++) {
    double x = points[i].x - frame.x, y = points[i].y - frame.y;
    xx += x * x / (double)n;
    yy += y * y / (double)n;
    xy += x * y / (double)n;
  }
  double half = hypot((xx - yy) / 2, xy);
  frame.spread[0] = (xx + yy) / 2 + half;
  frame.spread[1] = (xx + yy) / 2 - half;
  frame.scale = frame.spread[0] > TINY ? 1 / sqrt(frame.spread[0]) : 0;
  return frame;
}

static KhoaPoint into(const Frame *frame, KhoaPoint point) {
  return (KhoaPoint){(point.x - frame->x) * frame->scale, (point.y - frame->y) * frame->scale};
}

typedef struct Equations {
  double a[UNKNOWNS][UNKNOWNS + 1];
} Equations;

static void add_row(Equations *sums, const double row[UNKNOWNS + 1]) {
  for (int i = 0; i < UNKNOWNS; i++)
    for (int j = 0; j <= UNKNOWNS; j++)
      sums->a[i][j] += row[i] * row[j];
}

static void swap_rows(Equations *e, int a, int b) {
  for (int j = 0; j <= UNKNOWNS; j++) {
    double kept = e->a[a][j];
    e->a[a][j] = e->a[b][j];
    e->a[b][j] = kept;
  }
}

static int largest_from(const Equations *e, int column) {
  int row = column;
  for (int i = column + 1; i < UNKNOWNS; i++)
    if (fabs(e->a[i][column]) > fabs(e->a[row][column]))
      row = i;
  return row;
}

static gboolean solve(Equations *e, double x[UNKNOWNS]) {
  for (int k = 0; k < UNKNOWNS; k++) {
    swap_rows(e, k, largest_from(e, k));
    if (fabs(e->a[k][k]) < TINY)
      return FALSE;
    for (int i = 0; i < UNKNOWNS; i++) {
      double factor = i == k ? 0 : e->a[i][k] / e->a[k][k];
      for (int j = k; j <= UNKNOWNS; j++)
        e->a[i][j] -= factor * e->a[k][j];
    }
  }
  for (int k = 0; k < UNKNOWNS; k++)
    x[k] = e->a[k][UNKNOWNS] / e->a[k][k];
  return TRUE;
}

/* Between framed points: h[0..7] with 1 as the ninth. */
static gboolean fit_projection(double h[9], const KhoaPoint *from, const KhoaPoint *to, gsize n,
                               const Frame *f, const Frame *t) {
  Equations sums = {0};
  for (gsize i = 0; i < n; i++) {
    KhoaPoint a = into(f, from[i]), b = into(t, to[i]);
    add_row(&sums, (double[]){a.x, a.y, 1, 0, 0, 0, -a.x * b.x, -a.y * b.x, b.x});
    add_row(&sums, (double[]){0, 0, 0, a.x, a.y, 1, -a.x * b.y, -a.y * b.y, b.y});
  }
  h[8] = 1;
  return solve(&sums, h);
}

static gboolean fit_turn(double h[9], const KhoaPoint *from, const KhoaPoint *to, gsize n,
                         const Frame *f, const Frame *t) {
  double dot = 0, cross = 0, length = 0;
  for (gsize i = 0; i < n; i++) {
    KhoaPoint a = into(f, from[i]), b = into(t, to[i]);
    dot += a.x * b.x + a.y * b.y;
    cross += a.x * b.y - a.y * b.x;
    length += a.x * a.x + a.y * a.y;
  }
  if (length < TINY)
    return FALSE;
  double c = dot / length, s = cross / length;
  const double turn[9] = {c, -s, 0, s, c, 0, 0, 0, 1};
  for (int i = 0; i < 9; i++)
    h[i] = turn[i];
  return TRUE;
}

/* to's frame undone, after h, after from's frame. */
static void unframe(KhoaPlane *plane, const double h[9], const Frame *f, const Frame *t) {
  double row[9];
  for (int i = 0; i < 9; i += 3) {
    row[i] = h[i] * f->scale;
    row[i + 1] = h[i + 1] * f->scale;
    row[i + 2] = h[i + 2] - row[i] * f->x - row[i + 1] * f->y;
  }
  for (int j = 0; j < 3; j++) {
    plane->m[j] = row[j] / t->scale + t->x * row[6 + j];
    plane->m[3 + j] = row[3 + j] / t->scale + t->y * row[6 + j];
    plane->m[6 + j] = row[6 + j];
  }
}

gboolean khoa_plane_fit(KhoaPlane *plane, const KhoaPoint *from, const KhoaPoint *to, gsize n) {
  if (n < 2)
    return FALSE;
  Frame f = frame_of(from, n), t = frame_of(to, n);
  if (f.scale == 0 || t.scale == 0)
    return FALSE;
  gboolean on_a_line = f.spread[1] < ON_A_LINE * ON_A_LINE * f.spread[0];
  double h[9];
  if (!((n >= 4 && !on_a_line && fit_projection(h, from, to, n, &f, &t)) ||
        fit_turn(h, from, to, n, &f, &t)))
    return FALSE;
  unframe(plane, h, &f, &t);
  return TRUE;
}
