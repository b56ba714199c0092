#include "art/drawing.h"
#include "fixture.h"

#include <math.h>

static void assert_fault(const char *svg, gsize length, const char *fault) {
  g_autoptr(GError) error = NULL;
  g_assert_null(khoa_layout_new(svg, length, "test.svg", &error));
  g_assert_error(error, KHOA_LAYOUT_ERROR, 0);
  g_assert_true(g_str_has_prefix(error->message, "test.svg:"));
  if (!strstr(error->message, fault))
    g_error("expected '%s' in '%s'", fault, error->message);
}

/* That the keychain with one change is refused in words that hold `fault`. */
static void assert_change(const char *from, const char *to, const char *fault) {
  g_autofree char *svg = read_text(KEYCHAIN);
  g_autofree char *changed = replaced(svg, from, to);
  assert_fault(changed, strlen(changed), fault);
}

static void test_shipped(void) {
  g_autoptr(KhoaLayout) keychain = load(KEYCHAIN);
  g_assert_cmpstr(khoa_layout_kind(keychain), ==, "keychain");
  g_assert_cmpstr(khoa_layout_level(keychain), ==, "M");
  g_assert_true(khoa_layout_has_back(keychain));
  g_assert_cmpfloat(khoa_layout_width(keychain), ==, 50);
  g_assert_cmpfloat(khoa_layout_height(keychain), ==, 20);
  g_assert_cmpfloat(khoa_layout_bleed(keychain), ==, 2);
  g_autoptr(KhoaLayout) lock_tag = load(LOCK_TAG);
  g_assert_cmpstr(khoa_layout_kind(lock_tag), ==, "lock-tag");
  g_assert_cmpstr(khoa_layout_level(lock_tag), ==, "Q");
  g_assert_false(khoa_layout_has_back(lock_tag));
  g_assert_cmpfloat(khoa_layout_width(lock_tag), ==, 60);
  g_assert_cmpfloat(khoa_layout_height(lock_tag), ==, 40);
}

static void test_not_svg(void) {
  assert_fault("", 0, "not SVG");
  assert_fault("Xin chào", 9, "not SVG");
  assert_fault("<html/>", 7, "not allowed");
  assert_fault("<g xmlns='http://www.w3.org/2000/svg'/>", 39, "root must be <svg>");
  assert_fault("\xff\xfe<\0s\0", 6, "not UTF-8");
  g_autofree char *large = g_strnfill(4 * 1024 * 1024 + 1, ' ');
  assert_fault(large, strlen(large), "4 MiB");
}

/* No prefix of a layout, cut off anywhere, is a layout, and none does harm. */
static void test_truncated(void) {
  g_autofree char *svg = read_text(KEYCHAIN);
  for (gsize length = 0; length < strlen(svg) - 8; length += 41)
    assert_fault(svg, length, ":");
}

static void test_deep(void) {
  g_autoptr(GString) svg = g_string_new("<svg xmlns='http://www.w3.org/2000/svg'>");
  for (guint i = 0; i < 100000; i++)
    g_string_append(svg, "<g>");
  assert_fault(svg->str, svg->len, "not SVG");
}

/* What would run, fetch, or bring more than flat colour into a PDF. */
static void test_refused_contents(void) {
  static const struct {
    const char *inside, *fault;
  } cases[] = {
      {"<script>alert(1)</script>", "<script>: not allowed"},
      {"<style>@import 'http://x/y.css';</style>", "<style>: not allowed"},
      {"<foreignObject/>", "<foreignObject>: not allowed"},
      {"<image id='photo' href='photo.png'/>", "so embed the picture"},
      {"<use href='#front'/>", "<use>: not allowed"},
      {"<svg width='9'><text>x</text></svg>", "<svg>: not allowed: ungroup"},
      {"<filter/>", "<filter>: not allowed"},
      {"<linearGradient/>", "<linearGradient>: not allowed"},
      {"<x:script xmlns:x='http://www.w3.org/1999/xhtml'/>", "<script>: not allowed"},
      {"<?xml-stylesheet href='http://x/y.css'?>", "not allowed"},
      {"<g href='http://x/'/>", "remove the link in 'href'"},
      {"<g xmlns:l='http://www.w3.org/1999/xlink' l:href='x'/>", "remove the link in 'href'"},
      {"<g xml:base='file:///etc/'/>", "remove the link in 'base'"},
      {"<path fill='url(http://x/#y)'/>", "remove the link in 'fill'"},
      {"<path style='fill:URL(x)'/>", "remove the link in 'style'"},
      {"<path style='fill:u\\72l(x)'/>", "remove the link in 'style'"},
      {"<g onload='x()'/>", "remove the script in 'onload'"},
      {"<path style='opacity:0.5'/>", "opacity is 0.5"},
      {"<path fill-opacity='.5'/>", "fill-opacity is .5"},
      {"<path style='filter:blur(1px)'/>", "filter is blur(1px)"},
      {"<path style=\"filter:blur(1px);a:'x;filter:none\"/>", "filter is blur(1px)"},
      {"<path style='fil/**/ter:blur(1px)'/>", "remove the comments in 'style'"},
      {"<path fill='rgba(9,9,9,0.5)'/>", "fill is rgba(9,9,9,0.5): give it as #rrggbb"},
      {"<path style='fill:rgb(9 9 9 / 50%)'/>", "fill is rgb(9 9 9 / 50%)"},
      {"<path style='stroke: #ff000080'/>", "stroke is #ff000080"},
      {"<g color='#f008'/>", "color is #f008"},
      {"<path fill='Transparent'/>", "fill is Transparent"},
      {"<path vector-effect='non-scaling-stroke'/>", "give the line a width, in mm"},
      {"<path style='-inkscape-stroke:hairline'/>", "-inkscape-stroke is hairline"},
  };
  for (guint i = 0; i < G_N_ELEMENTS(cases); i++) {
    g_autofree char *to = g_strconcat("<g id=\"front\">", cases[i].inside, NULL);
    assert_change("<g id=\"front\">", to, cases[i].fault);
  }
  assert_change("<svg ", "<!DOCTYPE svg [<!ENTITY e SYSTEM 'file:///etc/passwd'>]><svg ",
                "DOCTYPE");
  assert_change("<g id=\"front\">", "<g id=\"front\">&e;", "not SVG");
}

