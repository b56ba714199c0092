/* Surveyors' notes, opened with the privacy key. */
#ifndef KHOA_OFFICE_SURVEY_NOTES_H
#define KHOA_OFFICE_SURVEY_NOTES_H

#include "office.h"
#include "reg/survey.h"

/* text: in guarded memory, NUL-terminated, good until it returns; NULL: the note doesn't open with
 * this key, or isn't text. */
typedef gboolean (*KhoaNoteVisit)(const KhoaSurveyRow *row, const char *text, gpointer data,
                                  GError **error);
/* Each record with a note, of a round and unit (NULL: all), by surveyor and number. The privacy key
 * must be unlocked. */
gboolean khoa_notes_each(KhoaOffice *office, const char *round, const char *unit,
                         KhoaNoteVisit visit, gpointer data, GError **error);

#endif
