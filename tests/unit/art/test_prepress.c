/* What a press is given, looked at by qpdf: boxes, inks, layers; and what isn't cairo's is refused.
 */
#include "art/inks.h"
#include "art/prepress.h"
#include "art/raster.h"
#include "press_bench.h"

#include <cairo-pdf.h>
#include <qpdf/qpdf-c.h>

static qpdf_data open_checked(const char *path) {
  qpdf_data pdf = qpdf_init();
  qpdf_set_suppress_warnings(pdf, QPDF_TRUE);
  g_assert_cmpint(qpdf_read(pdf, path, NULL), ==, QPDF_SUCCESS);
  g_assert_cmpint(qpdf_check_pdf(pdf), ==, QPDF_SUCCESS);
  g_assert_false(qpdf_more_warnings(pdf));
  return pdf;
}

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
  static const char *const papers[] = {"a4", "a3", "sra3", "roll", "320x450", "100x60"};
  for (gsize i = 0; i < 4 * G_N_ELEMENTS(papers); i++) {
    KhoaFace face = (KhoaFace)(i % 2);
    KhoaSheet sheet = plan(bench, papers[i / 4],
                           (KhoaSheetOptions){.margin = 5,
                                              .marks = (KhoaMarks)(i % KHOA_MARKS_COUNT),
                                              .may_turn = i % 4 > 1,
                                              .duplex = (KhoaDuplex)(i / 2 % 2)});
    guint64 count = khoa_sheet_places(&sheet) + 3;
    KhoaPressJob job = job_of(bench, &sheet, face, count);
    write_pdf(&job, bench->path);
    qpdf_data pdf = open_checked(bench->path);
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
      g_assert_false(qpdf_oh_has_key(pdf, page, "/Group"));
    }
    g_assert_cmpstr(qpdf_get_info_key(pdf, "/CreationDate"), ==, "D:20261120080000+07'00");
    qpdf_cleanup(&pdf);
    g_unlink(bench->path);
  }
}

/* All operators of the pages and of the drawings on them, one word a line of the result. */
static char *all_operators(qpdf_data pdf) {
  g_autoptr(GString) all = g_string_new(" ");
  for (int id = 1; id < 10000; id++) {
    qpdf_oh object = qpdf_get_object_by_id(pdf, id, 0);
    unsigned char *bytes = NULL;
    size_t length = 0;
    if (!qpdf_oh_is_stream(pdf, object))
      continue;
    qpdf_oh dictionary = qpdf_oh_get_dict(pdf, object);
    gboolean content = !qpdf_oh_has_key(pdf, dictionary, "/Subtype") &&
                       !qpdf_oh_has_key(pdf, dictionary, "/Length1");
    gboolean form = qpdf_oh_has_key(pdf, dictionary, "/BBox");
    if ((!content && !form) ||
        qpdf_oh_get_stream_data(pdf, object, qpdf_dl_generalized, NULL, &bytes, &length))
      continue;
    for (size_t i = 0; i < length; i++)
      g_string_append_c(all, bytes[i] ? (char)bytes[i] : ' '); /* a code's modules */
    g_string_append_c(all, '\n');
    free(bytes);
  }
  g_auto(GStrv) words = g_strsplit_set(all->str, " \n", -1);
  return g_strjoinv(" ", words);
}

static guint count(const char *text, const char *words) {
  guint found = 0;
  for (const char *at = strstr(text, words); at; at = strstr(at + 1, words))
    found++;
  return found;
}

/* The operators of a file with a page of both faces' tags. */
static char *draw_operators(Bench *bench, KhoaPressCut cut, const KhoaPalette *palette,
                            qpdf_data *pdf) {
  KhoaSheet sheet =
      plan(bench, "a4", (KhoaSheetOptions){.margin = 5, .marks = KHOA_MARKS_CROP_REGISTRATION});
  KhoaPressJob job = job_of(bench, &sheet, KHOA_FACE_BACK, 3);
  job.cut = cut;
  job.palette = palette;
  g_unlink(bench->path);
  write_pdf(&job, bench->path);
  *pdf = open_checked(bench->path);
  return all_operators(*pdf);
}

