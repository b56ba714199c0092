#include "raster.h"

#include <gio/gio.h>
#include <glib/gi18n.h>
#include <math.h>
#include <poppler.h>

#define SIDE_MAX_MM 2000.0
#define POINTS_PER_MM (72 / 25.4)
#define SCAN_COVERS                                                                                \
  0.6 /* of the page: tags' codes never cover as much, a scan with margins does                    \
       */
#define SIDE_MAX_PIXELS 32767 /* cairo's */
#define PIXELS_MAX (400 * 1000 * 1000)
/* A page is drawn in bands, since cairo wants four bytes a pixel. */
#define BAND_PIXELS (16 * 1024 * 1024)

G_DEFINE_AUTOPTR_CLEANUP_FUNC(PopplerDocument, g_object_unref)
G_DEFINE_AUTOPTR_CLEANUP_FUNC(PopplerPage, g_object_unref)

struct KhoaRaster {
  char *path;
  GBytes *bytes; /* of the file: poppler reads a mapped document in pieces of 256 bytes */
  PopplerDocument *document;
  cairo_antialias_t edges;
  cairo_surface_t *surface; /* of the last band, since fresh memory costs more than drawing white */
};

GQuark khoa_raster_error_quark(void) {
  return g_quark_from_static_string("khoa-raster-error");
}

static void explain(const char *path, const GError *trouble, GError **error) {
  const char *words = trouble->message;
  if (g_error_matches(trouble, POPPLER_ERROR, POPPLER_ERROR_ENCRYPTED))
    words = _("the PDF is encrypted: save it without a password");
  else if (trouble->domain == POPPLER_ERROR ||
           g_error_matches(trouble, G_IO_ERROR, G_IO_ERROR_IS_DIRECTORY))
    words = _("not a PDF, or a damaged one: copy it again");
  g_set_error(error, KHOA_RASTER_ERROR, 0, "%s: %s", path, words);
}

static KhoaRaster *open_bytes(const char *path, GBytes *bytes, cairo_antialias_t edges,
                              GError **error) {
  g_autoptr(GError) trouble = NULL;
  g_autoptr(PopplerDocument) document = poppler_document_new_from_bytes(bytes, NULL, &trouble);
  if (!document) {
    explain(path, trouble, error);
    return NULL;
  }
  if (poppler_document_get_n_pages(document) < 1) {
    g_set_error(error, KHOA_RASTER_ERROR, 0, _("%s: the PDF has no page: copy it again"), path);
    return NULL;
  }
  /* Their class is made before threads ask for pages at once, not by whichever is first. */
  g_type_class_unref(g_type_class_ref(POPPLER_TYPE_PAGE));
  KhoaRaster *raster = g_new(KhoaRaster, 1);
  *raster =
      (KhoaRaster){g_strdup(path), g_bytes_ref(bytes), g_steal_pointer(&document), edges, NULL};
  return raster;
}

KhoaRaster *khoa_raster_open(const char *path, GError **error) {
  g_autoptr(GFile) file = g_file_new_for_path(path);
  g_autoptr(GError) trouble = NULL;
  g_autoptr(GBytes) bytes = g_file_load_bytes(file, NULL, NULL, &trouble);
  if (!bytes) {
    explain(path, trouble, error);
    return NULL;
  }
  return open_bytes(path, bytes, CAIRO_ANTIALIAS_DEFAULT, error);
}

KhoaRaster *khoa_raster_again(const KhoaRaster *raster, GError **error) {
  return open_bytes(raster->path, raster->bytes, raster->edges, error);
}

void khoa_raster_sharpen(KhoaRaster *raster) {
  raster->edges = CAIRO_ANTIALIAS_NONE;
}

void khoa_raster_free(KhoaRaster *raster) {
  if (!raster)
    return;
  g_clear_pointer(&raster->surface, cairo_surface_destroy);
  g_object_unref(raster->document);
  g_bytes_unref(raster->bytes);
  g_free(raster->path);
  g_free(raster);
}

guint khoa_raster_pages(const KhoaRaster *raster) {
  return (guint)poppler_document_get_n_pages(raster->document);
}

char *khoa_raster_keywords(const KhoaRaster *raster) {
  char *keywords = poppler_document_get_keywords(raster->document);
  return keywords ? keywords : g_strdup("");
}

/* NULL of a page that is missing or damaged. */
static PopplerPage *get_page(const KhoaRaster *raster, guint number) {
  return number < khoa_raster_pages(raster)
             ? poppler_document_get_page(raster->document, (int)number)
             : NULL;
}

/* Scanners may cut a page into strips. */
gboolean khoa_raster_is_scan(const KhoaRaster *raster, guint number) {
  g_autoptr(PopplerPage) page = get_page(raster, number);
  if (!page)
    return FALSE;
  double width, height, covered = 0;
  poppler_page_get_size(page, &width, &height);
  GList *images = poppler_page_get_image_mapping(page);
  for (const GList *i = images; i; i = i->next) {
    const PopplerRectangle *area = &((const PopplerImageMapping *)i->data)->area;
    covered += (area->x2 - area->x1) * (area->y2 - area->y1);
  }
  poppler_page_free_image_mapping(images);
  return fabs(covered) > SCAN_COVERS * width * height;
}

