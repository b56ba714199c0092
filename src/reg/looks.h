/* What coverage is counted from: a unit's households, and each look of a round at one of them. */
#ifndef KHOA_REG_LOOKS_H
#define KHOA_REG_LOOKS_H

#include "tag.h"
#include "tag/survey.h"

typedef gboolean (*KhoaDoorVisit)(gint64 subject, const char *village, gint64 locks, gpointer data,
                                  GError **error);
/* Each household of a unit that isn't forgotten, and how many lock tags it has in use; by village
 * and number. */
gboolean khoa_doors_each(KhoaDb *db, const char *unit, KhoaDoorVisit visit, gpointer data,
                         GError **error);

typedef struct KhoaLook {
  gint64 subject;      /* that it names, else its tag's; 0: nobody knows whose */
  gint64 batch, index; /* 0: without a tag */
  gboolean lock;       /* the tag is a lock's, and in use */
  KhoaSurveyFound found;
  int grade; /* 0: none */
} KhoaLook;
typedef gboolean (*KhoaLookVisit)(const KhoaLook *look, gpointer data, GError **error);
/* A round's surveys of a unit, by subject and tag, the newest of each first. */
gboolean khoa_looks_each(KhoaDb *db, const char *unit, const char *round, KhoaLookVisit visit,
                         gpointer data, GError **error);

#endif
