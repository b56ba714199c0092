/* Files that are whole or not there. */
#include "unit/office/fixture.h"

#include <signal.h>
#include <stdio.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <unistd.h>

static void assert_content(const char *path, const char *expected) {
  gsize length;
  g_autofree char *content = read_bytes(path, &length);
  g_assert_cmpuint(length, ==, strlen(expected));
  g_assert_cmpstr(content, ==, expected);
}

static void test_write(Fixture *f, gconstpointer data) {
  (void)data;
  GStatBuf status;
  g_autoptr(GError) error = NULL;
  g_autofree char *path = path_in(f, "khóa.txt");
  g_assert_true(khoa_file_write(path, "một", strlen("một"), FALSE, &error));
  assert_content(path, "một");
  g_assert_cmpint(g_stat(path, &status), ==, 0);
  g_assert_cmpuint(status.st_mode & 0777, ==, 0600);
  g_assert_true(khoa_file_write(path, "", 0, TRUE, &error));
  assert_content(path, "");
  g_assert_cmpuint(files_in(f->folder), ==, 1);
}

static void test_write_without_replace(Fixture *f, gconstpointer data) {
  (void)data;
  g_autoptr(GError) error = NULL;
  g_autofree char *path = write_in(f, "a", "old");
  g_assert_false(khoa_file_write(path, "new", 3, FALSE, &error));
  g_assert_error(error, G_FILE_ERROR, G_FILE_ERROR_EXIST);
  assert_mentions(error, path);
  assert_content(path, "old");
  g_assert_cmpuint(files_in(f->folder), ==, 1);
}

/* Onto a folder, into no folder, and with no room: the old file stays and nothing else is left. */
static void test_failed_write_leaves_nothing(Fixture *f, gconstpointer data) {
  (void)data;
  struct rlimit limit;
  g_autofree char *path = write_in(f, "a", "old"), *nowhere = path_in(f, "no/a");
  g_autofree char *folder = path_in(f, "folder"), *much = g_strnfill(10000, 'x');
  g_autoptr(GError) onto = NULL, into = NULL, full = NULL;
  g_assert_cmpint(g_mkdir(folder, 0700), ==, 0);
  g_assert_false(khoa_file_write(folder, "new", 3, TRUE, &onto));
  assert_mentions(onto, folder);
  g_assert_false(khoa_file_write(nowhere, "new", 3, TRUE, &into));
  assert_mentions(into, nowhere);
  signal(SIGXFSZ, SIG_IGN);
  g_assert_cmpint(getrlimit(RLIMIT_FSIZE, &limit), ==, 0);
  setrlimit(RLIMIT_FSIZE, &(struct rlimit){5000, limit.rlim_max});
  const gboolean written = khoa_file_write(path, much, 10000, TRUE, &full);
  setrlimit(RLIMIT_FSIZE, &limit);
  g_assert_false(written);
  assert_mentions(full, path);
  assert_content(path, "old");
  g_assert_cmpuint(files_in(f->folder), ==, 2);
}

static void test_drafts(Fixture *f, gconstpointer data) {
  (void)data;
  g_autoptr(GError) error = NULL;
  g_autofree char *path = write_in(f, "a", "old");
  KhoaDraft *draft = khoa_draft_new(path, TRUE, "new", 3, &error);
  assert_content(path, "old");
  khoa_draft_free(draft); /* not placed */
  assert_content(path, "old");
  g_assert_cmpuint(files_in(f->folder), ==, 1);
  draft = khoa_draft_new(path, TRUE, "new", 3, &error);
  g_assert_true(khoa_draft_place(draft, &error));
  khoa_draft_free(draft);
  g_assert_no_error(error);
  assert_content(path, "new");
  g_assert_cmpuint(files_in(f->folder), ==, 1);
}