static void test_inks_of_rgb(Bench *bench, gconstpointer unused) {
  (void)unused;
  qpdf_data pdf;
  g_autofree char *operators = draw_operators(bench, KHOA_PRESS_CUT_LAYER, NULL, &pdf);
  g_assert_cmpuint(count(operators, " 0 0 0 rg"), ==, 0);
  g_assert_cmpuint(count(operators, " 0 0 0 RG"), ==, 0);
  g_assert_cmpuint(count(operators, " 1 1 1 rg"), ==, 0);
  g_assert_cmpuint(count(operators, " 1 0 1 RG"), ==, 0);
  g_assert_cmpuint(count(operators, " 0 g "), >, 0);
  g_assert_cmpuint(count(operators, " 0.682353 0.0588235 0.117647 rg"), >, 0);
  g_assert_cmpuint(count(operators, "/CutContour CS 1 SCN"), ==, 1);
  g_assert_cmpuint(count(operators, "/All CS 1 SCN"), ==, 1);
  qpdf_cleanup(&pdf);
}

static void test_inks_of_cmyk(Bench *bench, gconstpointer unused) {
  (void)unused;
  static const char svg[] = "<svg xmlns='http://www.w3.org/2000/svg' width='1mm' height='1mm' "
                            "data-cmyk='#ae0f1e: 12.5 100 90 3'><g id='front'/></svg>";
  g_autoptr(KhoaPalette) palette = khoa_palette_new(svg, strlen(svg), "t.svg", NULL);
  qpdf_data pdf;
  g_autofree char *operators = draw_operators(bench, KHOA_PRESS_CUT_LAYER, palette, &pdf);
  g_assert_cmpuint(count(operators, " rg"), ==, 0);
  g_assert_cmpuint(count(operators, " RG"), ==, 0);
  g_assert_cmpuint(count(operators, " 0.125 1 0.9 0.03 k"), ==, 3);
  qpdf_oh intents = qpdf_oh_get_key(pdf, qpdf_get_root(pdf), "/OutputIntents");
  qpdf_oh intent = qpdf_oh_get_array_item(pdf, intents, 0);
  qpdf_oh condition = qpdf_oh_get_key(pdf, intent, "/OutputConditionIdentifier");
  g_assert_cmpstr(qpdf_oh_get_string_value(pdf, condition), ==, "FOGRA39");
  qpdf_cleanup(&pdf);
}

/* The layout's red is stated under another name: the error says which colour it is that is missing,
 * before drawing as well as while. */
static void test_ink_missing(Bench *bench, gconstpointer unused) {
  (void)unused;
  static const char svg[] = "<svg xmlns='http://www.w3.org/2000/svg' width='1mm' height='1mm' "
                            "data-cmyk='#ae0f1f: 0 100 90 3'><g id='front'/></svg>";
  g_autoptr(KhoaPalette) palette = khoa_palette_new(svg, strlen(svg), "t.svg", NULL);
  KhoaSheet sheet = plan(bench, "a4", (KhoaSheetOptions){0});
  KhoaPressJob job = job_of(bench, &sheet, KHOA_FACE_BACK, 3);
  job.palette = palette;
  g_autoptr(GError) error = NULL, tried = NULL;
  g_assert_false(khoa_press_write(&job, bench->path, &error));
  g_assert_error(error, KHOA_LAYOUT_ERROR, 0);
  g_assert_nonnull(strstr(error->message, "states no CMYK for the colour #ae0f1e"));
  g_assert_false(khoa_press_try(bench->faces, palette, &tried));
  g_assert_cmpstr(tried->message, ==, error->message);
}

static gboolean has_layer(qpdf_data pdf) {
  return qpdf_oh_has_key(pdf, qpdf_get_root(pdf), "/OCProperties");
}

static void test_layer(Bench *bench, gconstpointer unused) {
  (void)unused;
  qpdf_data pdf;
  g_autofree char *with = draw_operators(bench, KHOA_PRESS_CUT_LAYER, NULL, &pdf);
  qpdf_oh properties = qpdf_oh_get_key(pdf, qpdf_get_root(pdf), "/OCProperties");
  qpdf_oh layer = qpdf_oh_get_array_item(pdf, qpdf_oh_get_key(pdf, properties, "/OCGs"), 0);
  g_assert_cmpstr(qpdf_oh_get_utf8_value(pdf, qpdf_oh_get_key(pdf, layer, "/Name")), ==, "Cut");
  qpdf_cleanup(&pdf);
  g_autofree char *without = draw_operators(bench, KHOA_PRESS_CUT_NONE, NULL, &pdf);
  g_assert_cmpuint(count(without, "CutContour"), ==, 0);
  g_assert_false(has_layer(pdf));
  qpdf_cleanup(&pdf);
  g_autofree char *alone = draw_operators(bench, KHOA_PRESS_CUT_ALONE, NULL, &pdf);
  g_assert_cmpuint(count(alone, "/CutContour CS 1 SCN"), ==, 1);
  g_assert_cmpuint(count(alone, " Do"), ==, 3);
  g_assert_cmpuint(count(alone, " rg"), ==, 0);
  g_assert_true(has_layer(pdf));
  qpdf_cleanup(&pdf);
}

