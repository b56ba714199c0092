/* The driver: statements and rows, transactions, two at once, and disks that fill up. */
#include "unit/reg/fixture.h"

#include <signal.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#define BUSY_WORDS "the registry is in use by another khoa"
#define FULL_WORDS "the disk is full: make room on it"

static gint64 count_units(KhoaDb *db) {
  return get_int(db, "SELECT count(*) FROM unit");
}

static gboolean take_row(KhoaRows *row, gpointer data, GError **error) {
  (void)error;
  gsize size = 99;
  g_assert_cmpint(khoa_rows_int(row, 0), ==, G_MININT64);
  g_assert_cmpint(khoa_rows_int(row, 1), ==, G_MAXINT64);
  g_assert_cmpstr(khoa_rows_text(row, 2), ==, "Đỗ Thị Minh Duyên");
  g_assert_null(khoa_rows_text_or_null(row, 3));
  g_assert_cmpstr(khoa_rows_text(row, 3), ==, "");
  g_assert_cmpstr(khoa_rows_text(row, 4), ==, "");
  assert_bytes(khoa_rows_blob(row, 5, &size), "a\0b", 3);
  g_assert_cmpuint(size, ==, 3);
  khoa_rows_blob(row, 6, &size);
  g_assert_cmpuint(size, ==, 0);
  *(int *)data += 1;
  return TRUE;
}

static void test_values_come_back(Fixture *f, gconstpointer data) {
  (void)data;
  int rows = 0;
  g_autoptr(GError) error = NULL;
  khoa_db_each(f->db, take_row, &rows, &error, "SELECT ?, ?, ?, ?, ?, ?, ?", "iisssbb", G_MININT64,
               G_MAXINT64, "Đỗ Thị Minh Duyên", NULL, "", "a\0b", (gsize)3, "", (gsize)0);
  g_assert_no_error(error);
  g_assert_cmpint(rows, ==, 1);
}

static gboolean copy_blob(KhoaRows *row, gpointer data, GError **error) {
  (void)error;
  khoa_rows_copy(row, 0, data, 4);
  return TRUE;
}

/* Never more than there is or was asked for, and nothing left of what was there. */
static void test_copy_keeps_its_size(Fixture *f, gconstpointer data) {
  (void)data;
  static const struct {
    const char *sql, *expected;
  } cases[] = {{"SELECT x'01020304'", "\1\2\3\4x"},
               {"SELECT x'010203040506'", "\1\2\3\4x"},
               {"SELECT x'0102'", "\1\2\0\0x"},
               {"SELECT x''", "\0\0\0\0x"},
               {"SELECT NULL", "\0\0\0\0x"}};
  for (gsize i = 0; i < G_N_ELEMENTS(cases); i++) {
    char bytes[] = "xxxxx";
    g_autoptr(GError) error = NULL;
    khoa_db_each(f->db, copy_blob, bytes, &error, cases[i].sql, "");
    g_assert_no_error(error);
    assert_bytes(bytes, cases[i].expected, 5);
  }
}

static void test_get_int(Fixture *f, gconstpointer data) {
  (void)data;
  g_autoptr(GError) error = NULL;
  gint64 value = 0;
  put_unit(f->db, "3", "c", NULL);
  put_unit(f->db, "1", "a", NULL);
  put_unit(f->db, "2", "b", NULL);
  g_assert_cmpint(get_int(f->db, "SELECT code FROM unit ORDER BY code"), ==, 1);
  g_assert_true(
      khoa_db_get_int(f->db, &value, 42, &error, "SELECT 1 FROM unit WHERE code = ?", "s", "4"));
  g_assert_cmpint(value, ==, 42);
  g_assert_false(khoa_db_get_int(f->db, &value, 42, &error, "SELECT no FROM such", ""));
  g_assert_error(error, KHOA_DB_ERROR, KHOA_DB_SYSTEM);
  assert_mentions(error, f->path);
}

typedef struct Nested {
  KhoaDb *db;
  int depth;
  GString *seen;
} Nested;

/* The same SQL from within its own rows. */
static gboolean go_down(KhoaRows *row, gpointer data, GError **error) {
  static const char sql[] = "SELECT code FROM unit WHERE code > ? ORDER BY code";
  Nested *nested = data;
  g_autofree char *code = g_strdup(khoa_rows_text(row, 0));
  g_string_append(nested->seen, code);
  if (!khoa_db_each(nested->db, go_down, nested, error, sql, "s", code))
    return FALSE;
  g_assert_cmpstr(khoa_rows_text(row, 0), ==, code);
  return TRUE;
}

