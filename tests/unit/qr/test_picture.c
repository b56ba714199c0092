#include "qr/picture.h"

#include <gio/gio.h>
#include <glib/gstdio.h>
#include <png.h>
#include <stdio.h> /* jpeglib.h needs it */
#include <string.h>

#include <jpeglib.h>

#define SIDE 48

typedef struct Fixture {
  char *folder, *path;
} Fixture;

static void set_up(Fixture *fixture, gconstpointer unused) {
  (void)unused;
  fixture->folder = g_dir_make_tmp("khoa-picture-XXXXXX", NULL);
  fixture->path = g_build_filename(fixture->folder, "photo", NULL);
}

static void tear_down(Fixture *fixture, gconstpointer unused) {
  (void)unused;
  g_unlink(fixture->path);
  g_rmdir(fixture->folder);
  g_free(fixture->path);
  g_free(fixture->folder);
}

static KhoaPicture *load(Fixture *fixture, const void *data, gsize length, GError **error) {
  g_autoptr(GError) written = NULL;
  g_file_set_contents(fixture->path, data, (gssize)length, &written);
  g_assert_no_error(written);
  return khoa_picture_load(fixture->path, error);
}

/* The message names the file and holds `word`. */
static void assert_refused(Fixture *fixture, const void *data, gsize length, const char *word) {
  g_autoptr(GError) error = NULL;
  g_assert_null(load(fixture, data, length, &error));
  g_assert_error(error, KHOA_PICTURE_ERROR, 0);
  g_assert_nonnull(strstr(error->message, fixture->path));
  g_assert_nonnull(strstr(error->message, word));
}

/* A diagonal of grey that every format below can hold. */
static guint8 shade(int x, int y) {
  return (guint8)((x + y) * 255 / (2 * SIDE));
}

static void assert_shades(const KhoaPicture *picture, int tolerance) {
  g_assert_nonnull(picture);
  g_assert_cmpint(picture->width, ==, SIDE);
  g_assert_cmpint(picture->height, ==, SIDE);
  for (int y = 0; y < SIDE; y++)
    for (int x = 0; x < SIDE; x++)
      g_assert_cmpint(ABS(picture->grey[y * picture->stride + x] - shade(x, y)), <=, tolerance);
}

static GBytes *png(png_uint_32 format, const void *pixels, const void *palette, guint colours) {
  png_image image = {.version = PNG_IMAGE_VERSION, .width = SIDE, .height = SIDE, .format = format};
  image.colormap_entries = colours;
  png_alloc_size_t size = 0;
  g_assert_true(png_image_write_to_memory(&image, NULL, &size, 0, pixels, 0, palette));
  guint8 *data = g_malloc(size);
  g_assert_true(png_image_write_to_memory(&image, data, &size, 0, pixels, 0, palette));
  return g_bytes_new_take(data, size);
}

static GBytes *grey_png(void) {
  guint8 pixels[SIDE * SIDE];
  for (int i = 0; i < SIDE * SIDE; i++)
    pixels[i] = shade(i % SIDE, i / SIDE);
  return png(PNG_FORMAT_GRAY, pixels, NULL, 0);
}

static GBytes *jpeg(J_COLOR_SPACE space, int components, gboolean progressive) {
  struct jpeg_compress_struct jpeg;
  struct jpeg_error_mgr errors;
  jpeg.err = jpeg_std_error(&errors);
  jpeg_create_compress(&jpeg);
  unsigned char *data = NULL;
  unsigned long size = 0;
  jpeg_mem_dest(&jpeg, &data, &size);
  jpeg.image_width = jpeg.image_height = SIDE;
  jpeg.input_components = components;
  jpeg.in_color_space = space;
  jpeg_set_defaults(&jpeg);
  jpeg_set_quality(&jpeg, 95, TRUE);
  if (progressive)
    jpeg_simple_progression(&jpeg);
  jpeg_start_compress(&jpeg, TRUE);
  for (int y = 0; y < SIDE; y++) {
    guint8 row[4 * SIDE];
    for (int i = 0; i < components * SIDE; i++)
      row[i] = shade(i / components, y);
    jpeg_write_scanlines(&jpeg, (JSAMPROW[]){row}, 1);
  }
  jpeg_finish_compress(&jpeg);
  jpeg_destroy_compress(&jpeg);
  return g_bytes_new_with_free_func(data, size, free, data);
}

