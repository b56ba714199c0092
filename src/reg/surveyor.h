/* Who may survey: phones by their public keys, and each unit's desk, which has none. Never changed,
 * but removed once. */
#ifndef KHOA_REG_SURVEYOR_H
#define KHOA_REG_SURVEYOR_H

#include "db.h"
#include "tag/surveyor.h"

typedef struct KhoaSurveyorRecord {
  gint64 id; /* 0 until stored */
  char *unit, *name;
  gboolean desk; /* has no key */
  guint8 key[KHOA_SURVEYOR_KEY_SIZE];
  gint64 added, removed; /* UTC seconds; removed 0: it isn't */
  gint64 files, records; /* that came home */
} KhoaSurveyorRecord;
void khoa_surveyor_record_free(KhoaSurveyorRecord *surveyor);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(KhoaSurveyorRecord, khoa_surveyor_record_free)

#define KHOA_SURVEYOR_DIGEST_SIZE 32
/* BLAKE2b-256 of "khoa-surveyor-v1", 0; id and added, 8 bytes each, big-endian; the key, zeros for
 * a desk; unit and name, each with a NUL behind it. */
void khoa_surveyor_digest(guint8 digest[KHOA_SURVEYOR_DIGEST_SIZE],
                          const KhoaSurveyorRecord *surveyor);

/* Stores a new one and fills in its id. */
gboolean khoa_surveyor_put(KhoaDb *db, KhoaSurveyorRecord *surveyor, GError **error);
gboolean khoa_surveyor_end(KhoaDb *db, gint64 id, gint64 time, GError **error);
/* KhoaSurveyorRecord *, of one unit or all (NULL), by id. */
GPtrArray *khoa_surveyor_list(KhoaDb *db, const char *unit, GError **error);
/* *surveyor is NULL if there is none; removed ones are found too. */
gboolean khoa_surveyor_find(KhoaDb *db, gint64 id, KhoaSurveyorRecord **surveyor, GError **error);
gboolean khoa_surveyor_find_key(KhoaDb *db, const guint8 key[KHOA_SURVEYOR_KEY_SIZE],
                                KhoaSurveyorRecord **surveyor, GError **error);
gboolean khoa_surveyor_find_desk(KhoaDb *db, const char *unit, KhoaSurveyorRecord **surveyor,
                                 GError **error);

#endif
