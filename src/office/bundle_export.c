#include "bundle_export.h"

#include "acts.h"
#include "audit.h"
#include "endorse.h"
#include "file.h"
#include "lineage.h"
#include "reg/bundle.h"
#include "reg/hotline.h"
#include "reg/log.h"
#include "reg/tag.h"
#include "reg/unit.h"
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

static char *default_path(const KhoaOffice *office, const char *unit, gint64 sequence) {
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

typedef struct Drafts {
  KhoaDraft *bundle, *signature;
} Drafts;

static void drafts_clear(Drafts *drafts) {
  g_clear_pointer(&drafts->bundle, khoa_draft_free);
  g_clear_pointer(&drafts->signature, khoa_draft_free);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Drafts, drafts_clear)

/* Registers and signs the text and writes both files beside their places; within the transaction.
 */
static gboolean draft_files(KhoaOffice *office, const char *unit, const char *text, gsize length,
                            const KhoaExported *exported, Drafts *drafts, GError **error) {
  guint8 hash[32];
  crypto_hash_sha256(hash, (const guint8 *)text, length);
  g_autofree char *cover = khoa_bundle_cover(unit, hash);
  char comment[KHOA_COMMENT_MAX], signature[KHOA_SIGNATURE_TEXT_MAX];
  g_autofree char *detail = g_strdup_printf(
      "%" G_GSIZE_FORMAT " units, %" G_GSIZE_FORMAT " batches, %" G_GSIZE_FORMAT " tags%s",
      exported->units, exported->batches, exported->tags, cover);
  g_autofree char *object = g_strdup_printf("bundle %" G_GINT64_FORMAT, exported->sequence);
  if (!khoa_office_log(office, KHOA_ACT_EXPORT, object, detail, error) ||
      !trusted_comment(office, exported->sequence, comment, sizeof comment, error))
    return FALSE;
  KhoaMinisignFault fault = khoa_minisign_sign(signature, sizeof signature, office->authority_key,
                                               (const guint8 *)text, length, comment);
  if (fault != KHOA_MINISIGN_OK) {
    g_set_error(error, KHOA_OFFICE_ERROR, 0, "%s: can't sign it: %s", exported->path,
                khoa_minisign_fault_words(fault));
    return FALSE;
  }
  if (!khoa_bundle_add(office->db, exported->sequence, office->now, unit, hash, signature, error))
    return FALSE;
  g_autofree char *signature_path = g_strconcat(exported->path, ".minisig", NULL);
  drafts->signature = khoa_draft_new(signature_path, TRUE, signature, strlen(signature), error);
  if (drafts->signature)
    drafts->bundle = khoa_draft_new(exported->path, TRUE, text, length, error);
  return drafts->bundle != NULL;
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

static gboolean export(KhoaOffice *office, const char *unit, const char *path,
                       KhoaExported *exported, GError **error) {
  g_auto(Content) content = {0};
  if (!khoa_lineage_may_sign(office, error) ||
      !khoa_bundle_next_sequence(office->db, &exported->sequence, error) ||
      !gather_audited(office, unit, &content, exported, error) ||
      !look_at_address(office, exported, error))
    return FALSE;
  exported->path = path ? g_strdup(path) : default_path(office, unit, exported->sequence);
  /* Given out by a registry that was lost since: its number must not come again. */
  while (!path && g_file_test(exported->path, G_FILE_TEST_EXISTS)) {
    g_free(exported->path);
    exported->path = default_path(office, unit, ++exported->sequence);
  }
  content.bundle.sequence = (guint64)exported->sequence;
  KhoaBundleFault fault;
  gsize length;
  char *text = khoa_bundle_print(&content.bundle, &length, &fault);
  if (!text) {
    g_set_error(error, KHOA_OFFICE_ERROR, 0, "can't make a bundle of this registry: %s",
                fault.what);
    return FALSE;
  }
  g_auto(Drafts) drafts = {0};
  gboolean drafted = draft_files(office, unit, text, length, exported, &drafts, error);
  free(text);
  /* Nothing is given out that the registry doesn't know, so that no sequence is ever used twice;
   * and no bundle is seen without its signature. */
  return drafted && khoa_db_commit(office->db, error) &&
         khoa_draft_place(drafts.signature, error) && khoa_draft_place(drafts.bundle, error);
}

gboolean khoa_bundle_export(KhoaOffice *office, const char *unit, const char *path,
                            gboolean replace, KhoaExported *exported, GError **error) {
  *exported = (KhoaExported){0};
  g_autoptr(KhoaUnitRecord) known = unit ? khoa_unit_get(office->db, unit, error) : NULL;
  if (unit && !known)
    return FALSE;
  if (path && !replace && g_file_test(path, G_FILE_TEST_EXISTS)) {
    g_set_error(error, KHOA_OFFICE_ERROR, 0,
                "%s is there already: --force replaces it, -o names another file", path);
    return FALSE;
  }
  if (!khoa_db_begin(office->db, error))
    return FALSE;
  if (export(office, unit, path, exported, error))
    return TRUE;
  khoa_db_rollback(office->db);
  g_clear_pointer(&exported->path, g_free);
  return FALSE;
}
