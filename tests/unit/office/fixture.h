/* What the office's tests share: an office in a temporary folder, made without the slow derivation
 * of keys from passphrases, both its keys at hand. */
#ifndef KHOA_TESTS_OFFICE_FIXTURE_H
#define KHOA_TESTS_OFFICE_FIXTURE_H

#include "office/file.h"
#include "office/keys.h"
#include "office/office.h"

#include <gio/gio.h>
#include <glib/gstdio.h>
#include <sodium.h>
#include <sqlite3.h>
#include <string.h>

#define NOW 1795420800 /* 2026-11-23T08:00:00Z */
#define TODAY "2026-11-23"
#define OFFICE_NAME "Công an huyện Triệu Sơn"
#define PREFIX "https://antt.example.gov.vn/#"
#define UNIT "15667"
#define OTHER_UNIT "15664"

/* g_assert_cmpmem() turns sizes into int, which our warnings refuse. */
#define assert_bytes(found, expected, size) g_assert_true(memcmp(found, expected, size) == 0)

typedef struct Fixture {
  char *folder;
  KhoaOffice *office;
} Fixture;

/* A path in the fixture's folder; the caller's. */
static inline char *path_in(const Fixture *f, const char *name) {
  return g_build_filename(f->folder, name, NULL);
}

/* For the owner alone, as khoa writes. */
static inline void write_bytes(const char *path, const char *bytes, gsize length) {
  g_autoptr(GError) error = NULL;
  g_file_set_contents_full(path, bytes, (gssize)length, G_FILE_SET_CONTENTS_CONSISTENT, 0600,
                           &error);
  g_assert_no_error(error);
}

static inline char *write_in(const Fixture *f, const char *name, const char *text) {
  char *path = path_in(f, name);
  write_bytes(path, text, strlen(text));
  return path;
}

static inline char *read_bytes(const char *path, gsize *length) {
  char *bytes;
  g_autoptr(GError) error = NULL;
  g_file_get_contents(path, &bytes, length, &error);
  g_assert_no_error(error);
  return bytes;
}

static inline guint files_in(const char *folder) {
  guint count = 0;
  g_autoptr(GDir) entries = g_dir_open(folder, 0, NULL);
  while (entries && g_dir_read_name(entries))
    count++;
  return count;
}

static inline void remove_all(const char *path) {
  g_autoptr(GDir) entries = g_dir_open(path, 0, NULL);
  for (const char *name; entries && (name = g_dir_read_name(entries));) {
    g_autofree char *inner = g_build_filename(path, name, NULL);
    remove_all(inner);
  }
  g_assert_cmpint(g_remove(path), ==, 0);
}

static inline void set_up_folder(Fixture *f, gconstpointer data) {
  (void)data;
  *f = (Fixture){.folder = g_dir_make_tmp("khoa-office-XXXXXX", NULL)};
}

static inline void tear_down(Fixture *f, gconstpointer data) {
  (void)data;
  khoa_office_free(f->office);
  remove_all(f->folder);
  g_free(f->folder);
}

static inline KhoaOffice *open_office(const char *folder) {
  g_autoptr(GError) error = NULL;
  const KhoaWorld world = {folder, ".", "Lan", NOW, NULL};
  KhoaOffice *office = khoa_office_open(&world, &error);
  g_assert_no_error(error);
  return office;
}

static inline KhoaSecretKey *make_key(const Fixture *f, const char *name) {
  char text[KHOA_AUTHORITY_FILE_SIZE];
  KhoaAuthority authority;
  KhoaSecretKey *key = khoa_secret_key_new();
  khoa_secret_key_authority(key, &authority);
  khoa_authority_print_file(text, sizeof text, &authority);
  g_free(write_in(f, name, text));
  return key;
}

static inline void set_up(Fixture *f, gconstpointer data) {
  set_up_folder(f, data);
  g_autoptr(GError) error = NULL;
  g_autofree char *settings = khoa_config_text(OFFICE_NAME, PREFIX);
  g_autofree char *registry = path_in(f, "registry.db"), *bundles = path_in(f, "bundles");
  g_free(write_in(f, "khoa.ini", settings));
  KhoaSecretKey *authority = make_key(f, "authority.pub"), *privacy = make_key(f, "privacy.pub");
  g_assert_true(khoa_keys_make_index(f->folder, &error));
  g_assert_true(khoa_folder_make(bundles, &error));
  khoa_db_close(khoa_db_open(registry, TRUE, &error));
  g_assert_no_error(error);
  f->office = open_office(f->folder);
  f->office->authority_key = authority;
  f->office->privacy_secret = sodium_malloc(32);
  khoa_secret_key_x25519(privacy, f->office->privacy_secret);
  khoa_secret_key_free(privacy);
}

#define ADD(path, test) g_test_add(path, Fixture, NULL, set_up, test, tear_down)
#define ADD_IN_FOLDER(path, test) g_test_add(path, Fixture, NULL, set_up_folder, test, tear_down)

static inline void assert_mentions(const GError *error, const char *words) {
  g_assert_nonnull(error);
  if (!strstr(error->message, words))
    g_assert_cmpstr(error->message, ==, words);
}

/* sql: a literal. */
static inline gint64 get_int(const Fixture *f, const char *sql) {
  gint64 value;
  g_autoptr(GError) error = NULL;
  khoa_db_get_int(f->office->db, &value, -1, &error, sql, "");
  g_assert_no_error(error);
  return value;
}

/* As the sqlite3 shell would, in the hands of somebody who gets at the file. */
static inline void run_outside(const Fixture *f, const char *sql) {
  sqlite3 *handle;
  char *fault = NULL;
  g_autofree char *path = path_in(f, "registry.db");
  g_assert_cmpint(sqlite3_open(path, &handle), ==, SQLITE_OK);
  sqlite3_exec(handle, sql, NULL, NULL, &fault);
  g_assert_cmpstr(fault, ==, NULL);
  g_assert_cmpint(sqlite3_close(handle), ==, SQLITE_OK);
}

/* Runs a line of shell in the folder; whether it left with 0. */
static inline gboolean run_shell(const Fixture *f, const char *line, const char *input) {
  g_autoptr(GError) error = NULL;
  g_autoptr(GSubprocessLauncher) launcher =
      g_subprocess_launcher_new(G_SUBPROCESS_FLAGS_STDIN_PIPE | G_SUBPROCESS_FLAGS_STDOUT_SILENCE |
                                G_SUBPROCESS_FLAGS_STDERR_SILENCE);
  g_subprocess_launcher_set_cwd(launcher, f->folder);
  g_autoptr(GSubprocess) process =
      g_subprocess_launcher_spawn(launcher, &error, "sh", "-c", line, NULL);
  g_assert_no_error(error);
  g_subprocess_communicate_utf8(process, input, NULL, NULL, NULL, &error);
  g_assert_no_error(error);
  return g_subprocess_get_successful(process);
}

#endif
