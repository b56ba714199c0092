#include "art/sheet.h"

#include <math.h>
#include <string.h>

#define EPSILON 1e-6

static KhoaSheet plan(const char *paper, double width, double height, double bleed,
                      KhoaSheetOptions options) {
  KhoaSheet sheet;
  g_autoptr(GError) error = NULL;
  khoa_sheet_plan(&sheet, khoa_paper_find(paper), width, height, bleed, &options, &error);
  g_assert_no_error(error);
  return sheet;
}

static void assert_refused(const char *paper, double width, double height, double bleed,
                           KhoaSheetOptions options, const char *words) {
  KhoaSheet sheet = {.columns = 77};
  g_autoptr(GError) error = NULL;
  g_assert_false(
      khoa_sheet_plan(&sheet, khoa_paper_find(paper), width, height, bleed, &options, &error));
  g_assert_error(error, KHOA_SHEET_ERROR, 0);
  if (!strstr(error->message, words))
    g_error("'%s' lacks '%s'", error->message, words);
  g_assert_cmpuint(sheet.columns, ==, 77);
}

static void assert_near(double a, double b) {
  g_assert_cmpfloat_with_epsilon(a, b, EPSILON);
}

static void assert_same_rect(KhoaRect a, KhoaRect b) {
  assert_near(a.x, b.x);
  assert_near(a.y, b.y);
  assert_near(a.width, b.width);
  assert_near(a.height, b.height);
}

static KhoaRect grown(KhoaRect rect, double by) {
  return (KhoaRect){rect.x - by, rect.y - by, rect.width + 2 * by, rect.height + 2 * by};
}

static gboolean overlap(KhoaRect a, KhoaRect b) {
  return a.x + a.width > b.x + EPSILON && b.x + b.width > a.x + EPSILON &&
         a.y + a.height > b.y + EPSILON && b.y + b.height > a.y + EPSILON;
}

/* A mark is a line without area: given a thickness, it can overlap something. */
static KhoaRect thick(KhoaRect mark) {
  KhoaRect line = mark.width == 0 ? (KhoaRect){mark.x - 1e-4, mark.y, 2e-4, mark.height}
                                  : (KhoaRect){mark.x, mark.y - 1e-4, mark.width, 2e-4};
  return line;
}

static void assert_inside(KhoaRect inner, KhoaRect outer) {
  g_assert_cmpfloat(inner.x, >=, outer.x - EPSILON);
  g_assert_cmpfloat(inner.y, >=, outer.y - EPSILON);
  g_assert_cmpfloat(inner.x + inner.width, <=, outer.x + outer.width + EPSILON);
  g_assert_cmpfloat(inner.y + inner.height, <=, outer.y + outer.height + EPSILON);
}

static KhoaRect trim_box(const KhoaSheet *sheet, KhoaPlace place) {
  return (KhoaRect){place.x, place.y, sheet->trim_width, sheet->trim_height};
}

static KhoaPlace place_on(const KhoaSheet *sheet, KhoaFace face, guint64 n) {
  KhoaPlace place = khoa_sheet_place(sheet, n);
  return face == KHOA_FACE_BACK ? khoa_sheet_mirror(sheet, place) : place;
}

/* What the printer makes of the back: how it lies when seen through the front. */
static KhoaRect seen_through(const KhoaSheet *sheet, KhoaRect rect) {
  if (sheet->width > sheet->height)
    rect.y = sheet->height - rect.y - rect.height;
  else
    rect.x = sheet->width - rect.x - rect.width;
  return rect;
}

static void test_papers(void) {
  g_auto(GStrv) names = g_strsplit(khoa_paper_names(), ", ", -1);
  g_assert_cmpuint(g_strv_length(names), ==, 4);
  for (char **name = names; *name; name++)
    g_assert_cmpstr(khoa_paper_find(*name)->name, ==, *name);
  g_assert_null(khoa_paper_find("a5"));
  g_assert_null(khoa_paper_find("A4"));
  g_assert_null(khoa_paper_find(""));
}

