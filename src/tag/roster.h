/* The roster in a survey form: which household has which tag, encrypted under a passphrase that the
 * office tells its surveyors (docs/FORMAT.md). Sealed by the office (roster_seal.c), opened on the
 * phone. sodium_init() must have been called. */
#ifndef KHOA_TAG_ROSTER_H
#define KHOA_TAG_ROSTER_H

#include "bundle.h"

#define KHOA_ROSTER_VERSION 1
#define KHOA_ROSTER_OPS_MAX 10u
#define KHOA_ROSTER_MEMORY_MIN 8192u   /* KiB */
#define KHOA_ROSTER_MEMORY_MAX 262144u /* KiB */
/* Some seconds on an old telephone, and memory that its browser still gives. */
#define KHOA_ROSTER_OPS 3u
#define KHOA_ROSTER_MEMORY 65536u /* KiB */

typedef struct KhoaRosterTag {
  uint32_t batch, index;
} KhoaRosterTag;

typedef struct KhoaRosterHousehold {
  uint64_t number;           /* in the registry, 1 to INT64_MAX */
  const char *village;       /* not empty, no control characters; nor the head */
  const char *head;          /* its name */
  const KhoaRosterTag *tags; /* that are printed or in use; a tag is of one household alone */
  size_t n_tags;
} KhoaRosterHousehold;

typedef struct KhoaRoster {
  const char *unit;                /* its code */
  KhoaRosterHousehold *households; /* each once, at least one; those of a village together */
  size_t n_households;
  struct KhoaRosterStore *store; /* of one that khoa_roster_open() made; else NULL */
} KhoaRoster;

typedef struct KhoaSealedRoster {
  uint32_t ops;    /* of Argon2id, 1 to KHOA_ROSTER_OPS_MAX */
  uint32_t memory; /* KiB */
  uint8_t salt[16];
  uint8_t nonce[24];
  uint8_t *box;
  size_t size; /* of the box */
} KhoaSealedRoster;

/* The office's half, with KHOA_ROSTER_OPS and KHOA_ROSTER_MEMORY; the plain text lives in guarded
 * memory. sealed->box is malloc()ed, the caller's to free(). False with *fault set, and nothing
 * allocated, if the roster breaks a rule of the format (the line is of the plain text) or memory is
 * short. */
bool khoa_roster_seal(KhoaSealedRoster *sealed, const KhoaRoster *roster, const char *passphrase,
                      size_t length, KhoaBundleFault *fault);

/* The phone's half; the plain text lies in ordinary memory until khoa_roster_clear() wipes it.
 * False with *fault set and *roster zeroed: "the passphrase is wrong, or the roster is damaged"
 * (line 0), a text that breaks the format, or too little memory. */
bool khoa_roster_open(KhoaRoster *roster, const KhoaSealedRoster *sealed, const char *passphrase,
                      size_t length, KhoaBundleFault *fault);
void khoa_roster_clear(KhoaRoster *roster);

/* In an opened roster; NULL if no household has that tag. */
const KhoaRosterHousehold *khoa_roster_find(const KhoaRoster *roster, uint32_t batch,
                                            uint32_t index);

/* The plain text alone, for the two above. It is cut in place, and must stay as long as the
 * roster; what is freed by khoa_roster_clear() is the rest. */
bool khoa_roster_parse(KhoaRoster *roster, char *text, size_t length, KhoaBundleFault *fault);

/* Fills the key that passphrase and parameters give; false if memory is short. */
bool khoa_roster_key(uint8_t key[32], const KhoaSealedRoster *sealed, const char *passphrase,
                     size_t length);

#endif
