/* Surveyors' files come home: each whole or not at all, in a transaction of its own. Taken is what
 * an enrolled phone signed, for its own unit; records that came before are passed over. Files of a
 * phone are chained by their hashes: one that is missing is named, one that was exchanged is
 * refused. */
#ifndef KHOA_OFFICE_SURVEY_IMPORT_H
#define KHOA_OFFICE_SURVEY_IMPORT_H

#include "survey_intake.h"

/* What became of one file. */
typedef struct KhoaSurveyImported {
  const char *path;
  gint64 surveyor, number; /* number: the file's */
  gint64 records;          /* in the file */
  gboolean before;         /* the same file came before: nothing was to do */
  gboolean removed; /* the surveyor was removed since; the file was made before, the phone says */
  KhoaSurveyIntake *intake; /* what was taken; NULL if `before` */
} KhoaSurveyImported;

/* imported: good until it returns; NULL with the fault of a file that is refused. */
typedef void (*KhoaSurveyImportVisit)(const KhoaSurveyImported *imported, const GError *fault,
                                      gpointer data);

typedef struct KhoaSurveyImport {
  guint taken, before, refused; /* files */
  GPtrArray *missing; /* char *: files that phones made before those here, and haven't come */
} KhoaSurveyImport;
void khoa_survey_import_clear(KhoaSurveyImport *import);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(KhoaSurveyImport, khoa_survey_import_clear)

/* paths: NULL-terminated, "-" for standard input. A file that is refused doesn't keep out the
 * others; an error is one of the registry. dry_run: only tells what would be. */
gboolean khoa_survey_import(KhoaOffice *office, char **paths, gboolean dry_run,
                            KhoaSurveyImportVisit visit, gpointer data, KhoaSurveyImport *import,
                            GError **error);

#endif
