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

typedef struct SealedVisit {
  KhoaSealedVisit visit;
  gpointer data;
} SealedVisit;

static gboolean visit_sealed(KhoaRows *row, gpointer data, GError **error) {
  const SealedVisit *visit = data;
  gsize size;
  const void *bytes = khoa_rows_blob(row, 0, &size);
  g_autoptr(GBytes) sealed = g_bytes_new(bytes, size);
  return visit->visit(sealed, visit->data, error);
}

gboolean khoa_sealed_each(KhoaDb *db, KhoaSealedVisit visit, gpointer data, GError **error) {
  return khoa_db_each(db, visit_sealed, &(SealedVisit){visit, data}, error,
                      "SELECT sealed FROM subject WHERE length(sealed) > 0"
                      " UNION ALL SELECT sealed FROM committee_member"
                      " UNION ALL SELECT sealed FROM patrol"
                      " UNION ALL SELECT sealed FROM patrol_member",
                      "");
}
