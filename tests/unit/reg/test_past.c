/* How units and households stood: kept by triggers under the log's next entry, and never changed
 * once the log has it. */
#include "reg/log.h"
#include "reg/past.h"
#include "reg/subject.h"
#include "unit/reg/fixture.h"

static void append(KhoaDb *db) {
  g_autoptr(GError) error = NULL;
  khoa_log_append(db, 1795420800, "Lan", "household import", "x", "", &error);
  g_assert_no_error(error);
}

static gboolean tell_subject(const KhoaPastSubject *subject, gpointer text, GError **error) {
  (void)error;
  g_string_append_printf(text, "%" G_GINT64_FORMAT ": %" G_GINT64_FORMAT " %" G_GINT64_FORMAT ". ",
                         subject->id, subject->wanted[0], subject->wanted[1]);
  return TRUE;
}

static void assert_subjects(KhoaDb *db, gint64 entry, const char *expected) {
  g_autoptr(GError) error = NULL;
  g_autoptr(GString) text = g_string_new(NULL);
  khoa_past_subjects(db, entry, tell_subject, text, &error);
  g_assert_no_error(error);
  g_assert_cmpstr(text->str, ==, expected);
}

static void test_subjects(Fixture *f, gconstpointer data) {
  (void)data;
  add_units(f->db);
  append(f->db); /* 1 */
  add_subject(f->db, 1, "Thôn 1", 1, 1);
  add_subject(f->db, 1, "Thôn 1", 2, 2); /* twice before the entry: the last counts */
  add_subject(f->db, 2, "Thôn 1", 5, 0);
  append(f->db);                         /* 2 */
  add_subject(f->db, 2, "Thôn 1", 5, 0); /* nothing new */
  append(f->db);                         /* 3 */
  add_subject(f->db, 1, "Thôn 1", 2, 3);
  append(f->db); /* 4 */
  g_assert_true(khoa_subject_forget(f->db, 2, NULL));
  append(f->db); /* 5 */
  assert_subjects(f->db, 1, "");
  assert_subjects(f->db, 2, "1: 2 2. 2: 5 0. ");
  assert_subjects(f->db, 3, "1: 2 2. 2: 5 0. ");
  assert_subjects(f->db, 4, "1: 2 3. 2: 5 0. ");
  assert_subjects(f->db, 5, "1: 2 3. ");
  g_assert_cmpint(get_int(f->db, "SELECT count(*) FROM subject_past"), ==, 4);
}

static void assert_units(KhoaDb *db, gint64 entry, const char *expected) {
  g_autoptr(GError) error = NULL;
  g_autoptr(GString) text = g_string_new(NULL);
  g_autoptr(GPtrArray) units = khoa_past_units(db, entry, &error);
  g_assert_no_error(error);
  for (guint i = 0; i < units->len; i++) {
    const KhoaUnitRecord *unit = g_ptr_array_index(units, i);
    g_string_append_printf(text, "%s %s %s. ", unit->code, unit->name,
                           unit->parent ? unit->parent : "-");
  }
  g_assert_cmpstr(text->str, ==, expected);
}

static void test_units(Fixture *f, gconstpointer data) {
  (void)data;
  put_unit(f->db, "2", "Xã Hai", NULL);
  append(f->db); /* 1 */
  put_unit(f->db, "1", "Huyện", NULL);
  put_unit(f->db, "2", "Xã Mới", "1");
  append(f->db); /* 2 */
  assert_units(f->db, 0, "");
  assert_units(f->db, 1, "2 Xã Hai -. ");
  assert_units(f->db, 2, "1 Huyện -. 2 Xã Mới 1. ");
}

static void test_never_changed(Fixture *f, gconstpointer data) {
  static const char *const statements[] = {"UPDATE subject_past SET keychains = 9",
                                           "UPDATE subject_past SET entry = 7",
                                           "DELETE FROM subject_past",
                                           "UPDATE unit_past SET name = 'x'",
                                           "DELETE FROM unit_past",
                                           NULL};
  (void)data;
  add_units(f->db);
  add_subject(f->db, 1, "Thôn 1", 1, 1);
  append(f->db);
  assert_all_refused(f->db, statements);
}

int main(int argc, char **argv) {
  g_test_init(&argc, &argv, NULL);
  ADD("/reg/past/subjects", test_subjects);
  ADD("/reg/past/units", test_units);
  ADD("/reg/past/never-changed", test_never_changed);
  return g_test_run();
}
