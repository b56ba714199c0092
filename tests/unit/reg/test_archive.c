/* A container gives back what was put into it, byte for byte, or says that it is damaged. */
#include "unit/reg/fixture.h"

#include "reg/archive.h"

#include <gio/gio.h>

typedef struct File {
  const char *name;
  gsize size; /* of its content, which depends on its name */
} File;

/* Empty, small, a chunk to the byte, and many. */
static const File files[] = {{"empty", 0},       {"a/small", 5},      {"khóa.txt", 1},
                             {"a/chunk", 65536}, {"more", 65536 + 1}, {"large", 1000000}};

static guint8 byte_at(const char *name, gsize at) {
  return (guint8)(at * 31 + at / 256 + (guint8)name[0]);
}

static void assert_content(const char *name, GMemoryOutputStream *stream, gsize size) {
  const guint8 *bytes = g_memory_output_stream_get_data(stream);
  g_assert_cmpuint(g_memory_output_stream_get_data_size(stream), ==, size);
  for (gsize i = 0; i < size; i++)
    if (bytes[i] != byte_at(name, i))
      g_assert_cmpuint(bytes[i], ==, byte_at(name, i));
}

static gboolean add(KhoaArchive *archive, const File *file, GError **error) {
  guint8 *bytes = g_malloc(file->size + 1);
  for (gsize i = 0; i < file->size; i++)
    bytes[i] = byte_at(file->name, i);
  g_autoptr(GInputStream) stream =
      g_memory_input_stream_new_from_data(bytes, (gssize)file->size, g_free);
  return khoa_archive_add(archive, file->name, stream, error);
}

static char *path_of(const Fixture *f) {
  return g_build_filename(f->folder, "archive", NULL);
}

/* Its path; the caller's. */
static char *make(const Fixture *f) {
  g_autoptr(GError) error = NULL;
  char *path = path_of(f);
  g_file_set_contents(path, "", 0, &error);
  g_assert_no_error(error);
  g_autoptr(KhoaArchive) archive = khoa_archive_create(path, &error);
  g_assert_no_error(error);
  for (gsize i = 0; i < G_N_ELEMENTS(files); i++)
    g_assert_true(add(archive, &files[i], &error));
  g_assert_true(khoa_archive_finish(archive, &error));
  g_assert_no_error(error);
  return path;
}

static gboolean note(const char *name, guint64 size, gpointer list, GError **error) {
  (void)error;
  g_string_append_printf(list, "%s %u\n", name, (guint)size);
  return TRUE;
}

static gboolean stop(const char *name, guint64 size, gpointer count, GError **error) {
  (void)size;
  ++*(guint *)count;
  g_set_error(error, KHOA_DB_ERROR, KHOA_DB_FORMAT, "not %s", name);
  return FALSE;
}

/* Streams, in the order in which they were asked for. */
static GOutputStream *take(const char *name, guint64 size, gpointer list, GError **error) {
  (void)name, (void)size, (void)error;
  GOutputStream *stream = g_memory_output_stream_new_resizable();
  g_ptr_array_add(list, g_object_ref(stream));
  return stream;
}

static gboolean extract(const char *path, GPtrArray *streams, GError **error) {
  g_autoptr(KhoaArchive) archive = khoa_archive_open(path, error);
  return archive && khoa_archive_extract(archive, take, streams, error);
}

static void test_round_trip(Fixture *f, gconstpointer data) {
  (void)data;
  g_autoptr(GError) error = NULL, stopped = NULL;
  g_autofree char *path = make(f);
  g_autoptr(GString) list = g_string_new(NULL);
  g_autoptr(GPtrArray) streams = g_ptr_array_new_with_free_func(g_object_unref);
  g_autoptr(KhoaArchive) archive = khoa_archive_open(path, &error);
  g_assert_no_error(error);
  /* Again and again: each begins at the first file. */
  for (int i = 0; i < 2; i++) {
    g_string_truncate(list, 0);
    g_ptr_array_set_size(streams, 0);
    g_assert_true(khoa_archive_list(archive, note, list, &error));
    g_assert_cmpstr(list->str, ==,
                    "empty 0\na/small 5\nkhóa.txt 1\na/chunk 65536\nmore 65537\nlarge 1000000\n");
    g_assert_true(khoa_archive_extract(archive, take, streams, &error));
    g_assert_cmpuint(streams->len, ==, G_N_ELEMENTS(files));
    for (gsize n = 0; n < G_N_ELEMENTS(files); n++)
      assert_content(files[n].name, g_ptr_array_index(streams, n), files[n].size);
  }
  guint count = 0;
  g_assert_false(khoa_archive_list(archive, stop, &count, &stopped));
  assert_mentions(stopped, "not empty");
  g_assert_cmpuint(count, ==, 1);
}

