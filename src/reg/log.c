#include "log.h"

#include <sodium.h>
#include <string.h>

static const char domain[] = "khoa-log-v1"; /* hashed with its NUL */

static void hash_int(crypto_generichash_state *state, gint64 value) {
  guint64 bytes = GUINT64_TO_BE((guint64)value);
  crypto_generichash_update(state, (const guint8 *)&bytes, sizeof bytes);
}

static void hash_entry(guint8 hash[KHOA_LOG_HASH_SIZE], const KhoaLogEntry *entry) {
  const char *texts[] = {entry->actor, entry->act, entry->object, entry->detail};
  crypto_generichash_state state;
  crypto_generichash_init(&state, NULL, 0, KHOA_LOG_HASH_SIZE);
  crypto_generichash_update(&state, (const guint8 *)domain, sizeof domain);
  crypto_generichash_update(&state, entry->previous, sizeof entry->previous);
  hash_int(&state, entry->sequence);
  hash_int(&state, entry->time);
  for (gsize i = 0; i < G_N_ELEMENTS(texts); i++)
    crypto_generichash_update(&state, (const guint8 *)texts[i], strlen(texts[i]) + 1);
  crypto_generichash_final(&state, hash, KHOA_LOG_HASH_SIZE);
}

gboolean khoa_log_append(KhoaDb *db, gint64 time, const char *actor, const char *act,
                         const char *object, const char *detail, GError **error) {
  KhoaLogEntry entry = {
      .time = time, .actor = actor, .act = act, .object = object, .detail = detail};
  if (!khoa_log_head(db, &entry.sequence, entry.previous, error))
    return FALSE;
  entry.sequence++;
  hash_entry(entry.hash, &entry);
  return khoa_db_run(db, error,
                     "INSERT INTO log (sequence, time, actor, act, object, detail, previous, hash)"
                     " VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
                     "iissssbb", entry.sequence, entry.time, actor, act, object, detail,
                     entry.previous, sizeof entry.previous, entry.hash, sizeof entry.hash);
}

typedef struct Visit {
  KhoaLogVisit visit;
  gpointer data;
} Visit;

static gboolean visit_entry(KhoaRows *row, gpointer data, GError **error) {
  const Visit *visit = data;
  KhoaLogEntry entry = {
      .sequence = khoa_rows_int(row, 0),
      .time = khoa_rows_int(row, 1),
      .actor = khoa_rows_text(row, 2),
      .act = khoa_rows_text(row, 3),
      .object = khoa_rows_text(row, 4),
      .detail = khoa_rows_text(row, 5),
  };
  khoa_rows_copy(row, 6, entry.previous, sizeof entry.previous);
  khoa_rows_copy(row, 7, entry.hash, sizeof entry.hash);
  return visit->visit(&entry, visit->data, error);
}

gboolean khoa_log_between(KhoaDb *db, gint64 after, gint64 last, KhoaLogVisit visit, gpointer data,
                          GError **error) {
  return khoa_db_each(db, visit_entry, &(Visit){visit, data}, error,
                      "SELECT sequence, time, actor, act, object, detail, previous, hash"
                      " FROM log WHERE sequence > ? AND sequence <= ? ORDER BY sequence",
                      "ii", after, last);
}

gboolean khoa_log_each(KhoaDb *db, gint64 first, KhoaLogVisit visit, gpointer data,
                       GError **error) {
  return khoa_db_each(db, visit_entry, &(Visit){visit, data}, error,
                      "SELECT sequence, time, actor, act, object, detail, previous, hash"
                      " FROM log WHERE sequence >= ? ORDER BY sequence",
                      "i", first);
}

gboolean khoa_log_before(KhoaDb *db, gint64 time, gint64 *sequence, GError **error) {
  return khoa_db_get_int(db, sequence, 0, error,
                         "SELECT sequence FROM log WHERE time < ? ORDER BY sequence DESC LIMIT 1",
                         "i", time);
}

typedef struct Replay {
  KhoaLogReplayVisit visit;
  gpointer data;
  gint64 sequence; /* of the entry before */
  guint8 hash[KHOA_LOG_HASH_SIZE];
} Replay;

