/* The doctor: a full check of an office, its registry, keys, signatures and files, and repair of
 * what can be made again without asking anybody what it was. Without `repair` nothing is changed.
 *
 * Each check reports all that it finds, and one that can't be made as unknown; none stops another.
 */
#ifndef KHOA_OFFICE_DOCTOR_H
#define KHOA_OFFICE_DOCTOR_H

#include "run.h"

typedef struct KhoaDoctor {
  KhoaOffice *office; /* khoa_office_open_damaged() */
  KhoaFindings *findings;
  gboolean repair;
  /* Asked once something must be signed: unlocks the authority. */
  gboolean (*unlock)(KhoaOffice *office, gpointer data, GError **error);
  gpointer data;
  const KhoaProgress *progress; /* of drawing; may be NULL */
} KhoaDoctor;

/* All of them, in this order; without a registry the first alone. */
void khoa_doctor(const KhoaDoctor *doctor);

/* Files and folders: there, the owner's alone, key files that are key files. */
void khoa_doctor_keys(const KhoaDoctor *doctor);
/* What SQLite can tell, the schema, and the audit (audit.h). */
void khoa_doctor_registry(const KhoaDoctor *doctor);
/* batches/: the files of each batch as they were recorded and signed. */
void khoa_doctor_batches(const KhoaDoctor *doctor);
/* bundles/: each whole and the one that the registry knows. */
void khoa_doctor_bundles(const KhoaDoctor *doctor);
/* What crashes left behind. */
void khoa_doctor_leftovers(const KhoaDoctor *doctor);

#endif
