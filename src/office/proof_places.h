/* The pages of a finished face, on which every code's place is known: each is held against its tag,
 * and what else is a code stands where none belongs. */
#ifndef KHOA_OFFICE_PROOF_PLACES_H
#define KHOA_OFFICE_PROOF_PLACES_H

#include "art/raster.h"
#include "proof_faults.h"

/* printer: for which the run was calibrated; tags: of the run, KhoaTagRecord; raster: the file of
 * that face, sharpened; proof->expected: how many codes, copies included. */
gboolean khoa_places_prove(const KhoaRun *run, const KhoaPrinter *printer, KhoaFace face,
                           const GArray *tags, const KhoaRaster *raster,
                           const KhoaProgress *progress, KhoaProof *proof, GError **error);

#endif
