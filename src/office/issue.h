/* Issue: queued replacements, and the tags that a unit's households should have and don't, are
 * signed, registered and drawn. A batch holds either, never both.
 *
 * One transaction makes batch, key, tags, signatures and log entry; the secret key lives in guarded
 * memory until then and nowhere else. Drawing comes after, from the registry: a crash between the
 * two leaves a batch that khoa_batch_finish_all() draws with the same bytes. */
#ifndef KHOA_OFFICE_ISSUE_H
#define KHOA_OFFICE_ISSUE_H

#include "batch_files.h"

typedef struct KhoaIssueOrder {
  const char *unit;
  gint64 subject; /* only this one's tags; 0: all the unit's */
  KhoaKind kind;
  gboolean replacements; /* queued replacements, not what is due besides; these come first */
  const char *layout;    /* name or file; NULL: khoa.ini's for the kind */
  const char *fund;      /* "", "budget", "defence-security" or "donation" */
  const KhoaPrintOptions *options;
  guint32 batch_max; /* tags in a batch; 0: KHOA_INDEX_MAX, which is the most */
} KhoaIssueOrder;

typedef struct KhoaIssued {
  gint64 batch;                /* 0: nothing was due */
  guint64 tags, sheets, sides; /* sides: of sheets that are printed on */
  gint64 cost;                 /* dong, by khoa.ini's prices; 0: unknown */
} KhoaIssued;
/* Tags, sheets, sides and cost; what costs nobody knows how much makes the total unknown. */
void khoa_issued_add(KhoaIssued *total, const KhoaIssued *one);

/* What khoa_issue() would make, and whether it would go well as far as reading tells; changes
 * nothing, and planned->batch stays 0. */
gboolean khoa_issue_plan(KhoaOffice *office, const KhoaIssueOrder *order, KhoaIssued *planned,
                         GError **error);
/* The same for so many tags (1 or more), whether they are due or not. */
gboolean khoa_issue_estimate(KhoaOffice *office, const KhoaIssueOrder *order, guint64 tags,
                             KhoaIssued *planned, GError **error);

/* Told of each batch once its files are in place. */
typedef void (*KhoaIssueVisit)(const KhoaIssued *issued, gpointer data);
/* All that is due, in as many batches as it takes; an error leaves those before it issued. The
 * authority must be unlocked. Each batch has a transaction of its own, which begins with
 * khoa_audit_require(). What is due is asked once: what is left of it after a batch holds for the
 * next as long as the audit does, and is asked again when somebody else wrote meanwhile. */
gboolean khoa_issue(KhoaOffice *office, const KhoaIssueOrder *order, const KhoaProgress *progress,
                    KhoaIssueVisit visit, gpointer data, GError **error);

/* Specimens, registered nowhere, into a new folder. */
gboolean khoa_issue_specimens(KhoaOffice *office, const KhoaIssueOrder *order, guint count,
                              const char *folder, const KhoaProgress *progress, KhoaIssued *issued,
                              GError **error);

#endif
