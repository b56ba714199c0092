/* The status bundle: one signed text that holds all a verifier needs, offline (docs/FORMAT.md).
 * Text <-> struct, strict both ways. The signature beside it is minisign.h's business:
 * khoa_bundle_parse() says what a text says, not who said it. */
#ifndef KHOA_TAG_BUNDLE_H
#define KHOA_TAG_BUNDLE_H

#include "minisign.h"
#include "payload.h"
#include "verify.h"

#define KHOA_BUNDLE_VERSION 1
#define KHOA_HOTLINES_MIN 3
#define KHOA_HOTLINES_MAX 5
#define KHOA_DATE_SIZE 11 /* "2026-11-23" and a NUL */

typedef enum KhoaStatus {
  KHOA_STATUS_PRINTED, /* not handed over yet */
  KHOA_STATUS_IN_USE,
  KHOA_STATUS_REPLACED,
  KHOA_STATUS_LOST,
  KHOA_STATUS_REVOKED,
  KHOA_STATUS_SPOILED, /* misprint, destroyed */
  KHOA_STATUS_COUNT,
  KHOA_STATUS_UNKNOWN = -1,
} KhoaStatus;

/* "printed", "in use", ...; "unknown" for KHOA_STATUS_UNKNOWN. */
const char *khoa_status_word(KhoaStatus status);

typedef struct KhoaUnit {
  const char *code; /* no spaces */
  const char *name; /* none at its ends; neither holds control characters, nor do labels */
} KhoaUnit;

typedef struct KhoaHotline {
  const char *number; /* E.164, or a short code of 3 digits */
  const char *label;
} KhoaHotline;

typedef struct KhoaHotlineSet {
  uint32_t id;
  const KhoaUnit *unit;
  char since[KHOA_DATE_SIZE];
  KhoaHotline numbers[KHOA_HOTLINES_MAX];
  size_t count;
} KhoaHotlineSet;

typedef struct KhoaBatch {
  uint32_t number;
  KhoaKind kind; /* never a specimen */
  const KhoaUnit *unit;
  const KhoaHotlineSet *hotlines;
  char issued[KHOA_DATE_SIZE];
  uint32_t count;
  uint8_t public_key[KHOA_PUBLIC_KEY_SIZE];
  const uint8_t *status; /* (count + 1) / 2 bytes, index 1 in the low nibble; NULL: not known */
} KhoaBatch;

typedef struct KhoaSuccession {
  KhoaAuthority from, to;
  char date[KHOA_DATE_SIZE];
  uint8_t signature[64]; /* checked by khoa_bundle_parse() */
} KhoaSuccession;

typedef struct KhoaBundle {
  uint64_t sequence;
  int64_t created;      /* UTC seconds since 1970 */
  uint32_t stale_after; /* days */
  KhoaAuthority authority;
  uint8_t privacy[32]; /* X25519 */
  KhoaSuccession *successions;
  size_t n_successions;
  const char **prefixes;
  size_t n_prefixes;
  KhoaUnit *units;
  size_t n_units;
  KhoaHotlineSet *hotlines;
  size_t n_hotlines;
  KhoaBatch *batches; /* in rising order of number */
  size_t n_batches;
  void *storage; /* what khoa_bundle_parse() allocated; NULL in a struct that the caller filled */
} KhoaBundle;

typedef struct KhoaBundleFault {
  const char *what; /* a few words; NULL when there is no fault */
  size_t line;      /* from 1; 0 when the fault is of the whole text */
} KhoaBundleFault;

/* Strict: each bundle has exactly one spelling, the one that khoa_bundle_print() writes. At most
 * 16 MiB. False with *fault set and *bundle zeroed on any fault. The text may go away afterwards.
 * Free with khoa_bundle_clear(). */
bool khoa_bundle_parse(KhoaBundle *bundle, const char *text, size_t length, KhoaBundleFault *fault);
void khoa_bundle_clear(KhoaBundle *bundle);

/* Writes the text that khoa_bundle_parse() takes; malloc()ed, NUL-terminated, the caller's to
 * free(). NULL with *fault set if the struct breaks a rule of the format or memory is short; the
 * fault's line is then of the text that would have been written. */
char *khoa_bundle_print(const KhoaBundle *bundle, size_t *length, KhoaBundleFault *fault);

/* NULL if the bundle doesn't have it. */
const KhoaBatch *khoa_bundle_batch(const KhoaBundle *bundle, uint32_t number);
/* The unit's newest set, by `since`, then by its place in the file; NULL if it has none. */
const KhoaHotlineSet *khoa_bundle_current_hotlines(const KhoaBundle *bundle, const KhoaUnit *unit);
/* index from 1; KHOA_STATUS_UNKNOWN without a status or above the batch's count. */
KhoaStatus khoa_batch_status(const KhoaBatch *batch, uint32_t index);
/* Packs one status into nibbles of (count + 1) / 2 bytes. */
void khoa_status_pack(uint8_t *nibbles, uint32_t index, KhoaStatus status);

/* Fills the 93 bytes that a succession's signature is over. */
#define KHOA_SUCCESSION_MESSAGE_SIZE (18 + 1 + 32 + 32 + 10)
void khoa_succession_message(uint8_t message[KHOA_SUCCESSION_MESSAGE_SIZE],
                             const KhoaAuthority *from, const KhoaAuthority *to,
                             const char date[KHOA_DATE_SIZE]);
/* Whether a verifier that pinned `pinned` may follow this bundle to its authority. */
bool khoa_bundle_follows(const KhoaBundle *bundle, const KhoaAuthority *pinned);

#endif
