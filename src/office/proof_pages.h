/* Pages of a PDF, drawn and looked at by all cores. */
#ifndef KHOA_OFFICE_PROOF_PAGES_H
#define KHOA_OFFICE_PROOF_PAGES_H

#include "art/raster.h"
#include "qr/picture.h"
#include "run.h"

/* Called once for each page (from 1), in any order and from several threads at once. May paint over
 * the picture. */
typedef void (*KhoaPageLook)(KhoaPicture *picture, guint page, gpointer data);

/* Pages first to last, from 1; none if last is smaller. The error is that of the first page that
 * has one. */
gboolean khoa_proof_pages(const KhoaRaster *raster, guint first, guint last, double dpi,
                          KhoaPageLook look, gpointer data, const KhoaProgress *progress,
                          GError **error);

#endif
