#include "paint.h"
#include "qr/flaw.h"
#include "qr/scan.h"

#define MODULE 3
#define SIZE 41
#define PLACE (MODULE * (SIZE + 2 * KHOA_QUIET_ZONE))
#define X 30
#define Y 20

typedef struct Fixture {
  KhoaPicture *picture;
  char *text;
} Fixture;

/* A version 6 code in the middle of a page, on dark artwork. */
static void set_up(Fixture *fixture, gconstpointer angle) {
  g_autofree char *digits = random_digits(173);
  g_autoptr(KhoaSymbol) symbol = make_symbol("https://antt.example.gov.vn/#", digits, KHOA_LEVEL_M);
  g_assert_cmpint(symbol->size, ==, SIZE);
  fixture->picture = khoa_picture_new(2 * X + PLACE, 2 * Y + PLACE);
  memset(fixture->picture->grey, 60,
         (gsize)fixture->picture->stride * (gsize)fixture->picture->height);
  paint_symbol(fixture->picture, symbol,
               (Paint){X + PLACE / 2.0, Y + PLACE / 2.0, MODULE, GPOINTER_TO_INT(angle) * G_PI_2});
  fixture->text = g_strconcat("https://antt.example.gov.vn/#", digits, NULL);
}

static void tear_down(Fixture *fixture, gconstpointer unused) {
  (void)unused;
  khoa_picture_free(fixture->picture);
  g_free(fixture->text);
}

/* In modules of the code. */
static void box(Fixture *fixture, double u, double v, double width, double height, guint8 grey) {
  double left = X + (KHOA_QUIET_ZONE + u) * MODULE, top = Y + (KHOA_QUIET_ZONE + v) * MODULE;
  for (int y = (int)top; y < (int)(top + height * MODULE); y++)
    memset(fixture->picture->grey + y * fixture->picture->stride + (int)left, grey,
           (gsize)(width * MODULE));
}

static void assert_flaw(const Fixture *fixture, const char *flaw) {
  g_assert_cmpstr(khoa_code_flaw(fixture->picture, X, Y, PLACE, PLACE), ==, flaw);
}

/* Flawed or not. */
static void assert_reads(const Fixture *fixture) {
  g_autoptr(GPtrArray) scans =
      khoa_scan_drawn(fixture->picture, X - 9, Y - 9, PLACE + 18, PLACE + 18, KHOA_DECODER_ZXING);
  g_assert_cmpuint(scans->len, ==, 1);
  g_assert_cmpstr(((const KhoaScan *)scans->pdata[0])->text, ==, fixture->text);
}

static KhoaPicture *modules_of(const Fixture *fixture) {
  return khoa_code_modules(fixture->picture, X, Y, PLACE, PLACE);
}

static void test_whole(Fixture *fixture, gconstpointer unused) {
  (void)unused;
  assert_flaw(fixture, NULL);
  assert_reads(fixture);
  g_autoptr(KhoaPicture) modules = modules_of(fixture);
  g_assert_cmpint(modules->width, ==, SIZE);
  g_autoptr(GPtrArray) scans = khoa_scan_modules(modules);
  g_assert_cmpuint(scans->len, ==, 1);
  g_assert_cmpstr(((const KhoaScan *)scans->pdata[0])->text, ==, fixture->text);
}

/* More modules turned over than error correction mends. */
static void test_beyond_mending(Fixture *fixture, gconstpointer unused) {
  (void)unused;
  box(fixture, 9, 9, SIZE - 18, SIZE - 18, 0);
  g_autoptr(KhoaPicture) modules = modules_of(fixture);
  g_autoptr(GPtrArray) scans = khoa_scan_modules(modules);
  g_assert_cmpuint(scans->len, ==, 0);
}

static void test_finder(Fixture *fixture, gconstpointer unused) {
  (void)unused;
  box(fixture, 7, 7, 1, 1, 0);
  assert_flaw(fixture, "a finder pattern of its code is damaged");
}

static void test_quiet_zone(Fixture *fixture, gconstpointer unused) {
  (void)unused;
  box(fixture, -3, 20, 1, 1, 0);
  assert_flaw(fixture, "its code's quiet zone isn't empty");
}

static void test_smudge(Fixture *fixture, gconstpointer unused) {
  (void)unused;
  box(fixture, 15, 20.34, 20, 0.34, 0);
  assert_flaw(fixture, "its code is smudged");
  assert_reads(fixture);
}

