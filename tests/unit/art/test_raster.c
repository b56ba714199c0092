#include "art/raster.h"

#include <cairo-pdf.h>
#include <glib/gstdio.h>
#include <qpdf/qpdf-c.h>
#include <string.h>

#define POINTS_PER_MM (72 / 25.4)

typedef struct Fixture {
  char *folder, *path;
} Fixture;

static void set_up(Fixture *fixture, gconstpointer unused) {
  (void)unused;
  fixture->folder = g_dir_make_tmp("khoa-raster-XXXXXX", NULL);
  fixture->path = g_build_filename(fixture->folder, "page.pdf", NULL);
}

static void tear_down(Fixture *fixture, gconstpointer unused) {
  (void)unused;
  g_unlink(fixture->path);
  g_rmdir(fixture->folder);
  g_free(fixture->path);
  g_free(fixture->folder);
}

/* Pages of that size, each with a black and a red square of 10 mm, one at the top left, the other
 * 30 mm to the right and 20 mm down. */
static void make_pdf(const Fixture *fixture, double width_mm, double height_mm, int pages) {
  cairo_surface_t *surface =
      cairo_pdf_surface_create(fixture->path, width_mm * POINTS_PER_MM, height_mm * POINTS_PER_MM);
  cairo_pdf_surface_set_metadata(surface, CAIRO_PDF_METADATA_KEYWORDS, "khoa lô=12");
  cairo_t *cr = cairo_create(surface);
  cairo_scale(cr, POINTS_PER_MM, POINTS_PER_MM);
  for (int i = 0; i < pages; i++) {
    cairo_set_source_rgb(cr, 0, 0, 0);
    cairo_rectangle(cr, 0, 0, 10, 10);
    cairo_fill(cr);
    cairo_set_source_rgb(cr, 1, 0, 0);
    cairo_rectangle(cr, 30, 20, 10, 10);
    cairo_fill(cr);
    cairo_show_page(cr);
  }
  cairo_destroy(cr);
  cairo_surface_finish(surface);
  g_assert_cmpint(cairo_surface_status(surface), ==, CAIRO_STATUS_SUCCESS);
  cairo_surface_destroy(surface);
}

static KhoaRaster *opened(const Fixture *fixture) {
  g_autoptr(GError) error = NULL;
  KhoaRaster *raster = khoa_raster_open(fixture->path, &error);
  g_assert_no_error(error);
  return raster;
}

typedef struct Page {
  guint8 *grey;
  int width, height, stride;
} Page;

static gboolean draw(KhoaRaster *raster, guint number, double dpi, Page *page, GError **error) {
  return khoa_raster_page(raster, number, dpi, &page->grey, &page->width, &page->height,
                          &page->stride, error);
}

/* How many pixels of a page at 10 a mm aren't what make_pdf() drew, but for rounding. */
static int wrong_pixels(const Page *page) {
  int wrong = 0;
  for (int y = 0; y < page->height; y++)
    for (int x = 0; x < page->width; x++) {
      gboolean black = x < 100 && y < 100;
      gboolean red = x >= 300 && x < 400 && y >= 200 && y < 300;
      int expected = black ? 0 : red ? 76 : 255;
      wrong += ABS(page->grey[(gsize)y * (gsize)page->stride + (gsize)x] - expected) > 2;
    }
  return wrong;
}

static void test_pixels(Fixture *fixture, gconstpointer unused) {
  (void)unused;
  make_pdf(fixture, 60, 40, 2);
  g_autoptr(KhoaRaster) raster = opened(fixture);
  g_assert_cmpuint(khoa_raster_pages(raster), ==, 2);
  g_autofree char *keywords = khoa_raster_keywords(raster);
  g_assert_cmpstr(keywords, ==, "khoa lô=12");
  for (guint number = 0; number < 2; number++) {
    Page page;
    g_assert_true(draw(raster, number, 254, &page, NULL));
    g_assert_cmpint(page.width, ==, 600);
    g_assert_cmpint(page.height, ==, 400);
    g_assert_cmpint(wrong_pixels(&page), ==, 0);
    g_free(page.grey);
  }
}

