#include "paint.h"
#include "qr/scan.h"

#define BOTH (KHOA_DECODER_ZXING | KHOA_DECODER_ZBAR)
#define PREFIX "https://khoa.thanhhoa.gov.vn/#"

static const KhoaScan *at(const GPtrArray *scans, guint i) {
  g_assert_cmpuint(i, <, scans->len);
  return scans->pdata[i];
}

static const KhoaScan *find(const GPtrArray *scans, const char *text) {
  for (guint i = 0; i < scans->len; i++)
    if (strcmp(at(scans, i)->text, text) == 0)
      return at(scans, i);
  return NULL;
}

/* Paints a code of random digits and returns its whole text. */
static char *paint_random(KhoaPicture *picture, const char *prefix, Paint paint) {
  g_autofree char *digits = random_digits(173);
  g_autoptr(KhoaSymbol) symbol = make_symbol(prefix, digits, KHOA_LEVEL_M);
  paint_symbol(picture, symbol, paint);
  return g_strconcat(prefix, digits, NULL);
}

static void test_one(void) {
  g_autoptr(KhoaPicture) picture = khoa_picture_new(300, 280);
  g_autofree char *text = paint_random(picture, PREFIX, (Paint){160, 140, 4, 0});
  g_autoptr(GPtrArray) scans = khoa_scan_window(picture, 0, 0, 300, 280, BOTH);
  g_assert_cmpuint(scans->len, ==, 1);
  const KhoaScan *scan = at(scans, 0);
  g_assert_cmpstr(scan->text, ==, text);
  g_assert_cmpuint(scan->length, ==, strlen(text));
  g_assert_cmpint(scan->read, ==, BOTH);
  g_assert_cmpfloat_with_epsilon(scan->x, 160, 4);
  g_assert_cmpfloat_with_epsilon(scan->y, 140, 4);
  g_assert_cmpfloat_with_epsilon(scan->size, 41 * 4, 8);
}

static void test_each_decoder(void) {
  g_autoptr(KhoaPicture) picture = khoa_picture_new(280, 280);
  g_autofree char *text = paint_random(picture, "", (Paint){140, 140, 4, 0});
  for (KhoaDecoder decoder = KHOA_DECODER_ZXING; decoder <= KHOA_DECODER_ZBAR; decoder <<= 1) {
    g_autoptr(GPtrArray) scans = khoa_scan_window(picture, 0, 0, 280, 280, decoder);
    g_assert_cmpuint(scans->len, ==, 1);
    g_assert_cmpint(at(scans, 0)->read, ==, decoder);
    g_assert_cmpstr(at(scans, 0)->text, ==, text);
  }
}

/* No character set is guessed: what went in comes out, byte for byte. */
static void test_bytes(void) {
  static const char *const texts[] = {"Xã Thọ Sơn",
                                      "\xe9\xe8\xff\x80",
                                      "\x93\xfa\x96\x7b",
                                      "\xef\xbb\xbf"
                                      "a",
                                      "\x01\x7f\n",
                                      "\xb0\xa1\xb0\xa2"};
  for (gsize i = 0; i < G_N_ELEMENTS(texts); i++) {
    g_autoptr(KhoaSymbol) symbol = make_symbol(texts[i], "", KHOA_LEVEL_M);
    g_autoptr(KhoaPicture) picture = khoa_picture_new(160, 160);
    paint_symbol(picture, symbol, (Paint){80, 80, 4, 0});
    g_autoptr(GPtrArray) scans = khoa_scan_window(picture, 0, 0, 160, 160, BOTH);
    g_assert_cmpuint(scans->len, ==, 1);
    g_assert_cmpstr(at(scans, 0)->text, ==, texts[i]);
    g_assert_cmpint(at(scans, 0)->read, ==, BOTH);
  }
}

