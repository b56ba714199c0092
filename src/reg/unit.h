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
#define KHOA_UNITS_DIGEST_SIZE 32
/* BLAKE2b-256 of "khoa-units-v1", 0, then code, name and parent ("": none) of each, each of these
 * texts with a NUL behind it. units: KhoaUnitRecord *, all of them, by code. */
void khoa_units_digest(guint8 digest[KHOA_UNITS_DIGEST_SIZE], const GPtrArray *units);
/* The unit's record; an error that says how to import it when there is none. */
KhoaUnitRecord *khoa_unit_get(KhoaDb *db, const char *code, GError **error);

#endif
