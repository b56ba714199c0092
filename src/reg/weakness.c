#include "weakness.h"

#include <glib/gi18n.h>
#include <inttypes.h>
#include <sodium.h>
#include <string.h>

static void free_record(gpointer data) {
  KhoaWeaknessRecord *weakness = data;
  g_free(weakness->name);
  g_free(weakness);
}

static gboolean add_record(KhoaRows *row, gpointer list, GError **error) {
  (void)error;
  KhoaWeaknessRecord *weakness = g_new0(KhoaWeaknessRecord, 1);
  weakness->id = khoa_rows_int(row, 0);
  weakness->name = g_strdup(khoa_rows_text(row, 1));
  weakness->retired = khoa_rows_int(row, 2) != 0;
  g_ptr_array_add(list, weakness);
  return TRUE;
}

GPtrArray *khoa_weakness_list(KhoaDb *db, GError **error) {
  g_autoptr(GPtrArray) list = g_ptr_array_new_with_free_func(free_record);
  return khoa_db_each(db, add_record, list, error,
                      "SELECT id, name, retired FROM weakness ORDER BY id", "")
             ? g_steal_pointer(&list)
             : NULL;
}

static gboolean add(KhoaDb *db, const char *name, gint64 *id, GError **error) {
  if (!khoa_db_get_int(db, id, 1, error, "SELECT coalesce(max(id), 0) + 1 FROM weakness", ""))
    return FALSE;
  if (*id > 99) {
    g_set_error(error, KHOA_DB_ERROR, KHOA_DB_CONSTRAINT,
                _("all 99 numbers of weaknesses are taken: records refer to them, so none is given "
                  "twice"));
    return FALSE;
  }
  return khoa_db_run(db, error, "INSERT INTO weakness (id, name) VALUES (?, ?)", "is", *id, name);
}

gboolean khoa_weakness_put(KhoaDb *db, const char *name, gint64 *id, GError **error) {
  gint64 retired;
  if (!khoa_db_get_int(db, id, 0, error, "SELECT id FROM weakness WHERE name = ?", "s", name))
    return FALSE;
  if (*id == 0)
    return add(db, name, id, error);
  if (!khoa_db_run(db, error, "UPDATE weakness SET retired = 0 WHERE id = ? AND retired = 1", "i",
                   *id))
    return FALSE;
  retired = khoa_db_changes(db);
  *id = retired ? *id : 0;
  return TRUE;
}

gboolean khoa_weakness_retire(KhoaDb *db, gint64 id, gboolean *changed, GError **error) {
  gint64 known;
  if (!khoa_db_get_int(db, &known, 0, error, "SELECT count(*) FROM weakness WHERE id = ?", "i", id))
    return FALSE;
  if (!known) {
    g_set_error(error, KHOA_DB_ERROR, KHOA_DB_CONSTRAINT,
                _("no weakness has the number %" PRId64 ": 'khoa survey weakness' lists them"), id);
    return FALSE;
  }
  if (!khoa_db_run(db, error, "UPDATE weakness SET retired = 1 WHERE id = ? AND retired = 0", "i",
                   id))
    return FALSE;
  *changed = khoa_db_changes(db) > 0;
  return TRUE;
}

void khoa_weaknesses_digest(guint8 digest[KHOA_WEAKNESSES_DIGEST_SIZE],
                            const GPtrArray *weaknesses) {
  static const char domain[] = "khoa-weaknesses-v1"; /* hashed with its NUL */
  crypto_generichash_state state;
  crypto_generichash_init(&state, NULL, 0, KHOA_WEAKNESSES_DIGEST_SIZE);
  crypto_generichash_update(&state, (const guint8 *)domain, sizeof domain);
  for (guint i = 0; i < weaknesses->len; i++) {
    const KhoaWeaknessRecord *weakness = g_ptr_array_index(weaknesses, i);
    const guint8 bytes[] = {(guint8)weakness->id, (guint8)weakness->retired};
    crypto_generichash_update(&state, bytes, sizeof bytes);
    crypto_generichash_update(&state, (const guint8 *)weakness->name, strlen(weakness->name) + 1);
  }
  crypto_generichash_final(&state, digest, KHOA_WEAKNESSES_DIGEST_SIZE);
}
