#include "subject.h"

#include "digest.h"

#include <glib/gi18n.h>
#include <inttypes.h>
#include <sodium.h>
#include <string.h>

#define COLUMNS                                                                                    \
  "SELECT id, unit, village, kind, keychains, lock_tags, reference_hash, content_hash, sealed"     \
  " FROM subject"

void khoa_subject_record_free(KhoaSubjectRecord *subject) {
  if (!subject)
    return;
  g_free(subject->unit);
  g_free(subject->village);
  g_clear_pointer(&subject->sealed, g_bytes_unref);
  g_free(subject);
}

gboolean khoa_subject_forgotten(const KhoaSubjectRecord *subject) {
  return g_bytes_get_size(subject->sealed) == 0;
}

typedef struct Known {
  gboolean found, same;
  unsigned columns;
} Known;

static gboolean take_known(KhoaRows *row, gpointer data, GError **error) {
  (void)error;
  *(Known *)data = (Known){TRUE, khoa_rows_int(row, 0) != 0, (unsigned)khoa_rows_int(row, 1)};
  return TRUE;
}

gboolean khoa_subject_compare(KhoaDb *db, const char *unit,
                              const guint8 reference_hash[KHOA_HASH_SIZE],
                              const guint8 content_hash[KHOA_HASH_SIZE], KhoaChange *change,
                              unsigned *columns, GError **error) {
  Known known = {0};
  if (!khoa_db_each(db, take_known, &known, error,
                    "SELECT content_hash = ?3, columns FROM subject"
                    " WHERE unit = ?1 AND reference_hash = ?2",
                    "sbb", unit, reference_hash, (gsize)KHOA_HASH_SIZE, content_hash,
                    (gsize)KHOA_HASH_SIZE))
    return FALSE;
  *change = !known.found ? KHOA_ADDED : known.same ? KHOA_UNCHANGED : KHOA_UPDATED;
  *columns = known.columns;
  return TRUE;
}

gboolean khoa_subject_put(KhoaDb *db, const KhoaSubjectRecord *subject, GError **error) {
  gsize size;
  const void *sealed = g_bytes_get_data(subject->sealed, &size);
  return khoa_db_run(
      db, error,
      "INSERT INTO subject (unit, reference_hash, kind, village, keychains,"
      "                     lock_tags, columns, content_hash, sealed)"
      " VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)"
      " ON CONFLICT (unit, reference_hash) DO UPDATE SET kind = ?3, village = ?4,"
      "   keychains = ?5, lock_tags = ?6, columns = ?7, content_hash = ?8, sealed = ?9",
      "sbisiiibb", subject->unit, subject->reference_hash, (gsize)KHOA_HASH_SIZE,
      (gint64)subject->kind, subject->village, (gint64)subject->keychains,
      (gint64)subject->lock_tags, (gint64)subject->columns, subject->content_hash,
      (gsize)KHOA_HASH_SIZE, sealed, size);
}

static KhoaSubjectRecord *read_record(KhoaRows *row) {
  KhoaSubjectRecord *subject = g_new0(KhoaSubjectRecord, 1);
  subject->id = khoa_rows_int(row, 0);
  subject->unit = g_strdup(khoa_rows_text(row, 1));
  subject->village = g_strdup(khoa_rows_text(row, 2));
  subject->kind = (int)khoa_rows_int(row, 3);
  subject->keychains = (int)khoa_rows_int(row, 4);
  subject->lock_tags = (int)khoa_rows_int(row, 5);
  khoa_rows_copy(row, 6, subject->reference_hash, KHOA_HASH_SIZE);
  khoa_rows_copy(row, 7, subject->content_hash, KHOA_HASH_SIZE);
  gsize size;
  const void *sealed = khoa_rows_blob(row, 8, &size);
  subject->sealed = g_bytes_new(sealed, size);
  return subject;
}

typedef struct Visit {
  KhoaSubjectVisit visit;
  gpointer data;
} Visit;

static gboolean visit_record(KhoaRows *row, gpointer data, GError **error) {
  const Visit *visit = data;
  g_autoptr(KhoaSubjectRecord) subject = read_record(row);
  return visit->visit(subject, visit->data, error);
}

