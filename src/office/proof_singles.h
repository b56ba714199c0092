/* Pictures of single tags, as engravers are given them: each file's name says whose picture it is,
 * "0012-00345-67-back.png", and one of a tag's faces must show that tag's code and no other. */
#ifndef KHOA_OFFICE_PROOF_SINGLES_H
#define KHOA_OFFICE_PROOF_SINGLES_H

#include "proof_found.h"
#include "qr/picture.h"

/* FALSE if that isn't the name of a single tag's picture. */
gboolean khoa_single_named(const char *path, KhoaTagName *tag);
/* number: of the picture, from 1. */
gboolean khoa_single_look(const KhoaPicture *picture, guint number, KhoaTagName tag,
                          KhoaFound *found, KhoaProof *proof, GError **error);
/* After the last picture: which of these tags (KhoaTagName, sorted here, may be doubled) none of
 * their pictures shows. */
void khoa_singles_end(GArray *tags, const KhoaFound *found, KhoaProof *proof);

#endif
