/* Proof of finished files: every page rasterised, every code decoded by ZXing and zbar, every text
 * compared with the registry. A code is good if at least one decoder reads exactly what it must
 * say. */
#ifndef KHOA_OFFICE_PROOF_H
#define KHOA_OFFICE_PROOF_H

#include "run.h"

typedef struct KhoaProofFault {
  guint page; /* from 1; 0: of the whole file */
  char *code; /* printed code, or NULL */
  char *what;
} KhoaProofFault;

typedef struct KhoaProof {
  guint pages;
  guint64 expected;  /* codes that the file must hold; 0 in a face without codes */
  guint64 read;      /* of them, read right */
  guint64 weak;      /* of them, by one decoder alone */
  GPtrArray *faults; /* KhoaProofFault * */
} KhoaProof;
void khoa_proof_clear(KhoaProof *proof);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(KhoaProof, khoa_proof_clear)

/* A PDF of khoa's own says in its keywords which batch, face and options it is of, so each place on
 * each sheet is held against its tag. In any other PDF all codes that are found are looked up, and
 * every batch that is met must be there whole. */
gboolean khoa_proof_file(KhoaOffice *office, const char *path, const KhoaProgress *progress,
                         KhoaProof *proof, GError **error);

/* The same for a face's file in a batch's folder: it must be of that batch and face, and in the
 * batch's own folder the very file that was issued. *there is FALSE, and nothing proved, if the
 * batch has no such face. */
gboolean khoa_proof_face(KhoaOffice *office, gint64 batch, KhoaFace face, const char *folder,
                         const KhoaProgress *progress, char **path, KhoaProof *proof,
                         gboolean *there, GError **error);

#endif