/* What cairo itself writes of a tag, to be spoilt. */
static cairo_status_t keep_bytes(void *closure, const unsigned char *data, unsigned int length) {
  g_string_append_len(closure, (const char *)data, length);
  return CAIRO_STATUS_SUCCESS;
}

static GString *cairo_pdf(const Bench *bench) {
  GString *pdf = g_string_new(NULL);
  cairo_surface_t *surface = cairo_pdf_surface_create_for_stream(keep_bytes, pdf, 200, 100);
  cairo_pdf_surface_restrict_to_version(surface, CAIRO_PDF_VERSION_1_4);
  cairo_t *cr = cairo_create(surface);
  khoa_tag_faces_draw(bench->faces, KHOA_FACE_BACK, cr, bench->symbols[0], "0012-00345-67");
  khoa_tag_faces_draw_cut(bench->faces, KHOA_FACE_BACK, cr);
  cairo_show_page(cr);
  cairo_destroy(cr);
  cairo_surface_destroy(surface);
  return pdf;
}

/* A copy of its own, so that reading beyond its end is found out. */
static gboolean takes(const Bench *bench, const char *bytes, gsize length, const int *cut_box) {
  const KhoaPrepress wanted = {.trim = {1, 2, 3, 4}, .cut_box = cut_box};
  g_autofree char *copy = g_memdup2(bytes, length);
  g_autoptr(GError) error = NULL;
  g_autoptr(KhoaDraft) file = khoa_draft_begin(bench->path, FALSE, NULL);
  gboolean taken = khoa_prepress(copy, length, &wanted, file, &error);
  g_assert_true(taken == (error == NULL));
  if (error)
    g_assert_error(error, KHOA_PREPRESS_ERROR, 0);
  return taken;
}

static void test_refused(Bench *bench, gconstpointer unused) {
  (void)unused;
  g_autoptr(GString) pdf = cairo_pdf(bench);
  int box[4], other[4] = {1, 2, 3, 4};
  g_assert_true(khoa_tag_faces_cut_box(bench->faces, box));
  g_assert_true(takes(bench, pdf->str, pdf->len, box));
  g_assert_false(takes(bench, pdf->str, pdf->len, other));
  for (gsize n = 0; n < pdf->len; n += n < pdf->len - 3000 ? 97 : 1)
    g_assert_false(takes(bench, pdf->str, n, box));
  for (int i = 0; i < 1000; i++) {
    g_autofree char *copy = g_memdup2(pdf->str, pdf->len);
    gsize reach = i % 2 ? 4000 : pdf->len;
    for (int k = 0; k < 4; k++)
      copy[pdf->len - 1 - (gsize)g_test_rand_int_range(0, (gint32)reach)] ^=
          (char)(1 << g_test_rand_int_range(0, 7));
    takes(bench, copy, pdf->len, box);
  }
}

/* Its own result is none of cairo's. */
static void test_not_twice(Bench *bench, gconstpointer unused) {
  (void)unused;
  KhoaSheet sheet = plan(bench, "roll", (KhoaSheetOptions){0});
  KhoaPressJob job = job_of(bench, &sheet, KHOA_FACE_BACK, 2);
  write_pdf(&job, bench->path);
  gsize length;
  g_autofree char *bytes = contents(bench->path, &length);
  g_unlink(bench->path);
  g_assert_false(takes(bench, bytes, length, NULL));
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
  ADD("/prepress/boxes", test_boxes);
  ADD("/prepress/inks-of-rgb", test_inks_of_rgb);
  ADD("/prepress/inks-of-cmyk", test_inks_of_cmyk);
  ADD("/prepress/ink-missing", test_ink_missing);
  ADD("/prepress/layer", test_layer);
  ADD("/prepress/refused", test_refused);
  ADD("/prepress/not-twice", test_not_twice);
  ADD("/prepress/keywords", test_keywords);
  return g_test_run();
}
