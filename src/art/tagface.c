#include "tagface.h"

#include "paint.h"
#include "places.h"
#include "rules.h"

#include <glib/gi18n.h>
#include <math.h>
#include <string.h>

typedef struct Face {
  KhoaDrawing *drawing;
  GPtrArray *texts; /* KhoaFitted *, {code} among them with the longest code */
  KhoaCodeLine *code;
  cairo_surface_t *shared; /* all that a batch's tags have in common */
  cairo_surface_t *cut;    /* NULL if there is none */
} Face;

struct KhoaTagFaces {
  const KhoaLayout *layout;
  int modules; /* of a side, without quiet zone */
  Face faces[2];
};

static gboolean is_code(const KhoaTextSpec *spec) {
  return strcmp(spec->words, KHOA_PLACE_CODE) == 0;
}

static gboolean fit_one(Face *face, const KhoaTextSpec *spec, KhoaFonts *fonts,
                        const KhoaTagText *text, GError **error) {
  g_autofree char *words =
      is_code(spec) ? g_strdup(KHOA_CODE_LONGEST) : khoa_places_fill(spec->words, text);
  KhoaFitted *fitted = khoa_fit_text(spec, words, fonts, error);
  if (!fitted)
    return FALSE;
  g_ptr_array_add(face->texts, fitted);
  return !is_code(spec) || (face->code = khoa_code_line_new(spec, fonts, error)) != NULL;
}

static void fit_texts(Face *face, KhoaFonts *fonts, const KhoaTagText *text,
                      KhoaLayoutFaults *faults) {
  face->texts = g_ptr_array_new_with_free_func((GDestroyNotify)khoa_fitted_free);
  for (guint i = 0; i < face->drawing->texts->len; i++) {
    const KhoaTextSpec *spec = g_ptr_array_index(face->drawing->texts, i);
    GError *error = NULL;
    if (!spec->faulty && !fit_one(face, spec, fonts, text, &error))
      khoa_layout_fault_take(faults, spec->line, spec->what, error);
  }
}

static void check_rules(const KhoaTagFaces *faces, KhoaFace which, KhoaFonts *fonts, guint hotlines,
                        KhoaLayoutFaults *faults) {
  static void (*const rules[])(const KhoaRuleFace *) = {
      khoa_rule_digits, khoa_rule_apart, khoa_rule_safe, khoa_rule_contrast,
      khoa_rule_qr,     khoa_rule_bleed, khoa_rule_cut};
  const Face *face = &faces->faces[which];
  GError *error = NULL;
  g_autoptr(KhoaCutMap) cut = khoa_cut_map_new(faces->layout, face->drawing, which, &error);
  if (!cut) {
    khoa_layout_fault_take(faults, 0, NULL, error);
    return;
  }
  const KhoaRuleFace subject = {.layout = faces->layout,
                                .drawing = face->drawing,
                                .cut = cut,
                                .texts = face->texts,
                                .hotlines = hotlines,
                                .modules = faces->modules,
                                .fonts = fonts,
                                .faults = faults};
  for (gsize i = 0; i < G_N_ELEMENTS(rules); i++)
    rules[i](&subject);
}

static void draw_quiet_zone(const KhoaDrawing *drawing, cairo_t *cr) {
  if (!drawing->has_qr)
    return;
  cairo_set_source_rgb(cr, 1, 1, 1);
  cairo_rectangle(cr, drawing->qr.x, drawing->qr.y, drawing->qr.width, drawing->qr.height);
  cairo_fill(cr);
}

/* The cut line's box reaches further than the artwork's, so that the two are told apart. */
static void cut_box(const KhoaLayout *layout, int box[4]) {
  int edge = (int)ceil(khoa_layout_bleed(layout)) + 1;
  box[0] = box[1] = -edge;
  box[2] = (int)ceil(khoa_layout_width(layout)) + edge;
  box[3] = (int)ceil(khoa_layout_height(layout)) + edge;
}

static gboolean record_cut(const KhoaLayout *layout, KhoaFace which, Face *face, GError **error) {
  if (!face->drawing->cut)
    return TRUE;
  int box[4];
  cut_box(layout, box);
  cairo_rectangle_t extents = {box[0], box[1], box[2] - box[0], box[3] - box[1]};
  face->cut = cairo_recording_surface_create(CAIRO_CONTENT_COLOR_ALPHA, &extents);
  cairo_t *cr = cairo_create(face->cut);
  gboolean drawn = khoa_paint_cut(cr, layout, face->drawing, which, error);
  cairo_destroy(cr);
  return drawn;
}