static void test_same_sql_nests(Fixture *f, gconstpointer data) {
  (void)data;
  g_autoptr(GError) error = NULL;
  g_autoptr(GString) seen = g_string_new(NULL);
  Nested nested = {f->db, 0, seen};
  for (int i = 0; i < 3; i++)
    put_unit(f->db, (const char *[]){"1", "2", "3"}[i], "x", NULL);
  for (int i = 0; i < 2; i++)
    khoa_db_each(f->db, go_down, &nested, &error, "SELECT code FROM unit ORDER BY code", "");
  g_assert_no_error(error);
  g_assert_cmpstr(seen->str, ==, "12332331233233");
}

static void test_constraint_names_file_and_rule(Fixture *f, gconstpointer data) {
  (void)data;
  g_autoptr(GError) error = NULL;
  g_assert_false(khoa_db_run(f->db, &error, "INSERT INTO unit VALUES ('1a', 'x', NULL)", ""));
  g_assert_error(error, KHOA_DB_ERROR, KHOA_DB_CONSTRAINT);
  assert_mentions(error, f->path);
  assert_mentions(error, "CHECK");
  put_unit(f->db, "1", "x", NULL); /* and the connection still works */
}

static void test_rollback_leaves_nothing(Fixture *f, gconstpointer data) {
  (void)data;
  put_unit(f->db, "1", "x", NULL);
  begin(f->db);
  put_unit(f->db, "1", "changed", NULL);
  put_unit(f->db, "2", "y", NULL);
  khoa_db_rollback(f->db);
  khoa_db_rollback(f->db); /* none is open: fine */
  g_assert_cmpint(count_units(f->db), ==, 1);
  g_assert_cmpint(put_unit(f->db, "1", "x", NULL), ==, KHOA_UNCHANGED);
  reopen(f);
  g_assert_cmpint(count_units(f->db), ==, 1);
}

static void test_failed_commit_ends_the_transaction(Fixture *f, gconstpointer data) {
  (void)data;
  g_autoptr(GError) error = NULL;
  begin(f->db);
  put_unit(f->db, "1", "x", "2");
  g_assert_false(khoa_db_commit(f->db, &error));
  g_assert_error(error, KHOA_DB_ERROR, KHOA_DB_CONSTRAINT);
  g_assert_cmpint(count_units(f->db), ==, 0);
  begin(f->db);
  commit(f->db);
}

static void test_changes_and_last_id(Fixture *f, gconstpointer data) {
  (void)data;
  put_unit(f->db, "1", "x", NULL);
  put_unit(f->db, "2", "x", NULL);
  run(f->db, "UPDATE unit SET name = 'y'");
  g_assert_cmpint(khoa_db_changes(f->db), ==, 2);
  run(f->db, "UPDATE unit SET name = 'y' WHERE code = '3'");
  g_assert_cmpint(khoa_db_changes(f->db), ==, 0);
  run(f->db, "INSERT INTO hotline_set VALUES (7, '1', '2026-11-01', 3)");
  g_assert_cmpint(khoa_db_last_id(f->db), ==, 7);
}

/* Two at once */

static gpointer commit_soon(gpointer db) {
  g_usleep(200 * 1000);
  commit(db);
  return NULL;
}

static void test_second_writer_waits(Fixture *f, gconstpointer data) {
  (void)data;
  g_autoptr(KhoaDb) second = open_registry(f->path, FALSE);
  begin(f->db);
  put_unit(f->db, "1", "x", NULL);
  g_assert_cmpint(count_units(second), ==, 0); /* readers neither wait nor see it */
  GThread *thread = g_thread_new("first", commit_soon, f->db);
  begin(second);
  g_assert_cmpint(count_units(second), ==, 1);
  put_unit(second, "2", "y", NULL);
  commit(second);
  g_thread_join(thread);
  g_assert_cmpint(count_units(f->db), ==, 2);
}

static void test_busy(Fixture *f, gconstpointer data) {
  (void)data;
  g_autoptr(GError) error = NULL, again = NULL;
  g_autoptr(KhoaDb) second = open_registry(f->path, FALSE);
  g_assert_cmpint(get_int(second, "PRAGMA busy_timeout"), ==, 10000);
  g_assert_cmpint(get_int(second, "PRAGMA busy_timeout = 20"), ==, 20);
  begin(f->db);
  g_assert_false(khoa_db_begin(second, &error));
  g_assert_error(error, KHOA_DB_ERROR, KHOA_DB_BUSY);
  assert_mentions(error, BUSY_WORDS);
  g_assert_false(khoa_db_run(second, &again, "INSERT INTO unit VALUES ('1', 'x', NULL)", ""));
  g_assert_error(again, KHOA_DB_ERROR, KHOA_DB_BUSY);
  khoa_db_rollback(f->db);
  begin(second);
  commit(second);
}

