#include "survey_places.h"

gboolean khoa_survey_household_known(KhoaDb *db, const char *unit, gint64 household,
                                     gboolean *known, GError **error) {
  gint64 count;
  gboolean done = khoa_db_get_int(db, &count, 0, error,
                                  "SELECT count(*) FROM subject WHERE id = ? AND unit = ?", "is",
                                  household, unit);
  *known = count > 0;
  return done;
}

gboolean khoa_survey_household_forgotten(KhoaDb *db, const KhoaSurveyRecord *record,
                                         gboolean *forgotten, GError **error) {
  gint64 count;
  gboolean done = khoa_db_get_int(
      db, &count, 0, error,
      "SELECT EXISTS (SELECT 1 FROM subject WHERE id = ?1 AND length(sealed) = 0)"
      " OR EXISTS (SELECT 1 FROM tag t JOIN subject s ON s.id = t.subject"
      "            WHERE t.batch = ?2 AND t.idx = ?3 AND length(s.sealed) = 0)",
      "iii", (gint64)record->household, (gint64)record->batch, (gint64)record->index);
  *forgotten = count > 0;
  return done;
}

gboolean khoa_survey_village_known(KhoaDb *db, const char *unit, const char *village,
                                   gboolean *known, GError **error) {
  gint64 count;
  gboolean done = khoa_db_get_int(
      db, &count, 0, error, "SELECT EXISTS (SELECT 1 FROM subject WHERE unit = ? AND village = ?)",
      "ss", unit, village);
  *known = count > 0;
  return done;
}
