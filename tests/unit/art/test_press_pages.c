#include "art/raster.h"
#include "press_bench.h"
#include "qr/scan.h"

#include <math.h>

#define DPI 254 /* 10 pixels a mm: pages are whole pixels wide */
#define BOTH (KHOA_DECODER_ZXING | KHOA_DECODER_ZBAR)

static KhoaPicture *page_picture(KhoaRaster *raster, guint page, double dpi) {
  KhoaPicture *picture = g_new0(KhoaPicture, 1);
  g_autoptr(GError) error = NULL;
  khoa_raster_page(raster, page, dpi, &picture->grey, &picture->width, &picture->height,
                   &picture->stride, &error);
  g_assert_no_error(error);
  return picture;
}

static KhoaPicture *only_page(const char *path) {
  g_autoptr(GError) error = NULL;
  g_autoptr(KhoaRaster) raster = khoa_raster_open(path, &error);
  g_assert_no_error(error);
  g_assert_cmpuint(khoa_raster_pages(raster), ==, 1);
  return page_picture(raster, 0, DPI);
}

static void assert_code_reads(const Bench *bench, const KhoaPicture *picture, double dpi,
                              const KhoaSheet *sheet, KhoaPlace place, const char *text) {
  double x, y, size, pixels = dpi / 25.4;
  g_assert_true(khoa_tag_faces_qr(bench->faces, KHOA_FACE_BACK, &x, &y, &size));
  KhoaRect rect = khoa_sheet_on_page(sheet, &place, (KhoaRect){x, y, size, size});
  g_autoptr(GPtrArray) scans = khoa_scan_window(
      picture, (int)(rect.x * pixels), (int)(rect.y * pixels), (int)ceil(rect.width * pixels) + 1,
      (int)ceil(rect.height * pixels) + 1, BOTH);
  g_assert_cmpuint(scans->len, ==, 1);
  const KhoaScan *scan = scans->pdata[0];
  g_assert_cmpstr(scan->text, ==, text);
  g_assert_cmpint(scan->read, ==, BOTH);
  g_assert_cmpfloat_with_epsilon(scan->x / pixels, rect.x + rect.width / 2, 0.5);
  g_assert_cmpfloat_with_epsilon(scan->y / pixels, rect.y + rect.height / 2, 0.5);
}

/* Every code of every sheet, each found where the plan says, by both decoders. */
static void assert_all_read(Bench *bench, const KhoaSheet *sheet, guint64 count, double dpi) {
  KhoaPressJob job = job_of(bench, sheet, KHOA_FACE_BACK, count);
  write_pdf(&job, bench->path);
  g_autoptr(KhoaRaster) raster = khoa_raster_open(bench->path, NULL);
  g_assert_cmpuint(khoa_raster_pages(raster), ==, khoa_sheet_count(sheet, count));
  g_autoptr(KhoaPicture) picture = NULL;
  guint shown = 0;
  for (guint64 n = 0; n < count; n++) {
    KhoaPlace place = khoa_sheet_mirror(sheet, khoa_sheet_place(sheet, n));
    if (place.sheet != shown) {
      khoa_picture_free(picture);
      picture = page_picture(raster, place.sheet - 1, dpi);
      shown = place.sheet;
    }
    assert_code_reads(bench, picture, dpi, sheet, place, bench->texts[n % KINDS_OF_TAG]);
  }
  g_unlink(bench->path);
}

static void test_codes_read(Bench *bench, gconstpointer unused) {
  (void)unused;
  KhoaSheet landscape = plan(bench, "a4", (KhoaSheetOptions){.margin = 5, .start_at = 4});
  g_assert_cmpfloat(landscape.width, >, landscape.height);
  assert_all_read(bench, &landscape, 40, 200);
  KhoaSheet portrait = plan(bench, "a3", (KhoaSheetOptions){.margin = 5});
  g_assert_cmpfloat(portrait.width, <, portrait.height);
  assert_all_read(bench, &portrait, 80, 200);
  KhoaSheet roll = plan(bench, "roll", (KhoaSheetOptions){0});
  assert_all_read(bench, &roll, 3, 300);
  KhoaSheet calibrated =
      plan(bench, "a4",
           (KhoaSheetOptions){
               .margin = 5, .offset_x = 2, .offset_y = -1, .scale_x = 1.01, .scale_y = 0.99});
  assert_all_read(bench, &calibrated, 35, 300);
}

/* Tags on their side, backs by either edge, sheets by their sides, nothing but tags. */
static void test_turned_codes_read(Bench *bench, gconstpointer unused) {
  (void)unused;
  for (KhoaDuplex duplex = 0; duplex < KHOA_DUPLEX_COUNT; duplex++) {
    KhoaSheet turned =
        plan(bench, "a4", (KhoaSheetOptions){.margin = 5, .may_turn = TRUE, .duplex = duplex});
    g_assert_true(turned.turned);
    g_assert_cmpuint(khoa_sheet_places(&turned), ==, 40);
    assert_all_read(bench, &turned, 45, 200);
    KhoaSheet upright = plan(bench, "a4", (KhoaSheetOptions){.margin = 5, .duplex = duplex});
    assert_all_read(bench, &upright, 36, 200);
  }
  KhoaSheet bare = plan(bench, "60x30", (KhoaSheetOptions){.marks = KHOA_MARKS_NONE});
  assert_all_read(bench, &bare, 2, 200);
}

