/* The tag itself: what a QR code holds, and its two spellings.
 *
 *   payload (7 bytes, big-endian)   high nibble version, low nibble kind; batch (3); index (3)
 *   signature (64 bytes)            Ed25519 over the payload, see verify.h
 *   digits (173 characters 0-9)     payload || signature in groups of 7 bytes, each one decimal
 *                                   number of 17 digits; the last group is 1 byte in 3 digits
 *
 * docs/FORMAT.md describes all of it. Every tag has exactly one spelling; a decoder refuses all
 * others. Nothing here allocates, does I/O or reads a clock. */
#ifndef KHOA_TAG_PAYLOAD_H
#define KHOA_TAG_PAYLOAD_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define KHOA_FORMAT_VERSION 1
#define KHOA_PAYLOAD_SIZE 7
#define KHOA_SIGNATURE_SIZE 64
#define KHOA_DIGITS 173
#define KHOA_BATCH_MAX 9999999u /* batches count from 1; 0 is the specimens' */
#define KHOA_INDEX_MAX 99999u   /* indexes count from 1 */

typedef enum KhoaKind {
  KHOA_KIND_KEYCHAIN = 1,
  KHOA_KIND_LOCK_TAG = 2,
  KHOA_KIND_SPECIMEN = 15,
} KhoaKind;

/* "keychain", "lock-tag", "specimen"; NULL for any other number. */
const char *khoa_kind_word(KhoaKind kind);
/* False if no kind has that word. */
bool khoa_kind_from_word(const char *word, KhoaKind *kind);

typedef struct KhoaTag {
  KhoaKind kind;
  uint32_t batch; /* 1 to KHOA_BATCH_MAX; 0 for a specimen */
  uint32_t index; /* 1 to KHOA_INDEX_MAX */
} KhoaTag;

typedef enum KhoaDigitsFault {
  KHOA_DIGITS_OK,
  KHOA_DIGITS_LENGTH,      /* digits, but not 173 */
  KHOA_DIGITS_CHARACTER,   /* something other than 0-9 */
  KHOA_DIGITS_GROUP_RANGE, /* a group of 2^56 (last: 2^8) or more */
  KHOA_DIGITS_VERSION,     /* made by a newer format: unsupported, not forged */
  KHOA_DIGITS_KIND,
  KHOA_DIGITS_BATCH_RANGE,
  KHOA_DIGITS_INDEX_RANGE,
} KhoaDigitsFault;

/* A few words for people, never NULL. */
const char *khoa_digits_fault_words(KhoaDigitsFault fault);

/* False, and nothing written, if a field is out of its range. */
bool khoa_payload_pack(uint8_t payload[KHOA_PAYLOAD_SIZE], KhoaTag tag);
/* On any fault *tag is untouched. */
KhoaDigitsFault khoa_payload_unpack(KhoaTag *tag, const uint8_t payload[KHOA_PAYLOAD_SIZE]);

/* Writes 173 digits and a NUL. */
void khoa_digits_encode(char digits[KHOA_DIGITS + 1], const uint8_t payload[KHOA_PAYLOAD_SIZE],
                        const uint8_t signature[KHOA_SIGNATURE_SIZE]);
/* Says nothing of the signature's truth. On a fault nothing is written. */
KhoaDigitsFault khoa_digits_decode(KhoaTag *tag, uint8_t payload[KHOA_PAYLOAD_SIZE],
                                   uint8_t signature[KHOA_SIGNATURE_SIZE], const char *digits,
                                   size_t length);

#endif
