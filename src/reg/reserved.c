#include "reserved.h"

#include "batch.h"
#include "bundle.h"

#include <glib/gi18n.h>
#include <inttypes.h>

gboolean khoa_numbers_highest(KhoaDb *db, KhoaNumbers *highest, GError **error) {
  if (!khoa_batch_next_number(db, &highest->batch, error) ||
      !khoa_bundle_next_sequence(db, &highest->bundle, error))
    return FALSE;
  highest->batch--;
  highest->bundle--;
  return TRUE;
}

gboolean khoa_numbers_reserve(KhoaDb *db, const KhoaNumbers *up_to, GError **error) {
  const struct {
    const char *what;
    gint64 up_to, last;
  } numbers[] = {{"batch", up_to->batch, KHOA_BATCH_MAX},
                 {"bundle", up_to->bundle, KHOA_SEQUENCE_MAX}};
  for (gsize i = 0; i < G_N_ELEMENTS(numbers); i++) {
    if (numbers[i].up_to >= numbers[i].last) {
      g_set_error(error, KHOA_DB_ERROR, KHOA_DB_CONSTRAINT,
                  _("no %s number would be left: %" PRId64 " of %" PRId64 " would be reserved"),
                  numbers[i].what, numbers[i].up_to, numbers[i].last);
      return FALSE;
    }
    if (!khoa_db_run(db, error,
                     "INSERT INTO reserved (what, up_to) VALUES (?1, ?2)"
                     " ON CONFLICT (what) DO UPDATE SET up_to = max(up_to, ?2)",
                     "si", numbers[i].what, numbers[i].up_to))
      return FALSE;
  }
  return TRUE;
}
