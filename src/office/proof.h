/* Proof of finished files: every page rasterised, every code decoded by ZXing, every text compared
 * with the registry. zbar is asked too about every 16th code and about those that ZXing doesn't
 * read. */
#ifndef KHOA_OFFICE_PROOF_H
#define KHOA_OFFICE_PROOF_H

#include "run.h"
#include "tags.h"

typedef struct KhoaProofFault {
  guint page; /* from 1; 0: of the whole file */
  char *code; /* printed code, or NULL */
  char *what;
} KhoaProofFault;

typedef struct KhoaProof {
  guint pages;       /* or pictures */
  gboolean pictures; /* of printed sheets, not the files for printing them */
  guint64 expected;  /* codes that the file must hold; 0 in a face without codes */
  guint64 read;      /* of them, read right */
  guint64 asked;     /* codes that both decoders were asked about */
  guint64 weak;      /* of them, read right by one alone */
  GPtrArray *faults; /* KhoaProofFault * */
  GArray *unread;    /* KhoaTagName: tags whose own code isn't there, can't be read or is damaged */
} KhoaProof;
void khoa_proof_clear(KhoaProof *proof);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(KhoaProof, khoa_proof_clear)
/* The unread tags of one batch, as `print --only` takes them (the caller's), from the one at *from
 * on, which moves to the next batch's. */
char *khoa_proof_unread(KhoaProof *proof, guint *from, guint32 *batch);

/* PNGs and JPEGs. Those of single tags, by their names, must show these and no others. The rest are
 * scans or photos of printed sheets, at any angle. Which sheets they show, the codes say; every tag
 * of those sheets must be read in one of the pictures. */
gboolean khoa_proof_pictures(KhoaOffice *office, char *const *paths, guint n,
                             const KhoaProgress *progress, KhoaProof *proof, GError **error);

/* A PDF of khoa's own says in its keywords which batch, face and options it is of, so each place on
 * each sheet is held against its tag. In any other PDF all codes that are found are looked up, and
 * every batch that is met must be there whole; but a scanner's pages are taken as pictures. */
gboolean khoa_proof_file(KhoaOffice *office, const char *path, const KhoaProgress *progress,
                         KhoaProof *proof, GError **error);

/* The same for a face's file in a batch's folder: it must be of that batch and face, and in the
 * batch's own folder the very file that was issued. *there is FALSE, and nothing proved, if the
 * batch has no such face. */
gboolean khoa_proof_face(KhoaOffice *office, gint64 batch, KhoaFace face, const char *folder,
                         const KhoaProgress *progress, char **path, KhoaProof *proof,
                         gboolean *there, GError **error);

#endif
