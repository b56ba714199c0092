#include "tags.h"

#include "reg/due.h"
#include "reg/replacement.h"
#include "reg/subject.h"
#include "tag/code.h"

#include <glib/gi18n.h>
#include <string.h>

/* A change under way. */
typedef struct Change {
  KhoaOffice *office;
  const KhoaTagsOrder *order;
  KhoaTagsChanged *changed;
  GArray *done;               /* KhoaTagName elements */
  GArray *replaced, *spoiled; /* likewise: of those that they replace */
} Change;

/* Does it to one tag; *different is FALSE when it was so before. */
typedef gboolean (*Step)(Change *change, const KhoaTagName *name, gboolean *different,
                         GError **error);

void khoa_tags_changed_clear(KhoaTagsChanged *changed) {
  g_clear_pointer(&changed->entries, g_ptr_array_unref);
  g_clear_pointer(&changed->reasons, g_ptr_array_unref);
}

/* Whatever ends for good needs no replacement: if its household should have another tag, that one
 * is due. */
static gboolean set_status(KhoaDb *db, gint64 batch, gint64 index, KhoaStatus status,
                           gboolean *different, GError **error) {
  gboolean cancelled;
  if (!khoa_tag_set_status(db, batch, index, status, different, error))
    return FALSE;
  return status == KHOA_STATUS_IN_USE || status == KHOA_STATUS_LOST ||
         khoa_replacement_cancel(db, batch, index, &cancelled, error);
}

/* What a replacement stands for: given back by its household, or never given. */
static gboolean retire(Change *change, const KhoaTagName *heir, GError **error) {
  KhoaDb *db = change->office->db;
  g_autoptr(GArray) old = khoa_replacement_forebears(db, heir->batch, heir->index, error);
  for (guint i = 0; old && i < old->len; i++) {
    const KhoaTagRecord *tag = &g_array_index(old, KhoaTagRecord, i);
    const KhoaTagName name = {(guint32)tag->batch, (guint32)tag->index};
    gboolean different;
    if (tag->status != KHOA_STATUS_IN_USE && tag->status != KHOA_STATUS_PRINTED)
      continue;
    gboolean given = tag->status == KHOA_STATUS_IN_USE;
    if (!set_status(db, tag->batch, tag->index, given ? KHOA_STATUS_REPLACED : KHOA_STATUS_SPOILED,
                    &different, error))
      return FALSE;
    g_array_append_val(given ? change->replaced : change->spoiled, name);
  }
  return old != NULL;
}

/* A forgotten household gets nothing more. */
static gboolean check_household(KhoaDb *db, const KhoaTagRecord *tag, GError **error) {
  g_autoptr(KhoaSubjectRecord) subject = khoa_subject_get(db, tag->subject, error);
  if (!subject || !khoa_subject_forgotten(subject))
    return subject != NULL;
  char code[KHOA_CODE_SIZE];
  khoa_code_print(code, (guint32)tag->batch, (guint32)tag->index);
  g_set_error(
      error, KHOA_DB_ERROR, KHOA_DB_CONSTRAINT,
      _("tag %s is of a household that was forgotten: it stays %s; destroy it if it turns up"),
      code, _(khoa_status_word(tag->status)));
  return FALSE;
}

static gboolean check_found(Change *change, const KhoaTagName *name, GError **error) {
  KhoaDb *db = change->office->db;
  gboolean queued;
  g_autoptr(GArray) heirs = khoa_replacement_heirs(db, name->batch, name->index, error);
  if (!heirs || !khoa_replacement_is_queued(db, name->batch, name->index, &queued, error))
    return FALSE;
  const KhoaTagRecord *holder = khoa_replacement_holder(heirs);
  if (!holder || holder->status == KHOA_STATUS_PRINTED) {
    change->changed->queued += queued ? 1 : 0;
    return TRUE;
  }
  char code[KHOA_CODE_SIZE], other[KHOA_CODE_SIZE];
  khoa_code_print(code, name->batch, name->index);
  khoa_code_print(other, (guint32)holder->batch, (guint32)holder->index);
  g_set_error(
      error, KHOA_DB_ERROR, KHOA_DB_CONSTRAINT,
      _("tag %s can't come back: tag %s was handed over for it and is %s; keep the old one"), code,
      other, _(khoa_status_word(holder->status)));
  return FALSE;
}

/* While it was lost, another may have been issued for its household. */
static gboolean count_surplus(Change *change, const KhoaTagRecord *tag, GError **error) {
  gint64 surplus;
  if (!khoa_tags_surplus(change->office->db, tag->subject, tag->kind, &surplus, error))
    return FALSE;
  change->changed->surplus += surplus > 0;
  return TRUE;
}

