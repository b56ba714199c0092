/* What can be told of a registry whose file somebody edited: its schema, references and rules. */
#include "reg/check.h"

#include "unit/reg/fixture.h"

static gboolean add_line(const char *fault, gpointer lines, GError **error) {
  (void)error;
  g_string_append_printf(lines, "%s\n", fault);
  return TRUE;
}

static gboolean add_drift(const KhoaSchemaDrift *drift, gpointer lines, GError **error) {
  (void)error;
  g_string_append_printf(lines, "%s %s %s %s;", drift->sql ? "ours" : "alien", drift->type,
                         drift->name, drift->present ? "there" : "missing");
  return TRUE;
}

static void assert_drift(const Fixture *f, const char *expected) {
  g_autoptr(GString) lines = g_string_new(NULL);
  g_autoptr(GError) error = NULL;
  khoa_check_schema(f->db, add_drift, lines, &error);
  g_assert_no_error(error);
  g_assert_cmpstr(lines->str, ==, expected);
}

static gboolean repair(const KhoaSchemaDrift *drift, gpointer db, GError **error) {
  return !khoa_schema_repairable(drift) || khoa_schema_repair(db, drift, error);
}

static void test_schema(Fixture *f, gconstpointer data) {
  (void)data;
  g_autoptr(GError) error = NULL;
  assert_drift(f, "");
  run_outside(f->path, "DROP TRIGGER batch_kept_update; DROP INDEX tag_of_subject;"
                       "CREATE INDEX tag_of_subject ON tag (status);"
                       "DROP TABLE replacement; CREATE TABLE replacement (x);"
                       "CREATE VIEW mine AS SELECT 1");
  reopen(f);
  assert_drift(f, "ours trigger batch_kept_update missing;ours table replacement there;"
                  "ours trigger replacement_kept_delete missing;"
                  "ours trigger replacement_kept_update missing;ours index replacement_of missing;"
                  "ours index replacement_queued missing;ours index tag_of_subject there;"
                  "alien view mine there;");
  run_outside(f->path, "DROP TABLE replacement; DROP VIEW mine");
  run_outside(f->path, "CREATE TABLE replacement (old_batch, old_idx, reason, batch, idx)");
  reopen(f);
  khoa_check_schema(f->db, repair, f->db, &error);
  g_assert_no_error(error);
  assert_drift(f, "ours table replacement there;"); /* its rows are nobody's to make up */
  add_units(f->db);
  add_batch(f->db, 1, KHOA_KIND_KEYCHAIN, 1);
  assert_refused(f->db, "UPDATE batch SET count = 2");
}

static void test_integrity(Fixture *f, gconstpointer data) {
  (void)data;
  g_autoptr(GString) lines = g_string_new(NULL);
  g_assert_true(khoa_check_integrity(f->db, add_line, lines, NULL));
  g_assert_cmpstr(lines->str, ==, "");
  run_outside(f->path,
              "PRAGMA ignore_check_constraints = ON; INSERT INTO unit VALUES ('x', '', NULL)");
  g_assert_true(khoa_check_integrity(f->db, add_line, lines, NULL));
  g_assert_nonnull(strstr(lines->str, "CHECK constraint failed in unit"));
}

static void test_references(Fixture *f, gconstpointer data) {
  (void)data;
  g_autoptr(GString) lines = g_string_new(NULL);
  add_units(f->db);
  g_assert_true(khoa_check_references(f->db, add_line, lines, NULL));
  g_assert_cmpstr(lines->str, ==, "");
  run_outside(f->path, "PRAGMA foreign_keys = OFF; DELETE FROM unit");
  g_assert_true(khoa_check_references(f->db, add_line, lines, NULL));
  g_assert_cmpstr(lines->str, ==,
                  "2 rows of hotline_set refer to rows of unit that aren't there, the first is row "
                  "1\n2 rows of unit_past refer to rows of unit that aren't there\n");
}

static void test_paths(Fixture *f, gconstpointer data) {
  (void)data;
  static const char *const edits[] = {"INSERT INTO status_path VALUES (4, 1)",
                                      "DELETE FROM status_path WHERE status = 3",
                                      "UPDATE status SET word = 'x' WHERE id = 5"};
  gboolean same;
  for (gsize i = 0; i < G_N_ELEMENTS(edits); i++) {
    begin(f->db);
    g_assert_true(khoa_check_paths(f->db, &same, NULL) && same);
    run(f->db, edits[i]);
    g_assert_true(khoa_check_paths(f->db, &same, NULL) && !same);
    khoa_db_rollback(f->db);
  }
}

int main(int argc, char **argv) {
  g_test_init(&argc, &argv, NULL);
  ADD("/reg/check/schema", test_schema);
  ADD("/reg/check/integrity", test_integrity);
  ADD("/reg/check/references", test_references);
  ADD("/reg/check/paths", test_paths);
  return g_test_run();
}
