#include "batch.h"

#include <glib/gi18n.h>
#include <sodium.h>
#include <string.h>

void khoa_batch_record_free(KhoaBatchRecord *batch) {
  if (!batch)
    return;
  g_free(batch->unit);
  g_free(batch->office_name);
  g_free(batch->unit_name);
  g_free(batch->prefix);
  g_free(batch->sheet);
  g_free(batch->day);
  g_free(batch->fund);
  g_free(batch);
}

gboolean khoa_batch_next_number(KhoaDb *db, gint64 *number, GError **error) {
  return khoa_db_get_int(db, number, 1, error,
                         "SELECT max(coalesce((SELECT max(number) FROM batch), 0),"
                         "  coalesce((SELECT up_to FROM reserved WHERE what = 'batch'), 0)) + 1",
                         "");
}

gboolean khoa_batch_add(KhoaDb *db, const KhoaBatchRecord *batch, GError **error) {
  return khoa_db_run(db, error,
                     "INSERT INTO batch (number, kind, unit, hotline_set, office_name, unit_name,"
                     "  prefix, layout, sheet, day, fund, count, public_key, endorsement, tags,"
                     "  cost)"
                     " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, iif(?, ?, NULL))",
                     "iisisssbsssibbbii", batch->number, (gint64)batch->kind, batch->unit,
                     batch->hotline_set, batch->office_name, batch->unit_name, batch->prefix,
                     batch->layout, sizeof batch->layout, batch->sheet, batch->day, batch->fund,
                     batch->count, batch->public_key, sizeof batch->public_key, batch->endorsement,
                     sizeof batch->endorsement, batch->tags_covered ? batch->tags : NULL,
                     sizeof batch->tags, (gint64)batch->cost_covered, batch->cost);
}

static gboolean add_record(KhoaRows *row, gpointer list, GError **error) {
  (void)error;
  KhoaBatchRecord *batch = g_new0(KhoaBatchRecord, 1);
  batch->number = khoa_rows_int(row, 0);
  batch->kind = (KhoaKind)khoa_rows_int(row, 1);
  batch->unit = g_strdup(khoa_rows_text(row, 2));
  batch->hotline_set = khoa_rows_int(row, 3);
  batch->office_name = g_strdup(khoa_rows_text(row, 4));
  batch->unit_name = g_strdup(khoa_rows_text(row, 5));
  batch->prefix = g_strdup(khoa_rows_text(row, 6));
  khoa_rows_copy(row, 7, batch->layout, sizeof batch->layout);
  batch->sheet = g_strdup(khoa_rows_text(row, 8));
  batch->day = g_strdup(khoa_rows_text(row, 9));
  batch->fund = g_strdup(khoa_rows_text(row, 10));
  batch->count = khoa_rows_int(row, 11);
  khoa_rows_copy(row, 12, batch->public_key, sizeof batch->public_key);
  khoa_rows_copy(row, 13, batch->endorsement, sizeof batch->endorsement);
  batch->drawn = khoa_rows_int(row, 14) != 0;
  batch->numbers_current = khoa_rows_int(row, 15) != 0;
  batch->tags_covered = khoa_rows_int(row, 16) != 0;
  khoa_rows_copy(row, 17, batch->tags, sizeof batch->tags);
  batch->cost_covered = khoa_rows_int(row, 18) != 0;
  batch->cost = khoa_rows_int(row, 19);
  g_ptr_array_add(list, batch);
  return TRUE;
}

/* The batches that a unit (NULL: any) and a number (0: any) choose. */
static GPtrArray *list_batches(KhoaDb *db, const char *unit, gint64 number, GError **error) {
  g_autoptr(GPtrArray) list =
      g_ptr_array_new_with_free_func((GDestroyNotify)khoa_batch_record_free);
  if (!khoa_db_each(
          db, add_record, list, error,
          "SELECT number, kind, unit, hotline_set, office_name, unit_name, prefix, layout,"
          "  sheet, day, fund, count, public_key, endorsement,"
          "  EXISTS (SELECT 1 FROM batch_file f WHERE f.batch = b.number),"
          "  hotline_set = (SELECT id FROM hotline_set n WHERE n.unit = b.unit"
          "                 ORDER BY since DESC, id DESC LIMIT 1),"
          "  tags IS NOT NULL, tags, cost IS NOT NULL, cost"
          " FROM batch b WHERE (?1 IS NULL OR unit = ?1) AND (?2 = 0 OR number = ?2)"
          " ORDER BY number",
          "si", unit, number))
    return NULL;
  return g_steal_pointer(&list);
}