static KhoaLogFault fault_of(const KhoaLogEntry *entry, const Replay *before) {
  guint8 hash[KHOA_LOG_HASH_SIZE];
  if (entry->sequence != before->sequence + 1)
    return KHOA_LOG_GAP;
  if (memcmp(entry->previous, before->hash, sizeof before->hash) != 0)
    return KHOA_LOG_UNLINKED;
  hash_entry(hash, entry);
  return memcmp(entry->hash, hash, sizeof hash) == 0 ? KHOA_LOG_GOOD : KHOA_LOG_EDITED;
}

static gboolean replay_entry(const KhoaLogEntry *entry, gpointer data, GError **error) {
  Replay *replay = data;
  KhoaLogFault fault = fault_of(entry, replay);
  replay->sequence = entry->sequence;
  memcpy(replay->hash, entry->hash, sizeof replay->hash);
  return replay->visit(entry, fault, replay->data, error);
}

gboolean khoa_log_replay(KhoaDb *db, KhoaLogReplayVisit visit, gpointer data, GError **error) {
  Replay replay = {visit, data, 0, {0}};
  return khoa_log_each(db, G_MININT64, replay_entry, &replay, error);
}

typedef struct Head {
  gint64 sequence;
  guint8 hash[KHOA_LOG_HASH_SIZE];
} Head;

static gboolean take_head(KhoaRows *row, gpointer data, GError **error) {
  Head *newest = data;
  (void)error;
  newest->sequence = khoa_rows_int(row, 0);
  khoa_rows_copy(row, 1, newest->hash, sizeof newest->hash);
  return TRUE;
}

gboolean khoa_log_head(KhoaDb *db, gint64 *sequence, guint8 head[KHOA_LOG_HASH_SIZE],
                       GError **error) {
  Head newest = {0};
  if (!khoa_db_each(db, take_head, &newest, error,
                    "SELECT sequence, hash FROM log ORDER BY sequence DESC LIMIT 1", ""))
    return FALSE;
  *sequence = newest.sequence;
  memcpy(head, newest.hash, KHOA_LOG_HASH_SIZE);
  return TRUE;
}

static gboolean take_detail(KhoaRows *row, gpointer detail, GError **error) {
  (void)error;
  *(char **)detail = g_strdup(khoa_rows_text(row, 0));
  return TRUE;
}

gboolean khoa_log_first(KhoaDb *db, const char *act, char **detail, GError **error) {
  *detail = NULL;
  return khoa_db_each(db, take_detail, detail, error,
                      "SELECT detail FROM log WHERE sequence = 1 AND act = ?", "s", act);
}

gboolean khoa_log_newest(KhoaDb *db, const char *act, const char *object, char **detail,
                         GError **error) {
  *detail = NULL;
  return khoa_db_each(db, take_detail, detail, error,
                      "SELECT detail FROM log WHERE act = ? AND object = ?"
                      " ORDER BY sequence DESC LIMIT 1",
                      "ss", act, object);
}

gboolean khoa_log_newest_of(KhoaDb *db, const char *act, const char *other, char **detail,
                            GError **error) {
  *detail = NULL;
  return khoa_db_each(db, take_detail, detail, error,
                      "SELECT detail FROM log WHERE act IN (?, ?) ORDER BY sequence DESC LIMIT 1",
                      "ss", act, other);
}

static gboolean take_object(KhoaRows *row, gpointer details, GError **error) {
  (void)error;
  g_hash_table_replace(details, g_strdup(khoa_rows_text(row, 0)), g_strdup(khoa_rows_text(row, 1)));
  return TRUE;
}

GHashTable *khoa_log_newest_each(KhoaDb *db, const char *const acts[KHOA_LOG_ACTS],
                                 GError **error) {
  g_autoptr(GHashTable) details = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, g_free);
  return khoa_db_each(db, take_object, details, error,
                      "SELECT object, detail FROM log WHERE act IN (?, ?, ?) ORDER BY sequence",
                      "sss", acts[0], acts[1], acts[2])
             ? g_steal_pointer(&details)
             : NULL;
}
