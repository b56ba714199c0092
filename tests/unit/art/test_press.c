#include "art/press.h"
#include "art/raster.h"
#include "fixture.h"
#include "qr/scan.h"

#include <glib/gstdio.h>
#include <locale.h>
#include <math.h>
#include <qpdf/qpdf-c.h>
#include <signal.h>
#include <sys/resource.h>
#include <time.h>

#define KINDS_OF_TAG 7
#define DPI 254 /* 10 pixels a mm: pages are whole pixels wide */
#define BOTH (KHOA_DECODER_ZXING | KHOA_DECODER_ZBAR)

typedef struct Bench {
  KhoaLayout *layout;
  KhoaFonts *fonts;
  KhoaTagText text;
  KhoaTagFaces *faces;
  char *texts[KINDS_OF_TAG]; /* of the codes, which are used in turn */
  KhoaSymbol *symbols[KINDS_OF_TAG];
  guint64 fails_at, told; /* the source's and the progress's */
  char *folder, *path;
} Bench;

static void set_up(Bench *bench, gconstpointer layout) {
  bench->layout = load(layout ? layout : KEYCHAIN);
  bench->fonts = load_fonts();
  bench->text = tag_text(4);
  bench->faces = make_faces(bench->layout, bench->fonts, &bench->text);
  KhoaSymbolForm form = tag_form(bench->layout);
  for (int i = 0; i < KINDS_OF_TAG; i++) {
    char digits[174] = "";
    for (int k = 0; k < 173; k++)
      digits[k] = (char)g_test_rand_int_range('0', '9' + 1);
    bench->symbols[i] = khoa_symbol_new(&form, PREFIX, digits, NULL);
    bench->texts[i] = g_strconcat(PREFIX, digits, NULL);
  }
  bench->fails_at = G_MAXUINT64;
  bench->folder = g_dir_make_tmp("khoa-press-XXXXXX", NULL);
  bench->path = g_build_filename(bench->folder, "front.pdf", NULL);
}

static void tear_down(Bench *bench, gconstpointer layout) {
  (void)layout;
  g_unlink(bench->path);
  g_assert_cmpint(g_rmdir(bench->folder), ==, 0); /* nothing else was left in it */
  for (int i = 0; i < KINDS_OF_TAG; i++) {
    khoa_symbol_free(bench->symbols[i]);
    g_free(bench->texts[i]);
  }
  khoa_tag_faces_free(bench->faces);
  khoa_fonts_free(bench->fonts);
  khoa_layout_free(bench->layout);
  g_free(bench->folder);
  g_free(bench->path);
}

static gboolean source(guint64 n, KhoaPressTag *tag, gpointer data, GError **error) {
  Bench *bench = data;
  if (n == bench->fails_at) {
    g_set_error_literal(error, G_FILE_ERROR, 99, "the source is dry");
    return FALSE;
  }
  *tag = (KhoaPressTag){bench->symbols[n % KINDS_OF_TAG], "0012-00345-67"};
  return TRUE;
}

static KhoaSheet plan(const Bench *bench, const char *paper, KhoaSheetOptions options) {
  KhoaSheet sheet;
  g_autoptr(GError) error = NULL;
  khoa_sheet_plan(&sheet, khoa_paper_find(paper), khoa_layout_width(bench->layout),
                  khoa_layout_height(bench->layout), khoa_layout_bleed(bench->layout), &options,
                  &error);
  g_assert_no_error(error);
  return sheet;
}

static KhoaPressJob job_of(Bench *bench, const KhoaSheet *sheet, KhoaFace face, guint64 count) {
  return (KhoaPressJob){
      .sheet = sheet,
      .faces = bench->faces,
      .face = face,
      .fonts = bench->fonts,
      .slug_family = "Roboto Condensed",
      .count = count,
      .source = source,
      .source_data = bench,
      .title = "Móc khóa, lô 0012",
      .slug = "khoa · lô 0012 · móc khóa · Xã Thọ Sơn",
      .keywords = "khoa batch=12 face=front",
      .date = "2026-11-20T08:00:00+07:00",
  };
}

static void write_pdf(const KhoaPressJob *job, const char *path) {
  g_autoptr(GError) error = NULL;
  khoa_press_write(job, path, &error);
  g_assert_no_error(error);
}

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

