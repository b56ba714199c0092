#include "art/contrast.h"
#include "art/fit.h"
#include "art/places.h"
#include "art/rules.h"
#include "fixture.h"
#include "qr/scan.h"

#include <math.h>

#define CODE "0012-00342-57"
#define SAFE_MM 1.2

static const char digits[] =
    "1234567890123456789012345678901234567890123456789012345678901234567890123456789012345678901234"
    "5"
    "678901234567890123456789012345678901234567890123456789012345678901234567890123";

typedef struct Canvas {
  cairo_surface_t *image;
  int width, height;
  double scale; /* pixels a mm */
} Canvas;

/* The trimmed face in grey, as a scanner of that resolution sees it. */
static Canvas draw(KhoaTagFaces *faces, KhoaFace face, const KhoaLayout *layout, double dpi) {
  Canvas canvas = {.scale = dpi / 25.4};
  canvas.width = (int)(khoa_layout_width(layout) * canvas.scale);
  canvas.height = (int)(khoa_layout_height(layout) * canvas.scale);
  canvas.image = cairo_image_surface_create(CAIRO_FORMAT_RGB24, canvas.width, canvas.height);
  g_autoptr(GError) error = NULL;
  KhoaSymbolForm form = tag_form(layout);
  g_autoptr(KhoaSymbol) symbol = khoa_symbol_new(&form, PREFIX, digits, &error);
  g_assert_no_error(error);
  cairo_t *cr = cairo_create(canvas.image);
  cairo_scale(cr, canvas.scale, canvas.scale);
  khoa_tag_faces_draw(faces, face, cr, symbol, CODE);
  g_assert_cmpint(cairo_status(cr), ==, CAIRO_STATUS_SUCCESS);
  cairo_destroy(cr);
  cairo_surface_flush(canvas.image);
  return canvas;
}

static guint8 green(const Canvas *canvas, int x, int y) {
  const unsigned char *data = cairo_image_surface_get_data(canvas->image);
  return data[y * cairo_image_surface_get_stride(canvas->image) + 4 * x + 1];
}

static KhoaFace qr_face(KhoaTagFaces *faces) {
  double x, y, size;
  return khoa_tag_faces_qr(faces, KHOA_FACE_FRONT, &x, &y, &size) ? KHOA_FACE_FRONT
                                                                  : KHOA_FACE_BACK;
}

static void assert_decodes(const Canvas *canvas, KhoaDecoder decoder) {
  g_autoptr(KhoaPicture) picture = khoa_picture_new(canvas->width, canvas->height);
  for (int y = 0; y < canvas->height; y++)
    for (int x = 0; x < canvas->width; x++)
      picture->grey[y * picture->stride + x] = green(canvas, x, y);
  g_autoptr(GPtrArray) found =
      khoa_scan_window(picture, 0, 0, canvas->width, canvas->height, decoder);
  g_assert_cmpuint(found->len, ==, 1);
  const KhoaScan *scan = g_ptr_array_index(found, 0);
  g_assert_true(g_str_has_prefix(scan->text, PREFIX));
  g_assert_cmpstr(scan->text + strlen(PREFIX), ==, digits);
}

static void test_decodes(void) {
  g_autoptr(KhoaFonts) fonts = load_fonts();
  for (guint i = 0; i < G_N_ELEMENTS(shipped); i++)
    for (int specimen = 0; specimen < 2; specimen++) {
      g_autoptr(KhoaLayout) layout = load(shipped[i]);
      KhoaTagText text = tag_text(3 + i % 3);
      text.specimen = specimen;
      g_autoptr(KhoaTagFaces) faces = make_faces(layout, fonts, &text);
      Canvas canvas = draw(faces, qr_face(faces), layout, 300);
      assert_decodes(&canvas, KHOA_DECODER_ZXING);
      assert_decodes(&canvas, KHOA_DECODER_ZBAR);
      cairo_surface_destroy(canvas.image);
    }
}

