#include "bundle_export.h"

#include "acts.h"
#include "audit.h"
#include "endorse.h"
#include "form_export.h"
#include "form_file.h"
#include "lineage.h"
#include "reg/bundle.h"
#include "reg/hotline.h"
#include "reg/log.h"
#include "reg/tag.h"
#include "reg/unit.h"
#include "signed_file.h"
#include "tag/bundle.h"

#include <sodium.h>
#include <stdlib.h>
#include <string.h>

/* The records that a bundle's struct points into. */
typedef struct Content {
  GPtrArray *units, *hotlines, *batches; /* records */
  GPtrArray *prefixes;
  GPtrArray *statuses; /* guint8 * */
  KhoaBundle bundle;
} Content;

static void content_clear(Content *content) {
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
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Content, content_clear)

static void add_prefix(GPtrArray *prefixes, const char *prefix) {
  if (*prefix && !g_ptr_array_find_with_equal_func(prefixes, prefix, g_str_equal, NULL))
    g_ptr_array_add(prefixes, (gpointer)prefix);
}

/* Today's address, and each that a batch was printed with. */
static void list_prefixes(const KhoaOffice *office, Content *content) {
  content->prefixes = g_ptr_array_new();
  add_prefix(content->prefixes, office->config->prefix);
  for (guint i = 0; i < content->batches->len; i++)
    add_prefix(content->prefixes,
               ((const KhoaBatchRecord *)g_ptr_array_index(content->batches, i))->prefix);
  content->bundle.prefixes = (const char **)content->prefixes->pdata;
  content->bundle.n_prefixes = content->prefixes->len;
}

/* Batches are endorsed, and what stands in khoa.ini isn't: whoever changes it could have an address
 * of his own called ours. */
static gboolean look_at_address(KhoaOffice *office, KhoaExported *exported, GError **error) {
  const char *prefix = office->config->prefix;
  gint64 number;
  if (!khoa_batch_with_prefix(office->db, prefix, &number, error))
    return FALSE;
  g_autoptr(KhoaBatchRecord) endorsed = number ? khoa_batch_load(office, number, error) : NULL;
  exported->address_new = *prefix && !number;
  return !number || endorsed;
}

