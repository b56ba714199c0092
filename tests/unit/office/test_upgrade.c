/* An office whose registry the first version made: it opens, is brought up to date, and what was
 * endorsed then is still good. */
#include "office/audit.h"
#include "office/bundle_export.h"
#include "reg/migrate.h"
#include "unit/office/issued.h"

#define COUNT 3

static void make_registry(const Fixture *f) {
  g_autofree char *path = path_in(f, "registry.db");
  g_assert_cmpint(g_remove(path), ==, 0);
  g_autofree char *script = g_strconcat(
      khoa_migrate_script(0), "PRAGMA application_id = 1802006369; PRAGMA user_version = 1;", NULL);
  run_outside(f, script);
}

static void insert_batch(KhoaDb *db, const KhoaBatchRecord *batch) {
  g_autoptr(GError) error = NULL;
  khoa_layout_put(db, batch->layout, "keychain", ARTWORK, &error);
  khoa_db_run(db, &error,
              "INSERT INTO batch (number, kind, unit, hotline_set, office_name, unit_name, prefix,"
              "  layout, sheet, day, fund, count, public_key, endorsement)"
              " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
              "iisisssbsssibb", batch->number, (gint64)batch->kind, batch->unit, batch->hotline_set,
              batch->office_name, batch->unit_name, batch->prefix, batch->layout,
              sizeof batch->layout, batch->sheet, batch->day, batch->fund, batch->count,
              batch->public_key, sizeof batch->public_key, batch->endorsement,
              sizeof batch->endorsement);
  g_assert_no_error(error);
}

/* Unit and hotlines as they were imported, a batch as it was issued, and what the log said then. */
static void fill_registry(const Fixture *f, KhoaDb *db) {
  g_autoptr(GError) error = NULL;
  KhoaHotlinesRecord hotlines = {.unit = (char *)UNIT,
                                 .since = (char *)"2026-11-01",
                                 .count = 3,
                                 .numbers = {{(char *)"+842370867113", (char *)"Trực ban"},
                                             {(char *)"+84530000678", (char *)"Trưởng"},
                                             {(char *)"113", (char *)"Cảnh sát 113"}}};
  khoa_db_run(db, &error, "INSERT INTO unit VALUES ('15667', 'Xã Thọ Sơn', NULL)", "");
  khoa_hotlines_add(db, &hotlines, &error);
  khoa_db_run(db, &error,
              "INSERT INTO subject VALUES (1, '15667', zeroblob(32), 1, 'Thôn 1', 3, 0, 0,"
              "  zeroblob(32), x'00')",
              "");
  g_assert_no_error(error);
  KhoaSigner *signer = signer_of(1);
  KhoaBatchRecord batch = {.number = 1,
                           .kind = KHOA_KIND_KEYCHAIN,
                           .unit = (char *)UNIT,
                           .hotline_set = 1,
                           .office_name = (char *)OFFICE_NAME,
                           .unit_name = (char *)"Xã Thọ Sơn",
                           .prefix = (char *)PREFIX,
                           .sheet = (char *)"paper=a4",
                           .day = (char *)DAY,
                           .fund = (char *)"",
                           .count = COUNT};
  memcpy(batch.public_key, khoa_signer_public_key(signer), sizeof batch.public_key);
  crypto_hash_sha256(batch.layout, (const guint8 *)ARTWORK, strlen(ARTWORK));
  g_autoptr(GBytes) message = khoa_batch_endorsement_message(&batch, &hotlines);
  gsize length;
  const guint8 *bytes = g_bytes_get_data(message, &length);
  khoa_secret_key_endorse(f->office->authority_key, batch.endorsement, bytes, length);
  insert_batch(db, &batch);
  KhoaTagRecord tag = {.batch = 1, .subject = 1};
  for (tag.index = 1; tag.index <= COUNT; tag.index++) {
    sign(tag.signature, signer, (KhoaTag){KHOA_KIND_KEYCHAIN, 1, (guint32)tag.index});
    khoa_tag_add(db, &tag, &error);
  }
  khoa_signer_free(signer);
  g_assert_no_error(error);
}

static void fill_log(const Fixture *f, KhoaDb *db) {
  char authority[KHOA_AUTHORITY_TEXT_SIZE];
  khoa_authority_print(authority, &f->office->authority);
  const char *const entries[][3] = {
      {"init", "office", authority},
      {"unit import", "units", "1 added, 0 updated, 0 unchanged"},
      {"hotline set", UNIT, "3 added, 0 updated, 0 unchanged"},
      {"household import", UNIT, "1 added, 0 updated, 0 unchanged"},
      {"issue", "batch 1", "3 keychain tags of unit 15667"},
      {"draw", "batch 1", ""},
      {"tag handover", "batch 1: 2", ""},
      {"bundle export", "bundle 1", "1 units, 1 batches, 3 tags"},
  };
  g_autoptr(GError) error = NULL;
  for (gsize i = 0; i < G_N_ELEMENTS(entries); i++)
    khoa_log_append(db, NOW, "Lan", entries[i][0], entries[i][1], entries[i][2], &error);
  khoa_db_run(db, &error, "UPDATE tag SET status = 1 WHERE idx = 2", "");
  khoa_db_run(db, &error, "INSERT INTO batch_file VALUES (1, 'front.pdf', zeroblob(32))", "");
  khoa_db_run(db, &error, "INSERT INTO bundle VALUES (1, 1795420800, NULL, zeroblob(32))", "");
  g_assert_no_error(error);
}

