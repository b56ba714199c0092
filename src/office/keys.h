/* An office's key files. authority.key and privacy.key are both minisign secret keys, encrypted by
 * a passphrase; the privacy key's X25519 pair is libsodium's conversion of its Ed25519 pair, which
 * never signs anything. */
#ifndef KHOA_OFFICE_KEYS_H
#define KHOA_OFFICE_KEYS_H

#include "file.h"
#include "tag/secret_key.h"

#include <glib.h>

/* Makes NAME.pub and NAME.key in a folder. */
gboolean khoa_keys_make(const char *folder, const char *name, const char *passphrase,
                        KhoaAuthority *public_key, GError **error);
/* Writes both files of a key that is there already; with `replace` old ones give way. */
gboolean khoa_keys_write(const char *folder, const char *name, const KhoaSecretKey *key,
                         const char *passphrase, gboolean replace, GError **error);
/* NAME.key with another passphrase, written beside its place: khoa_draft_place() puts it there. */
KhoaDraft *khoa_keys_draft(const char *folder, const char *name, const KhoaSecretKey *key,
                           const char *passphrase, gboolean replace, GError **error);
/* Renames both files of a key, the public one last; a secret one that was renamed before is fine.
 */
gboolean khoa_keys_move(const char *folder, const char *from, const char *to, GError **error);
/* Reads any minisign public key file. */
gboolean khoa_keys_read_public(const char *path, KhoaAuthority *public_key, GError **error);
/* Reads NAME.pub in an office's folder: a link is refused. */
gboolean khoa_keys_read_own(const char *folder, const char *name, KhoaAuthority *public_key,
                            GError **error);
/* Reads NAME.key and checks that it belongs to public_key. A secret key, here as below, must be the
 * user's own file, closed to all others and no link. */
KhoaSecretKey *khoa_keys_unlock(const char *folder, const char *name, const char *passphrase,
                                const KhoaAuthority *public_key, GError **error);
/* Whether NAME.key is behind a passphrase; an error says so if it isn't, and what to do. */
gboolean khoa_keys_guarded(const char *folder, const char *name, GError **error);

gboolean khoa_keys_make_index(const char *folder, GError **error);
/* KHOA_INDEX_KEY_SIZE bytes in guarded memory, sodium_free(). */
guint8 *khoa_keys_read_index(const char *folder, GError **error);

#define KHOA_KEYS_ERROR khoa_keys_error_quark()
GQuark khoa_keys_error_quark(void);

#endif
