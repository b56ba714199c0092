/* The log's acts that move a tag to a status. The object of such an entry is "batch 12: 1-40,63",
 * so that the log alone tells each tag's life; and others that are looked for in it. */
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

/* Acts whose entries tell what is in the registry besides: ledger.h. */
#define KHOA_ACT_INIT "init"
#define KHOA_ACT_ISSUE "issue"
#define KHOA_ACT_DRAW "draw"
#define KHOA_ACT_UNITS "unit import"
#define KHOA_ACT_HOUSEHOLDS "household import"
#define KHOA_ACT_FORGET "household forget"
#define KHOA_ACT_HOTLINES "hotline set"
#define KHOA_ACT_EXPORT "bundle export"
#define KHOA_ACT_RESTORE "restore"
#define KHOA_ACT_AUTHORITY "authority handover"
#define KHOA_ACT_SURVEYOR_ADD "surveyor add"
#define KHOA_ACT_SURVEYOR_REMOVE "surveyor remove"
#define KHOA_ACT_ROUND_OPEN "survey open"
#define KHOA_ACT_ROUND_CLOSE "survey close"
#define KHOA_ACT_WEAKNESS "survey weakness"
#define KHOA_ACT_SURVEY_IMPORT "survey import" /* of a phone's file */
#define KHOA_ACT_SURVEY_RECORD "survey record" /* at the desk */
#define KHOA_ACT_COMMITTEE "committee import"
#define KHOA_ACT_PATROL_ADD "patrol add"
#define KHOA_ACT_PATROLS "patrol import"
#define KHOA_ACT_STRIKE "patrol strike"

/* Acts that put names or a whole registry outside of it. */
#define KHOA_ACT_BACKUP "backup"
#define KHOA_ACT_READ_NAMES "read names"           /* object: what for */
#define KHOA_PURPOSE_HANDOVER "handover of batch " /* and its number */
#define KHOA_PURPOSE_ROSTER "roster of unit "      /* and its code */

/* KHOA_STATUS_UNKNOWN if the act moves no tag. */
KhoaStatus khoa_act_status(const char *act);
/* The act that is for tags of a status when `act` isn't, though both lead to the same: what is lost
 * is found, not handed over. NULL: there is none, or `act` is the one. */
const char *khoa_act_instead(const char *act, KhoaStatus from);

/* The batch that the object of such an entry names, and the ranges of tags behind it; NULL if it
 * isn't such a text. */
const char *khoa_act_ranges(const char *object, gint64 *batch);

/* Whether a reason given by people may stand in the log: one line, or "". */
gboolean khoa_act_reason(const char *reason, GError **error);
/* An entry for each batch of names (KhoaTagName elements, sorted here), within the caller's
 * transaction. detail: one line, may be "". told: gets each as "tag lost: batch 12: 1-40,63"
 * (char *); may be NULL. */
gboolean khoa_act_log(KhoaOffice *office, const char *act, GArray *names, const char *detail,
                      GPtrArray *told, GError **error);

#endif
