/* A tag's life after issue: status changes and the queue for replacement, of single tags, lists and
 * parts of batches; all or none, logged. Handing a replacement over ends the life of what it
 * replaces. */
#ifndef KHOA_OFFICE_TAGS_H
#define KHOA_OFFICE_TAGS_H

#include "acts.h"

typedef struct KhoaTagsOrder {
  const char *act;    /* KHOA_ACT_HANDOVER, FOUND, LOST, REVOKE, SPOIL, QUEUE or CANCEL */
  const char *reason; /* one line, may be "" */
  gboolean all;       /* a tag that can't is an error; else it is passed over */
  gboolean dry_run;   /* only find out what would change */
} KhoaTagsOrder;

typedef struct KhoaTagsChanged {
  guint changed, unchanged;        /* unchanged: were so before */
  guint passed_over;               /* can't become so from where they are */
  guint old_replaced, old_spoiled; /* of those that tags handed over now replace */
  guint queued;                    /* of those found, still queued for replacement */
  guint surplus;                   /* of those found, more than their household should have */
  GPtrArray *reasons;              /* char *: why each that was passed over can't */
  GPtrArray *entries;              /* char *: what the log says, as khoa_act_log() tells */
} KhoaTagsChanged;
void khoa_tags_changed_clear(KhoaTagsChanged *changed);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(KhoaTagsChanged, khoa_tags_changed_clear)

/* names: KhoaTagName elements. In a transaction of its own, or, without a commit, in the caller's
 * if one is open: that one ends it then, also a dry run's. An error names the tag that can't, its
 * status, and where it may go from there. */
gboolean khoa_tags_change(KhoaOffice *office, const GArray *names, const KhoaTagsOrder *order,
                          KhoaTagsChanged *changed, GError **error);

#endif