static void put_successions(const KhoaOffice *office, Content *content) {
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

static void put_units(Content *content) {
  KhoaBundle *bundle = &content->bundle;
  bundle->n_units = content->units->len;
  bundle->units = g_new0(KhoaUnit, bundle->n_units);
  for (gsize i = 0; i < bundle->n_units; i++) {
    const KhoaUnitRecord *unit = g_ptr_array_index(content->units, i);
    bundle->units[i] = (KhoaUnit){unit->code, unit->name};
  }
}

static void put_hotlines(Content *content) {
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

static gboolean put_batch(KhoaAudit *audit, const KhoaBatchRecord *record, Content *content,
                          KhoaBatch *batch, GError **error) {
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
  g_autofree char *object = g_strdup_printf("batch %" G_GINT64_FORMAT, record->number);
  if (!batch->unit || !batch->hotlines)
    khoa_finding(audit->findings, KHOA_FINDING_FAULT, object, KHOA_REMEDY_BACKUP,
                 "its unit or its hotlines are missing from the registry");
  if (tags) {
    guint8 *status = pack_statuses(tags);
    g_ptr_array_add(content->statuses, status);
    batch->status = status;
  }
  return TRUE;
}

static gboolean put_batches(KhoaAudit *audit, Content *content, gsize *tags, GError **error) {
  KhoaBundle *bundle = &content->bundle;
  content->statuses = g_ptr_array_new_with_free_func(g_free);
  bundle->n_batches = content->batches->len;
  bundle->batches = g_new0(KhoaBatch, bundle->n_batches);
  for (gsize i = 0; i < bundle->n_batches; i++) {
    const KhoaBatchRecord *record = g_ptr_array_index(content->batches, i);
    if (!put_batch(audit, record, content, &bundle->batches[i], error))
      return FALSE;
    *tags += bundle->batches[i].count;
  }
  return TRUE;
}

static gboolean gather(KhoaAudit *audit, const char *unit, Content *content, KhoaExported *exported,
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
  if (!put_batches(audit, content, &exported->tags, error))
    return FALSE;
  exported->units = bundle->n_units;
  exported->batches = bundle->n_batches;
  return TRUE;
}

char *khoa_bundle_default_path(const KhoaOffice *office, const char *unit, gint64 sequence) {
  g_autofree char *name = g_strdup_printf("khoa%s%s-%06" G_GINT64_FORMAT ".khoa", unit ? "-" : "",
                                          unit ? unit : "", sequence);
  return g_build_filename(office->folder, "bundles", name, NULL);
}

static gboolean trusted_comment(KhoaOffice *office, gint64 sequence, char *comment, gsize size,
                                GError **error) {
  gint64 entries;
  guint8 head[KHOA_LOG_HASH_SIZE];
  if (!khoa_log_head(office->db, &entries, head, error))
    return FALSE;
  khoa_head_print(comment, size, sequence, entries, head);
  return TRUE;
}

/* Bundle and form, beside their places. */
typedef struct Files {
  KhoaSignedFile bundle, form;
} Files;

static void files_clear(Files *files) {
  khoa_signed_file_clear(&files->bundle);
  khoa_signed_file_clear(&files->form);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Files, files_clear)

/* Registers and signs the bundle's text, within the transaction. */
static gboolean draft_bundle(KhoaOffice *office, const char *unit, const char *text, gsize length,
                             const KhoaExported *exported, KhoaSignedFile *file, GError **error) {
  guint8 hash[32];
  crypto_hash_sha256(hash, (const guint8 *)text, length);
  g_autofree char *cover = khoa_bundle_cover(unit, hash);
  char comment[KHOA_COMMENT_MAX];
  g_autofree char *roster =
      exported->households
          ? g_strdup_printf(", roster of %" G_GSIZE_FORMAT " households", exported->households)
          : g_strdup("");
  g_autofree char *detail = g_strdup_printf(
      "%" G_GSIZE_FORMAT " units, %" G_GSIZE_FORMAT " batches, %" G_GSIZE_FORMAT " tags%s%s",
      exported->units, exported->batches, exported->tags, roster, cover);
  g_autofree char *object = g_strdup_printf("bundle %" G_GINT64_FORMAT, exported->sequence);
  return khoa_office_log(office, KHOA_ACT_EXPORT, object, detail, error) &&
         trusted_comment(office, exported->sequence, comment, sizeof comment, error) &&
         khoa_signed_file_draft(file, office, exported->path, text, length, comment, error) &&
         khoa_bundle_add(office->db, exported->sequence, office->now, unit, hash, file->signed_by,
                         error);
}

static gboolean draft_form(const KhoaOffice *office, const char *text, gsize length,
                           const KhoaExported *exported, KhoaSignedFile *file, GError **error) {
  g_autofree char *path = khoa_form_path(exported->path);
  g_autofree char *comment = g_strdup_printf("khoa form %" G_GINT64_FORMAT, exported->sequence);
  return khoa_signed_file_draft(file, office, path, text, length, comment, error);
}

/* A bundle is seen last, so that its form is there; and an old one goes first, so that it never
 * stands beside a newer form. */
static gboolean place(Files *files, GError **error) {
  return khoa_signed_file_clear_place(&files->bundle, error) &&
         khoa_signed_file_clear_place(&files->form, error) &&
         khoa_signed_file_place(&files->form, error) &&
         khoa_signed_file_place(&files->bundle, error);
}

/* Nothing is signed that isn't as it was signed before: every fault is in the error. */
static gboolean gather_audited(KhoaOffice *office, const char *unit, Content *content,
                               KhoaExported *exported, GError **error) {
  g_autoptr(GString) lines = g_string_new(NULL);
  KhoaFindings findings = khoa_findings_to_lines(lines);
  g_autoptr(KhoaAudit) audit = khoa_audit_new(office, &findings, error);
  return audit && khoa_audit_heads(audit, error) && khoa_audit_lists(audit, error) &&
         khoa_audit_missing(audit, error) && khoa_audit_replacements(audit, error) &&
         gather(audit, unit, content, exported, error) &&
         khoa_findings_accept(&findings, lines, error);
}

/* What was given out by a registry that was lost since: its number must not come again. */
static void choose_path(const KhoaOffice *office, const KhoaExportOrder *order,
                        KhoaExported *exported) {
  exported->path = order->path ? g_strdup(order->path)
                               : khoa_bundle_default_path(office, order->unit, exported->sequence);
  while (!order->path && g_file_test(exported->path, G_FILE_TEST_EXISTS)) {
    g_free(exported->path);
    exported->path = khoa_bundle_default_path(office, order->unit, ++exported->sequence);
  }
}

/* malloc()ed. */
static char *print(KhoaBundle *bundle, const KhoaExported *exported, gsize *length,
                   GError **error) {
  KhoaBundleFault fault;
  bundle->sequence = (guint64)exported->sequence;
  char *text = khoa_bundle_print(bundle, length, &fault);
  if (!text)
    g_set_error(error, KHOA_OFFICE_ERROR, 0, "can't make a bundle of this registry: %s",
                fault.what);
  return text;
}

static gboolean export(KhoaOffice *office, const KhoaExportOrder *order, KhoaExported *exported,
                       GError **error) {
  g_auto(Content) content = {0};
  if (!khoa_lineage_may_sign(office, error) ||
      !khoa_bundle_next_sequence(office->db, &exported->sequence, error) ||
      !gather_audited(office, order->unit, &content, exported, error) ||
      !look_at_address(office, exported, error))
    return FALSE;
  choose_path(office, order, exported);
  gsize length, form_length;
  const KhoaFormOrder form_order = {order->unit, exported->sequence, order->roster};
  char *text = print(&content.bundle, exported, &length, error);
  char *form =
      text ? khoa_form_make(office, &form_order, &form_length, &exported->households, error) : NULL;
  g_auto(Files) files = {0};
  gboolean drafted =
      form && draft_bundle(office, order->unit, text, length, exported, &files.bundle, error) &&
      draft_form(office, form, form_length, exported, &files.form, error);
  free(text);
  free(form);
  /* Nothing is given out that the registry doesn't know, so that no sequence is ever used twice. */
  return drafted && khoa_db_commit(office->db, error) && place(&files, error);
}

static gboolean check_places(const KhoaExportOrder *order, GError **error) {
  g_autofree char *form = order->path ? khoa_form_path(order->path) : NULL;
  const char *paths[] = {order->path, form};
  for (gsize i = 0; order->path && !order->replace && i < G_N_ELEMENTS(paths); i++)
    if (g_file_test(paths[i], G_FILE_TEST_EXISTS)) {
      g_set_error(error, KHOA_OFFICE_ERROR, 0,
                  "%s is there already: --force replaces it, -o names another file", paths[i]);
      return FALSE;
    }
  return TRUE;
}

gboolean khoa_bundle_export(KhoaOffice *office, const KhoaExportOrder *order,
                            KhoaExported *exported, GError **error) {
  *exported = (KhoaExported){0};
  g_autoptr(KhoaUnitRecord) known =
      order->unit ? khoa_unit_get(office->db, order->unit, error) : NULL;
  if ((order->unit && !known) || !check_places(order, error) || !khoa_db_begin(office->db, error))
    return FALSE;
  if (export(office, order, exported, error))
    return TRUE;
  khoa_db_rollback(office->db);
  g_clear_pointer(&exported->path, g_free);
  return FALSE;
}
