/* How often worn tags of each shipped layout are read, by ZXing and by zbar: as they ship, and with
 * other codes in the same place. Run where layouts/ and fonts/ are; prints docs/SCANNING.md's
 * tables. The same program prints the same numbers.
 *
 *   scanlab           some minutes
 *   scanlab --check   only whether what ships is always read undamaged; exit 1 if not */
#include "ageing.h"

#include "art/tagface.h"
#include "qr/scan.h"
#include "qr/symbol.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define TRIALS 24
#define CHECK_TRIALS 3
#define RESOLUTION 16.0 /* pixels a mm of the tag before it is photographed */
#define DIGITS 173
#define PREFIX "https://antt.example.gov.vn/#"

/* A photo's resolution is given in pixels a mm of the tag: 12 is a hand's breadth from a phone, 5
 * is at arm's length. Each photo is turned by any angle. */
typedef struct Condition {
  const char *name;
  double resolution;
  const char *ageing;
} Condition;

static const Condition conditions[] = {
    {"undamaged", 12, "noise=2"},
    {"arm's length", 5.5, "blur=0.5 noise=3"},
    {"farther", 4.8, "blur=0.5 noise=3"},
    {"out of focus", 8, "blur=1.3 noise=3"},
    {"aslant", 7, "slant=0.4 blur=0.6 noise=3"},
    {"dusk", 7, "shade=0.7 blur=0.6 noise=12"},
    {"glare", 8, "glare=0.25 blur=0.6 noise=3"},
    {"JPEG 20", 6, "blur=0.5 noise=3 jpeg=20"},
    {"dirt 4 %", 10, "dirt=0.04 blur=0.6 noise=3"},
    {"dirt 8 %", 10, "dirt=0.08 blur=0.6 noise=3"},
    {"8 scratches", 10, "scratches=8 blur=0.6 noise=3"},
    {"16 scratches", 10, "scratches=16 blur=0.6 noise=3"},
};

/* What else could stand in the same square of the tag. */
typedef struct Variant {
  const char *name;
  KhoaLevel level;
  int quiet; /* modules */
  gboolean rounded;
} Variant;

static const Variant variants[] = {
    {"M", KHOA_LEVEL_M, 4, FALSE},
    {"Q", KHOA_LEVEL_Q, 4, FALSE},
    {"H", KHOA_LEVEL_H, 4, FALSE},
    {"M, quiet zone of 2", KHOA_LEVEL_M, 2, FALSE},
    {"M, quiet zone of 1", KHOA_LEVEL_M, 1, FALSE},
    {"M, round modules", KHOA_LEVEL_M, 4, TRUE},
};

/* A layout's face with the code, and where the code is, in pixels. */
typedef struct Tag {
  char *name;
  KhoaLevel level;
  KhoaPicture *face;
  double x, y, size;
} Tag;

static void must(gboolean done, const GError *error) {
  if (done)
    return;
  fprintf(stderr, "scanlab: %s\n", error ? error->message : "failed");
  exit(2);
}

static KhoaSymbolForm form_of(KhoaLevel level) {
  KhoaSymbolForm form;
  must(khoa_symbol_plan(&form, strlen(PREFIX), DIGITS, level, NULL), NULL);
  return form;
}

static KhoaSymbol *random_symbol(KhoaLevel level, GRand *rand, char digits[DIGITS + 1]) {
  KhoaSymbolForm form = form_of(level);
  for (int i = 0; i < DIGITS; i++)
    digits[i] = (char)g_rand_int_range(rand, '0', '9' + 1);
  digits[DIGITS] = '\0';
  GError *error = NULL;
  KhoaSymbol *symbol = khoa_symbol_new(&form, PREFIX, digits, &error);
  must(symbol != NULL, error);
  return symbol;
}

static KhoaTagText specimen(void) {
  KhoaTagText text = {.office = "Công an huyện Triệu Sơn",
                      .unit = "Xã Thọ Sơn",
                      .date = "01/12/2025",
                      .n_hotlines = 3,
                      .specimen = TRUE};
  static const char *const numbers[] = {"0237 0867 120", "0530 000 120", "113"};
  static const char *const labels[] = {"Trực ban Công an xã", "Trưởng Công an xã", "Cảnh sát 113"};
  for (gsize i = 0; i < text.n_hotlines; i++) {
    text.hotlines[i].number = numbers[i];
    text.hotlines[i].label = labels[i];
  }
  return text;
}

