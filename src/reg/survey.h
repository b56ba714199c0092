/* What surveyors found and handed over: files of phones and sittings at the desk, and their
 * records, never changed. What a record tells of a household's place, and the sealed note, is
 * erased when it is forgotten. */
#ifndef KHOA_REG_SURVEY_H
#define KHOA_REG_SURVEY_H

#include "db.h"
#include "tag/survey.h"

#include <sodium.h>

typedef struct KhoaSurveyFileRecord {
  gint64 surveyor, number;
  gboolean desk; /* a sitting there: no bytes, no hash */
  guint8 sha256[32];
  gboolean has_previous;
  guint8 previous[32];
  gint64 created, imported; /* UTC seconds */
  gint64 records;           /* in it, also those that came before */
} KhoaSurveyFileRecord;

/* A record as it is kept. */
typedef struct KhoaSurveyRow {
  gint64 surveyor, file;
  char unit[KHOA_SURVEY_UNIT_SIZE];
  KhoaSurveyRecord record;
  guint8 private[32]; /* office/survey_intake.h's keyed hash of village, position and note */
} KhoaSurveyRow;

/* After the records that came first in it, within one transaction. */
gboolean khoa_survey_file_add(KhoaDb *db, const KhoaSurveyFileRecord *file, GError **error);
gboolean khoa_survey_file_find(KhoaDb *db, gint64 surveyor, gint64 number,
                               KhoaSurveyFileRecord *file, gboolean *found, GError **error);
/* KhoaSurveyFileRecord elements of a surveyor, or of all (0), by surveyor and number. */
GArray *khoa_survey_file_list(KhoaDb *db, gint64 surveyor, GError **error);
/* The numbers that a surveyor's next file and record get, at the desk. */
gboolean khoa_survey_next_numbers(KhoaDb *db, gint64 surveyor, gint64 *file, gint64 *record,
                                  GError **error);

/* *known: a record of that number was there before, and nothing was stored. KHOA_DB_CONSTRAINT if
 * it refers to what isn't there, or breaks another rule. */
gboolean khoa_survey_put(KhoaDb *db, const KhoaSurveyRow *row, gboolean *known, GError **error);
gboolean khoa_survey_find(KhoaDb *db, gint64 surveyor, gint64 number, KhoaSurveyRow *row,
                          gboolean *found, GError **error);
/* Which ones: NULL for any. */
typedef struct KhoaSurveyFilter {
  const char *unit, *round;
} KhoaSurveyFilter;
typedef gboolean (*KhoaSurveyVisit)(const KhoaSurveyRow *row, gpointer data, GError **error);
/* By surveyor and number. */
gboolean khoa_survey_each(KhoaDb *db, const KhoaSurveyFilter *filter, KhoaSurveyVisit visit,
                          gpointer data, GError **error);

/* Erases village, position and note of the records of a household and of its tags. */
gboolean khoa_survey_forget(KhoaDb *db, gint64 subject, GError **error);

#define KHOA_SURVEY_DIGEST_SIZE 32
/* A file's digest: BLAKE2b-256 of "khoa-survey-v1", 0; each record that came first in it, in rising
 * order, and then the file: numbers of 8 bytes, big-endian, texts with a NUL behind them, hashes.
 */
void khoa_survey_digest_init(crypto_generichash_state *state);
void khoa_survey_digest_add(crypto_generichash_state *state, const KhoaSurveyRow *row);
/* The file comes last, when its records were counted. */
void khoa_survey_digest_end(crypto_generichash_state *state, const KhoaSurveyFileRecord *file,
                            guint8 digest[KHOA_SURVEY_DIGEST_SIZE]);
/* Whether two records say the same, in whichever file. */
gboolean khoa_survey_same(const KhoaSurveyRow *a, const KhoaSurveyRow *b);

#endif
