/* The list of what a proof found wrong. */
#ifndef KHOA_OFFICE_PROOF_FAULTS_H
#define KHOA_OFFICE_PROOF_FAULTS_H

#include "proof.h"

void khoa_proof_init(KhoaProof *proof);
/* page: from 1, 0 for the whole file; code: NULL if the fault is of no one tag. */
void khoa_proof_add(KhoaProof *proof, guint page, const char *code, const char *format, ...)
    G_GNUC_PRINTF(4, 5);
/* A fault of that tag's own code, which is among the unread ones then. */
void khoa_proof_add_tag(KhoaProof *proof, guint page, KhoaTagName tag, const char *format, ...)
    G_GNUC_PRINTF(4, 5);
void khoa_proof_lack(KhoaProof *proof, KhoaTagName tag);
/* Adds the counts and faults of a part, which has none afterwards. */
void khoa_proof_join(KhoaProof *proof, KhoaProof *part);
/* A scanned text in a few words: the printed code of the tag that it names, or that it is none. The
 * caller's. */
char *khoa_proof_name_text(const char *text, gsize length);

#endif