/* Every combination of what offices print. */
static void test_lays_out(void) {
  g_autoptr(KhoaFonts) fonts = load_fonts();
  for (guint i = 0; i < G_N_ELEMENTS(shipped); i++) {
    g_autoptr(KhoaLayout) layout = load(shipped[i]);
    for (gsize n = 3; n <= 5; n++)
      for (guint mix = 0; mix < 16; mix++) {
        KhoaTagText text = tag_text(n);
        text.unit = units[mix % 4];
        text.office = offices[mix / 4 % 2];
        for (gsize k = 0; k < n; k++)
          text.hotlines[k].label = labels[mix / 8][k];
        khoa_tag_faces_free(make_faces(layout, fonts, &text));
      }
  }
}

/* From the trim's corner into the tag: mm between a point and the cut, less in a rounded corner. */
static double inside(const KhoaLayout *layout, double radius, double x, double y) {
  double w = khoa_layout_width(layout) / 2, h = khoa_layout_height(layout) / 2;
  double dx = fabs(x - w) - (w - radius), dy = fabs(y - h) - (h - radius);
  return radius - hypot(fmax(dx, 0), fmax(dy, 0)) - fmin(fmax(dx, dy), 0);
}

static double box_distance(const KhoaBox *box, double x, double y) {
  double dx = fmax(fmax(box->x - x, x - box->x - box->width), 0);
  double dy = fmax(fmax(box->y - y, y - box->y - box->height), 0);
  return hypot(dx, dy);
}

static void assert_safe(const KhoaLayout *layout, const KhoaFitted *fitted, double radius,
                        double hole_x, double hole_y) {
  const KhoaBox *ink = &fitted->ink;
  for (int corner = 0; corner < 4; corner++) {
    double x = ink->x + (corner & 1 ? ink->width : 0), y = ink->y + (corner & 2 ? ink->height : 0);
    if (inside(layout, radius, x, y) < SAFE_MM)
      g_error("%s: %.2f mm from the cut", fitted->spec->what, inside(layout, radius, x, y));
  }
  g_assert_cmpfloat(box_distance(ink, hole_x, hole_y) - 2.25, >=, SAFE_MM);
}

/* The shipped cut lines: a rounded rectangle and, on each face, a hole. */
typedef struct Cut {
  const char *layout;
  double radius, hole[2][2];
} Cut;

static void assert_face_safe(const Cut *cut, const KhoaLayout *layout, KhoaFace face, guint n,
                             KhoaFonts *fonts) {
  g_autoptr(GError) error = NULL;
  g_autoptr(KhoaLayoutFaults) faults = khoa_layout_faults_new("test.svg");
  g_autoptr(KhoaDrawing) drawing = khoa_layout_drawing(layout, face, n, FALSE, faults);
  KhoaTagText text = tag_text(n);
  text.unit = units[3];
  for (gsize i = 0; i < n; i++)
    text.hotlines[i].label = labels[n % 2][i];
  for (guint i = 0; i < drawing->texts->len; i++) {
    const KhoaTextSpec *spec = g_ptr_array_index(drawing->texts, i);
    g_autofree char *words = khoa_places_fill(spec->words, &text);
    g_autoptr(KhoaFitted) fitted = khoa_fit_text(spec, words, fonts, &error);
    g_assert_no_error(error);
    assert_safe(layout, fitted, cut->radius, cut->hole[face][0], cut->hole[face][1]);
  }
}

/* The cutter's blade may miss by half a millimetre and more: no letter is that near to it. */
static void test_safe_margin(void) {
  static const Cut cuts[] = {{KEYCHAIN, 10, {{6.2, 10}, {43.8, 10}}},
                             {LOCK_TAG, 4, {{30, 6.6}, {30, 6.6}}}};
  g_autoptr(KhoaFonts) fonts = load_fonts();
  for (guint i = 0; i < G_N_ELEMENTS(cuts); i++) {
    g_autoptr(KhoaLayout) layout = load(cuts[i].layout);
    for (guint n = 3; n <= 5; n++) {
      assert_face_safe(&cuts[i], layout, KHOA_FACE_FRONT, n, fonts);
      if (khoa_layout_has_back(layout))
        assert_face_safe(&cuts[i], layout, KHOA_FACE_BACK, n, fonts);
    }
  }
}