gboolean khoa_subject_each(KhoaDb *db, const char *unit, const guint8 *reference_hash,
                           KhoaSubjectVisit visit, gpointer data, GError **error) {
  return khoa_db_each(db, visit_record, &(Visit){visit, data}, error,
                      COLUMNS " WHERE length(sealed) > 0 AND (?1 IS NULL OR unit = ?1)"
                              " AND (?2 IS NULL OR reference_hash = ?2)"
                              " ORDER BY unit, village COLLATE vi, id",
                      "sb", unit, reference_hash, (gsize)(reference_hash ? KHOA_HASH_SIZE : 0));
}

static gboolean take_record(KhoaRows *row, gpointer data, GError **error) {
  (void)error;
  *(KhoaSubjectRecord **)data = read_record(row);
  return TRUE;
}

KhoaSubjectRecord *khoa_subject_get(KhoaDb *db, gint64 id, GError **error) {
  KhoaSubjectRecord *subject = NULL;
  if (!khoa_db_each(db, take_record, &subject, error, COLUMNS " WHERE id = ?", "i", id))
    return NULL;
  if (!subject)
    g_set_error(error, KHOA_DB_ERROR, KHOA_DB_FORMAT,
                _("subject %" PRId64 " is missing from the registry: restore a backup"), id);
  return subject;
}

gboolean khoa_subject_forget(KhoaDb *db, gint64 id, GError **error) {
  return khoa_db_run(db, error,
                     "UPDATE subject SET reference_hash = randomblob(32), village = '-',"
                     " keychains = 0, lock_tags = 0, columns = 0, content_hash = zeroblob(32),"
                     " sealed = x'' WHERE id = ?",
                     "i", id);
}

static gboolean hash_row(KhoaRows *row, gpointer state, GError **error) {
  guint8 hashes[2 * KHOA_HASH_SIZE];
  guint64 numbers[6];
  gsize size;
  (void)error;
  const void *sealed = khoa_rows_blob(row, 9, &size);
  for (int i = 0; i < 5; i++)
    numbers[i] = GUINT64_TO_BE((guint64)khoa_rows_int(row, i));
  numbers[5] = GUINT64_TO_BE((guint64)size);
  crypto_generichash_update(state, (const guint8 *)numbers, sizeof numbers);
  for (int i = 5; i < 7; i++) {
    const char *text = khoa_rows_text(row, i);
    crypto_generichash_update(state, (const guint8 *)text, strlen(text) + 1);
  }
  khoa_rows_copy(row, 7, hashes, KHOA_HASH_SIZE);
  khoa_rows_copy(row, 8, hashes + KHOA_HASH_SIZE, KHOA_HASH_SIZE);
  crypto_generichash_update(state, hashes, sizeof hashes);
  crypto_generichash_update(state, sealed, size);
  return TRUE;
}

static gboolean hash_past(KhoaRows *row, gpointer state, GError **error) {
  (void)error;
  for (int i = 0; i < 5; i++)
    khoa_digest_int(state, khoa_rows_int(row, i));
  return TRUE;
}

/* domain: hashed with its NUL. */
static gboolean hash_subjects(KhoaDb *db, crypto_generichash_state *state, const char *domain,
                              GError **error) {
  crypto_generichash_init(state, NULL, 0, KHOA_SUBJECTS_DIGEST_SIZE);
  khoa_digest_text(state, domain);
  return khoa_db_each(db, hash_row, state, error,
                      "SELECT id, kind, keychains, lock_tags, columns, unit, village,"
                      "  reference_hash, content_hash, sealed FROM subject ORDER BY id",
                      "");
}

gboolean khoa_subjects_digest_v1(KhoaDb *db, guint8 digest[KHOA_SUBJECTS_DIGEST_SIZE],
                                 GError **error) {
  crypto_generichash_state state;
  gboolean done = hash_subjects(db, &state, "khoa-subjects-v1", error);
  crypto_generichash_final(&state, digest, KHOA_SUBJECTS_DIGEST_SIZE);
  return done;
}

gboolean khoa_subjects_digest(KhoaDb *db, guint8 digest[KHOA_SUBJECTS_DIGEST_SIZE],
                              GError **error) {
  crypto_generichash_state state;
  gboolean done = hash_subjects(db, &state, "khoa-subjects-v2", error) &&
                  khoa_db_each(db, hash_past, &state, error,
                               "SELECT subject, entry, present, keychains, lock_tags"
                               " FROM subject_past ORDER BY subject, entry",
                               "");
  crypto_generichash_final(&state, digest, KHOA_SUBJECTS_DIGEST_SIZE);
  return done;
}