static gboolean page_size(const KhoaRaster *raster, PopplerPage *page, guint number, double dpi,
                          int *width, int *height, GError **error) {
  double x, y;
  poppler_page_get_size(page, &x, &y);
  double width_mm = x / POINTS_PER_MM, height_mm = y / POINTS_PER_MM;
  double across = x * dpi / 72, down = y * dpi / 72;
  if (!(width_mm > 0 && width_mm <= SIDE_MAX_MM && height_mm > 0 && height_mm <= SIDE_MAX_MM)) {
    g_set_error(error, KHOA_RASTER_ERROR, 0,
                _("%s: page %u is %.0f x %.0f mm, at most %.0f mm a side can be read"),
                raster->path, number + 1, width_mm, height_mm, SIDE_MAX_MM);
    return FALSE;
  }
  if (!(across >= 1 && across <= SIDE_MAX_PIXELS && down >= 1 && across * down <= PIXELS_MAX)) {
    g_set_error(
        error, KHOA_RASTER_ERROR, 0,
        _("%s: page %u at %g dpi has %.0f x %.0f pixels, too many (or none): choose another "
          "resolution"),
        raster->path, number + 1, dpi, across, down);
    return FALSE;
  }
  *width = (int)(across + 0.5);
  *height = (int)(down + 0.5);
  return TRUE;
}

static guint8 luminance(guint32 pixel) {
  guint32 red = pixel >> 16 & 255, green = pixel >> 8 & 255, blue = pixel & 255;
  return (guint8)((red * 77 + green * 150 + blue * 29) >> 8);
}

/* In pieces of a known length, which compilers turn into vector instructions. */
static void row_to_grey(const guint32 *restrict row, int width, guint8 *restrict grey) {
  int x = 0;
  for (; x + 16 <= width; x += 16)
    for (int i = 0; i < 16; i++)
      grey[x + i] = luminance(row[x + i]);
  for (; x < width; x++)
    grey[x] = luminance(row[x]);
}

static void to_grey(cairo_surface_t *surface, int width, int height, guint8 *grey) {
  cairo_surface_flush(surface);
  const guint8 *pixels = cairo_image_surface_get_data(surface);
  gsize stride = (gsize)cairo_image_surface_get_stride(surface);
  for (gsize y = 0; y < (gsize)height; y++)
    row_to_grey((const guint32 *)(const void *)(pixels + y * stride), width,
                grey + y * (gsize)width);
}

static cairo_surface_t *surface_of(KhoaRaster *raster, int width, int height) {
  if (raster->surface && (cairo_image_surface_get_width(raster->surface) != width ||
                          cairo_image_surface_get_height(raster->surface) != height))
    g_clear_pointer(&raster->surface, cairo_surface_destroy);
  if (!raster->surface)
    raster->surface = cairo_image_surface_create(CAIRO_FORMAT_RGB24, width, height);
  return raster->surface;
}

static gboolean draw_band(KhoaRaster *raster, PopplerPage *page, double dpi, int top, int width,
                          int height, guint8 *grey) {
  cairo_surface_t *surface = surface_of(raster, width, height);
  cairo_t *cr = cairo_create(surface);
  cairo_set_source_rgb(cr, 1, 1, 1);
  cairo_paint(cr);
  cairo_set_antialias(cr, raster->edges);
  cairo_translate(cr, 0, -top);
  cairo_scale(cr, dpi / 72, dpi / 72);
  poppler_page_render_for_printing(page, cr);
  gboolean done = cairo_status(cr) == CAIRO_STATUS_SUCCESS;
  if (done)
    to_grey(surface, width, height, grey);
  cairo_destroy(cr);
  return done;
}

gboolean khoa_raster_page(KhoaRaster *raster, guint number, double dpi, guint8 **grey, int *width,
                          int *height, int *stride, GError **error) {
  g_autoptr(PopplerPage) page = get_page(raster, number);
  if (!page) {
    g_set_error(error, KHOA_RASTER_ERROR, 0, _("%s: page %u is missing or damaged"), raster->path,
                number + 1);
    return FALSE;
  }
  if (!page_size(raster, page, number, dpi, width, height, error))
    return FALSE;
  g_autofree guint8 *pixels = g_malloc((gsize)*width * (gsize)*height);
  int band = MAX(1, BAND_PIXELS / *width);
  for (int top = 0; top < *height; top += band)
    if (!draw_band(raster, page, dpi, top, *width, MIN(band, *height - top),
                   pixels + (gsize)top * (gsize)*width)) {
      g_set_error(error, KHOA_RASTER_ERROR, 0, _("%s: page %u can't be drawn: copy the file again"),
                  raster->path, number + 1);
      return FALSE;
    }
  *stride = *width;
  *grey = g_steal_pointer(&pixels);
  return TRUE;
}
