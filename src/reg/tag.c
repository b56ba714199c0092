#include "tag.h"

#include "tag/code.h"

#include <glib/gi18n.h>
#include <inttypes.h>
#include <sodium.h>
#include <string.h>

gint khoa_tag_name_compare(gconstpointer a, gconstpointer b) {
  const KhoaTagName *x = a, *y = b;
  if (x->batch != y->batch)
    return x->batch < y->batch ? -1 : 1;
  return (x->index > y->index) - (x->index < y->index);
}

gboolean khoa_tag_add(KhoaDb *db, const KhoaTagRecord *tag, GError **error) {
  return khoa_db_run(db, error,
                     "INSERT INTO tag (batch, idx, subject, status, signature)"
                     " VALUES (?, ?, ?, ?, ?)",
                     "iiiib", tag->batch, tag->index, tag->subject, (gint64)tag->status,
                     tag->signature, sizeof tag->signature);
}

static gboolean add_record(KhoaRows *row, gpointer list, GError **error) {
  KhoaTagRecord tag = {
      .batch = khoa_rows_int(row, 0),
      .index = khoa_rows_int(row, 1),
      .subject = khoa_rows_int(row, 2),
      .kind = (KhoaKind)khoa_rows_int(row, 3),
      .status = (KhoaStatus)khoa_rows_int(row, 4),
  };
  /* The schema vouches for it, but whoever edits the file by hand can turn that off. */
  if (tag.status < 0 || tag.status >= KHOA_STATUS_COUNT) {
    g_set_error(error, KHOA_DB_ERROR, KHOA_DB_FORMAT,
                _("tag %" PRId64 " of batch %" PRId64
                  " has a status that there is none of: restore a backup"),
                tag.index, tag.batch);
    return FALSE;
  }
  khoa_rows_copy(row, 5, tag.signature, sizeof tag.signature);
  tag.replaces_batch = khoa_rows_int(row, 6);
  tag.replaces_index = khoa_rows_int(row, 7);
  g_array_append_val((GArray *)list, tag);
  return TRUE;
}

#define SELECT_TAG                                                                                 \
  "SELECT t.batch, t.idx, t.subject, b.kind, t.status, t.signature, r.old_batch, r.old_idx"        \
  " FROM tag t JOIN batch b ON b.number = t.batch"                                                 \
  " LEFT JOIN replacement r ON r.batch = t.batch AND r.idx = t.idx"

gboolean khoa_tag_find(KhoaDb *db, gint64 batch, gint64 index, KhoaTagRecord *tag, gboolean *found,
                       GError **error) {
  g_autoptr(GArray) list = g_array_new(FALSE, FALSE, sizeof(KhoaTagRecord));
  if (!khoa_db_each(db, add_record, list, error, SELECT_TAG " WHERE t.batch = ? AND t.idx = ?",
                    "ii", batch, index))
    return FALSE;
  *found = list->len > 0;
  if (*found)
    *tag = g_array_index(list, KhoaTagRecord, 0);
  return TRUE;
}

gboolean khoa_tag_get(KhoaDb *db, gint64 batch, gint64 index, KhoaTagRecord *tag, GError **error) {
  gboolean found;
  if (!khoa_tag_find(db, batch, index, tag, &found, error))
    return FALSE;
  if (found)
    return TRUE;
  char code[KHOA_CODE_SIZE];
  khoa_code_print(code, (guint32)batch, (guint32)index);
  g_set_error(error, KHOA_DB_ERROR, KHOA_DB_CONSTRAINT, _("tag %s isn't in the registry"), code);
  return FALSE;
}

gboolean khoa_tag_add_name(KhoaRows *row, gpointer names, GError **error) {
  (void)error;
  KhoaTagName name = {(guint32)khoa_rows_int(row, 0), (guint32)khoa_rows_int(row, 1)};
  g_array_append_val((GArray *)names, name);
  return TRUE;
}

GArray *khoa_tag_list(KhoaDb *db, gint64 batch, gint64 subject, GError **error) {
  g_autoptr(GArray) list = g_array_new(FALSE, FALSE, sizeof(KhoaTagRecord));
  gboolean done =
      batch ? khoa_db_each(db, add_record, list, error,
                           SELECT_TAG " WHERE t.batch = ? ORDER BY t.idx", "i", batch)
            : khoa_db_each(db, add_record, list, error,
                           SELECT_TAG " WHERE t.subject = ? ORDER BY t.batch, t.idx", "i", subject);
  return done ? g_steal_pointer(&list) : NULL;
}

