/* Heads of the log that were signed, by the authority and by former ones, and entries that can't
 * be. */
#include "office/audit.h"
#include "office/bundle_export.h"
#include "office/lineage.h"
#include "unit/office/issued.h"

static void set_up_batch(Fixture *f, gconstpointer data) {
  set_up(f, data);
  add_unit(f, UNIT, "Xã Thọ Sơn");
  add_batch(f, &(Order){1, KHOA_KIND_KEYCHAIN, UNIT, add_hotlines(f, UNIT, "2026-11-01"), "", 3});
}
#undef ADD
#define ADD(path, test) g_test_add(path, Fixture, NULL, set_up_batch, test, tear_down)

static void add_line(const KhoaFinding *finding, gpointer lines) {
  g_autofree char *line = khoa_finding_line(finding);
  g_test_message("%s: %s", khoa_finding_word(finding->kind), line);
  g_string_append_printf(lines, "%s: %s\n", khoa_finding_word(finding->kind), line);
}

/* Everything that the audit has to say; the caller's. */
static char *audit_of(const Fixture *f) {
  g_autoptr(GError) error = NULL;
  GString *lines = g_string_new(NULL);
  KhoaFindings findings = {.visit = add_line, .data = lines};
  g_autoptr(KhoaAudit) audit = khoa_audit_new(f->office, &findings, &error);
  g_assert_no_error(error);
  khoa_audit_all(audit, &error);
  g_assert_no_error(error);
  return g_string_free(lines, FALSE);
}

static void assert_clean(const Fixture *f) {
  g_autofree char *lines = audit_of(f);
  g_assert_cmpstr(lines, ==, "");
}

static void assert_found(const Fixture *f, const char *words) {
  g_autofree char *lines = audit_of(f);
  if (!strstr(lines, words))
    g_assert_cmpstr(lines, ==, words);
}

static void export(const Fixture *f) {
  KhoaExported exported;
  g_autoptr(GError) error = NULL;
  khoa_bundle_export(f->office, &(KhoaExportOrder){0}, &exported, &error);
  g_assert_no_error(error);
  g_free(exported.path);
}

/* From the office's authority to a new one, which then is it; the old key, the caller's. */
static KhoaSecretKey *hand_over(const Fixture *f) {
  KhoaOffice *office = f->office;
  g_autoptr(GError) error = NULL;
  KhoaSecretKey *old = office->authority_key, *new = make_key(f, "authority.pub");
  KhoaSuccessionRecord record = {.step = {.from = office->authority, .date = TODAY},
                                 .last_batch = 1};
  guint8 message[KHOA_SUCCESSION_MESSAGE_SIZE], adoption[KHOA_ADOPTION_MESSAGE_SIZE];
  char text[KHOA_AUTHORITY_TEXT_SIZE];
  khoa_secret_key_authority(new, &record.step.to);
  khoa_succession_message(message, &record.step.from, &record.step.to, record.step.date);
  khoa_secret_key_endorse(old, record.step.signature, message, sizeof message);
  khoa_batch_adoption_message(office->db, 1, adoption, &error);
  khoa_secret_key_endorse(new, record.adoption, adoption, sizeof adoption);
  khoa_succession_add(office->db, &record, &error);
  g_assert_no_error(error);
  khoa_authority_print(text, &record.step.to);
  log_act(f, KHOA_ACT_AUTHORITY, "authority", text);
  office->authority = record.step.to;
  office->authority_key = new;
  g_clear_pointer(&office->successions, g_array_unref);
  khoa_lineage_load(office, &error);
  g_assert_no_error(error);
  return old;
}

/* A bundle's signature by that key over the log as it stands, in bundles/. */
static void sign_head(const Fixture *f, const KhoaSecretKey *key, gint64 bundle) {
  char comment[KHOA_COMMENT_MAX], signature[KHOA_SIGNATURE_TEXT_MAX];
  guint8 head[KHOA_LOG_HASH_SIZE];
  gint64 entries;
  g_assert_true(khoa_log_head(f->office->db, &entries, head, NULL));
  khoa_head_print(comment, sizeof comment, bundle, entries, head);
  khoa_minisign_sign(signature, sizeof signature, key, (const guint8 *)"x", 1, comment);
  g_free(write_in(f, "bundles/forged.khoa.minisig", signature));
}

static void test_successions(Fixture *f, gconstpointer data) {
  (void)data;
  export(f);
  assert_clean(f);
  KhoaSecretKey *old = hand_over(f);
  assert_clean(f);
  export(f);
  assert_clean(f);
  sign_head(f, old, 3);
  assert_found(f, "fault: ");
  assert_found(f,
               "bundle 3 is signed by a former authority after it had handed over (log entry 5): "
               "its key may be stolen; trust no bundle by it");
  khoa_secret_key_free(old);
}

static void test_succession_not_logged(Fixture *f, gconstpointer data) {
  (void)data;
  khoa_secret_key_free(hand_over(f));
  run_outside(f, "DROP TRIGGER log_kept_update;"
                 "UPDATE log SET detail = 'x' WHERE act = 'authority handover'");
  assert_found(f, "fault: succession 1: was added by hand");
}

