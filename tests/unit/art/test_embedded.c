/* Pictures in layouts: what is taken, and what is refused for its sharpness, form or origin. */
#include "art/embedded.h"
#include "art/png.h"
#include "fixture.h"

/* A grey square PNG of that many pixels a side, as a data: link. */
static char *png_link(int side) {
  cairo_surface_t *image = cairo_image_surface_create(CAIRO_FORMAT_RGB24, side, side);
  g_autoptr(GError) error = NULL;
  g_autoptr(GByteArray) png = khoa_png_write(image, 300, &error);
  g_assert_no_error(error);
  cairo_surface_destroy(image);
  g_autofree char *base64 = g_base64_encode(png->data, png->len);
  return g_strconcat("data:image/png;base64,", base64, NULL);
}

/* The faults of a lock tag with such an <image> in it, in one text. */
static char *faults_with(const char *attributes) {
  g_autofree char *svg = read_text(LOCK_TAG);
  g_autofree char *to =
      g_strdup_printf("<image id=\"logo\" x=\"46\" y=\"2\" %s/><rect id=\"qr\"", attributes);
  g_autofree char *changed = replaced(svg, "<rect id=\"qr\"", to);
  g_autoptr(KhoaLayoutFaults) faults = khoa_layout_faults_new("test.svg");
  khoa_layout_free(khoa_layout_read(changed, strlen(changed), faults));
  g_auto(GStrv) lines = khoa_layout_faults_lines(faults);
  return g_strjoinv("\n", lines);
}

static void assert_faults(const char *attributes, const char *fault) {
  g_autofree char *faults = faults_with(attributes);
  if (fault ? !strstr(faults, fault) : *faults)
    g_error("expected '%s', got '%s'", fault ? fault : "no fault", faults);
}

static void assert_png(int side, const char *place, const char *fault) {
  g_autofree char *link = png_link(side);
  g_autofree char *attributes = g_strdup_printf("href=\"%s\" %s", link, place);
  assert_faults(attributes, fault);
}

static void test_sharp(void) {
  assert_png(60, "width=\"5\" height=\"5\"", NULL); /* 305 dpi */
  assert_png(60, "width=\"6\" height=\"5\"", NULL); /* keeps its shape: 5 mm wide */
  assert_png(60, "width=\"6\" height=\"5\" preserveAspectRatio=\"xMidYMid slice\"", "254 dpi");
  assert_png(60, "width=\"6\" height=\"5\" preserveAspectRatio=\"none\"", "254 dpi");
  assert_png(60, "width=\"10\" height=\"10\"",
             "test.svg:16: <image id='logo'>: 60 x 60 pixels are 152 dpi at this size, and print "
             "needs 300: take a larger picture, or make it 50 % as large");
  assert_png(60, "width=\"10\" height=\"10\" transform=\"rotate(30) scale(0.5)\"", NULL);
  assert_png(60, "width=\"5\" height=\"5\" transform=\"matrix(1 0 0 1.5 0 0)\"", "203 dpi");
  assert_png(60, "width=\"5\"", "height is missing");
  assert_png(60, "width=\"0\" height=\"5\"", "width is 0");
}

static void test_form(void) {
  /* A transparent pixel and a CMYK one, as small files of their kind. */
  assert_faults(
      "width=\"1\" height=\"1\" href=\"data:image/png;base64,iVBORw0KGgoAAAANSUhEUgAAAAEAAAAB"
      "CAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg==\"",
      "the picture is transparent");
  assert_faults("width=\"1\" height=\"1\" href=\"data:image/png;base64,iVBORw0KGgoAAAANSUhEUg==\"",
                "damaged or truncated PNG");
  assert_faults("width=\"1\" height=\"1\" href=\"data:image/png;base64,R0lGODlhAQABAAAAACw=\"",
                "neither PNG nor JPEG");
  assert_faults("width=\"1\" height=\"1\" href=\"data:image/png;base64,\"", "neither PNG nor JPEG");
  assert_png(4100, "width=\"40\" height=\"40\"", "16 megapixels together");
}

static void test_origin(void) {
  static const char *const links[] = {
      "https://x.example/a.png",   "a.png",
      "file:///etc/passwd",        "data:image/svg+xml;base64,PHN2Zy8+",
      "data:image/png,x",          " data:image/png;base64,AAAA",
      "data:text/html;base64,AAAA"};
  for (guint i = 0; i < G_N_ELEMENTS(links); i++) {
    g_autofree char *attributes = g_strdup_printf("width=\"1\" height=\"1\" href=\"%s\"", links[i]);
    assert_faults(attributes, "so embed the picture");
  }
  assert_faults("width=\"1\" height=\"1\"", "holds no picture");
  g_autofree char *link = png_link(60);
  g_autofree char *two = g_strdup_printf("width=\"5\" height=\"5\" href=\"%s\" "
                                         "xmlns:l=\"http://www.w3.org/1999/xlink\" l:href=\"%s\"",
                                         link, link);
  assert_faults(two, "or two: embed one");
  g_autofree char *old = g_strdup_printf(
      "width=\"5\" height=\"5\" xmlns:l=\"http://www.w3.org/1999/xlink\" l:href=\"%s\"", link);
  assert_faults(old, NULL);
}

int main(int argc, char **argv) {
  g_test_init(&argc, &argv, NULL);
  g_test_add_func("/embedded/sharp", test_sharp);
  g_test_add_func("/embedded/form", test_form);
  g_test_add_func("/embedded/origin", test_origin);
  return g_test_run();
}
