/* Every fault that a layout can have: a good one, damaged in one place, is refused for that alone.
 */
#include "art/rules.h"
#include "fixture.h"

/* The faults of a layout, drawn with five hotlines. */
static char **faults_of(const char *svg) {
  g_autoptr(KhoaLayoutFaults) faults = khoa_layout_faults_new("test.svg");
  g_autoptr(KhoaFonts) fonts = load_fonts();
  g_autoptr(KhoaLayout) layout = khoa_layout_read(svg, strlen(svg), faults);
  if (layout) {
    KhoaTagText text = tag_text(5);
    text.specimen = TRUE;
    KhoaSymbolForm form = tag_form(layout);
    khoa_tag_faces_free(khoa_tag_faces_make(layout, fonts, &text, &form, faults));
  }
  return khoa_layout_faults_lines(faults);
}

/* That the shipped layout with one change has that one fault; NULL: none. */
static void assert_change(const char *path, const char *from, const char *to, const char *fault) {
  g_autofree char *svg = read_text(path), *changed = replaced(svg, from, to);
  g_auto(GStrv) lines = faults_of(changed);
  g_autofree char *all = g_strjoinv("\n", lines);
  if (fault ? g_strv_length(lines) != 1 || !strstr(lines[0], fault) : lines[0] != NULL)
    g_error("expected '%s', got '%s'", fault ? fault : "no fault", all);
}

/* That the shipped layout with one change has that fault among others. */
static void assert_among(const char *path, const char *from, const char *to, const char *fault) {
  g_autofree char *svg = read_text(path), *changed = replaced(svg, from, to);
  g_auto(GStrv) lines = faults_of(changed);
  g_autofree char *all = g_strjoinv("\n", lines);
  if (!strstr(all, fault))
    g_error("expected '%s', got '%s'", fault, all);
}

static void test_safe(void) {
  assert_change(LOCK_TAG, "<text x=\"4\" y=\"37.9\"", "<text x=\"0.5\" y=\"37.9\"",
                "text 'Không bao giờ đòi tiền, mã OTP': is 0.60 mm from the trim, and must keep "
                "1.20 mm: move it or give it less room");
  assert_change(LOCK_TAG, "<text x=\"4\" y=\"37.9\"", "<text x=\"-1\" y=\"37.9\"",
                "reaches 0.90 mm beyond the trim, and must keep 1.20 mm inside");
  assert_change(LOCK_TAG, "<text x=\"4\" y=\"7\"", "<text x=\"6\" y=\"5.7\"", NULL);
  assert_change(LOCK_TAG, "data-bleed=\"2\"", "data-bleed=\"2\" data-safe=\"1.7\"", NULL);
  assert_among(LOCK_TAG, "data-bleed=\"2\"", "data-bleed=\"2\" data-safe=\"2\"",
               "is 1.74 mm from the trim, and must keep 2.00 mm");
}

static void test_cut(void) {
  assert_change(KEYCHAIN, "<text x=\"29.6\" y=\"18\" data-max-width=\"13.4\">",
                "<text x=\"36\" y=\"18\" data-max-width=\"13.4\">", "text '{label-5}': is 0.");
  assert_change(KEYCHAIN, "<text x=\"29.6\" y=\"18\" data-max-width=\"13.4\">",
                "<text x=\"39\" y=\"18\" data-max-width=\"13.4\">",
                "text '{label-5}': lies across the cut line or a hole, or beyond");
  assert_among(KEYCHAIN, "<circle cx=\"6.2\" cy=\"10\" r=\"2.25\"/>",
               "<circle cx=\"10.2\" cy=\"14\" r=\"2.25\"/>", "text '{number-4}': is 0.7");
  /* On the back the hole is where the front's is mirrored to. */
  assert_among(KEYCHAIN, "<circle cx=\"6.2\" cy=\"10\" r=\"2.25\"/>",
               "<circle cx=\"14\" cy=\"10\" r=\"2.25\"/>",
               "text '{code}': lies across the cut line or a hole");
}

static void test_cut_beyond(void) {
  assert_change(LOCK_TAG, "<rect x=\"0\" y=\"0\" width=\"60\" height=\"40\" rx=\"4\"",
                "<rect x=\"0\" y=\"0\" width=\"62\" height=\"40\" rx=\"4\"",
                "<g id='cut'>: reaches 2.05 mm beyond the trim");
}

