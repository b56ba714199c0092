/* The authority's secret key: minisign's encrypted key file, signature files and endorsements.
 * Left out of verify-only builds. sodium_init() must have been called. */
#ifndef KHOA_TAG_SECRET_KEY_H
#define KHOA_TAG_SECRET_KEY_H

#include "minisign.h"

#define KHOA_SIGNATURE_TEXT_MAX 1024
#define KHOA_SECRET_KEY_TEXT_MAX 1024

/* Opaque; lives in sodium_malloc() memory. */
typedef struct KhoaSecretKey KhoaSecretKey;

/* A new random key; NULL when guarded memory can't be had. */
KhoaSecretKey *khoa_secret_key_new(void);
/* Wipes the key. NULL is fine. */
void khoa_secret_key_free(KhoaSecretKey *key);
void khoa_secret_key_authority(const KhoaSecretKey *key, KhoaAuthority *authority);

/* All that is secret in a key; 32 bytes, best in guarded memory. */
#define KHOA_SECRET_SEED_SIZE 32
void khoa_secret_key_seed(const KhoaSecretKey *key, uint8_t seed[KHOA_SECRET_SEED_SIZE]);
/* The key of that seed and number; NULL when guarded memory can't be had. */
KhoaSecretKey *khoa_secret_key_from_seed(const uint8_t seed[KHOA_SECRET_SEED_SIZE],
                                         const uint8_t number[KHOA_KEY_NUMBER_SIZE]);

/* The X25519 secret key of the same pair, for sealed boxes; 32 bytes, best in guarded memory. */
void khoa_secret_key_x25519(const KhoaSecretKey *key, uint8_t secret[32]);

/* Encrypts by scrypt (64 MiB, about half a second) and writes the .key file's text,
 * NUL-terminated; size at least KHOA_SECRET_KEY_TEXT_MAX. */
KhoaMinisignFault khoa_secret_key_print_file(char *text, size_t size, const KhoaSecretKey *key,
                                             const char *passphrase);
/* Takes the limits that the file brings, from 16 MiB up to 2 GiB and up to eight times the stock
 * tool's work; beyond that nothing is allocated. An unencrypted key (minisign -W) is taken
 * whatever the passphrase. *key is the caller's to free; NULL on a fault. */
KhoaMinisignFault khoa_secret_key_parse_file(KhoaSecretKey **key, const char *text, size_t length,
                                             const char *passphrase);

/* Whether it is such a file, and unencrypted: who reads it has the key. */
bool khoa_secret_key_is_open(const char *text, size_t length);

/* Signs content (prehashed, "ED") and writes the .minisig file's text; trusted_comment is one
 * line of at most KHOA_COMMENT_MAX bytes (else KHOA_MINISIGN_FORMAT), size at least
 * KHOA_SIGNATURE_TEXT_MAX. */
KhoaMinisignFault khoa_minisign_sign(char *text, size_t size, const KhoaSecretKey *key,
                                     const uint8_t *content, size_t length,
                                     const char *trusted_comment);

/* The detached signature that khoa_authority_endorsed() checks. */
void khoa_secret_key_endorse(const KhoaSecretKey *key, uint8_t signature[64],
                             const uint8_t *message, size_t length);

#endif