/* Whole modules of the patterns that aren't finders'. */
static void test_guides(Fixture *fixture, gconstpointer unused) {
  (void)unused;
  const int guides[][3] = {{20, 6, 255}, {6, 21, 0}, {SIZE - 7, SIZE - 8, 0}};
  for (gsize i = 0; i < G_N_ELEMENTS(guides); i++) {
    Fixture damaged = {.text = fixture->text,
                       .picture = khoa_picture_new(2 * X + PLACE, 2 * Y + PLACE)};
    memcpy(damaged.picture->grey, fixture->picture->grey,
           (gsize)fixture->picture->stride * (gsize)fixture->picture->height);
    box(&damaged, guides[i][0], guides[i][1], 1, 1, (guint8)guides[i][2]);
    assert_flaw(&damaged, "its code is smudged");
    g_assert_null(modules_of(&damaged));
    assert_reads(&damaged);
    khoa_picture_free(damaged.picture);
  }
}

static void test_nothing(Fixture *fixture, gconstpointer unused) {
  (void)unused;
  const double places[][3] = {{-500, -500, 100}, {X, Y, 10}, {X, Y, 0}, {5, 5, PLACE}};
  for (gsize i = 0; i < G_N_ELEMENTS(places); i++)
    g_assert_nonnull(
        khoa_code_flaw(fixture->picture, places[i][0], places[i][1], places[i][2], places[i][2]));
}

/* Wherever codes stand on a page, and turned as they like. */
static void test_page(void) {
  g_autoptr(KhoaPicture) page = khoa_picture_new(900, 700);
  for (int i = 0; i < 6; i++) {
    g_autofree char *digits = random_digits(173);
    g_autoptr(KhoaSymbol) symbol = make_symbol("", digits, KHOA_LEVEL_M);
    paint_symbol(page, symbol, (Paint){160 + 280 * (i % 3), 180 + 320 * (i / 3), 3.1, i * 0.4});
  }
  g_autoptr(GPtrArray) scans = khoa_scan_page(page);
  g_assert_cmpuint(scans->len, ==, 6);
  g_autoptr(KhoaPicture) white = khoa_picture_new(300, 300);
  g_autoptr(GPtrArray) none = khoa_scan_page(white);
  g_assert_cmpuint(none->len, ==, 0);
  for (int i = 0; i < 300 * 300; i++)
    white->grey[i] = (guint8)g_test_rand_int_range(0, 256);
  g_autoptr(GPtrArray) none_in_noise = khoa_scan_page(white);
  g_assert_cmpuint(none_in_noise->len, ==, 0);
}

/* A code that is seen aslant, where the plane says. */
static void test_square(void) {
  g_autofree char *digits = random_digits(173);
  g_autoptr(KhoaSymbol) symbol = make_symbol("", digits, KHOA_LEVEL_M);
  g_autoptr(KhoaPicture) photo = khoa_picture_new(400, 300);
  paint_symbol(photo, symbol, (Paint){200, 150, 2.2, 0.5});
  const KhoaPoint paper[2] = {{10, 10}, {20, 10}};
  const double side = 2.2 * (symbol->size + 2 * KHOA_QUIET_ZONE);
  const KhoaPoint seen[2] = {{200 - cos(0.5) * side / 4, 150 - sin(0.5) * side / 4},
                             {200 + cos(0.5) * side / 4, 150 + sin(0.5) * side / 4}};
  KhoaPlane plane;
  g_assert_true(khoa_plane_fit(&plane, paper, seen, 2));
  g_autoptr(GPtrArray) scans = khoa_scan_square(photo, &plane, 5, 0, 20);
  g_assert_cmpuint(scans->len, ==, 1);
  g_assert_cmpstr(((const KhoaScan *)scans->pdata[0])->text, ==, digits);
  g_assert_cmpfloat_with_epsilon(((const KhoaScan *)scans->pdata[0])->x, 200, 1);
  g_autoptr(GPtrArray) none = khoa_scan_square(photo, &plane, 500, 500, 20);
  g_assert_cmpuint(none->len, ==, 0);
}

int main(int argc, char **argv) {
  g_test_init(&argc, &argv, NULL);
  for (int quarter = 0; quarter < 4; quarter++) {
    g_autofree char *name = g_strdup_printf("/flaw/whole-%d", quarter);
    g_test_add(name, Fixture, GINT_TO_POINTER(quarter), set_up, test_whole, tear_down);
  }
  g_test_add("/flaw/finder", Fixture, NULL, set_up, test_finder, tear_down);
  g_test_add("/flaw/quiet-zone", Fixture, NULL, set_up, test_quiet_zone, tear_down);
  g_test_add("/flaw/smudge", Fixture, NULL, set_up, test_smudge, tear_down);
  g_test_add("/flaw/guides", Fixture, NULL, set_up, test_guides, tear_down);
  g_test_add("/flaw/beyond-mending", Fixture, NULL, set_up, test_beyond_mending, tear_down);
  g_test_add("/flaw/nothing", Fixture, NULL, set_up, test_nothing, tear_down);
  g_test_add_func("/scan/page-of-codes", test_page);
  g_test_add_func("/scan/square", test_square);
  return g_test_run();
}
