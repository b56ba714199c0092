#include "known.h"

#include "endorse.h"
#include "reg/tag.h"

#include <string.h>

/* A batch of the registry; record is NULL if there is none of that number. */
typedef struct Batch {
  gint64 number;
  KhoaBatchRecord *record;
  KhoaHotlinesRecord *hotlines;
  KhoaHotline numbers[KHOA_HOTLINES_AT_MOST];
} Batch;

struct KhoaSource {
  KhoaOffice *office; /* NULL: the bundle is asked */
  KhoaBundle bundle;
  GHashTable *batches;  /* Batch *, which hold their keys */
  GHashTable *prefixes; /* char * -> 0 or 1: listed */
};

static void batch_free(gpointer data) {
  Batch *batch = data;
  khoa_batch_record_free(batch->record);
  khoa_hotlines_record_free(batch->hotlines);
  g_free(batch);
}

KhoaSource *khoa_source_new(KhoaOffice *office) {
  KhoaSource *source = g_new0(KhoaSource, 1);
  source->office = office;
  g_hash_table_unref(khoa_source_look_again(source));
  return source;
}

KhoaSource *khoa_source_new_bundle(const KhoaBundle *bundle) {
  KhoaSource *source = khoa_source_new(NULL);
  source->bundle = *bundle;
  return source;
}

void khoa_source_free(KhoaSource *source) {
  if (!source)
    return;
  khoa_bundle_clear(&source->bundle);
  g_hash_table_unref(source->batches);
  g_hash_table_unref(source->prefixes);
  g_free(source);
}

const KhoaBundle *khoa_source_bundle(const KhoaSource *source) {
  return source->office ? NULL : &source->bundle;
}

GHashTable *khoa_source_look_again(KhoaSource *source) {
  g_clear_pointer(&source->batches, g_hash_table_unref);
  g_clear_pointer(&source->prefixes, g_hash_table_unref);
  source->batches = g_hash_table_new_full(g_int64_hash, g_int64_equal, NULL, batch_free);
  source->prefixes = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
  return g_hash_table_ref(source->batches);
}

gboolean khoa_source_begin(KhoaSource *source, GError **error) {
  return !source->office || khoa_db_begin_look(source->office->db, error);
}

void khoa_source_end(KhoaSource *source) {
  if (source->office)
    khoa_db_rollback(source->office->db);
}

static gboolean read_batch(KhoaOffice *office, Batch *batch, GError **error) {
  if (!khoa_batch_find_endorsed(office, batch->number, &batch->record, error))
    return FALSE;
  if (!batch->record)
    return TRUE;
  batch->hotlines = khoa_hotlines_get(office->db, batch->record->hotline_set, error);
  for (gsize i = 0; batch->hotlines && i < batch->hotlines->count; i++)
    batch->numbers[i] =
        (KhoaHotline){batch->hotlines->numbers[i].number, batch->hotlines->numbers[i].label};
  return batch->hotlines != NULL;
}

static const Batch *find_batch(KhoaSource *source, gint64 number, GError **error) {
  Batch *batch = g_hash_table_lookup(source->batches, &number);
  if (batch)
    return batch;
  batch = g_new0(Batch, 1);
  batch->number = number;
  if (read_batch(source->office, batch, error)) {
    g_hash_table_insert(source->batches, &batch->number, batch);
    return batch;
  }
  batch_free(batch);
  return NULL;
}

/* As a bundle lists them: today's address, and each that a batch was printed with. */
static gboolean look_up_prefix(KhoaSource *source, const char *prefix, gboolean *listed,
                               GError **error) {
  gint64 number = 0;
  *listed = strcmp(prefix, source->office->config->prefix) == 0;
  if (*listed)
    return TRUE;
  if (!khoa_batch_with_prefix(source->office->db, prefix, &number, error))
    return FALSE;
  *listed = number > 0;
  return !number || find_batch(source, number, error);
}

static gboolean find_prefix(KhoaSource *source, const KhoaReading *reading, bool *listed,
                            GError **error) {
  g_autofree char *prefix = g_strndup(reading->prefix, reading->prefix_length);
  gpointer value;
  *listed = false;
  if (reading->prefix_length == 0 || strlen(prefix) != reading->prefix_length)
    return TRUE; /* bare digits, or a NUL in it */
  if (!g_hash_table_lookup_extended(source->prefixes, prefix, NULL, &value)) {
    gboolean found;
    if (!look_up_prefix(source, prefix, &found, error))
      return FALSE;
    value = GINT_TO_POINTER(found);
    g_hash_table_insert(source->prefixes, g_steal_pointer(&prefix), value);
  }
  *listed = value != NULL;
  return TRUE;
}

static gboolean know_from_registry(KhoaSource *source, const KhoaReading *reading, KhoaKnown *known,
                                   GError **error) {
  KhoaTagRecord tag;
  gboolean found;
  const Batch *batch = find_batch(source, reading->tag.batch, error);
  if (!batch || !find_prefix(source, reading, &known->facts.prefix_listed, error))
    return FALSE;
  const KhoaBatchRecord *record = batch->record;
  if (!record)
    return TRUE;
  if (!khoa_tag_find(source->office->db, record->number, reading->tag.index, &tag, &found, error))
    return FALSE;
  known->facts.batch_known = true;
  known->facts.kind = record->kind;
  known->facts.count = (guint32)record->count;
  known->facts.numbers_current = record->numbers_current;
  if (found)
    known->facts.status = tag.status;
  memcpy(known->facts.public_key, record->public_key, sizeof record->public_key);
  known->unit = record->unit;
  known->unit_name = record->unit_name;
  known->hotlines = batch->numbers;
  known->n_hotlines = batch->hotlines->count;
  return TRUE;
}

static void know_from_bundle(const KhoaSource *source, const KhoaReading *reading,
                             KhoaKnown *known) {
  const KhoaBatch *batch;
  khoa_bundle_facts(&source->bundle, reading, &known->facts, &batch);
  if (!batch)
    return;
  known->unit = batch->unit->code;
  known->unit_name = batch->unit->name;
  known->hotlines = batch->hotlines->numbers;
  known->n_hotlines = batch->hotlines->count;
}

gboolean khoa_source_know(KhoaSource *source, const KhoaReading *reading, KhoaKnown *known,
                          GError **error) {
  *known = (KhoaKnown){.facts = {.status = KHOA_STATUS_UNKNOWN}};
  if (source->office)
    return know_from_registry(source, reading, known, error);
  know_from_bundle(source, reading, known);
  return TRUE;
}
