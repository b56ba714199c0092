/* Batches: what their tags say, how they are drawn, and which files they have. Never changed. */
#ifndef KHOA_REG_BATCH_H
#define KHOA_REG_BATCH_H

#include "hotline.h"
#include "tag.h"
#include "tag/verify.h"

#define KHOA_SHA256_SIZE 32

typedef struct KhoaBatchRecord {
  gint64 number;
  KhoaKind kind;
  char *unit;
  gint64 hotline_set;
  char *office_name, *unit_name, *prefix; /* as printed; prefix "" for bare digits */
  guint8 layout[KHOA_SHA256_SIZE];        /* khoa_layout_get() */
  char *sheet;                            /* how it was first drawn, see office/print_options.h */
  char *day;                              /* of issue, YYYY-MM-DD */
  char *fund;                             /* "", "budget", "defence-security", "donation" */
  gint64 count;
  gint64 cost;           /* of all its tags, in dong, by the prices of its day; 0: unknown */
  gboolean cost_covered; /* FALSE: endorsed before there were costs; no cost then */
  guint8 public_key[KHOA_PUBLIC_KEY_SIZE];
  guint8 tags[KHOA_TAGS_DIGEST_SIZE]; /* khoa_tags_digest() */
  gboolean tags_covered;              /* FALSE: endorsed before there were digests; no tags then */
  guint8 endorsement[KHOA_SIGNATURE_SIZE];
  gboolean drawn;           /* its files are in place */
  gboolean numbers_current; /* no newer hotline set follows the one that it carries */
} KhoaBatchRecord;
void khoa_batch_record_free(KhoaBatchRecord *batch);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(KhoaBatchRecord, khoa_batch_record_free)

/* Within the transaction that adds it. */
gboolean khoa_batch_next_number(KhoaDb *db, gint64 *number, GError **error);
gboolean khoa_batch_add(KhoaDb *db, const KhoaBatchRecord *batch, GError **error);
/* *batch is NULL if there is none of that number. */
gboolean khoa_batch_find(KhoaDb *db, gint64 number, KhoaBatchRecord **batch, GError **error);
/* *unit: the caller's; NULL if there is no batch of that number. */
gboolean khoa_batch_get_unit(KhoaDb *db, gint64 number, char **unit, GError **error);
/* KhoaBatchRecord *, by number, of one unit or all (NULL). */
GPtrArray *khoa_batch_list(KhoaDb *db, const char *unit, GError **error);
/* The bytes that a new authority signs to vouch for what the one before it endorsed:
 * "khoa-adoption-v1", 0, and the BLAKE2b-256 of number (8 bytes, big-endian) and endorsement of
 * each batch up to `last`, in rising order. */
#define KHOA_ADOPTION_MESSAGE_SIZE (17 + 32)
gboolean khoa_batch_adoption_message(KhoaDb *db, gint64 last,
                                     guint8 message[KHOA_ADOPTION_MESSAGE_SIZE], GError **error);
/* The first batch that was printed with this address in front of its digits; 0 if there is none. */
gboolean khoa_batch_with_prefix(KhoaDb *db, const char *prefix, gint64 *number, GError **error);

/* The bytes that a batch's endorsement is over: "khoa-endorsement-v3", 0; number, kind, hotline
 * set, count and cost in decimal, separated by spaces; unit, office_name, unit_name, prefix, sheet,
 * day, fund; the set's day, and number and label of each hotline; each of these texts with a NUL
 * behind it; the layout's SHA-256; the public key; the tags' digest. Where the cost isn't covered:
 * the same without it, as "khoa-endorsement-v2"; and where tags aren't: without the digest too, as
 * "khoa-endorsement-v1". hotlines: those of the batch's set. */
GBytes *khoa_batch_endorsement_message(const KhoaBatchRecord *batch,
                                       const KhoaHotlinesRecord *hotlines);

gboolean khoa_batch_add_file(KhoaDb *db, gint64 number, const char *name,
                             const guint8 sha256[KHOA_SHA256_SIZE], GError **error);

/* *known is FALSE if the batch has no file of that name. */
gboolean khoa_batch_get_file(KhoaDb *db, gint64 number, const char *name,
                             guint8 sha256[KHOA_SHA256_SIZE], gboolean *known, GError **error);

/* Artwork, kept once under its own hash. */
gboolean khoa_layout_put(KhoaDb *db, const guint8 sha256[KHOA_SHA256_SIZE], const char *name,
                         const char *svg, GError **error);
/* The caller's to free. */
gboolean khoa_layout_get(KhoaDb *db, const guint8 sha256[KHOA_SHA256_SIZE], char **name, char **svg,
                         GError **error);

#endif