/* What the file says of itself */

static void assert_box(qpdf_data pdf, qpdf_oh page, const char *key, KhoaRect box, double height) {
  const double expected[] = {box.x, height - box.y - box.height, box.x + box.width, height - box.y};
  qpdf_oh array = qpdf_oh_get_key(pdf, page, key);
  g_assert_cmpint(qpdf_oh_get_array_n_items(pdf, array), ==, 4);
  for (int i = 0; i < 4; i++) {
    double points = qpdf_oh_get_numeric_value(pdf, qpdf_oh_get_array_item(pdf, array, i));
    g_assert_cmpfloat_with_epsilon(points * 25.4 / 72, expected[i], 0.001);
  }
}

static void test_boxes(Bench *bench, gconstpointer unused) {
  (void)unused;
  static const char *const papers[] = {"a4", "a3", "sra3", "roll"};
  for (gsize i = 0; i < 2 * G_N_ELEMENTS(papers); i++) {
    KhoaFace face = (KhoaFace)(i % 2);
    KhoaSheet sheet = plan(bench, papers[i / 2], (KhoaSheetOptions){.margin = 5});
    guint64 count = sheet.columns * sheet.rows + 3;
    KhoaPressJob job = job_of(bench, &sheet, face, count);
    write_pdf(&job, bench->path);
    qpdf_data pdf = qpdf_init();
    qpdf_set_suppress_warnings(pdf, QPDF_TRUE);
    g_assert_cmpint(qpdf_read(pdf, bench->path, NULL), ==, QPDF_SUCCESS);
    g_assert_cmpint(qpdf_check_pdf(pdf), ==, QPDF_SUCCESS);
    g_assert_false(qpdf_more_warnings(pdf));
    int pages = qpdf_get_num_pages(pdf);
    g_assert_cmpuint((guint64)pages, ==, khoa_sheet_count(&sheet, count));
    KhoaRect trim = khoa_sheet_grid(&sheet, face), bleed = trim;
    bleed.x -= sheet.bleed, bleed.y -= sheet.bleed;
    bleed.width += 2 * sheet.bleed, bleed.height += 2 * sheet.bleed;
    for (int k = 0; k < pages; k++) {
      qpdf_oh page = qpdf_get_page_n(pdf, (size_t)k);
      assert_box(pdf, page, "/MediaBox", (KhoaRect){0, 0, sheet.width, sheet.height}, sheet.height);
      assert_box(pdf, page, "/TrimBox", trim, sheet.height);
      assert_box(pdf, page, "/BleedBox", bleed, sheet.height);
    }
    g_assert_cmpstr(qpdf_get_info_key(pdf, "/CreationDate"), ==, "D:20261120080000+07'00");
    qpdf_cleanup(&pdf);
    g_unlink(bench->path);
  }
}

static void test_keywords(Bench *bench, gconstpointer unused) {
  (void)unused;
  KhoaSheet sheet = plan(bench, "a4", (KhoaSheetOptions){0});
  KhoaPressJob job = job_of(bench, &sheet, KHOA_FACE_FRONT, 1);
  write_pdf(&job, bench->path);
  g_autoptr(KhoaRaster) raster = khoa_raster_open(bench->path, NULL);
  g_autofree char *keywords = khoa_raster_keywords(raster);
  g_assert_cmpstr(keywords, ==, job.keywords);
}

