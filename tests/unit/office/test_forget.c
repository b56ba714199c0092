/* Forgetting a household: nothing of it is left in the registry's files, its tags are revoked and
 * stay, and the log tells it by numbers alone. */
#include "office/acts.h"
#include "office/covered.h"
#include "office/forget.h"
#include "office/household.h"
#include "office/ledger.h"
#include "office/tags.h"
#include "reg/log.h"
#include "reg/tag.h"
#include "unit/office/issued.h"
#include "unit/office/lists.h"

#define HEAD "Lê Văn Quên Mẫu"

static void set_up_households(Fixture *f, gconstpointer data) {
  set_up_units(f, data);
  assert_imports(f, HOUSEHOLDS,
                 "HK 1,hộ,Thôn Xa," HEAD ",Ngõ 3,0530005354,2,1,già yếu\n"
                 "HK2,hộ,Thôn 1,Trần Thị Mẫu,,,1,1,\n",
                 "2 0 0");
}

static gint64 subject_with(const Fixture *f, const char *reference) {
  guint8 hash[KHOA_HASH_SIZE];
  gint64 id;
  khoa_reference_hash(hash, f->office->index_key, UNIT, reference);
  khoa_db_get_int(f->office->db, &id, 0, NULL, "SELECT id FROM subject WHERE reference_hash = ?",
                  "b", hash, (gsize)KHOA_HASH_SIZE);
  return id;
}

/* Two batches for HK1: printed, in use, spoiled and lost tags. */
static void issue(const Fixture *f) {
  g_autoptr(GError) error = NULL;
  gint64 set = add_hotlines(f, UNIT, DAY), subject = subject_with(f, "HK1");
  for (gint64 batch = 1; batch <= 2; batch++) {
    add_batch(f, &(Order){batch, KHOA_KIND_KEYCHAIN, UNIT, set, PREFIX, 1});
    KhoaTagRecord tag = {.batch = batch, .subject = subject};
    for (tag.index = 2; tag.index <= 4; tag.index++)
      khoa_tag_add(f->office->db, &tag, &error);
    g_assert_no_error(error);
  }
  set_status(f, 1, 2, KHOA_STATUS_IN_USE);
  set_status(f, 1, 4, KHOA_STATUS_SPOILED);
  set_status(f, 2, 2, KHOA_STATUS_IN_USE);
  set_status(f, 2, 2, KHOA_STATUS_LOST);
  /* The batches' own households came past the log. */
  g_autofree char *cover = khoa_covered_print(f->office, KHOA_COVERED_HOUSEHOLDS, &error);
  g_assert_true(khoa_office_log_alone(f->office, KHOA_ACT_HOUSEHOLDS, UNIT, cover, &error));
}

static gboolean forget(const Fixture *f, const char *unit, const char *reference, gboolean dry_run,
                       KhoaForgotten *forgotten, GError **error) {
  return khoa_household_forget(f->office, unit, reference, "asked for it", dry_run, forgotten,
                               error);
}

static void assert_forgets(const Fixture *f, const char *reference, KhoaForgotten *forgotten) {
  g_autoptr(GError) error = NULL;
  forget(f, NULL, reference, FALSE, forgotten, &error);
  g_assert_no_error(error);
}

static gboolean note(const KhoaLogEntry *entry, gpointer data, GError **error) {
  (void)error;
  const char *cover = strstr(entry->detail, ", " KHOA_COVER_HOUSEHOLDS " ");
  gsize length = cover ? (gsize)(cover - entry->detail) : strlen(entry->detail);
  g_string_append_printf(data, "%s|%s|%.*s\n", entry->act, entry->object, (int)length,
                         entry->detail);
  return TRUE;
}

