/* Tags as they stood at an entry of the log: replayed from its first one, by the same acts as the
 * ledger (ledger.h), but without judging them, and with each move told on the way. */
#ifndef KHOA_OFFICE_TAG_PAST_H
#define KHOA_OFFICE_TAG_PAST_H

#include "office.h"
#include "reg/batch.h"
#include "reg/log.h"
#include "reg/past.h"

typedef struct KhoaPastBatch {
  const KhoaBatchRecord *record;
  gint64 count;
  gboolean issued;           /* by then */
  guint8 *statuses, *queued; /* by index - 1: KhoaStatus; 1: waits for its replacement */
  gint64 *owners;            /* likewise: the subject whose tag it is */
  gint64 *since;             /* since when it has its status, UTC seconds; 0: since it was issued */
} KhoaPastBatch;

typedef struct KhoaTagPast {
  gint64 entry;    /* the newest one that was replayed; 0: none */
  GArray *batches; /* KhoaPastBatch elements, by number; those issued later too */
  gint64 sets;     /* hotline sets that there were: those of ids up to this */
  /* its own */
  GPtrArray *records, *hotlines;
  GHashTable *by_number;
  GArray *links, *links_by_heir;
} KhoaTagPast;

/* Before the first entry. */
KhoaTagPast *khoa_tag_past_new(KhoaDb *db, GError **error);
void khoa_tag_past_free(KhoaTagPast *past);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(KhoaTagPast, khoa_tag_past_free)

/* A tag moves from one status to another. */
typedef struct KhoaTagMove {
  const KhoaLogEntry *entry;
  const KhoaPastBatch *batch;
  gint64 index;
  KhoaStatus from, to;
} KhoaTagMove;
typedef void (*KhoaTagMoveVisit)(const KhoaTagMove *move, gpointer data);
/* Replays up to an entry, and tells each move; visit may be NULL. */
gboolean khoa_tag_past_replay(KhoaTagPast *past, KhoaDb *db, gint64 entry, KhoaTagMoveVisit visit,
                              gpointer data, GError **error);

/* NULL: there is no such tag. */
const KhoaPastBatch *khoa_tag_past_find(const KhoaTagPast *past, gint64 batch, gint64 index);
/* Whether a tag counts for its household (see reg/due.h): it is printed or in use, and no heir has
 * its place; or it is lost, and its replacement is queued. */
gboolean khoa_tag_past_counts(const KhoaTagPast *past, const KhoaPastBatch *batch, gint64 index);
/* Since when a tag is lost, replaced, spoiled or revoked, UTC seconds, and which of these; 0: it
 * isn't, or there is no such tag. */
gint64 khoa_tag_past_ended(const KhoaTagPast *past, gint64 batch, gint64 index, KhoaStatus *status);
/* Whether newer numbers, in force on that day, followed those that the batch carries. */
gboolean khoa_tag_past_outdated(const KhoaTagPast *past, const KhoaPastBatch *batch,
                                const char *day);

#endif