static gboolean draw_shared(const KhoaLayout *layout, const Face *face, cairo_t *cr,
                            GError **error) {
  if (!khoa_paint_svg(cr, layout, face->drawing->art, error))
    return FALSE;
  for (guint i = 0; i < face->texts->len; i++) {
    const KhoaFitted *fitted = g_ptr_array_index(face->texts, i);
    if (!is_code(fitted->spec))
      khoa_fitted_draw(fitted, cr);
  }
  draw_quiet_zone(face->drawing, cr);
  return TRUE;
}

/* A unit of the recording is a mm; what is painted from it keeps the bleed. */
static gboolean record(const KhoaLayout *layout, Face *face, GError **error) {
  double bleed = khoa_layout_bleed(layout);
  cairo_rectangle_t extents = {-bleed, -bleed, khoa_layout_width(layout) + 2 * bleed,
                               khoa_layout_height(layout) + 2 * bleed};
  face->shared = cairo_recording_surface_create(CAIRO_CONTENT_COLOR_ALPHA, &extents);
  cairo_t *cr = cairo_create(face->shared);
  gboolean drawn = draw_shared(layout, face, cr, error);
  cairo_destroy(cr);
  return drawn;
}

static void make_face(KhoaTagFaces *faces, KhoaFace which, KhoaFonts *fonts,
                      const KhoaTagText *text, KhoaLayoutFaults *faults) {
  Face *face = &faces->faces[which];
  const KhoaLayout *layout = faces->layout;
  guint hotlines = (guint)text->n_hotlines;
  GError *error = NULL;
  face->drawing = khoa_layout_drawing(layout, which, hotlines, text->specimen, faults);
  fit_texts(face, fonts, text, faults);
  if (khoa_layout_faults_ruled(faults))
    check_rules(faces, which, fonts, hotlines, faults);
  if (!record(layout, face, &error) || !record_cut(layout, which, face, &error))
    khoa_layout_fault_take(faults, 0, NULL, error);
}

KhoaTagFaces *khoa_tag_faces_make(const KhoaLayout *layout, KhoaFonts *fonts,
                                  const KhoaTagText *text, const KhoaSymbolForm *form,
                                  KhoaLayoutFaults *faults) {
  if (text->n_hotlines < KHOA_HOTLINES_MIN || text->n_hotlines > KHOA_HOTLINES_MAX) {
    khoa_layout_fault(faults, 0, NULL, _("a tag shows %d to %d hotlines, not %zu"),
                      KHOA_HOTLINES_MIN, KHOA_HOTLINES_MAX, text->n_hotlines);
    return NULL;
  }
  KhoaTagFaces *faces = g_new0(KhoaTagFaces, 1);
  faces->layout = layout;
  faces->modules = form ? form->size : 0;
  make_face(faces, KHOA_FACE_FRONT, fonts, text, faults);
  if (khoa_layout_has_back(layout))
    make_face(faces, KHOA_FACE_BACK, fonts, text, faults);
  return faces;
}

KhoaTagFaces *khoa_tag_faces_new(const KhoaLayout *layout, KhoaFonts *fonts,
                                 const KhoaTagText *text, const KhoaSymbolForm *form,
                                 GError **error) {
  g_autoptr(KhoaLayoutFaults) faults = khoa_layout_faults_new(khoa_layout_name(layout));
  g_autoptr(KhoaTagFaces) faces = khoa_tag_faces_make(layout, fonts, text, form, faults);
  return khoa_layout_faults_none(faults, error) ? g_steal_pointer(&faces) : NULL;
}

void khoa_tag_faces_free(KhoaTagFaces *faces) {
  if (!faces)
    return;
  for (guint i = 0; i < G_N_ELEMENTS(faces->faces); i++) {
    Face *face = &faces->faces[i];
    g_clear_pointer(&face->shared, cairo_surface_destroy);
    g_clear_pointer(&face->cut, cairo_surface_destroy);
    khoa_code_line_free(face->code);
    g_clear_pointer(&face->texts, g_ptr_array_unref);
    khoa_drawing_free(face->drawing);
  }
  g_free(faces);
}

