/* The communes' operating committees (article 8.1): who is on the roll, and what it lacks. */
#ifndef KHOA_OFFICE_COMMITTEE_H
#define KHOA_OFFICE_COMMITTEE_H

#include "import.h"
#include "list/roles.h"
#include "reg/committee.h"
#include "seal.h"

/* Each unit's rows of the list become its roll from a day on (NULL: today), up to the next roll's.
 * The roll that is there already is no new one. imported: members, absent: those who leave. unit:
 * as for khoa_import_subjects(). */
gboolean khoa_import_members(KhoaOffice *office, const char *path, const char *unit,
                             const char *from, gboolean dry_run, KhoaImported *imported,
                             GError **error);

/* What finds a person of a unit's committee again by name, however it is typed. */
void khoa_committee_name_hash(const KhoaOffice *office, guint8 hash[KHOA_NAME_HASH_SIZE],
                              const char *unit, const char *name);

/* How many a roll has of each role. */
void khoa_committee_count(const KhoaCommitteeRecord *committee, guint counts[KHOA_ROLES]);
/* "head", "standing-deputy", "head, standing-deputy": what a roll lacks of the posts that there
 * must be one of, or has twice; NULL: nothing. The caller's. */
char *khoa_committee_lacks(const KhoaCommitteeRecord *committee);

typedef struct KhoaCommune {
  const char *unit;
  gboolean has_parts; /* other units are parts of it: it is no commune, and needs no committee */
  const GPtrArray *rolls; /* KhoaCommitteeRecord *, oldest first, the last in force; may be none */
} KhoaCommune;
typedef gboolean (*KhoaCommuneVisit)(const KhoaCommune *commune, gpointer data, GError **error);
/* Each unit, or the one of that code, by code. */
gboolean khoa_committee_each(KhoaOffice *office, const char *unit, KhoaCommuneVisit visit,
                             gpointer data, GError **error);

#endif
