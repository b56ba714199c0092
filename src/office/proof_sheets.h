/* Photos and scans of printed sheets. Which sheets they show, the codes that were read say; where
 * the others of those sheets must be seen follows from where they stand on the paper. */
#ifndef KHOA_OFFICE_PROOF_SHEETS_H
#define KHOA_OFFICE_PROOF_SHEETS_H

#include "proof_found.h"
#include "qr/scan.h"

typedef struct KhoaSheets KhoaSheets;

/* The office must outlive it. */
KhoaSheets *khoa_sheets_new(KhoaOffice *office);
void khoa_sheets_free(KhoaSheets *sheets);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(KhoaSheets, khoa_sheets_free)

/* scans: what was read in one picture (from 1); gets what is read at the places of codes that are
 * still missing there. */
gboolean khoa_sheets_look(KhoaSheets *sheets, const KhoaPicture *picture, guint number,
                          GPtrArray *scans, KhoaProof *proof, GError **error);
/* After the last picture: which tags of the sheets that were seen are not in `found`. */
void khoa_sheets_end(KhoaSheets *sheets, const KhoaFound *found, KhoaProof *proof);

#endif