/* Refused at once, and still when it came to be meanwhile. */
static void test_draft_over_nothing(Fixture *f, gconstpointer data) {
  (void)data;
  g_autoptr(GError) error = NULL, there = NULL, since = NULL;
  g_autofree char *path = write_in(f, "a", "old"), *late = path_in(f, "b");
  g_assert_null(khoa_draft_begin(path, FALSE, &there));
  g_assert_error(there, G_FILE_ERROR, G_FILE_ERROR_EXIST);
  KhoaDraft *draft = khoa_draft_new(late, FALSE, "new", 3, &error);
  g_assert_no_error(error);
  g_free(write_in(f, "b", "old"));
  g_assert_false(khoa_draft_place(draft, &since));
  g_assert_error(since, G_FILE_ERROR, G_FILE_ERROR_EXIST);
  khoa_draft_free(draft);
  assert_content(late, "old");
  g_assert_cmpuint(files_in(f->folder), ==, 2);
}

static void test_read(Fixture *f, gconstpointer data) {
  (void)data;
  char *content;
  gsize length;
  g_autoptr(GError) error = NULL;
  g_autofree char *path = write_in(f, "a", "12345");
  g_assert_true(khoa_file_read(path, 5, &content, &length, &error));
  g_assert_cmpuint(length, ==, 5);
  g_assert_cmpstr(content, ==, "12345");
  g_free(content);
  g_assert_false(khoa_file_read(path, 4, &content, &length, &error));
  assert_mentions(error, "not a file of at most 4 bytes");
}

static void test_read_refuses_what_is_no_file(Fixture *f, gconstpointer data) {
  (void)data;
  char *content;
  gsize length;
  g_autofree char *missing = path_in(f, "missing"), *fifo = path_in(f, "fifo");
  g_assert_cmpint(mkfifo(fifo, 0600), ==, 0); /* opening it would wait forever */
  const char *const paths[] = {f->folder, missing, fifo};
  for (gsize i = 0; i < G_N_ELEMENTS(paths); i++) {
    g_autoptr(GError) error = NULL;
    g_assert_false(khoa_file_read(paths[i], 100, &content, &length, &error));
    assert_mentions(error, paths[i]);
  }
}

static void test_sweep_of_drafts(Fixture *f, gconstpointer data) {
  (void)data;
  static const char *const names[] = {"a",
                                      "a.backup",
                                      "a.231124",
                                      "a.unfinished-key",
                                      "a.unfinished-Xy12345",
                                      "a.b.unfinished-Xy1234",
                                      "b.unfinished-Xy1234"};
  g_autofree char *path = path_in(f, "a");
  for (gsize i = 0; i < G_N_ELEMENTS(names); i++)
    g_free(write_in(f, names[i], "kept"));
  g_free(write_in(f, "a.unfinished-Xy1234", "left by a crash"));
  khoa_draft_sweep(path);
  g_assert_cmpuint(files_in(f->folder), ==, G_N_ELEMENTS(names));
}

static void test_folder_is_published(Fixture *f, gconstpointer data) {
  (void)data;
  GStatBuf status;
  g_autoptr(GError) error = NULL;
  static const char *const names[] = {"plain", "slash/", "many//"};
  for (gsize i = 0; i < G_N_ELEMENTS(names); i++) {
    g_autofree char *target = path_in(f, names[i]);
    g_autofree char *folder = khoa_folder_begin(target, &error);
    g_assert_no_error(error);
    g_autofree char *inner = g_build_filename(folder, "a", NULL);
    g_autofree char *published = g_build_filename(target, "a", NULL);
    g_assert_true(khoa_file_write(inner, "x", 1, FALSE, &error));
    g_assert_true(khoa_folder_publish(folder, target, &error));
    g_assert_no_error(error);
    assert_content(published, "x");
    g_assert_cmpint(g_stat(target, &status), ==, 0);
    g_assert_cmpuint(status.st_mode & 0777, ==, 0700);
    g_assert_cmpuint(files_in(f->folder), ==, i + 1);
  }
}