static void set_up_old(Fixture *f, gconstpointer data) {
  g_autoptr(GError) error = NULL;
  set_up(f, data);
  g_clear_pointer(&f->office->db, khoa_db_close);
  make_registry(f);
  g_autofree char *path = path_in(f, "registry.db");
  g_autoptr(KhoaDb) old = khoa_db_open_as_is(path, &error);
  g_assert_no_error(error);
  fill_registry(f, old);
  fill_log(f, old);
  KhoaSecretKey *key = g_steal_pointer(&f->office->authority_key);
  g_clear_pointer(&old, khoa_db_close);
  khoa_office_free(f->office);
  f->office = open_office(f->folder); /* which brings it up to date */
  f->office->authority_key = key;
}

static void show(const KhoaFinding *finding, gpointer data) {
  (void)data;
  g_test_message("%s: %s", finding->object, finding->what);
}

static void test_still_good(Fixture *f, gconstpointer data) {
  (void)data;
  g_autoptr(GError) error = NULL;
  g_assert_cmpint(get_int(f, "PRAGMA user_version"), ==, khoa_migrate_version());
  g_autoptr(KhoaBatchRecord) batch = khoa_batch_load(f->office, 1, &error);
  g_assert_no_error(error);
  g_assert_false(batch->tags_covered);
  g_autoptr(GArray) tags = khoa_batch_whole(f->office, batch, &error);
  g_assert_no_error(error);
  g_assert_cmpuint(tags->len, ==, COUNT);
  KhoaFindings findings = {.visit = show};
  g_autoptr(KhoaAudit) audit = khoa_audit_new(f->office, &findings, &error);
  g_assert_true(khoa_audit_all(audit, &error));
  for (int kind = 0; kind < KHOA_FINDING_KINDS; kind++)
    g_assert_cmpuint(findings.counts[kind], ==, 0);
  g_clear_pointer(&audit, khoa_audit_free);
  KhoaExported exported;
  khoa_bundle_export(f->office, &(KhoaExportOrder){0}, &exported, &error);
  g_assert_no_error(error);
  g_assert_cmpint(exported.sequence, ==, 2);
  g_free(exported.path);
}

/* Less is known of it, but what was signed then is still held against what is there. */
static void test_tampering_is_found(Fixture *f, gconstpointer data) {
  (void)data;
  static const char *const edits[] = {"UPDATE tag SET signature = zeroblob(64) WHERE idx = 1",
                                      "DELETE FROM tag WHERE idx = 3",
                                      "UPDATE tag SET status = 3 WHERE idx = 2",
                                      "UPDATE batch SET day = '2026-01-01'",
                                      "UPDATE batch SET cost = 5",
                                      "UPDATE hotline SET label = 'x' WHERE position = 1",
                                      "UPDATE hotline_set SET since = '2026-10-01'",
                                      "UPDATE bundle SET created = 0"};
  run_outside(f, "DROP TRIGGER tag_kept_update; DROP TRIGGER tag_kept_delete;"
                 "DROP TRIGGER batch_kept_update; DROP TRIGGER hotline_kept_update;"
                 "DROP TRIGGER hotline_set_kept_update; DROP TRIGGER bundle_kept_update");
  for (gsize i = 0; i < G_N_ELEMENTS(edits); i++) {
    g_autoptr(GError) error = NULL;
    KhoaFindings findings = {.visit = show};
    khoa_db_begin(f->office->db, &error);
    khoa_db_script(f->office->db, edits[i], &error);
    g_autoptr(KhoaAudit) audit = khoa_audit_new(f->office, &findings, &error);
    g_assert_true(khoa_audit_all(audit, &error));
    g_assert_cmpuint(findings.counts[KHOA_FINDING_FAULT], >, 0);
    khoa_db_rollback(f->office->db);
  }
}

int main(int argc, char **argv) {
  g_test_init(&argc, &argv, NULL);
  if (sodium_init() < 0)
    return 2;
  g_test_add("/office/upgrade/still-good", Fixture, NULL, set_up_old, test_still_good, tear_down);
  g_test_add("/office/upgrade/tampering-is-found", Fixture, NULL, set_up_old,
             test_tampering_is_found, tear_down);
  return g_test_run();
}
