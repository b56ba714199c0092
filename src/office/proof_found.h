/* A file of which nothing is known beforehand: its codes as they are found, each looked up in the
 * registry, and the batches that they make up. */
#ifndef KHOA_OFFICE_PROOF_FOUND_H
#define KHOA_OFFICE_PROOF_FOUND_H

#include "proof_faults.h"

typedef struct KhoaFound KhoaFound;

/* Both must outlive it; counts and faults go into the proof. */
KhoaFound *khoa_found_new(KhoaOffice *office, KhoaProof *proof);
void khoa_found_free(KhoaFound *found);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(KhoaFound, khoa_found_free)

/* scans: KhoaScan * of one page, from 1. */
gboolean khoa_found_add(KhoaFound *found, guint page, const GPtrArray *scans, GError **error);
/* After the last page: what the batches that were met are short of. */
gboolean khoa_found_end(KhoaFound *found, GError **error);

#endif
