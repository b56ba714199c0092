/* Files of which nothing is known beforehand: their codes as they are found, each looked up in the
 * registry, and the batches that they make up. */
#ifndef KHOA_OFFICE_PROOF_FOUND_H
#define KHOA_OFFICE_PROOF_FOUND_H

#include "proof_faults.h"

typedef struct KhoaFound KhoaFound;

/* Both must outlive it; counts and faults go into the proof. Two pictures may show the same tag. */
KhoaFound *khoa_found_new(KhoaOffice *office, KhoaProof *proof);
void khoa_found_free(KhoaFound *found);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(KhoaFound, khoa_found_free)

/* scans: KhoaScan * of one page, from 1. */
gboolean khoa_found_add(KhoaFound *found, guint page, const GPtrArray *scans, GError **error);
gboolean khoa_found_has(const KhoaFound *found, KhoaTagName tag);
/* After the last page of a file: what the batches that were met are short of; nothing more
 * of pictures. */
gboolean khoa_found_end(KhoaFound *found, GError **error);

#endif
