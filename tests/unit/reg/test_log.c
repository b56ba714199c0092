/* The log: append only, and what is done to it by hand is found at its number. */
#include "reg/log.h"

#include <sodium.h>

#include "unit/reg/fixture.h"

#define ENTRIES 5

static void append(KhoaDb *db, gint64 time, const char *object) {
  g_autoptr(GError) error = NULL;
  khoa_log_append(db, time, "Lan", "tag lost", object, "mất chìa", &error);
  g_assert_no_error(error);
}

static void append_some(KhoaDb *db) {
  static const char *const objects[ENTRIES] = {"batch 1: 1", "batch 1: 2", "batch 1: 3-7", "",
                                               "mất khóa"};
  for (gint64 i = 0; i < ENTRIES; i++)
    append(db, 1795420800 + i, objects[i]);
}

typedef struct Found {
  gint64 broken, count;
  guint8 head[KHOA_LOG_HASH_SIZE];
} Found;

/* The first entry that doesn't fit, where it should stand, and the good ones before it. */
static gboolean take(const KhoaLogEntry *entry, KhoaLogFault fault, gpointer data, GError **error) {
  Found *found = data;
  (void)error;
  if (found->broken || fault != KHOA_LOG_GOOD) {
    found->broken = found->count + 1;
    return TRUE;
  }
  found->count++;
  memcpy(found->head, entry->hash, sizeof found->head);
  return TRUE;
}

static Found check(KhoaDb *db) {
  Found found = {0};
  g_autoptr(GError) error = NULL;
  khoa_log_replay(db, take, &found, &error);
  g_assert_no_error(error);
  return found;
}

static void test_empty(Fixture *f, gconstpointer data) {
  (void)data;
  static const guint8 zeros[KHOA_LOG_HASH_SIZE];
  gint64 sequence = -1;
  guint8 head[KHOA_LOG_HASH_SIZE] = {1};
  g_autoptr(GError) error = NULL;
  const Found found = check(f->db);
  g_assert_cmpint(found.broken, ==, 0);
  g_assert_cmpint(found.count, ==, 0);
  g_assert_true(khoa_log_head(f->db, &sequence, head, &error));
  g_assert_cmpint(sequence, ==, 0);
  assert_bytes(head, zeros, KHOA_LOG_HASH_SIZE);
  assert_bytes(found.head, zeros, KHOA_LOG_HASH_SIZE);
}

static void test_chain_holds(Fixture *f, gconstpointer data) {
  (void)data;
  gint64 sequence;
  guint8 head[KHOA_LOG_HASH_SIZE];
  g_autoptr(GError) error = NULL;
  append_some(f->db);
  append(f->db, -1, "before 1970");
  reopen(f);
  const Found found = check(f->db);
  g_assert_cmpint(found.broken, ==, 0);
  g_assert_cmpint(found.count, ==, ENTRIES + 1);
  g_assert_true(khoa_log_head(f->db, &sequence, head, &error));
  g_assert_cmpint(sequence, ==, ENTRIES + 1);
  assert_bytes(head, found.head, KHOA_LOG_HASH_SIZE);
}

/* The format in log.h, made by hand: another program must be able to check a log. */
static void test_hash_is_as_documented(Fixture *f, gconstpointer data) {
  (void)data;
  static const char message[] = "khoa-log-v1\0"
                                "\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0"
                                "\0\0\0\0\0\0\0\1"
                                "\0\0\0\0\x6b\x03\xf6\x80"
                                "Lan\0tag lost\0batch 1: 1\0m\u1ea5t ch\u00eca";
  guint8 hash[KHOA_LOG_HASH_SIZE];
  crypto_generichash(hash, sizeof hash, (const guint8 *)message, sizeof message, NULL, 0);
  append(f->db, 0x6b03f680, "batch 1: 1");
  const Found found = check(f->db);
  assert_bytes(found.head, hash, KHOA_LOG_HASH_SIZE);
}

static gboolean take_object(const KhoaLogEntry *entry, gpointer data, GError **error) {
  (void)error;
  g_string_append_printf(data, "%d %s;", (int)entry->sequence, entry->object);
  return TRUE;
}

static void test_each(Fixture *f, gconstpointer data) {
  (void)data;
  g_autoptr(GError) error = NULL;
  g_autoptr(GString) seen = g_string_new(NULL);
  append_some(f->db);
  g_assert_true(khoa_log_each(f->db, 3, take_object, seen, &error));
  g_assert_no_error(error);
  g_assert_cmpstr(seen->str, ==, "3 batch 1: 3-7;4 ;5 mất khóa;");
}

