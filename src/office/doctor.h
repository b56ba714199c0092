/* The doctor: a full check of an office, its registry, keys, signatures and files, and repair of
 * what can be made again without asking anybody what it was. Without `repair` nothing is changed.
 *
 * Each check reports all that it finds, and one that can't be made as unknown; none stops another.
 */
#ifndef KHOA_OFFICE_DOCTOR_H
#define KHOA_OFFICE_DOCTOR_H

#include "run.h"

typedef struct KhoaDoctor {
  KhoaOffice *office; /* khoa_doctor_open() */
  KhoaFindings *findings;
  gboolean repair;
  /* Asked once something must be signed: unlocks the authority. */
  gboolean (*unlock)(KhoaOffice *office, gpointer data, GError **error);
  gpointer data;
  const KhoaProgress *progress; /* of drawing; may be NULL */
} KhoaDoctor;

/* Looks at files and folders first, since a key that others may read isn't opened: there, the
 * owner's alone, key files that are key files. Then opens what can be opened. An error if the
 * folder holds no office. */
KhoaOffice *khoa_doctor_open(const KhoaWorld *world, KhoaFindings *findings, gboolean repair,
                             GError **error);
/* All checks below, in this order; none without a registry. */
void khoa_doctor(const KhoaDoctor *doctor);

/* What SQLite can tell, the schema, and the audit (audit.h). */
void khoa_doctor_registry(const KhoaDoctor *doctor);
/* batches/: the files of each batch as they were recorded and signed. */
void khoa_doctor_batches(const KhoaDoctor *doctor);
/* bundles/: each whole and the one that the registry knows. */
void khoa_doctor_bundles(const KhoaDoctor *doctor);
/* What crashes left behind. */
void khoa_doctor_leftovers(const KhoaDoctor *doctor);

#endif
