/* Households into the registry: all rows or none, the same list twice changes nothing, and nobody
 * can be read out of the file. */
#include "list/lists.h"
#include "office/household.h"
#include "unit/office/lists.h"

#define TWO_HOUSEHOLDS                                                                             \
  "HK1,household,Thôn 1,Lê An,Số 1,0530000678,2,1,\nHK2,household,Thôn 2,Hà Bé,,,1,0,ở một mình\n"

static gboolean add_sealed(KhoaRows *row, gpointer data, GError **error) {
  (void)error;
  g_string_append(data, khoa_rows_text(row, 0));
  return TRUE;
}

static char *all_sealed(const Fixture *f) {
  GString *text = g_string_new(NULL);
  g_assert_true(khoa_db_each(f->office->db, add_sealed, text, NULL,
                             "SELECT hex(sealed) FROM subject ORDER BY id", ""));
  return g_string_free(text, FALSE);
}

static void test_households_twice(Fixture *f, gconstpointer data) {
  (void)data;
  assert_imports(f, HOUSEHOLDS, TWO_HOUSEHOLDS, "2 0 0");
  const gint64 before = everything(f);
  g_autofree char *sealed = all_sealed(f);
  assert_imports(f, HOUSEHOLDS, TWO_HOUSEHOLDS, "0 0 2");
  g_assert_cmpint(everything(f), ==, before);
  g_autofree char *again = all_sealed(f);
  g_assert_cmpstr(again, ==, sealed);
  g_assert_cmpint(get_int(f, "SELECT count(DISTINCT substr(sealed, 1, 32)) FROM subject"), ==, 1);
}

static void test_any_changed_cell_updates_one(Fixture *f, gconstpointer data) {
  (void)data;
  static const char *const changed[] = {
      "HK1,business,Thôn 1,Lê An,Số 1,0530000678,2,1,\n",
      "HK1,household,Thôn 3,Lê An,Số 1,0530000678,2,1,\n",
      "HK1,household,Thôn 1,Lê Anh,Số 1,0530000678,2,1,\n",
      "HK1,household,Thôn 1,Lê An,Số 2,0530000678,2,1,\n",
      "HK1,household,Thôn 1,Lê An,Số 1,0530000679,2,1,\n",
      "HK1,household,Thôn 1,Lê An,Số 1,0530000678,3,1,\n",
      "HK1,household,Thôn 1,Lê An,Số 1,0530000678,2,2,\n",
      "HK1,household,Thôn 1,Lê An,Số 1,0530000678,2,1,x\n",
  };
  for (gsize i = 0; i < G_N_ELEMENTS(changed); i++) {
    g_autofree char *rows =
        g_strconcat(changed[i], "HK2,household,Thôn 2,Hà Bé,,,1,0,ở một mình\n", NULL);
    assert_imports(f, HOUSEHOLDS, TWO_HOUSEHOLDS, i == 0 ? "2 0 0" : "0 1 1");
    assert_imports(f, HOUSEHOLDS, rows, "0 1 1");
  }
  g_assert_cmpint(get_int(f, "SELECT count(*) FROM subject"), ==, 2);
}

/* A list that says nothing of phones mustn't wipe out those that are known. */
static void test_missing_column_is_refused(Fixture *f, gconstpointer data) {
  (void)data;
  assert_imports(f, HOUSEHOLDS, TWO_HOUSEHOLDS, "2 0 0");
  g_autofree char *before = all_sealed(f);
  g_autofree char *path =
      write_in(f, "short.csv", "reference,kind,village,head\nHK1,household,Thôn 1,Lê An\n");
  KhoaImported imported = {0};
  g_autoptr(GError) error = NULL;
  g_assert_false(khoa_import_subjects(f->office, path, UNIT, FALSE, &imported, &error));
  assert_mentions(error, "has no column \"phone\"");
  assert_mentions(error, "has no column \"keychains\"");
  g_autofree char *after = all_sealed(f);
  g_assert_cmpstr(after, ==, before);
}

/* However it is typed, it is the same household. */
static void test_same_household_typed_otherwise(Fixture *f, gconstpointer data) {
  (void)data;
  assert_imports(f, HOUSEHOLDS, TWO_HOUSEHOLDS, "2 0 0");
  assert_imports(
      f, HOUSEHOLDS,
      " hk 1 ,hộ gia đình,Thôn 1,  Le\u0302  An ,So\u0302\u0301 1,+84 530 000 678,2.0,,\n",
      "0 0 1");
}