static void test_append_only(Fixture *f, gconstpointer data) {
  (void)data;
  static const char *const statements[] = {
      "UPDATE log SET detail = '' WHERE sequence = 1", "DELETE FROM log WHERE sequence = 5",
      "DELETE FROM log",
      "INSERT OR REPLACE INTO log SELECT sequence, time, 'x', act, object, detail, previous, hash"
      " FROM log WHERE sequence = 1",
      NULL};
  append_some(f->db);
  assert_all_refused(f->db, statements);
  g_assert_cmpint(check(f->db).broken, ==, 0);
}

/* Rolled back, it leaves neither entry nor gap. */
static void test_stands_or_falls_with_the_act(Fixture *f, gconstpointer data) {
  (void)data;
  append_some(f->db);
  begin(f->db);
  append(f->db, 1, "never done");
  khoa_db_rollback(f->db);
  append(f->db, 2, "done");
  const Found found = check(f->db);
  g_assert_cmpint(found.broken, ==, 0);
  g_assert_cmpint(found.count, ==, ENTRIES + 1);
}

static void tamper(Fixture *f, const char *sql) {
  g_test_message("%s", sql);
  close_registry(f);
  run_outside(f->path, "DROP TRIGGER log_kept_update; DROP TRIGGER log_kept_delete;");
  run_outside(f->path, sql);
  f->db = open_registry(f->path, FALSE);
}

static const struct Tampering {
  const char *name, *sql;
  gint64 broken;
} tamperings[] = {
    {"time", "UPDATE log SET time = time + 1 WHERE sequence = 3", 3},
    {"actor", "UPDATE log SET actor = 'Mai' WHERE sequence = 1", 1},
    {"act", "UPDATE log SET act = 'tag spoil' WHERE sequence = 5", 5},
    {"object", "UPDATE log SET object = 'batch 1: 3-8' WHERE sequence = 3", 3},
    {"empty-object", "UPDATE log SET object = ' ' WHERE sequence = 4", 4},
    {"detail", "UPDATE log SET detail = '' WHERE sequence = 2", 2},
    {"hash", "UPDATE log SET hash = zeroblob(32) WHERE sequence = 4", 4},
    {"previous", "UPDATE log SET previous = zeroblob(32) WHERE sequence = 4", 4},
    {"one-field-into-the-next",
     "UPDATE log SET act = act || object, object = '' WHERE sequence = 2", 2},
    {"first-removed", "DELETE FROM log WHERE sequence = 1", 1},
    {"middle-removed", "DELETE FROM log WHERE sequence = 3", 3},
    {"removed-and-renumbered",
     "DELETE FROM log WHERE sequence = 3;"
     "UPDATE log SET sequence = sequence - 1 WHERE sequence > 3",
     3},
    {"reordered",
     "UPDATE log SET sequence = 99 WHERE sequence = 2;"
     "UPDATE log SET sequence = 2 WHERE sequence = 4;"
     "UPDATE log SET sequence = 4 WHERE sequence = 99",
     2},
    {"repeated",
     "INSERT INTO log SELECT 6, time, actor, act, object, detail, previous, hash FROM log"
     " WHERE sequence = 5",
     6},
    {"moved-up",
     "UPDATE log SET sequence = 8 - sequence + 10; UPDATE log SET sequence = sequence - 10", 1},
};

static void test_tampering_is_found(Fixture *f, gconstpointer data) {
  const struct Tampering *tampering = data;
  append_some(f->db);
  tamper(f, tampering->sql);
  const Found found = check(f->db);
  g_assert_cmpint(found.broken, ==, tampering->broken);
  g_assert_cmpint(found.count, ==, tampering->broken - 1);
}

/* The chain alone can't tell: its head, which stands in every bundle, does. */
static void test_cut_end_changes_the_head(Fixture *f, gconstpointer data) {
  (void)data;
  append_some(f->db);
  const Found before = check(f->db);
  tamper(f, "DELETE FROM log WHERE sequence = 5");
  const Found after = check(f->db);
  g_assert_cmpint(after.broken, ==, 0);
  g_assert_cmpint(after.count, ==, ENTRIES - 1);
  g_assert_true(memcmp(before.head, after.head, sizeof before.head) != 0);
}

int main(int argc, char **argv) {
  g_test_init(&argc, &argv, NULL);
  ADD("/reg/log/empty", test_empty);
  ADD("/reg/log/chain-holds", test_chain_holds);
  ADD("/reg/log/hash-is-as-documented", test_hash_is_as_documented);
  ADD("/reg/log/each", test_each);
  ADD("/reg/log/append-only", test_append_only);
  ADD("/reg/log/stands-or-falls-with-the-act", test_stands_or_falls_with_the_act);
  ADD("/reg/log/cut-end-changes-the-head", test_cut_end_changes_the_head);
  for (gsize i = 0; i < G_N_ELEMENTS(tamperings); i++) {
    g_autofree char *path = g_strconcat("/reg/log/tampered/", tamperings[i].name, NULL);
    g_test_add(path, Fixture, &tamperings[i], set_up, test_tampering_is_found, tear_down);
  }
  return g_test_run();
}
