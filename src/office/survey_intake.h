/* Survey records on their way into the registry, of a phone's file or of a sitting at the desk,
 * within the caller's transaction: all of one intake is covered by one entry in the log, and what
 * was handed over is marked so.
 *
 * khoa_survey_intake_new(), khoa_survey_intake_put() for each record, khoa_survey_intake_finish().
 */
#ifndef KHOA_OFFICE_SURVEY_INTAKE_H
#define KHOA_OFFICE_SURVEY_INTAKE_H

#include "office.h"
#include "reg/survey.h"
#include "reg/surveyor.h"

#define KHOA_SURVEY_AHEAD_MAX (24 * 3600) /* s; a clock may be wrong by its time zone */

typedef struct KhoaSurveyIntake {
  KhoaOffice *office;
  const KhoaSurveyorRecord *surveyor;
  gint64 file;          /* its number */
  guint added, known;   /* records; known: came before, and say the same */
  guint early;          /* of those added: made before the surveyor was enrolled */
  guint handed_over;    /* tags that are in use now */
  GPtrArray *left;      /* char *: hand-overs that can't be, each with its reason */
  GHashTable *rounds;   /* names of those that were found open */
  GHashTable *villages; /* names of those that have households; empty until one is asked for */
  GHashTable *strange;  /* names that records give, and that no household of the unit has */
  GArray *handovers;    /* KhoaTagName elements */
  crypto_generichash_state digest;
} KhoaSurveyIntake;

/* Both outlive it. */
KhoaSurveyIntake *khoa_survey_intake_new(KhoaOffice *office, const KhoaSurveyorRecord *surveyor,
                                         gint64 file);
void khoa_survey_intake_free(KhoaSurveyIntake *intake);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(KhoaSurveyIntake, khoa_survey_intake_free)

/* An error says what is wrong with the record: its round isn't open, its household or a weakness
 * isn't registered, its time is more than a day ahead, or one of its number came before and says
 * something else. record: khoa_survey_record_fault() has nothing against it. */
gboolean khoa_survey_intake_put(KhoaSurveyIntake *intake, const KhoaSurveyRecord *record,
                                GError **error);
/* file: as it is to be registered; `surveyor`, `number`, `imported` and `records` are filled in.
 * act: KHOA_ACT_SURVEY_IMPORT or KHOA_ACT_SURVEY_RECORD, for the log. */
gboolean khoa_survey_intake_finish(KhoaSurveyIntake *intake, KhoaSurveyFileRecord *file,
                                   const char *act, GError **error);

/* What the log and findings call a file, "surveyor 3 file 7"; the caller's. */
char *khoa_survey_object(const KhoaSurveyFileRecord *file);

/* A row's `private`: BLAKE2b-256, keyed by index.key, over surveyor, number, village, position and
 * note; so what is left of a forgotten one tells nothing. */
void khoa_survey_private(guint8 hash[32], const guint8 *index_key, const KhoaSurveyRow *row);

#endif
