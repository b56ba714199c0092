/* Bundles made from a registry: whole, signed, rising, and never from a registry that somebody
 * changed by hand. */
#include "office/bundle_export.h"

#include "office/bundle_file.h"
#include "unit/office/issued.h"

static void set_up_batches(Fixture *f, gconstpointer data) {
  set_up(f, data);
  add_unit(f, UNIT, "Xã Thọ Sơn");
  add_unit(f, OTHER_UNIT, "Thị trấn Triệu Sơn");
  const gint64 set = add_hotlines(f, UNIT, "2026-11-01");
  const gint64 other_set = add_hotlines(f, OTHER_UNIT, "2026-11-01");
  add_batch(f, &(Order){1, KHOA_KIND_KEYCHAIN, UNIT, set, PREFIX, 5});
  add_batch(f, &(Order){2, KHOA_KIND_LOCK_TAG, OTHER_UNIT, other_set, OLD_PREFIX, 4});
  add_batch(f, &(Order){3, KHOA_KIND_LOCK_TAG, UNIT, set, "", 1});
  add_hotlines(f, UNIT, "2027-01-01");
}
#undef ADD
#define ADD(path, test) g_test_add(path, Fixture, NULL, set_up_batches, test, tear_down)

/* The path, which is the caller's. */
static char *export(const Fixture *f, const char *unit, const char *path, gint64 sequence) {
  KhoaExported exported;
  g_autoptr(GError) error = NULL;
  const KhoaExportOrder order = {.unit = unit, .path = path, .replace = TRUE};
  khoa_bundle_export(f->office, &order, &exported, &error);
  g_assert_no_error(error);
  g_assert_cmpint(exported.sequence, ==, sequence);
  return exported.path;
}

static void read_bundle(const Fixture *f, const char *path, KhoaBundle *bundle) {
  g_autoptr(GError) error = NULL;
  khoa_bundle_file_read(path, &f->office->authority, bundle, &error);
  g_assert_no_error(error);
}

/* Refused, with these words, and nothing is registered or left. */
static void assert_fails(const Fixture *f, const char *unit, const char *path, const char *words) {
  KhoaExported exported;
  g_autoptr(GError) error = NULL;
  g_autofree char *bundles = path_in(f, "bundles");
  const gint64 log = get_int(f, "SELECT count(*) FROM log");
  const guint before = files_in(bundles), beside = files_in(f->folder);
  const KhoaExportOrder order = {.unit = unit, .path = path, .replace = TRUE};
  g_assert_false(khoa_bundle_export(f->office, &order, &exported, &error));
  g_test_message("%s", error->message);
  assert_mentions(error, words);
  g_assert_null(exported.path);
  g_assert_cmpint(get_int(f, "SELECT count(*) FROM bundle"), ==, 0);
  g_assert_cmpint(get_int(f, "SELECT count(*) FROM log"), ==, log);
  g_assert_cmpuint(files_in(bundles), ==, before);
  g_assert_cmpuint(files_in(f->folder), ==, beside);
}

static void test_whole_office(Fixture *f, gconstpointer data) {
  (void)data;
  KhoaBundle bundle;
  set_status(f, 1, 1, KHOA_STATUS_IN_USE);
  set_status(f, 1, 5, KHOA_STATUS_SPOILED);
  g_autofree char *path = export(f, NULL, NULL, 1);
  g_assert_true(g_str_has_suffix(path, "/bundles/khoa-000001.khoa"));
  read_bundle(f, path, &bundle);
  g_assert_cmpuint(bundle.sequence, ==, 1);
  g_assert_cmpint(bundle.created, ==, NOW);
  g_assert_cmpuint(bundle.stale_after, ==, 100);
  assert_bytes(bundle.privacy, f->office->privacy_public, 32);
  g_assert_cmpuint(bundle.n_prefixes, ==, 2);
  g_assert_cmpstr(bundle.prefixes[0], ==, PREFIX);
  g_assert_cmpstr(bundle.prefixes[1], ==, OLD_PREFIX);
  g_assert_cmpuint(bundle.n_units, ==, 2);
  g_assert_cmpuint(bundle.n_hotlines, ==, 3);
  g_assert_cmpuint(bundle.n_batches, ==, 3);
  const KhoaBatch *batch = khoa_bundle_batch(&bundle, 1);
  static const KhoaStatus statuses[] = {KHOA_STATUS_IN_USE,  KHOA_STATUS_PRINTED,
                                        KHOA_STATUS_PRINTED, KHOA_STATUS_PRINTED,
                                        KHOA_STATUS_SPOILED, KHOA_STATUS_UNKNOWN};
  for (guint32 index = 1; index <= G_N_ELEMENTS(statuses); index++)
    g_assert_cmpint(khoa_batch_status(batch, index), ==, statuses[index - 1]);
  g_assert_cmpstr(batch->unit->name, ==, "Xã Thọ Sơn");
  g_assert_cmpstr(batch->issued, ==, DAY);
  g_assert_cmpuint(batch->hotlines->id, ==, 1);
  g_assert_cmpuint(khoa_bundle_current_hotlines(&bundle, batch->unit)->id, ==, 3);
  khoa_bundle_clear(&bundle);
}

