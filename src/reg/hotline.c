#include "hotline.h"

#include "digest.h"

#include <glib/gi18n.h>
#include <inttypes.h>

void khoa_hotlines_record_free(KhoaHotlinesRecord *hotlines) {
  if (!hotlines)
    return;
  for (gsize i = 0; i < hotlines->count; i++) {
    g_free(hotlines->numbers[i].number);
    g_free(hotlines->numbers[i].label);
  }
  g_free(hotlines->unit);
  g_free(hotlines->since);
  g_free(hotlines);
}

void khoa_hotlines_digest(guint8 digest[KHOA_HOTLINES_DIGEST_SIZE],
                          const KhoaHotlinesRecord *hotlines) {
  g_autofree char *numbers =
      g_strdup_printf("%" G_GINT64_FORMAT " %" G_GSIZE_FORMAT, hotlines->id, hotlines->count);
  crypto_generichash_state state;
  crypto_generichash_init(&state, NULL, 0, KHOA_HOTLINES_DIGEST_SIZE);
  khoa_digest_text(&state, "khoa-hotlines-v1");
  khoa_digest_text(&state, numbers);
  khoa_digest_text(&state, hotlines->unit);
  khoa_digest_text(&state, hotlines->since);
  for (gsize i = 0; i < hotlines->count; i++) {
    khoa_digest_text(&state, hotlines->numbers[i].number);
    khoa_digest_text(&state, hotlines->numbers[i].label);
  }
  crypto_generichash_final(&state, digest, KHOA_HOTLINES_DIGEST_SIZE);
}

gboolean khoa_hotlines_add(KhoaDb *db, KhoaHotlinesRecord *hotlines, GError **error) {
  if (!khoa_db_run(db, error, "INSERT INTO hotline_set (unit, since, count) VALUES (?, ?, ?)",
                   "ssi", hotlines->unit, hotlines->since, (gint64)hotlines->count))
    return FALSE;
  hotlines->id = khoa_db_last_id(db);
  for (gsize i = 0; i < hotlines->count; i++)
    if (!khoa_db_run(db, error,
                     "INSERT INTO hotline (hotline_set, position, number, label)"
                     " VALUES (?, ?, ?, ?)",
                     "iiss", hotlines->id, (gint64)i + 1, hotlines->numbers[i].number,
                     hotlines->numbers[i].label))
      return FALSE;
  return TRUE;
}

/* The list's last record if the row belongs to it, else a new one. */
static KhoaHotlinesRecord *record_of(GPtrArray *list, KhoaRows *rows) {
  KhoaHotlinesRecord *last = list->len ? g_ptr_array_index(list, list->len - 1) : NULL;
  if (last && last->id == khoa_rows_int(rows, 0))
    return last;
  KhoaHotlinesRecord *hotlines = g_new0(KhoaHotlinesRecord, 1);
  hotlines->id = khoa_rows_int(rows, 0);
  hotlines->unit = g_strdup(khoa_rows_text(rows, 1));
  hotlines->since = g_strdup(khoa_rows_text(rows, 2));
  hotlines->current = khoa_rows_int(rows, 5) != 0;
  g_ptr_array_add(list, hotlines);
  return hotlines;
}

static gboolean add_number(KhoaRows *row, gpointer list, GError **error) {
  KhoaHotlinesRecord *hotlines = record_of(list, row);
  if (hotlines->count == KHOA_HOTLINES_AT_MOST) {
    g_set_error(error, KHOA_DB_ERROR, KHOA_DB_FORMAT,
                _("hotline set %" PRId64 " has more numbers than a set can: restore a backup"),
                hotlines->id);
    return FALSE;
  }
  hotlines->numbers[hotlines->count].number = g_strdup(khoa_rows_text(row, 3));
  hotlines->numbers[hotlines->count++].label = g_strdup(khoa_rows_text(row, 4));
  return TRUE;
}

/* The sets that a unit (NULL: any) and an id (0: any) choose. */
static GPtrArray *list_sets(KhoaDb *db, const char *unit, gint64 id, GError **error) {
  g_autoptr(GPtrArray) list =
      g_ptr_array_new_with_free_func((GDestroyNotify)khoa_hotlines_record_free);
  if (!khoa_db_each(db, add_number, list, error,
                    "SELECT s.id, s.unit, s.since, h.number, h.label,"
                    "  s.id = (SELECT id FROM hotline_set n WHERE n.unit = s.unit"
                    "          ORDER BY since DESC, id DESC LIMIT 1)"
                    " FROM hotline_set s JOIN hotline h ON h.hotline_set = s.id"
                    " WHERE (?1 IS NULL OR s.unit = ?1) AND (?2 = 0 OR s.id = ?2)"
                    " ORDER BY s.unit, s.since, s.id, h.position",
                    "si", unit, id))
    return NULL;
  return g_steal_pointer(&list);
}

GPtrArray *khoa_hotlines_list(KhoaDb *db, const char *unit, GError **error) {
  return list_sets(db, unit, 0, error);
}

gboolean khoa_hotlines_current(KhoaDb *db, const char *unit, KhoaHotlinesRecord **hotlines,
                               GError **error) {
  g_autoptr(GPtrArray) list = list_sets(db, unit, 0, error);
  if (!list)
    return FALSE;
  /* Oldest first: the last is the newest. */
  *hotlines = list->len ? g_ptr_array_steal_index(list, list->len - 1) : NULL;
  return TRUE;
}

KhoaHotlinesRecord *khoa_hotlines_get(KhoaDb *db, gint64 id, GError **error) {
  g_autoptr(GPtrArray) list = list_sets(db, NULL, id, error);
  if (!list)
    return NULL;
  if (list->len)
    return g_ptr_array_steal_index(list, 0);
  g_set_error(error, KHOA_DB_ERROR, KHOA_DB_FORMAT,
              _("hotline set %" PRId64 " is missing from the registry: restore a backup"), id);
  return NULL;
}