gboolean khoa_batch_find(KhoaDb *db, gint64 number, KhoaBatchRecord **batch, GError **error) {
  *batch = NULL;
  if (number <= 0)
    return TRUE;
  g_autoptr(GPtrArray) list = list_batches(db, NULL, number, error);
  if (!list)
    return FALSE;
  if (list->len)
    *batch = g_ptr_array_steal_index(list, 0);
  return TRUE;
}

static gboolean take_text(KhoaRows *row, gpointer text, GError **error) {
  (void)error;
  *(char **)text = g_strdup(khoa_rows_text(row, 0));
  return TRUE;
}

gboolean khoa_batch_get_unit(KhoaDb *db, gint64 number, char **unit, GError **error) {
  *unit = NULL;
  return khoa_db_each(db, take_text, unit, error, "SELECT unit FROM batch WHERE number = ?", "i",
                      number);
}

GPtrArray *khoa_batch_list(KhoaDb *db, const char *unit, GError **error) {
  return list_batches(db, unit, 0, error);
}

static gboolean adopt(KhoaRows *row, gpointer state, GError **error) {
  guint64 number = GUINT64_TO_BE((guint64)khoa_rows_int(row, 0));
  guint8 endorsement[KHOA_SIGNATURE_SIZE];
  (void)error;
  khoa_rows_copy(row, 1, endorsement, sizeof endorsement);
  crypto_generichash_update(state, (const guint8 *)&number, sizeof number);
  crypto_generichash_update(state, endorsement, sizeof endorsement);
  return TRUE;
}

gboolean khoa_batch_adoption_message(KhoaDb *db, gint64 last,
                                     guint8 message[KHOA_ADOPTION_MESSAGE_SIZE], GError **error) {
  static const char domain[] = "khoa-adoption-v1"; /* with its NUL */
  _Static_assert(sizeof domain + 32 == KHOA_ADOPTION_MESSAGE_SIZE, "name and digest");
  crypto_generichash_state state;
  crypto_generichash_init(&state, NULL, 0, 32);
  gboolean done = khoa_db_each(
      db, adopt, &state, error,
      "SELECT number, endorsement FROM batch WHERE number <= ? ORDER BY number", "i", last);
  memcpy(message, domain, sizeof domain);
  crypto_generichash_final(&state, message + sizeof domain, 32);
  return done;
}

gboolean khoa_batch_with_prefix(KhoaDb *db, const char *prefix, gint64 *number, GError **error) {
  return khoa_db_get_int(db, number, 0, error,
                         "SELECT coalesce(min(number), 0) FROM batch WHERE prefix = ?", "s",
                         prefix);
}

static void append_text(GByteArray *message, const char *text) {
  /* No text holds a NUL, so the NUL behind each keeps two from being read as one. */
  g_byte_array_append(message, (const guint8 *)text, (guint)strlen(text) + 1);
}

GBytes *khoa_batch_endorsement_message(const KhoaBatchRecord *batch,
                                       const KhoaHotlinesRecord *hotlines) {
  GByteArray *message = g_byte_array_new();
  g_autofree char *cost =
      batch->cost_covered ? g_strdup_printf(" %" G_GINT64_FORMAT, batch->cost) : NULL;
  g_autofree char *numbers = g_strdup_printf(
      "%" G_GINT64_FORMAT " %d %" G_GINT64_FORMAT " %" G_GINT64_FORMAT "%s", batch->number,
      (int)batch->kind, batch->hotline_set, batch->count, cost ? cost : "");
  const char *texts[] = {cost                  ? "khoa-endorsement-v3"
                         : batch->tags_covered ? "khoa-endorsement-v2"
                                               : "khoa-endorsement-v1",
                         numbers,
                         batch->unit,
                         batch->office_name,
                         batch->unit_name,
                         batch->prefix,
                         batch->sheet,
                         batch->day,
                         batch->fund,
                         hotlines->since};
  for (gsize n = 0; n < G_N_ELEMENTS(texts); n++)
    append_text(message, texts[n]);
  for (gsize n = 0; n < hotlines->count; n++) {
    append_text(message, hotlines->numbers[n].number);
    append_text(message, hotlines->numbers[n].label);
  }
  g_byte_array_append(message, batch->layout, sizeof batch->layout);
  g_byte_array_append(message, batch->public_key, sizeof batch->public_key);
  if (batch->tags_covered)
    g_byte_array_append(message, batch->tags, sizeof batch->tags);
  return g_byte_array_free_to_bytes(message);
}

