/* Tags as a survey saw them: every record of a round that names a tag which hung there. */
#ifndef KHOA_REG_SEEN_H
#define KHOA_REG_SEEN_H

#include "tag.h"
#include "tag/survey.h"

/* Texts belong to the list. */
typedef struct KhoaSeen {
  gint64 batch, index;
  KhoaKind kind;     /* 0: no tag of this office, and then all of its owner is 0 or NULL too */
  KhoaStatus status; /* now */
  gint64 owner;      /* the subject whose tag it is */
  const char *owner_unit, *owner_village;

  gint64 time; /* UTC seconds, by the phone's clock */
  const char *surveyor, *unit;
  gint64 household;    /* where it was seen; 0: not told */
  const char *village; /* where it was seen, if that is one of the registry's; NULL: not told */
  KhoaSurveyFound found;
  gboolean placed;            /* the phone told its position: */
  gint64 latitude, longitude; /* 1/1000 degree */
  KhoaVerdictWord verdict;    /* KHOA_VERDICT_COUNT: none */
  gint64 surveyor_id, number; /* of the record */
} KhoaSeen;

typedef struct KhoaSeenList {
  GArray *seen; /* KhoaSeen elements by tag, then time */
  GStringChunk *texts;
} KhoaSeenList;
void khoa_seen_list_free(KhoaSeenList *list);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(KhoaSeenList, khoa_seen_list_free)

/* All of a round's before a time, in all units. */
KhoaSeenList *khoa_seen_list(KhoaDb *db, const char *round, gint64 before, GError **error);
/* How many from `first` on are of the same tag. */
guint khoa_seen_count(const KhoaSeenList *list, guint first);

#endif