static void assert_loads(Fixture *fixture, GBytes *file, int tolerance) {
  gsize length;
  const void *data = g_bytes_get_data(file, &length);
  g_autoptr(GError) error = NULL;
  g_autoptr(KhoaPicture) picture = load(fixture, data, length, &error);
  g_assert_no_error(error);
  assert_shades(picture, tolerance);
}

static void test_png(Fixture *fixture, gconstpointer unused) {
  (void)unused;
  g_autoptr(GBytes) grey = grey_png();
  assert_loads(fixture, grey, 0);
  guint8 rgb[SIDE * SIDE * 3], indexed[SIDE * SIDE], palette[256 * 3];
  for (int i = 0; i < SIDE * SIDE * 3; i++)
    rgb[i] = shade(i / 3 % SIDE, i / 3 / SIDE);
  for (int i = 0; i < SIDE * SIDE; i++)
    indexed[i] = shade(i % SIDE, i / SIDE);
  for (int i = 0; i < 256 * 3; i++)
    palette[i] = (guint8)(i / 3);
  g_autoptr(GBytes) coloured = png(PNG_FORMAT_RGB, rgb, NULL, 0);
  assert_loads(fixture, coloured, 1);
  g_autoptr(GBytes) mapped = png(PNG_FORMAT_RGB_COLORMAP, indexed, palette, 256);
  assert_loads(fixture, mapped, 1);
}

static void test_png_transparent(Fixture *fixture, gconstpointer unused) {
  (void)unused;
  guint8 rgba[SIDE * SIDE * 4] = {0}; /* black, transparent but for one pixel */
  rgba[4 * (3 * SIDE + 5) + 3] = 255;
  g_autoptr(GBytes) file = png(PNG_FORMAT_RGBA, rgba, NULL, 0);
  gsize length;
  const void *data = g_bytes_get_data(file, &length);
  g_autoptr(KhoaPicture) picture = load(fixture, data, length, NULL);
  g_assert_nonnull(picture);
  for (int i = 0; i < SIDE * SIDE; i++)
    g_assert_cmpint(picture->grey[i], ==, i == 3 * SIDE + 5 ? 0 : 255);
}

static void test_jpeg(Fixture *fixture, gconstpointer unused) {
  (void)unused;
  g_autoptr(GBytes) grey = jpeg(JCS_GRAYSCALE, 1, FALSE);
  assert_loads(fixture, grey, 4);
  g_autoptr(GBytes) coloured = jpeg(JCS_RGB, 3, FALSE);
  assert_loads(fixture, coloured, 4);
  g_autoptr(GBytes) progressive = jpeg(JCS_RGB, 3, TRUE);
  assert_loads(fixture, progressive, 4);
}

static void test_jpeg_cmyk(Fixture *fixture, gconstpointer unused) {
  (void)unused;
  g_autoptr(GBytes) file = jpeg(JCS_CMYK, 4, FALSE);
  gsize length;
  const void *data = g_bytes_get_data(file, &length);
  assert_refused(fixture, data, length, "CMYK");
}

/* Every beginning of a file is refused, up to where the pixels are complete. */
static void test_truncated(Fixture *fixture, gconstpointer unused) {
  (void)unused;
  struct {
    GBytes *file;
    gsize trailer; /* bytes after the last pixel */
    const char *name;
  } files[] = {
      {grey_png(), 12, "PNG"},
      {jpeg(JCS_GRAYSCALE, 1, FALSE), 0, "JPEG"},
      {jpeg(JCS_RGB, 3, TRUE), 0, "JPEG"},
  };
  for (gsize i = 0; i < G_N_ELEMENTS(files); i++) {
    gsize length;
    const guint8 *data = g_bytes_get_data(files[i].file, &length);
    for (gsize n = 0; n < length - files[i].trailer; n++)
      assert_refused(fixture, data, n, n < 8 ? "JPEG" : files[i].name);
    g_bytes_unref(files[i].file);
  }
}

