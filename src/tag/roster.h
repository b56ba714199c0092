/* The roster in a survey form: which household has which tag, encrypted under a passphrase that the
 * office tells its surveyors. Sealed by the office (roster_seal.c), opened on the phone.
 * sodium_init() must have been called. */
#ifndef KHOA_TAG_ROSTER_H
#define KHOA_TAG_ROSTER_H

#include "bundle.h"

#define KHOA_ROSTER_VERSION 1
#define KHOA_ROSTER_OPS_MAX 10u
#define KHOA_ROSTER_MEMORY_MIN 8192u   /* KiB */
#define KHOA_ROSTER_MEMORY_MAX 262144u /* KiB */
/* About a second on an old telephone, and memory that its browser still gives. */
#define KHOA_ROSTER_OPS 3u
#define KHOA_ROSTER_MEMORY 65536u /* KiB */

typedef struct KhoaRosterTag {
  uint32_t batch, index;
} KhoaRosterTag;

typedef struct KhoaRosterHousehold {
  uint64_t number;           /* in the registry, 1 to INT64_MAX */
  const char *village;       /* not empty; neither may hold control characters */
  const char *head;          /* not empty */
  const KhoaRosterTag *tags; /* that are printed or in use; a tag is of one household alone */
  size_t n_tags;
} KhoaRosterHousehold;

typedef struct KhoaRoster {
  const char *unit;                /* its code */
  KhoaRosterHousehold *households; /* those of a village together, each once, in any order */
  size_t n_households;
  /* What khoa_roster_open() made, wiped and freed by khoa_roster_clear(); a caller that fills the
   * struct leaves it zeroed. */
  struct KhoaRosterStore *store;
} KhoaRoster;

typedef struct KhoaSealedRoster {
  uint32_t ops;    /* of Argon2id, 1 to KHOA_ROSTER_OPS_MAX */
  uint32_t memory; /* KiB */
  uint8_t salt[16];
  uint8_t nonce[24];
  uint8_t *box;
  size_t size; /* of the box */
} KhoaSealedRoster;

/* The office's half: prints the roster in guarded memory and encrypts it. ops and memory are the
 * caller's (KHOA_ROSTER_OPS, KHOA_ROSTER_MEMORY); salt and nonce are made here; the box is
 * malloc()ed, the caller's to free(). False with *fault set if the roster breaks a rule of the
 * format (its line is of the plain text), or memory is short; nothing is allocated then. */
bool khoa_roster_seal(KhoaSealedRoster *sealed, const KhoaRoster *roster, const char *passphrase,
                      size_t length, KhoaBundleFault *fault);

/* The phone's half. False with *fault set and *roster zeroed: a wrong passphrase or a damaged box
 * ("the passphrase is wrong", line 0), a text that breaks the format, or no memory. A household is
 * then found by its tag, or by its place. The plain text lies in ordinary memory. */
bool khoa_roster_open(KhoaRoster *roster, const KhoaSealedRoster *sealed, const char *passphrase,
                      size_t length, KhoaBundleFault *fault);
/* Wipes what was opened. */
void khoa_roster_clear(KhoaRoster *roster);

/* Of an opened roster; NULL if no household has that tag. */
const KhoaRosterHousehold *khoa_roster_find(const KhoaRoster *roster, uint32_t batch,
                                            uint32_t index);

/* The plain text <-> struct, for the two above. The text is cut in place and must stay. */
bool khoa_roster_parse(KhoaRoster *roster, char *text, size_t length, KhoaBundleFault *fault);

#endif