static void test_qr(void) {
  assert_change(LOCK_TAG, "<rect id=\"qr\"",
                "<path id=\"ornament\" d=\"M50 30H70V34H50Z\" fill=\"#ae0f1e\"/><rect id=\"qr\"",
                "<path id='ornament'>: reaches into the QR code's place, over 33");
  assert_change(
      LOCK_TAG, "<rect id=\"qr\"",
      "<rect x=\"34\" y=\"12\" width=\"25\" height=\"25\" fill=\"#ffffff\"/><rect id=\"qr\"", NULL);
  assert_change(LOCK_TAG, "<circle cx=\"30\" cy=\"6.6\" r=\"2.25\"/>",
                "<circle cx=\"46\" cy=\"24\" r=\"1\"/>",
                "<rect id='qr'>: the cut line or a hole runs through it");
  assert_change(LOCK_TAG, "x=\"34.2\" y=\"12.2\" width=\"24\"",
                "x=\"40.6\" y=\"12.2\" width=\"24\"", "<rect id='qr'>: reaches beyond the trim");
  assert_change(LOCK_TAG, "width=\"24\" height=\"24\"", "width=\"18\" height=\"18\"",
                "would have 0.316 mm, and 0.33 mm is the least: make it 18.8 mm wide");
  assert_change(LOCK_TAG, "text-anchor=\"middle\">\n      <text x=\"18.8\" y=\"31.5\">MẪU",
                "text-anchor=\"middle\">\n      <text x=\"30\" y=\"31.5\">MẪU",
                "text 'MẪU': reaches 10.09 mm into the QR code's quiet zone");
}

/* The band at the tag's top, which goes on into the bleed. */
#define BAND "M-2-2H62V14.3H60Q60 11.8 57.5 11.8H2.5Q0 11.8 0 14.3H-2Z\""

static void test_bleed(void) {
  assert_change(LOCK_TAG, BAND,
                "M-2-0.5H62V14.3H60Q60 11.8 57.5 11.8H2.5Q0 11.8 0 14.3H-2Z\" id=\"band\"",
                "<path id='band'>: ends 0.5 mm beyond the upper trim, at 0.1, 0.0 mm, and must go "
                "on for the whole bleed, 2.0 mm");
  assert_change(LOCK_TAG, BAND, "M0-2H62V14.3H60Q60 11.8 57.5 11.8H2.5Q0 11.8 0 14.3Z\"",
                "<path>: ends 0.0 mm beyond the left trim");
  /* Paper is white, and what keeps away from the trim needs no bleed. */
  assert_change(LOCK_TAG, "<rect x=\"-2\" y=\"-2\" width=\"64\" height=\"44\"",
                "<rect x=\"0\" y=\"0\" width=\"60\" height=\"40\"", NULL);
  assert_change(LOCK_TAG, BAND, "M0.5 0.5H59.5V12H0.5Z\"", NULL);
}

static void test_apart(void) {
  assert_among(LOCK_TAG, "<text x=\"4\" y=\"16\"", "<text x=\"4\" y=\"17\"",
               "mm into the text '{unit}': move one or give it less room");
}

static void test_letters(void) {
  assert_change(LOCK_TAG, "fill=\"#000000\">Không bao giờ", "fill=\"#bbbbbb\">Không bao giờ",
                "its contrast with what is behind it is 1.9:1, and must be 7:1");
  assert_change(LOCK_TAG, "Không bao giờ đòi tiền, mã OTP", "Không bao giờ đòi tiền 錢",
                "has a letter that the font 'Roboto Condensed 700' lacks");
  assert_change(LOCK_TAG, "font-size=\"1.75\" font-weight=\"700\"",
                "font-size=\"1.75\" font-style=\"italic\" font-weight=\"700\"",
                "font-style is italic: texts are set plainly");
  assert_change(LOCK_TAG, "<text x=\"4\" y=\"37.9\"", "<text x=\"4\" y=\"36.9\"",
                "its contrast with what is behind it is 2.9:1");
}

