#include "unit.h"

#include "digest.h"

#include <glib/gi18n.h>

void khoa_unit_record_free(KhoaUnitRecord *unit) {
  if (!unit)
    return;
  g_free(unit->code);
  g_free(unit->name);
  g_free(unit->parent);
  g_free(unit);
}

gboolean khoa_unit_put(KhoaDb *db, const char *code, const char *name, const char *parent,
                       KhoaChange *change, GError **error) {
  gint64 known;
  if (!khoa_db_get_int(db, &known, 0, error, "SELECT count(*) FROM unit WHERE code = ?", "s", code))
    return FALSE;
  if (!khoa_db_run(db, error,
                   "INSERT INTO unit (code, name, parent) VALUES (?1, ?2, ?3)"
                   " ON CONFLICT (code) DO UPDATE SET name = ?2, parent = coalesce(?3, parent)"
                   " WHERE name <> ?2 OR parent IS NOT coalesce(?3, parent)",
                   "sss", code, name, parent))
    return FALSE;
  if (known)
    *change = khoa_db_changes(db) ? KHOA_UPDATED : KHOA_UNCHANGED;
  else
    *change = KHOA_ADDED;
  return TRUE;
}

static gboolean add_record(KhoaRows *row, gpointer list, GError **error) {
  (void)error;
  KhoaUnitRecord *unit = g_new0(KhoaUnitRecord, 1);
  unit->code = g_strdup(khoa_rows_text(row, 0));
  unit->name = g_strdup(khoa_rows_text(row, 1));
  unit->parent = g_strdup(khoa_rows_text_or_null(row, 2));
  unit->subjects = khoa_rows_int(row, 3);
  g_ptr_array_add(list, unit);
  return TRUE;
}

GPtrArray *khoa_unit_list(KhoaDb *db, const char *code, GError **error) {
  g_autoptr(GPtrArray) units =
      g_ptr_array_new_with_free_func((GDestroyNotify)khoa_unit_record_free);
  if (!khoa_db_each(
          db, add_record, units, error,
          "SELECT code, name, parent,"
          " (SELECT count(*) FROM subject WHERE subject.unit = unit.code AND length(sealed) > 0)"
          " FROM unit WHERE ?1 IS NULL OR code = ?1 ORDER BY code",
          "s", code))
    return NULL;
  return g_steal_pointer(&units);
}

KhoaUnitRecord *khoa_unit_get(KhoaDb *db, const char *code, GError **error) {
  g_autoptr(GPtrArray) units = khoa_unit_list(db, code, error);
  if (!units)
    return NULL;
  if (units->len == 0) {
    g_set_error(error, KHOA_DB_ERROR, KHOA_DB_CONSTRAINT,
                _("unit '%s' isn't in the registry: 'khoa unit list' shows those that are, "
                  "'khoa unit import' adds more"),
                code);
    return NULL;
  }
  return g_ptr_array_steal_index(units, 0);
}

void khoa_units_digest(guint8 digest[KHOA_UNITS_DIGEST_SIZE], const GPtrArray *units) {
  crypto_generichash_state state;
  crypto_generichash_init(&state, NULL, 0, KHOA_UNITS_DIGEST_SIZE);
  khoa_digest_text(&state, "khoa-units-v1");
  for (guint i = 0; i < units->len; i++) {
    const KhoaUnitRecord *unit = g_ptr_array_index(units, i);
    khoa_digest_text(&state, unit->code);
    khoa_digest_text(&state, unit->name);
    khoa_digest_text(&state, unit->parent);
  }
  crypto_generichash_final(&state, digest, KHOA_UNITS_DIGEST_SIZE);
}