static void test_strangers(Fixture *f, gconstpointer data) {
  (void)data;
  KhoaSecretKey *stranger = khoa_secret_key_new();
  sign_head(f, stranger, 1);
  assert_found(f, "its signature isn't one by this office: signed by another key");
  khoa_secret_key_free(stranger);
}

/* The authority's own signature over a bundle that the log doesn't tell of. */
static void test_not_logged(Fixture *f, gconstpointer data) {
  (void)data;
  sign_head(f, f->office->authority_key, 1);
  assert_found(f, "the log doesn't tell of bundle 1 as it was signed");
}

/* A whole chain, by which things went that can't go so. */
static void test_impossible_entries(Fixture *f, gconstpointer data) {
  (void)data;
  static const struct {
    const char *act, *object, *words;
  } entries[] = {
      {KHOA_ACT_LOST, "batch 1: 1", "is of tags"}, /* never handed over */
      {KHOA_ACT_HANDOVER, "batch 1: 4", "is of tags"},
      {KHOA_ACT_HANDOVER, "batch 1: 0", "is of tags"},
      {KHOA_ACT_HANDOVER, "batch 1: 3-2", "is of tags"},
      {KHOA_ACT_HANDOVER, "batch 1: 2,x", "is of tags"},
      {KHOA_ACT_HANDOVER, "batch 1", "is of tags"},
      {KHOA_ACT_HANDOVER, "batch 9: 1", "is of tags"},
      {KHOA_ACT_HANDOVER, "tag 1", "is of tags"},
      {KHOA_ACT_ISSUE, "batch 1", "issues a batch"},
      {KHOA_ACT_ISSUE, "batch 0", "issues a batch"},
      {KHOA_ACT_ISSUE, "batch 7 ", "issues a batch"},
      {KHOA_ACT_DRAW, "batch 7", "draws a batch"},
      {KHOA_ACT_EXPORT, "bundle x", "exports a bundle"},
      {KHOA_ACT_INIT, "office", "founds an office"},
  };
  for (gsize i = 0; i < G_N_ELEMENTS(entries); i++) {
    khoa_db_begin(f->office->db, NULL);
    g_assert_true(khoa_office_log(f->office, entries[i].act, entries[i].object, "2 tags", NULL));
    g_autofree char *words = g_strconcat("fault: log entry 4: ", entries[i].words, NULL);
    assert_found(f, words);
    khoa_db_rollback(f->office->db);
  }
}

/* On the queue and off it, as the log tells. */
static void test_queue(Fixture *f, gconstpointer data) {
  (void)data;
  log_act(f, KHOA_ACT_QUEUE, "batch 1: 1-3", "vì sao");
  assert_found(f, "fault: batch 1: 1-3: was taken off the queue for replacement by hand");
  run_outside(f,
              "INSERT INTO replacement (old_batch, old_idx, reason) VALUES (1, 1, ''), (1, 2, ''),"
              " (1, 3, '')");
  assert_clean(f);
  log_act(f, KHOA_ACT_CANCEL, "batch 1: 2", "");
  assert_found(f, "fault: batch 1: 2: was queued for replacement by hand");
  run_outside(f, "DELETE FROM replacement WHERE old_idx = 2");
  assert_clean(f);
  set_status(f, 1, 3, KHOA_STATUS_SPOILED);
  run_outside(f, "DELETE FROM replacement WHERE old_idx = 3");
  assert_clean(f);
}

/* An audit must find each of them, not only the first. */
static void test_all_are_found(Fixture *f, gconstpointer data) {
  (void)data;
  run_outside(f, "DROP TRIGGER batch_kept_update; DROP TRIGGER log_kept_update;"
                 "DROP TRIGGER hotline_set_kept_update;"
                 "DROP TRIGGER hotline_kept_update; DROP TRIGGER tag_status_path;"
                 "UPDATE log SET actor = 'x' WHERE sequence IN (1, 2);"
                 "UPDATE hotline_set SET unit = '15664';"
                 "UPDATE batch SET count = 2; UPDATE tag SET status = 4 WHERE idx = 1");
  static const char *const words[] = {"log entry 1: ",
                                      "log entry 2: ",
                                      "hotline set 1 of unit 15664",
                                      "batch 1: was changed",
                                      "batch 1: doesn't have as many",
                                      "batch 1: 3: was added",
                                      "batch 1: 1: stands as revoked"};
  for (gsize i = 0; i < G_N_ELEMENTS(words); i++)
    assert_found(f, words[i]);
}

int main(int argc, char **argv) {
  g_test_init(&argc, &argv, NULL);
  if (sodium_init() < 0)
    return 2;
  ADD("/office/audit/successions", test_successions);
  ADD("/office/audit/succession-not-logged", test_succession_not_logged);
  ADD("/office/audit/strangers", test_strangers);
  ADD("/office/audit/not-logged", test_not_logged);
  ADD("/office/audit/impossible-entries", test_impossible_entries);
  ADD("/office/audit/queue", test_queue);
  ADD("/office/audit/all-are-found", test_all_are_found);
  return g_test_run();
}