static void test_all_of_it(Fixture *f, gconstpointer data) {
  (void)data;
  g_auto(KhoaForgotten) forgotten = {0};
  issue(f);
  const gint64 id = subject_with(f, "HK1"), entries = get_int(f, "SELECT count(*) FROM log");
  assert_forgets(f, "hk1", &forgotten);
  g_assert_cmpint(forgotten.id, ==, id);
  g_assert_cmpstr(forgotten.unit, ==, UNIT);
  g_assert_cmpuint(forgotten.tags->len, ==, 6);
  g_assert_cmpuint(forgotten.revoked, ==, 4);
  g_assert_cmpint(get_int(f, "SELECT count(*) FROM subject WHERE village = 'Thôn Xa'"), ==, 0);
  g_assert_cmpint(subject_with(f, "HK1"), ==, 0);
  g_assert_cmpint(get_status(f, 1, 2), ==, KHOA_STATUS_REVOKED);
  g_assert_cmpint(get_status(f, 1, 3), ==, KHOA_STATUS_REVOKED);
  g_assert_cmpint(get_status(f, 1, 4), ==, KHOA_STATUS_SPOILED);
  g_assert_cmpint(get_status(f, 2, 2), ==, KHOA_STATUS_LOST);
  g_assert_cmpint(get_status(f, 1, 1), ==, KHOA_STATUS_PRINTED); /* another's */
  g_autoptr(GString) log = g_string_new(NULL);
  khoa_log_each(f->office->db, entries + 1, note, log, NULL);
  g_autofree char *expected =
      g_strdup_printf("tag revoke|batch 1: 2-3|asked for it\ntag revoke|batch 2: 3-4|asked for it\n"
                      "household forget|household %" G_GINT64_FORMAT "|asked for it\n",
                      id);
  g_assert_cmpstr(log->str, ==, expected);
}

/* A lost tag can't come back, nor be replaced. */
static void test_lost_stays_lost(Fixture *f, gconstpointer data) {
  (void)data;
  g_auto(KhoaForgotten) forgotten = {0};
  issue(f);
  assert_forgets(f, "HK1", &forgotten);
  g_autoptr(GArray) names = g_array_new(FALSE, FALSE, sizeof(KhoaTagName));
  g_array_append_vals(names, &(KhoaTagName){2, 2}, 1);
  static const char *const acts[] = {KHOA_ACT_FOUND, KHOA_ACT_QUEUE};
  for (gsize i = 0; i < G_N_ELEMENTS(acts); i++) {
    g_autoptr(GError) error = NULL;
    g_auto(KhoaTagsChanged) changed = {0};
    const KhoaTagsOrder order = {.act = acts[i], .reason = "", .all = TRUE};
    g_assert_false(khoa_tags_change(f->office, names, &order, &changed, &error));
    assert_mentions(error, "of a household that was forgotten: it stays lost");
  }
  g_assert_cmpint(get_status(f, 2, 2), ==, KHOA_STATUS_LOST);
}

static gboolean count(const KhoaHousehold *household, gpointer data, GError **error) {
  (void)household, (void)error;
  ++*(guint *)data;
  return TRUE;
}

static void test_afterwards(Fixture *f, gconstpointer data) {
  (void)data;
  guint seen = 0;
  g_autoptr(GError) error = NULL;
  g_auto(KhoaForgotten) first = {0}, again = {0};
  assert_forgets(f, "HK1", &first);
  g_assert_true(khoa_household_each(f->office, NULL, count, &seen, &error));
  g_assert_cmpuint(seen, ==, 1);
  g_assert_false(forget(f, NULL, "HK1", FALSE, &again, &error));
  assert_mentions(error, "no household has that reference");
  g_clear_error(&error);
  g_autoptr(KhoaUnitRecord) unit = khoa_unit_get(f->office->db, UNIT, &error);
  g_assert_cmpint(unit->subjects, ==, 1);
  /* The same reference later is somebody new. */
  KhoaImported imported = {0};
  import(f, HOUSEHOLDS, "HK1,hộ,Thôn 9,Phạm Văn Mẫu,,,1,1,\n", NULL, &imported, &error);
  g_assert_no_error(error);
  g_assert_cmpuint(imported.absent, ==, 1);
  assert_counts(&imported, "1 0 0");
  g_assert_cmpint(subject_with(f, "HK1"), !=, first.id);
  assert_forgets(f, "HK1", &again);
  g_assert_cmpint(again.id, !=, first.id);
}

static void test_dry_run(Fixture *f, gconstpointer data) {
  (void)data;
  g_autoptr(GError) error = NULL;
  g_auto(KhoaForgotten) forgotten = {0};
  issue(f);
  const gint64 before = everything(f);
  g_assert_true(forget(f, UNIT, "HK1", TRUE, &forgotten, &error));
  g_assert_cmpuint(forgotten.revoked, ==, 4);
  g_assert_cmpint(everything(f), ==, before);
  g_assert_cmpint(subject_with(f, "HK1"), ==, forgotten.id);
  g_assert_cmpint(get_status(f, 1, 2), ==, KHOA_STATUS_IN_USE);
}