/* All of them at once, each once however many drawings show it, from the top down. */
static void test_all_at_once(void) {
  g_autofree char *svg = read_text(LOCK_TAG);
  g_autofree char *a = replaced(svg, "x=\"4\" y=\"37.9\"", "x=\"0.5\" y=\"37.9\"");
  g_autofree char *b = replaced(a, "font-weight=\"700\" fill=\"#ae0f1e\"", "fill=\"reddish\"");
  g_autofree char *c = replaced(b, "<g id=\"cut\"", "<path d=\"M0 0H1\"/><g id=\"cut\"");
  g_autofree char *d = replaced(c, "{label-5}", "{label-9}");
  g_autofree char *e = replaced(d, "data-level=\"Q\"", "data-level=\"Z\"");
  g_autofree char *f = replaced(e, "<rect x=\"27.9\"", "<image href=\"x.png\"/><rect x=\"27.9\"");
  g_auto(GStrv) lines = faults_of(f);
  static const char *const wanted[] = {
      "test.svg: for 5 hotlines, a text with {label-5} is missing",
      "test.svg: for 5 hotlines, nothing fills {label-9}",
      "data-level is Z",
      "remove the link in 'href'",
      "holds no picture",
      "text '{unit}'", /* or its element */
      "is 0.60 mm from the trim",
      "<path>: stands outside the groups",
  };
  g_autofree char *all = g_strjoinv("\n", lines);
  for (guint i = 0; i < G_N_ELEMENTS(wanted); i++)
    if (i != 5 && !strstr(all, wanted[i]))
      g_error("'%s' is missing in '%s'", wanted[i], all);
  g_assert_nonnull(strstr(all, "fill is reddish"));
  g_assert_cmpuint(g_strv_length(lines), ==, G_N_ELEMENTS(wanted));
}

static void test_many(void) {
  g_autofree char *svg = read_text(LOCK_TAG);
  g_autoptr(GString) paths = g_string_new(NULL);
  for (guint i = 0; i < KHOA_LAYOUT_FAULTS_MAX + 7; i++)
    g_string_append_printf(paths, "<path id=\"p%u\" onclick=\"x()\"/>", i);
  g_string_append(paths, "<g id=\"cut\"");
  g_autofree char *many = replaced(svg, "<g id=\"cut\"", paths->str);
  g_auto(GStrv) lines = faults_of(many);
  g_assert_cmpuint(g_strv_length(lines), ==, KHOA_LAYOUT_FAULTS_MAX + 1);
  g_assert_nonnull(strstr(lines[KHOA_LAYOUT_FAULTS_MAX], "more faults"));
}

static void test_leaflets(void) {
  assert_change(LEAFLET, "data-kind=\"leaflet\"", "data-kind=\"poster\"", NULL);
  assert_change(LEAFLET, "</svg>", "<g id=\"back\"/></svg>", "a leaflet has one face");
  assert_change(POSTER, "<g id=\"front\">",
                "<g id=\"front\"><rect id=\"qr\" x=\"250\" y=\"180\" width=\"20\" height=\"20\"/>",
                "a poster has no QR code");
  assert_among(LEAFLET, "KHÓA AN TOÀN AN NINH TRẬT TỰ</text>", "{code}</text>",
               "nothing fills {code}");
  assert_change(LEAFLET, "data-safe=\"5\"", "data-safe=\"0.1\"",
                "data-safe is 0.1: give it as millimetres, 0.5 to 50");
}

/* As an editor saves it, with layers moved and scaled and its own notes in it. */
static void test_inkscape(void) {
  g_autofree char *svg = read_text("tests/layouts/inkscape.svg");
  g_auto(GStrv) lines = faults_of(svg);
  g_assert_null(lines[0]);
  g_autofree char *style = replaced(svg, "<defs\n", "<style>@import 'x'</style><defs\n");
  g_auto(GStrv) with_style = faults_of(style);
  g_assert_nonnull(strstr(with_style[0], "<style>: not allowed: remove the style sheet"));
  g_autofree char *hidden =
      replaced(svg, "<inkscape:perspective", "<script/><inkscape:perspective");
  g_auto(GStrv) with_script = faults_of(hidden);
  g_assert_nonnull(strstr(with_script[0], "<script>: not allowed"));
}

int main(int argc, char **argv) {
  g_test_init(&argc, &argv, NULL);
  g_test_add_func("/rules/safe", test_safe);
  g_test_add_func("/rules/cut", test_cut);
  g_test_add_func("/rules/cut-beyond", test_cut_beyond);
  g_test_add_func("/rules/qr", test_qr);
  g_test_add_func("/rules/bleed", test_bleed);
  g_test_add_func("/rules/apart", test_apart);
  g_test_add_func("/rules/letters", test_letters);
  g_test_add_func("/rules/all-at-once", test_all_at_once);
  g_test_add_func("/rules/many", test_many);
  g_test_add_func("/rules/leaflets", test_leaflets);
  g_test_add_func("/rules/inkscape", test_inkscape);
  return g_test_run();
}
