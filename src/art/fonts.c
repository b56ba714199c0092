#include "fonts.h"

#include <fontconfig/fontconfig.h>
#include <glib/gi18n.h>
#include <math.h>
#include <pango/pangofc-fontmap.h>
#include <string.h>

struct KhoaFonts {
  char *folder;
  FcConfig *config;
  PangoFontMap *map;
  PangoContext *context;
};

G_DEFINE_QUARK(khoa - fonts - error - quark, khoa_fonts_error)
G_DEFINE_AUTOPTR_CLEANUP_FUNC(FcPattern, FcPatternDestroy)
G_DEFINE_AUTOPTR_CLEANUP_FUNC(FcObjectSet, FcObjectSetDestroy)
G_DEFINE_AUTOPTR_CLEANUP_FUNC(FcFontSet, FcFontSetDestroy)

static gint by_name(gconstpointer a, gconstpointer b) {
  return strcmp(*(char *const *)a, *(char *const *)b);
}

/* Sorted, so that nothing depends on the order in which a disk lists its files. */
static GPtrArray *font_files(const char *folder, GError **error) {
  g_autoptr(GDir) dir = g_dir_open(folder, 0, error);
  if (!dir) {
    g_prefix_error(error, _("no fonts: run scripts/setup: "));
    return NULL;
  }
  GPtrArray *files = g_ptr_array_new_with_free_func(g_free);
  for (const char *name; (name = g_dir_read_name(dir));)
    if (g_str_has_suffix(name, ".ttf") || g_str_has_suffix(name, ".otf"))
      g_ptr_array_add(files, g_build_filename(folder, name, NULL));
  g_ptr_array_sort(files, by_name);
  return files;
}

static gboolean add_files(FcConfig *config, const char *folder, GError **error) {
  g_autoptr(GPtrArray) files = font_files(folder, error);
  if (!files)
    return FALSE;
  if (files->len == 0) {
    g_set_error(error, KHOA_FONTS_ERROR, 0, _("%s holds no font (.ttf, .otf): run scripts/setup"),
                folder);
    return FALSE;
  }
  for (guint i = 0; i < files->len; i++) {
    const char *file = g_ptr_array_index(files, i);
    if (!FcConfigAppFontAddFile(config, (const FcChar8 *)file)) {
      g_set_error(error, KHOA_FONTS_ERROR, 0, _("%s is not a font: remove it or run scripts/setup"),
                  file);
      return FALSE;
    }
  }
  return TRUE;
}

/* Hints and rounding are for screens: here a unit is a whole millimetre. */
static PangoContext *exact_context(PangoFontMap *map) {
  PangoContext *context = pango_font_map_create_context(map);
  cairo_font_options_t *options = cairo_font_options_create();
  cairo_font_options_set_hint_style(options, CAIRO_HINT_STYLE_NONE);
  cairo_font_options_set_hint_metrics(options, CAIRO_HINT_METRICS_OFF);
  cairo_font_options_set_antialias(options, CAIRO_ANTIALIAS_GRAY);
  pango_cairo_context_set_font_options(context, options);
  cairo_font_options_destroy(options);
  pango_context_set_round_glyph_positions(context, FALSE);
  pango_context_set_language(context, pango_language_from_string("vi"));
  return context;
}

KhoaFonts *khoa_fonts_new(const char *folder, GError **error) {
  g_autoptr(KhoaFonts) fonts = g_new0(KhoaFonts, 1);
  fonts->folder = g_strdup(folder);
  fonts->config = FcConfigCreate();
  if (!add_files(fonts->config, folder, error))
    return NULL;
  fonts->map = pango_cairo_font_map_new_for_font_type(CAIRO_FONT_TYPE_FT);
  pango_fc_font_map_set_config(PANGO_FC_FONT_MAP(fonts->map), fonts->config);
  fonts->context = exact_context(fonts->map);
  return g_steal_pointer(&fonts);
}

void khoa_fonts_free(KhoaFonts *fonts) {
  if (!fonts)
    return;
  g_clear_object(&fonts->context);
  if (fonts->map) /* which would keep it for good */
    pango_fc_font_map_set_config(PANGO_FC_FONT_MAP(fonts->map), NULL);
  g_clear_object(&fonts->map);
  if (fonts->config)
    FcConfigDestroy(fonts->config);
  g_free(fonts->folder);
  g_free(fonts);
}

static int pattern_weight(FcPattern *pattern) {
  double weight = FC_WEIGHT_REGULAR;
  FcPatternGetDouble(pattern, FC_WEIGHT, 0, &weight);
  return (int)lround(FcWeightToOpenTypeDouble(weight));
}

