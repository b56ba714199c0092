#include "survey.h"

#include <string.h>

gboolean khoa_survey_file_add(KhoaDb *db, const KhoaSurveyFileRecord *file, GError **error) {
  return khoa_db_run(db, error,
                     "INSERT INTO survey_file (surveyor, number, sha256, previous, created,"
                     " imported, records) VALUES (?, ?, ?, ?, ?, ?, ?)",
                     "iibbiii", file->surveyor, file->number, file->desk ? NULL : file->sha256,
                     sizeof file->sha256, file->has_previous ? file->previous : NULL,
                     sizeof file->previous, file->created, file->imported, file->records);
}

static gboolean add_file(KhoaRows *row, gpointer list, GError **error) {
  (void)error;
  KhoaSurveyFileRecord file = {
      .surveyor = khoa_rows_int(row, 0),
      .number = khoa_rows_int(row, 1),
      .desk = khoa_rows_int(row, 2) != 0,
      .has_previous = khoa_rows_int(row, 4) != 0,
      .created = khoa_rows_int(row, 6),
      .imported = khoa_rows_int(row, 7),
      .records = khoa_rows_int(row, 8),
  };
  khoa_rows_copy(row, 3, file.sha256, sizeof file.sha256);
  khoa_rows_copy(row, 5, file.previous, sizeof file.previous);
  g_array_append_val((GArray *)list, file);
  return TRUE;
}

#define SELECT_FILE                                                                                \
  "SELECT surveyor, number, sha256 IS NULL, sha256, previous IS NOT NULL, previous, created,"      \
  " imported, records FROM survey_file"

gboolean khoa_survey_file_find(KhoaDb *db, gint64 surveyor, gint64 number,
                               KhoaSurveyFileRecord *file, gboolean *found, GError **error) {
  g_autoptr(GArray) list = g_array_new(FALSE, FALSE, sizeof(KhoaSurveyFileRecord));
  if (!khoa_db_each(db, add_file, list, error, SELECT_FILE " WHERE surveyor = ? AND number = ?",
                    "ii", surveyor, number))
    return FALSE;
  *found = list->len > 0;
  if (*found)
    *file = g_array_index(list, KhoaSurveyFileRecord, 0);
  return TRUE;
}

GArray *khoa_survey_file_list(KhoaDb *db, gint64 surveyor, GError **error) {
  g_autoptr(GArray) list = g_array_new(FALSE, FALSE, sizeof(KhoaSurveyFileRecord));
  return khoa_db_each(db, add_file, list, error,
                      SELECT_FILE " WHERE ?1 = 0 OR surveyor = ?1 ORDER BY surveyor, number", "i",
                      surveyor)
             ? g_steal_pointer(&list)
             : NULL;
}

gboolean khoa_survey_next_numbers(KhoaDb *db, gint64 surveyor, gint64 *file, gint64 *record,
                                  GError **error) {
  return khoa_db_get_int(db, file, 1, error,
                         "SELECT coalesce(max(number), 0) + 1 FROM survey_file WHERE surveyor = ?",
                         "i", surveyor) &&
         khoa_db_get_int(
             db, record, 1, error,
             "SELECT coalesce(max(number), 0) + 1 FROM survey_record WHERE surveyor = ?", "i",
             surveyor);
}

static gboolean insert(KhoaDb *db, const KhoaSurveyRow *row, GError **error) {
  const KhoaSurveyRecord *r = &row->record;
  return khoa_db_run(
      db, error,
      "INSERT INTO survey_record (surveyor, number, file, mode, unit, round, time, batch, idx,"
      " subject, found, grade, bundle, verdict, signature, address, status, freshness, village,"
      " latitude, longitude, note, private)"
      " VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, iif(?9, ?8, NULL), nullif(?9, 0), nullif(?10, 0),"
      "  nullif(?11, 0), nullif(?12, 0), iif(?13, ?14, NULL), iif(?13, ?15, NULL),"
      "  iif(?13, ?16, NULL), iif(?13, ?17, NULL), iif(?13, ?18, NULL), iif(?13, ?19, NULL), ?20,"
      "  iif(?21, ?22, NULL), iif(?21, ?23, NULL), ?24, ?25)"
      " ON CONFLICT (surveyor, number) DO NOTHING",
      "iiiissiiiiiiiiiiiiisiiibb", row->surveyor, (gint64)r->number, row->file, (gint64)r->mode,
      row->unit, *r->round ? r->round : NULL, r->time, (gint64)r->batch, (gint64)r->index,
      (gint64)r->household, (gint64)r->found, (gint64)r->grade, (gint64)r->has_verdict,
      (gint64)r->bundle, (gint64)r->verdict.word, (gint64)r->verdict.signature,
      (gint64)r->verdict.address, (gint64)r->verdict.status, (gint64)r->freshness,
      *r->village ? r->village : NULL, (gint64)r->has_position, (gint64)r->latitude,
      (gint64)r->longitude, r->note_size ? r->note : NULL, r->note_size, row->private,
      sizeof row->private);
}