/* What the pages show */

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
    int left = (int)lround((place.x - 2) * DPI / 25.4),
        top = (int)lround((place.y - 2) * DPI / 25.4);
    for (int y = top; y < top + 240; y++)
      for (int x = left; x < left + 135; x++, all++) {
        gboolean landscape = sheet->width > sheet->height;
        int behind_x = landscape ? x : front->width - 1 - x;
        int behind_y = landscape ? front->height - 1 - y : y;
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
  for (gsize i = 0; i < G_N_ELEMENTS(papers); i++) {
    KhoaSheet sheet = plan(bench, papers[i], (KhoaSheetOptions){.margin = 5});
    KhoaPicture *pages[2];
    for (KhoaFace face = KHOA_FACE_FRONT; face <= KHOA_FACE_BACK; face++) {
      KhoaPressJob job = job_of(bench, &sheet, face, sheet.columns * sheet.rows);
      write_pdf(&job, bench->path);
      pages[face] = only_page(bench->path);
      g_unlink(bench->path);
    }
    double exact = mismatch(&sheet, pages[0], pages[1], 0, 0);
    static const int off[][2] = {{1, 0}, {-1, 0}, {0, 1}, {0, -1}};
    g_test_message("%s: %.4f", papers[i], exact);
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
    g_autoptr(GArray) marks = khoa_sheet_marks(&sheet, face);
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

/* The same input, the same bytes */

static char *contents(const char *path, gsize *length) {
  char *bytes = NULL;
  g_autoptr(GError) error = NULL;
  g_file_get_contents(path, &bytes, length, &error);
  g_assert_no_error(error);
  return bytes;
}

static void test_reproducible(Bench *bench, gconstpointer unused) {
  (void)unused;
  static const char *const surroundings[][2] = {
      {"UTC", "C"}, {"Asia/Ho_Chi_Minh", "vi_VN.UTF-8"}, {"EST5EDT", "de_DE.UTF-8"}};
  KhoaSheet sheet = plan(bench, "a4", (KhoaSheetOptions){.margin = 4.3, .offset_x = 0.25});
  g_autofree char *zone = g_strdup(g_getenv("TZ")), *first = NULL;
  gsize first_length = 0;
  for (gsize i = 0; i < 2 * G_N_ELEMENTS(surroundings); i++) {
    g_setenv("TZ", surroundings[i / 2][0], TRUE);
    tzset();
    setlocale(LC_ALL, surroundings[i / 2][1]); /* if the machine has it */
    KhoaPressJob job = job_of(bench, &sheet, KHOA_FACE_BACK, 50);
    write_pdf(&job, bench->path);
    gsize length;
    g_autofree char *bytes = contents(bench->path, &length);
    if (!first) {
      first = g_memdup2(bytes, length);
      first_length = length;
    }
    g_assert_cmpuint(length, ==, first_length);
    g_assert_cmpint(memcmp(bytes, first, length), ==, 0);
    g_unlink(bench->path);
  }
  setlocale(LC_ALL, "C");
  g_unsetenv("TZ");
  if (zone)
    g_setenv("TZ", zone, TRUE);
  tzset();
}

/* Whole or not at all */

static void assert_fails(const KhoaPressJob *job, const char *path, GQuark domain, int code) {
  g_autoptr(GError) error = NULL;
  g_assert_false(khoa_press_write(job, path, &error));
  g_assert_error(error, domain, code);
}

static void assert_nothing_left(const Bench *bench) {
  g_autoptr(GDir) folder = g_dir_open(bench->folder, 0, NULL);
  g_assert_cmpstr(g_dir_read_name(folder), ==, NULL);
}

static void test_source_fails(Bench *bench, gconstpointer unused) {
  (void)unused;
  KhoaSheet sheet = plan(bench, "a4", (KhoaSheetOptions){0});
  static const guint64 at[] = {0, 1, 34, 35, 60, 99};
  for (gsize i = 0; i < G_N_ELEMENTS(at); i++) {
    bench->fails_at = at[i];
    KhoaPressJob job = job_of(bench, &sheet, KHOA_FACE_FRONT, 100);
    assert_fails(&job, bench->path, G_FILE_ERROR, 99);
    assert_nothing_left(bench);
  }
}

static void test_bad_jobs(Bench *bench, gconstpointer unused) {
  (void)unused;
  KhoaSheet sheet = plan(bench, "a4", (KhoaSheetOptions){0});
  KhoaPressJob nothing = job_of(bench, &sheet, KHOA_FACE_FRONT, 0);
  assert_fails(&nothing, bench->path, KHOA_PRESS_ERROR, 0);
  KhoaPressJob unfounted = job_of(bench, &sheet, KHOA_FACE_FRONT, 3);
  unfounted.slug_family = "Comic Sans";
  assert_fails(&unfounted, bench->path, KHOA_FONTS_ERROR, 0);
  KhoaPressJob good = job_of(bench, &sheet, KHOA_FACE_FRONT, 3);
  g_autofree char *nowhere = g_build_filename(bench->folder, "no", "such", "front.pdf", NULL);
  assert_fails(&good, nowhere, G_FILE_ERROR, G_FILE_ERROR_NOENT);
  assert_nothing_left(bench);
}

/* The disk fills up at some byte: at the start, in the midst, and within the last ones. */
static void test_disk_full(Bench *bench, gconstpointer unused) {
  (void)unused;
  KhoaSheet sheet = plan(bench, "a4", (KhoaSheetOptions){0});
  KhoaPressJob job = job_of(bench, &sheet, KHOA_FACE_FRONT, 70);
  write_pdf(&job, bench->path);
  gsize length;
  g_autofree char *bytes = contents(bench->path, &length);
  g_unlink(bench->path);
  signal(SIGXFSZ, SIG_IGN);
  const gsize room[] = {0, 1, 5000, length / 2, length - 5000, length - 2, length - 1};
  struct rlimit before, less;
  getrlimit(RLIMIT_FSIZE, &before);
  for (gsize i = 0; i < G_N_ELEMENTS(room); i++) {
    less = (struct rlimit){room[i], before.rlim_max};
    g_autoptr(GError) error = NULL;
    setrlimit(RLIMIT_FSIZE, &less);
    gboolean written = khoa_press_write(&job, bench->path, &error);
    setrlimit(RLIMIT_FSIZE, &before);
    g_assert_false(written);
    g_assert_cmpuint(error->domain, ==, G_FILE_ERROR);
    g_assert_nonnull(strstr(error->message, bench->path));
    assert_nothing_left(bench);
  }
}

static void test_never_over_a_file(Bench *bench, gconstpointer unused) {
  (void)unused;
  KhoaSheet sheet = plan(bench, "a4", (KhoaSheetOptions){0});
  KhoaPressJob job = job_of(bench, &sheet, KHOA_FACE_FRONT, 3);
  g_file_set_contents(bench->path, "mine", -1, NULL);
  assert_fails(&job, bench->path, G_FILE_ERROR, G_FILE_ERROR_EXIST);
  g_autofree char *bytes = contents(bench->path, NULL);
  g_assert_cmpstr(bytes, ==, "mine");
}

static void put_a_file_there(guint64 done, guint64 total, gpointer data) {
  (void)done, (void)total;
  g_file_set_contents(((Bench *)data)->path, "mine", -1, NULL);
}

static void test_never_over_a_new_file(Bench *bench, gconstpointer unused) {
  (void)unused;
  KhoaSheet sheet = plan(bench, "a4", (KhoaSheetOptions){0});
  KhoaPressJob job = job_of(bench, &sheet, KHOA_FACE_FRONT, 3);
  job.progress = put_a_file_there;
  job.progress_data = bench;
  assert_fails(&job, bench->path, G_FILE_ERROR, G_FILE_ERROR_EXIST);
  g_autofree char *bytes = contents(bench->path, NULL);
  g_assert_cmpstr(bytes, ==, "mine");
}

static void count_up(guint64 done, guint64 total, gpointer data) {
  Bench *bench = data;
  g_assert_cmpuint(done, >, bench->told);
  g_assert_cmpuint(total, ==, 100);
  bench->told = done;
}

static void test_progress(Bench *bench, gconstpointer unused) {
  (void)unused;
  KhoaSheet sheet = plan(bench, "a4", (KhoaSheetOptions){.margin = 5, .start_at = 30});
  KhoaPressJob job = job_of(bench, &sheet, KHOA_FACE_FRONT, 100);
  job.progress = count_up;
  job.progress_data = bench;
  write_pdf(&job, bench->path);
  g_assert_cmpuint(bench->told, ==, 100);
}

int main(int argc, char **argv) {
  g_test_init(&argc, &argv, NULL);
#define ADD(name, test) g_test_add("/press/" name, Bench, NULL, set_up, test, tear_down)
  ADD("boxes", test_boxes);
  ADD("keywords", test_keywords);
  ADD("codes-read", test_codes_read);
  ADD("faces-register", test_faces_register);
  ADD("marks-and-slug", test_marks_and_slug);
  ADD("reproducible", test_reproducible);
  ADD("source-fails", test_source_fails);
  ADD("bad-jobs", test_bad_jobs);
  ADD("disk-full", test_disk_full);
  ADD("never-over-a-file", test_never_over_a_file);
  ADD("never-over-a-new-file", test_never_over_a_new_file);
  ADD("progress", test_progress);
#undef ADD
  return g_test_run();
}
