/* A look at a layout before anything is issued: PNG pictures of faces as they are cut out at the
 * trim, and a PDF of their pages with bleed. */
#ifndef KHOA_ART_PREVIEW_H
#define KHOA_ART_PREVIEW_H

#include "tagface.h"

#define KHOA_PREVIEW_DPI 300

/* One face to show. */
typedef struct KhoaPreview {
  const KhoaLayout *layout;
  KhoaTagFaces *faces;
  KhoaFace face;
  const KhoaSymbol *symbol;
  const char *code;
} KhoaPreview;

/* A PNG file of KHOA_PREVIEW_DPI, which it says of itself; error KHOA_PREVIEW_ERROR. */
GByteArray *khoa_preview_png(const KhoaPreview *preview, GError **error);

/* A PDF of pages that are all the layout's, with its page boxes; date: ISO 8601 with zone. */
typedef struct KhoaPreviewPdf KhoaPreviewPdf;
KhoaPreviewPdf *khoa_preview_pdf_new(const KhoaLayout *layout, const char *date);
void khoa_preview_pdf_add(KhoaPreviewPdf *pdf, const KhoaPreview *preview);
/* Writes the finished file, once; never over one. */
gboolean khoa_preview_pdf_finish(KhoaPreviewPdf *pdf, const char *path, GError **error);
void khoa_preview_pdf_free(KhoaPreviewPdf *pdf);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(KhoaPreviewPdf, khoa_preview_pdf_free)

#define KHOA_PREVIEW_ERROR khoa_preview_error_quark()
GQuark khoa_preview_error_quark(void);

#endif