/* What a cutter couldn't follow. */
static void test_cut_lines(void) {
  assert_change("<circle cx", "<text x=\"9\" y=\"9\">x</text><circle cx",
                "<text>: no cutter can follow it");
  assert_change("<g id=\"cut\" fill=\"none\"", "<g id=\"cut\"", "<rect>: is filled");
  assert_change("stroke=\"#ff00ff\"", "", "has no stroke");
  assert_change("<circle cx",
                "<g style=\"fill:#ff00ff\"><circle id=\"hole\" r=\"1\"/></g><circle cx",
                "<circle id='hole'>: is filled");
}

static void test_incomplete(void) {
  assert_change("id=\"front\"", "id=\"first\"", "outside the groups");
  assert_change("<g id=\"cut\"", "<path/><g id=\"cut\"", "<path>: stands outside the groups");
  assert_change("id=\"back\"", "id=\"front\"", "<g id='front'>: this id stands twice");
  assert_change("id=\"qr\"", "id=\"code\"", "add a <rect id='qr'>");
  assert_change("{code}", "0012", "{code} is missing");
  assert_change("{code}", "Mã {code}", "{code} must stand alone");
  assert_change("{office}", "{code}", "{office} is missing");
  assert_change("{number-4}", "{number-3}", "for 4 hotlines, a text with {number-3} stands twice");
  assert_change("{label-5}", "Thôn", "for 5 hotlines, a text with {label-5} is missing");
  assert_change("data-hotlines=\"3\"", "data-hotlines=\"2\"", "for 3 hotlines");
  assert_change("{unit}", "{unit} {phone}", "nothing fills {phone}");
  assert_change("data-specimen=\"yes\" ", "", "no text with data-specimen");
}

static void test_wrong_values(void) {
  assert_change("width=\"50mm\"", "width=\"50\"", "width is 50");
  assert_change("height=\"20mm\"", "height=\"2cm\"", "height is 2cm");
  assert_change("viewBox=\"0 0 50 20\"", "viewBox=\"0 0 500 200\"", "viewBox is 0 0 500 200");
  assert_change("data-kind=\"keychain\"", "data-kind=\"door\"",
                "keychain, lock-tag, leaflet or poster");
  assert_change("data-level=\"M\"", "data-level=\"L\"", "M, Q or H");
  assert_change("data-bleed=\"2\"", "", "data-bleed is missing");
  assert_change("width=\"18.6\"", "width=\"16\"", "16.00 x 18.60 mm: make it a square");
  assert_change("<rect id=\"qr\"", "<circle id=\"qr\"", "must be a <rect>");
  assert_change("font-family=\"Roboto Condensed\"", "", "font-family is missing");
  assert_change("font-size=\"2.52\"", "font-size=\"7pt\"", "font-size is 7pt");
  assert_change("font-size=\"2.52\"", "font-size=\"-1\"", "over 0");
  assert_change("data-min-size=\"1.7\"", "data-min-size=\"9\"", "no larger than the one before");
  assert_change("data-lines=\"2\"", "data-lines=\"0\"", "data-lines is 0");
  assert_change("data-grow=\"up\"", "data-grow=\"left\"", "down, both, up");
  assert_change("font-weight=\"900\"", "font-weight=\"heavy\"", "font-weight is heavy");
  assert_change("fill=\"#f3b4b4\"", "fill=\"reddish\"", "fill is reddish");
  assert_change("<text x=\"13\" y=\"4.1\"", "<text x=\"13\"", "y is missing");
  assert_change("<g id=\"back\"", "<g id=\"back\" transform=\"rotate(90)\"",
                "turned, mirrored or stretched");
}