static void test_known(void) {
  /* 50 x 20 with 2 mm bleed on A4, 5 mm margin: 3 x 11 upright, 5 x 7 = 35 on its side. */
  KhoaSheet a4 = plan("a4", 50, 20, 2, (KhoaSheetOptions){.margin = 5});
  g_assert_cmpuint(a4.columns, ==, 5);
  g_assert_cmpuint(a4.rows, ==, 7);
  assert_near(a4.width, 297);
  assert_near(a4.height, 210);
  assert_near(a4.pitch_x, 54);
  assert_near(a4.pitch_y, 24);
  assert_near(a4.x, (297 - (5 * 54 - 4)) / 2.0);
  KhoaSheet a3 = plan("a3", 50, 20, 2, (KhoaSheetOptions){.margin = 5});
  g_assert_cmpuint(a3.columns * a3.rows, ==, 80);
  assert_near(a3.width, 297);
  assert_near(a3.height, 420);
}

static void test_roll(void) {
  KhoaSheet roll = plan("roll", 50, 20, 2, (KhoaSheetOptions){0});
  double edge = 2 + KHOA_MARK_DISTANCE + KHOA_MARK_LENGTH;
  assert_near(roll.width, 50 + 2 * edge);
  assert_near(roll.height, 20 + 2 * edge);
  assert_near(roll.x, edge);
  assert_near(roll.y, edge);
  g_assert_cmpuint(roll.columns * roll.rows, ==, 1);
  assert_near(roll.slug, 0);
  g_assert_cmpuint(khoa_sheet_count(&roll, 12), ==, 12);
  g_assert_cmpuint(khoa_sheet_place(&roll, 11).sheet, ==, 12);
}

/* A gap narrower than both neighbours' bleed is widened; a wider one is kept. */
static void test_gap(void) {
  assert_near(plan("a4", 50, 20, 2, (KhoaSheetOptions){.gap = 1}).pitch_x, 54);
  assert_near(plan("a4", 50, 20, 2, (KhoaSheetOptions){.gap = 6}).pitch_x, 56);
  assert_near(plan("a4", 50, 20, 0, (KhoaSheetOptions){0}).pitch_x, 50);
}

static KhoaSheet random_sheet(void) {
  static const char *const names[] = {"a4", "a3", "sra3", "roll"};
  KhoaSheetOptions options = {
      .gap = g_test_rand_double_range(0, 8),
      .margin = g_test_rand_double_range(0, 10),
  };
  return plan(names[g_test_rand_int_range(0, 4)], g_test_rand_double_range(20, 110),
              g_test_rand_double_range(15, 110), g_test_rand_int_range(0, 4), options);
}

/* Tags keep out of each other's bleed, marks and slug keep out of all of them, and all are within
 * what the press can print, on both faces. */
static void test_nothing_overlaps(void) {
  for (int i = 0; i < 200; i++) {
    KhoaSheet sheet = random_sheet();
    KhoaRect page = grown((KhoaRect){0, 0, sheet.width, sheet.height}, -sheet.options.margin);
    guint n = sheet.columns * sheet.rows;
    for (KhoaFace face = KHOA_FACE_FRONT; face <= KHOA_FACE_BACK; face++) {
      g_autoptr(GArray) marks = khoa_sheet_marks(&sheet, face);
      KhoaRect slug = khoa_sheet_slug(&sheet, face), grid = khoa_sheet_grid(&sheet, face);
      g_assert_cmpuint(marks->len, ==, 4 * (sheet.columns + sheet.rows));
      assert_inside(slug, page);
      for (guint k = 0; k < n; k++) {
        KhoaRect trim = trim_box(&sheet, place_on(&sheet, face, k));
        KhoaRect bleed = grown(trim, sheet.bleed);
        assert_inside(bleed, page);
        assert_inside(trim, grid);
        g_assert_false(overlap(bleed, slug));
        for (guint m = 0; m < marks->len; m++)
          g_assert_false(overlap(thick(g_array_index(marks, KhoaRect, m)), bleed));
        for (guint other = 0; other < k; other++)
          g_assert_false(
              overlap(bleed, grown(trim_box(&sheet, place_on(&sheet, face, other)), sheet.bleed)));
      }
      for (guint m = 0; m < marks->len; m++) {
        assert_inside(g_array_index(marks, KhoaRect, m), page);
        g_assert_false(overlap(thick(g_array_index(marks, KhoaRect, m)), slug));
      }
    }
  }
}

