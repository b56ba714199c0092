#include "art/sheet.h"

#include <math.h>
#include <string.h>

#define EPSILON 1e-6

static KhoaSheet plan(const char *paper, double width, double height, double bleed,
                      KhoaSheetOptions options) {
  KhoaSheet sheet;
  KhoaPaper found;
  g_autoptr(GError) error = NULL;
  g_assert_true(khoa_paper_parse(&found, paper, NULL));
  khoa_sheet_plan(&sheet, &found, width, height, bleed, &options, &error);
  g_assert_no_error(error);
  return sheet;
}

static void assert_refused(const char *paper, double width, double height, double bleed,
                           KhoaSheetOptions options, const char *words) {
  KhoaSheet sheet = {.columns = 77};
  KhoaPaper found;
  g_autoptr(GError) error = NULL;
  g_assert_true(khoa_paper_parse(&found, paper, NULL));
  g_assert_false(khoa_sheet_plan(&sheet, &found, width, height, bleed, &options, &error));
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
  gboolean lies = place.quarters % 2;
  return (KhoaRect){place.x, place.y, lies ? sheet->trim_height : sheet->trim_width,
                    lies ? sheet->trim_width : sheet->trim_height};
}

static KhoaPlace place_on(const KhoaSheet *sheet, KhoaFace face, guint64 n) {
  KhoaPlace place = khoa_sheet_place(sheet, n);
  return face == KHOA_FACE_BACK ? khoa_sheet_mirror(sheet, place) : place;
}

/* What the printer makes of the back: how it lies when seen through the front. A portrait page's
 * long edge stands, a landscape page's lies. */