gboolean khoa_survey_put(KhoaDb *db, const KhoaSurveyRow *row, gboolean *known, GError **error) {
  const KhoaSurveyRecord *record = &row->record;
  if (!insert(db, row, error))
    return FALSE;
  *known = khoa_db_changes(db) == 0;
  for (gsize i = 0; !*known && i < record->n_weaknesses; i++)
    if (!khoa_db_run(db, error,
                     "INSERT INTO survey_weakness (surveyor, number, weakness) VALUES (?, ?, ?)",
                     "iii", row->surveyor, (gint64)record->number, (gint64)record->weaknesses[i]))
      return FALSE;
  return TRUE;
}

static void copy_text(KhoaRows *row, int column, char *to, gsize size) {
  g_strlcpy(to, khoa_rows_text(row, column), size);
}

static void read_verdict(KhoaRows *row, KhoaSurveyRecord *record) {
  record->bundle = (guint64)khoa_rows_int(row, 14);
  record->verdict = (KhoaVerdict){
      .word = (KhoaVerdictWord)khoa_rows_int(row, 15),
      .signature = (KhoaSignatureAxis)khoa_rows_int(row, 16),
      .address = (KhoaAddressAxis)khoa_rows_int(row, 17),
      .status = (KhoaStatus)khoa_rows_int(row, 18),
  };
  record->freshness = (KhoaFreshness)khoa_rows_int(row, 19);
}

static void read_row(KhoaRows *row, KhoaSurveyRow *read) {
  KhoaSurveyRecord *record = &read->record;
  *read = (KhoaSurveyRow){.surveyor = khoa_rows_int(row, 0), .file = khoa_rows_int(row, 2)};
  record->number = (guint32)khoa_rows_int(row, 1);
  record->mode = (KhoaSurveyMode)khoa_rows_int(row, 3);
  copy_text(row, 4, read->unit, sizeof read->unit);
  copy_text(row, 5, record->round, sizeof record->round);
  record->time = khoa_rows_int(row, 6);
  record->batch = (guint32)khoa_rows_int(row, 7);
  record->index = (guint32)khoa_rows_int(row, 8);
  record->household = (guint32)khoa_rows_int(row, 9);
  record->found = (KhoaSurveyFound)khoa_rows_int(row, 10);
  record->grade = (int)khoa_rows_int(row, 11);
  record->has_verdict = khoa_rows_int(row, 12) != 0;
  record->has_position = khoa_rows_int(row, 13) != 0;
  if (record->has_verdict)
    read_verdict(row, record);
  copy_text(row, 20, record->village, sizeof record->village);
  record->latitude = (gint32)khoa_rows_int(row, 21);
  record->longitude = (gint32)khoa_rows_int(row, 22);
  gsize size;
  const void *note = khoa_rows_blob(row, 23, &size);
  record->note_size = MIN(size, sizeof record->note);
  if (record->note_size)
    memcpy(record->note, note, record->note_size);
  khoa_rows_copy(row, 24, read->private, sizeof read->private);
}

static gboolean add_weakness(KhoaRows *row, gpointer data, GError **error) {
  KhoaSurveyRecord *record = data;
  (void)error;
  if (record->n_weaknesses < KHOA_WEAKNESS_MAX)
    record->weaknesses[record->n_weaknesses++] = (guint8)khoa_rows_int(row, 0);
  return TRUE;
}

typedef struct Walk {
  KhoaDb *db;
  KhoaSurveyVisit visit;
  gpointer data;
} Walk;

