/* Lists to import, written to a file of the fixture's folder, and what comes of them. */
#ifndef KHOA_TESTS_OFFICE_LISTS_H
#define KHOA_TESTS_OFFICE_LISTS_H

#include "office/import.h"
#include "unit/office/fixture.h"

typedef enum List { UNITS, HOTLINES, HOUSEHOLDS } List;
static const char *const headings[] = {
    [UNITS] = "code,name,parent\n",
    [HOTLINES] = "label,number,hours\n",
    [HOUSEHOLDS] = "reference,kind,village,head,address,phone,keychains,lock_tags,remarks\n",
};

/* Hotlines for UNIT from a day on, households of UNIT. */
static inline gboolean import(const Fixture *f, List list, const char *rows, const char *from,
                              KhoaImported *imported, GError **error) {
  g_autofree char *text = g_strconcat(headings[list], rows, NULL);
  g_autofree char *path = write_in(f, "list.csv", text);
  if (list == UNITS)
    return khoa_import_units(f->office, path, imported, error);
  if (list == HOTLINES)
    return khoa_import_hotlines(f->office, UNIT, path, from, imported, error);
  return khoa_import_subjects(f->office, path, UNIT, FALSE, imported, error);
}

/* "added updated unchanged"; clears it. */
static inline void assert_counts(KhoaImported *imported, const char *expected) {
  g_autofree char *counts =
      g_strdup_printf("%zu %zu %zu", imported->added, imported->updated, imported->unchanged);
  g_assert_cmpstr(counts, ==, expected);
  khoa_imported_clear(imported);
}

static inline void assert_imports_from(const Fixture *f, List list, const char *rows,
                                       const char *from, const char *expected) {
  KhoaImported imported = {0};
  g_autoptr(GError) error = NULL;
  import(f, list, rows, from, &imported, &error);
  g_assert_no_error(error);
  assert_counts(&imported, expected);
}

static inline void assert_imports(const Fixture *f, List list, const char *rows,
                                  const char *expected) {
  assert_imports_from(f, list, rows, NULL, expected);
}

/* Everything that imports write, as one number. */
static inline gint64 everything(const Fixture *f) {
  return get_int(f, "SELECT (SELECT count(*) FROM unit) + 100 * (SELECT count(*) FROM hotline_set)"
                    " + 10000 * (SELECT count(*) FROM hotline) + 1000000 *"
                    " (SELECT count(*) FROM subject) + 100000000 * (SELECT count(*) FROM log)");
}

/* Refused, with these words, and the registry is as it was and can be written. */
static inline void assert_refuses_from(const Fixture *f, List list, const char *rows,
                                       const char *from, const char *words) {
  KhoaImported imported = {0};
  g_autoptr(GError) error = NULL;
  const gint64 before = everything(f);
  g_assert_false(import(f, list, rows, from, &imported, &error));
  g_test_message("%s", error->message);
  assert_mentions(error, words);
  g_assert_cmpint(everything(f), ==, before);
  g_assert_true(khoa_db_begin(f->office->db, NULL));
  khoa_db_rollback(f->office->db);
}

static inline void assert_refuses(const Fixture *f, List list, const char *rows,
                                  const char *words) {
  assert_refuses_from(f, list, rows, NULL, words);
}

static inline void set_up_units(Fixture *f, gconstpointer data) {
  set_up(f, data);
  assert_imports(f, UNITS, "15667,Xã Thọ Sơn,\n15664,Thị trấn Triệu Sơn,\n", "2 0 0");
}
#define ADD_UNITS(path, test) g_test_add(path, Fixture, NULL, set_up_units, test, tear_down)

#endif
