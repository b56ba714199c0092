/* A tag as a picture: sharp, of the right size, and its code reads. */
#include "art/outline.h"
#include "art/tagpicture.h"
#include "press_bench.h"
#include "qr/scan.h"

#include <librsvg/rsvg.h>
#include <math.h>

#define BOTH (KHOA_DECODER_ZXING | KHOA_DECODER_ZBAR)

static KhoaTagPicture picture_of(const Bench *bench, KhoaFace face) {
  return (KhoaTagPicture){bench->faces,
                          face,
                          khoa_layout_width(bench->layout),
                          khoa_layout_height(bench->layout),
                          bench->symbols[0],
                          "0012-00345-67"};
}

/* An outline, filled at some pixels a module, is the modules again: each path's every edge too. */
static void test_outline(Bench *bench, gconstpointer unused) {
  (void)unused;
  for (int i = 0; i < KINDS_OF_TAG + 20; i++) {
    guint8 noise[9 * 9];
    for (int k = 0; k < 81; k++)
      noise[k] = (guint8)g_test_rand_int_range(0, 2);
    KhoaSymbol random = {9, noise};
    const KhoaSymbol *symbol = i < KINDS_OF_TAG ? bench->symbols[i] : &random;
    int side = symbol->size;
    cairo_surface_t *surface = cairo_image_surface_create(CAIRO_FORMAT_A8, side, side);
    cairo_t *cr = cairo_create(surface);
    khoa_outline_trace(symbol, cr);
    cairo_set_fill_rule(cr, i % 2 ? CAIRO_FILL_RULE_EVEN_ODD : CAIRO_FILL_RULE_WINDING);
    cairo_fill(cr);
    cairo_surface_flush(surface);
    const guint8 *pixels = cairo_image_surface_get_data(surface);
    for (int y = 0; y < side; y++)
      for (int x = 0; x < side; x++)
        g_assert_cmpint(pixels[y * cairo_image_surface_get_stride(surface) + x], ==,
                        symbol->modules[y * side + x] ? 255 : 0);
    cairo_destroy(cr);
    cairo_surface_destroy(surface);
  }
}

static KhoaPicture *rendered(const GString *svg, double width, double height) {
  int w = (int)(width * 12), h = (int)(height * 12);
  cairo_surface_t *surface = cairo_image_surface_create(CAIRO_FORMAT_RGB24, w, h);
  cairo_t *cr = cairo_create(surface);
  g_autoptr(GError) error = NULL;
  cairo_set_source_rgb(cr, 1, 1, 1);
  cairo_paint(cr);
  RsvgHandle *handle = rsvg_handle_new_from_data((const guint8 *)svg->str, svg->len, &error);
  g_assert_no_error(error);
  rsvg_handle_render_document(handle, cr, &(RsvgRectangle){0, 0, w, h}, &error);
  g_assert_no_error(error);
  g_object_unref(handle);
  cairo_surface_flush(surface);
  KhoaPicture *picture = khoa_picture_new(w, h);
  const guint8 *pixels = cairo_image_surface_get_data(surface);
  for (int i = 0; i < w * h; i++)
    picture->grey[i] = pixels[4 * i + 1];
  cairo_destroy(cr);
  cairo_surface_destroy(surface);
  return picture;
}

static void assert_reads(const KhoaPicture *picture, const char *text) {
  g_autoptr(GPtrArray) scans =
      khoa_scan_window(picture, 0, 0, picture->width, picture->height, BOTH);
  g_assert_cmpuint(scans->len, ==, 1);
  const KhoaScan *scan = scans->pdata[0];
  g_assert_cmpstr(scan->text, ==, text);
  g_assert_cmpint(scan->read, ==, BOTH);
}

static void test_svg(Bench *bench, gconstpointer unused) {
  (void)unused;
  for (KhoaFace face = KHOA_FACE_FRONT; face <= KHOA_FACE_BACK; face++) {
    KhoaTagPicture picture = picture_of(bench, face);
    g_autoptr(GError) error = NULL;
    g_autoptr(GString) svg = khoa_tag_picture_svg(&picture, TRUE, &error);
    g_assert_no_error(error);
    g_autoptr(GString) again = khoa_tag_picture_svg(&picture, TRUE, &error);
    g_autoptr(GString) uncut = khoa_tag_picture_svg(&picture, FALSE, &error);
    g_assert_true(g_string_equal(svg, again));
    g_assert_nonnull(strstr(svg->str, "width=\"50mm\" height=\"20mm\" viewBox=\"0 0 5000 2000\""));
    g_assert_nonnull(strstr(svg->str, "stroke:rgb(100%,0%,100%)"));
    g_assert_null(strstr(uncut->str, "stroke:rgb(100%,0%,100%)"));
    g_assert_null(strstr(svg->str, "<image"));
    g_assert_null(strstr(svg->str, "<text"));
    g_assert_null(strstr(svg->str, "font"));
    g_autoptr(KhoaPicture) drawn = rendered(svg, 50, 20);
    if (face == KHOA_FACE_BACK)
      assert_reads(drawn, bench->texts[0]);
  }
}

static guint32 word_at(const GString *bytes, gsize at) {
  guint32 word;
  memcpy(&word, bytes->str + at, sizeof word);
  return GUINT32_FROM_BE(word);
}

static void test_png(Bench *bench, gconstpointer unused) {
  (void)unused;
  static const double resolutions[] = {72, 300, 600, 1200};
  for (gsize i = 0; i < G_N_ELEMENTS(resolutions); i++) {
    double dpi = resolutions[i];
    KhoaTagPicture picture = picture_of(bench, KHOA_FACE_BACK);
    g_autoptr(GError) error = NULL;
    g_autoptr(GString) png = khoa_tag_picture_png(&picture, dpi, &error);
    g_assert_no_error(error);
    g_assert_cmpuint(word_at(png, 16), ==, (guint32)lround(50 * dpi / 25.4));
    g_assert_cmpuint(word_at(png, 20), ==, (guint32)lround(20 * dpi / 25.4));
    g_assert_cmpint(memcmp(png->str + 37, "pHYs", 4), ==, 0);
    g_assert_cmpuint(word_at(png, 41), ==, (guint32)lround(dpi / 0.0254));
    g_assert_cmpuint(word_at(png, 45), ==, word_at(png, 41));
    g_autofree char *path = g_build_filename(bench->folder, "tag.png", NULL);
    g_file_set_contents(path, png->str, (gssize)png->len, NULL);
    g_autoptr(KhoaPicture) read = khoa_picture_load(path, &error); /* checks every sum */
    g_assert_no_error(error);
    g_unlink(path);
    if (dpi >= 300)
      assert_reads(read, bench->texts[0]);
  }
}

int main(int argc, char **argv) {
  g_test_init(&argc, &argv, NULL);
  ADD("/tagpicture/outline", test_outline);
  ADD("/tagpicture/svg", test_svg);
  ADD("/tagpicture/png", test_png);
  return g_test_run();
}