static KhoaRect seen_through(const KhoaSheet *sheet, KhoaRect rect) {
  gboolean long_edge = sheet->options.duplex == KHOA_DUPLEX_LONG;
  if (sheet->width > sheet->height ? long_edge : !long_edge)
    rect.y = sheet->height - rect.y - rect.height;
  else
    rect.x = sheet->width - rect.x - rect.width;
  return rect;
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

/* A card printer's page is the card: whatever is wanted around a tag elsewhere, there is no room.
 */
static void test_card(void) {
  KhoaSheet card =
      plan("card", 86, 54, 2, (KhoaSheetOptions){.margin = 5, .gap = 4, .marks = KHOA_MARKS_CROP});
  assert_near(card.width, 86);
  assert_near(card.height, 54);
  assert_near(card.x, 0);
  assert_near(card.bleed, 0);
  g_assert_cmpuint(khoa_sheet_places(&card), ==, 1);
}

/* A gap narrower than both neighbours' bleed is widened; a wider one is kept. */
static void test_gap(void) {
  assert_near(plan("a4", 50, 20, 2, (KhoaSheetOptions){.gap = 1}).pitch_x, 54);
  assert_near(plan("a4", 50, 20, 2, (KhoaSheetOptions){.gap = 6}).pitch_x, 56);
  assert_near(plan("a4", 50, 20, 0, (KhoaSheetOptions){0}).pitch_x, 50);
}

static const char *const papers[] = {"a4", "a3", "sra3", "roll", "450x320", "500x500"};

static KhoaSheetOptions random_options(void) {
  return (KhoaSheetOptions){
      .gap = g_test_rand_double_range(0, 8),
      .margin = g_test_rand_double_range(0, 10),
      .marks = (KhoaMarks)g_test_rand_int_range(0, KHOA_MARKS_COUNT),
      .duplex = (KhoaDuplex)g_test_rand_int_range(0, KHOA_DUPLEX_COUNT),
      .may_turn = g_test_rand_int_range(0, 2),
  };
}

static KhoaSheet random_sheet(void) {
  return plan(papers[g_test_rand_int_range(0, G_N_ELEMENTS(papers))],
              g_test_rand_double_range(20, 110), g_test_rand_double_range(15, 110),
              g_test_rand_int_range(0, 4), random_options());
}

/* Crop marks, given a thickness, and registration marks. */
static GArray *all_marks(const KhoaSheet *sheet, KhoaFace face) {
  GArray *all = khoa_sheet_registration(sheet, face);
  g_autoptr(GArray) crop = khoa_sheet_crop_marks(sheet, face);
  KhoaMarks marks = sheet->options.marks;
  gboolean registers = marks == KHOA_MARKS_REGISTRATION || marks == KHOA_MARKS_CROP_REGISTRATION;
  gboolean crops = marks == KHOA_MARKS_CROP || marks == KHOA_MARKS_CROP_REGISTRATION;
  g_assert_cmpuint(all->len, ==, registers ? 4 : 0);
  g_assert_cmpuint(crop->len, ==, crops ? 4 * (sheet->columns + sheet->rows) : 0);
  for (guint i = 0; i < crop->len; i++) {
    KhoaRect line = thick(g_array_index(crop, KhoaRect, i));
    g_array_append_val(all, line);
  }
  return all;
}

/* Tags keep out of each other's bleed, marks and slug keep out of all of them and of each other,
 * and all are within what the press can print, on both faces. */
static void test_nothing_overlaps(void) {
  for (int i = 0; i < 400; i++) {
    KhoaSheet sheet = random_sheet();
    KhoaRect page = grown((KhoaRect){0, 0, sheet.width, sheet.height}, -sheet.options.margin);
    guint n = khoa_sheet_places(&sheet);
    for (KhoaFace face = KHOA_FACE_FRONT; face <= KHOA_FACE_BACK; face++) {
      g_autoptr(GArray) marks = all_marks(&sheet, face);
      KhoaRect slug = khoa_sheet_slug(&sheet, face), grid = khoa_sheet_grid(&sheet, face);
      assert_inside(slug, page);
      for (guint k = 0; k < n; k++) {
        KhoaRect trim = trim_box(&sheet, place_on(&sheet, face, k));
        KhoaRect bleed = grown(trim, sheet.bleed);
        assert_inside(bleed, page);
        assert_inside(trim, grid);
        g_assert_false(overlap(bleed, slug));
        for (guint m = 0; m < marks->len; m++)
          g_assert_false(overlap(g_array_index(marks, KhoaRect, m), bleed));
        for (guint other = 0; other < k; other++)
          g_assert_false(
              overlap(bleed, grown(trim_box(&sheet, place_on(&sheet, face, other)), sheet.bleed)));
      }
      for (guint m = 0; m < marks->len; m++) {
        KhoaRect mark = g_array_index(marks, KhoaRect, m);
        assert_inside(mark, grown(page, 2e-4));
        g_assert_false(overlap(mark, slug));
        for (guint other = 0; other < m; other++)
          if (sheet.options.marks == KHOA_MARKS_CROP_REGISTRATION && other < 4)
            g_assert_false(overlap(mark, g_array_index(marks, KhoaRect, other)));
      }
    }
  }
}

/* Every edge of every trim box is what some mark points at. */
static void test_marks_show_every_edge(void) {
  KhoaSheet sheet = plan("a4", 50, 30, 2, (KhoaSheetOptions){.gap = 5, .margin = 4});
  for (KhoaFace face = KHOA_FACE_FRONT; face <= KHOA_FACE_BACK; face++) {
    g_autoptr(GArray) marks = khoa_sheet_crop_marks(&sheet, face);
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

/* How many places a page has by plain division. */
static guint counted(const KhoaSheet *sheet, double width, double height, gboolean turned) {
  double marks =
      sheet->options.marks == KHOA_MARKS_NONE ? 0 : KHOA_MARK_DISTANCE + KHOA_MARK_LENGTH;
  double edge = 2 * (sheet->options.margin + sheet->bleed + marks), gap = sheet->options.gap;
  double tag_width = turned ? sheet->trim_height : sheet->trim_width;
  double tag_height = turned ? sheet->trim_width : sheet->trim_height;
  double across = floor((width - edge + gap) / (tag_width + gap));
  double down = floor((height - edge - sheet->slug + gap) / (tag_height + gap));
  return (guint)MAX(MAX(across, 0) * MAX(down, 0), 0);
}

/* The way that was taken holds the most, and nothing is turned that needn't be: neither the page on
 * its side, nor the tags, and a page given by its sides not at all. */
static void test_full(void) {
  int turned = 0, sideways = 0;
  for (int i = 0; i < 600; i++) {
    const char *name = papers[g_test_rand_int_range(0, G_N_ELEMENTS(papers))];
    KhoaPaper paper;
    g_assert_true(khoa_paper_parse(&paper, name, NULL));
    if (paper.roll)
      continue;
    KhoaSheet sheet = plan(name, g_test_rand_double_range(20, 110),
                           g_test_rand_double_range(15, 110), 2, random_options());
    gboolean may_side = !paper.fixed, may_turn = sheet.options.may_turn;
    guint places = khoa_sheet_places(&sheet);
    guint plain = counted(&sheet, paper.width, paper.height, FALSE);
    guint side = may_side ? counted(&sheet, paper.height, paper.width, FALSE) : 0;
    guint turn = may_turn ? counted(&sheet, paper.width, paper.height, TRUE) : 0;
    guint both = may_side && may_turn ? counted(&sheet, paper.height, paper.width, TRUE) : 0;
    g_assert_cmpuint(places, ==, MAX(MAX(plain, side), MAX(turn, both)));
    g_assert_cmpint(sheet.turned, ==, MAX(plain, side) < places);
    gboolean lies = sheet.width != paper.width;
    g_assert_cmpint(lies, ==, sheet.turned ? turn < places : plain < places);
    turned += sheet.turned;
    sideways += lies;
  }
  g_assert_cmpint(turned, >, 0);
  g_assert_cmpint(sideways, >, 0);
}

static void test_numbering(void) {
  KhoaSheet sheet = plan("a4", 50, 20, 2, (KhoaSheetOptions){.margin = 5, .start_at = 7});
  KhoaPlace first = khoa_sheet_place(&sheet, 0);
  g_assert_cmpuint(first.sheet, ==, 1);
  g_assert_cmpuint(first.row, ==, 2);
  g_assert_cmpuint(first.column, ==, 2);
  assert_near(first.x, sheet.x + sheet.pitch_x);
  assert_near(first.y, sheet.y + sheet.pitch_y);
  g_assert_cmpint(first.quarters, ==, 0);
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

/* On a turned sheet too a row is what one sees as a row. */
static void test_numbering_turned(void) {
  KhoaSheet sheet =
      plan("a4", 50, 20, 2, (KhoaSheetOptions){.margin = 5, .may_turn = TRUE, .start_at = 10});
  g_assert_true(sheet.turned);
  g_assert_cmpuint(sheet.columns, ==, 8);
  g_assert_cmpuint(sheet.rows, ==, 5);
  KhoaPlace first = khoa_sheet_place(&sheet, 0);
  g_assert_cmpuint(first.row, ==, 2);
  g_assert_cmpuint(first.column, ==, 2);
  assert_near(first.x, sheet.x + 24);
  assert_near(first.y, sheet.y + 54);
  g_assert_cmpint(first.quarters, ==, 1);
  /* A tag on its right side: its top left corner is at the top right, its top edge faces right. */
  assert_same_rect(khoa_sheet_on_page(&sheet, &first, (KhoaRect){0, 0, 3, 1}),
                   (KhoaRect){first.x + 19, first.y, 1, 3});
}

/* A point of the front lies exactly on the point of the back that a page's leaf has behind it: the
 * same height, left behind right. On portrait and on landscape sheets, whichever edge they are
 * turned over, tags upright and turned. */
static void test_backs_lie_behind_fronts(void) {
  int seen[8] = {0};
  for (int i = 0; i < 3000; i++) {
    KhoaSheet sheet = random_sheet();
    seen[(sheet.width > sheet.height) + 2 * (int)sheet.options.duplex + 4 * sheet.turned]++;
    for (guint n = 0; n < 2 * khoa_sheet_places(&sheet); n++) {
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
  for (gsize i = 0; i < G_N_ELEMENTS(seen); i++)
    g_assert_cmpint(seen[i], >, 0);
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
  assert_refused("a4", 50, 20, 2, (KhoaSheetOptions){.margin = 5, .offset_x = 19, .may_turn = TRUE},
                 "off the page, by ");
  assert_refused("86x54", 60, 40, 2, none, "needs 72 x 56 mm, 86x54 paper has 86 x 54 mm");
  assert_refused("60x40", 60, 40, 2, (KhoaSheetOptions){.marks = KHOA_MARKS_NONE},
                 "its bleed and margins needs 64 x 44 mm");
}

int main(int argc, char **argv) {
  g_test_init(&argc, &argv, NULL);
  g_test_add_func("/sheet/known", test_known);
  g_test_add_func("/sheet/roll", test_roll);
  g_test_add_func("/sheet/card", test_card);
  g_test_add_func("/sheet/gap", test_gap);
  g_test_add_func("/sheet/nothing-overlaps", test_nothing_overlaps);
  g_test_add_func("/sheet/marks-show-every-edge", test_marks_show_every_edge);
  g_test_add_func("/sheet/full", test_full);
  g_test_add_func("/sheet/numbering", test_numbering);
  g_test_add_func("/sheet/numbering-turned", test_numbering_turned);
  g_test_add_func("/sheet/backs-lie-behind-fronts", test_backs_lie_behind_fronts);
  g_test_add_func("/sheet/calibration", test_calibration);
  g_test_add_func("/sheet/refused", test_refused);
  return g_test_run();
}