/* A window sees its part and reports places in the whole picture. */
static void test_window(void) {
  g_autoptr(KhoaPicture) picture = khoa_picture_new(600, 600);
  g_autofree char *first = paint_random(picture, "", (Paint){150, 150, 4, 0});
  g_autofree char *last = paint_random(picture, "", (Paint){450, 450, 4, 0});
  g_autoptr(GPtrArray) scans = khoa_scan_window(picture, 300, 300, 300, 300, BOTH);
  g_assert_cmpuint(scans->len, ==, 1);
  g_assert_cmpstr(at(scans, 0)->text, ==, last);
  g_assert_cmpfloat_with_epsilon(at(scans, 0)->x, 450, 4);
  g_assert_cmpfloat_with_epsilon(at(scans, 0)->y, 450, 4);
  g_autoptr(GPtrArray) beyond = khoa_scan_window(picture, -50, -50, 350, 350, BOTH);
  g_assert_cmpuint(beyond->len, ==, 1);
  g_assert_cmpstr(at(beyond, 0)->text, ==, first);
  g_assert_cmpfloat_with_epsilon(at(beyond, 0)->x, 150, 4);
  static const int empty[][4] = {{600, 0, 9, 9},     {0, 700, 9, 9},
                                 {0, 0, 0, 9},       {9, 9, 9, -9},
                                 {-20, -20, 10, 10}, {G_MAXINT, G_MAXINT, G_MAXINT, G_MAXINT}};
  for (gsize i = 0; i < G_N_ELEMENTS(empty); i++) {
    g_autoptr(GPtrArray) none =
        khoa_scan_window(picture, empty[i][0], empty[i][1], empty[i][2], empty[i][3], BOTH);
    g_assert_cmpuint(none->len, ==, 0);
  }
}

/* The same text twice is two codes: a proof must see a tag printed twice. */
static void test_twice(void) {
  g_autoptr(KhoaPicture) picture = khoa_picture_new(520, 260);
  g_autofree char *digits = random_digits(173);
  g_autoptr(KhoaSymbol) symbol = make_symbol("", digits, KHOA_LEVEL_M);
  paint_symbol(picture, symbol, (Paint){130, 130, 4, 0});
  paint_symbol(picture, symbol, (Paint){390, 130, 4, 0});
  g_autoptr(GPtrArray) scans = khoa_scan_window(picture, 0, 0, 520, 260, BOTH);
  g_assert_cmpuint(scans->len, ==, 2);
  for (guint i = 0; i < 2; i++) {
    g_assert_cmpstr(at(scans, i)->text, ==, digits);
    g_assert_cmpint(at(scans, i)->read, ==, BOTH);
  }
  g_autoptr(GPtrArray) photo = khoa_scan_photo(picture);
  g_assert_cmpuint(photo->len, ==, 2);
}

/* Rows from the top, each from the left, though the codes of a row don't stand quite level. */
static void test_order(void) {
  g_autoptr(KhoaPicture) picture = khoa_picture_new(780, 520);
  char *texts[6];
  static const int wobble[] = {9, 0, 5, 0, 8, 3};
  for (int i = 0; i < 6; i++)
    texts[i] = paint_random(picture, "",
                            (Paint){130 + 260 * (i % 3), 130 + 260 * (i / 3) + wobble[i], 4, 0});
  g_autoptr(GPtrArray) scans = khoa_scan_photo(picture);
  g_assert_cmpuint(scans->len, ==, 6);
  for (guint i = 0; i < 6; i++) {
    g_assert_cmpstr(at(scans, i)->text, ==, texts[i]);
    g_free(texts[i]);
  }
}

static void test_nothing(void) {
  g_autoptr(KhoaPicture) white = khoa_picture_new(700, 700), dot = khoa_picture_new(1, 1);
  g_autoptr(GPtrArray) none = khoa_scan_photo(white);
  g_assert_cmpuint(none->len, ==, 0);
  g_autoptr(GPtrArray) none_in_dot = khoa_scan_photo(dot);
  g_assert_cmpuint(none_in_dot->len, ==, 0);
  for (int i = 0; i < white->stride * white->height; i++)
    white->grey[i] = (guint8)g_test_rand_int_range(0, 256);
  g_autoptr(GPtrArray) none_in_noise = khoa_scan_photo(white);
  g_assert_cmpuint(none_in_noise->len, ==, 0);
}

