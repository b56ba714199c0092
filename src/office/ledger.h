/* What the log says should be in the registry. It is replayed from its first entry, its chain
 * verified while it is read.
 *
 * Entries tell, besides the acts that move tags (acts.h):
 *   init           "authority RWQ..., privacy RWQ..., index HEX"; older offices: less, or "RWQ..."
 *                  of the authority
 *   issue          "batch 12", "40 keychain tags of unit 15667"
 *   draw           "batch 12", "..., sums HEX": SHA-256 of its SHA256SUMS
 *   unit import    "..., units HEX": khoa_units_digest() of the whole table after it
 *   household import, household forget  "..., subjects HEX": khoa_subjects_digest() after it; of
 *                  older versions "..., households HEX": khoa_subjects_digest_v1()
 *   hotline set    "15667", "..., set HEX": khoa_hotlines_digest(); the n-th such entry is of set n
 *   bundle export  "bundle 3", "..., of all units, sha256 HEX": of the bundle's text
 *   restore        "registry", "batches to 40, bundles to 12": the numbers that may have been given
 *                  between the backup and its restoration
 *   committee import  "15667", "..., committee HEX": khoa_committee_digest() of the unit after it
 *   patrol add, import, strike  "15667", "..., patrols HEX": khoa_patrol_digest() after it
 *   authority handover  names the new authority's key, "RWQ..."
 *   surveyor add     "surveyor 3", "..., enrolment HEX": khoa_surveyor_digest()
 *   surveyor remove  "surveyor 3", at the entry's time
 *   survey open, survey close  "15667 2026-Q4", at the entry's time
 *   survey weakness  "..., weaknesses HEX": khoa_weaknesses_digest() of the whole list after it
 *   survey import, survey record  "surveyor 3 file 7", "..., records HEX": the digest of
 *                    reg/survey.h
 * Entries of older versions lack the digests: then there is nothing to compare. */
#ifndef KHOA_OFFICE_LEDGER_H
#define KHOA_OFFICE_LEDGER_H

#include "finding.h"
#include "reg/log.h"

typedef struct KhoaLedgerBatch {
  gint64 number, count;
  guint8 *statuses; /* KhoaStatus, by index - 1 */
  guint8 *queued;   /* 1: was queued for replacement, which may have been issued since */
  char *files;      /* detail of its drawing; NULL: not drawn */
} KhoaLedgerBatch;

typedef struct KhoaLedgerHotlines {
  char *unit, *detail;
} KhoaLedgerHotlines;

typedef struct KhoaLedgerBundle {
  gint64 sequence, entry, time;
  char *detail;
} KhoaLedgerBundle;

typedef struct KhoaLedgerRestore {
  gint64 entry;
  gint64 batches, bundles; /* the highest numbers that may have been given before */
  gint64 known_bundle;     /* the newest bundle that the restored registry knows */
} KhoaLedgerRestore;

typedef struct KhoaLedgerHandover {
  gint64 entry;
  gint64 last_batch; /* the highest number given or reserved before it */
} KhoaLedgerHandover;

typedef struct KhoaLedgerSurveyor {
  char *detail;
  gint64 removed; /* UTC seconds; 0: it isn't */
} KhoaLedgerSurveyor;

typedef struct KhoaLedgerRound {
  gint64 opened, closed; /* UTC seconds; closed 0: it is open */
} KhoaLedgerRound;

typedef struct KhoaLedger {
  gint64 entries;        /* the newest entry's number */
  GByteArray *heads;     /* each entry's hash, KHOA_LOG_HASH_SIZE bytes; entry 1 first */
  GHashTable *batches;   /* by number: KhoaLedgerBatch */
  GHashTable *bundles;   /* by sequence: KhoaLedgerBundle */
  GPtrArray *hotlines;   /* KhoaLedgerHotlines, set 1 first */
  GArray *restores;      /* KhoaLedgerRestore */
  gint64 last_batch;     /* the highest number given or reserved */
  GHashTable *handovers; /* by a new authority's base64: KhoaLedgerHandover */
  char *units;           /* detail of the newest import; NULL: there was none */
  GHashTable *surveyors; /* by the entry's object: KhoaLedgerSurveyor */
  GHashTable *rounds;    /* likewise: KhoaLedgerRound */
  GHashTable *surveys;   /* likewise, of files and sittings: details */
  char *weaknesses;      /* detail of the newest; NULL: the list was never edited */
} KhoaLedger;

/* Replays the log; what is wrong with it goes into findings. About a second for 300,000 entries. */
KhoaLedger *khoa_ledger_new(KhoaDb *db, KhoaFindings *findings, GError **error);
void khoa_ledger_free(KhoaLedger *ledger);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(KhoaLedger, khoa_ledger_free)

/* NULL if the log doesn't tell of it. */
const KhoaLedgerBatch *khoa_ledger_batch(const KhoaLedger *ledger, gint64 number);
const KhoaLedgerBundle *khoa_ledger_bundle(const KhoaLedger *ledger, gint64 sequence);
/* Whether entry n has this hash. */
gboolean khoa_ledger_has(const KhoaLedger *ledger, gint64 n, const guint8 hash[KHOA_LOG_HASH_SIZE]);

#define KHOA_COVER_UNITS "units"
#define KHOA_COVER_HOUSEHOLDS "subjects"
#define KHOA_COVER_HOUSEHOLDS_V1 "households"
#define KHOA_COVER_HOTLINES "set"
#define KHOA_COVER_BUNDLE "sha256"
#define KHOA_COVER_FILES "sums"
#define KHOA_COVER_SURVEYOR "enrolment"
#define KHOA_COVER_WEAKNESSES "weaknesses"
#define KHOA_COVER_RECORDS "records"
#define KHOA_COVER_COMMITTEE "committee"
#define KHOA_COVER_PATROLS "patrols"
/* ", WORD HEX" of 32 bytes, to be put behind an entry's detail; the caller's. */
char *khoa_cover_print(const char *word, const guint8 digest[32]);
/* Whether the detail ends in that, of any digest. */
gboolean khoa_cover_is(const char *detail, const char *word);
/* Whether the detail ends in that, or is of an older version that had none. */
gboolean khoa_cover_fits(const char *detail, const char *word, const guint8 digest[32]);

#endif