static void test_same_files_same_bytes(Fixture *f, gconstpointer data) {
  (void)data;
  gsize first_length, second_length;
  g_autofree char *first = NULL, *second = NULL, *path = make(f);
  g_assert_true(g_file_get_contents(path, &first, &first_length, NULL));
  g_free(make(f));
  g_assert_true(g_file_get_contents(path, &second, &second_length, NULL));
  g_assert_cmpuint(first_length, ==, second_length);
  assert_bytes(first, second, first_length);
}

static void assert_damaged(const char *path, const char *words) {
  g_autoptr(GError) error = NULL;
  g_autoptr(GPtrArray) streams = g_ptr_array_new_with_free_func(g_object_unref);
  g_assert_false(extract(path, streams, &error));
  g_test_message("%s", error->message);
  g_assert_error(error, KHOA_DB_ERROR, KHOA_DB_FORMAT);
  g_assert_true(g_str_has_prefix(error->message, path));
  assert_mentions(error, words);
}

static void test_changed_by_hand(Fixture *f, gconstpointer data) {
  (void)data;
  static const struct {
    const char *sql, *words;
  } cases[] = {
      {"UPDATE entry SET name = 'other' WHERE id = 1", "the hash over all files"},
      {"UPDATE entry SET name = x'00' || 'a' WHERE id = 1", "its list of files"},
      {"UPDATE entry SET name = hex(zeroblob(300)) WHERE id = 1", "its list of files"},
      {"UPDATE entry SET sha256 = x'00' WHERE id = 1", "its list of files"},
      {"UPDATE entry SET sha256 = zeroblob(32) WHERE id = 1", "a file's hash"},
      {"UPDATE entry SET size = -1 WHERE id = 1", "its list of files"},
      {"UPDATE entry SET size = 4 WHERE id = 2", "a file's content"},
      {"UPDATE entry SET size = 6 WHERE id = 2", "a file's content"},
      {"UPDATE entry SET id = id + 10", "its list of files"},
      {"DELETE FROM entry WHERE id = 6", "the hash over all files"},
      {"DELETE FROM entry WHERE id = 1", "its list of files"},
      {"DELETE FROM entry", "the hash over all files"},
      {"UPDATE chunk SET content = x'' WHERE id = 1", "a file's content"},
      {"UPDATE chunk SET content = zeroblob(262145) WHERE id = 1", "too big"},
      {"UPDATE chunk SET entry = 3 WHERE id = 1", "a file's content"},
      {"DELETE FROM chunk WHERE id = 1", "a file's content"},
      {"INSERT INTO chunk (entry, content) VALUES (6, x'00')", "the hash over all files"},
      {"UPDATE manifest SET sha256 = x''", "the hash over all files"},
      {"DELETE FROM manifest", "the hash over all files"},
      {"CREATE TABLE other (x)", "not a backup"},
      {"CREATE VIEW other AS SELECT 1", "not a backup"},
      {"DROP TABLE chunk", "not a backup"},
      {"CREATE INDEX other ON chunk (entry)", "not a backup"},
      {"PRAGMA application_id = 1800957793", "not a backup"}, /* a registry's */
  };
  for (gsize i = 0; i < G_N_ELEMENTS(cases); i++) {
    g_autofree char *path = make(f);
    run_outside(path, cases[i].sql);
    g_test_message("%s", cases[i].sql);
    assert_damaged(path, cases[i].words);
  }
}