/* A page so large that it is drawn in several bands shows no seam. */
static void test_bands(Fixture *fixture, gconstpointer unused) {
  (void)unused;
  make_pdf(fixture, 420, 1000, 1);
  g_autoptr(KhoaRaster) raster = opened(fixture);
  Page page;
  g_assert_true(draw(raster, 0, 254, &page, NULL));
  g_assert_cmpint(page.width, ==, 4200);
  g_assert_cmpint(page.height, ==, 10000);
  g_assert_cmpint(wrong_pixels(&page), ==, 0);
  g_free(page.grey);
}

static void test_no_keywords(Fixture *fixture, gconstpointer unused) {
  (void)unused;
  cairo_surface_t *surface = cairo_pdf_surface_create(fixture->path, 100, 100);
  cairo_surface_destroy(surface);
  g_autoptr(KhoaRaster) raster = opened(fixture);
  g_autofree char *keywords = khoa_raster_keywords(raster);
  g_assert_cmpstr(keywords, ==, "");
}

static void assert_not_opened(const char *path, const char *word) {
  g_autoptr(GError) error = NULL;
  g_assert_null(khoa_raster_open(path, &error));
  g_assert_error(error, KHOA_RASTER_ERROR, 0);
  if (!strstr(error->message, path) || !strstr(error->message, word))
    g_error("'%s' lacks '%s'", error->message, word);
}

static void assert_not_drawn(const Fixture *fixture, guint number, double dpi, const char *word) {
  g_autoptr(KhoaRaster) raster = opened(fixture);
  g_autoptr(GError) error = NULL;
  Page page = {0};
  g_assert_false(draw(raster, number, dpi, &page, &error));
  g_assert_error(error, KHOA_RASTER_ERROR, 0);
  g_assert_null(page.grey);
  if (!strstr(error->message, fixture->path) || !strstr(error->message, word))
    g_error("'%s' lacks '%s'", error->message, word);
}

static void test_too_large(Fixture *fixture, gconstpointer unused) {
  (void)unused;
  make_pdf(fixture, 2001, 50, 1);
  assert_not_drawn(fixture, 0, 100, "2001 x 50 mm");
  make_pdf(fixture, 50, 3000, 1);
  assert_not_drawn(fixture, 0, 100, "50 x 3000 mm");
  make_pdf(fixture, 1900, 1900, 1);
  assert_not_drawn(fixture, 0, 300, "choose another resolution");
  make_pdf(fixture, 50, 50, 1);
  const double bad[] = {0, -300, 1e9, 0.001};
  for (gsize i = 0; i < G_N_ELEMENTS(bad); i++)
    assert_not_drawn(fixture, 0, bad[i], "choose another resolution");
}

static void test_no_such_page(Fixture *fixture, gconstpointer unused) {
  (void)unused;
  make_pdf(fixture, 50, 50, 2);
  assert_not_drawn(fixture, 2, 100, "page 3 is missing");
  assert_not_drawn(fixture, G_MAXUINT, 100, "missing");
}

static void test_not_a_pdf(Fixture *fixture, gconstpointer unused) {
  (void)unused;
  static const char *const files[] = {"", "Just a text.\n", "%PDF-1.5\n", "\x89PNG\r\n\x1a\n"};
  for (gsize i = 0; i < G_N_ELEMENTS(files); i++) {
    g_file_set_contents(fixture->path, files[i], -1, NULL);
    assert_not_opened(fixture->path, "not a PDF, or a damaged one");
  }
  g_file_set_contents(fixture->path,
                      "%PDF-1.4\n1 0 obj\n<< >>\nendobj\ntrailer << /Root 1 0 R >>\n%%EOF\n", -1,
                      NULL);
  assert_not_opened(fixture->path, "no page");
  assert_not_opened(fixture->folder, "");
  g_unlink(fixture->path);
  assert_not_opened(fixture->path, "No such file");
}

static void test_encrypted(Fixture *fixture, gconstpointer unused) {
  (void)unused;
  make_pdf(fixture, 50, 50, 1);
  g_autofree char *locked = g_build_filename(fixture->folder, "locked.pdf", NULL);
  qpdf_data pdf = qpdf_init();
  qpdf_read(pdf, fixture->path, NULL);
  qpdf_init_write(pdf, locked);
  qpdf_set_r6_encryption_parameters2(pdf, "user", "owner", 1, 1, 1, 1, 1, 1, qpdf_r3p_full, 1);
  g_assert_cmpint(qpdf_write(pdf), ==, QPDF_SUCCESS);
  qpdf_cleanup(&pdf);
  assert_not_opened(locked, "without a password");
  g_unlink(locked);
}