/* Every edge of every trim box is what some mark points at. */
static void test_marks_show_every_edge(void) {
  KhoaSheet sheet = plan("a4", 50, 30, 2, (KhoaSheetOptions){.gap = 5, .margin = 4});
  for (KhoaFace face = KHOA_FACE_FRONT; face <= KHOA_FACE_BACK; face++) {
    g_autoptr(GArray) marks = khoa_sheet_marks(&sheet, face);
    for (guint n = 0; n < sheet.columns * sheet.rows; n++) {
      KhoaRect trim = trim_box(&sheet, place_on(&sheet, face, n));
      int pointing = 0;
      for (guint m = 0; m < marks->len; m++) {
        KhoaRect mark = g_array_index(marks, KhoaRect, m);
        pointing += mark.width == 0 && (fabs(mark.x - trim.x) < EPSILON ||
                                        fabs(mark.x - trim.x - trim.width) < EPSILON);
        pointing += mark.height == 0 && (fabs(mark.y - trim.y) < EPSILON ||
                                         fabs(mark.y - trim.y - trim.height) < EPSILON);
      }
      g_assert_cmpint(pointing, ==, 8); /* four edges, marks at both ends */
    }
  }
}

/* Neither orientation could hold another column or row, and the better one was taken. */
static void test_full(void) {
  for (int i = 0; i < 200; i++) {
    KhoaSheet sheet = random_sheet();
    if (sheet.slug == 0)
      continue;
    double edge = 2 * (sheet.options.margin + sheet.bleed + KHOA_MARK_DISTANCE + KHOA_MARK_LENGTH);
    guint most = 0;
    double sides[2] = {sheet.width, sheet.height};
    for (int turn = 0; turn < 2; turn++) {
      double across = floor((sides[turn] - edge + sheet.options.gap) / sheet.pitch_x);
      double down =
          floor((sides[1 - turn] - edge - KHOA_SLUG_HEIGHT + sheet.options.gap) / sheet.pitch_y);
      most = MAX(most, (guint)MAX(across * down, 0));
    }
    g_assert_cmpuint(sheet.columns * sheet.rows, ==, most);
  }
}

static void test_numbering(void) {
  KhoaSheet sheet = plan("a4", 50, 20, 2, (KhoaSheetOptions){.margin = 5, .start_at = 7});
  KhoaPlace first = khoa_sheet_place(&sheet, 0);
  g_assert_cmpuint(first.sheet, ==, 1);
  g_assert_cmpuint(first.row, ==, 2);
  g_assert_cmpuint(first.column, ==, 2);
  assert_near(first.x, sheet.x + sheet.pitch_x);
  assert_near(first.y, sheet.y + sheet.pitch_y);
  g_assert_false(first.turned);
  guint64 before = 6;
  for (guint64 n = 0; n < 100; n++, before++) {
    KhoaPlace place = khoa_sheet_place(&sheet, n);
    guint64 counted = ((guint64)place.sheet - 1) * 35 + (place.row - 1) * 5 + (place.column - 1);
    g_assert_cmpuint(counted, ==, before);
    g_assert_cmpuint(khoa_sheet_count(&sheet, n + 1), ==, place.sheet);
  }
  g_assert_cmpuint(khoa_sheet_count(&sheet, 0), ==, 0);
  g_assert_cmpuint(khoa_sheet_count(&sheet, 29), ==, 1);
  g_assert_cmpuint(khoa_sheet_count(&sheet, 30), ==, 2);
}

/* A point of the front lies exactly on the point of the back that a page's leaf has behind it: the
 * same height, left behind right. On portrait and on landscape sheets. */
static void test_backs_lie_behind_fronts(void) {
  int landscape = 0, portrait = 0;
  for (int i = 0; i < 200; i++) {
    KhoaSheet sheet = random_sheet();
    sheet.width > sheet.height ? landscape++ : portrait++;
    for (guint n = 0; n < 2 * sheet.columns * sheet.rows; n++) {
      KhoaPlace front = khoa_sheet_place(&sheet, n), back = khoa_sheet_mirror(&sheet, front);
      g_assert_cmpuint(back.sheet, ==, front.sheet);
      g_assert_cmpuint(back.row, ==, front.row);
      g_assert_cmpuint(back.column, ==, front.column);
      KhoaRect hole = {3, 5, 4, 2};
      KhoaRect behind = {sheet.trim_width - hole.x - hole.width, hole.y, hole.width, hole.height};
      assert_same_rect(khoa_sheet_on_page(&sheet, &front, hole),
                       seen_through(&sheet, khoa_sheet_on_page(&sheet, &back, behind)));
    }
    assert_same_rect(khoa_sheet_grid(&sheet, KHOA_FACE_FRONT),
                     seen_through(&sheet, khoa_sheet_grid(&sheet, KHOA_FACE_BACK)));
  }
  g_assert_cmpint(landscape, >, 0);
  g_assert_cmpint(portrait, >, 0);
}

