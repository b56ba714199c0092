/* What digests of rows are made of, each part unmistakable from the next. */
#ifndef KHOA_REG_DIGEST_H
#define KHOA_REG_DIGEST_H

#include "db.h"

#include <sodium.h>

/* With the NUL behind it; NULL as "". */
void khoa_digest_text(crypto_generichash_state *state, const char *text);
/* In decimal, as a text. */
void khoa_digest_int(crypto_generichash_state *state, gint64 number);
/* The blobs in some columns of a row, the last included: each one's size as an int, and then its
 * bytes. */
void khoa_digest_blobs(crypto_generichash_state *state, KhoaRows *row, int first, int last);

#endif