/* Rows of a column of pixels that hold black, in mm: the height of what is printed there. */
static double black_height(const Canvas *canvas, double x, double top, double bottom,
                           double width) {
  int rows = 0;
  for (int y = (int)(top * canvas->scale); y < bottom * canvas->scale; y++) {
    gboolean black = FALSE;
    for (int i = (int)(x * canvas->scale); i < (x + width) * canvas->scale; i++)
      black |= green(canvas, i, y) < 128 && green(canvas, i, y) != 0x0f;
    rows += black;
  }
  return rows / canvas->scale;
}

static double number_height(const KhoaLayout *layout, KhoaFace face, const Canvas *canvas,
                            guint n) {
  g_autoptr(KhoaLayoutFaults) faults = khoa_layout_faults_new("test.svg");
  g_autoptr(KhoaDrawing) drawing = khoa_layout_drawing(layout, face, n, FALSE, faults);
  for (guint i = 0; i < drawing->texts->len; i++) {
    const KhoaTextSpec *spec = g_ptr_array_index(drawing->texts, i);
    if (khoa_places_number(spec->words) == 2)
      return black_height(canvas, spec->x, spec->y - spec->size * 0.8, spec->y + 0.2, 3);
  }
  return 0;
}

static void test_digit_height(void) {
  static const double wanted[] = {2.4, 2.1, 1.8};
  g_autoptr(KhoaFonts) fonts = load_fonts();
  for (guint i = 0; i < G_N_ELEMENTS(shipped); i++)
    for (guint n = 3; n <= 5; n++) {
      g_autoptr(KhoaLayout) layout = load(shipped[i]);
      KhoaTagText text = tag_text(n);
      text.hotlines[1].number = "0000";
      g_autoptr(KhoaTagFaces) faces = make_faces(layout, fonts, &text);
      /* With two faces, the numbers are on the one without the code. */
      KhoaFace face = khoa_layout_has_back(layout) && qr_face(faces) == KHOA_FACE_FRONT
                          ? KHOA_FACE_BACK
                          : KHOA_FACE_FRONT;
      Canvas canvas = draw(faces, face, layout, 1200);
      double height = number_height(layout, face, &canvas, n);
      g_assert_cmpfloat(height, >=, wanted[n - 3]);
      g_assert_cmpfloat(height, <, wanted[n - 3] * 2);
      cairo_surface_destroy(canvas.image);
    }
}

/* A module: a square of pure black or pure white where it belongs. */
static void assert_module(const Canvas *canvas, double x, double y, double size, guint8 wanted) {
  for (double part = 0.15; part < 1; part += 0.35) {
    int px = (int)((x + part * size) * canvas->scale),
        py = (int)((y + part * size) * canvas->scale);
    g_assert_cmpint(green(canvas, px, py), ==, wanted);
  }
}

static void test_modules_are_exact(void) {
  g_autoptr(KhoaFonts) fonts = load_fonts();
  g_autoptr(KhoaLayout) layout = load(KEYCHAIN);
  KhoaTagText text = tag_text(5);
  g_autoptr(KhoaTagFaces) faces = make_faces(layout, fonts, &text);
  Canvas canvas = draw(faces, KHOA_FACE_BACK, layout, 1200);
  KhoaSymbolForm form = tag_form(layout);
  g_autoptr(KhoaSymbol) symbol = khoa_symbol_new(&form, PREFIX, digits, NULL);
  const int across = form.size + 2 * KHOA_QUIET_ZONE;
  double x, y, size;
  g_assert_true(khoa_tag_faces_qr(faces, KHOA_FACE_BACK, &x, &y, &size));
  g_assert_cmpfloat(size / across, >=, 0.345);
  for (int i = 0; i < across * across; i++) {
    int column = i % across - KHOA_QUIET_ZONE, row = i / across - KHOA_QUIET_ZONE;
    gboolean within = MIN(row, column) >= 0 && MAX(row, column) < form.size;
    gboolean dark = within && symbol->modules[row * form.size + column];
    assert_module(&canvas, x + i % across * size / across, y + i / across * size / across,
                  size / across, dark ? 0 : 255);
  }
  cairo_surface_destroy(canvas.image);
}

