#include "tagpicture.h"

#include "outline.h"

#include <cairo-svg.h>
#include <glib/gi18n.h>
#include <math.h>
#include <string.h>
#include <zlib.h>

#define MM_PER_INCH 25.4
#define SVG_UNITS 100 /* in a mm: cairo rounds outlines of letters to 64ths of a unit */
#define PNG_HEAD 33   /* bytes of signature and IHDR, behind which pHYs may stand */

G_DEFINE_QUARK(khoa - tag - picture - error - quark, khoa_tag_picture_error)

static cairo_status_t keep_bytes(void *closure, const unsigned char *data, unsigned int length) {
  g_string_append_len(closure, (const char *)data, length);
  return CAIRO_STATUS_SUCCESS;
}

static gboolean is_well(const KhoaTagPicture *picture, cairo_status_t status, GError **error) {
  if (status == CAIRO_STATUS_SUCCESS)
    return TRUE;
  g_set_error(error, KHOA_TAG_PICTURE_ERROR, 0, _("tag %s can't be drawn: %s"), picture->code,
              cairo_status_to_string(status));
  return FALSE;
}

static void draw_modules(const KhoaTagPicture *picture, cairo_t *cr) {
  double x, y, size;
  if (!khoa_tag_faces_qr(picture->faces, picture->face, &x, &y, &size))
    return;
  double module = size / (picture->symbol->size + 2 * KHOA_QUIET_ZONE);
  cairo_save(cr);
  cairo_translate(cr, x + KHOA_QUIET_ZONE * module, y + KHOA_QUIET_ZONE * module);
  cairo_scale(cr, module, module);
  khoa_outline_trace(picture->symbol, cr);
  cairo_set_source_rgb(cr, 0, 0, 0);
  cairo_fill(cr);
  cairo_restore(cr);
}

/* What stands between the two words, behind the first, becomes `text`. */
static void replace_between(GString *svg, const char *before, const char *after, const char *text) {
  char *start = strstr(svg->str, before), *end = start ? strstr(start, after) : NULL;
  if (!end)
    return;
  start += strlen(before);
  gssize at = start - svg->str;
  g_string_erase(svg, at, end - start);
  g_string_insert(svg, at, text);
}

/* cairo names its own units, SVG_UNITS to the mm, and counts what the process drew before. */
static void tidy(const KhoaTagPicture *picture, GString *svg) {
  char width[G_ASCII_DTOSTR_BUF_SIZE], height[G_ASCII_DTOSTR_BUF_SIZE];
  g_autofree char *sides =
      g_strdup_printf("width=\"%smm\" height=\"%smm\"",
                      g_ascii_formatd(width, sizeof width, "%.6g", picture->width),
                      g_ascii_formatd(height, sizeof height, "%.6g", picture->height));
  replace_between(svg, "xlink\" ", " viewBox=", sides);
  replace_between(svg, "<g id=\"", "\">\n", "tag");
}

GString *khoa_tag_picture_svg(const KhoaTagPicture *picture, gboolean cut, GError **error) {
  g_autoptr(GString) svg = g_string_new(NULL);
  cairo_surface_t *surface = cairo_svg_surface_create_for_stream(
      keep_bytes, svg, picture->width * SVG_UNITS, picture->height * SVG_UNITS);
  cairo_t *cr = cairo_create(surface);
  cairo_scale(cr, SVG_UNITS, SVG_UNITS);
  gboolean drawn =
      khoa_tag_faces_draw_anew(picture->faces, picture->face, cr, picture->code, cut, error);
  draw_modules(picture, cr);
  cairo_status_t status = cairo_status(cr);
  cairo_destroy(cr);
  cairo_surface_finish(surface);
  status = status ? status : cairo_surface_status(surface);
  cairo_surface_destroy(surface);
  if (!drawn || !is_well(picture, status, error))
    return NULL;
  tidy(picture, svg);
  return g_steal_pointer(&svg);
}

static void append_word(GString *bytes, guint32 word) {
  word = GUINT32_TO_BE(word);
  g_string_append_len(bytes, (const char *)&word, sizeof word);
}

/* The pHYs chunk: pixels a metre, which cairo doesn't write. */
static void say_resolution(GString *png, double dpi) {
  g_autoptr(GString) chunk = g_string_new("pHYs");
  guint32 pixels = (guint32)lround(dpi / MM_PER_INCH * 1000);
  append_word(chunk, pixels);
  append_word(chunk, pixels);
  g_string_append_c(chunk, 1); /* the unit is the metre */
  append_word(chunk, (guint32)crc32(0, (const Bytef *)chunk->str, (uInt)chunk->len));
  g_autoptr(GString) length = g_string_new(NULL);
  append_word(length, 9);
  g_string_insert_len(png, PNG_HEAD, length->str, (gssize)length->len);
  g_string_insert_len(png, PNG_HEAD + 4, chunk->str, (gssize)chunk->len);
}

GString *khoa_tag_picture_png(const KhoaTagPicture *picture, double dpi, GError **error) {
  double pixels = dpi / MM_PER_INCH;
  g_autoptr(GString) png = g_string_new(NULL);
  cairo_surface_t *surface =
      cairo_image_surface_create(CAIRO_FORMAT_RGB24, (int)lround(picture->width * pixels),
                                 (int)lround(picture->height * pixels));
  cairo_t *cr = cairo_create(surface);
  cairo_set_source_rgb(cr, 1, 1, 1);
  cairo_paint(cr);
  cairo_scale(cr, pixels, pixels);
  khoa_tag_faces_draw(picture->faces, picture->face, cr, picture->symbol, picture->code);
  cairo_status_t status = cairo_status(cr);
  cairo_destroy(cr);
  status = status ? status : cairo_surface_write_to_png_stream(surface, keep_bytes, png);
  cairo_surface_destroy(surface);
  if (!is_well(picture, status, error))
    return NULL;
  say_resolution(png, dpi);
  return g_steal_pointer(&png);
}