/* Poppler mends what it can; whatever is left of a file, nothing breaks and errors are ours. */
static void test_damaged(Fixture *fixture, gconstpointer unused) {
  (void)unused;
  make_pdf(fixture, 60, 40, 1);
  g_autofree char *bytes = NULL;
  gsize length;
  g_file_get_contents(fixture->path, &bytes, &length, NULL);
  for (int i = 0; i < 60; i++) {
    g_autofree char *copy = g_memdup2(bytes, length);
    gsize left = i % 2 ? length : (gsize)g_test_rand_int_range(0, (gint32)length);
    for (int k = 0; k < 20; k++)
      copy[g_test_rand_int_range(0, (gint32)length)] = (char)g_test_rand_int_range(0, 256);
    g_file_set_contents(fixture->path, copy, (gssize)left, NULL);
    g_autoptr(GError) error = NULL;
    g_autoptr(KhoaRaster) raster = khoa_raster_open(fixture->path, &error);
    Page page = {0};
    gboolean drawn = raster && draw(raster, 0, 72, &page, &error);
    g_assert_true(drawn == (error == NULL));
    if (error)
      g_assert_error(error, KHOA_RASTER_ERROR, 0);
    g_free(page.grey);
  }
}

/* Another thread's handle draws the same; without grey edges there is black and white alone. */
static void test_again(Fixture *fixture, gconstpointer unused) {
  (void)unused;
  make_pdf(fixture, 63.3, 41.7, 2);
  g_autoptr(GError) error = NULL;
  g_autoptr(KhoaRaster) raster = opened(fixture);
  khoa_raster_sharpen(raster);
  g_autoptr(KhoaRaster) again = khoa_raster_again(raster, &error);
  g_assert_no_error(error);
  g_assert_cmpuint(khoa_raster_pages(again), ==, 2);
  Page one, other;
  g_assert_true(draw(raster, 1, 97, &one, &error));
  g_assert_true(draw(again, 1, 97, &other, &error));
  g_assert_true(one.width == other.width && one.height == other.height);
  g_assert_true(memcmp(one.grey, other.grey, (gsize)one.stride * (gsize)one.height) == 0);
  for (int i = 0; i < one.stride * one.height; i++)
    g_assert_true(one.grey[i] == 0 || one.grey[i] == 255 || one.grey[i] == 76);
  g_free(one.grey);
  g_free(other.grey);
}

/* A picture over all of the page, or over a corner of it. */
static void make_picture_pdf(const Fixture *fixture, double share) {
  cairo_surface_t *surface = cairo_pdf_surface_create(fixture->path, 200, 300);
  cairo_surface_t *picture = cairo_image_surface_create(CAIRO_FORMAT_RGB24, 20, 30);
  cairo_t *cr = cairo_create(surface);
  cairo_scale(cr, 10 * share, 10 * share);
  cairo_set_source_surface(cr, picture, 0, 0);
  cairo_paint(cr);
  cairo_destroy(cr);
  cairo_surface_destroy(picture);
  cairo_surface_destroy(surface);
}

static void test_scan(Fixture *fixture, gconstpointer unused) {
  (void)unused;
  for (int i = 0; i < 2; i++) {
    make_picture_pdf(fixture, i ? 0.5 : 0.95);
    g_autoptr(KhoaRaster) raster = opened(fixture);
    g_assert_cmpint(khoa_raster_is_scan(raster, 0), ==, i == 0);
    g_assert_false(khoa_raster_is_scan(raster, 7));
  }
}

int main(int argc, char **argv) {
  g_test_init(&argc, &argv, NULL);
#define ADD(name, test) g_test_add("/raster/" name, Fixture, NULL, set_up, test, tear_down)
  ADD("pixels", test_pixels);
  ADD("bands", test_bands);
  ADD("no-keywords", test_no_keywords);
  ADD("too-large", test_too_large);
  ADD("no-such-page", test_no_such_page);
  ADD("not-a-pdf", test_not_a_pdf);
  ADD("encrypted", test_encrypted);
  ADD("damaged", test_damaged);
#undef ADD
  g_test_add("/raster/again", Fixture, NULL, set_up, test_again, tear_down);
  g_test_add("/raster/scan", Fixture, NULL, set_up, test_scan, tear_down);
  return g_test_run();
}
