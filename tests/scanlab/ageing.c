#include "ageing.h"

#include "qr/plane.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <jpeglib.h>

#define TABLE 150  /* grey of what a photo shows around the original */
#define SPECK 0.03 /* of the width: the largest speck of dirt */
#define SAMPLES 3  /* a pixel is the mean of 3 by 3 points of the original */

gboolean ageing_parse(Ageing *ageing, const char *text) {
  *ageing = (Ageing){0};
  const struct {
    const char *word;
    double *value;
  } words[] = {
      {"dirt", &ageing->dirt},   {"scratches", &ageing->scratches}, {"scale", &ageing->scale},
      {"turn", &ageing->turn},   {"slant", &ageing->slant},         {"blur", &ageing->blur},
      {"shade", &ageing->shade}, {"glare", &ageing->glare},         {"noise", &ageing->noise},
      {"jpeg", &ageing->jpeg},
  };
  g_auto(GStrv) given = g_strsplit(text, " ", -1);
  for (char **at = given; *at; at++) {
    const char *value = strchr(*at, '=');
    gsize i = 0;
    while (value && i < G_N_ELEMENTS(words) &&
           (strncmp(*at, words[i].word, (gsize)(value - *at)) != 0 ||
            words[i].word[value - *at] != '\0'))
      i++;
    if (!value || i == G_N_ELEMENTS(words))
      return FALSE;
    *words[i].value = g_ascii_strtod(value + 1, NULL);
  }
  return TRUE;
}

static guint8 *pixel(const KhoaPicture *picture, int x, int y) {
  return picture->grey + (gsize)y * (gsize)picture->stride + x;
}

KhoaPicture *ageing_copy(const KhoaPicture *picture) {
  KhoaPicture *made = khoa_picture_new(picture->width, picture->height);
  for (int y = 0; y < picture->height; y++)
    memcpy(pixel(made, 0, y), pixel(picture, 0, y), (gsize)picture->width);
  return made;
}

static void disc(KhoaPicture *picture, double x, double y, double radius, guint8 grey) {
  for (int v = (int)fmax(0, y - radius); v < picture->height && v <= y + radius; v++)
    for (int u = (int)fmax(0, x - radius); u < picture->width && u <= x + radius; u++)
      if (hypot(u + 0.5 - x, v + 0.5 - y) <= radius)
        *pixel(picture, u, v) = grey;
}

static void soil(KhoaPicture *picture, double share, GRand *rand) {
  double area = share * picture->width * picture->height;
  while (area > 0) {
    double radius = g_rand_double_range(rand, 0.2, 1) * SPECK / 2 * picture->width;
    disc(picture, g_rand_double_range(rand, 0, picture->width),
         g_rand_double_range(rand, 0, picture->height), radius,
         (guint8)g_rand_int_range(rand, 20, 90));
    area -= G_PI * radius * radius;
  }
}

static void scratch(KhoaPicture *picture, GRand *rand) {
  double x = g_rand_double_range(rand, 0, picture->width);
  double y = g_rand_double_range(rand, 0, picture->height);
  double angle = g_rand_double_range(rand, 0, G_PI);
  double length = g_rand_double_range(rand, 0.3, 0.8) * picture->width;
  double radius = picture->width / 200.0;
  for (double at = -length / 2; at < length / 2; at += fmax(radius / 2, 0.5))
    disc(picture, x + at * cos(angle), y + at * sin(angle), fmax(radius, 0.5), 225);
}

/* Photo -> original. */
typedef struct Camera {
  KhoaPlane back;
  int width, height;
} Camera;

static Camera stand(const Ageing *ageing, const KhoaPicture *original) {
  double scale = ageing->scale == 0 ? 1 : ageing->scale, angle = ageing->turn * G_PI / 180;
  double w = original->width * scale, h = original->height * scale, short_by = ageing->slant / 2;
  const KhoaPoint flat[4] = {{-w / 2 * (1 - short_by), -h / 2 * (1 - short_by)},
                             {w / 2 * (1 - short_by), -h / 2 * (1 - short_by)},
                             {w / 2, h / 2},
                             {-w / 2, h / 2}};
  const KhoaPoint corners[4] = {
      {0, 0}, {original->width, 0}, {original->width, original->height}, {0, original->height}};
  Camera camera = {.width = (int)ceil(fabs(w * cos(angle)) + fabs(h * sin(angle))),
                   .height = (int)ceil(fabs(w * sin(angle)) + fabs(h * cos(angle)))};
  KhoaPoint seen[4];
  for (int i = 0; i < 4; i++)
    seen[i] = (KhoaPoint){
        flat[i].x * cos(angle) - flat[i].y * sin(angle) + camera.width / 2.0,
        flat[i].x * sin(angle) + flat[i].y * cos(angle) + camera.height / 2.0,
    };
  khoa_plane_fit(&camera.back, seen, corners, 4);
  return camera;
}

static double sample(const KhoaPicture *original, KhoaPoint at) {
  if (!(at.x >= 0 && at.y >= 0 && at.x < original->width && at.y < original->height))
    return TABLE;
  return *pixel(original, (int)at.x, (int)at.y);
}

static KhoaPicture *photograph(const Ageing *ageing, const KhoaPicture *original) {
  Camera camera = stand(ageing, original);
  KhoaPicture *photo = khoa_picture_new(camera.width, camera.height);
  for (int y = 0; y < photo->height; y++)
    for (int x = 0; x < photo->width; x++) {
      double sum = 0;
      for (int i = 0; i < SAMPLES * SAMPLES; i++)
        sum += sample(original, khoa_plane_at(&camera.back, x + (i % SAMPLES + 0.5) / SAMPLES,
                                              y + (i / SAMPLES + 0.5) / SAMPLES));
      *pixel(photo, x, y) = (guint8)(sum / (SAMPLES * SAMPLES));
    }
  return photo;
}

