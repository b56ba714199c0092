#include "replacement.h"

#include "tag/code.h"

#include <glib/gi18n.h>
#include <inttypes.h>

static GArray *records_of(KhoaDb *db, const GArray *names, GError **error) {
  g_autoptr(GArray) tags = g_array_new(FALSE, FALSE, sizeof(KhoaTagRecord));
  for (guint i = 0; i < names->len; i++) {
    const KhoaTagName *name = &g_array_index(names, KhoaTagName, i);
    KhoaTagRecord tag;
    gboolean found;
    if (!khoa_tag_find(db, name->batch, name->index, &tag, &found, error))
      return NULL;
    if (found)
      g_array_append_val(tags, tag);
  }
  return g_steal_pointer(&tags);
}

/* A heir's batch is always newer than what it was issued for. */
GArray *khoa_replacement_heirs(KhoaDb *db, gint64 batch, gint64 index, GError **error) {
  g_autoptr(GArray) names = g_array_new(FALSE, FALSE, sizeof(KhoaTagName));
  if (!khoa_db_each(db, khoa_tag_add_name, names, error,
                    "WITH RECURSIVE heir (batch, idx) AS"
                    " (SELECT batch, idx FROM replacement WHERE old_batch = ? AND old_idx = ?"
                    "  UNION SELECT r.batch, r.idx FROM heir"
                    "  JOIN replacement r ON r.old_batch = heir.batch AND r.old_idx = heir.idx)"
                    " SELECT batch, idx FROM heir WHERE batch IS NOT NULL"
                    " ORDER BY batch DESC, idx DESC",
                    "ii", batch, index))
    return NULL;
  return records_of(db, names, error);
}

GArray *khoa_replacement_forebears(KhoaDb *db, gint64 batch, gint64 index, GError **error) {
  g_autoptr(GArray) names = g_array_new(FALSE, FALSE, sizeof(KhoaTagName));
  if (!khoa_db_each(db, khoa_tag_add_name, names, error,
                    "WITH RECURSIVE forebear (batch, idx) AS"
                    " (SELECT old_batch, old_idx FROM replacement WHERE batch = ? AND idx = ?"
                    "  UNION SELECT r.old_batch, r.old_idx FROM forebear"
                    "  JOIN replacement r ON r.batch = forebear.batch AND r.idx = forebear.idx)"
                    " SELECT batch, idx FROM forebear ORDER BY batch DESC, idx DESC",
                    "ii", batch, index))
    return NULL;
  return records_of(db, names, error);
}

const KhoaTagRecord *khoa_replacement_holder(const GArray *heirs) {
  const KhoaTagRecord *printed = NULL;
  for (guint i = 0; i < heirs->len; i++) {
    const KhoaTagRecord *heir = &g_array_index(heirs, KhoaTagRecord, i);
    if (heir->status == KHOA_STATUS_IN_USE || heir->status == KHOA_STATUS_REPLACED ||
        heir->status == KHOA_STATUS_LOST)
      return heir;
    if (heir->status == KHOA_STATUS_PRINTED && !printed)
      printed = heir;
  }
  return printed;
}

static gboolean may_queue(KhoaDb *db, const KhoaTagRecord *tag, GError **error) {
  char code[KHOA_CODE_SIZE], other[KHOA_CODE_SIZE];
  khoa_code_print(code, (guint32)tag->batch, (guint32)tag->index);
  if (tag->status != KHOA_STATUS_PRINTED && tag->status != KHOA_STATUS_IN_USE &&
      tag->status != KHOA_STATUS_LOST) {
    g_set_error(
        error, KHOA_DB_ERROR, KHOA_DB_CONSTRAINT,
        _("tag %s is %s and can't be replaced: only one that is printed, in use or lost can"), code,
        _(khoa_status_word(tag->status)));
    return FALSE;
  }
  g_autoptr(GArray) heirs = khoa_replacement_heirs(db, tag->batch, tag->index, error);
  const KhoaTagRecord *holder = heirs ? khoa_replacement_holder(heirs) : NULL;
  if (!holder)
    return heirs != NULL;
  khoa_code_print(other, (guint32)holder->batch, (guint32)holder->index);
  g_set_error(error, KHOA_DB_ERROR, KHOA_DB_CONSTRAINT,
              _("tag %s can't be replaced once more: tag %s was issued for it and is %s"), code,
              other, _(khoa_status_word(holder->status)));
  return FALSE;
}

gboolean khoa_replacement_is_queued(KhoaDb *db, gint64 batch, gint64 index, gboolean *queued,
                                    GError **error) {
  gint64 count;
  gboolean done = khoa_db_get_int(db, &count, 0, error,
                                  "SELECT count(*) FROM replacement"
                                  " WHERE old_batch = ? AND old_idx = ? AND batch IS NULL",
                                  "ii", batch, index);
  *queued = count > 0;
  return done;
}

gboolean khoa_replacement_queue(KhoaDb *db, gint64 batch, gint64 index, const char *reason,
                                gboolean *changed, GError **error) {
  KhoaTagRecord tag;
  gboolean queued;
  if (!khoa_tag_get(db, batch, index, &tag, error) ||
      !khoa_replacement_is_queued(db, batch, index, &queued, error))
    return FALSE;
  *changed = !queued;
  return queued ||
         (may_queue(db, &tag, error) &&
          khoa_db_run(db, error,
                      "INSERT INTO replacement (old_batch, old_idx, reason) VALUES (?, ?, ?)",
                      "iis", batch, index, reason));
}

gboolean khoa_replacement_cancel(KhoaDb *db, gint64 batch, gint64 index, gboolean *changed,
                                 GError **error) {
  if (!khoa_db_run(db, error,
                   "DELETE FROM replacement"
                   " WHERE old_batch = ? AND old_idx = ? AND batch IS NULL",
                   "ii", batch, index))
    return FALSE;
  *changed = khoa_db_changes(db) > 0;
  return TRUE;
}

gboolean khoa_replacement_link(KhoaDb *db, const KhoaTagRecord *tag, GError **error) {
  if (!khoa_db_run(db, error,
                   "UPDATE replacement SET batch = ?, idx = ?"
                   " WHERE old_batch = ? AND old_idx = ? AND batch IS NULL",
                   "iiii", tag->batch, tag->index, tag->replaces_batch, tag->replaces_index))
    return FALSE;
  if (khoa_db_changes(db) == 1)
    return TRUE;
  g_set_error(error, KHOA_DB_ERROR, KHOA_DB_CONSTRAINT,
              _("tag %" PRId64 " of batch %" PRId64 " isn't queued for replacement"),
              tag->replaces_index, tag->replaces_batch);
  return FALSE;
}
