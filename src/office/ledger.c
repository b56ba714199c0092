#include "ledger.h"

#include "ledger_acts.h"

#include <glib/gi18n.h>
#include <sodium.h>
#include <string.h>

#define GAP_MAX 1000000 /* entries that a number may be ahead and still be counted on from */

static void free_batch(gpointer data) {
  KhoaLedgerBatch *batch = data;
  g_free(batch->statuses);
  g_free(batch->queued);
  g_free(batch->files);
  g_free(batch);
}

static void free_hotlines(gpointer data) {
  KhoaLedgerHotlines *hotlines = data;
  g_free(hotlines->unit);
  g_free(hotlines->detail);
  g_free(hotlines);
}

static void free_bundle(gpointer data) {
  KhoaLedgerBundle *bundle = data;
  g_free(bundle->detail);
  g_free(bundle);
}

static void free_surveyor(gpointer data) {
  KhoaLedgerSurveyor *surveyor = data;
  g_free(surveyor->detail);
  g_free(surveyor);
}

void khoa_ledger_free(KhoaLedger *ledger) {
  if (!ledger)
    return;
  g_byte_array_unref(ledger->heads);
  g_hash_table_unref(ledger->batches);
  g_hash_table_unref(ledger->bundles);
  g_ptr_array_unref(ledger->hotlines);
  g_array_unref(ledger->restores);
  g_hash_table_unref(ledger->handovers);
  g_hash_table_unref(ledger->surveyors);
  g_hash_table_unref(ledger->rounds);
  g_hash_table_unref(ledger->surveys);
  g_free(ledger->weaknesses);
  g_free(ledger->units);
  g_free(ledger);
}

static KhoaLedger *ledger_new(void) {
  KhoaLedger *ledger = g_new0(KhoaLedger, 1);
  ledger->heads = g_byte_array_new();
  ledger->batches = g_hash_table_new_full(g_int64_hash, g_int64_equal, NULL, free_batch);
  ledger->bundles = g_hash_table_new_full(g_int64_hash, g_int64_equal, NULL, free_bundle);
  ledger->hotlines = g_ptr_array_new_with_free_func(free_hotlines);
  ledger->restores = g_array_new(FALSE, FALSE, sizeof(KhoaLedgerRestore));
  ledger->handovers = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, g_free);
  ledger->surveyors = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, free_surveyor);
  ledger->rounds = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, g_free);
  ledger->surveys = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, g_free);
  return ledger;
}

const KhoaLedgerBatch *khoa_ledger_batch(const KhoaLedger *ledger, gint64 number) {
  return g_hash_table_lookup(ledger->batches, &number);
}

const KhoaLedgerBundle *khoa_ledger_bundle(const KhoaLedger *ledger, gint64 sequence) {
  return g_hash_table_lookup(ledger->bundles, &sequence);
}

gboolean khoa_ledger_has(const KhoaLedger *ledger, gint64 n,
                         const guint8 hash[KHOA_LOG_HASH_SIZE]) {
  return n > 0 && n <= ledger->entries &&
         memcmp(ledger->heads->data + (n - 1) * KHOA_LOG_HASH_SIZE, hash, KHOA_LOG_HASH_SIZE) == 0;
}

char *khoa_cover_print(const char *word, const guint8 digest[32]) {
  char hex[65];
  return g_strdup_printf(", %s %s", word, sodium_bin2hex(hex, sizeof hex, digest, 32));
}

gboolean khoa_cover_is(const char *detail, const char *word) {
  const guint8 any[32] = {0};
  g_autofree char *cover = khoa_cover_print(word, any);
  gsize length = strlen(detail), size = strlen(cover);
  return length >= size && strncmp(detail + length - size, cover, size - 2 * sizeof any) == 0;
}

gboolean khoa_cover_fits(const char *detail, const char *word, const guint8 digest[32]) {
  g_autofree char *cover = khoa_cover_print(word, digest);
  if (g_str_has_suffix(detail, cover))
    return TRUE;
  g_autofree char *start = g_strdup_printf(", %s ", word);
  return !strstr(detail, start);
}

static const char *const fault_words[] = {
    [KHOA_LOG_GAP] = N_("its number doesn't follow the one before: entries are missing"),
    [KHOA_LOG_UNLINKED] =
        N_("doesn't hold the hash of the entry before it: entries were taken out, "
           "put in or moved"),
    [KHOA_LOG_EDITED] = N_("was changed by hand: its hash doesn't fit what it says"),
};

static gboolean take_entry(const KhoaLogEntry *entry, KhoaLogFault fault, gpointer data,
                           GError **error) {
  KhoaReplay *replay = data;
  KhoaLedger *ledger = replay->ledger;
  (void)error;
  if (fault != KHOA_LOG_GOOD)
    khoa_replay_complain(replay, entry, _(fault_words[fault]));
  gint64 ahead = entry->sequence - ledger->entries - 1;
  if (ahead < 0 || ahead > GAP_MAX)
    return TRUE;
  for (; ahead > 0; ahead--)
    g_byte_array_append(ledger->heads, (const guint8[KHOA_LOG_HASH_SIZE]){0}, KHOA_LOG_HASH_SIZE);
  g_byte_array_append(ledger->heads, entry->hash, sizeof entry->hash);
  ledger->entries = entry->sequence;
  khoa_replay_act(replay, entry);
  return TRUE;
}

KhoaLedger *khoa_ledger_new(KhoaDb *db, KhoaFindings *findings, GError **error) {
  g_autoptr(KhoaLedger) ledger = ledger_new();
  KhoaReplay replay = {.ledger = ledger, .findings = findings};
  return khoa_tag_paths(db, replay.paths, error) && khoa_log_replay(db, take_entry, &replay, error)
             ? g_steal_pointer(&ledger)
             : NULL;
}
