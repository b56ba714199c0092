#include "labtag.h"

#include "ageing.h"
#include "art/tagface.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

void lab_must(gboolean done, const GError *error) {
  if (done)
    return;
  fprintf(stderr, "scanlab: %s\n", error ? error->message : "failed");
  exit(2);
}

static void set_variants(Variant variants[VARIANTS], KhoaLevel ships) {
  const KhoaLevel others[2] = {ships == KHOA_LEVEL_M ? KHOA_LEVEL_Q : KHOA_LEVEL_M,
                               ships == KHOA_LEVEL_H ? KHOA_LEVEL_Q : KHOA_LEVEL_H};
  const Variant made[VARIANTS] = {
      {NULL, ships, 1, KHOA_QUIET_ZONE, FALSE},
      {NULL, others[0], 1, KHOA_QUIET_ZONE, FALSE},
      {NULL, others[1], 1, KHOA_QUIET_ZONE, FALSE},
      {"a tenth smaller", ships, 0.9, KHOA_QUIET_ZONE, FALSE},
      {"quiet zone of 2", ships, 1, 2, FALSE},
      {"quiet zone of 2, a tenth smaller", ships, 0.9, 2, FALSE},
      {"round modules", ships, 1, KHOA_QUIET_ZONE, TRUE},
  };
  memcpy(variants, made, sizeof made);
}

static KhoaSymbolForm form_of(KhoaLevel level) {
  KhoaSymbolForm form;
  lab_must(khoa_symbol_plan(&form, strlen(LAB_PREFIX), LAB_DIGITS, level, NULL), NULL);
  return form;
}

int lab_modules(KhoaLevel level) {
  return form_of(level).size;
}

KhoaSymbol *lab_symbol(KhoaLevel level, GRand *rand, char digits[LAB_DIGITS + 1]) {
  KhoaSymbolForm form = form_of(level);
  for (int i = 0; i < LAB_DIGITS; i++)
    digits[i] = (char)g_rand_int_range(rand, '0', '9' + 1);
  digits[LAB_DIGITS] = '\0';
  GError *error = NULL;
  KhoaSymbol *symbol = khoa_symbol_new(&form, LAB_PREFIX, digits, &error);
  lab_must(symbol != NULL, error);
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
  int width = (int)(khoa_layout_width(layout) * LAB_RESOLUTION);
  int height = (int)(khoa_layout_height(layout) * LAB_RESOLUTION);
  cairo_surface_t *surface = cairo_image_surface_create(CAIRO_FORMAT_RGB24, width, height);
  cairo_t *cr = cairo_create(surface);
  cairo_scale(cr, LAB_RESOLUTION, LAB_RESOLUTION);
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

Tag lab_tag_load(const char *path, KhoaFonts *fonts) {
  GError *error = NULL;
  g_autofree char *svg = NULL;
  gsize length;
  lab_must(g_file_get_contents(path, &svg, &length, &error), error);
  g_autoptr(KhoaLayout) layout = khoa_layout_new(svg, length, path, &error);
  lab_must(layout != NULL, error);
  Tag tag = {.name = g_path_get_basename(path)};
  KhoaLevel level;
  khoa_level_from_letter(khoa_layout_level(layout), &level);
  set_variants(tag.variants, level);
  KhoaTagText text = specimen();
  KhoaSymbolForm form = form_of(level);
  g_autoptr(KhoaTagFaces) faces = khoa_tag_faces_new(layout, fonts, &text, &form, &error);
  lab_must(faces != NULL, error);
  KhoaFace face = khoa_tag_faces_qr(faces, KHOA_FACE_FRONT, &tag.x, &tag.y, &tag.size)
                      ? KHOA_FACE_FRONT
                      : KHOA_FACE_BACK;
  khoa_tag_faces_qr(faces, face, &tag.x, &tag.y, &tag.size);
  GRand *rand = g_rand_new_with_seed(1);
  char digits[LAB_DIGITS + 1];
  g_autoptr(KhoaSymbol) symbol = lab_symbol(level, rand, digits);
  tag.face = draw_face(faces, face, layout, symbol);
  tag.x *= LAB_RESOLUTION, tag.y *= LAB_RESOLUTION, tag.size *= LAB_RESOLUTION;
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

double lab_module_size(const Tag *tag, const Variant *variant, int modules) {
  return tag->size * variant->share / (modules + 2 * variant->quiet);
}

KhoaPicture *lab_tag_draw(const Tag *tag, const KhoaSymbol *symbol, const Variant *variant) {
  KhoaPicture *picture = ageing_copy(tag->face);
  double module = lab_module_size(tag, variant, symbol->size);
  double margin = (tag->size - symbol->size * module) / 2;
  for (int y = (int)tag->y; y < (int)(tag->y + tag->size); y++)
    for (int x = (int)tag->x; x < (int)(tag->x + tag->size); x++) {
      int dark = 0;
      for (int i = 0; i < 16; i++)
        dark += is_dark(symbol, variant, (x + (i % 4) / 4.0 - tag->x - margin) / module,
                        (y + (i / 4) / 4.0 - tag->y - margin) / module);
      picture->grey[y * picture->stride + x] = (guint8)(255 - 255 * dark / 16);
    }
  return picture;
}

void lab_tag_clear(Tag *tag) {
  khoa_picture_free(tag->face);
  g_free(tag->name);
}
