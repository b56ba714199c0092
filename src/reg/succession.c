#include "succession.h"

#include <glib/gi18n.h>
#include <string.h>

gboolean khoa_succession_add(KhoaDb *db, const KhoaSuccessionRecord *succession, GError **error) {
  char from[KHOA_AUTHORITY_TEXT_SIZE], to[KHOA_AUTHORITY_TEXT_SIZE];
  const KhoaSuccession *step = &succession->step;
  khoa_authority_print(from, &step->from);
  khoa_authority_print(to, &step->to);
  return khoa_db_run(db, error,
                     "INSERT INTO succession (old_key, new_key, day, signature, last_batch,"
                     "  adoption) VALUES (?, ?, ?, ?, ?, ?)",
                     "sssbib", from, to, step->date, step->signature, sizeof step->signature,
                     succession->last_batch, succession->adoption, sizeof succession->adoption);
}

gboolean khoa_succession_count(KhoaDb *db, gint64 *count, GError **error) {
  return khoa_db_get_int(db, count, 0, error, "SELECT count(*) FROM succession", "");
}

static gboolean add_record(KhoaRows *row, gpointer list, GError **error) {
  KhoaSuccessionRecord record = {.last_batch = khoa_rows_int(row, 4)};
  const char *from = khoa_rows_text(row, 0), *to = khoa_rows_text(row, 1);
  if (khoa_authority_parse(&record.step.from, from, strlen(from)) != KHOA_MINISIGN_OK ||
      khoa_authority_parse(&record.step.to, to, strlen(to)) != KHOA_MINISIGN_OK) {
    g_set_error(error, KHOA_DB_ERROR, KHOA_DB_FORMAT,
                _("the registry's successions were changed by hand: restore a backup"));
    return FALSE;
  }
  g_strlcpy(record.step.date, khoa_rows_text(row, 2), sizeof record.step.date);
  khoa_rows_copy(row, 3, record.step.signature, sizeof record.step.signature);
  khoa_rows_copy(row, 5, record.adoption, sizeof record.adoption);
  g_array_append_val((GArray *)list, record);
  return TRUE;
}

GArray *khoa_succession_list(KhoaDb *db, GError **error) {
  g_autoptr(GArray) list = g_array_new(FALSE, FALSE, sizeof(KhoaSuccessionRecord));
  if (!khoa_db_each(db, add_record, list, error,
                    "SELECT old_key, new_key, day, signature, last_batch, adoption"
                    " FROM succession ORDER BY id",
                    ""))
    return NULL;
  return g_steal_pointer(&list);
}