static KhoaPicture *draw_face(KhoaTagFaces *faces, KhoaFace face, const KhoaLayout *layout,
                              const KhoaSymbol *symbol) {
  int width = (int)(khoa_layout_width(layout) * RESOLUTION);
  int height = (int)(khoa_layout_height(layout) * RESOLUTION);
  cairo_surface_t *surface = cairo_image_surface_create(CAIRO_FORMAT_RGB24, width, height);
  cairo_t *cr = cairo_create(surface);
  cairo_scale(cr, RESOLUTION, RESOLUTION);
  khoa_tag_faces_draw(faces, face, cr, symbol, "0000-00001-91");
  cairo_destroy(cr);
  cairo_surface_flush(surface);
  KhoaPicture *picture = khoa_picture_new(width, height);
  for (int y = 0; y < height; y++)
    for (int x = 0; x < width; x++)
      picture->grey[y * picture->stride + x] = cairo_image_surface_get_data(
          surface)[y * cairo_image_surface_get_stride(surface) + 4 * x + 1];
  cairo_surface_destroy(surface);
  return picture;
}

static Tag load_tag(const char *path, KhoaFonts *fonts) {
  GError *error = NULL;
  g_autofree char *svg = NULL;
  gsize length;
  must(g_file_get_contents(path, &svg, &length, &error), error);
  g_autoptr(KhoaLayout) layout = khoa_layout_new(svg, length, path, &error);
  must(layout != NULL, error);
  Tag tag = {.name = g_path_get_basename(path)};
  khoa_level_from_letter(khoa_layout_level(layout), &tag.level);
  KhoaTagText text = specimen();
  KhoaSymbolForm form = form_of(tag.level);
  g_autoptr(KhoaTagFaces) faces = khoa_tag_faces_new(layout, fonts, &text, &form, &error);
  must(faces != NULL, error);
  KhoaFace face = khoa_tag_faces_qr(faces, KHOA_FACE_FRONT, &tag.x, &tag.y, &tag.size)
                      ? KHOA_FACE_FRONT
                      : KHOA_FACE_BACK;
  khoa_tag_faces_qr(faces, face, &tag.x, &tag.y, &tag.size);
  GRand *rand = g_rand_new_with_seed(1);
  char digits[DIGITS + 1];
  g_autoptr(KhoaSymbol) symbol = random_symbol(tag.level, rand, digits);
  tag.face = draw_face(faces, face, layout, symbol);
  tag.x *= RESOLUTION, tag.y *= RESOLUTION, tag.size *= RESOLUTION;
  g_rand_free(rand);
  return tag;
}

/* Finder patterns stay square in every rounded code that is sold. */
static gboolean in_finder(int size, int u, int v) {
  return (u < 8 || u >= size - 8) && (v < 8 || v >= size - 8) && !(u >= size - 8 && v >= size - 8);
}

static gboolean is_dark(const KhoaSymbol *symbol, const Variant *variant, double u, double v) {
  int column = (int)floor(u), row = (int)floor(v);
  if (column < 0 || row < 0 || column >= symbol->size || row >= symbol->size ||
      !symbol->modules[row * symbol->size + column])
    return FALSE;
  return !variant->rounded || in_finder(symbol->size, column, row) ||
         hypot(u - column - 0.5, v - row - 0.5) < 0.5;
}

static void draw_code(KhoaPicture *picture, const Tag *tag, const KhoaSymbol *symbol,
                      const Variant *variant) {
  double module = tag->size / (symbol->size + 2 * variant->quiet);
  for (int y = (int)tag->y; y < (int)(tag->y + tag->size); y++)
    for (int x = (int)tag->x; x < (int)(tag->x + tag->size); x++) {
      int dark = 0;
      for (int i = 0; i < 16; i++)
        dark += is_dark(symbol, variant, (x + (i % 4) / 4.0 - tag->x) / module - variant->quiet,
                        (y + (i / 4) / 4.0 - tag->y) / module - variant->quiet);
      picture->grey[y * picture->stride + x] = (guint8)(255 - 255 * dark / 16);
    }
}

static gboolean reads(const KhoaPicture *photo, KhoaDecoder decoder, const char *text) {
  g_autoptr(GPtrArray) scans = khoa_scan_window(photo, 0, 0, photo->width, photo->height, decoder);
  for (guint i = 0; i < scans->len; i++)
    if (strcmp(((const KhoaScan *)scans->pdata[i])->text, text) == 0)
      return TRUE;
  return FALSE;
}

typedef struct Rate {
  int zxing, zbar;
} Rate;

/* One tag, photographed; the seed alone says how it is worn, whatever code it bears. */
static void try_once(const Tag *tag, const Variant *variant, const Condition *condition,
                     guint32 seed, Rate *rate) {
  GRand *rand = g_rand_new_with_seed(seed);
  char digits[DIGITS + 1];
  g_autoptr(KhoaSymbol) symbol = random_symbol(variant->level, rand, digits);
  g_autofree char *text = g_strconcat(PREFIX, digits, NULL);
  Ageing ageing;
  must(ageing_parse(&ageing, condition->ageing), NULL);
  ageing.scale = condition->resolution / RESOLUTION;
  ageing.turn = g_rand_double_range(rand, 0, 360);
  draw_code(tag->face, tag, symbol, variant);
  g_autoptr(KhoaPicture) photo = ageing_apply(&ageing, tag->face, rand);
  rate->zxing += reads(photo, KHOA_DECODER_ZXING, text);
  rate->zbar += reads(photo, KHOA_DECODER_ZBAR, text);
  g_rand_free(rand);
}

