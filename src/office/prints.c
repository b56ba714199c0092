#include "prints.h"

#include "reg/log.h"

#include <string.h>

static void spot_clear(gpointer data) {
  khoa_run_code_clear(&((KhoaSpot *)data)->code);
}

void khoa_print_free(KhoaPrint *print) {
  if (!print)
    return;
  g_hash_table_unref(print->by_text);
  g_array_unref(print->spots);
  g_free(print);
}

typedef struct Ways {
  char *object;
  GPtrArray *logged;
} Ways;

/* Pictures of single tags have no sheets, and volumes count theirs anew. */
static gboolean is_way(const char *detail) {
  return !strstr(detail, " format=") && !strstr(detail, " volume=");
}

static gboolean take_way(const KhoaLogEntry *entry, gpointer data, GError **error) {
  Ways *ways = data;
  (void)error;
  if (strcmp(entry->act, "print") == 0 && strcmp(entry->object, ways->object) == 0 &&
      is_way(entry->detail))
    g_ptr_array_insert(ways->logged, 0, g_strdup(entry->detail));
  return TRUE;
}

GPtrArray *khoa_print_ways(KhoaOffice *office, const KhoaBatchRecord *batch, GError **error) {
  g_autofree char *object = g_strdup_printf("batch %" G_GINT64_FORMAT, batch->number);
  g_autoptr(GPtrArray) logged = g_ptr_array_new_with_free_func(g_free);
  Ways ways = {object, logged};
  if (!khoa_log_each(office->db, 1, take_way, &ways, error))
    return NULL;
  GPtrArray *all = g_ptr_array_new_with_free_func(g_free);
  g_ptr_array_add(all, g_strdup(batch->sheet));
  for (guint i = 0; i < logged->len; i++)
    if (!g_ptr_array_find_with_equal_func(all, logged->pdata[i], g_str_equal, NULL))
      g_ptr_array_add(all, g_strdup(logged->pdata[i]));
  return all;
}

static gboolean add_spots(KhoaPrint *print, const KhoaRun *run, const GArray *tags,
                          GError **error) {
  KhoaFace face = khoa_run_has_codes(run, KHOA_FACE_BACK) ? KHOA_FACE_BACK : KHOA_FACE_FRONT;
  for (guint n = 0; n < tags->len; n++) {
    const KhoaTagRecord *tag = &g_array_index(tags, KhoaTagRecord, n);
    KhoaSpot spot = {.tag = {(guint32)tag->batch, (guint32)tag->index}};
    guint sheet;
    if (!khoa_run_code(run, face, n, tag, &spot.code, error))
      return FALSE;
    khoa_run_place(run, n, &sheet, &spot.row, &spot.column);
    g_array_append_val(print->spots, spot);
  }
  for (guint n = 0; n < print->spots->len; n++) {
    KhoaSpot *spot = &g_array_index(print->spots, KhoaSpot, n);
    g_hash_table_insert(print->by_text, spot->code.text, spot);
  }
  print->sheets = (guint)khoa_run_sheets(run, tags->len);
  return TRUE;
}

gboolean khoa_print_load(KhoaOffice *office, const KhoaBatchRecord *batch, const char *way,
                         KhoaPrint **print, GError **error) {
  g_auto(KhoaPrintOptions) options = {0};
  *print = NULL;
  if (!khoa_print_options_parse(&options, way, error))
    return FALSE;
  if (options.copies > 1)
    return TRUE;
  g_autoptr(KhoaRun) run = khoa_batch_run(office, batch, &options, error);
  g_autoptr(GArray) tags = run ? khoa_batch_tags(office, batch, options.only, error) : NULL;
  if (!tags)
    return FALSE;
  g_autoptr(KhoaPrint) made = g_new0(KhoaPrint, 1);
  made->spots = g_array_new(FALSE, FALSE, sizeof(KhoaSpot));
  g_array_set_clear_func(made->spots, spot_clear);
  made->by_text = g_hash_table_new(g_str_hash, g_str_equal);
  if (!add_spots(made, run, tags, error))
    return FALSE;
  *print = g_steal_pointer(&made);
  return TRUE;
}
