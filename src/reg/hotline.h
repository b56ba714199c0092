/* Hotline sets: a unit's 3 to 5 numbers from a day on. Never changed, only followed. */
#ifndef KHOA_REG_HOTLINE_H
#define KHOA_REG_HOTLINE_H

#include "db.h"

#define KHOA_HOTLINES_AT_MOST 5

typedef struct KhoaHotlinesRecord {
  gint64 id;
  char *unit, *since; /* since: YYYY-MM-DD */
  gsize count;        /* 3 to 5 */
  struct {
    char *number; /* E.164, or a short code */
    char *label;
  } numbers[KHOA_HOTLINES_AT_MOST];
  gboolean current; /* the unit's newest */
} KhoaHotlinesRecord;
void khoa_hotlines_record_free(KhoaHotlinesRecord *hotlines);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(KhoaHotlinesRecord, khoa_hotlines_record_free)

#define KHOA_HOTLINES_DIGEST_SIZE 32
/* BLAKE2b-256 of "khoa-hotlines-v1", 0; id and count in decimal, separated by a space; unit, since,
 * and number and label of each; each of these texts with a NUL behind it. */
void khoa_hotlines_digest(guint8 digest[KHOA_HOTLINES_DIGEST_SIZE],
                          const KhoaHotlinesRecord *hotlines);

/* Stores a new set and fills in its id. */
gboolean khoa_hotlines_add(KhoaDb *db, KhoaHotlinesRecord *hotlines, GError **error);
/* All sets, or one unit's (unit not NULL); KhoaHotlinesRecord *, by unit, oldest first. */
GPtrArray *khoa_hotlines_list(KhoaDb *db, const char *unit, GError **error);
/* The unit's newest set; *hotlines is NULL when it has none. */
gboolean khoa_hotlines_current(KhoaDb *db, const char *unit, KhoaHotlinesRecord **hotlines,
                               GError **error);
/* The set that a batch was printed with. */
KhoaHotlinesRecord *khoa_hotlines_get(KhoaDb *db, gint64 id, GError **error);

#endif
