/* How units and households stood at an entry of the log, and what else reports of past periods are
 * counted from: all of it in few passes, since a report covers a whole district. */
#ifndef KHOA_REG_PAST_H
#define KHOA_REG_PAST_H

#include "tag.h"
#include "tag/survey.h"
#include "unit.h"

/* KhoaUnitRecord *, by code: the units that there were, with the names that they had. */
GPtrArray *khoa_past_units(KhoaDb *db, gint64 entry, GError **error);

typedef struct KhoaPastSubject {
  gint64 id;
  const char *unit;
  gint64 wanted[2]; /* keychains, lock tags that it should have */
} KhoaPastSubject;
typedef gboolean (*KhoaPastSubjectVisit)(const KhoaPastSubject *subject, gpointer data,
                                         GError **error);
/* Each that was there and not forgotten, by id. */
gboolean khoa_past_subjects(KhoaDb *db, gint64 entry, KhoaPastSubjectVisit visit, gpointer data,
                            GError **error);

typedef gboolean (*KhoaOwnerVisit)(KhoaTagName tag, gint64 subject, gpointer data, GError **error);
/* Each tag that there is now, by batch and index, and whose it is, which never changes. */
gboolean khoa_owners_each(KhoaDb *db, KhoaOwnerVisit visit, gpointer data, GError **error);

typedef struct KhoaLink {
  KhoaTagName old, heir; /* heir: was issued for it */
} KhoaLink;
/* KhoaLink elements by old tag, then heir. */
GArray *khoa_links_list(KhoaDb *db, GError **error);

/* A record of a survey, as far as reports count it. */
typedef struct KhoaGlance {
  gint64 surveyor, number;
  gint64 time; /* UTC seconds */
  const char *unit;
  gint64 subject;      /* that it names; 0: none */
  gint64 batch, index; /* 0: without a tag; may be of no tag of this office */
  KhoaSurveyFound found;
  int grade; /* 0: none */
} KhoaGlance;
typedef gboolean (*KhoaGlanceVisit)(const KhoaGlance *glance, gpointer data, GError **error);
/* Each of a round, in all units, before a time. */
gboolean khoa_glances_each(KhoaDb *db, const char *round, gint64 before, KhoaGlanceVisit visit,
                           gpointer data, GError **error);

typedef gboolean (*KhoaNotedVisit)(gint64 surveyor, gint64 number, int weakness, gpointer data,
                                   GError **error);
/* The weaknesses that these records note, 1 to 99. */
gboolean khoa_noted_each(KhoaDb *db, const char *round, gint64 before, KhoaNotedVisit visit,
                         gpointer data, GError **error);

#endif
