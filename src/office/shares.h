/* A secret key in shares, of which any `needed` restore it and fewer tell nothing (Shamir, over
 * GF(256), by libgfshare). A share is a small text that its holder keeps on paper or as a file:
 *
 *   khoa-share 1
 *   # lines like this one are for people
 *   key authority 7913DD8454553032      which of an office's keys: name, minisign's number of it
 *   share 2 of 5 needs 3 split 9F3C0A11 random, the same for all shares of one splitting
 *   1A2B 3C4D 5E6F 7081 9A0B            four lines of 8 bytes and a check, in groups
 *   check 1A2B 3C4D                     of all that stands above
 *
 * The checks find typing errors, and are the first bytes of BLAKE2b-256 hashes; whether it is the
 * right key is told by its public half. sodium_init() must have been called. */
#ifndef KHOA_OFFICE_SHARES_H
#define KHOA_OFFICE_SHARES_H

#include "tag/secret_key.h"

#include <glib.h>

#define KHOA_SHARE_SIZE KHOA_SECRET_SEED_SIZE
#define KHOA_SHARES_MIN 2
#define KHOA_SHARES_MAX 16
#define KHOA_SHARE_TEXT_MAX 1024

/* Secret, and to be kept in guarded memory; all fields are bytes, so that there is no padding. */
typedef struct KhoaShare {
  char key[12];                    /* "authority", "privacy"; zeros behind it */
  guint8 of[KHOA_KEY_NUMBER_SIZE]; /* that key's number */
  guint8 split[4];                 /* tells one splitting of it from another */
  guint8 needed, count, number;    /* number: 1 to count */
  guint8 data[KHOA_SHARE_SIZE];
} KhoaShare;

/* Fills `count` shares, any `needed` of which restore the secret; 2 <= needed <= count <= 16. Only
 * the fields below key and of. FALSE when memory is short. */
gboolean khoa_shares_make(KhoaShare *shares, guint needed, guint count,
                          const guint8 secret[KHOA_SHARE_SIZE]);
/* From as many shares as they need, of one splitting. FALSE when memory is short. */
gboolean khoa_shares_join(const KhoaShare *shares, guint8 secret[KHOA_SHARE_SIZE]);

/* At most 64 characters a line. */
void khoa_share_print(char text[KHOA_SHARE_TEXT_MAX], const KhoaShare *share);
/* Upper or lower case, spaces and empty lines as somebody typed them. The error names path and
 * line, and never what stands there. text: NUL-terminated, and taken apart. */
gboolean khoa_share_parse(KhoaShare *share, const char *path, char *text, GError **error);

/* Whether `given` shares are of one splitting, none twice, and enough of them; paths name them. */
gboolean khoa_shares_fit(const KhoaShare *shares, char *const *paths, guint given, GError **error);

#define KHOA_SHARES_ERROR khoa_shares_error_quark()
GQuark khoa_shares_error_quark(void);

#endif
