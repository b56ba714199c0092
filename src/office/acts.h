/* The log's acts upon tags. The object of such an entry is "batch 12: 1-40,63", so that the log
 * alone tells each tag's life. */
#ifndef KHOA_OFFICE_ACTS_H
#define KHOA_OFFICE_ACTS_H

#include "office.h"
#include "reg/tag.h"

#define KHOA_ACT_HANDOVER "tag handover"
#define KHOA_ACT_FOUND "tag found"
#define KHOA_ACT_LOST "tag lost"
#define KHOA_ACT_REVOKE "tag revoke"
#define KHOA_ACT_SPOIL "tag spoil"
#define KHOA_ACT_REPLACED "tag replaced" /* its replacement was handed over */

/* Acts that move no tag: on to the queue for replacement, and off it. Whatever is revoked, spoiled
 * or replaced leaves it without an entry. */
#define KHOA_ACT_QUEUE "tag replace"
#define KHOA_ACT_CANCEL "tag replace --cancel"
#define KHOA_ACT_REISSUE "reissue"

/* KHOA_STATUS_UNKNOWN if the act moves no tag. */
KhoaStatus khoa_act_status(const char *act);
/* The act that is for tags of a status when `act` isn't, though both lead to the same: what is lost
 * is found, not handed over. NULL: there is none, or `act` is the one. */
const char *khoa_act_instead(const char *act, KhoaStatus from);

/* An entry for each batch of names (KhoaTagName elements, sorted here), within the caller's
 * transaction. detail: one line, may be "". told: gets each as "tag lost: batch 12: 1-40,63"
 * (char *); may be NULL. */
gboolean khoa_act_log(KhoaOffice *office, const char *act, GArray *names, const char *detail,
                      GPtrArray *told, GError **error);

#endif
