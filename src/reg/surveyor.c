#include "surveyor.h"

#include <sodium.h>
#include <string.h>

void khoa_surveyor_record_free(KhoaSurveyorRecord *surveyor) {
  if (!surveyor)
    return;
  g_free(surveyor->unit);
  g_free(surveyor->name);
  g_free(surveyor);
}

static void hash_text(crypto_generichash_state *state, const char *text) {
  crypto_generichash_update(state, (const guint8 *)text, strlen(text) + 1);
}

void khoa_surveyor_digest(guint8 digest[KHOA_SURVEYOR_DIGEST_SIZE],
                          const KhoaSurveyorRecord *surveyor) {
  const guint64 numbers[] = {GUINT64_TO_BE((guint64)surveyor->id),
                             GUINT64_TO_BE((guint64)surveyor->added)};
  crypto_generichash_state state;
  crypto_generichash_init(&state, NULL, 0, KHOA_SURVEYOR_DIGEST_SIZE);
  hash_text(&state, "khoa-surveyor-v1");
  crypto_generichash_update(&state, (const guint8 *)numbers, sizeof numbers);
  crypto_generichash_update(&state, surveyor->key, sizeof surveyor->key);
  hash_text(&state, surveyor->unit);
  hash_text(&state, surveyor->name);
  crypto_generichash_final(&state, digest, KHOA_SURVEYOR_DIGEST_SIZE);
}

gboolean khoa_surveyor_put(KhoaDb *db, KhoaSurveyorRecord *surveyor, GError **error) {
  if (!khoa_db_run(db, error,
                   "INSERT INTO surveyor (unit, name, public_key, added) VALUES (?, ?, ?, ?)",
                   "ssbi", surveyor->unit, surveyor->name, surveyor->desk ? NULL : surveyor->key,
                   sizeof surveyor->key, surveyor->added))
    return FALSE;
  surveyor->id = khoa_db_last_id(db);
  return TRUE;
}

gboolean khoa_surveyor_end(KhoaDb *db, gint64 id, gint64 time, GError **error) {
  return khoa_db_run(db, error, "UPDATE surveyor SET removed = ? WHERE id = ?", "ii", time, id);
}

static gboolean add_record(KhoaRows *row, gpointer list, GError **error) {
  (void)error;
  KhoaSurveyorRecord *surveyor = g_new0(KhoaSurveyorRecord, 1);
  surveyor->id = khoa_rows_int(row, 0);
  surveyor->unit = g_strdup(khoa_rows_text(row, 1));
  surveyor->name = g_strdup(khoa_rows_text(row, 2));
  surveyor->desk = khoa_rows_int(row, 3) != 0;
  khoa_rows_copy(row, 4, surveyor->key, sizeof surveyor->key);
  surveyor->added = khoa_rows_int(row, 5);
  surveyor->removed = khoa_rows_int(row, 6);
  surveyor->files = khoa_rows_int(row, 7);
  surveyor->records = khoa_rows_int(row, 8);
  g_ptr_array_add(list, surveyor);
  return TRUE;
}

#define SELECT_SURVEYOR                                                                            \
  "SELECT id, unit, name, public_key IS NULL, public_key, added, removed,"                         \
  " (SELECT count(*) FROM survey_file f WHERE f.surveyor = s.id),"                                 \
  " (SELECT count(*) FROM survey_record r WHERE r.surveyor = s.id)"                                \
  " FROM surveyor s"

static GPtrArray *new_list(void) {
  return g_ptr_array_new_with_free_func((GDestroyNotify)khoa_surveyor_record_free);
}

GPtrArray *khoa_surveyor_list(KhoaDb *db, const char *unit, GError **error) {
  g_autoptr(GPtrArray) list = new_list();
  return khoa_db_each(db, add_record, list, error,
                      SELECT_SURVEYOR " WHERE ?1 IS NULL OR unit = ?1 ORDER BY id", "s", unit)
             ? g_steal_pointer(&list)
             : NULL;
}

/* The one that a query found. */
static gboolean take(gboolean done, GPtrArray *list, KhoaSurveyorRecord **surveyor) {
  *surveyor = done && list->len ? g_ptr_array_steal_index(list, 0) : NULL;
  return done;
}

gboolean khoa_surveyor_find(KhoaDb *db, gint64 id, KhoaSurveyorRecord **surveyor, GError **error) {
  g_autoptr(GPtrArray) list = new_list();
  return take(khoa_db_each(db, add_record, list, error, SELECT_SURVEYOR " WHERE id = ?", "i", id),
              list, surveyor);
}

gboolean khoa_surveyor_find_key(KhoaDb *db, const guint8 key[KHOA_SURVEYOR_KEY_SIZE],
                                KhoaSurveyorRecord **surveyor, GError **error) {
  g_autoptr(GPtrArray) list = new_list();
  return take(khoa_db_each(db, add_record, list, error, SELECT_SURVEYOR " WHERE public_key = ?",
                           "b", key, (gsize)KHOA_SURVEYOR_KEY_SIZE),
              list, surveyor);
}

gboolean khoa_surveyor_find_desk(KhoaDb *db, const char *unit, KhoaSurveyorRecord **surveyor,
                                 GError **error) {
  g_autoptr(GPtrArray) list = new_list();
  return take(khoa_db_each(db, add_record, list, error,
                           SELECT_SURVEYOR " WHERE public_key IS NULL AND unit = ?", "s", unit),
              list, surveyor);
}