/* Whatever the damage: a picture of a sane size, or an error. */
static void test_damaged(Fixture *fixture, gconstpointer unused) {
  (void)unused;
  GBytes *files[] = {grey_png(), jpeg(JCS_RGB, 3, FALSE), jpeg(JCS_RGB, 3, TRUE)};
  for (int i = 0; i < 300; i++) {
    gsize length;
    const guint8 *data = g_bytes_get_data(files[i % 3], &length);
    g_autofree guint8 *copy = g_memdup2(data, length);
    for (int k = 0; k < 3; k++)
      copy[g_test_rand_int_range(8, (gint32)length)] = (guint8)g_test_rand_int_range(0, 256);
    g_autoptr(GError) error = NULL;
    g_autoptr(KhoaPicture) picture = load(fixture, copy, length, &error);
    g_assert_true((picture == NULL) == (error != NULL));
    if (picture)
      g_assert_cmpint((gint64)picture->width * picture->height, <=, KHOA_PICTURE_PIXELS_MAX);
  }
  for (int i = 0; i < 3; i++)
    g_bytes_unref(files[i]);
}

static guint32 crc32_of(const guint8 *data, gsize length) {
  guint32 crc = 0xffffffff;
  for (gsize i = 0; i < length; i++) {
    crc ^= data[i];
    for (int k = 0; k < 8; k++)
      crc = crc >> 1 ^ (crc & 1 ? 0xedb88320 : 0);
  }
  return ~crc;
}

static void put_be32(guint8 *at, guint32 value) {
  value = GUINT32_TO_BE(value);
  memcpy(at, &value, 4);
}

/* A tiny PNG whose header claims 10000 x 10000 pixels. */
static void test_huge_png(Fixture *fixture, gconstpointer unused) {
  (void)unused;
  g_autoptr(GBytes) file = grey_png();
  gsize length;
  const guint8 *data = g_bytes_get_data(file, &length);
  g_autofree guint8 *copy = g_memdup2(data, length);
  put_be32(copy + 16, 10000);
  put_be32(copy + 20, 10000);
  put_be32(copy + 29, crc32_of(copy + 12, 17));
  assert_refused(fixture, copy, length, "10000 x 10000");
}

static void test_huge_jpeg(Fixture *fixture, gconstpointer unused) {
  (void)unused;
  g_autoptr(GBytes) file = jpeg(JCS_GRAYSCALE, 1, FALSE);
  gsize length;
  const guint8 *data = g_bytes_get_data(file, &length);
  g_autofree guint8 *copy = g_memdup2(data, length);
  guint8 *frame = memmem(copy, length, "\xff\xc0", 2);
  g_assert_nonnull(frame);
  memcpy(frame + 5, "\x4e\x20\x27\x10", 4); /* 20000 high, 10000 wide */
  assert_refused(fixture, copy, length, "10000 x 20000");
}

static void test_not_a_picture(Fixture *fixture, gconstpointer unused) {
  (void)unused;
  static const char *const files[] = {"",       "P",        "Just a text.\n", "%PDF-1.5\n",
                                      "GIF89a", "\xff\xd8", "\x89PNG\r\n\x1a"};
  for (gsize i = 0; i < G_N_ELEMENTS(files); i++)
    assert_refused(fixture, files[i], strlen(files[i]), "neither PNG nor JPEG");
}

static void test_unreadable(Fixture *fixture, gconstpointer unused) {
  (void)unused;
  g_autoptr(GError) missing = NULL, folder = NULL;
  g_assert_null(khoa_picture_load(fixture->path, &missing));
  g_assert_error(missing, G_IO_ERROR, G_IO_ERROR_NOT_FOUND);
  g_assert_nonnull(strstr(missing->message, fixture->path));
  g_assert_null(khoa_picture_load(fixture->folder, &folder));
  g_assert_error(folder, G_IO_ERROR, G_IO_ERROR_IS_DIRECTORY);
}

static void test_endless(void) {
  g_autoptr(GError) error = NULL;
  g_assert_null(khoa_picture_load("/dev/zero", &error));
  g_assert_error(error, KHOA_PICTURE_ERROR, 0);
  g_assert_nonnull(strstr(error->message, "more than"));
}

int main(int argc, char **argv) {
  g_test_init(&argc, &argv, NULL);
#define ADD(name, test) g_test_add("/picture/" name, Fixture, NULL, set_up, test, tear_down)
  ADD("png", test_png);
  ADD("png-transparent", test_png_transparent);
  ADD("jpeg", test_jpeg);
  ADD("jpeg-cmyk", test_jpeg_cmyk);
  ADD("truncated", test_truncated);
  ADD("damaged", test_damaged);
  ADD("huge-png", test_huge_png);
  ADD("huge-jpeg", test_huge_jpeg);
  ADD("not-a-picture", test_not_a_picture);
  ADD("unreadable", test_unreadable);
#undef ADD
  g_test_add_func("/picture/endless", test_endless);
  return g_test_run();
}
