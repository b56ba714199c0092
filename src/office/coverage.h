/* How far a unit's round is: which households were seen, and what their lock tags are like. A
 * household was seen if a record names it, or one of its tags and no other household. Forgotten
 * ones don't count. */
#ifndef KHOA_OFFICE_COVERAGE_H
#define KHOA_OFFICE_COVERAGE_H

#include "office.h"
#include "tag/survey.h"

/* Of a village, or summed up. */
typedef struct KhoaCounts {
  /* Each household is in one of four: somebody let the surveyor in; it refused; nobody was home; it
   * has no record. */
  gint64 households, surveyed, refused, nobody_home, missing;
  gint64 locks, locks_seen;          /* lock tags in use; seen: a record names them */
  gint64 found[KHOA_FOUND_END];      /* those seen, by their newest record */
  gint64 grades[KHOA_GRADE_MAX + 1]; /* locks, by their newest grade, 1 to 4 */
} KhoaCounts;

typedef struct KhoaVillage {
  const char *name;
  KhoaCounts counts;
} KhoaVillage;

/* A household that is still to be surveyed. */
typedef struct KhoaStill {
  gint64 subject;
  const char *village;
  gboolean nobody_home; /* somebody was there, in vain */
} KhoaStill;

typedef struct KhoaCoverage {
  GArray *villages; /* KhoaVillage elements, by name */
  GArray *still;    /* KhoaStill elements, by village and number */
  KhoaCounts sum;
  gint64 strays; /* records that are of no household of the unit; of one village: 0 */
  GStringChunk *texts;
} KhoaCoverage;
void khoa_coverage_free(KhoaCoverage *coverage);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(KhoaCoverage, khoa_coverage_free)

/* village: that one alone; NULL: all. */
KhoaCoverage *khoa_coverage_new(KhoaOffice *office, const char *unit, const char *village,
                                const char *round, GError **error);
/* Everybody was surveyed, or refused. */
gboolean khoa_coverage_complete(const KhoaCoverage *coverage);

#endif
