/* What survey records refer to: households and villages of a unit. */
#ifndef KHOA_REG_SURVEY_PLACES_H
#define KHOA_REG_SURVEY_PLACES_H

#include "survey.h"

/* Whether the unit has a household of that number, forgotten or not. */
gboolean khoa_survey_household_known(KhoaDb *db, const char *unit, gint64 household,
                                     gboolean *known, GError **error);
/* Whether the record's household, or its tag's, was forgotten. */
gboolean khoa_survey_household_forgotten(KhoaDb *db, const KhoaSurveyRecord *record,
                                         gboolean *forgotten, GError **error);
typedef gboolean (*KhoaVillageVisit)(const char *village, gpointer data, GError **error);
/* Each that has a household of the unit. */
gboolean khoa_survey_villages_each(KhoaDb *db, const char *unit, KhoaVillageVisit visit,
                                   gpointer data, GError **error);

#endif
