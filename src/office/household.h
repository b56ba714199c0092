/* Households as an office looks at them: what each should have and has, and, with the privacy key,
 * whose it is. */
#ifndef KHOA_OFFICE_HOUSEHOLD_H
#define KHOA_OFFICE_HOUSEHOLD_H

#include "office.h"
#include "reg/subject.h"
#include "seal.h"

typedef struct KhoaHousehold {
  const KhoaSubjectRecord *subject;
  const KhoaPerson *person; /* NULL while the privacy key is locked */
  const GArray *tags;       /* KhoaTagRecord elements */
} KhoaHousehold;

typedef gboolean (*KhoaHouseholdVisit)(const KhoaHousehold *household, gpointer data,
                                       GError **error);
/* Each household of a unit (NULL: all) by unit and village; persons only if the privacy key is
 * unlocked. */
gboolean khoa_household_each(KhoaOffice *office, const char *unit, KhoaHouseholdVisit visit,
                             gpointer data, GError **error);
/* Those with that reference, written as people write it, in one unit or in any (NULL). An error if
 * there is none. */
gboolean khoa_household_find(KhoaOffice *office, const char *unit, const char *reference,
                             KhoaHouseholdVisit visit, gpointer data, GError **error);

#endif