static int pixel(const KhoaPicture *picture, int x, int y) {
  return picture->grey[y * picture->stride + x];
}

/* Of the front's pixels, how many differ from what the back has behind them; for the part of the
 * keychain that both faces share: the padlock's shackle, to the left on the front. */
static double mismatch(const KhoaSheet *sheet, const KhoaPicture *front, const KhoaPicture *back,
                       int shift_x, int shift_y) {
  int differ = 0, all = 0;
  for (guint n = 0; n < sheet->columns * sheet->rows; n++) {
    KhoaPlace place = khoa_sheet_place(sheet, n);
    /* 13.5 mm of the tag's left, with the bleed around it */
    KhoaRect part = khoa_sheet_on_page(sheet, &place, (KhoaRect){-2, -2, 13.5, 24});
    int left = (int)lround(part.x * DPI / 25.4), top = (int)lround(part.y * DPI / 25.4);
    gboolean by_top = (sheet->width > sheet->height) == (sheet->options.duplex == KHOA_DUPLEX_LONG);
    for (int y = top; y < top + (int)lround(part.height * 10); y++)
      for (int x = left; x < left + (int)lround(part.width * 10); x++, all++) {
        int behind_x = by_top ? x : front->width - 1 - x;
        int behind_y = by_top ? front->height - 1 - y : y;
        differ +=
            abs(pixel(front, x, y) - pixel(back, behind_x + shift_x, behind_y + shift_y)) > 64;
      }
  }
  return (double)differ / all;
}

/* In pixels of 0.1 mm: the back lies behind the front, and would not if it were one off. */
static void test_faces_register(Bench *bench, gconstpointer unused) {
  (void)unused;
  static const char *const papers[] = {"a4", "a3"}; /* landscape, portrait */
  for (int way = 0; way < 8; way++) {
    KhoaSheetOptions options = {
        .margin = 5, .duplex = way & 2 ? KHOA_DUPLEX_SHORT : KHOA_DUPLEX_LONG, .may_turn = way & 4};
    KhoaSheet sheet = plan(bench, papers[way & 1], options);
    KhoaPicture *pages[2];
    for (KhoaFace face = KHOA_FACE_FRONT; face <= KHOA_FACE_BACK; face++) {
      KhoaPressJob job = job_of(bench, &sheet, face, sheet.columns * sheet.rows);
      write_pdf(&job, bench->path);
      pages[face] = only_page(bench->path);
      g_unlink(bench->path);
    }
    double exact = mismatch(&sheet, pages[0], pages[1], 0, 0);
    static const int off[][2] = {{1, 0}, {-1, 0}, {0, 1}, {0, -1}};
    g_test_message("%s, %d: %.4f", papers[way & 1], way, exact);
    for (gsize k = 0; k < G_N_ELEMENTS(off); k++) {
      double shifted = mismatch(&sheet, pages[0], pages[1], off[k][0], off[k][1]);
      g_test_message("%.4f", shifted);
      g_assert_cmpfloat(shifted, >, 2 * exact);
    }
    g_assert_cmpfloat(exact, <, 0.005);
    khoa_picture_free(pages[0]);
    khoa_picture_free(pages[1]);
  }
}

static void test_marks_and_slug(Bench *bench, gconstpointer unused) {
  (void)unused;
  KhoaSheet sheet = plan(bench, "a4", (KhoaSheetOptions){.margin = 5});
  for (KhoaFace face = KHOA_FACE_FRONT; face <= KHOA_FACE_BACK; face++) {
    KhoaPressJob job = job_of(bench, &sheet, face, 1);
    write_pdf(&job, bench->path);
    g_autoptr(KhoaPicture) picture = only_page(bench->path);
    g_unlink(bench->path);
    g_autoptr(GArray) marks = khoa_sheet_crop_marks(&sheet, face);
    for (guint i = 0; i < marks->len; i++) {
      KhoaRect mark = g_array_index(marks, KhoaRect, i);
      int x = (int)((mark.x + mark.width / 2) * 10), y = (int)((mark.y + mark.height / 2) * 10);
      int darkest = 255;
      for (int k = 0; k < 9; k++)
        darkest = MIN(darkest, pixel(picture, x + k % 3 - 1, y + k / 3 - 1));
      g_assert_cmpint(darkest, <, 200);
    }
    KhoaRect slug = khoa_sheet_slug(&sheet, face);
    int dark = 0;
    for (int y = (int)(slug.y * 10); y < (int)((slug.y + slug.height) * 10); y++)
      for (int x = (int)(slug.x * 10); x < (int)((slug.x + slug.width) * 10); x++)
        dark += pixel(picture, x, y) < 128;
    g_assert_cmpint(dark, >, 500);
  }
}

int main(int argc, char **argv) {
  g_test_init(&argc, &argv, NULL);
  ADD("/press-pages/codes-read", test_codes_read);
  ADD("/press-pages/turned-codes-read", test_turned_codes_read);
  ADD("/press-pages/faces-register", test_faces_register);
  ADD("/press-pages/marks-and-slug", test_marks_and_slug);
  return g_test_run();
}