/* One way of a Gaussian blur: `step` is 1 for rows, the stride for columns. */
static void blur_line(guint8 *line, int length, gsize step, const double *kernel, int reach,
                      guint8 *scratchpad) {
  for (int i = 0; i < length; i++) {
    double sum = 0;
    for (int k = -reach; k <= reach; k++)
      sum += kernel[k + reach] * line[(gsize)CLAMP(i + k, 0, length - 1) * step];
    scratchpad[i] = (guint8)(sum + 0.5);
  }
  for (int i = 0; i < length; i++)
    line[(gsize)i * step] = scratchpad[i];
}

static void blur(KhoaPicture *picture, double sigma) {
  int reach = (int)ceil(3 * sigma);
  g_autofree double *kernel = g_new(double, 2 * reach + 1);
  g_autofree guint8 *line = g_malloc((gsize)MAX(picture->width, picture->height));
  double sum = 0;
  for (int k = -reach; k <= reach; k++)
    sum += kernel[k + reach] = exp(-k * k / (2 * sigma * sigma));
  for (int k = 0; k <= 2 * reach; k++)
    kernel[k] /= sum;
  for (int y = 0; y < picture->height; y++)
    blur_line(pixel(picture, 0, y), picture->width, 1, kernel, reach, line);
  for (int x = 0; x < picture->width; x++)
    blur_line(pixel(picture, x, 0), picture->height, (gsize)picture->stride, kernel, reach, line);
}

/* The sum of twelve numbers from 0 to 1 is as good as a normal distribution here. */
static double normal(GRand *rand) {
  double sum = -6;
  for (int i = 0; i < 12; i++)
    sum += g_rand_double(rand);
  return sum;
}

static void light(KhoaPicture *picture, const Ageing *ageing, GRand *rand) {
  double corner_x = g_rand_boolean(rand) ? picture->width : 0;
  double corner_y = g_rand_boolean(rand) ? picture->height : 0;
  double diagonal = hypot(picture->width, picture->height);
  double glare_x = g_rand_double_range(rand, 0.2, 0.8) * picture->width;
  double glare_y = g_rand_double_range(rand, 0.2, 0.8) * picture->height;
  double glare = ageing->glare * picture->width / 2;
  for (int y = 0; y < picture->height; y++)
    for (int x = 0; x < picture->width; x++) {
      double far = hypot(x - corner_x, y - corner_y) / diagonal;
      double grey = *pixel(picture, x, y) * (1 - ageing->shade * far);
      double spot = glare > 0 ? hypot(x - glare_x, y - glare_y) / glare : 2;
      grey += fmax(0, 1 - spot * spot) * 255;
      if (ageing->noise > 0)
        grey += ageing->noise * normal(rand);
      *pixel(picture, x, y) = (guint8)CLAMP(grey, 0, 255);
    }
}

GBytes *ageing_compress(const KhoaPicture *picture, int quality) {
  struct jpeg_compress_struct jpeg;
  struct jpeg_error_mgr errors;
  unsigned char *bytes = NULL;
  unsigned long size = 0;
  jpeg.err = jpeg_std_error(&errors);
  jpeg_create_compress(&jpeg);
  jpeg_mem_dest(&jpeg, &bytes, &size);
  jpeg.image_width = (JDIMENSION)picture->width;
  jpeg.image_height = (JDIMENSION)picture->height;
  jpeg.input_components = 1;
  jpeg.in_color_space = JCS_GRAYSCALE;
  jpeg_set_defaults(&jpeg);
  jpeg_set_quality(&jpeg, quality, TRUE);
  jpeg_start_compress(&jpeg, TRUE);
  while (jpeg.next_scanline < jpeg.image_height) {
    JSAMPROW row = pixel(picture, 0, (int)jpeg.next_scanline);
    jpeg_write_scanlines(&jpeg, &row, 1);
  }
  jpeg_finish_compress(&jpeg);
  jpeg_destroy_compress(&jpeg);
  return g_bytes_new_with_free_func(bytes, size, free, bytes);
}

static void decompress(KhoaPicture *picture, GBytes *file) {
  struct jpeg_decompress_struct jpeg;
  struct jpeg_error_mgr errors;
  gsize size;
  const guint8 *bytes = g_bytes_get_data(file, &size);
  jpeg.err = jpeg_std_error(&errors);
  jpeg_create_decompress(&jpeg);
  jpeg_mem_src(&jpeg, bytes, size);
  jpeg_read_header(&jpeg, TRUE);
  jpeg_start_decompress(&jpeg);
  while (jpeg.output_scanline < jpeg.output_height) {
    JSAMPROW row = pixel(picture, 0, (int)jpeg.output_scanline);
    jpeg_read_scanlines(&jpeg, &row, 1);
  }
  jpeg_finish_decompress(&jpeg);
  jpeg_destroy_decompress(&jpeg);
}

KhoaPicture *ageing_apply(const Ageing *ageing, const KhoaPicture *original, GRand *rand) {
  g_autoptr(KhoaPicture) worn = ageing_copy(original);
  soil(worn, ageing->dirt, rand);
  for (int i = 0; i < (int)ageing->scratches; i++)
    scratch(worn, rand);
  KhoaPicture *photo = photograph(ageing, worn);
  if (ageing->blur > 0)
    blur(photo, ageing->blur);
  light(photo, ageing, rand);
  if (ageing->jpeg > 0) {
    g_autoptr(GBytes) file = ageing_compress(photo, (int)ageing->jpeg);
    decompress(photo, file);
  }
  return photo;
}