static void test_two_units(Fixture *f, gconstpointer data) {
  (void)data;
  g_autoptr(GError) error = NULL;
  g_auto(KhoaForgotten) forgotten = {0};
  KhoaImported imported;
  g_autofree char *path = write_in(f, "other.csv", "reference,kind,village,head\nHK1,hộ,X,Y\n");
  g_assert_true(khoa_import_subjects(f->office, path, OTHER_UNIT, FALSE, &imported, &error));
  khoa_imported_clear(&imported);
  g_assert_false(forget(f, NULL, "HK1", FALSE, &forgotten, &error));
  assert_mentions(error, "units 15664, 15667 have that reference: name the one by --unit");
  g_assert_false(strstr(error->message, "HK1"));
  g_clear_error(&error);
  g_assert_true(forget(f, OTHER_UNIT, "HK1", FALSE, &forgotten, &error));
  g_assert_cmpint(subject_with(f, "HK1"), !=, 0);
}

static void test_bad_reason(Fixture *f, gconstpointer data) {
  (void)data;
  g_autoptr(GError) error = NULL;
  g_auto(KhoaForgotten) forgotten = {0};
  g_assert_false(
      khoa_household_forget(f->office, NULL, "HK1", "two\nlines", FALSE, &forgotten, &error));
  assert_mentions(error, "one line");
  g_assert_cmpint(subject_with(f, "HK1"), !=, 0);
}

/* Those alone that may name the household. */
static void test_traces(Fixture *f, gconstpointer data) {
  (void)data;
  g_auto(KhoaForgotten) forgotten = {0};
  issue(f);
  static const char *const acts[][2] = {{"backup", "out.khoa"},
                                        {"read names", "handover of batch 2"},
                                        {"read names", "handover of batch 3"},
                                        {"read names", "household list"},
                                        {"read names", "roster of unit " UNIT},
                                        {"read names", "roster of unit " OTHER_UNIT},
                                        {"tag handover", "batch 1: 1"}};
  for (gsize i = 0; i < G_N_ELEMENTS(acts); i++)
    g_assert_true(khoa_office_log_alone(f->office, acts[i][0], acts[i][1], "", NULL));
  assert_forgets(f, "HK1", &forgotten);
  const KhoaTrace *traces = (const KhoaTrace *)(gpointer)forgotten.traces->data;
  g_assert_cmpuint(forgotten.traces->len, ==, 3);
  g_assert_cmpint(traces[0].kind, ==, KHOA_TRACE_BACKUP);
  g_assert_cmpint(traces[1].kind, ==, KHOA_TRACE_SHEET);
  g_assert_cmpint(traces[1].batch, ==, 2);
  g_assert_cmpint(traces[1].time, ==, NOW);
  g_assert_cmpint(traces[2].kind, ==, KHOA_TRACE_ROSTER);
}

static void test_queue(Fixture *f, gconstpointer data) {
  (void)data;
  g_auto(KhoaForgotten) forgotten = {0};
  issue(f);
  run_outside(f, "INSERT INTO replacement (old_batch, old_idx, reason) VALUES"
                 " (1, 2, 'numbers'), (2, 2, 'lost'), (1, 1, 'another''s')");
  assert_forgets(f, "HK1", &forgotten);
  g_assert_cmpint(get_int(f, "SELECT count(*) FROM replacement WHERE old_idx = 1"), ==, 1);
  g_assert_cmpint(get_int(f, "SELECT count(*) FROM replacement"), ==, 1);
  /* What is revoked leaves it anyway. */
  g_assert_cmpint(get_int(f, "SELECT count(*) FROM log WHERE act = 'tag replace --cancel'"), ==, 1);
  g_assert_cmpint(get_int(f, "SELECT count(*) FROM log WHERE act = 'tag replace --cancel'"
                             " AND object = 'batch 2: 2' AND detail = 'asked for it'"),
                  ==, 1);
}