static void test_deterministic(void) {
  for (guint i = 0; i < G_N_ELEMENTS(shipped); i++) {
    Canvas canvases[2];
    for (guint run = 0; run < 2; run++) {
      g_autoptr(KhoaFonts) fonts = load_fonts();
      g_autoptr(KhoaLayout) layout = load(shipped[i]);
      KhoaTagText text = tag_text(4);
      g_autoptr(KhoaTagFaces) faces = make_faces(layout, fonts, &text);
      canvases[run] = draw(faces, KHOA_FACE_FRONT, layout, 300);
    }
    int bytes = cairo_image_surface_get_stride(canvases[0].image) * canvases[0].height;
    g_assert_cmpint(memcmp(cairo_image_surface_get_data(canvases[0].image),
                           cairo_image_surface_get_data(canvases[1].image), (gsize)bytes),
                    ==, 0);
    cairo_surface_destroy(canvases[0].image);
    cairo_surface_destroy(canvases[1].image);
  }
}

/* The share of a face that a specimen's mark changes. */
static double marked_share(const KhoaLayout *layout, KhoaFonts *fonts, KhoaFace face) {
  KhoaTagText text = tag_text(5), specimen = text;
  specimen.specimen = TRUE;
  g_autoptr(KhoaTagFaces) plain_faces = make_faces(layout, fonts, &text);
  g_autoptr(KhoaTagFaces) marked_faces = make_faces(layout, fonts, &specimen);
  Canvas plain = draw(plain_faces, face, layout, 100);
  Canvas marked = draw(marked_faces, face, layout, 100);
  int differing = 0;
  for (int y = 0; y < plain.height; y++)
    for (int x = 0; x < plain.width; x++)
      differing += green(&plain, x, y) != green(&marked, x, y);
  cairo_surface_destroy(plain.image);
  cairo_surface_destroy(marked.image);
  return (double)differing / (plain.width * plain.height);
}

static void test_specimen_is_marked(void) {
  g_autoptr(KhoaFonts) fonts = load_fonts();
  g_autoptr(KhoaLayout) keychain = load(KEYCHAIN), lock_tag = load(LOCK_TAG);
  g_autoptr(KhoaLayout) card = load(CARD), sticker = load(STICKER);
  g_assert_cmpfloat(marked_share(card, fonts, KHOA_FACE_FRONT), >, 0.01);
  g_assert_cmpfloat(marked_share(card, fonts, KHOA_FACE_BACK), >, 0.04);
  g_assert_cmpfloat(marked_share(sticker, fonts, KHOA_FACE_FRONT), >, 0.01);
  g_assert_cmpfloat(marked_share(keychain, fonts, KHOA_FACE_FRONT), >, 0.08);
  g_assert_cmpfloat(marked_share(keychain, fonts, KHOA_FACE_BACK), >, 0.03);
  g_assert_cmpfloat(marked_share(lock_tag, fonts, KHOA_FACE_FRONT), >, 0.04);
}

static void test_contrast(void) {
  const double black[] = {0, 0, 0}, white[] = {1, 1, 1},
               red[] = {0xae / 255., 0x0f / 255., 0x1e / 255.};
  g_assert_cmpfloat_with_epsilon(khoa_contrast(black, white), 21, 0.001);
  g_assert_cmpfloat_with_epsilon(khoa_contrast(white, white), 1, 0.001);
  g_assert_cmpfloat(khoa_contrast(white, red), >=, KHOA_CONTRAST_MIN);
  g_assert_cmpfloat(khoa_contrast(white, red), ==, khoa_contrast(red, white));
}

/* The keychain with one change, and with those texts, is refused. */
static void assert_change(KhoaFonts *fonts, const KhoaTagText *text, const char *from,
                          const char *to, const char *fault) {
  g_autofree char *svg = read_text(KEYCHAIN);
  g_autofree char *changed = replaced(svg, from, to);
  g_autoptr(KhoaLayout) layout = load_text(changed);
  assert_refused(layout, fonts, text, fault);
}