static void test_size_is_bounded(Fixture *f, gconstpointer data) {
  (void)data;
  g_autoptr(GError) error = NULL;
  g_autoptr(GString) list = g_string_new(NULL);
  g_autofree char *path = make(f);
  run_outside(path, "UPDATE entry SET size = 600000 WHERE id > 4");
  g_autoptr(KhoaArchive) archive = khoa_archive_open(path, &error);
  g_assert_false(khoa_archive_list(archive, note, list, &error));
  assert_mentions(error, "larger than itself");
}

/* Any bit of the file: what comes out is what was put in, or it is said that it is damaged. */
static void test_turned_bits(Fixture *f, gconstpointer data) {
  (void)data;
  gsize length;
  g_autofree char *content = NULL, *path = make(f);
  guint found = 0, tried = 0;
  g_assert_true(g_file_get_contents(path, &content, &length, NULL));
  for (gsize at = 0; at < length; at += at < 200 ? 1 : 4999, tried++) {
    g_autoptr(GError) error = NULL;
    g_autoptr(GPtrArray) streams = g_ptr_array_new_with_free_func(g_object_unref);
    const char whole = content[at];
    content[at] = (char)(whole ^ 1 << at % 8);
    g_assert_true(g_file_set_contents(path, content, (gssize)length, NULL));
    content[at] = whole;
    if (!extract(path, streams, &error)) {
      found += error != NULL;
      continue;
    }
    g_assert_cmpuint(streams->len, ==, G_N_ELEMENTS(files));
    for (gsize n = 0; n < G_N_ELEMENTS(files); n++)
      assert_content(files[n].name, g_ptr_array_index(streams, n), files[n].size);
  }
  g_test_message("%u of %u", found, tried);
  g_assert_cmpuint(found, >, tried / 2);
}

static void test_cut_short(Fixture *f, gconstpointer data) {
  (void)data;
  gsize length;
  g_autofree char *content = NULL, *path = make(f);
  g_assert_true(g_file_get_contents(path, &content, &length, NULL));
  for (gsize cut = 0; cut < length; cut += cut < 120 ? 17 : 40961) {
    g_autoptr(GError) error = NULL;
    g_autoptr(GPtrArray) streams = g_ptr_array_new_with_free_func(g_object_unref);
    g_assert_true(g_file_set_contents(path, content, (gssize)cut, NULL));
    g_assert_false(extract(path, streams, &error));
    g_assert_nonnull(error);
  }
}

/* A file of ours beside it that looks like a journal isn't played back. */
static void test_no_journal(Fixture *f, gconstpointer data) {
  (void)data;
  g_autoptr(GError) error = NULL;
  g_autofree char *path = make(f), *journal = g_strconcat(path, "-journal", NULL);
  g_autofree char *wal = g_strconcat(path, "-wal", NULL);
  g_autoptr(GPtrArray) streams = g_ptr_array_new_with_free_func(g_object_unref);
  g_assert_true(g_file_set_contents(journal, "x", 1, NULL));
  g_assert_true(g_file_set_contents(wal, "x", 1, NULL));
  g_assert_true(extract(path, streams, &error));
  g_assert_true(g_file_test(journal, G_FILE_TEST_EXISTS));
}

static void test_open_refuses(Fixture *f, gconstpointer data) {
  (void)data;
  const char *paths[] = {"/nowhere/archive", f->folder, "/dev/null", f->path};
  for (gsize i = 0; i < G_N_ELEMENTS(paths); i++) {
    g_autoptr(GError) error = NULL;
    g_assert_null(khoa_archive_open(paths[i], &error));
    assert_mentions(error, paths[i]);
  }
}

int main(int argc, char **argv) {
  g_test_init(&argc, &argv, NULL);
  ADD("/reg/archive/round-trip", test_round_trip);
  ADD("/reg/archive/same-files-same-bytes", test_same_files_same_bytes);
  ADD("/reg/archive/changed-by-hand", test_changed_by_hand);
  ADD("/reg/archive/size-is-bounded", test_size_is_bounded);
  ADD("/reg/archive/turned-bits", test_turned_bits);
  ADD("/reg/archive/cut-short", test_cut_short);
  ADD("/reg/archive/no-journal", test_no_journal);
  ADD("/reg/archive/open-refuses", test_open_refuses);
  return g_test_run();
}
