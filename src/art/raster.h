/* PDF pages -> grey pixels, by poppler, so that a finished file can be proved. */
#ifndef KHOA_ART_RASTER_H
#define KHOA_ART_RASTER_H

#include <glib.h>

typedef struct KhoaRaster KhoaRaster;

/* Errors (KHOA_RASTER_ERROR) name the file: not a PDF, damaged, encrypted. */
KhoaRaster *khoa_raster_open(const char *path, GError **error);
/* The same file once more, for another thread: no two may draw from one KhoaRaster at a time. */
KhoaRaster *khoa_raster_again(const KhoaRaster *raster, GError **error);
/* From here on without grey edges, as on a printing plate: a third quicker. Lines thinner than a
 * pixel may vanish. */
void khoa_raster_sharpen(KhoaRaster *raster);
void khoa_raster_free(KhoaRaster *raster);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(KhoaRaster, khoa_raster_free)

guint khoa_raster_pages(const KhoaRaster *raster);
/* The document's keywords, "" if it has none; the caller's. */
char *khoa_raster_keywords(const KhoaRaster *raster);
/* Whether pictures cover most of a page (from 0), as when a scanner made it. */
gboolean khoa_raster_is_scan(const KhoaRaster *raster, guint page);
/* Page from 0. Allocates *grey (g_free), 8 bits, 255 white. Error when the page is larger than
 * 2 m a side or can't be drawn. */
gboolean khoa_raster_page(KhoaRaster *raster, guint page, double dpi, guint8 **grey, int *width,
                          int *height, int *stride, GError **error);

#define KHOA_RASTER_ERROR khoa_raster_error_quark()
GQuark khoa_raster_error_quark(void);

#endif
