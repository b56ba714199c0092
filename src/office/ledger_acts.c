#include "ledger_acts.h"

#include "acts.h"
#include "ranges.h"
#include "tag/payload.h"

#include <glib/gi18n.h>
#include <inttypes.h>
#include <string.h>

/* The number behind a word that the text starts with; *rest: what follows it. 0: none. */
static gint64 number_after(const char *text, const char *word, const char **rest) {
  char *end;
  if (!g_str_has_prefix(text, word) || !g_ascii_isdigit(text[strlen(word)]))
    return 0;
  gint64 number = g_ascii_strtoll(text + strlen(word), &end, 10);
  *rest = end;
  return number;
}

void khoa_replay_complain(const KhoaReplay *replay, const KhoaLogEntry *entry, const char *what) {
  g_autofree char *object = g_strdup_printf(_("log entry %" PRId64), entry->sequence);
  khoa_finding(replay->findings, KHOA_FINDING_FAULT, object, KHOA_REMEDY_BACKUP, "%s", what);
}

static void take_init(KhoaReplay *replay, const KhoaLogEntry *entry) {
  if (entry->sequence > 1)
    khoa_replay_complain(replay, entry, _("founds an office that was there before"));
}

static void take_issue(KhoaReplay *replay, const KhoaLogEntry *entry) {
  const char *rest = "?";
  gint64 number = number_after(entry->object, "batch ", &rest);
  gint64 count = g_ascii_strtoll(entry->detail, NULL, 10);
  if (*rest || number < 1 || count < 1 || count > KHOA_INDEX_MAX ||
      khoa_ledger_batch(replay->ledger, number)) {
    khoa_replay_complain(replay, entry, _("issues a batch that can't be, or is there already"));
    return;
  }
  KhoaLedgerBatch *batch = g_new0(KhoaLedgerBatch, 1);
  batch->number = number;
  batch->count = count;
  batch->statuses = g_malloc0((gsize)count); /* printed */
  batch->queued = g_malloc0((gsize)count);
  g_hash_table_insert(replay->ledger->batches, &batch->number, batch);
  replay->ledger->last_batch = MAX(replay->ledger->last_batch, number);
}

static void take_drawing(KhoaReplay *replay, const KhoaLogEntry *entry) {
  const char *rest = "?";
  gint64 number = number_after(entry->object, "batch ", &rest);
  KhoaLedgerBatch *batch = g_hash_table_lookup(replay->ledger->batches, &number);
  if (*rest || !batch) {
    khoa_replay_complain(replay, entry, _("draws a batch that wasn't issued"));
    return;
  }
  g_free(batch->files);
  batch->files = g_strdup(entry->detail);
}

/* What an act does to the tag of that index; FALSE: it can't. */
typedef gboolean (*TagAct)(const KhoaReplay *replay, const KhoaLedgerBatch *batch, gint64 index,
                           KhoaStatus status);

static gboolean move_tag(const KhoaReplay *replay, const KhoaLedgerBatch *batch, gint64 index,
                         KhoaStatus status) {
  guint8 *before = &batch->statuses[index - 1];
  gboolean allowed = replay->paths[*before][status];
  *before = (guint8)status;
  if (status == KHOA_STATUS_REPLACED || status == KHOA_STATUS_REVOKED ||
      status == KHOA_STATUS_SPOILED)
    batch->queued[index - 1] = 0;
  return allowed;
}

static gboolean queue_tag(const KhoaReplay *replay, const KhoaLedgerBatch *batch, gint64 index,
                          KhoaStatus status) {
  (void)replay, (void)status;
  batch->queued[index - 1] = 1;
  return TRUE;
}

static gboolean cancel_tag(const KhoaReplay *replay, const KhoaLedgerBatch *batch, gint64 index,
                           KhoaStatus status) {
  (void)replay, (void)status;
  batch->queued[index - 1] = 0;
  return TRUE;
}

/* The tags that the entry's object names, "batch 12: 1-40,63". */
static void take_tags(KhoaReplay *replay, const KhoaLogEntry *entry, TagAct act,
                      KhoaStatus status) {
  gint64 number = 0, from, to;
  const char *rest = khoa_act_ranges(entry->object, &number);
  const KhoaLedgerBatch *batch = rest ? khoa_ledger_batch(replay->ledger, number) : NULL;
  gboolean good = batch != NULL;
  while (good && khoa_ranges_next(&rest, &from, &to))
    for (good = from >= 1 && from <= to && to <= batch->count; good && from <= to; from++)
      good = act(replay, batch, from, status);
  if (!good || *rest)
    khoa_replay_complain(replay, entry,
                         _("is of tags that there aren't, or that can't go that way"));
}

static void take_hotlines(KhoaReplay *replay, const KhoaLogEntry *entry) {
  KhoaLedgerHotlines *hotlines = g_new0(KhoaLedgerHotlines, 1);
  hotlines->unit = g_strdup(entry->object);
  hotlines->detail = g_strdup(entry->detail);
  g_ptr_array_add(replay->ledger->hotlines, hotlines);
}

static void take_units(KhoaReplay *replay, const KhoaLogEntry *entry) {
  g_free(replay->ledger->units);
  replay->ledger->units = g_strdup(entry->detail);
}