void khoa_tags_digest(guint8 digest[KHOA_TAGS_DIGEST_SIZE], const GArray *tags) {
  static const char domain[] = "khoa-tags-v1"; /* hashed with its NUL */
  crypto_generichash_state state;
  crypto_generichash_init(&state, NULL, 0, KHOA_TAGS_DIGEST_SIZE);
  crypto_generichash_update(&state, (const guint8 *)domain, sizeof domain);
  for (guint i = 0; i < tags->len; i++) {
    const KhoaTagRecord *tag = &g_array_index(tags, KhoaTagRecord, i);
    const guint64 numbers[] = {
        GUINT64_TO_BE((guint64)tag->index), GUINT64_TO_BE((guint64)tag->subject),
        GUINT64_TO_BE((guint64)tag->replaces_batch), GUINT64_TO_BE((guint64)tag->replaces_index)};
    crypto_generichash_update(&state, (const guint8 *)numbers, sizeof numbers);
    crypto_generichash_update(&state, tag->signature, sizeof tag->signature);
  }
  crypto_generichash_final(&state, digest, KHOA_TAGS_DIGEST_SIZE);
}

static gboolean add_word(KhoaRows *row, gpointer words, GError **error) {
  (void)error;
  g_string_append_printf(words, "%s%s", ((GString *)words)->len ? ", " : "",
                         _(khoa_rows_text(row, 0)));
  return TRUE;
}

static gboolean refuse_path(KhoaDb *db, const KhoaTagRecord *tag, KhoaStatus status,
                            GError **error) {
  g_autoptr(GString) words = g_string_new(NULL);
  if (!khoa_db_each(db, add_word, words, error,
                    "SELECT s.word FROM status_path p JOIN status s ON s.id = p.next"
                    " WHERE p.status = ? ORDER BY s.id",
                    "i", (gint64)tag->status))
    return FALSE;
  char code[KHOA_CODE_SIZE];
  khoa_code_print(code, (guint32)tag->batch, (guint32)tag->index);
  g_set_error(error, KHOA_DB_ERROR, KHOA_DB_CONSTRAINT, _("tag %s is %s and can't become %s: %s%s"),
              code, _(khoa_status_word(tag->status)), _(khoa_status_word(status)),
              words->len ? _("from there it can only become ") : _("it stays so for good"),
              words->str);
  return FALSE;
}

gboolean khoa_tag_set_status(KhoaDb *db, gint64 batch, gint64 index, KhoaStatus status,
                             gboolean *changed, GError **error) {
  KhoaTagRecord tag;
  if (!khoa_tag_get(db, batch, index, &tag, error))
    return FALSE;
  *changed = tag.status != status;
  if (!*changed)
    return TRUE;
  g_autoptr(GError) fault = NULL;
  if (khoa_db_run(db, &fault, "UPDATE tag SET status = ? WHERE batch = ? AND idx = ?", "iii",
                  (gint64)status, batch, index))
    return TRUE;
  if (g_error_matches(fault, KHOA_DB_ERROR, KHOA_DB_CONSTRAINT))
    return refuse_path(db, &tag, status, error);
  g_propagate_error(error, g_steal_pointer(&fault));
  return FALSE;
}

static gboolean take_path(KhoaRows *row, gpointer data, GError **error) {
  gboolean(*paths)[KHOA_STATUS_COUNT] = data;
  gint64 from = khoa_rows_int(row, 0), to = khoa_rows_int(row, 1);
  (void)error;
  if (from >= 0 && from < KHOA_STATUS_COUNT && to >= 0 && to < KHOA_STATUS_COUNT)
    paths[from][to] = TRUE;
  return TRUE;
}

gboolean khoa_tag_paths(KhoaDb *db, gboolean paths[KHOA_STATUS_COUNT][KHOA_STATUS_COUNT],
                        GError **error) {
  memset(paths, 0, sizeof(gboolean[KHOA_STATUS_COUNT][KHOA_STATUS_COUNT]));
  return khoa_db_each(db, take_path, paths, error, "SELECT status, next FROM status_path", "");
}

static gboolean take_count(KhoaRows *row, gpointer counts, GError **error) {
  (void)error;
  gint64 status = khoa_rows_int(row, 0);
  if (status >= 0 && status < KHOA_STATUS_COUNT)
    ((gint64 *)counts)[status] = khoa_rows_int(row, 1);
  return TRUE;
}

gboolean khoa_tag_count(KhoaDb *db, gint64 batch, gint64 counts[KHOA_STATUS_COUNT],
                        GError **error) {
  for (int i = 0; i < KHOA_STATUS_COUNT; i++)
    counts[i] = 0;
  return khoa_db_each(db, take_count, counts, error,
                      "SELECT status, count(*) FROM tag WHERE batch = ? GROUP BY status", "i",
                      batch);
}
