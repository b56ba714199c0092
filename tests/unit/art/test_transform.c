#include "art/transform.h"

#include <math.h>
#include <string.h>

/* The inner of two nested groups. */
static const xmlNode *inner(xmlDoc *doc) {
  return xmlFirstElementChild(xmlDocGetRootElement(doc));
}

static xmlDoc *parse(const char *outer, const char *transform) {
  g_autofree char *xml =
      g_strdup_printf("<g transform=\"%s\"><g transform=\"%s\"/></g>", outer, transform);
  return xmlReadMemory(xml, (int)strlen(xml), NULL, NULL, 0);
}

static void assert_point(const char *outer, const char *transform, double x, double y) {
  g_autoptr(KhoaLayoutFaults) faults = khoa_layout_faults_new("test.svg");
  g_autoptr(xmlDoc) doc = parse(outer, transform);
  cairo_matrix_t matrix;
  g_assert_true(khoa_svg_matrix(inner(doc), &matrix, faults));
  double px = 1, py = 2;
  cairo_matrix_transform_point(&matrix, &px, &py);
  g_assert_cmpfloat_with_epsilon(px, x, 1e-9);
  g_assert_cmpfloat_with_epsilon(py, y, 1e-9);
}

/* Where SVG puts the point 1, 2. */
static void test_matrix(void) {
  assert_point("", "", 1, 2);
  assert_point("none", "translate(3)", 4, 2);
  assert_point("", "translate(3, -1)", 4, 1);
  assert_point("", " translate( 3 -1 ) ,scale(2)", 5, 3);
  assert_point("scale(2)", "translate(3,-1)", 8, 2);
  assert_point("", "scale(2,3)", 2, 6);
  assert_point("", "rotate(90)", -2, 1);
  assert_point("", "rotate(180, 1, 1)", 1, 0);
  assert_point("", "matrix(1,2,3,4,5,6)", 1 + 6 + 5, 2 + 8 + 6);
  assert_point("translate(1e1)", "skewX(45)", 13, 2);
  assert_point("", "skewY(45)", 1, 3);
}

static void assert_fault(const char *outer, const char *transform, const char *fault) {
  g_autoptr(KhoaLayoutFaults) faults = khoa_layout_faults_new("test.svg");
  g_autoptr(xmlDoc) doc = parse(outer, transform);
  double scale, dx, dy;
  g_assert_false(khoa_svg_placed(inner(doc), &scale, &dx, &dy, faults));
  g_auto(GStrv) lines = khoa_layout_faults_lines(faults);
  g_assert_nonnull(strstr(lines[0], fault));
}

static void test_wrong(void) {
  static const char *const wrong[] = {
      "translate",        "translate(",     "translate()",   "translate(1",
      "translate(1,2,3)", "scale(x)",       "matrix(1,2,3)", "rotate(1,2)",
      "spin(3)",          "translate(1)) ", "scale(inf)",    "matrix(1,2,3,4,5,6,7,8)"};
  for (guint i = 0; i < G_N_ELEMENTS(wrong); i++)
    assert_fault("", wrong[i], "not one that SVG knows");
}

static void test_placed(void) {
  g_autoptr(KhoaLayoutFaults) faults = khoa_layout_faults_new("test.svg");
  g_autoptr(xmlDoc) doc = parse("translate(10,20)", "matrix(0.5,0,0,0.5,1,2)");
  double scale, dx, dy;
  g_assert_true(khoa_svg_placed(inner(doc), &scale, &dx, &dy, faults));
  g_assert_cmpfloat(scale, ==, 0.5);
  g_assert_cmpfloat(dx, ==, 11);
  g_assert_cmpfloat(dy, ==, 22);
  static const char *const refused[] = {"rotate(1)", "scale(1,1.01)", "scale(-1,-1)",
                                        "scale(0)",  "skewX(1)",      "scale(1,-1)"};
  for (guint i = 0; i < G_N_ELEMENTS(refused); i++)
    assert_fault(refused[i], "translate(1)", "turned, mirrored or stretched");
}

int main(int argc, char **argv) {
  g_test_init(&argc, &argv, NULL);
  g_test_add_func("/transform/matrix", test_matrix);
  g_test_add_func("/transform/wrong", test_wrong);
  g_test_add_func("/transform/placed", test_placed);
  return g_test_run();
}