/* As by a power cut: the process goes in the middle of its transaction. */
static void test_crash_leaves_nothing(Fixture *f, gconstpointer data) {
  (void)data;
  int status;
  put_unit(f->db, "1", "x", NULL);
  close_registry(f);
  const pid_t child = fork();
  if (child == 0) {
    KhoaDb *db = open_registry(f->path, FALSE);
    put_unit(db, "2", "committed", NULL);
    begin(db);
    put_unit(db, "3", "not committed", NULL);
    _exit(0);
  }
  g_assert_cmpint(waitpid(child, &status, 0), ==, child);
  g_assert_cmpint(status, ==, 0);
  f->db = open_registry(f->path, FALSE);
  g_assert_cmpint(count_units(f->db), ==, 2);
  begin(f->db);
  commit(f->db);
}

/* Disks that fill up */

/* Stores units in one transaction until that fails. */
static void fill_until(KhoaDb *db, GError **error) {
  KhoaChange change;
  g_autofree char *name = g_strnfill(100000, 'x');
  g_assert_true(khoa_db_begin(db, error));
  for (int i = 1; i < 1000; i++) {
    g_autofree char *code = g_strdup_printf("%d", i);
    if (!khoa_unit_put(db, code, name, NULL, &change, error))
      return;
  }
  g_assert_false(khoa_db_commit(db, error));
}

static void assert_as_before(KhoaDb *db) {
  khoa_db_rollback(db);
  g_assert_cmpint(count_units(db), ==, 2);
  g_assert_cmpint(get_int(db, "SELECT 1 FROM pragma_integrity_check"
                              " WHERE integrity_check = 'ok'"),
                  ==, 1);
}

static void test_full_registry(Fixture *f, gconstpointer data) {
  (void)data;
  g_autoptr(GError) error = NULL;
  add_units(f->db);
  get_int(f->db, "PRAGMA max_page_count = 200");
  fill_until(f->db, &error);
  g_assert_error(error, KHOA_DB_ERROR, KHOA_DB_SYSTEM);
  assert_mentions(error, FULL_WORDS);
  assert_as_before(f->db);
  put_unit(f->db, "1", "x", NULL); /* there is room for a little */
}

static void limit_files(rlim_t bytes) {
  struct rlimit limit;
  g_assert_cmpint(getrlimit(RLIMIT_FSIZE, &limit), ==, 0);
  limit.rlim_cur = bytes;
  g_assert_cmpint(setrlimit(RLIMIT_FSIZE, &limit), ==, 0);
}

/* Writes fail wherever they happen to: in the log of changes, in the registry itself. */
static void test_writes_fail(Fixture *f, gconstpointer data) {
  (void)data;
  add_units(f->db);
  signal(SIGXFSZ, SIG_IGN);
  for (rlim_t limit = 4096; limit < 4000000; limit *= 3) {
    g_autoptr(GError) error = NULL;
    limit_files(limit);
    fill_until(f->db, &error);
    limit_files(RLIM_INFINITY);
    g_assert_error(error, KHOA_DB_ERROR, KHOA_DB_SYSTEM);
    assert_as_before(f->db);
    reopen(f);
    assert_as_before(f->db);
  }
}

int main(int argc, char **argv) {
  g_test_init(&argc, &argv, NULL);
  ADD("/reg/db/values-come-back", test_values_come_back);
  ADD("/reg/db/copy-keeps-its-size", test_copy_keeps_its_size);
  ADD("/reg/db/get-int", test_get_int);
  ADD("/reg/db/same-sql-nests", test_same_sql_nests);
  ADD("/reg/db/constraint-names-file-and-rule", test_constraint_names_file_and_rule);
  ADD("/reg/db/rollback-leaves-nothing", test_rollback_leaves_nothing);
  ADD("/reg/db/failed-commit-ends-the-transaction", test_failed_commit_ends_the_transaction);
  ADD("/reg/db/changes-and-last-id", test_changes_and_last_id);
  ADD("/reg/db/second-writer-waits", test_second_writer_waits);
  ADD("/reg/db/busy", test_busy);
  ADD("/reg/db/crash-leaves-nothing", test_crash_leaves_nothing);
  ADD("/reg/db/full-registry", test_full_registry);
  ADD("/reg/db/writes-fail", test_writes_fail);
  return g_test_run();
}
