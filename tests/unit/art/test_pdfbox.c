#include "art/pdfbox.h"
#include "art/raster.h"
#include "press_bench.h"

#include <qpdf/qpdf-c.h>

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

/* A copy of its own, so that reading beyond its end is found out. */
static gboolean takes_boxes(const char *bytes, gsize length) {
  static const KhoaPdfBox box = {1, 2, 3, 4};
  g_autofree char *copy = g_memdup2(bytes, length);
  g_autoptr(GError) error = NULL;
  g_autoptr(GString) update = khoa_pdf_boxes(copy, length, &box, &box, &error);
  g_assert_true((update == NULL) == (error != NULL));
  if (error)
    g_assert_error(error, KHOA_PDF_ERROR, 0);
  return update != NULL;
}

static void test_boxes_refused(Bench *bench, gconstpointer unused) {
  (void)unused;
  KhoaSheet sheet = plan(bench, "roll", (KhoaSheetOptions){0});
  KhoaPressJob job = job_of(bench, &sheet, KHOA_FACE_BACK, 2);
  write_pdf(&job, bench->path);
  gsize length;
  g_autofree char *bytes = contents(bench->path, &length);
  const char *update = (char *)memmem(bytes, length, "%%EOF\n", 6) + 6;
  gsize plain = (gsize)(update - bytes); /* what cairo wrote */
  g_assert_true(takes_boxes(bytes, plain));
  g_assert_false(takes_boxes(bytes, length));
  for (gsize n = 0; n < plain; n += n < plain - 3000 ? 97 : 1)
    g_assert_false(takes_boxes(bytes, n));
  for (int i = 0; i < 500; i++) {
    g_autofree char *copy = g_memdup2(bytes, plain);
    for (int k = 0; k < 4; k++)
      copy[plain - 1 - (gsize)g_test_rand_int_range(0, 4000)] ^=
          (char)(1 << g_test_rand_int_range(0, 7));
    takes_boxes(copy, plain);
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

int main(int argc, char **argv) {
  g_test_init(&argc, &argv, NULL);
  ADD("/pdfbox/boxes", test_boxes);
  ADD("/pdfbox/refused", test_boxes_refused);
  ADD("/pdfbox/keywords", test_keywords);
  return g_test_run();
}
