/* A batch against its endorsement, its tags against their digest and signatures, and their statuses
 * against the log. */
#include "audit.h"
#include "batch_files.h"
#include "ranges.h"
#include "reg/check.h"

#include <glib/gi18n.h>
#include <inttypes.h>
#include <string.h>

/* "batch 12: 5,7-9" if there are such tags; the finding names them together. */
static void blame_tags(KhoaAudit *audit, gint64 batch, const GArray *indexes, const char *what) {
  if (indexes->len == 0)
    return;
  g_autofree char *list = khoa_ranges_print(indexes);
  g_autofree char *object = g_strdup_printf(_("batch %" PRId64 ": %s"), batch, list);
  khoa_finding(audit->findings, KHOA_FINDING_FAULT, object, KHOA_REMEDY_BACKUP, "%s", what);
}

static void blame_batch(KhoaAudit *audit, gint64 number, const char *what) {
  g_autofree char *object = g_strdup_printf(_("batch %" PRId64), number);
  khoa_finding(audit->findings, KHOA_FINDING_FAULT, object, KHOA_REMEDY_BACKUP, "%s", what);
}

/* Rows that the registry can't even read are a fault of theirs; all else ends the audit. */
static gboolean blame_error(KhoaAudit *audit, const KhoaBatchRecord *batch, GError *fault,
                            GError **error) {
  if (!g_error_matches(fault, KHOA_DB_ERROR, KHOA_DB_FORMAT)) {
    g_propagate_error(error, fault);
    return FALSE;
  }
  g_autofree char *object = g_strdup_printf(_("batch %" PRId64), batch->number);
  khoa_finding_error(audit->findings, KHOA_FINDING_FAULT, object, NULL, fault);
  return TRUE;
}

static gboolean check_endorsement(KhoaAudit *audit, const KhoaBatchRecord *batch, GError **error) {
  GError *fault = NULL;
  gboolean fits;
  if (!audit->office->successions)
    return TRUE;
  if (!khoa_batch_fits(audit->office, batch, &fits, &fault))
    return blame_error(audit, batch, fault, error);
  if (!fits)
    blame_batch(audit, batch->number,
                _("was changed by hand: the authority's endorsement doesn't fit it"));
  return TRUE;
}

static void add_index(GArray *indexes, gint64 index) {
  g_array_append_val(indexes, index);
}

/* Which of 1 to count are missing, and which are beyond. Whether all is in order. */
static gboolean check_indexes(KhoaAudit *audit, const KhoaBatchRecord *batch, const GArray *tags) {
  g_autoptr(GArray) missing = g_array_new(FALSE, FALSE, sizeof(gint64));
  g_autoptr(GArray) beyond = g_array_new(FALSE, FALSE, sizeof(gint64));
  gint64 next = 1, count = MIN(batch->count, (gint64)KHOA_INDEX_MAX);
  for (guint i = 0; i < tags->len; i++) {
    gint64 index = g_array_index(tags, KhoaTagRecord, i).index;
    if (index < 1 || index > count) {
      add_index(beyond, index);
      continue;
    }
    for (; next < index; next++)
      add_index(missing, next);
    next = index + 1;
  }
  for (; next <= count; next++)
    add_index(missing, next);
  blame_tags(audit, batch->number, missing, _("is missing from the registry"));
  blame_tags(audit, batch->number, beyond,
             _("was added by hand: the batch doesn't have so many tags"));
  return missing->len + beyond->len == 0;
}

/* Their signatures take long, and are looked at only if the digest doesn't vouch for them. */
static void check_tags(KhoaAudit *audit, const KhoaBatchRecord *batch, const GArray *tags) {
  guint8 digest[KHOA_TAGS_DIGEST_SIZE];
  gboolean whole = check_indexes(audit, batch, tags);
  khoa_tags_digest(digest, tags);
  gboolean fits = memcmp(digest, batch->tags, sizeof digest) == 0;
  if (batch->tags_covered && fits)
    return;
  g_autoptr(GArray) bad = g_array_new(FALSE, FALSE, sizeof(gint64));
  for (guint i = 0; i < tags->len; i++) {
    const KhoaTagRecord *tag = &g_array_index(tags, KhoaTagRecord, i);
    if (!khoa_batch_signed_tag(batch, tag))
      add_index(bad, tag->index);
  }
  blame_tags(audit, batch->number, bad,
             _("was changed by hand: the signature isn't by the batch's key"));
  if (batch->tags_covered && whole && bad->len == 0)
    blame_batch(
        audit, batch->number,
        _("whose a tag is, or which one it replaces, was changed by hand: the tags don't fit "
          "the endorsed digest"));
}

/* The tags that stand at `found` and should at `expected`. */
static void check_status(KhoaAudit *audit, const KhoaBatchRecord *batch, const GArray *tags,
                         const KhoaLedgerBatch *logged, KhoaStatus found, KhoaStatus expected) {
  g_autoptr(GArray) indexes = g_array_new(FALSE, FALSE, sizeof(gint64));
  for (guint i = 0; i < tags->len; i++) {
    const KhoaTagRecord *tag = &g_array_index(tags, KhoaTagRecord, i);
    if (tag->index >= 1 && tag->index <= logged->count && tag->status == found &&
        logged->statuses[tag->index - 1] == expected)
      add_index(indexes, tag->index);
  }
  g_autofree char *what =
      g_strdup_printf(_("stands as %s, and by the log it is %s"), _(khoa_status_word(found)),
                      _(khoa_status_word(expected)));
  blame_tags(audit, batch->number, indexes, what);
}

