#include "ledger.h"

#include "acts.h"
#include "ranges.h"
#include "reg/tag.h"
#include "tag/payload.h"

#include <sodium.h>
#include <string.h>

#define GAP_MAX 1000000 /* entries that a number may be ahead and still be counted on from */

/* While it is being filled. */
typedef struct Replay {
  KhoaLedger *ledger;
  KhoaFindings *findings;
  gboolean paths[KHOA_STATUS_COUNT][KHOA_STATUS_COUNT];
} Replay;

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

void khoa_ledger_free(KhoaLedger *ledger) {
  if (!ledger)
    return;
  g_byte_array_unref(ledger->heads);
  g_free(ledger->init);
  g_hash_table_unref(ledger->batches);
  g_hash_table_unref(ledger->bundles);
  g_ptr_array_unref(ledger->hotlines);
  g_array_unref(ledger->restores);
  g_hash_table_unref(ledger->handovers);
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

gboolean khoa_cover_fits(const char *detail, const char *word, const guint8 digest[32]) {
  g_autofree char *cover = khoa_cover_print(word, digest);
  if (g_str_has_suffix(detail, cover))
    return TRUE;
  g_autofree char *start = g_strdup_printf(", %s ", word);
  return !strstr(detail, start);
}

/* The number behind a word that the text starts with; *rest: what follows it. 0: none. */
static gint64 number_after(const char *text, const char *word, const char **rest) {
  char *end;
  if (!g_str_has_prefix(text, word) || !g_ascii_isdigit(text[strlen(word)]))
    return 0;
  gint64 number = g_ascii_strtoll(text + strlen(word), &end, 10);
  *rest = end;
  return number;
}

static void complain(const Replay *replay, const KhoaLogEntry *entry, const char *what) {
  g_autofree char *object = g_strdup_printf("log entry %" G_GINT64_FORMAT, entry->sequence);
  khoa_finding(replay->findings, KHOA_FINDING_FAULT, object, KHOA_REMEDY_BACKUP, "%s", what);
}

static void take_init(Replay *replay, const KhoaLogEntry *entry) {
  if (entry->sequence == 1)
    replay->ledger->init = g_strdup(entry->detail);
  else
    complain(replay, entry, "founds an office that was there before");
}

static void take_issue(Replay *replay, const KhoaLogEntry *entry) {
  const char *rest = "?";
  gint64 number = number_after(entry->object, "batch ", &rest);
  gint64 count = g_ascii_strtoll(entry->detail, NULL, 10);
  if (*rest || number < 1 || count < 1 || count > KHOA_INDEX_MAX ||
      khoa_ledger_batch(replay->ledger, number)) {
    complain(replay, entry, "issues a batch that can't be, or is there already");
    return;
  }
  KhoaLedgerBatch *batch = g_new0(KhoaLedgerBatch, 1);
  batch->number = number;
  batch->count = count;
  batch->statuses = g_malloc0((gsize)count); /* printed */
  batch->queued = g_malloc0((gsize)count);
  g_hash_table_insert(replay->ledger->batches, &batch->number, batch);
}

static void take_drawing(Replay *replay, const KhoaLogEntry *entry) {
  const char *rest = "?";
  gint64 number = number_after(entry->object, "batch ", &rest);
  KhoaLedgerBatch *batch = g_hash_table_lookup(replay->ledger->batches, &number);
  if (*rest || !batch) {
    complain(replay, entry, "draws a batch that wasn't issued");
    return;
  }
  g_free(batch->files);
  batch->files = g_strdup(entry->detail);
}

/* What an act does to the tag of that index; FALSE: it can't. */
typedef gboolean (*TagAct)(const Replay *replay, const KhoaLedgerBatch *batch, gint64 index,
                           KhoaStatus status);

static gboolean move_tag(const Replay *replay, const KhoaLedgerBatch *batch, gint64 index,
                         KhoaStatus status) {
  guint8 *before = &batch->statuses[index - 1];
  gboolean allowed = replay->paths[*before][status];
  *before = (guint8)status;
  if (status == KHOA_STATUS_REPLACED || status == KHOA_STATUS_REVOKED ||
      status == KHOA_STATUS_SPOILED)
    batch->queued[index - 1] = 0;
  return allowed;
}

static gboolean queue_tag(const Replay *replay, const KhoaLedgerBatch *batch, gint64 index,
                          KhoaStatus status) {
  (void)replay, (void)status;
  batch->queued[index - 1] = 1;
  return TRUE;
}

static gboolean cancel_tag(const Replay *replay, const KhoaLedgerBatch *batch, gint64 index,
                           KhoaStatus status) {
  (void)replay, (void)status;
  batch->queued[index - 1] = 0;
  return TRUE;
}

/* The tags that the entry's object names, "batch 12: 1-40,63". */
static void take_tags(Replay *replay, const KhoaLogEntry *entry, TagAct act, KhoaStatus status) {
  const char *rest = "";
  gint64 number = number_after(entry->object, "batch ", &rest), from, to;
  const KhoaLedgerBatch *batch = khoa_ledger_batch(replay->ledger, number);
  gboolean good = batch && g_str_has_prefix(rest, ": ");
  if (good)
    for (rest += 2; good && khoa_ranges_next(&rest, &from, &to);)
      for (good = from >= 1 && from <= to && to <= batch->count; good && from <= to; from++)
        good = act(replay, batch, from, status);
  if (!good || *rest)
    complain(replay, entry, "is of tags that there aren't, or that can't go that way");
}

static void take_hotlines(Replay *replay, const KhoaLogEntry *entry) {
  KhoaLedgerHotlines *hotlines = g_new0(KhoaLedgerHotlines, 1);
  hotlines->unit = g_strdup(entry->object);
  hotlines->detail = g_strdup(entry->detail);
  g_ptr_array_add(replay->ledger->hotlines, hotlines);
}

static void take_units(Replay *replay, const KhoaLogEntry *entry) {
  g_free(replay->ledger->units);
  replay->ledger->units = g_strdup(entry->detail);
}

static void take_export(Replay *replay, const KhoaLogEntry *entry) {
  const char *rest = "?";
  gint64 sequence = number_after(entry->object, "bundle ", &rest);
  if (*rest || sequence < 1 || khoa_ledger_bundle(replay->ledger, sequence)) {
    complain(replay, entry, "exports a bundle that can't be, or is there already");
    return;
  }
  KhoaLedgerBundle *bundle = g_new0(KhoaLedgerBundle, 1);
  *bundle = (KhoaLedgerBundle){sequence, entry->sequence, entry->time, g_strdup(entry->detail)};
  g_hash_table_insert(replay->ledger->bundles, &bundle->sequence, bundle);
}

static gint64 newest_bundle(const KhoaLedger *ledger) {
  gint64 newest = 0;
  GHashTableIter each;
  gpointer bundle;
  g_hash_table_iter_init(&each, ledger->bundles);
  while (g_hash_table_iter_next(&each, NULL, &bundle))
    newest = MAX(newest, ((const KhoaLedgerBundle *)bundle)->sequence);
  return newest;
}

static void take_restore(Replay *replay, const KhoaLogEntry *entry) {
  KhoaLedgerRestore restore = {
      .entry = entry->sequence, .time = entry->time, .known_bundle = newest_bundle(replay->ledger)};
  const char *rest = "";
  restore.batches = number_after(entry->detail, "batches to ", &rest);
  restore.bundles = number_after(rest, ", bundles to ", &rest);
  g_array_append_val(replay->ledger->restores, restore);
}

/* An act of the authority that names a key. */
static void take_handover(Replay *replay, const KhoaLogEntry *entry) {
  const char *texts[] = {entry->object, entry->detail};
  for (gsize i = 0; i < G_N_ELEMENTS(texts); i++) {
    g_auto(GStrv) words = g_strsplit_set(texts[i], " ,:;", -1);
    for (char **word = words; *word; word++) {
      KhoaAuthority key;
      if (khoa_authority_parse(&key, *word, strlen(*word)) == KHOA_MINISIGN_OK &&
          !g_hash_table_contains(replay->ledger->handovers, *word))
        g_hash_table_insert(replay->ledger->handovers, g_strdup(*word),
                            g_memdup2(&entry->sequence, sizeof entry->sequence));
    }
  }
}

static const struct {
  const char *act;
  void (*take)(Replay *replay, const KhoaLogEntry *entry);
} acts[] = {
    {KHOA_ACT_INIT, take_init},       {KHOA_ACT_ISSUE, take_issue},
    {KHOA_ACT_DRAW, take_drawing},    {KHOA_ACT_HOTLINES, take_hotlines},
    {KHOA_ACT_UNITS, take_units},     {KHOA_ACT_EXPORT, take_export},
    {KHOA_ACT_RESTORE, take_restore},
};

static const struct {
  const char *act;
  TagAct take;
} tag_acts[] = {
    {KHOA_ACT_QUEUE, queue_tag}, {KHOA_ACT_REISSUE, queue_tag}, {KHOA_ACT_CANCEL, cancel_tag}};

static void take_act(Replay *replay, const KhoaLogEntry *entry) {
  KhoaStatus status = khoa_act_status(entry->act);
  if (status != KHOA_STATUS_UNKNOWN)
    take_tags(replay, entry, move_tag, status);
  else if (g_str_has_prefix(entry->act, "authority "))
    take_handover(replay, entry);
  for (gsize i = 0; i < G_N_ELEMENTS(tag_acts); i++)
    if (strcmp(tag_acts[i].act, entry->act) == 0)
      take_tags(replay, entry, tag_acts[i].take, status);
  for (gsize i = 0; i < G_N_ELEMENTS(acts); i++)
    if (strcmp(acts[i].act, entry->act) == 0)
      acts[i].take(replay, entry);
}

static const char *const fault_words[] = {
    [KHOA_LOG_GAP] = "its number doesn't follow the one before: entries are missing",
    [KHOA_LOG_UNLINKED] = "doesn't hold the hash of the entry before it: entries were taken out, "
                          "put in or moved",
    [KHOA_LOG_EDITED] = "was changed by hand: its hash doesn't fit what it says",
};

static gboolean take_entry(const KhoaLogEntry *entry, KhoaLogFault fault, gpointer data,
                           GError **error) {
  Replay *replay = data;
  KhoaLedger *ledger = replay->ledger;
  (void)error;
  if (fault != KHOA_LOG_GOOD)
    complain(replay, entry, fault_words[fault]);
  gint64 ahead = entry->sequence - ledger->entries - 1;
  if (ahead < 0 || ahead > GAP_MAX)
    return TRUE;
  for (; ahead > 0; ahead--)
    g_byte_array_append(ledger->heads, (const guint8[KHOA_LOG_HASH_SIZE]){0}, KHOA_LOG_HASH_SIZE);
  g_byte_array_append(ledger->heads, entry->hash, sizeof entry->hash);
  ledger->entries = entry->sequence;
  take_act(replay, entry);
  return TRUE;
}

KhoaLedger *khoa_ledger_new(KhoaDb *db, KhoaFindings *findings, GError **error) {
  g_autoptr(KhoaLedger) ledger = ledger_new();
  Replay replay = {.ledger = ledger, .findings = findings};
  return khoa_tag_paths(db, replay.paths, error) && khoa_log_replay(db, take_entry, &replay, error)
             ? g_steal_pointer(&ledger)
             : NULL;
}