/* How often the bytes of one of the registry's files hold those. */
static guint occurrences(const Fixture *f, const char *file, const void *bytes, gsize size) {
  gsize length;
  guint found = 0;
  g_autofree char *path = path_in(f, file), *content = read_bytes(path, &length);
  for (const char *at = content;
       (at = memmem(at, length - (gsize)(at - content), bytes, size)) != NULL; at++)
    found++;
  return found;
}

/* Many rows of many sizes, changed again and again, so that SQLite moves them about. */
static void test_purged(Fixture *f, gconstpointer data) {
  (void)data;
  const int rows = 400;
  g_autoptr(GError) error = NULL;
  for (int round = 0; round < 4; round++) {
    g_autoptr(GString) list = g_string_new(NULL);
    for (int i = 0; i < rows; i++)
      g_string_append_printf(list, "R%d,hộ,Thôn Xa,Mẫu %d,%0*d,,1,1,\n", i, i,
                             1 + i * 37 * (round + 1) % 300, i);
    KhoaImported imported = {0};
    import(f, HOUSEHOLDS, list->str, NULL, &imported, &error);
    g_assert_no_error(error);
    khoa_imported_clear(&imported);
  }
  for (int i = 0; i < rows; i += 3) {
    g_auto(KhoaForgotten) forgotten = {0};
    g_autofree char *reference = g_strdup_printf("R%d", i);
    assert_forgets(f, reference, &forgotten);
  }
  g_assert_true(khoa_household_purge(f->office, &error));
  for (int i = 0; i < rows; i++) {
    guint8 hash[KHOA_HASH_SIZE];
    g_autofree char *reference = g_strdup_printf("R%d", i);
    khoa_reference_hash(hash, f->office->index_key, UNIT, reference);
    g_assert_cmpint(occurrences(f, "registry.db", hash, sizeof hash) > 0, ==, i % 3 != 0);
    g_assert_cmpuint(occurrences(f, "registry.db-wal", hash, sizeof hash), ==, 0);
  }
}

/* Somebody who reads keeps the write-ahead log; afterwards it can be finished. */
static void test_purge_waits(Fixture *f, gconstpointer data) {
  (void)data;
  g_autoptr(GError) error = NULL;
  g_auto(KhoaForgotten) forgotten = {0};
  assert_forgets(f, "HK1", &forgotten);
  sqlite3 *reader;
  g_autofree char *path = path_in(f, "registry.db");
  g_assert_cmpint(sqlite3_open(path, &reader), ==, SQLITE_OK);
  sqlite3_exec(reader, "BEGIN; SELECT count(*) FROM subject", NULL, NULL, NULL);
  g_assert_false(khoa_household_purge(f->office, &error));
  g_assert_error(error, KHOA_DB_ERROR, KHOA_DB_BUSY);
  g_clear_error(&error);
  g_assert_cmpint(sqlite3_close(reader), ==, SQLITE_OK);
  g_assert_true(khoa_household_purge(f->office, &error));
  g_autofree char *wal = path_in(f, "registry.db-wal");
  GStatBuf status;
  g_assert_cmpint(g_stat(wal, &status), ==, 0);
  g_assert_cmpint(status.st_size, ==, 0);
}

#define ADD_HOUSEHOLDS(path, test)                                                                 \
  g_test_add(path, Fixture, NULL, set_up_households, test, tear_down)

int main(int argc, char **argv) {
  g_test_init(&argc, &argv, NULL);
  if (sodium_init() < 0)
    return 2;
  ADD_HOUSEHOLDS("/office/forget/all-of-it", test_all_of_it);
  ADD_HOUSEHOLDS("/office/forget/lost-stays-lost", test_lost_stays_lost);
  ADD_HOUSEHOLDS("/office/forget/afterwards", test_afterwards);
  ADD_HOUSEHOLDS("/office/forget/dry-run", test_dry_run);
  ADD_HOUSEHOLDS("/office/forget/two-units", test_two_units);
  ADD_HOUSEHOLDS("/office/forget/bad-reason", test_bad_reason);
  ADD_HOUSEHOLDS("/office/forget/traces", test_traces);
  ADD_HOUSEHOLDS("/office/forget/queue", test_queue);
  ADD_HOUSEHOLDS("/office/forget/purged", test_purged);
  ADD_HOUSEHOLDS("/office/forget/purge-waits", test_purge_waits);
  return g_test_run();
}