static void test_one_unit(Fixture *f, gconstpointer data) {
  (void)data;
  KhoaBundle bundle;
  g_autofree char *path = export(f, OTHER_UNIT, NULL, 1);
  g_assert_true(g_str_has_suffix(path, "/bundles/khoa-" OTHER_UNIT "-000001.khoa"));
  read_bundle(f, path, &bundle);
  g_assert_cmpuint(bundle.n_units, ==, 1);
  g_assert_cmpuint(bundle.n_hotlines, ==, 1);
  g_assert_cmpuint(bundle.n_batches, ==, 1);
  g_assert_cmpuint(bundle.batches[0].number, ==, 2);
  khoa_bundle_clear(&bundle);
  g_assert_cmpint(get_int(f, "SELECT count(*) FROM bundle WHERE unit = '15664'"), ==, 1);
}

static void test_empty_office(Fixture *f, gconstpointer data) {
  (void)data;
  KhoaBundle bundle;
  g_autofree char *path = export(f, NULL, NULL, 1);
  read_bundle(f, path, &bundle);
  g_assert_cmpuint(bundle.n_units, ==, 0);
  g_assert_cmpuint(bundle.n_prefixes, ==, 1);
  khoa_bundle_clear(&bundle);
}

static void test_sequence_rises(Fixture *f, gconstpointer data) {
  (void)data;
  g_autofree char *named = path_in(f, "x.khoa");
  for (gint64 sequence = 1; sequence <= 4; sequence++) {
    g_autofree char *path =
        export(f, sequence == 2 ? UNIT : NULL, sequence > 2 ? named : NULL, sequence);
    KhoaBundle bundle;
    read_bundle(f, path, &bundle);
    g_assert_cmpuint(bundle.sequence, ==, (guint64)sequence);
    khoa_bundle_clear(&bundle);
    if (sequence == 3) { /* known to the registry, not to the folder or the process */
      KhoaSecretKey *key = g_steal_pointer(&f->office->authority_key);
      khoa_office_free(f->office);
      f->office = open_office(f->folder);
      f->office->authority_key = key;
    }
  }
  g_assert_cmpint(get_int(f, "SELECT count(*) FROM log WHERE act = 'bundle export'"), ==, 4);
}

static void test_stock_tool_verifies(Fixture *f, gconstpointer data) {
  (void)data;
  g_autofree char *path = path_in(f, "gói tin.khoa");
  g_free(export(f, NULL, path, 1));
  g_assert_true(run_shell(f, "minisign -Vm 'gói tin.khoa' -p authority.pub", NULL));
  g_assert_true(run_shell(f,
                          "minisign -QVm 'gói tin.khoa' -p authority.pub |"
                          " grep -E '^khoa bundle 1 log [0-9]+ [0-9a-f]{64}$'",
                          NULL));
  g_assert_false(run_shell(f, "minisign -Vm 'gói tin.khoa' -p privacy.pub", NULL));
}

static void test_no_personal_data(Fixture *f, gconstpointer data) {
  (void)data;
  gsize length;
  g_autofree char *path = export(f, NULL, NULL, 1), *text = read_bytes(path, &length);
  g_assert_null(strstr(text, "Thôn 1"));
  g_assert_null(strstr(text, "sealed"));
}

static void test_bad_targets(Fixture *f, gconstpointer data) {
  (void)data;
  g_autofree char *nowhere = path_in(f, "no/x.khoa"), *bundles = path_in(f, "bundles");
  assert_fails(f, NULL, nowhere, nowhere);
  assert_fails(f, NULL, bundles, bundles);
  assert_fails(f, "1", NULL, "unit '1' isn't in the registry");
  g_free(export(f, NULL, NULL, 1)); /* the number wasn't used up */
}

