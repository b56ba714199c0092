/* A list for a test to read. */
#ifndef KHOA_TESTS_LIST_WRITTEN_H
#define KHOA_TESTS_LIST_WRITTEN_H

#include <glib.h>
#include <glib/gstdio.h>
#include <string.h>

#include "list/lists.h"

typedef KhoaList *(*ListReader)(const char *path, GError **error);

/* Writes text to a file, reads it and removes the file. */
static inline KhoaList *read_written(const char *text, ListReader reader, GError **error) {
  g_autofree char *path = NULL;
  const int file = g_file_open_tmp("khoa-list-XXXXXX.csv", &path, NULL);
  g_assert_true(file >= 0 && g_close(file, NULL));
  g_assert_true(g_file_set_contents(path, text, -1, NULL));
  KhoaList *list = reader(path, error);
  g_assert_cmpint(g_unlink(path), ==, 0);
  return list;
}

/* Expects these faults, "LINE: COLUMN: WORDS" each, with nothing else; the file's name is taken
 * off. Words need only be how the fault begins. */
static inline void assert_faults(const char *text, ListReader reader, const char *const *expected) {
  g_autoptr(GError) error = NULL;
  g_autoptr(KhoaList) list = read_written(text, reader, &error);
  g_assert_null(list);
  g_assert_error(error, KHOA_LIST_ERROR, 0);
  g_test_message("%s", error->message);
  g_auto(GStrv) lines = g_strsplit(error->message, "\n", -1);
  gsize n = 0;
  for (; expected[n] != NULL; n++) {
    g_assert_nonnull(lines[n]);
    const char *fault = strstr(lines[n], ".csv:") + strlen(".csv:");
    if (!g_str_has_prefix(fault, expected[n]))
      g_assert_cmpstr(fault, ==, expected[n]);
  }
  g_assert_cmpuint(g_strv_length(lines), ==, n);
}
#define FAULTS(...) ((const char *const[]){__VA_ARGS__, NULL})

#endif
