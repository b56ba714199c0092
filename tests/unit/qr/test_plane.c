#include "qr/plane.h"

#include <math.h>

#define N 12

/* A sheet of 4 x 3 points seen from aside. */
static KhoaPoint seen(double x, double y) {
  double w = 1 + 0.001 * x + 0.0005 * y;
  return (KhoaPoint){(300 + 3 * x - 0.7 * y) / w, (120 + 0.5 * x + 3.3 * y) / w};
}

static void make_points(KhoaPoint from[N], KhoaPoint to[N]) {
  for (int i = 0; i < N; i++) {
    from[i] = (KhoaPoint){40 + 55 * (i % 4), 30 + 70 * (i / 4)};
    to[i] = seen(from[i].x, from[i].y);
  }
}

static void assert_at(const KhoaPlane *plane, double x, double y, KhoaPoint expected, double off) {
  KhoaPoint at = khoa_plane_at(plane, x, y);
  g_assert_cmpfloat(hypot(at.x - expected.x, at.y - expected.y), <, off);
}

static void test_projection(void) {
  KhoaPoint from[N], to[N];
  KhoaPlane plane;
  make_points(from, to);
  g_assert_true(khoa_plane_fit(&plane, from, to, N));
  assert_at(&plane, 0, 0, seen(0, 0), 1e-6);
  assert_at(&plane, 297, 420, seen(297, 420), 1e-6);
  const KhoaPoint four[4] = {from[0], from[3], from[8], from[11]};
  const KhoaPoint seen_four[4] = {to[0], to[3], to[8], to[11]};
  g_assert_true(khoa_plane_fit(&plane, four, seen_four, 4));
  assert_at(&plane, 297, 420, seen(297, 420), 1e-6);
}

/* Decoders find a code's middle to about a pixel. */
static void test_errors(void) {
  KhoaPoint from[N], to[N];
  KhoaPlane plane;
  make_points(from, to);
  for (int i = 0; i < N; i++) {
    to[i].x += i % 2 ? 0.7 : -0.7;
    to[i].y += i % 3 ? 0.4 : -0.8;
  }
  g_assert_true(khoa_plane_fit(&plane, from, to, N));
  for (int i = 0; i < N; i++)
    assert_at(&plane, from[i].x, from[i].y, seen(from[i].x, from[i].y), 2);
}

/* One row of tags, or two tags: turned and scaled, as a scanner does. */
static void test_line(void) {
  const KhoaPoint from[3] = {{10, 20}, {60, 20}, {110, 20}};
  const KhoaPoint to[3] = {{500, 100}, {500, 300}, {500, 500}};
  KhoaPlane plane;
  for (gsize n = 2; n <= 3; n++) {
    g_assert_true(khoa_plane_fit(&plane, from, to, n));
    assert_at(&plane, 35, 20, (KhoaPoint){500, 200}, 1e-6);
    assert_at(&plane, 10, 45, (KhoaPoint){400, 100}, 1e-6);
  }
}

static void test_too_few(void) {
  const KhoaPoint same[3] = {{5, 5}, {5, 5}, {5, 5}}, others[3] = {{1, 2}, {3, 4}, {9, 1}};
  KhoaPlane plane;
  g_assert_false(khoa_plane_fit(&plane, others, others, 0));
  g_assert_false(khoa_plane_fit(&plane, others, others, 1));
  g_assert_false(khoa_plane_fit(&plane, same, others, 3));
  g_assert_false(khoa_plane_fit(&plane, others, same, 3));
}

int main(int argc, char **argv) {
  g_test_init(&argc, &argv, NULL);
  g_test_add_func("/plane/projection", test_projection);
  g_test_add_func("/plane/errors", test_errors);
  g_test_add_func("/plane/line", test_line);
  g_test_add_func("/plane/too-few", test_too_few);
  return g_test_run();
}
