/* Administrative units: code and name. */
#ifndef KHOA_REG_UNIT_H
#define KHOA_REG_UNIT_H

#include "db.h"

/* What storing a record did to the registry. */
typedef enum KhoaChange { KHOA_UNCHANGED, KHOA_ADDED, KHOA_UPDATED } KhoaChange;

typedef struct KhoaUnitRecord {
  char *code, *name, *parent; /* parent: NULL if none */
  gint64 subjects;            /* how many the unit has */
} KhoaUnitRecord;
void khoa_unit_record_free(KhoaUnitRecord *unit);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(KhoaUnitRecord, khoa_unit_record_free)

/* parent: NULL leaves the one that is known. */
gboolean khoa_unit_put(KhoaDb *db, const char *code, const char *name, const char *parent,
                       KhoaChange *change, GError **error);
/* All, or the one with that code; KhoaUnitRecord *, by code. */
GPtrArray *khoa_unit_list(KhoaDb *db, const char *code, GError **error);
/* The unit's record; an error that says how to import it when there is none. */
KhoaUnitRecord *khoa_unit_get(KhoaDb *db, const char *code, GError **error);

#endif
