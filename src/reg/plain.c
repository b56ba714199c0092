#include "plain.h"

typedef struct Visit {
  KhoaPlainVisit visit;
  gpointer data;
} Visit;

static gboolean visit_text(KhoaRows *row, gpointer data, GError **error) {
  const Visit *visit = data;
  (void)error;
  visit->visit(khoa_rows_text(row, 0), visit->data);
  return TRUE;
}

gboolean khoa_plain_each(KhoaDb *db, KhoaPlainVisit visit, gpointer data, GError **error) {
  return khoa_db_each(db, visit_text, &(Visit){visit, data}, error,
                      "SELECT name FROM unit UNION SELECT village FROM subject"
                      " UNION SELECT label FROM hotline UNION SELECT number FROM hotline"
                      " UNION SELECT office_name FROM batch UNION SELECT unit_name FROM batch"
                      " UNION SELECT name FROM surveyor UNION SELECT name FROM weakness"
                      " UNION SELECT village FROM committee_member WHERE village IS NOT NULL",
                      "");
}