/* What somebody with the sqlite3 shell may do, and how it is told. */
static const struct Tampering {
  const char *name, *sql, *words;
} tamperings[] = {
    {"unit-name", "UPDATE batch SET unit_name = 'Xã Khác' WHERE number = 2",
     "batch 2: was changed"},
    {"office-name", "UPDATE batch SET office_name = 'x' WHERE number = 1", "batch 1: was changed"},
    {"count", "UPDATE batch SET count = 6 WHERE number = 1", "batch 1: was changed"},
    {"kind", "UPDATE batch SET kind = 1 WHERE number = 3", "batch 3: was changed"},
    {"hotline-set", "UPDATE batch SET hotline_set = 3 WHERE number = 1", "batch 1: was changed"},
    {"prefix", "UPDATE batch SET prefix = 'https://evil.vn/#' WHERE number = 1",
     "batch 1: was changed"},
    {"key", "UPDATE batch SET public_key = zeroblob(32) WHERE number = 1", "batch 1: was changed"},
    {"endorsement", "UPDATE batch SET endorsement = zeroblob(64) WHERE number = 1",
     "batch 1: was changed"},
    {"endorsement-of-another",
     "UPDATE batch SET endorsement = (SELECT endorsement FROM batch WHERE number = 3)"
     " WHERE number = 1",
     "batch 1: was changed"},
    {"renumbered",
     "PRAGMA foreign_keys = OFF; UPDATE batch SET number = 4 WHERE number = 3;"
     "UPDATE tag SET batch = 4 WHERE batch = 3",
     "batch 4: was changed"},
    {"made-up",
     "INSERT INTO batch SELECT 9, kind, unit, hotline_set, office_name, unit_name, prefix, layout,"
     " sheet, day, fund, count, zeroblob(32), endorsement, tags, cost FROM batch WHERE number = 3",
     "batch 9: was changed"},
    {"tag-removed", "DELETE FROM tag WHERE batch = 1 AND idx = 3", "batch 1: 3: is missing"},
    {"last-tag-removed", "DELETE FROM tag WHERE batch = 1 AND idx = 5", "batch 1: 5: is missing"},
    {"tag-added",
     "INSERT INTO tag SELECT batch, 6, subject, 1, signature FROM tag WHERE batch = 1 AND idx = 1",
     "batch 1: 6: was added"},
    {"tag-moved-far", "UPDATE tag SET idx = 99999 WHERE batch = 1 AND idx = 5",
     "batch 1: 5: is missing"},
    {"tag-moved-to-0",
     "PRAGMA ignore_check_constraints = ON;"
     "UPDATE tag SET idx = 0 WHERE batch = 1 AND idx = 2",
     "batch 1: 2: is missing"},
    {"made-up-status",
     "PRAGMA foreign_keys = OFF; UPDATE tag SET status = 15 WHERE batch = 1 AND idx = 1",
     "has a status that there is none of"},
};

static void test_tampering_is_refused(Fixture *f, gconstpointer data) {
  const struct Tampering *tampering = data;
  run_outside(f, "DROP TRIGGER batch_kept_update; DROP TRIGGER tag_kept_update;"
                 "DROP TRIGGER tag_kept_delete; DROP TRIGGER tag_status_path");
  run_outside(f, tampering->sql);
  assert_fails(f, NULL, NULL, tampering->words);
}

int main(int argc, char **argv) {
  g_test_init(&argc, &argv, NULL);
  if (sodium_init() < 0)
    return 2;
  ADD("/office/bundle-export/whole-office", test_whole_office);
  ADD("/office/bundle-export/one-unit", test_one_unit);
  g_test_add("/office/bundle-export/empty-office", Fixture, NULL, set_up, test_empty_office,
             tear_down);
  ADD("/office/bundle-export/sequence-rises", test_sequence_rises);
  ADD("/office/bundle-export/stock-tool-verifies", test_stock_tool_verifies);
  ADD("/office/bundle-export/no-personal-data", test_no_personal_data);
  ADD("/office/bundle-export/bad-targets", test_bad_targets);
  for (gsize i = 0; i < G_N_ELEMENTS(tamperings); i++) {
    g_autofree char *path =
        g_strconcat("/office/bundle-export/tampered/", tamperings[i].name, NULL);
    g_test_add(path, Fixture, &tamperings[i], set_up_batches, test_tampering_is_refused, tear_down);
  }
  return g_test_run();
}