/* One bit a module, dark ones set. */
static cairo_surface_t *mask_of(const KhoaSymbol *symbol) {
  cairo_surface_t *mask = cairo_image_surface_create(CAIRO_FORMAT_A1, symbol->size, symbol->size);
  cairo_surface_flush(mask);
  unsigned char *data = cairo_image_surface_get_data(mask);
  int stride = cairo_image_surface_get_stride(mask);
  for (int y = 0; y < symbol->size; y++) {
    guint32 *row = (guint32 *)(void *)(data + y * stride);
    for (int x = 0; x < symbol->size; x++) {
      guint32 bit = G_BYTE_ORDER == G_LITTLE_ENDIAN ? 1U << (x & 31) : 0x80000000U >> (x & 31);
      if (symbol->modules[y * symbol->size + x])
        row[x / 32] |= bit;
    }
  }
  cairo_surface_mark_dirty(mask);
  return mask;
}

static void draw_symbol(const KhoaBox *place, cairo_t *cr, const KhoaSymbol *symbol) {
  double module = place->width / (symbol->size + 2 * KHOA_QUIET_ZONE);
  cairo_surface_t *mask = mask_of(symbol);
  cairo_pattern_t *pattern = cairo_pattern_create_for_surface(mask);
  cairo_pattern_set_filter(pattern, CAIRO_FILTER_NEAREST);
  cairo_save(cr);
  cairo_translate(cr, place->x + KHOA_QUIET_ZONE * module, place->y + KHOA_QUIET_ZONE * module);
  cairo_scale(cr, module, module);
  cairo_set_source_rgb(cr, 0, 0, 0);
  cairo_mask(cr, pattern);
  cairo_restore(cr);
  cairo_pattern_destroy(pattern);
  cairo_surface_destroy(mask);
}

void khoa_tag_faces_draw_shared(KhoaTagFaces *faces, KhoaFace which, cairo_t *cr) {
  cairo_set_source_surface(cr, faces->faces[which].shared, 0, 0);
  cairo_paint(cr);
}

void khoa_tag_faces_draw_code(KhoaTagFaces *faces, KhoaFace which, cairo_t *cr, const char *code) {
  if (faces->faces[which].code)
    khoa_code_line_draw(faces->faces[which].code, cr, code);
}

gboolean khoa_tag_faces_code(const KhoaTagFaces *faces, KhoaFace which, const char *code,
                             KhoaCodePlace *place) {
  const Face *face = &faces->faces[which];
  if (face->code)
    *place = khoa_code_line_place(face->code, code);
  return face->code != NULL;
}

void khoa_tag_faces_draw(KhoaTagFaces *faces, KhoaFace which, cairo_t *cr, const KhoaSymbol *symbol,
                         const char *code) {
  const Face *face = &faces->faces[which];
  if (!face->shared)
    return;
  khoa_tag_faces_draw_shared(faces, which, cr);
  if (face->drawing->has_qr && symbol)
    draw_symbol(&face->drawing->qr, cr, symbol);
  khoa_tag_faces_draw_code(faces, which, cr, code);
}

void khoa_tag_faces_draw_cut(KhoaTagFaces *faces, KhoaFace which, cairo_t *cr) {
  const Face *face = &faces->faces[which];
  if (!face->cut)
    return;
  cairo_set_source_surface(cr, face->cut, 0, 0);
  cairo_paint(cr);
}

gboolean khoa_tag_faces_draw_anew(KhoaTagFaces *faces, KhoaFace which, cairo_t *cr,
                                  const char *code, gboolean cut, GError **error) {
  const Face *face = &faces->faces[which];
  if (!draw_shared(faces->layout, face, cr, error))
    return FALSE;
  khoa_tag_faces_draw_code(faces, which, cr, code);
  return !cut || !face->cut || khoa_paint_cut(cr, faces->layout, face->drawing, which, error);
}

gboolean khoa_tag_faces_cut_box(const KhoaTagFaces *faces, int box[4]) {
  cut_box(faces->layout, box);
  return faces->faces[KHOA_FACE_FRONT].cut != NULL;
}

gboolean khoa_tag_faces_qr(const KhoaTagFaces *faces, KhoaFace which, double *x, double *y,
                           double *size) {
  const KhoaDrawing *drawing = faces->faces[which].drawing;
  if (!drawing || !drawing->has_qr)
    return FALSE;
  *x = drawing->qr.x;
  *y = drawing->qr.y;
  *size = drawing->qr.width;
  return TRUE;
}
