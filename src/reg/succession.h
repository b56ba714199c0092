/* Who handed the authority over to whom. Never changed, only followed by the next. */
#ifndef KHOA_REG_SUCCESSION_H
#define KHOA_REG_SUCCESSION_H

#include "db.h"
#include "tag/bundle.h"

typedef struct KhoaSuccessionRecord {
  KhoaSuccession step; /* from, to, date, the old key's signature */
  gint64 last_batch;   /* of the old key's time; 0: none */
  guint8
      adoption[64]; /* the new key's signature over khoa_batch_adoption_message() of last_batch */
} KhoaSuccessionRecord;

gboolean khoa_succession_add(KhoaDb *db, const KhoaSuccessionRecord *succession, GError **error);
gboolean khoa_succession_count(KhoaDb *db, gint64 *count, GError **error);
/* KhoaSuccessionRecord elements, oldest first, as they stand: nothing is verified here. */
GArray *khoa_succession_list(KhoaDb *db, GError **error);

#endif
