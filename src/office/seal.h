/* Whom a subject is about, sealed to the office's privacy key (X25519, XSalsa20-Poly1305, by
 * libsodium's crypto_box). Rows of one import share an ephemeral key pair, whose secret is wiped
 * with the sealer, and differ by nonce; the plain text is padded, so that its length tells little.
 *
 *   sealed = ephemeral public key (32) || nonce (24) || box of the padded plain text
 *   plain  = 1 || reference || 0 || head || 0 || address || 0 || phone || 0 || remarks || 0 */
#ifndef KHOA_OFFICE_SEAL_H
#define KHOA_OFFICE_SEAL_H

#include <glib.h>

#define KHOA_PRIVACY_KEY_SIZE 32

typedef struct KhoaPerson {
  char *reference, *head, *address, *phone, *remarks; /* never NULL; phone in E.164 */
} KhoaPerson;
/* Wipes and frees what khoa_person_open() made, all of it in guarded memory. */
void khoa_person_free(KhoaPerson *person);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(KhoaPerson, khoa_person_free)

typedef struct KhoaSealer KhoaSealer;
KhoaSealer *khoa_sealer_new(const guint8 privacy_public[KHOA_PRIVACY_KEY_SIZE]);
void khoa_sealer_free(KhoaSealer *sealer);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(KhoaSealer, khoa_sealer_free)
GBytes *khoa_sealer_seal(KhoaSealer *sealer, const KhoaPerson *person);

/* privacy_secret: in guarded memory. An error says that key and data don't belong together. */
KhoaPerson *khoa_person_open(GBytes *sealed, const guint8 privacy_secret[KHOA_PRIVACY_KEY_SIZE],
                             GError **error);

#define KHOA_INDEX_KEY_SIZE 32
/* Names an index key and tells nothing of it. */
void khoa_index_name(guint8 name[32], const guint8 index_key[KHOA_INDEX_KEY_SIZE]);
/* Keyed BLAKE2b-256: finds a reference again, and tells whether what stands behind one changed. */
void khoa_reference_hash(guint8 hash[32], const guint8 index_key[KHOA_INDEX_KEY_SIZE],
                         const char *unit, const char *reference);
/* The same of a name on a unit's committee or patrols, as khoa_name_fold() has it. */
void khoa_name_hash(guint8 hash[32], const guint8 index_key[KHOA_INDEX_KEY_SIZE], const char *unit,
                    const char *name);
void khoa_content_hash(guint8 hash[32], const guint8 index_key[KHOA_INDEX_KEY_SIZE],
                       const KhoaPerson *person, const char *rest);

#define KHOA_SEAL_ERROR khoa_seal_error_quark()
GQuark khoa_seal_error_quark(void);

#endif
