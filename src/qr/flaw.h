/* Damage to a code on a drawn page that decoders mend by error correction, and so don't tell. */
#ifndef KHOA_QR_FLAW_H
#define KHOA_QR_FLAW_H

#include "picture.h"

/* What is wrong with the code that stands upright, or turned by quarters, in the rectangle of
 * pixels whose corner and sides (quiet zone included) are given; NULL if it stands there whole: its
 * quiet zone is empty, the patterns by which decoders find its modules are complete, and no module
 * is half dark. */
const char *khoa_code_flaw(const KhoaPicture *picture, double x, double y, double width,
                           double height);
/* That code's modules, a pixel each and upright, without quiet zone; NULL if it has a flaw. */
KhoaPicture *khoa_code_modules(const KhoaPicture *picture, double x, double y, double width,
                               double height);

#endif