static Rate try_all(const Tag *tag, const Variant *variant, const Condition *condition,
                    guint trials) {
  Rate rate = {0};
  for (guint32 seed = 1; seed <= trials; seed++)
    try_once(tag, variant, condition, seed, &rate);
  return rate;
}

/* The shipped level's own variant: plain modules, the quiet zone of the standard. */
static const Variant *shipped(const Tag *tag) {
  gsize i = 0;
  while (variants[i].level != tag->level)
    i++;
  return &variants[i];
}

static gboolean check(const Tag *tag) {
  Rate rate = try_all(tag, shipped(tag), &conditions[0], CHECK_TRIALS);
  printf("%s: undamaged, ZXing %d and zbar %d of %d\n", tag->name, rate.zxing, rate.zbar,
         CHECK_TRIALS);
  return rate.zxing == CHECK_TRIALS && rate.zbar == CHECK_TRIALS;
}

static void print_head(const Tag *tag) {
  printf("### %s\n\nThe code's place is %.1f mm wide. Read by ZXing / zbar, of %d each.\n\n|",
         tag->name, tag->size / RESOLUTION, TRIALS);
  for (gsize v = 0; v < G_N_ELEMENTS(variants); v++)
    printf(" | %s%s", variants[v].name, &variants[v] == shipped(tag) ? " (ships)" : "");
  printf(" |\n| --- ");
  for (gsize v = 0; v < G_N_ELEMENTS(variants); v++)
    printf("| --- ");
  printf("|\n| module, mm");
  for (gsize v = 0; v < G_N_ELEMENTS(variants); v++)
    printf(" | %.2f",
           tag->size / RESOLUTION / (form_of(variants[v].level).size + 2 * variants[v].quiet));
  printf(" |\n");
}

static void print_table(const Tag *tag) {
  Rate sums[G_N_ELEMENTS(variants)] = {{0}};
  print_head(tag);
  for (gsize c = 0; c < G_N_ELEMENTS(conditions); c++) {
    printf("| %s", conditions[c].name);
    for (gsize v = 0; v < G_N_ELEMENTS(variants); v++) {
      Rate rate = try_all(tag, &variants[v], &conditions[c], TRIALS);
      printf(" | %d / %d", rate.zxing, rate.zbar);
      fflush(stdout);
      sums[v].zxing += rate.zxing;
      sums[v].zbar += rate.zbar;
    }
    printf(" |\n");
  }
  printf("| **all**");
  for (gsize v = 0; v < G_N_ELEMENTS(variants); v++)
    printf(" | **%d / %d**", sums[v].zxing, sums[v].zbar);
  printf(" |\n\n");
}

static int by_name(gconstpointer a, gconstpointer b) {
  return strcmp(*(char *const *)a, *(char *const *)b);
}

static GPtrArray *layouts(void) {
  GError *error = NULL;
  GPtrArray *paths = g_ptr_array_new_with_free_func(g_free);
  GDir *folder = g_dir_open("layouts", 0, &error);
  must(folder != NULL, error);
  for (const char *name; (name = g_dir_read_name(folder));)
    if (g_str_has_suffix(name, ".svg"))
      g_ptr_array_add(paths, g_build_filename("layouts", name, NULL));
  g_dir_close(folder);
  g_ptr_array_sort(paths, by_name);
  return paths;
}

static gboolean has_code(const char *path) {
  g_autofree char *svg = NULL;
  GError *error = NULL;
  must(g_file_get_contents(path, &svg, NULL, &error), error);
  return strstr(svg, "id=\"qr\"") != NULL;
}

int main(int argc, char **argv) {
  GError *error = NULL;
  gboolean check_only = argc == 2 && strcmp(argv[1], "--check") == 0, good = TRUE;
  g_autoptr(KhoaFonts) fonts = khoa_fonts_new("fonts", &error);
  must(fonts != NULL, error);
  g_autoptr(GPtrArray) paths = layouts();
  for (guint i = 0; i < paths->len; i++) {
    if (!has_code(paths->pdata[i]))
      continue;
    Tag tag = load_tag(paths->pdata[i], fonts);
    if (check_only)
      good = check(&tag) && good;
    else
      print_table(&tag);
    khoa_picture_free(tag.face);
    g_free(tag.name);
  }
  return good ? 0 : 1;
}
