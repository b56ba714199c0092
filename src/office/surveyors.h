/* Enrolment: which phones the office takes survey files of, and each unit's desk. */
#ifndef KHOA_OFFICE_SURVEYORS_H
#define KHOA_OFFICE_SURVEYORS_H

#include "office.h"
#include "reg/surveyor.h"

/* text: what the phone shows, white space around it passed over. name: whose phone it is, one line.
 * An error if the text is damaged, its key no point on the curve, or enrolled already, be it
 * removed. NULL with an error. */
KhoaSurveyorRecord *khoa_surveyor_add(KhoaOffice *office, const char *text, const char *unit,
                                      const char *name, GError **error);
/* which: its number, or its fingerprint with or without spaces. Files that the phone makes from now
 * on are refused. */
KhoaSurveyorRecord *khoa_surveyor_remove(KhoaOffice *office, const char *which, const char *reason,
                                         GError **error);
/* The unit's desk; added, within the caller's transaction, if there is none. */
KhoaSurveyorRecord *khoa_surveyor_desk(KhoaOffice *office, const char *unit, GError **error);

#endif