static gboolean pattern_italic(FcPattern *pattern) {
  int slant = FC_SLANT_ROMAN;
  FcPatternGetInteger(pattern, FC_SLANT, 0, &slant);
  return slant != FC_SLANT_ROMAN;
}

/* A face as errors name it; the caller's. */
static char *face_name(const char *family, int weight, gboolean italic) {
  return g_strdup_printf("%s %d%s", family, weight, italic ? " italic" : "");
}

/* The faces of one family, or of all if it is NULL. */
static FcFontSet *list_faces(const KhoaFonts *fonts, const char *family) {
  g_autoptr(FcPattern) pattern = FcPatternCreate();
  g_autoptr(FcObjectSet) wanted = FcObjectSetBuild(FC_FAMILY, FC_WEIGHT, FC_SLANT, NULL);
  if (family)
    FcPatternAddString(pattern, FC_FAMILY, (const FcChar8 *)family);
  return FcFontList(fonts->config, pattern, wanted);
}

static char *describe_faces(const KhoaFonts *fonts) {
  g_autoptr(FcFontSet) faces = list_faces(fonts, NULL);
  g_autoptr(GPtrArray) words = g_ptr_array_new_with_free_func(g_free);
  for (int i = 0; i < faces->nfont; i++) {
    FcPattern *face = faces->fonts[i];
    FcChar8 *family = NULL;
    if (FcPatternGetString(face, FC_FAMILY, 0, &family) == FcResultMatch)
      g_ptr_array_add(words,
                      face_name((const char *)family, pattern_weight(face), pattern_italic(face)));
  }
  g_ptr_array_sort(words, by_name);
  g_ptr_array_add(words, NULL);
  return g_strjoinv(", ", (char **)words->pdata);
}

static gboolean require_face(const KhoaFonts *fonts, const char *family, int weight,
                             gboolean italic, GError **error) {
  g_autoptr(FcFontSet) faces = list_faces(fonts, family);
  for (int i = 0; i < faces->nfont; i++)
    if (pattern_weight(faces->fonts[i]) == weight && pattern_italic(faces->fonts[i]) == italic)
      return TRUE;
  g_autofree char *there = describe_faces(fonts);
  g_autofree char *wanted = face_name(family, weight, italic);
  g_set_error(error, KHOA_FONTS_ERROR, 0, _("no font '%s' in %s: there are %s"), wanted,
              fonts->folder, there);
  return FALSE;
}

/* Another family's glyph would be a substitute, even one from the same folder. */
static void forbid_fallback(PangoLayout *layout) {
  PangoAttrList *attributes = pango_attr_list_new();
  pango_attr_list_insert(attributes, pango_attr_fallback_new(FALSE));
  pango_attr_list_insert(attributes, pango_attr_font_features_new("tnum=1"));
  pango_layout_set_attributes(layout, attributes);
  pango_attr_list_unref(attributes);
}

PangoLayout *khoa_fonts_layout(KhoaFonts *fonts, const char *family, int weight, double size_mm,
                               const char *text, GError **error) {
  if (!require_face(fonts, family, weight, FALSE, error))
    return NULL;
  PangoFontDescription *font = pango_font_description_new();
  pango_font_description_set_family(font, family);
  pango_font_description_set_weight(font, (PangoWeight)weight);
  pango_font_description_set_absolute_size(font, size_mm * PANGO_SCALE);
  g_autoptr(PangoLayout) layout = pango_layout_new(fonts->context);
  pango_layout_set_font_description(layout, font);
  pango_font_description_free(font);
  forbid_fallback(layout);
  pango_layout_set_text(layout, text, -1);
  if (pango_layout_get_unknown_glyphs_count(layout) > 0) {
    g_set_error(error, KHOA_FONTS_ERROR, 0,
                _("'%s' has a letter that the font '%s %d' lacks: change the text or the font"),
                text, family, weight);
    return NULL;
  }
  return g_steal_pointer(&layout);
}

gboolean khoa_fonts_slant(KhoaFonts *fonts, PangoLayout *layout, GError **error) {
  PangoFontDescription *font =
      pango_font_description_copy(pango_layout_get_font_description(layout));
  pango_font_description_set_style(font, PANGO_STYLE_ITALIC);
  pango_layout_set_font_description(layout, font);
  gboolean there = require_face(fonts, pango_font_description_get_family(font),
                                (int)pango_font_description_get_weight(font), TRUE, error);
  pango_font_description_free(font);
  return there;
}
