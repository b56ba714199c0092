/* A batch's tags: made, signed on all cores, and put into the registry. */
#ifndef KHOA_OFFICE_ISSUE_TAGS_H
#define KHOA_OFFICE_ISSUE_TAGS_H

#include "office.h"
#include "reg/batch.h"
#include "reg/due.h"
#include "tag/sign.h"

/* KhoaTagRecord elements, signed: the first batch->count of those that are due (KhoaTagsDue). */
GArray *khoa_issue_tags(const KhoaBatchRecord *batch, const GArray *due, const KhoaSigner *signer);
/* The same of specimens, by the key that everybody knows. */
GArray *khoa_issue_specimen_tags(guint count);

/* Within the caller's transaction, after their batch. */
gboolean khoa_issue_tags_add(KhoaOffice *office, const GArray *tags, GError **error);

#endif
