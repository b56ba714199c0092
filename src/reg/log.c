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

gboolean khoa_log_each(KhoaDb *db, gint64 first, KhoaLogVisit visit, gpointer data,
                       GError **error) {
  return khoa_db_each(db, visit_entry, &(Visit){visit, data}, error,
                      "SELECT sequence, time, actor, act, object, detail, previous, hash"
                      " FROM log WHERE sequence >= ? ORDER BY sequence",
                      "i", first);
}

typedef struct Chain {
  gint64 broken, count;
  guint8 head[KHOA_LOG_HASH_SIZE];
} Chain;

static gboolean check_entry(const KhoaLogEntry *entry, gpointer data, GError **error) {
  Chain *chain = data;
  (void)error;
  if (chain->broken)
    return TRUE;
  guint8 hash[KHOA_LOG_HASH_SIZE];
  hash_entry(hash, entry);
  if (entry->sequence != chain->count + 1 ||
      memcmp(entry->previous, chain->head, sizeof chain->head) != 0 ||
      memcmp(entry->hash, hash, sizeof hash) != 0) {
    chain->broken = chain->count + 1;
    return TRUE;
  }
  chain->count++;
  memcpy(chain->head, hash, sizeof hash);
  return TRUE;
}

gboolean khoa_log_check(KhoaDb *db, gint64 *broken, gint64 *count, guint8 head[KHOA_LOG_HASH_SIZE],
                        GError **error) {
  Chain chain = {0};
  if (!khoa_log_each(db, G_MININT64, check_entry, &chain, error))
    return FALSE;
  *broken = chain.broken;
  *count = chain.count;
  memcpy(head, chain.head, KHOA_LOG_HASH_SIZE);
  return TRUE;
}

static gboolean take_head(KhoaRows *row, gpointer data, GError **error) {
  Chain *chain = data;
  (void)error;
  chain->count = khoa_rows_int(row, 0);
  khoa_rows_copy(row, 1, chain->head, sizeof chain->head);
  return TRUE;
}

gboolean khoa_log_head(KhoaDb *db, gint64 *sequence, guint8 head[KHOA_LOG_HASH_SIZE],
                       GError **error) {
  Chain chain = {0};
  if (!khoa_db_each(db, take_head, &chain, error,
                    "SELECT sequence, hash FROM log ORDER BY sequence DESC LIMIT 1", ""))
    return FALSE;
  *sequence = chain.count;
  memcpy(head, chain.head, KHOA_LOG_HASH_SIZE);
  return TRUE;
}