static void test_poor_layouts(void) {
  g_autoptr(KhoaFonts) fonts = load_fonts();
  KhoaTagText five = tag_text(5), three = tag_text(3);
  assert_change(fonts, &five, "fill=\"#ae0f1e\" letter", "fill=\"#e04050\" letter",
                "text 'KHÓA AN TOÀN AN NINH TRẬT TỰ': its contrast with what is behind it is");
  assert_change(fonts, &five, "<text x=\"13\" y=\"4.1\"", "<text x=\"9\" y=\"4.1\"",
                "text 'KHÓA AN TOÀN AN NINH TRẬT TỰ': its contrast");
  assert_change(
      fonts, &five, "font-size=\"2.52\"", "font-size=\"2.4\"",
      "text '{number-1}': digits are 1.75 mm high, but with 5 hotlines they must have 1.80");
  assert_change(fonts, &three, "font-size=\"3.45\"", "font-size=\"3.2\"", "they must have 2.40 mm");
  assert_change(fonts, &five, "x=\"13\" y=\"10.2\"", "x=\"13\" y=\"8.2\"",
                "mm into the text '{number-1}'");
  assert_change(fonts, &five, "<text x=\"25.9\" y=\"17.1\"", "<text x=\"24.4\" y=\"17.1\"",
                "text 'đòi tiền, mã OTP': reaches 0.95 mm into the QR code's quiet zone");
  assert_change(fonts, &five, "width=\"18.6\" height=\"18.6\"", "width=\"16\" height=\"16\"",
                "is 16.00 mm wide, so that each of its 49 modules (quiet zone included) would have "
                "0.327 mm, and 0.33 mm is the least: make it 16.2 mm wide");
  assert_change(fonts, &five, "<rect id=\"qr\" x=\"6.8\"", "<rect id=\"qr\" x=\"-1\"",
                "<rect id='qr'>: reaches beyond the trim, from -1.00, 0.70 to 17.60, 19.30 mm");
  assert_change(fonts, &five, "font-family=\"Roboto Condensed\"", "font-family=\"Comic Sans\"",
                "no font 'Comic Sans 700' in fonts");
  assert_change(fonts, &five, "data-min-size=\"1.7\" data-max-width=\"13.4\">{code}",
                "data-min-size=\"2.1\">{code}",
                "text '{code}': '0000000-00000-00' doesn't fit: at its smallest, 2.10 mm");
}

static void test_poor_texts(void) {
  g_autoptr(KhoaFonts) fonts = load_fonts();
  g_autoptr(KhoaLayout) layout = load(KEYCHAIN);
  KhoaTagText text = tag_text(5);
  text.unit = "Xã 字";
  assert_refused(layout, fonts, &text, "text '{unit}': 'Xã 字' has a letter that the font");
  text = tag_text(4);
  text.hotlines[2].label = "Phó Trưởng ban thường trực Ban điều hành hoạt động của mô hình xã";
  assert_refused(layout, fonts, &text, "text '{label-3}': 'Phó Trưởng ban thường trực");
  text = tag_text(3);
  text.hotlines[0].number = "+84 237 3867 113 - 115";
  assert_refused(layout, fonts, &text, "text '{number-1}': '+84 237 3867 113 - 115' doesn't fit");
  text.n_hotlines = 2;
  assert_refused(layout, fonts, &text, "3 to 5 hotlines, not 2");
  text.n_hotlines = 6;
  assert_refused(layout, fonts, &text, "3 to 5 hotlines, not 6");
}

int main(int argc, char **argv) {
  g_test_init(&argc, &argv, NULL);
  g_test_add_func("/tagface/decodes", test_decodes);
  g_test_add_func("/tagface/lays-out", test_lays_out);
  g_test_add_func("/tagface/safe-margin", test_safe_margin);
  g_test_add_func("/tagface/digit-height", test_digit_height);
  g_test_add_func("/tagface/modules-are-exact", test_modules_are_exact);
  g_test_add_func("/tagface/deterministic", test_deterministic);
  g_test_add_func("/tagface/specimen-is-marked", test_specimen_is_marked);
  g_test_add_func("/tagface/contrast", test_contrast);
  g_test_add_func("/tagface/poor-layouts", test_poor_layouts);
  g_test_add_func("/tagface/poor-texts", test_poor_texts);
  return g_test_run();
}