static void test_calibration(void) {
  KhoaSheetOptions options = {
      .margin = 5, .offset_x = 1.5, .offset_y = -0.7, .scale_x = 1.01, .scale_y = 0.99};
  KhoaSheet exact = plan("a4", 50, 20, 2, (KhoaSheetOptions){.margin = 5});
  KhoaSheet sheet = plan("a4", 50, 20, 2, options);
  g_assert_cmpuint(sheet.columns * sheet.rows, ==, exact.columns * exact.rows);
  for (guint n = 0; n < sheet.columns * sheet.rows; n++) {
    KhoaPlace place = khoa_sheet_place(&sheet, n);
    KhoaRect rect = khoa_sheet_on_page(&sheet, &place, (KhoaRect){6, 1, 17, 17});
    assert_near(rect.x, (place.x + 6) * 1.01 + 1.5);
    assert_near(rect.y, (place.y + 1) * 0.99 - 0.7);
    assert_near(rect.width, 17 * 1.01);
    assert_near(rect.height, 17 * 0.99);
  }
  KhoaPlace first = khoa_sheet_place(&exact, 0);
  assert_same_rect(khoa_sheet_on_page(&exact, &first, (KhoaRect){0, 0, 1, 1}),
                   (KhoaRect){exact.x, exact.y, 1, 1});
}

static void test_refused(void) {
  KhoaSheetOptions none = {0}, wide = {.margin = 5};
  assert_refused("a4", 230, 320, 2, none, "needs 242 x 336 mm, a4 paper has 210 x 297 mm");
  assert_refused("a4", 50, 20, 2, (KhoaSheetOptions){.margin = 95}, "smaller margin");
  assert_refused("a4", 50, 20, 2, (KhoaSheetOptions){.margin = 5, .start_at = 36},
                 "35 places, so none to start at 36");
  assert_refused("roll", 50, 20, 2, (KhoaSheetOptions){.start_at = 2}, "1 places");
  assert_refused("a4", 50, 20, 2, (KhoaSheetOptions){.gap = -1}, "gap (mm) is -1");
  assert_refused("a4", 50, 20, 2, (KhoaSheetOptions){.gap = NAN}, "gap (mm) is nan");
  assert_refused("a4", 50, 20, 2, (KhoaSheetOptions){.margin = -3}, "margin");
  assert_refused("a4", 50, 20, 2, (KhoaSheetOptions){.margin = INFINITY}, "margin");
  assert_refused("a4", 50, 20, 2, (KhoaSheetOptions){.scale_x = 2}, "choose 0.9 to 1.1");
  assert_refused("a4", 50, 20, 2, (KhoaSheetOptions){.scale_y = -1}, "scale down is -1");
  assert_refused("a4", 50, 20, 2, (KhoaSheetOptions){.offset_x = 300}, "offset across");
  assert_refused("a4", 50, 20, 2, (KhoaSheetOptions){.offset_y = NAN}, "offset down");
  assert_refused("a4", 0, 20, 2, wide, "tag width (mm) is 0");
  assert_refused("a4", 50, NAN, 2, wide, "tag height");
  assert_refused("a4", 50, 20, -1, wide, "bleed (mm) is -1");
  assert_refused("roll", 50, 20, 2, (KhoaSheetOptions){.offset_x = 8}, "off the page");
  assert_refused("roll", 50, 20, 2, (KhoaSheetOptions){.offset_y = -8}, "off the page");
}

int main(int argc, char **argv) {
  g_test_init(&argc, &argv, NULL);
  g_test_add_func("/sheet/papers", test_papers);
  g_test_add_func("/sheet/known", test_known);
  g_test_add_func("/sheet/roll", test_roll);
  g_test_add_func("/sheet/gap", test_gap);
  g_test_add_func("/sheet/nothing-overlaps", test_nothing_overlaps);
  g_test_add_func("/sheet/marks-show-every-edge", test_marks_show_every_edge);
  g_test_add_func("/sheet/full", test_full);
  g_test_add_func("/sheet/numbering", test_numbering);
  g_test_add_func("/sheet/backs-lie-behind-fronts", test_backs_lie_behind_fronts);
  g_test_add_func("/sheet/calibration", test_calibration);
  g_test_add_func("/sheet/refused", test_refused);
  return g_test_run();
}
