/* Public keys and signature files of minisign (https://jedisct1.github.io/minisign/): text in,
 * text out. Both ways compatible with the stock tool. Files are read and written by the caller.
 * The secret half is secret_key.h. Lines end in LF or CRLF: a Windows editor may have saved them.
 * sodium_init() must have been called. */
#ifndef KHOA_TAG_MINISIGN_H
#define KHOA_TAG_MINISIGN_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define KHOA_KEY_NUMBER_SIZE 8
#define KHOA_AUTHORITY_TEXT_SIZE 57 /* base64 of 42 bytes, "RWQ...", and a NUL */
#define KHOA_AUTHORITY_FILE_SIZE 256
#define KHOA_COMMENT_MAX 512

typedef enum KhoaMinisignFault {
  KHOA_MINISIGN_OK,
  KHOA_MINISIGN_FORMAT,     /* damaged, or no file of minisign at all */
  KHOA_MINISIGN_OTHER_KIND, /* a public key where a secret key should be, and so on */
  KHOA_MINISIGN_ALGORITHM,  /* an algorithm that isn't known here */
  KHOA_MINISIGN_OTHER_KEY,  /* signed by another key */
  KHOA_MINISIGN_SIGNATURE,  /* the signature doesn't fit the content */
  KHOA_MINISIGN_COMMENT,    /* the trusted comment was changed */
  KHOA_MINISIGN_PASSPHRASE, /* wrong passphrase, or a damaged secret key */
  KHOA_MINISIGN_LIMITS,     /* the key asks for more memory or work than is allowed or there is */
  KHOA_MINISIGN_MEMORY,     /* guarded memory can't be had */
} KhoaMinisignFault;

const char *khoa_minisign_fault_words(KhoaMinisignFault fault);

/* A public key, "the authority": 32 bytes and the number that names it. */
typedef struct KhoaAuthority {
  uint8_t number[KHOA_KEY_NUMBER_SIZE];
  uint8_t key[32];
} KhoaAuthority;

bool khoa_authority_equal(const KhoaAuthority *a, const KhoaAuthority *b);
/* minisign's base64, "RWQ...". */
void khoa_authority_print(char text[KHOA_AUTHORITY_TEXT_SIZE], const KhoaAuthority *authority);
/* On a fault nothing is written. */
KhoaMinisignFault khoa_authority_parse(KhoaAuthority *authority, const char *text, size_t length);
/* A .pub file: an untrusted comment and the base64 line. The bare base64 line is taken too. */
KhoaMinisignFault khoa_authority_parse_file(KhoaAuthority *authority, const char *text,
                                            size_t length);
/* Writes the .pub file's text, NUL-terminated; size at least KHOA_AUTHORITY_FILE_SIZE. */
void khoa_authority_print_file(char *text, size_t size, const KhoaAuthority *authority);

/* A legacy ("Ed", not prehashed) signature is taken too. trusted_comment may be NULL; it is
 * written only if all is well. A longer comment than KHOA_COMMENT_MAX is a fault of the format,
 * and so is one with control characters other than tabs. */
KhoaMinisignFault khoa_minisign_verify(const KhoaAuthority *authority, const uint8_t *content,
                                       size_t length, const char *signature,
                                       size_t signature_length,
                                       char trusted_comment[KHOA_COMMENT_MAX + 1]);

/* The trusted comment alone, where the content isn't at hand: it is signed together with the
 * content's signature, so a comment that is good was written by the authority. */
KhoaMinisignFault khoa_minisign_verify_comment(const KhoaAuthority *authority,
                                               const char *signature, size_t signature_length,
                                               char trusted_comment[KHOA_COMMENT_MAX + 1]);

/* A detached Ed25519 signature by the authority's key over any message (batch endorsements,
 * successions): the caller's message starts with a name of its own that no other use has. */
bool khoa_authority_endorsed(const KhoaAuthority *authority, const uint8_t signature[64],
                             const uint8_t *message, size_t length);

#endif
