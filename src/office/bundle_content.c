#include "bundle_content.h"

#include "endorse.h"
#include "reg/hotline.h"
#include "reg/tag.h"
#include "reg/unit.h"

#include <glib/gi18n.h>
#include <inttypes.h>
#include <string.h>

void khoa_bundle_content_clear(KhoaBundleContent *content) {
  g_clear_pointer(&content->units, g_ptr_array_unref);
  g_clear_pointer(&content->hotlines, g_ptr_array_unref);
  g_clear_pointer(&content->batches, g_ptr_array_unref);
  g_clear_pointer(&content->prefixes, g_ptr_array_unref);
  g_clear_pointer(&content->statuses, g_ptr_array_unref);
  g_clear_pointer(&content->bundle.successions, g_free);
  g_clear_pointer(&content->bundle.units, g_free);
  g_clear_pointer(&content->bundle.hotlines, g_free);
  g_clear_pointer(&content->bundle.batches, g_free);
}

static void add_prefix(GPtrArray *prefixes, const char *prefix) {
  if (*prefix && !g_ptr_array_find_with_equal_func(prefixes, prefix, g_str_equal, NULL))
    g_ptr_array_add(prefixes, (gpointer)prefix);
}

/* Today's address, and each that a batch was printed with. */
static void list_prefixes(const KhoaOffice *office, KhoaBundleContent *content) {
  content->prefixes = g_ptr_array_new();
  add_prefix(content->prefixes, office->config->prefix);
  for (guint i = 0; i < content->batches->len; i++)
    add_prefix(content->prefixes,
               ((const KhoaBatchRecord *)g_ptr_array_index(content->batches, i))->prefix);
  content->bundle.prefixes = (const char **)content->prefixes->pdata;
  content->bundle.n_prefixes = content->prefixes->len;
}

static void put_successions(const KhoaOffice *office, KhoaBundleContent *content) {
  KhoaBundle *bundle = &content->bundle;
  bundle->n_successions = office->successions->len;
  bundle->successions = g_new0(KhoaSuccession, bundle->n_successions);
  for (guint i = 0; i < office->successions->len; i++)
    bundle->successions[i] = g_array_index(office->successions, KhoaSuccessionRecord, i).step;
}

static const KhoaUnit *unit_of(const KhoaBundle *bundle, const char *code) {
  for (gsize i = 0; i < bundle->n_units; i++)
    if (strcmp(bundle->units[i].code, code) == 0)
      return &bundle->units[i];
  return NULL;
}

static const KhoaHotlineSet *hotlines_of(const KhoaBundle *bundle, gint64 id) {
  for (gsize i = 0; i < bundle->n_hotlines; i++)
    if (bundle->hotlines[i].id == id)
      return &bundle->hotlines[i];
  return NULL;
}

static void put_units(KhoaBundleContent *content) {
  KhoaBundle *bundle = &content->bundle;
  bundle->n_units = content->units->len;
  bundle->units = g_new0(KhoaUnit, bundle->n_units);
  for (gsize i = 0; i < bundle->n_units; i++) {
    const KhoaUnitRecord *unit = g_ptr_array_index(content->units, i);
    bundle->units[i] = (KhoaUnit){unit->code, unit->name};
  }
}

static void put_hotlines(KhoaBundleContent *content) {
  KhoaBundle *bundle = &content->bundle;
  bundle->n_hotlines = content->hotlines->len;
  bundle->hotlines = g_new0(KhoaHotlineSet, bundle->n_hotlines);
  for (gsize i = 0; i < bundle->n_hotlines; i++) {
    const KhoaHotlinesRecord *record = g_ptr_array_index(content->hotlines, i);
    KhoaHotlineSet *set = &bundle->hotlines[i];
    set->id = (guint32)record->id;
    set->unit = unit_of(bundle, record->unit);
    g_strlcpy(set->since, record->since, sizeof set->since);
    set->count = record->count;
    for (gsize n = 0; n < record->count; n++)
      set->numbers[n] = (KhoaHotline){record->numbers[n].number, record->numbers[n].label};
  }
}

/* As nibbles; a batch that doesn't have exactly these tags is a finding already. */
static guint8 *pack_statuses(const GArray *tags) {
  guint8 *nibbles = g_malloc0(((gsize)tags->len + 1) / 2);
  for (guint i = 0; i < tags->len; i++)
    khoa_status_pack(nibbles, i + 1, g_array_index(tags, KhoaTagRecord, i).status);
  return nibbles;
}

static gboolean put_batch(KhoaAudit *audit, const KhoaBatchRecord *record,
                          KhoaBundleContent *content, KhoaBatch *batch, GError **error) {
  g_autoptr(GArray) tags = NULL;
  if (!khoa_audit_batch(audit, record, &tags, error))
    return FALSE;
  batch->number = (guint32)record->number;
  batch->kind = record->kind;
  batch->unit = unit_of(&content->bundle, record->unit);
  batch->hotlines = hotlines_of(&content->bundle, record->hotline_set);
  g_strlcpy(batch->issued, record->day, sizeof batch->issued);
  batch->count = (guint32)record->count;
  memcpy(batch->public_key, record->public_key, sizeof batch->public_key);
  g_autofree char *object = g_strdup_printf(_("batch %" PRId64), record->number);
  if (!batch->unit || !batch->hotlines)
    khoa_finding(audit->findings, KHOA_FINDING_FAULT, object, KHOA_REMEDY_BACKUP,
                 _("its unit or its hotlines are missing from the registry"));
  if (tags) {
    guint8 *status = pack_statuses(tags);
    g_ptr_array_add(content->statuses, status);
    batch->status = status;
  }
  return TRUE;
}

static gboolean put_batches(KhoaAudit *audit, KhoaBundleContent *content, GError **error) {
  KhoaBundle *bundle = &content->bundle;
  content->statuses = g_ptr_array_new_with_free_func(g_free);
  bundle->n_batches = content->batches->len;
  bundle->batches = g_new0(KhoaBatch, bundle->n_batches);
  for (gsize i = 0; i < bundle->n_batches; i++) {
    const KhoaBatchRecord *record = g_ptr_array_index(content->batches, i);
    if (!put_batch(audit, record, content, &bundle->batches[i], error))
      return FALSE;
    content->tags += bundle->batches[i].count;
  }
  return TRUE;
}

gboolean khoa_bundle_gather(KhoaAudit *audit, const char *unit, KhoaBundleContent *content,
                            GError **error) {
  KhoaOffice *office = audit->office;
  content->units = khoa_unit_list(office->db, unit, error);
  content->hotlines = content->units ? khoa_hotlines_list(office->db, unit, error) : NULL;
  content->batches = content->hotlines ? khoa_batch_list(office->db, unit, error) : NULL;
  if (!content->batches)
    return FALSE;
  KhoaBundle *bundle = &content->bundle;
  bundle->created = office->now;
  bundle->stale_after = (guint32)office->config->stale_after;
  bundle->authority = office->authority;
  memcpy(bundle->privacy, office->privacy_public, sizeof bundle->privacy);
  put_successions(office, content);
  list_prefixes(office, content);
  put_units(content);
  put_hotlines(content);
  return put_batches(audit, content, error);
}
