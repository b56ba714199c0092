/* What minisign's three kinds of files have in common, for minisign.c and secret_key.c. */
#ifndef KHOA_TAG_MINISIGN_FILE_H
#define KHOA_TAG_MINISIGN_FILE_H

#include <sodium.h>

#include "base64.h"
#include "minisign.h"

#define KHOA_UNTRUSTED_COMMENT "untrusted comment: "
#define KHOA_TRUSTED_COMMENT "trusted comment: "

/* The second lines of the files, before base64. Bytes only, so no padding. */
typedef struct KhoaPublicKeyFile {
  uint8_t algorithm[2]; /* "Ed" */
  KhoaAuthority authority;
} KhoaPublicKeyFile;

typedef struct KhoaSignatureFile {
  uint8_t algorithm[2]; /* "ED" prehashed, "Ed" legacy */
  uint8_t number[KHOA_KEY_NUMBER_SIZE];
  uint8_t signature[crypto_sign_BYTES];
} KhoaSignatureFile;

/* Number and key as they are encrypted, by XOR with scrypt's output. */
typedef struct KhoaSealedKey {
  uint8_t number[KHOA_KEY_NUMBER_SIZE];
  uint8_t key[crypto_sign_SECRETKEYBYTES];
  uint8_t checksum[32]; /* BLAKE2b of algorithm, number and key; zero in an unencrypted file */
} KhoaSealedKey;

typedef struct KhoaSecretKeyFile {
  uint8_t algorithm[2];     /* "Ed" */
  uint8_t kdf[2];           /* "Sc", or zeros: not encrypted */
  uint8_t checksum_kind[2]; /* "B2" */
  uint8_t salt[crypto_pwhash_scryptsalsa208sha256_SALTBYTES];
  uint8_t work[8], memory[8]; /* scrypt's limits, little-endian */
  KhoaSealedKey sealed;
} KhoaSecretKeyFile;

typedef enum KhoaMinisignKind {
  KHOA_MINISIGN_PUBLIC_KEY,
  KHOA_MINISIGN_SECRET_KEY,
  KHOA_MINISIGN_SIGNATURE_FILE,
} KhoaMinisignKind;

/* One line without its end. Points into the caller's text. */
typedef struct KhoaLine {
  const char *text;
  size_t length;
} KhoaLine;

#define KHOA_MINISIGN_LINES 4

/* The lines of a text, and how many; 0 if there are none or too many. */
size_t khoa_minisign_lines(KhoaLine lines[KHOA_MINISIGN_LINES], const char *text, size_t length);
/* Splits a file of this kind into its lines: two, a signature's four. */
KhoaMinisignFault khoa_minisign_split(KhoaLine lines[KHOA_MINISIGN_LINES], KhoaMinisignKind kind,
                                      const char *text, size_t length);

/* Whether a trusted comment is short enough, and free of control characters other than tabs. */
bool khoa_minisign_comment_valid(const char *comment, size_t length);

#endif