static void test_publish_refuses_what_is_there(Fixture *f, gconstpointer data) {
  (void)data;
  g_autofree char *file = write_in(f, "file", "old"), *empty = path_in(f, "empty");
  g_assert_cmpint(g_mkdir(empty, 0700), ==, 0);
  const char *const targets[] = {file, empty};
  for (gsize i = 0; i < G_N_ELEMENTS(targets); i++) {
    g_autoptr(GError) error = NULL;
    g_autofree char *folder = khoa_folder_begin(targets[i], &error);
    g_autofree char *inner = g_build_filename(folder, "a", NULL);
    g_assert_true(khoa_file_write(inner, "x", 1, FALSE, &error));
    g_assert_false(khoa_folder_publish(folder, targets[i], &error));
    assert_mentions(error, targets[i]);
    khoa_folder_remove(folder);
    g_assert_cmpuint(files_in(f->folder), ==, 2);
  }
  assert_content(file, "old");
  g_assert_cmpuint(files_in(empty), ==, 0);
}

/* A crash's leavings of this target go, and nobody else's. */
static void test_sweep(Fixture *f, gconstpointer data) {
  (void)data;
  static const char *const others[] = {"0001", "0002", "00012", "0001.b"};
  g_autofree char *copy = path_in(f, ".0001.backup");
  g_autofree char *target = path_in(f, "0001");
  for (gsize i = 0; i < G_N_ELEMENTS(others); i++) {
    g_autofree char *path = path_in(f, others[i]);
    g_autofree char *left = khoa_folder_begin(path, NULL);
    g_autofree char *inner = g_build_filename(left, "front.pdf", NULL);
    g_assert_true(khoa_file_write(inner, "x", 1, FALSE, NULL));
    g_assert_cmpint(g_mkdir(path, 0700), ==, 0);
  }
  g_assert_cmpint(g_mkdir(copy, 0700), ==, 0);
  for (int i = 0; i < 2; i++) {
    khoa_folder_sweep(target);
    g_assert_cmpuint(files_in(f->folder), ==, 8);
  }
  g_assert_true(g_file_test(target, G_FILE_TEST_IS_DIR));
}

static gpointer lock_and_note(gpointer path) {
  const int lock = khoa_file_lock(path, NULL);
  g_assert_cmpint(lock, >=, 0);
  g_close(lock, NULL);
  return GSIZE_TO_POINTER((gsize)g_get_monotonic_time());
}

static void test_second_lock_waits(Fixture *f, gconstpointer data) {
  (void)data;
  g_autoptr(GError) error = NULL, no_folder = NULL;
  g_autofree char *path = path_in(f, "lock"), *nowhere = path_in(f, "no/lock");
  const int lock = khoa_file_lock(path, &error);
  g_assert_no_error(error);
  GThread *second = g_thread_new("second", lock_and_note, path);
  g_usleep(100 * 1000);
  const gint64 released = g_get_monotonic_time();
  g_assert_true(g_close(lock, NULL));
  g_assert_cmpint((gint64)GPOINTER_TO_SIZE(g_thread_join(second)), >=, released);
  g_assert_cmpint(khoa_file_lock(nowhere, &no_folder), ==, -1);
  assert_mentions(no_folder, nowhere);
}

static void test_folder_faults(Fixture *f, gconstpointer data) {
  (void)data;
  g_autoptr(GError) begin = NULL, make = NULL, again = NULL;
  g_autofree char *nowhere = path_in(f, "no/target"), *twice = path_in(f, "twice");
  g_assert_null(khoa_folder_begin(nowhere, &begin));
  assert_mentions(begin, nowhere);
  g_assert_false(khoa_folder_make(nowhere, &make));
  assert_mentions(make, nowhere);
  for (int i = 0; i < 2; i++)
    g_assert_true(khoa_folder_make(twice, &again));
  khoa_folder_remove(nowhere); /* passed over */
}