static gboolean visit_row(KhoaRows *row, gpointer data, GError **error) {
  const Walk *walk = data;
  KhoaSurveyRow read;
  read_row(row, &read);
  return khoa_db_each(walk->db, add_weakness, &read.record, error,
                      "SELECT weakness FROM survey_weakness WHERE surveyor = ? AND number = ?"
                      " ORDER BY weakness",
                      "ii", read.surveyor, (gint64)read.record.number) &&
         walk->visit(&read, walk->data, error);
}

/* What a record names; those of all records, for a walk in their order: a query for each of a
 * year's takes longer than all else. */
typedef struct Lack {
  gint64 surveyor, number, weakness;
} Lack;

typedef struct WholeWalk {
  KhoaSurveyVisit visit;
  gpointer data;
  GArray *lacks; /* Lack elements */
  guint next;
} WholeWalk;

static gboolean add_lack(KhoaRows *row, gpointer lacks, GError **error) {
  const Lack lack = {khoa_rows_int(row, 0), khoa_rows_int(row, 1), khoa_rows_int(row, 2)};
  (void)error;
  g_array_append_val((GArray *)lacks, lack);
  return TRUE;
}

/* Whether it is of the record at which the walk is, or of one before it. */
static gboolean is_up_to(const Lack *lack, const KhoaSurveyRow *row) {
  return lack->surveyor != row->surveyor ? lack->surveyor < row->surveyor
                                         : lack->number <= row->record.number;
}

static gboolean visit_in_order(KhoaRows *row, gpointer data, GError **error) {
  WholeWalk *walk = data;
  KhoaSurveyRow read;
  KhoaSurveyRecord *record = &read.record;
  read_row(row, &read);
  for (; walk->next < walk->lacks->len; walk->next++) {
    const Lack *lack = &g_array_index(walk->lacks, Lack, walk->next);
    if (!is_up_to(lack, &read))
      break;
    if (lack->surveyor == read.surveyor && lack->number == record->number &&
        record->n_weaknesses < KHOA_WEAKNESS_MAX)
      record->weaknesses[record->n_weaknesses++] = (guint8)lack->weakness;
  }
  return walk->visit(&read, walk->data, error);
}

#define SELECT_RECORD                                                                              \
  "SELECT surveyor, number, file, mode, unit, round, time, batch, idx, subject, found, grade,"     \
  " verdict IS NOT NULL, latitude IS NOT NULL, bundle, verdict, signature, address, status,"       \
  " freshness, village, latitude, longitude, note, private FROM survey_record"

gboolean khoa_survey_each(KhoaDb *db, const KhoaSurveyFilter *filter, KhoaSurveyVisit visit,
                          gpointer data, GError **error) {
  g_autoptr(GArray) lacks = g_array_new(FALSE, FALSE, sizeof(Lack));
  WholeWalk walk = {visit, data, lacks, 0};
  return khoa_db_each(db, add_lack, lacks, error,
                      "SELECT surveyor, number, weakness FROM survey_weakness"
                      " ORDER BY surveyor, number, weakness",
                      "") &&
         khoa_db_each(db, visit_in_order, &walk, error,
                      SELECT_RECORD
                      " WHERE (?1 IS NULL OR unit = ?1) AND (?2 IS NULL OR round = ?2)"
                      " ORDER BY surveyor, number",
                      "ss", filter->unit, filter->round);
}

static gboolean take_row(const KhoaSurveyRow *row, gpointer data, GError **error) {
  (void)error;
  *(KhoaSurveyRow *)data = *row;
  return TRUE;
}

gboolean khoa_survey_find(KhoaDb *db, gint64 surveyor, gint64 number, KhoaSurveyRow *row,
                          gboolean *found, GError **error) {
  Walk walk = {db, take_row, row};
  row->surveyor = 0;
  if (!khoa_db_each(db, visit_row, &walk, error, SELECT_RECORD " WHERE surveyor = ? AND number = ?",
                    "ii", surveyor, number))
    return FALSE;
  *found = row->surveyor != 0;
  return TRUE;
}

gboolean khoa_survey_forget(KhoaDb *db, gint64 subject, GError **error) {
  return khoa_db_run(db, error,
                     "UPDATE survey_record SET village = NULL, latitude = NULL, longitude = NULL,"
                     " note = NULL"
                     " WHERE subject = ?1"
                     "  OR (batch, idx) IN (SELECT batch, idx FROM tag WHERE subject = ?1)",
                     "i", subject);
}
