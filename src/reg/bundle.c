#include "bundle.h"

gboolean khoa_bundle_next_sequence(KhoaDb *db, gint64 *sequence, GError **error) {
  return khoa_db_get_int(db, sequence, 1, error,
                         "SELECT coalesce(max(sequence), 0) + 1 FROM bundle", "");
}

gboolean khoa_bundle_add(KhoaDb *db, gint64 sequence, gint64 created, const char *unit,
                         const guint8 sha256[32], GError **error) {
  return khoa_db_run(db, error,
                     "INSERT INTO bundle (sequence, created, unit, sha256) VALUES (?, ?, ?, ?)",
                     "iisb", sequence, created, unit, sha256, (gsize)32);
}
