/* The audit: the registry against what was signed. The log's chain is held against every head of it
 * that was signed into a bundle; then batches and their tags against their endorsements, and all
 * else that goes into a bundle against what the log says. So whoever edits the registry's file is
 * found out, also if he computes the whole chain anew; only what was entered after the newest
 * signed head could be made up by somebody who can write the file.
 *
 * What is wrong goes into the findings, all of it; an error says that the audit couldn't go on. */
#ifndef KHOA_OFFICE_AUDIT_H
#define KHOA_OFFICE_AUDIT_H

#include "ledger.h"
#include "office.h"
#include "reg/batch.h"

typedef struct KhoaAudit {
  KhoaOffice *office;
  KhoaFindings *findings;
  KhoaLedger *ledger;
  gboolean locked; /* by a transaction of its own */
} KhoaAudit;

/* Replays the log. Both must outlive it. As long as it lives nobody else writes to the registry:
 * else a bundle that another khoa gives out meanwhile would be ahead of the log. */
KhoaAudit *khoa_audit_new(KhoaOffice *office, KhoaFindings *findings, GError **error);
void khoa_audit_free(KhoaAudit *audit);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(KhoaAudit, khoa_audit_free)

/* The bundles that the registry knows and those in the office's folder: are the heads that they
 * hold in the chain? */
gboolean khoa_audit_heads(KhoaAudit *audit, GError **error);
/* The same for one bundle anywhere: NAME.khoa (its .minisig beside it) or NAME.khoa.minisig. */
gboolean khoa_audit_bundle(KhoaAudit *audit, const char *path, GError **error);

/* What khoa_audit_heads() reads: the trusted comment of a bundle's signature, and the end of its
 * log entry's detail (unit: NULL for all). */
void khoa_head_print(char *comment, gsize size, gint64 bundle, gint64 entries,
                     const guint8 hash[KHOA_LOG_HASH_SIZE]);
char *khoa_bundle_cover(const char *unit, const guint8 sha256[32]);

/* Units, households, hotlines, successions, reserved numbers, statuses' paths, and
 * khoa_audit_surveying(). */
gboolean khoa_audit_lists(KhoaAudit *audit, GError **error);
/* Surveyors, rounds and the list of weaknesses. */
gboolean khoa_audit_surveying(KhoaAudit *audit, GError **error);
/* What came home: each file's records, all of them. */
gboolean khoa_audit_surveys(KhoaAudit *audit, GError **error);
/* One batch, its tags and their statuses. *tags: KhoaTagRecord elements, as many as there are. */
gboolean khoa_audit_batch(KhoaAudit *audit, const KhoaBatchRecord *batch, GArray **tags,
                          GError **error);
/* Batches that the log knows and the registry doesn't. */
gboolean khoa_audit_missing(KhoaAudit *audit, GError **error);
/* Tags that took another's place. */
gboolean khoa_audit_replacements(KhoaAudit *audit, GError **error);

/* What is recorded of a batch's files, and its artwork. */
gboolean khoa_audit_drawing(KhoaAudit *audit, const KhoaBatchRecord *batch, GError **error);

/* All that figures of reports are counted from: all of it but drawings. */
gboolean khoa_audit_figures(KhoaAudit *audit, GError **error);
/* All of it. */
gboolean khoa_audit_all(KhoaAudit *audit, GError **error);

/* For whoever builds on the registry: the log, its heads, the lists and a batch (0: none) must be
 * as they were signed, and the schema khoa's own; else an error with a line for each fault. To be
 * asked before the transaction changes anything.
 *
 * Within a transaction, and without a batch, what was found good isn't looked at again as long as
 * khoa_db_stamp() is the same: many batches cost one audit. Nothing slips through by that. The
 * stamp is read under the write lock, in the transaction that goes on to write, so nobody can come
 * in between; it is taken with an audit's own snapshot, and any commit by another since, of
 * whatever kind and whoever's, makes it another one and brings the whole audit back, also if this
 * khoa has written over it meanwhile. Between two equal stamps there are this process's own writes
 * alone, made from what was good; and no trigger planted in the schema has made them say other
 * things, since the audit refuses such. What it leaves to the next command to find: bytes written
 * into the file past SQLite, and a bundle that is put into the folder meanwhile and isn't this
 * registry's. */
gboolean khoa_audit_require(KhoaOffice *office, gint64 batch, GError **error);
/* The same of all that reports count. */
gboolean khoa_audit_require_figures(KhoaOffice *office, GError **error);

#endif
