/* What a lock can lack: the office's list, to which records refer by number. */
#ifndef KHOA_REG_WEAKNESS_H
#define KHOA_REG_WEAKNESS_H

#include "db.h"

typedef struct KhoaWeaknessRecord {
  gint64 id; /* 1 to 99 */
  char *name;
  gboolean retired; /* no longer offered */
} KhoaWeaknessRecord;

/* KhoaWeaknessRecord *, by id, retired ones too. */
GPtrArray *khoa_weakness_list(KhoaDb *db, GError **error);
/* Adds one under the next number, or takes up a retired one of that name again. *id is 0 when it
 * was there already. An error if all 99 numbers are taken. */
gboolean khoa_weakness_put(KhoaDb *db, const char *name, gint64 *id, GError **error);
/* *changed is FALSE when it was retired before. An error if there is none. */
gboolean khoa_weakness_retire(KhoaDb *db, gint64 id, gboolean *changed, GError **error);

#define KHOA_WEAKNESSES_DIGEST_SIZE 32
/* BLAKE2b-256 of "khoa-weaknesses-v1", 0; of each its id and whether it is retired, a byte each,
 * and its name with a NUL behind it. weaknesses: all of them, by id. */
void khoa_weaknesses_digest(guint8 digest[KHOA_WEAKNESSES_DIGEST_SIZE],
                            const GPtrArray *weaknesses);

#endif