static void check_statuses(KhoaAudit *audit, const KhoaBatchRecord *batch, const GArray *tags,
                           const KhoaLedgerBatch *logged) {
  guint counts[KHOA_STATUS_COUNT][KHOA_STATUS_COUNT] = {{0}};
  for (guint i = 0; i < tags->len; i++) {
    const KhoaTagRecord *tag = &g_array_index(tags, KhoaTagRecord, i);
    if (tag->index >= 1 && tag->index <= logged->count)
      counts[tag->status][logged->statuses[tag->index - 1]]++;
  }
  for (KhoaStatus found = 0; found < KHOA_STATUS_COUNT; found++)
    for (KhoaStatus expected = 0; expected < KHOA_STATUS_COUNT; expected++)
      if (found != expected && counts[found][expected])
        check_status(audit, batch, tags, logged, found, expected);
}

gboolean khoa_audit_batch(KhoaAudit *audit, const KhoaBatchRecord *batch, GArray **tags,
                          GError **error) {
  const KhoaLedgerBatch *logged = khoa_ledger_batch(audit->ledger, batch->number);
  GError *fault = NULL;
  *tags = NULL;
  if (!check_endorsement(audit, batch, error))
    return FALSE;
  if (!logged)
    blame_batch(audit, batch->number, _("was added by hand: the log doesn't tell of its issue"));
  else if (logged->count != batch->count)
    blame_batch(audit, batch->number, _("doesn't have as many tags as the log says were issued"));
  *tags = khoa_tag_list(audit->office->db, batch->number, 0, &fault);
  if (!*tags)
    return blame_error(audit, batch, fault, error);
  check_tags(audit, batch, *tags);
  if (logged)
    check_statuses(audit, batch, *tags, logged);
  return TRUE;
}

gboolean khoa_audit_drawing(KhoaAudit *audit, const KhoaBatchRecord *batch, GError **error) {
  const KhoaLedgerBatch *logged = khoa_ledger_batch(audit->ledger, batch->number);
  g_autofree char *name = NULL, *svg = NULL;
  g_autofree char *sums = khoa_batch_sums(audit->office, batch->number, error);
  guint8 hash[KHOA_SHA256_SIZE];
  GError *fault = NULL;
  if (!sums)
    return FALSE;
  khoa_batch_sums_hash(hash, sums);
  if (logged && (logged->files ? !*sums || !khoa_cover_fits(logged->files, KHOA_COVER_FILES, hash)
                               : *sums != '\0'))
    blame_batch(audit, batch->number, _("the SHA-256 of its files were changed by hand"));
  return khoa_layout_get(audit->office->db, batch->layout, &name, &svg, &fault) ||
         blame_error(audit, batch, fault, error);
}

gboolean khoa_audit_missing(KhoaAudit *audit, GError **error) {
  g_autoptr(GPtrArray) batches = khoa_batch_list(audit->office->db, NULL, error);
  g_autoptr(GList) logged = g_hash_table_get_values(audit->ledger->batches);
  g_autoptr(GHashTable) known = g_hash_table_new(g_int64_hash, g_int64_equal);
  for (guint i = 0; batches && i < batches->len; i++)
    g_hash_table_add(known, &((KhoaBatchRecord *)g_ptr_array_index(batches, i))->number);
  for (const GList *one = logged; batches && one; one = one->next) {
    const KhoaLedgerBatch *batch = one->data;
    if (!g_hash_table_contains(known, &batch->number))
      blame_batch(audit, batch->number, _("is missing: the log says that it was issued"));
  }
  return batches != NULL;
}

typedef struct Queue {
  KhoaAudit *audit;
  GHashTable *known; /* tags that wait or were replaced: batch << 32 | index */
} Queue;

static gpointer key_of(gint64 batch, gint64 index) {
  return GSIZE_TO_POINTER((gsize)batch << 32 | (gsize)index);
}

static gboolean check_replacement(gint64 batch, gint64 index, gboolean queued, gpointer data,
                                  GError **error) {
  const Queue *queue = data;
  const KhoaLedgerBatch *logged = khoa_ledger_batch(queue->audit->ledger, batch);
  g_autoptr(GArray) indexes = g_array_new(FALSE, FALSE, sizeof(gint64));
  (void)error;
  g_hash_table_add(queue->known, key_of(batch, index));
  add_index(indexes, index);
  if (queued && (!logged || index < 1 || index > logged->count || !logged->queued[index - 1]))
    blame_tags(queue->audit, batch, indexes,
               _("was queued for replacement by hand: the log doesn't tell of it"));
  return TRUE;
}

/* Issued replacements are under their batch's digest; the queue is told by the log alone. */
gboolean khoa_audit_replacements(KhoaAudit *audit, GError **error) {
  g_autoptr(GHashTable) known = g_hash_table_new(g_direct_hash, g_direct_equal);
  g_autoptr(GList) logged = g_hash_table_get_values(audit->ledger->batches);
  if (!khoa_check_replacements(audit->office->db, check_replacement, &(Queue){audit, known}, error))
    return FALSE;
  for (const GList *one = logged; one; one = one->next) {
    const KhoaLedgerBatch *batch = one->data;
    g_autoptr(GArray) lost = g_array_new(FALSE, FALSE, sizeof(gint64));
    for (gint64 index = 1; index <= batch->count; index++)
      if (batch->queued[index - 1] && !g_hash_table_contains(known, key_of(batch->number, index)))
        add_index(lost, index);
    blame_tags(audit, batch->number, lost,
               _("was taken off the queue for replacement by hand: by the log it waits"));
  }
  return TRUE;
}