static void test_draft_of_others(Fixture *f, gconstpointer data) {
  (void)data;
  g_autoptr(GError) error = NULL;
  GStatBuf status;
  g_autofree char *path = path_in(f, "a");
  KhoaDraft *draft = khoa_draft_begin(path, FALSE, &error);
  g_assert_cmpint(g_stat(khoa_draft_name(draft), &status), ==, 0);
  g_assert_cmpuint(status.st_mode & 0777, ==, 0600);
  g_assert_true(g_str_has_prefix(khoa_draft_name(draft), path));
  FILE *stream = g_fopen(khoa_draft_name(draft), "w");
  fputs("filled", stream);
  fclose(stream);
  g_assert_true(khoa_draft_sync(draft, &error) && khoa_draft_place(draft, &error));
  khoa_draft_free(draft);
  assert_content(path, "filled");
  khoa_draft_free(khoa_draft_begin(path, TRUE, &error));
  g_assert_no_error(error);
  g_assert_cmpuint(files_in(f->folder), ==, 1);
}

/* And what a link in it points to stays. */
static void test_remove_folders(Fixture *f, gconstpointer data) {
  (void)data;
  g_autofree char *deep = path_in(f, "a/b/c"), *folder = path_in(f, "a"), *kept = path_in(f, "k");
  g_autofree char *link = path_in(f, "a/b/link"), *inside = write_in(f, "inside", "");
  g_assert_cmpint(g_mkdir_with_parents(deep, 0700), ==, 0);
  g_assert_cmpint(g_mkdir(kept, 0700), ==, 0);
  g_free(write_in(f, "k/file", ""));
  g_free(write_in(f, "a/b/c/file", ""));
  g_assert_cmpint(symlink(kept, link), ==, 0);
  khoa_folder_remove(folder);
  g_assert_cmpuint(files_in(f->folder), ==, 2);
  g_assert_cmpuint(files_in(kept), ==, 1);
}

static void test_sha256(Fixture *f, gconstpointer data) {
  (void)data;
  guint8 hash[32], expected[32];
  g_autoptr(GError) error = NULL;
  g_autofree char *text = g_strnfill(200000, 'a'), *path = write_in(f, "a", text);
  crypto_hash_sha256(expected, (const guint8 *)text, 200000);
  g_assert_true(khoa_file_sha256(path, hash, &error));
  assert_bytes(hash, expected, sizeof hash);
  g_assert_false(khoa_file_sha256(f->folder, hash, &error));
  g_assert_nonnull(error);
}

int main(int argc, char **argv) {
  g_test_init(&argc, &argv, NULL);
  ADD_IN_FOLDER("/office/file/write", test_write);
  ADD_IN_FOLDER("/office/file/write-without-replace", test_write_without_replace);
  ADD_IN_FOLDER("/office/file/failed-write-leaves-nothing", test_failed_write_leaves_nothing);
  ADD_IN_FOLDER("/office/file/drafts", test_drafts);
  ADD_IN_FOLDER("/office/file/draft-over-nothing", test_draft_over_nothing);
  ADD_IN_FOLDER("/office/file/sweep-of-drafts", test_sweep_of_drafts);
  ADD_IN_FOLDER("/office/file/read", test_read);
  ADD_IN_FOLDER("/office/file/read-refuses-what-is-no-file", test_read_refuses_what_is_no_file);
  ADD_IN_FOLDER("/office/file/folder-is-published", test_folder_is_published);
  ADD_IN_FOLDER("/office/file/publish-refuses-what-is-there", test_publish_refuses_what_is_there);
  ADD_IN_FOLDER("/office/file/sweep", test_sweep);
  ADD_IN_FOLDER("/office/file/second-lock-waits", test_second_lock_waits);
  ADD_IN_FOLDER("/office/file/folder-faults", test_folder_faults);
  ADD_IN_FOLDER("/office/file/draft-of-others", test_draft_of_others);
  ADD_IN_FOLDER("/office/file/remove-folders", test_remove_folders);
  ADD_IN_FOLDER("/office/file/sha256", test_sha256);
  return g_test_run();
}