static void take_export(KhoaReplay *replay, const KhoaLogEntry *entry) {
  const char *rest = "?";
  gint64 sequence = number_after(entry->object, "bundle ", &rest);
  if (*rest || sequence < 1 || khoa_ledger_bundle(replay->ledger, sequence)) {
    khoa_replay_complain(replay, entry, _("exports a bundle that can't be, or is there already"));
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

static void take_restore(KhoaReplay *replay, const KhoaLogEntry *entry) {
  KhoaLedgerRestore restore = {.entry = entry->sequence,
                               .known_bundle = newest_bundle(replay->ledger)};
  const char *rest = "";
  restore.batches = number_after(entry->detail, "batches to ", &rest);
  restore.bundles = number_after(rest, ", bundles to ", &rest);
  g_array_append_val(replay->ledger->restores, restore);
  replay->ledger->last_batch = MAX(replay->ledger->last_batch, restore.batches);
}

/* The first entry that names a key is the one that handed over to it. */
static void take_handover(KhoaReplay *replay, const KhoaLogEntry *entry) {
  const char *texts[] = {entry->object, entry->detail};
  const KhoaLedgerHandover handover = {entry->sequence, replay->ledger->last_batch};
  for (gsize i = 0; i < G_N_ELEMENTS(texts); i++) {
    g_auto(GStrv) words = g_strsplit_set(texts[i], " ,:;", -1);
    for (char **word = words; *word; word++) {
      KhoaAuthority key;
      if (khoa_authority_parse(&key, *word, strlen(*word)) == KHOA_MINISIGN_OK &&
          !g_hash_table_contains(replay->ledger->handovers, *word))
        g_hash_table_insert(replay->ledger->handovers, g_strdup(*word),
                            g_memdup2(&handover, sizeof handover));
    }
  }
}

static void take_surveyor(KhoaReplay *replay, const KhoaLogEntry *entry) {
  KhoaLedgerSurveyor *surveyor = g_new0(KhoaLedgerSurveyor, 1);
  surveyor->detail = g_strdup(entry->detail);
  if (!g_hash_table_insert(replay->ledger->surveyors, g_strdup(entry->object), surveyor))
    khoa_replay_complain(replay, entry, _("adds a surveyor that is there already"));
}

static void take_removal(KhoaReplay *replay, const KhoaLogEntry *entry) {
  KhoaLedgerSurveyor *surveyor = g_hash_table_lookup(replay->ledger->surveyors, entry->object);
  if (surveyor && !surveyor->removed)
    surveyor->removed = entry->time;
  else
    khoa_replay_complain(replay, entry, _("removes a surveyor that isn't there"));
}

static void take_round(KhoaReplay *replay, const KhoaLogEntry *entry) {
  GHashTable *rounds = replay->ledger->rounds;
  KhoaLedgerRound *round = g_hash_table_lookup(rounds, entry->object);
  gboolean open = strcmp(entry->act, KHOA_ACT_ROUND_OPEN) == 0;
  if (round && open == (round->closed != 0))
    round->closed = open ? 0 : entry->time;
  else if (!round && open)
    g_hash_table_insert(rounds, g_strdup(entry->object),
                        g_memdup2(&(KhoaLedgerRound){.opened = entry->time}, sizeof *round));
  else
    khoa_replay_complain(replay, entry, _("opens or closes a round that can't be"));
}

static void take_survey(KhoaReplay *replay, const KhoaLogEntry *entry) {
  if (!g_hash_table_insert(replay->ledger->surveys, g_strdup(entry->object),
                           g_strdup(entry->detail)))
    khoa_replay_complain(replay, entry, _("takes a survey file that is there already"));
}

static void take_weaknesses(KhoaReplay *replay, const KhoaLogEntry *entry) {
  g_free(replay->ledger->weaknesses);
  replay->ledger->weaknesses = g_strdup(entry->detail);
}

static const struct {
  const char *act;
  void (*take)(KhoaReplay *replay, const KhoaLogEntry *entry);
} acts[] = {
    {KHOA_ACT_INIT, take_init},
    {KHOA_ACT_ISSUE, take_issue},
    {KHOA_ACT_DRAW, take_drawing},
    {KHOA_ACT_HOTLINES, take_hotlines},
    {KHOA_ACT_UNITS, take_units},
    {KHOA_ACT_EXPORT, take_export},
    {KHOA_ACT_RESTORE, take_restore},
    {KHOA_ACT_AUTHORITY, take_handover},
    {KHOA_ACT_SURVEYOR_ADD, take_surveyor},
    {KHOA_ACT_SURVEYOR_REMOVE, take_removal},
    {KHOA_ACT_ROUND_OPEN, take_round},
    {KHOA_ACT_ROUND_CLOSE, take_round},
    {KHOA_ACT_SURVEY_IMPORT, take_survey},
    {KHOA_ACT_SURVEY_RECORD, take_survey},
    {KHOA_ACT_WEAKNESS, take_weaknesses},
};

static const struct {
  const char *act;
  TagAct take;
} tag_acts[] = {
    {KHOA_ACT_QUEUE, queue_tag}, {KHOA_ACT_REISSUE, queue_tag}, {KHOA_ACT_CANCEL, cancel_tag}};

void khoa_replay_act(KhoaReplay *replay, const KhoaLogEntry *entry) {
  KhoaStatus status = khoa_act_status(entry->act);
  if (status != KHOA_STATUS_UNKNOWN)
    take_tags(replay, entry, move_tag, status);
  for (gsize i = 0; i < G_N_ELEMENTS(tag_acts); i++)
    if (strcmp(tag_acts[i].act, entry->act) == 0)
      take_tags(replay, entry, tag_acts[i].take, status);
  for (gsize i = 0; i < G_N_ELEMENTS(acts); i++)
    if (strcmp(acts[i].act, entry->act) == 0)
      acts[i].take(replay, entry);
}
