/* Lists into the registry: all rows or none, the same list twice changes nothing. */
#ifndef KHOA_OFFICE_IMPORT_H
#define KHOA_OFFICE_IMPORT_H

#include "list/lists.h"
#include "office.h"
#include "reg/unit.h"

typedef struct KhoaImported {
  gsize rows, added, updated, unchanged;
  gsize absent;   /* households of the unit, or members of a roll, that aren't in the list */
  char **ignored; /* headings passed over, NULL-terminated */
  gint64 patrol;  /* of patrols: the last row's number in the patrol book */
} KhoaImported;
/* Only after an import that went well. */
void khoa_imported_clear(KhoaImported *imported);

gboolean khoa_import_units(KhoaOffice *office, const char *path, KhoaImported *imported,
                           GError **error);
/* A new set of numbers for a unit, in force from a day on (NULL: today). The same numbers as the
 * set in force are no new set: then added is 0. */
gboolean khoa_import_hotlines(KhoaOffice *office, const char *unit, const char *path,
                              const char *from, KhoaImported *imported, GError **error);
/* unit: for lists without a column of that name, or NULL. dry_run: only says what would change. */
gboolean khoa_import_subjects(KhoaOffice *office, const char *path, const char *unit,
                              gboolean dry_run, KhoaImported *imported, GError **error);

/* What imports share. */
void khoa_import_start(KhoaImported *imported, const KhoaList *list);
void khoa_import_count(KhoaImported *imported, KhoaChange change);
/* Each row's unit must be in the registry, else a fault at each unit's first row. */
gboolean khoa_import_check_units(KhoaOffice *office, const KhoaList *list, const char *path,
                                 GError **error);
/* Commits what is done, or undoes it: for dry runs, and if it isn't; whether it went well. */
gboolean khoa_import_end(KhoaOffice *office, gboolean done, gboolean dry_run,
                         KhoaImported *imported, GError **error);

#endif