static gboolean take_person(const KhoaHousehold *household, gpointer data, GError **error) {
  (void)error;
  const KhoaPerson *person = household->person;
  g_string_append_printf(data, "%s|%s|%s|%s|%s|%s|%d|%d;", person->reference,
                         household->subject->village, person->head, person->address, person->phone,
                         person->remarks, household->subject->keychains,
                         household->subject->lock_tags);
  return TRUE;
}

static void test_persons_come_back(Fixture *f, gconstpointer data) {
  (void)data;
  g_autoptr(GError) error = NULL, none = NULL;
  g_autoptr(GString) found = g_string_new(NULL), all = g_string_new(NULL);
  assert_imports(f, HOUSEHOLDS, TWO_HOUSEHOLDS, "2 0 0");
  g_assert_true(khoa_household_find(f->office, NULL, " hk 2", take_person, found, &error));
  g_assert_cmpstr(found->str, ==, "HK2|Thôn 2|Hà Bé|||ở một mình|1|0;");
  g_assert_true(khoa_household_each(f->office, UNIT, take_person, all, &error));
  g_assert_cmpstr(all->str, ==,
                  "HK1|Thôn 1|Lê An|Số 1|+84530000678||2|1;HK2|Thôn 2|Hà Bé|||ở một mình|1|0;");
  g_assert_false(khoa_household_find(f->office, OTHER_UNIT, "HK2", take_person, found, &none));
  assert_mentions(none, "no household has that reference in unit " OTHER_UNIT);
}

static void test_dry_run(Fixture *f, gconstpointer data) {
  (void)data;
  const gint64 before = everything(f);
  g_autofree char *text = g_strconcat(headings[HOUSEHOLDS], TWO_HOUSEHOLDS, NULL);
  g_autofree char *path = write_in(f, "list.csv", text);
  for (int i = 0; i < 2; i++) {
    KhoaImported imported = {0};
    g_autoptr(GError) error = NULL;
    g_assert_true(khoa_import_subjects(f->office, path, UNIT, TRUE, &imported, &error));
    assert_counts(&imported, "2 0 0");
    g_assert_cmpint(everything(f), ==, before);
  }
  assert_imports(f, HOUSEHOLDS, TWO_HOUSEHOLDS, "2 0 0");
}

static void test_bad_last_household(Fixture *f, gconstpointer data) {
  (void)data;
  assert_refuses(f, HOUSEHOLDS, TWO_HOUSEHOLDS "HK3,palace,Thôn 1,Lê An,,,,,\n", ":4: kind: ");
  assert_refuses(f, HOUSEHOLDS, TWO_HOUSEHOLDS "HK1,household,Thôn 1,Lê An,,,,,\n",
                 ":4: reference: ");
}

static void test_unknown_units(Fixture *f, gconstpointer data) {
  (void)data;
  static const char text[] = "reference,kind,unit,village,head\nA,household,15667,Thôn 1,Lê An\n"
                             "B,household,1,Thôn 1,Lê An\nC,household,1,Thôn 1,Lê An\n"
                             "D,household,2,Thôn 1,Lê An\n";
  KhoaImported imported = {0};
  g_autoptr(GError) error = NULL, unknown = NULL;
  g_autofree char *path = write_in(f, "list.csv", text);
  const gint64 before = everything(f);
  g_assert_false(khoa_import_subjects(f->office, path, NULL, FALSE, &imported, &error));
  assert_mentions(error, ":3: unit: unit 1 isn't in the registry");
  assert_mentions(error, ":5: unit: unit 2 isn't in the registry");
  g_assert_null(strstr(error->message, ":4:")); /* once is enough */
  g_assert_cmpint(everything(f), ==, before);
  g_autofree char *plain = write_in(f, "list.csv", "reference,kind,village,head\nA,ho,T,L\n");
  g_assert_false(khoa_import_subjects(f->office, plain, "1", FALSE, &imported, &unknown));
  assert_mentions(unknown, "unit 1 isn't in the registry");
}