static const KhoaTextSpec *find_text(const KhoaDrawing *drawing, const char *words) {
  for (guint i = 0; i < drawing->texts->len; i++) {
    const KhoaTextSpec *spec = g_ptr_array_index(drawing->texts, i);
    if (strcmp(spec->words, words) == 0)
      return spec;
  }
  return NULL;
}

static KhoaDrawing *draw(const KhoaLayout *layout, KhoaFace face, guint hotlines,
                         gboolean specimen) {
  g_autoptr(KhoaLayoutFaults) faults = khoa_layout_faults_new("test.svg");
  KhoaDrawing *drawing = khoa_layout_drawing(layout, face, hotlines, specimen, faults);
  g_assert_cmpuint(khoa_layout_faults_count(faults), ==, 0);
  return drawing;
}

static void test_drawing(void) {
  g_autoptr(KhoaLayout) layout = load(KEYCHAIN);
  g_autoptr(KhoaDrawing) three = draw(layout, KHOA_FACE_FRONT, 3, FALSE);
  g_autoptr(KhoaDrawing) five = draw(layout, KHOA_FACE_FRONT, 5, TRUE);
  g_autoptr(KhoaDrawing) back = draw(layout, KHOA_FACE_BACK, 5, FALSE);
  g_assert_nonnull(find_text(three, "{number-3}"));
  g_assert_null(find_text(three, "{number-4}"));
  g_assert_null(find_text(three, "MẪU"));
  g_assert_nonnull(find_text(five, "{number-5}"));
  g_assert_true(find_text(five, "MẪU")->specimen);
  g_assert_null(find_text(five, "{code}"));
  g_assert_false(five->has_qr);
  g_assert_true(back->has_qr);
  g_assert_cmpfloat(back->qr.width, ==, 18.6);
  g_assert_null(strstr(back->art, "<text"));
  g_assert_null(strstr(back->art, "id=\"qr\""));
  g_assert_nonnull(strstr(back->cut, "circle"));
}

/* The same text as Inkscape writes it after it was edited and its layer moved and hidden. */
static void test_inkscape(void) {
  g_autofree char *plain = read_text(LOCK_TAG);
  g_autofree char *moved = replaced(
      plain,
      "<text x=\"4\" y=\"37.9\" font-size=\"1.75\" font-weight=\"700\" fill=\"#000000\">Không",
      "<text xml:space='preserve' style='font-size:1.75px;letter-spacing:normal' "
      "transform='translate(-1,2.5)'><tspan "
      "sodipodi:role='line' x='5' y='35.4' style=\"font-weight:bold;fill:#000000;font-family:"
      "'Roboto Condensed';fill-opacity:1\">Không");
  g_autofree char *closed = replaced(moved, "mã OTP</text>", "mã OTP</tspan></text>");
  g_autofree char *hidden = replaced(closed, "<g id=\"front\">",
                                     "<sodipodi:namedview id='view'/><g id=\"front\" "
                                     "inkscape:groupmode=\"layer\" style=\"display:none\">");
  g_autofree char *svg =
      replaced(hidden, "<svg ",
               "<svg xmlns:inkscape='http://www.inkscape.org/namespaces/inkscape' "
               "xmlns:sodipodi='http://sodipodi.sourceforge.net/DTD/sodipodi-0.dtd' ");
  g_autoptr(KhoaLayout) layout = load_text(svg), original = load(LOCK_TAG);
  g_autoptr(KhoaDrawing) got = draw(layout, KHOA_FACE_FRONT, 4, FALSE);
  g_autoptr(KhoaDrawing) wanted = draw(original, KHOA_FACE_FRONT, 4, FALSE);
  const KhoaTextSpec *a = find_text(got, "Không bao giờ đòi tiền, mã OTP");
  const KhoaTextSpec *b = find_text(wanted, "Không bao giờ đòi tiền, mã OTP");
  g_assert_cmpfloat_with_epsilon(a->x, b->x, 1e-9);
  g_assert_cmpfloat_with_epsilon(a->y, b->y, 1e-9);
  g_assert_cmpfloat(a->size, ==, b->size);
  g_assert_cmpint(a->weight, ==, b->weight);
  g_assert_cmpstr(a->family, ==, b->family);
  g_assert_cmpuint(got->texts->len, ==, wanted->texts->len);
  g_assert_nonnull(strstr(got->art, "display:inline"));
}

int main(int argc, char **argv) {
  g_test_init(&argc, &argv, NULL);
  g_test_add_func("/layout/shipped", test_shipped);
  g_test_add_func("/layout/not-svg", test_not_svg);
  g_test_add_func("/layout/truncated", test_truncated);
  g_test_add_func("/layout/deep", test_deep);
  g_test_add_func("/layout/refused-contents", test_refused_contents);
  g_test_add_func("/layout/cut-lines", test_cut_lines);
  g_test_add_func("/layout/incomplete", test_incomplete);
  g_test_add_func("/layout/wrong-values", test_wrong_values);
  g_test_add_func("/layout/drawing", test_drawing);
  g_test_add_func("/layout/inkscape", test_inkscape);
  return g_test_run();
}
