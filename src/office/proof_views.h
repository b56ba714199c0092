/* Proof of what says nothing about itself: PDFs of whatever origin, and pictures of printed sheets.
 */
#ifndef KHOA_OFFICE_PROOF_VIEWS_H
#define KHOA_OFFICE_PROOF_VIEWS_H

#include "art/raster.h"
#include "proof_faults.h"

/* A PDF whose pages a scanner made is taken as pictures. In others, every batch that is met must be
 * there whole. */
gboolean khoa_views_prove(KhoaOffice *office, KhoaRaster *raster, const KhoaProgress *progress,
                          KhoaProof *proof, GError **error);

#endif