/* The disk fills up in the middle of a list. */
static void test_full_disk(Fixture *f, gconstpointer data) {
  (void)data;
  g_autoptr(GString) rows = g_string_new(NULL);
  for (int i = 0; i < 3000; i++)
    g_string_append_printf(rows, "N%d,household,Thôn 1,Lê An,,,1,1,\n", i);
  get_int(f, "PRAGMA max_page_count = 100");
  assert_refuses(f, HOUSEHOLDS, rows->str, "the disk is full: make room on it");
  get_int(f, "PRAGMA max_page_count = 10000");
  assert_imports(f, HOUSEHOLDS, rows->str, "3000 0 0");
}

/* Article 6: the file's bytes, and those of its log of changes, name nobody. */

typedef struct Bytes {
  char *bytes;
  gsize length;
} Bytes;

static gboolean holds(const Bytes *file, const char *text) {
  return memmem(file->bytes, file->length, text, strlen(text)) != NULL;
}

static void assert_names_nobody(const Bytes *file, const char *path, const char *unit) {
  g_autoptr(GError) error = NULL;
  g_autoptr(KhoaList) list = khoa_subjects_read(path, unit, &error);
  g_assert_no_error(error);
  for (gsize i = 0; i < khoa_list_rows(list); i++) {
    const KhoaSubjectRow *row = khoa_list_subject(list, i);
    const char *phone = *row->phone ? row->phone + strlen("+84") : "";
    const char *const texts[] = {row->reference, row->head, row->address, phone, row->remarks};
    for (gsize k = 0; k < G_N_ELEMENTS(texts); k++)
      if (strlen(texts[k]) > 4 && holds(file, texts[k]))
        g_assert_cmpstr(texts[k], ==, "not in the registry");
  }
}

static void test_samples_stay_secret(Fixture *f, gconstpointer data) {
  (void)data;
  static const char *const units[] = {"15664", "15667", "15700"};
  static const char *const names[] = {"registry.db", "registry.db-wal"};
  g_autoptr(GError) error = NULL;
  KhoaImported imported = {0};
  g_assert_true(khoa_import_units(f->office, "samples/units.csv", &imported, &error));
  khoa_imported_clear(&imported);
  gsize rows = 0;
  for (gsize i = 0; i < G_N_ELEMENTS(units); i++) {
    g_autofree char *path = g_strdup_printf("samples/households-%s.csv", units[i]);
    khoa_import_subjects(f->office, path, units[i], FALSE, &imported, &error);
    g_assert_no_error(error);
    rows += imported.added;
    khoa_imported_clear(&imported);
  }
  g_assert_cmpuint(rows, ==, 207 + 191 + 181);
  gboolean villages = FALSE;
  for (gsize i = 0; i < G_N_ELEMENTS(names); i++) {
    Bytes file;
    g_autofree char *path = path_in(f, names[i]);
    file.bytes = read_bytes(path, &file.length);
    villages |= holds(&file, "Tổ dân phố 1") && holds(&file, "Xóm 1");
    for (gsize k = 0; k < G_N_ELEMENTS(units); k++) {
      g_autofree char *list = g_strdup_printf("samples/households-%s.csv", units[k]);
      assert_names_nobody(&file, list, units[k]);
    }
    g_free(file.bytes);
  }
  g_assert_true(villages); /* which aren't secret: it is the right file */
}

int main(int argc, char **argv) {
  g_test_init(&argc, &argv, NULL);
  if (sodium_init() < 0)
    return 2;
  ADD_UNITS("/office/import/households/missing-column", test_missing_column_is_refused);
  ADD_UNITS("/office/import-households/twice", test_households_twice);
  ADD_UNITS("/office/import-households/any-changed-cell", test_any_changed_cell_updates_one);
  ADD_UNITS("/office/import-households/typed-otherwise", test_same_household_typed_otherwise);
  ADD_UNITS("/office/import-households/persons-come-back", test_persons_come_back);
  ADD_UNITS("/office/import-households/dry-run", test_dry_run);
  ADD_UNITS("/office/import-households/bad-last-row", test_bad_last_household);
  ADD_UNITS("/office/import-households/unknown-units", test_unknown_units);
  ADD_UNITS("/office/import-households/full-disk", test_full_disk);
  ADD_UNITS("/office/import-households/samples-stay-secret", test_samples_stay_secret);
  return g_test_run();
}
