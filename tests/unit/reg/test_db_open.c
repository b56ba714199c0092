/* Opening: registries are brought up to date, and nobody else's file is touched. */
#include "reg/migrate.h"
#include "unit/reg/fixture.h"

#include <unistd.h>

static char *read_bytes(const char *path, gsize *length) {
  char *bytes;
  g_autoptr(GError) error = NULL;
  g_file_get_contents(path, &bytes, length, &error);
  g_assert_no_error(error);
  return bytes;
}

static guint files_in(const char *folder) {
  guint count = 0;
  g_autoptr(GDir) entries = g_dir_open(folder, 0, NULL);
  while (g_dir_read_name(entries))
    count++;
  return count;
}

/* Not opened, not changed by a byte, and nothing left beside it. */
static void assert_refuses(Fixture *f, const char *path, gboolean create, KhoaDbError code,
                           const char *words) {
  gsize before, after;
  g_autoptr(GError) error = NULL;
  g_autofree char *old = read_bytes(path, &before);
  const guint files = files_in(f->folder);
  g_assert_null(khoa_db_open(path, create, &error));
  g_assert_error(error, KHOA_DB_ERROR, (int)code);
  assert_mentions(error, words);
  assert_mentions(error, path);
  g_autofree char *new = read_bytes(path, &after);
  g_assert_cmpuint(before, ==, after);
  assert_bytes(old, new, before);
  g_assert_cmpuint(files_in(f->folder), ==, files);
}

static void test_new_registry(Fixture *f, gconstpointer data) {
  (void)data;
  GStatBuf status;
  g_assert_cmpint(g_stat(f->path, &status), ==, 0);
  g_assert_cmpuint(status.st_mode & 0777, ==, 0600);
  g_assert_cmpint(get_int(f->db, "PRAGMA user_version"), ==, khoa_migrate_version());
  g_assert_cmpint(get_int(f->db, "PRAGMA application_id"), ==, 0x6b686f61);
  reopen(f);
  static const char *const settings[] = {"PRAGMA foreign_keys", "PRAGMA secure_delete",
                                         "PRAGMA recursive_triggers"};
  for (gsize i = 0; i < G_N_ELEMENTS(settings); i++)
    g_assert_cmpint(get_int(f->db, settings[i]), ==, 1);
  g_assert_cmpint(get_int(f->db, "PRAGMA synchronous"), ==, 2);
  g_assert_cmpint(get_int(f->db, "SELECT journal_mode = 'wal' FROM pragma_journal_mode"), ==, 1);
}

static void test_create_refuses_what_is_there(Fixture *f, gconstpointer data) {
  (void)data;
  close_registry(f);
  assert_refuses(f, f->path, TRUE, KHOA_DB_SYSTEM, "File exists");
}

static void test_missing(Fixture *f, gconstpointer data) {
  (void)data;
  g_autofree char *path = g_build_filename(f->folder, "other.db", NULL);
  g_autofree char *nowhere = g_build_filename(f->folder, "no", "registry.db", NULL);
  const struct {
    const char *path;
    gboolean create;
  } cases[] = {{path, FALSE}, {nowhere, FALSE}, {nowhere, TRUE}, {f->folder, FALSE}};
  for (gsize i = 0; i < G_N_ELEMENTS(cases); i++) {
    g_autoptr(GError) error = NULL;
    g_assert_null(khoa_db_open(cases[i].path, cases[i].create, &error));
    g_assert_error(error, KHOA_DB_ERROR, KHOA_DB_SYSTEM);
    assert_mentions(error, cases[i].path);
  }
  g_assert_false(g_file_test(path, G_FILE_TEST_EXISTS));
}

static void test_other_files(Fixture *f, gconstpointer data) {
  (void)data;
  static const char text[] = "khoa-bundle 1\n";
  static const char magic[] = "SQLite format 3";
  char noise[8192];
  for (gsize i = 0; i < sizeof noise; i++)
    noise[i] = (char)(i * i + i / 7);
  close_registry(f);
  const struct {
    const char *bytes;
    gsize length;
  } files[] = {{"", 0}, {text, strlen(text)}, {noise, sizeof noise}, {magic, sizeof magic}};
  for (gsize i = 0; i < G_N_ELEMENTS(files); i++) {
    g_assert_true(g_file_set_contents(f->path, files[i].bytes, (gssize)files[i].length, NULL));
    assert_refuses(f, f->path, FALSE, KHOA_DB_FORMAT, "not a registry of khoa");
  }
}

static void test_other_applications(Fixture *f, gconstpointer data) {
  (void)data;
  static const char *const scripts[] = {
      "CREATE TABLE unit (code); INSERT INTO unit VALUES ('mine')",
      "CREATE TABLE note (text); PRAGMA user_version = 1",
      "PRAGMA journal_mode = WAL; CREATE TABLE note (text); PRAGMA application_id = 252006673",
      "CREATE TABLE note (text); PRAGMA user_version = 99; PRAGMA application_id = 1",
  };
  g_autofree char *path = g_build_filename(f->folder, "theirs.db", NULL);
  for (gsize i = 0; i < G_N_ELEMENTS(scripts); i++) {
    g_unlink(path);
    run_outside(path, scripts[i]);
    assert_refuses(f, path, FALSE, KHOA_DB_FORMAT, "not a registry of khoa");
    assert_refuses(f, path, TRUE, KHOA_DB_SYSTEM, "File exists");
  }
}

