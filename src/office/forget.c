#include "forget.h"

#include "acts.h"
#include "covered.h"
#include "household.h"
#include "reg/log.h"
#include "reg/purge.h"
#include "reg/replacement.h"
#include "reg/survey.h"

#include <glib/gi18n.h>
#include <string.h>

void khoa_forgotten_clear(KhoaForgotten *forgotten) {
  g_clear_pointer(&forgotten->unit, g_free);
  g_clear_pointer(&forgotten->tags, g_array_unref);
  g_clear_pointer(&forgotten->traces, g_array_unref);
}

static gboolean add_unit(const KhoaHousehold *household, gpointer units, GError **error) {
  (void)error;
  g_ptr_array_add(units, g_strdup(household->subject->unit));
  return TRUE;
}

static gboolean take(const KhoaHousehold *household, gpointer data, GError **error) {
  KhoaForgotten *forgotten = data;
  (void)error;
  forgotten->id = household->subject->id;
  forgotten->unit = g_strdup(household->subject->unit);
  forgotten->tags = g_array_copy((GArray *)household->tags);
  return TRUE;
}

/* The one household with that reference. */
static gboolean find(KhoaOffice *office, const char *unit, const char *reference,
                     KhoaForgotten *forgotten, GError **error) {
  g_autoptr(GPtrArray) units = g_ptr_array_new_with_free_func(g_free);
  if (!khoa_household_find(office, unit, reference, add_unit, units, error))
    return FALSE;
  if (units->len == 1)
    return khoa_household_find(office, units->pdata[0], reference, take, forgotten, error);
  g_ptr_array_add(units, NULL);
  g_autofree char *list = g_strjoinv(", ", (char **)units->pdata);
  g_set_error(error, KHOA_OFFICE_ERROR, 0,
              _("households of units %s have that reference: name the one by --unit"), list);
  return FALSE;
}

static gboolean holds_tag_of(const GArray *tags, gint64 batch) {
  for (guint i = 0; i < tags->len; i++)
    if (g_array_index(tags, KhoaTagRecord, i).batch == batch)
      return TRUE;
  return FALSE;
}

/* What names were read for, if it put this household's outside: a signing sheet, or a roster. */
static gboolean trace_reading(const char *purpose, const KhoaForgotten *forgotten,
                              KhoaTrace *trace) {
  if (g_str_has_prefix(purpose, KHOA_PURPOSE_ROSTER)) {
    trace->kind = KHOA_TRACE_ROSTER;
    return strcmp(purpose + strlen(KHOA_PURPOSE_ROSTER), forgotten->unit) == 0;
  }
  if (!g_str_has_prefix(purpose, KHOA_PURPOSE_HANDOVER))
    return FALSE;
  trace->kind = KHOA_TRACE_SHEET;
  trace->batch = g_ascii_strtoll(purpose + strlen(KHOA_PURPOSE_HANDOVER), NULL, 10);
  return holds_tag_of(forgotten->tags, trace->batch);
}

static gboolean add_trace(const KhoaLogEntry *entry, gpointer data, GError **error) {
  KhoaForgotten *forgotten = data;
  KhoaTrace trace = {KHOA_TRACE_BACKUP, 0, entry->sequence, entry->time};
  (void)error;
  if (strcmp(entry->act, KHOA_ACT_BACKUP) == 0 || (strcmp(entry->act, KHOA_ACT_READ_NAMES) == 0 &&
                                                   trace_reading(entry->object, forgotten, &trace)))
    g_array_append_val(forgotten->traces, trace);
  return TRUE;
}

/* Revokes a live tag, and takes one that isn't dead for good off the queue for replacement. */
static gboolean withdraw(KhoaDb *db, const KhoaTagRecord *tag, GArray *revoked, GArray *cancelled,
                         GError **error) {
  const KhoaTagName name = {(guint32)tag->batch, (guint32)tag->index};
  gboolean changed, live = tag->status == KHOA_STATUS_PRINTED || tag->status == KHOA_STATUS_IN_USE;
  if (live &&
      !khoa_tag_set_status(db, tag->batch, tag->index, KHOA_STATUS_REVOKED, &changed, error))
    return FALSE;
  if (!khoa_replacement_cancel(db, tag->batch, tag->index, &changed, error))
    return FALSE;
  if (live)
    g_array_append_val(revoked, name);
  else if (changed)
    g_array_append_val(cancelled, name);
  return TRUE;
}

static gboolean withdraw_all(KhoaOffice *office, const char *reason, KhoaForgotten *forgotten,
                             GError **error) {
  g_autoptr(GArray) revoked = g_array_new(FALSE, FALSE, sizeof(KhoaTagName));
  g_autoptr(GArray) cancelled = g_array_new(FALSE, FALSE, sizeof(KhoaTagName));
  for (guint i = 0; i < forgotten->tags->len; i++)
    if (!withdraw(office->db, &g_array_index(forgotten->tags, KhoaTagRecord, i), revoked, cancelled,
                  error))
      return FALSE;
  forgotten->revoked = revoked->len;
  return khoa_act_log(office, KHOA_ACT_REVOKE, revoked, reason, NULL, error) &&
         khoa_act_log(office, KHOA_ACT_CANCEL, cancelled, reason, NULL, error);
}

static gboolean forget(KhoaOffice *office, const char *unit, const char *reference,
                       const char *reason, KhoaForgotten *forgotten, GError **error) {
  if (!khoa_act_reason(reason, error) ||
      !khoa_covered_check(office, KHOA_COVERED_HOUSEHOLDS, error) ||
      !find(office, unit, reference, forgotten, error) ||
      !withdraw_all(office, reason, forgotten, error) ||
      !khoa_subject_forget(office->db, forgotten->id, error) ||
      !khoa_survey_forget(office->db, forgotten->id, error) ||
      !khoa_log_each(office->db, 1, add_trace, forgotten, error))
    return FALSE;
  g_autofree char *object = g_strdup_printf("household %" G_GINT64_FORMAT, forgotten->id);
  g_autofree char *cover = khoa_covered_print(office, KHOA_COVERED_HOUSEHOLDS, error);
  g_autofree char *detail = g_strconcat(*reason ? reason : "erased", cover, NULL);
  return cover && khoa_office_log(office, KHOA_ACT_FORGET, object, detail, error);
}

gboolean khoa_household_forget(KhoaOffice *office, const char *unit, const char *reference,
                               const char *reason, gboolean dry_run, KhoaForgotten *forgotten,
                               GError **error) {
  *forgotten = (KhoaForgotten){.traces = g_array_new(FALSE, FALSE, sizeof(KhoaTrace))};
  if (khoa_db_begin(office->db, error)) {
    gboolean done = forget(office, unit, reference, reason, forgotten, error);
    if (done && !dry_run && khoa_db_commit(office->db, error))
      return TRUE;
    khoa_db_rollback(office->db);
    if (done && dry_run)
      return TRUE;
  }
  khoa_forgotten_clear(forgotten);
  return FALSE;
}

gboolean khoa_household_purge(KhoaOffice *office, GError **error) {
  return khoa_purge(office->db, error);
}
