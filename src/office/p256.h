/* Signatures by surveyors' phones: ECDSA on P-256 with SHA-256 (FIPS 186-4), as browsers make them.
 * Keys are compressed points (SEC 1, 2.3.3). Nothing here is secret. */
#ifndef KHOA_OFFICE_P256_H
#define KHOA_OFFICE_P256_H

#include "tag/surveyor.h"

#include <glib.h>

/* Whether a key is a point on the curve. */
gboolean khoa_p256_valid(const guint8 key[KHOA_SURVEYOR_KEY_SIZE]);
/* signature: r and s, 32 bytes each, big-endian. */
gboolean khoa_p256_verify(const guint8 key[KHOA_SURVEYOR_KEY_SIZE], const guint8 signature[64],
                          const void *message, gsize length);

#endif
