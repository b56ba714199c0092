/* Four axes, one word: the only place in the program where a verdict is found.
 * A front end reads a text, looks its batch up in a bundle or a registry, and asks here.
 * What could not be checked is `unknown` on its axis and never shown as checked. */
#ifndef KHOA_TAG_VERDICT_H
#define KHOA_TAG_VERDICT_H

#include "bundle.h"

typedef enum KhoaSignatureAxis {
  KHOA_SIGNATURE_UNKNOWN,
  KHOA_SIGNATURE_GOOD,
  KHOA_SIGNATURE_BAD,
} KhoaSignatureAxis;

typedef enum KhoaAddressAxis {
  KHOA_ADDRESS_UNKNOWN,
  KHOA_ADDRESS_NONE, /* bare digits */
  KHOA_ADDRESS_OURS,
  KHOA_ADDRESS_FOREIGN,
} KhoaAddressAxis;

typedef enum KhoaFreshness {
  KHOA_FRESHNESS_UNKNOWN,
  KHOA_FRESHNESS_FRESH,
  KHOA_FRESHNESS_STALE,
  KHOA_FRESHNESS_CLOCK_WRONG, /* now is before the bundle was made */
} KhoaFreshness;

/* Worst first. */
typedef enum KhoaVerdictWord {
  KHOA_VERDICT_NOT_A_TAG,
  KHOA_VERDICT_SPECIMEN,
  KHOA_VERDICT_FORGED,
  KHOA_VERDICT_ALTERED,
  KHOA_VERDICT_REVOKED,
  KHOA_VERDICT_LOST,
  KHOA_VERDICT_SPOILED,
  KHOA_VERDICT_REPLACED,
  KHOA_VERDICT_UNKNOWN,
  KHOA_VERDICT_OUTDATED,
  KHOA_VERDICT_UNISSUED,
  KHOA_VERDICT_GENUINE,
  KHOA_VERDICT_COUNT,
} KhoaVerdictWord;

typedef enum KhoaColour { KHOA_GREY, KHOA_RED, KHOA_AMBER, KHOA_GREEN } KhoaColour;

const char *khoa_verdict_word(KhoaVerdictWord verdict);
KhoaColour khoa_verdict_colour(KhoaVerdictWord verdict);
/* NULL where the axis is unknown, so that a front end leaves it out or says "unknown". */
const char *khoa_signature_word(KhoaSignatureAxis signature);
const char *khoa_address_word(KhoaAddressAxis address);
const char *khoa_freshness_word(KhoaFreshness freshness);

/* A scanned text taken apart: prefix (all up to and with the last '#', length 0 if there is none)
 * and the digits behind it. Points into the caller's text. */
typedef struct KhoaReading {
  const char *prefix;
  size_t prefix_length;
  KhoaDigitsFault fault; /* if not KHOA_DIGITS_OK the rest is zero */
  KhoaTag tag;
  uint8_t payload[KHOA_PAYLOAD_SIZE];
  uint8_t signature[KHOA_SIGNATURE_SIZE];
} KhoaReading;

/* Any bytes of any length, NUL included. */
void khoa_reading_parse(KhoaReading *reading, const char *text, size_t length);

/* What a bundle or a registry knows of the tag that a reading names. */
typedef struct KhoaFacts {
  bool batch_known; /* false: the fields down to numbers_current mean nothing */
  KhoaKind kind;
  uint32_t count;
  uint8_t public_key[KHOA_PUBLIC_KEY_SIZE];
  KhoaStatus status;
  bool numbers_current; /* the batch's hotline set is its unit's newest */
  bool prefix_listed;   /* meaningful without a known batch too */
} KhoaFacts;

typedef struct KhoaVerdict {
  KhoaVerdictWord word;
  KhoaSignatureAxis signature; /* bad for all that is forged: a good one doesn't vouch for a kind
                                  or an index that the batch can't have */
  KhoaAddressAxis address;     /* KHOA_ADDRESS_UNKNOWN for forged and not-a-tag */
  KhoaStatus status;           /* KHOA_STATUS_UNKNOWN unless the signature is good */
} KhoaVerdict;

/* What status and numbers alone make of a tag whose signature and address are in order. */
KhoaVerdictWord khoa_verdict_by_status(KhoaStatus status, bool numbers_current);

KhoaVerdict khoa_verdict_find(const KhoaReading *reading, const KhoaFacts *facts);
/* How much of what is known of the tag may be told with a verdict: of a forged one not even the
 * code that it claims, and its unit and numbers only if a good signature says that it is ours. */
bool khoa_verdict_tells_tag(const KhoaVerdict *verdict);
bool khoa_verdict_tells_known(const KhoaVerdict *verdict);

/* What a printed code alone is good for: it names a tag and proves nothing. */
typedef struct KhoaCodeVerdict {
  bool registered; /* false: no such tag is known, and the rest means nothing */
  KhoaStatus status;
  KhoaVerdictWord by_status; /* what the tag would be if its signature were good */
  KhoaColour colour;         /* never green */
} KhoaCodeVerdict;
/* facts: of the batch that the code names. */
KhoaCodeVerdict khoa_verdict_of_code(const KhoaFacts *facts, uint32_t index);
/* "registered", "unregistered" */
const char *khoa_code_verdict_word(const KhoaCodeVerdict *verdict);

/* The facts that a bundle has for a reading; *batch (may be NULL) gets the batch or NULL. */
void khoa_bundle_facts(const KhoaBundle *bundle, const KhoaReading *reading, KhoaFacts *facts,
                       const KhoaBatch **batch);
/* now: UTC seconds. Stale is more than stale_after days old. */
KhoaFreshness khoa_bundle_freshness(const KhoaBundle *bundle, int64_t now);

#endif