static gboolean refuse_act(const Change *change, const KhoaTagRecord *tag, const char *instead,
                           GError **error) {
  char code[KHOA_CODE_SIZE];
  khoa_code_print(code, (guint32)tag->batch, (guint32)tag->index);
  g_set_error(error, KHOA_DB_ERROR, KHOA_DB_CONSTRAINT,
              _("tag %s is %s and can't become %s by 'khoa %s': use 'khoa %s'"), code,
              _(khoa_status_word(tag->status)),
              _(khoa_status_word(khoa_act_status(change->order->act))), change->order->act,
              instead);
  return FALSE;
}

static gboolean move(Change *change, const KhoaTagName *name, gboolean *different, GError **error) {
  const char *act = change->order->act;
  KhoaDb *db = change->office->db;
  KhoaTagRecord tag;
  if (!khoa_tag_get(db, name->batch, name->index, &tag, error))
    return FALSE;
  const char *instead = khoa_act_instead(act, tag.status);
  if (instead)
    return refuse_act(change, &tag, instead, error);
  gboolean found = tag.status == KHOA_STATUS_LOST && strcmp(act, KHOA_ACT_FOUND) == 0;
  if (found && !(check_household(db, &tag, error) && check_found(change, name, error)))
    return FALSE;
  return set_status(db, name->batch, name->index, khoa_act_status(act), different, error) &&
         (!*different || !tag.replaces_batch || strcmp(act, KHOA_ACT_HANDOVER) != 0 ||
          retire(change, name, error)) &&
         (!found || count_surplus(change, &tag, error));
}

static gboolean queue(Change *change, const KhoaTagName *name, gboolean *different,
                      GError **error) {
  KhoaDb *db = change->office->db;
  KhoaTagRecord tag;
  return khoa_tag_get(db, name->batch, name->index, &tag, error) &&
         check_household(db, &tag, error) &&
         khoa_replacement_queue(db, name->batch, name->index, change->order->reason, different,
                                error);
}

static gboolean cancel(Change *change, const KhoaTagName *name, gboolean *different,
                       GError **error) {
  KhoaTagRecord tag;
  return khoa_tag_get(change->office->db, name->batch, name->index, &tag, error) &&
         khoa_replacement_cancel(change->office->db, name->batch, name->index, different, error);
}

static gboolean do_each(Change *change, const GArray *names, GError **error) {
  const char *act = change->order->act;
  KhoaTagsChanged *changed = change->changed;
  Step step = strcmp(act, KHOA_ACT_QUEUE) == 0    ? queue
              : strcmp(act, KHOA_ACT_CANCEL) == 0 ? cancel
                                                  : move;
  for (guint i = 0; i < names->len; i++) {
    const KhoaTagName *name = &g_array_index(names, KhoaTagName, i);
    gboolean different = FALSE;
    GError *fault = NULL;
    gboolean did = step(change, name, &different, &fault);
    if (!did &&
        (change->order->all || !g_error_matches(fault, KHOA_DB_ERROR, KHOA_DB_CONSTRAINT))) {
      g_propagate_error(error, fault);
      return FALSE;
    }
    if (!did)
      g_ptr_array_add(changed->reasons, g_strdup(fault->message));
    g_clear_error(&fault);
    changed->passed_over += !did;
    changed->unchanged += did && !different;
    if (did && different)
      g_array_append_vals(change->done, name, 1);
  }
  changed->changed = change->done->len;
  changed->old_replaced = change->replaced->len;
  changed->old_spoiled = change->spoiled->len;
  return TRUE;
}

static gboolean log_all(Change *change, GError **error) {
  const KhoaTagsOrder *order = change->order;
  const struct {
    const char *act;
    GArray *names;
  } entries[] = {{order->act, change->done},
                 {KHOA_ACT_REPLACED, change->replaced},
                 {KHOA_ACT_SPOIL, change->spoiled}};
  for (gsize i = 0; i < G_N_ELEMENTS(entries); i++)
    if (!khoa_act_log(change->office, entries[i].act, entries[i].names, order->reason,
                      change->changed->entries, error))
      return FALSE;
  return TRUE;
}

gboolean khoa_tags_change(KhoaOffice *office, const GArray *names, const KhoaTagsOrder *order,
                          KhoaTagsChanged *changed, GError **error) {
  g_autoptr(GArray) done = g_array_new(FALSE, FALSE, sizeof(KhoaTagName));
  g_autoptr(GArray) replaced = g_array_new(FALSE, FALSE, sizeof(KhoaTagName));
  g_autoptr(GArray) spoiled = g_array_new(FALSE, FALSE, sizeof(KhoaTagName));
  Change change = {office, order, changed, done, replaced, spoiled};
  *changed = (KhoaTagsChanged){.entries = g_ptr_array_new_with_free_func(g_free),
                               .reasons = g_ptr_array_new_with_free_func(g_free)};
  gboolean within = khoa_db_has_begun(office->db);
  if (!khoa_act_reason(order->reason, error) || !(within || khoa_db_begin(office->db, error)))
    return FALSE;
  gboolean good = do_each(&change, names, error) && log_all(&change, error) &&
                  (within || order->dry_run || khoa_db_commit(office->db, error));
  if (!within)
    khoa_db_rollback(office->db); /* what was not committed */
  return good;
}