gboolean khoa_batch_add_file(KhoaDb *db, gint64 number, const char *name,
                             const guint8 sha256[KHOA_SHA256_SIZE], GError **error) {
  return khoa_db_run(db, error,
                     "INSERT INTO batch_file (batch, name, sha256) VALUES (?1, ?2, ?3)"
                     " ON CONFLICT (batch, name) DO UPDATE SET sha256 = ?3",
                     "isb", number, name, sha256, (gsize)KHOA_SHA256_SIZE);
}

static gboolean take_hash(KhoaRows *row, gpointer hash, GError **error) {
  (void)error;
  khoa_rows_copy(row, 0, hash, KHOA_SHA256_SIZE);
  return TRUE;
}

gboolean khoa_batch_get_file(KhoaDb *db, gint64 number, const char *name,
                             guint8 sha256[KHOA_SHA256_SIZE], gboolean *known, GError **error) {
  gint64 count;
  if (!khoa_db_get_int(db, &count, 0, error,
                       "SELECT count(*) FROM batch_file WHERE batch = ? AND name = ?", "is", number,
                       name))
    return FALSE;
  *known = count > 0;
  return khoa_db_each(db, take_hash, sha256, error,
                      "SELECT sha256 FROM batch_file WHERE batch = ? AND name = ?", "is", number,
                      name);
}

gboolean khoa_layout_put(KhoaDb *db, const guint8 sha256[KHOA_SHA256_SIZE], const char *name,
                         const char *svg, GError **error) {
  return khoa_db_run(db, error,
                     "INSERT INTO layout (sha256, name, svg) VALUES (?, ?, ?)"
                     " ON CONFLICT (sha256) DO NOTHING",
                     "bss", sha256, (gsize)KHOA_SHA256_SIZE, name, svg);
}

typedef struct Artwork {
  char *name, *svg;
} Artwork;

static gboolean take_artwork(KhoaRows *row, gpointer data, GError **error) {
  Artwork *artwork = data;
  (void)error;
  artwork->name = g_strdup(khoa_rows_text(row, 0));
  artwork->svg = g_strdup(khoa_rows_text(row, 1));
  return TRUE;
}

gboolean khoa_layout_get(KhoaDb *db, const guint8 sha256[KHOA_SHA256_SIZE], char **name, char **svg,
                         GError **error) {
  Artwork artwork = {NULL, NULL};
  if (!khoa_db_each(db, take_artwork, &artwork, error,
                    "SELECT name, svg FROM layout WHERE sha256 = ?", "b", sha256,
                    (gsize)KHOA_SHA256_SIZE))
    return FALSE;
  if (!artwork.svg) {
    g_set_error(error, KHOA_DB_ERROR, KHOA_DB_FORMAT,
                _("the batch's artwork is missing from the registry: restore a backup"));
    return FALSE;
  }
  guint8 hash[KHOA_SHA256_SIZE];
  crypto_hash_sha256(hash, (const guint8 *)artwork.svg, strlen(artwork.svg));
  if (memcmp(hash, sha256, sizeof hash) != 0) {
    g_free(artwork.name);
    g_free(artwork.svg);
    g_set_error(error, KHOA_DB_ERROR, KHOA_DB_FORMAT,
                _("the batch's artwork was changed in the registry by hand: restore a backup"));
    return FALSE;
  }
  *name = artwork.name;
  *svg = artwork.svg;
  return TRUE;
}
