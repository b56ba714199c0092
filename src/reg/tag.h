/* Tags: whose they are, their signature, and their status on its allowed paths. */
#ifndef KHOA_REG_TAG_H
#define KHOA_REG_TAG_H

#include "db.h"
#include "tag/bundle.h"

typedef struct KhoaTagName {
  guint32 batch, index;
} KhoaTagName;
/* By batch and index, for sorting. */
gint khoa_tag_name_compare(gconstpointer a, gconstpointer b);

typedef struct KhoaTagRecord {
  gint64 batch, index, subject;
  KhoaKind kind;
  KhoaStatus status;
  guint8 signature[KHOA_SIGNATURE_SIZE];
  gint64 replaces_batch, replaces_index; /* the tag that it was issued for; 0: none */
} KhoaTagRecord;

/* All but what it replaces, which is reg/replacement.h's. */
gboolean khoa_tag_add(KhoaDb *db, const KhoaTagRecord *tag, GError **error);
/* *found is FALSE if there is none. */
gboolean khoa_tag_find(KhoaDb *db, gint64 batch, gint64 index, KhoaTagRecord *tag, gboolean *found,
                       GError **error);
/* That there is none is an error. */
gboolean khoa_tag_get(KhoaDb *db, gint64 batch, gint64 index, KhoaTagRecord *tag, GError **error);
/* Visits rows of batch and index: appends each as KhoaTagName to a GArray. */
gboolean khoa_tag_add_name(KhoaRows *row, gpointer names, GError **error);

/* KhoaTagRecord elements of a batch, or of a subject (whichever is not 0), by batch and index. */
GArray *khoa_tag_list(KhoaDb *db, gint64 batch, gint64 subject, GError **error);

#define KHOA_TAGS_DIGEST_SIZE 32
/* BLAKE2b-256 of "khoa-tags-v1", 0, then of each tag index, subject, and batch and index of the tag
 * that it replaces (0: none), 8 bytes each, big-endian, and its signature: all of a tag but its
 * status, whose changes the log tells. */
void khoa_tags_digest(guint8 digest[KHOA_TAGS_DIGEST_SIZE], const GArray *tags);

/* Moves a tag to a status. *changed is FALSE when it had it already. An error names the tag, its
 * status, and where it may go from there. */
gboolean khoa_tag_set_status(KhoaDb *db, gint64 batch, gint64 index, KhoaStatus status,
                             gboolean *changed, GError **error);

/* paths[a][b]: whether a tag may go from status a to b. */
gboolean khoa_tag_paths(KhoaDb *db, gboolean paths[KHOA_STATUS_COUNT][KHOA_STATUS_COUNT],
                        GError **error);

/* How many of a batch's tags stand at each status. */
gboolean khoa_tag_count(KhoaDb *db, gint64 batch, gint64 counts[KHOA_STATUS_COUNT], GError **error);

#endif
