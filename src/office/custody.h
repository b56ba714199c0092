/* How an office's two secret keys, "authority" and "privacy", are kept: behind a passphrase that
 * can be changed, and in shares that can take its place. */
#ifndef KHOA_OFFICE_CUSTODY_H
#define KHOA_OFFICE_CUSTODY_H

#include "office.h"
#include "shares.h"

/* The key of that name, by its passphrase; khoa_secret_key_free(). */
KhoaSecretKey *khoa_custody_unlock(KhoaOffice *office, const char *name, const char *passphrase,
                                   GError **error);
/* Puts NAME.key in place, encrypted by a new passphrase, and into the log as `act`. */
gboolean khoa_custody_keep(KhoaOffice *office, const char *name, const KhoaSecretKey *key,
                           const char *passphrase, const char *act, GError **error);

/* Writes NAME-share-1-of-5.txt and so on into a new folder, which an error takes away again. needed
 * and count as khoa_shares_make() has them. */
gboolean khoa_custody_split(KhoaOffice *office, const char *name, const KhoaSecretKey *key,
                            guint needed, guint count, const char *folder, GError **error);
/* The key from files of shares (1 to KHOA_SHARES_MAX), which must be of this office's present key
 * of that name; khoa_secret_key_free(). */
KhoaSecretKey *khoa_custody_join(KhoaOffice *office, const char *name, char *const *paths,
                                 guint given, GError **error);

#endif
