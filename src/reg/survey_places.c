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

typedef struct VillageVisit {
  KhoaVillageVisit visit;
  gpointer data;
} VillageVisit;

static gboolean visit_village(KhoaRows *row, gpointer data, GError **error) {
  const VillageVisit *visit = data;
  return visit->visit(khoa_rows_text(row, 0), visit->data, error);
}

gboolean khoa_survey_villages_each(KhoaDb *db, const char *unit, KhoaVillageVisit visit,
                                   gpointer data, GError **error) {
  return khoa_db_each(db, visit_village, &(VillageVisit){visit, data}, error,
                      "SELECT DISTINCT village FROM subject WHERE unit = ?", "s", unit);
}