static void test_other_versions(Fixture *f, gconstpointer data) {
  (void)data;
  close_registry(f);
  run_outside(f->path, "PRAGMA user_version = 99");
  assert_refuses(f, f->path, FALSE, KHOA_DB_NEWER, "made by a newer khoa (registry version 99");
  run_outside(f->path, "PRAGMA user_version = -1");
  assert_refuses(f, f->path, FALSE, KHOA_DB_FORMAT, "not a registry of khoa");
}

/* Cut or overwritten, it is called damaged, at the latest by who reads all of it. */
static void test_damage_is_told(Fixture *f, gconstpointer data) {
  (void)data;
  gsize length;
  add_units(f->db);
  close_registry(f);
  g_autofree char *whole = read_bytes(f->path, &length);
  for (gsize keep = 4096; keep < length; keep *= 2) {
    g_autoptr(GError) error = NULL;
    gint64 value;
    g_assert_true(g_file_set_contents(f->path, whole, (gssize)keep, NULL));
    g_autoptr(KhoaDb) db = khoa_db_open(f->path, FALSE, &error);
    if (db)
      g_assert_false(khoa_db_get_int(db, &value, 0, &error, "SELECT count(*) FROM log", ""));
    g_assert_error(error, KHOA_DB_ERROR, KHOA_DB_FORMAT);
    assert_mentions(error, "damaged: restore a backup");
  }
}

/* With no right to write, or none to the file at all. */
static void test_modes_bind(Fixture *f, gconstpointer data) {
  (void)data;
  if (geteuid() != 0) {
    g_test_skip("only root can become somebody else");
    return;
  }
  close_registry(f);
  g_assert_cmpint(g_chmod(f->folder, 0755), ==, 0);
  for (mode_t mode = 0; mode <= 0444u; mode += 0444u) {
    g_autoptr(GError) error = NULL;
    g_assert_cmpint(g_chmod(f->path, mode), ==, 0);
    g_assert_cmpint(seteuid(65534), ==, 0);
    g_assert_null(khoa_db_open(f->path, FALSE, &error));
    g_assert_cmpint(seteuid(0), ==, 0);
    g_test_message("%s", error->message);
    g_assert_error(error, KHOA_DB_ERROR, KHOA_DB_SYSTEM);
    assert_mentions(error, "check");
  }
}

static gpointer open_and_count(gpointer path) {
  KhoaDb *db = open_registry(path, FALSE);
  const gint64 version = get_int(db, "PRAGMA user_version");
  khoa_db_close(db);
  return GINT_TO_POINTER((gint)version);
}

/* Two that find an old registry at the same time: the second waits and then finds it done. */
static void test_brought_up_to_date_once(Fixture *f, gconstpointer data) {
  (void)data;
  sqlite3 *first;
  g_autofree char *path = g_build_filename(f->folder, "old.db", NULL);
  run_outside(path, "PRAGMA journal_mode = WAL; PRAGMA application_id = 0x6b686f61");
  g_assert_cmpint(sqlite3_open(path, &first), ==, SQLITE_OK);
  g_assert_cmpint(sqlite3_exec(first, "BEGIN IMMEDIATE", NULL, NULL, NULL), ==, SQLITE_OK);
  GThread *second = g_thread_new("second", open_and_count, path);
  g_usleep(200 * 1000); /* time for it to see the old version */
  for (int version = 0; version < khoa_migrate_version(); version++)
    g_assert_cmpint(sqlite3_exec(first, khoa_migrate_script(version), NULL, NULL, NULL), ==,
                    SQLITE_OK);
  g_autofree char *mark =
      g_strdup_printf("PRAGMA user_version = %d; COMMIT", khoa_migrate_version());
  g_assert_cmpint(sqlite3_exec(first, mark, NULL, NULL, NULL), ==, SQLITE_OK);
  g_assert_cmpint(GPOINTER_TO_INT(g_thread_join(second)), ==, khoa_migrate_version());
  g_assert_cmpint(sqlite3_close(first), ==, SQLITE_OK);
}

int main(int argc, char **argv) {
  g_test_init(&argc, &argv, NULL);
  ADD("/reg/db-open/new-registry", test_new_registry);
  ADD("/reg/db-open/create-refuses-what-is-there", test_create_refuses_what_is_there);
  ADD("/reg/db-open/missing", test_missing);
  ADD("/reg/db-open/other-files", test_other_files);
  ADD("/reg/db-open/other-applications", test_other_applications);
  ADD("/reg/db-open/other-versions", test_other_versions);
  ADD("/reg/db-open/damage-is-told", test_damage_is_told);
  ADD("/reg/db-open/modes-bind", test_modes_bind);
  ADD("/reg/db-open/brought-up-to-date-once", test_brought_up_to_date_once);
  return g_test_run();
}