/* As a camera sees it: uneven light, a slight blur, noise. */
static void degrade(KhoaPicture *picture) {
  int stride = picture->stride;
  for (int y = 0; y + 1 < picture->height; y++)
    for (int x = 0; x + 1 < picture->width; x++) {
      guint8 *p = picture->grey + y * stride + x;
      double light = 0.35 + 0.5 * x / picture->width;
      double mean = (p[0] + p[1] + p[stride] + p[stride + 1]) / 4.0;
      double value = 30 + light * mean + g_test_rand_double_range(-12, 12);
      *p = (guint8)CLAMP(value, 0, 255);
    }
}

/* A table full of tags, turned any way, in a photo of 3 megapixels. */
static void test_photo(void) {
  g_autoptr(KhoaPicture) picture = khoa_picture_new(2000, 1500);
  char *texts[20];
  for (int i = 0; i < 20; i++)
    texts[i] =
        paint_random(picture, i % 2 ? PREFIX : "",
                     (Paint){200 + 400 * (i % 5), 190 + 370 * (i / 5),
                             g_test_rand_double_range(3.5, 5), g_test_rand_double_range(0, 6.28)});
  degrade(picture);
  g_autoptr(GPtrArray) scans = khoa_scan_photo(picture);
  guint found = 0;
  for (int i = 0; i < 20; i++) {
    const KhoaScan *scan = find(scans, texts[i]);
    if (scan) {
      found++;
      g_assert_cmpfloat_with_epsilon(scan->x, 200 + 400 * (i % 5), 12);
      g_assert_cmpfloat_with_epsilon(scan->y, 190 + 370 * (i / 5), 12);
    }
    g_free(texts[i]);
  }
  g_assert_cmpuint(found, >=, 19); /* the light varies: one of 20 may be lost */
  g_assert_cmpuint(scans->len, ==, found);
}

/* One tag held so close that a tile shows a part of it only. */
static void test_close_up(void) {
  g_autoptr(KhoaPicture) picture = khoa_picture_new(1800, 1800);
  g_autofree char *text = paint_random(picture, PREFIX, (Paint){900, 900, 33, 0.2});
  degrade(picture);
  g_autoptr(GPtrArray) scans = khoa_scan_photo(picture);
  g_assert_cmpuint(scans->len, ==, 1);
  g_assert_cmpstr(at(scans, 0)->text, ==, text);
  g_assert_cmpfloat_with_epsilon(at(scans, 0)->x, 900, 33);
  g_assert_cmpfloat_with_epsilon(at(scans, 0)->size, 33 * 41, 66);
}

/* An A4 page of 6 x 9 codes at 200 dpi: all, cut out one by one and as a photo. */
static void test_page(void) {
  g_autoptr(KhoaPicture) picture = khoa_picture_new(1654, 2339);
  char *texts[54];
  for (int i = 0; i < 54; i++)
    texts[i] =
        paint_random(picture, PREFIX, (Paint){150 + 260 * (i % 6), 150 + 250 * (i / 6), 3.2, 0});
  g_autoptr(GPtrArray) photo = khoa_scan_photo(picture);
  g_assert_cmpuint(photo->len, ==, 54);
  for (int i = 0; i < 54; i++) {
    g_assert_cmpstr(at(photo, (guint)i)->text, ==, texts[i]);
    g_autoptr(GPtrArray) one =
        khoa_scan_window(picture, 65 + 260 * (i % 6), 65 + 250 * (i / 6), 170, 170, BOTH);
    g_assert_cmpuint(one->len, ==, 1);
    g_assert_cmpstr(at(one, 0)->text, ==, texts[i]);
    g_assert_cmpint(at(one, 0)->read, ==, BOTH);
    g_free(texts[i]);
  }
}

int main(int argc, char **argv) {
  g_test_init(&argc, &argv, NULL);
  g_test_add_func("/scan/one", test_one);
  g_test_add_func("/scan/each-decoder", test_each_decoder);
  g_test_add_func("/scan/bytes", test_bytes);
  g_test_add_func("/scan/window", test_window);
  g_test_add_func("/scan/twice", test_twice);
  g_test_add_func("/scan/order", test_order);
  g_test_add_func("/scan/nothing", test_nothing);
  g_test_add_func("/scan/photo", test_photo);
  g_test_add_func("/scan/close-up", test_close_up);
  g_test_add_func("/scan/page", test_page);
  return g_test_run();
}
