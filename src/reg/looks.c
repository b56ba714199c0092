#include "looks.h"

#include <glib/gi18n.h>

typedef struct DoorVisit {
  KhoaDoorVisit visit;
  gpointer data;
} DoorVisit;

static gboolean visit_door(KhoaRows *row, gpointer data, GError **error) {
  const DoorVisit *visit = data;
  return visit->visit(khoa_rows_int(row, 0), khoa_rows_text(row, 1), khoa_rows_int(row, 2),
                      visit->data, error);
}

gboolean khoa_doors_each(KhoaDb *db, const char *unit, KhoaDoorVisit visit, gpointer data,
                         GError **error) {
  return khoa_db_each(db, visit_door, &(DoorVisit){visit, data}, error,
                      "SELECT s.id, s.village,"
                      " (SELECT count(*) FROM tag t JOIN batch b ON b.number = t.batch"
                      "  WHERE t.subject = s.id AND t.status = ? AND b.kind = ?)"
                      " FROM subject s WHERE s.unit = ? AND length(s.sealed) > 0"
                      " ORDER BY s.village, s.id",
                      "iis", (gint64)KHOA_STATUS_IN_USE, (gint64)KHOA_KIND_LOCK_TAG, unit);
}

typedef struct LookVisit {
  KhoaLookVisit visit;
  gpointer data;
} LookVisit;

static gboolean visit_look(KhoaRows *row, gpointer data, GError **error) {
  const LookVisit *visit = data;
  const KhoaLook look = {
      .subject = khoa_rows_int(row, 0),
      .batch = khoa_rows_int(row, 1),
      .index = khoa_rows_int(row, 2),
      .lock = khoa_rows_int(row, 3) == KHOA_STATUS_IN_USE &&
              khoa_rows_int(row, 4) == KHOA_KIND_LOCK_TAG,
      .found = (KhoaSurveyFound)khoa_rows_int(row, 5),
      .grade = (int)khoa_rows_int(row, 6),
  };
  /* The schema vouches for it, but whoever edits the file by hand can turn that off. */
  if (khoa_found_word(look.found) && look.grade >= 0 && look.grade <= KHOA_GRADE_MAX)
    return visit->visit(&look, visit->data, error);
  g_set_error(error, KHOA_DB_ERROR, KHOA_DB_FORMAT,
              _("a survey record has a word or grade that there is none of: restore a backup"));
  return FALSE;
}

gboolean khoa_looks_each(KhoaDb *db, const char *unit, const char *round, KhoaLookVisit visit,
                         gpointer data, GError **error) {
  return khoa_db_each(db, visit_look, &(LookVisit){visit, data}, error,
                      "SELECT coalesce(r.subject, t.subject, 0) AS subject, r.batch, r.idx,"
                      " t.status, b.kind, r.found, r.grade"
                      " FROM survey_record r LEFT JOIN tag t ON t.batch = r.batch AND t.idx = r.idx"
                      " LEFT JOIN batch b ON b.number = t.batch"
                      " WHERE r.unit = ? AND r.round = ?"
                      " ORDER BY 1, r.batch, r.idx, r.time DESC, r.surveyor, r.number DESC",
                      "ss", unit, round);
}
