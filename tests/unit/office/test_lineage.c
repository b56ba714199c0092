/* Authorities one after another: what stays endorsed, what a stolen key can't do, and handovers
 * that were cut short. */
#include "office/authority.h"
#include "office/backup.h"
#include "office/lineage.h"
#include "unit/office/issued.h"

#define PASSPHRASE "mật khẩu"

/* Two batches of the first authority's time. */
static void set_up_batches(Fixture *f, gconstpointer data) {
  set_up(f, data);
  add_unit(f, UNIT, "Xã Thọ Sơn");
  const gint64 set = add_hotlines(f, UNIT, "2026-11-01");
  add_batch(f, &(Order){1, KHOA_KIND_KEYCHAIN, UNIT, set, PREFIX, 2});
  add_batch(f, &(Order){2, KHOA_KIND_LOCK_TAG, UNIT, set, PREFIX, 2});
}
#define ADD_BATCHES(path, test) g_test_add(path, Fixture, NULL, set_up_batches, test, tear_down)

static void hand_over(const Fixture *f) {
  g_autoptr(GError) error = NULL;
  khoa_authority_handover(f->office, PASSPHRASE, &error);
  g_assert_no_error(error);
}

static void assert_endorsed(const Fixture *f, gint64 number) {
  g_autoptr(GError) error = NULL;
  g_autoptr(KhoaBatchRecord) batch = khoa_batch_load(f->office, number, &error);
  g_assert_no_error(error);
}

static void assert_not_endorsed(const Fixture *f, gint64 number, const char *words) {
  g_autoptr(GError) error = NULL;
  g_autoptr(KhoaBatchRecord) batch = khoa_batch_load(f->office, number, &error);
  assert_mentions(error, words);
}

/* As the next command would find it. */
static void reopen(Fixture *f) {
  khoa_office_free(g_steal_pointer(&f->office));
  f->office = open_office(f->folder);
}

static void assert_opens_not(Fixture *f, const char *words) {
  g_autoptr(GError) error = NULL;
  const KhoaWorld world = {f->folder, ".", "Lan", NOW, NULL};
  khoa_office_free(g_steal_pointer(&f->office));
  g_assert_null(khoa_office_open(&world, &error));
  assert_mentions(error, words);
}

static void test_twice(Fixture *f, gconstpointer data) {
  (void)data;
  const KhoaAuthority first = f->office->authority;
  hand_over(f);
  const KhoaAuthority second = f->office->authority;
  add_batch(f, &(Order){3, KHOA_KIND_KEYCHAIN, UNIT, 1, PREFIX, 1});
  hand_over(f);
  add_batch(f, &(Order){4, KHOA_KIND_KEYCHAIN, UNIT, 1, PREFIX, 1});
  for (int again = 0; again < 2; again++) {
    for (gint64 number = 1; number <= 4; number++)
      assert_endorsed(f, number);
    g_assert_cmpuint(f->office->successions->len, ==, 2);
    g_assert_true(khoa_lineage_includes(f->office, &first));
    g_assert_true(khoa_lineage_includes(f->office, &second));
    g_assert_true(khoa_authority_equal(khoa_lineage_signer(f->office, 2), &first));
    g_assert_true(khoa_authority_equal(khoa_lineage_signer(f->office, 3), &second));
    g_assert_true(khoa_authority_equal(khoa_lineage_signer(f->office, 4), &f->office->authority));
    g_assert_cmpstr(khoa_lineage_handover_of(f->office, first.number)->date, ==, TODAY);
    g_assert_null(khoa_lineage_handover_of(f->office, f->office->authority.number));
    reopen(f);
  }
  g_assert_true(khoa_office_unlock_authority(f->office, PASSPHRASE, NULL));
  g_assert_cmpint(get_int(f, "SELECT count(*) FROM log WHERE act = 'authority handover'"), ==, 2);
}

/* A copy of the present authority's key, as a thief has it. */
static KhoaSecretKey *steal_key(const Fixture *f) {
  guint8 seed[KHOA_SECRET_SEED_SIZE];
  khoa_secret_key_seed(f->office->authority_key, seed);
  return khoa_secret_key_from_seed(seed, f->office->authority.number);
}

static void forge_batch(const Fixture *f, KhoaSecretKey *stolen, gint64 number) {
  KhoaSecretKey *ours = f->office->authority_key;
  f->office->authority_key = stolen;
  add_batch(f, &(Order){number, KHOA_KIND_KEYCHAIN, UNIT, 1, PREFIX, 1});
  f->office->authority_key = ours;
}

#define DROP_GUARDS                                                                                \
  "DROP TRIGGER batch_kept_update; DROP TRIGGER batch_kept_delete; DROP TRIGGER tag_kept_delete;"  \
  "DROP TRIGGER succession_kept_update; DROP TRIGGER succession_kept_delete;"                      \
  "PRAGMA foreign_keys = OFF;"

/* With the first key a thief signs whatever he likes, and who gets at the registry's file drops
 * what guards it: still nothing that he puts there is endorsed. */
static void test_stolen_key_endorses_nothing(Fixture *f, gconstpointer data) {
  (void)data;
  KhoaSecretKey *stolen = steal_key(f);
  hand_over(f);
  forge_batch(f, stolen, 3);
  assert_not_endorsed(f, 3, "batch 3 was changed in the registry by hand");
  run_outside(f, DROP_GUARDS "UPDATE succession SET last_batch = 3");
  reopen(f);
  assert_not_endorsed(f, 3, "a batch up to 3 was changed in the registry by hand");
  assert_not_endorsed(f, 1, "a batch up to 3 was changed in the registry by hand");
  khoa_secret_key_free(stolen);
}

static void test_stolen_key_changes_no_batch(Fixture *f, gconstpointer data) {
  (void)data;
  KhoaSecretKey *stolen = steal_key(f);
  hand_over(f);
  run_outside(f, DROP_GUARDS "DELETE FROM tag WHERE batch = 2; DELETE FROM batch WHERE number = 2");
  forge_batch(f, stolen, 2);
  assert_not_endorsed(f, 2, "a batch up to 2 was changed in the registry by hand");
  khoa_secret_key_free(stolen);
}

/* Puts a succession signed by `from` into the registry, in the place of all others. */
static void forge_succession(const Fixture *f, const KhoaSecretKey *from, const KhoaAuthority *to,
                             const char *day) {
  KhoaSuccessionRecord record = {.last_batch = 2};
  guint8 message[KHOA_SUCCESSION_MESSAGE_SIZE];
  g_autoptr(GError) error = NULL;
  khoa_secret_key_authority(from, &record.step.from);
  record.step.to = *to;
  g_strlcpy(record.step.date, day, sizeof record.step.date);
  khoa_succession_message(message, &record.step.from, to, record.step.date);
  khoa_secret_key_endorse(from, record.step.signature, message, sizeof message);
  khoa_succession_add(f->office->db, &record, &error);
  g_assert_no_error(error);
}

static void test_stolen_key_hands_over_to_nobody(Fixture *f, gconstpointer data) {
  (void)data;
  KhoaSecretKey *stolen = steal_key(f), *thiefs = make_key(f, "authority.next.pub");
  KhoaAuthority thief;
  khoa_secret_key_authority(thiefs, &thief);
  g_assert_true(run_shell(f, "mv authority.next.pub thief.pub", NULL));
  hand_over(f);
  run_outside(f, DROP_GUARDS "DELETE FROM succession");
  forge_succession(f, stolen, &thief, TODAY);
  g_assert_true(run_shell(f, "mv thief.pub authority.next.pub", NULL));
  assert_opens_not(f, "authority.pub isn't the authority");
  khoa_secret_key_free(stolen);
  khoa_secret_key_free(thiefs);
}

static void test_only_a_line(Fixture *f, gconstpointer data) {
  (void)data;
  static const char words[] = "the registry's successions were changed by hand";
  const KhoaAuthority first = f->office->authority;
  KhoaSecretKey *old = steal_key(f);
  hand_over(f);
  KhoaSecretKey *new = steal_key(f);
  forge_succession(f, new, &first, TODAY); /* back to the first */
  assert_opens_not(f, words);
  run_outside(f, DROP_GUARDS "DELETE FROM succession WHERE id > 1;"
                             "UPDATE succession SET signature = zeroblob(64)");
  f->office = NULL;
  assert_opens_not(f, words);
  khoa_secret_key_free(old);
  khoa_secret_key_free(new);
}

/* Twice from one key: the schema refuses it. */
static void test_no_fork(Fixture *f, gconstpointer data) {
  (void)data;
  KhoaSecretKey *old = steal_key(f);
  KhoaSuccessionRecord record = {0};
  g_autoptr(GError) error = NULL;
  hand_over(f);
  khoa_secret_key_authority(old, &record.step.from);
  memset(&record.step.to, 7, sizeof record.step.to);
  g_strlcpy(record.step.date, TODAY, sizeof record.step.date);
  g_assert_false(khoa_succession_add(f->office->db, &record, &error));
  g_assert_error(error, KHOA_DB_ERROR, KHOA_DB_CONSTRAINT);
  khoa_secret_key_free(old);
}

static void assert_refuses_to_hand_over(const Fixture *f, const char *words) {
  g_autoptr(GError) error = NULL;
  const KhoaAuthority before = f->office->authority;
  g_assert_false(khoa_authority_handover(f->office, PASSPHRASE, &error));
  assert_mentions(error, words);
  g_assert_true(khoa_authority_equal(&f->office->authority, &before));
  g_assert_cmpint(get_int(f, "SELECT count(*) FROM log WHERE act = 'authority handover'"), <=, 1);
}

/* What was tampered with isn't taken over, and days don't run backwards. */
static void test_refused_handovers(Fixture *f, gconstpointer data) {
  (void)data;
  hand_over(f);
  f->office->now -= 86400;
  assert_refuses_to_hand_over(f, "set the clock");
  f->office->now += 86400;
  run_outside(
      f, "DROP TRIGGER batch_kept_update; UPDATE batch SET fund = 'donation' WHERE number = 2");
  assert_refuses_to_hand_over(f, "batch 2 was changed");
}

/* Killed between registering it and putting the keys in place. */
static void test_cut_short(Fixture *f, gconstpointer data) {
  (void)data;
  static const char *const states[] = {"mv authority.key authority.next.key; mv authority.pub "
                                       "authority.next.pub; cp old authority.pub;"
                                       "echo old >authority.key; chmod 600 authority.key",
                                       "mv authority.pub authority.next.pub; cp old authority.pub"};
  for (gsize i = 0; i < G_N_ELEMENTS(states); i++) {
    g_assert_true(run_shell(f, "cp authority.pub old", NULL));
    hand_over(f);
    const KhoaAuthority new = f->office->authority;
    const guint files = files_in(f->folder);
    g_assert_true(run_shell(f, states[i], NULL));
    reopen(f);
    g_assert_true(khoa_authority_equal(&f->office->authority, &new));
    g_assert_true(khoa_office_unlock_authority(f->office, PASSPHRASE, NULL));
    g_assert_cmpuint(files_in(f->folder), ==, files);
    assert_endorsed(f, 1);
  }
}

/* Killed before registering it: the old authority holds, and what was left gives way. */
static void test_never_registered(Fixture *f, gconstpointer data) {
  (void)data;
  const KhoaAuthority first = f->office->authority;
  KhoaSecretKey *key = f->office->authority_key;
  f->office->authority_key = NULL;
  khoa_secret_key_free(make_key(f, "authority.next.pub"));
  g_free(write_in(f, "authority.next.key", "left"));
  g_free(write_in(f, "authority.next.key.unfinished-abc123", "left"));
  g_free(write_in(f, "authority.key.unfinished-abc123", "left"));
  reopen(f);
  f->office->authority_key = key;
  g_assert_true(khoa_authority_equal(&f->office->authority, &first));
  hand_over(f);
  g_assert_true(run_shell(f, "! ls | grep 'next\\|abc123'; ! grep -r left authority.*", NULL));
}

/* Its keys might be of one time and its registry of another. */
static void test_backup_meanwhile(Fixture *f, gconstpointer data) {
  (void)data;
  g_autoptr(KhoaOffice) running = open_office(f->folder);
  g_autoptr(GError) error = NULL;
  g_auto(KhoaBackup) early = {0}, late = {0};
  g_autofree char *path = path_in(f, "saved"), *key = write_in(f, "privacy.key", "any");
  g_assert_cmpint(g_chmod(key, 0600), ==, 0);
  hand_over(f);
  g_assert_false(khoa_backup_write(running, path, FALSE, &early, &error));
  assert_mentions(error, "handed over meanwhile");
  g_assert_false(g_file_test(path, G_FILE_TEST_EXISTS));
  g_clear_error(&error);
  g_assert_true(khoa_backup_write(f->office, path, FALSE, &late, &error));
  g_assert_no_error(error);
}

/* A khoa that runs since before the handover follows it to read, and signs nothing any more. */
static void test_meanwhile(Fixture *f, gconstpointer data) {
  (void)data;
  g_autoptr(KhoaOffice) running = open_office(f->folder);
  g_autoptr(KhoaOffice) signing = open_office(f->folder);
  g_autoptr(GError) error = NULL, refused = NULL;
  signing->authority_key = steal_key(f);
  hand_over(f);
  add_batch(f, &(Order){3, KHOA_KIND_KEYCHAIN, UNIT, 1, PREFIX, 1});
  for (gint64 number = 1; number <= 3; number++) {
    g_autoptr(KhoaBatchRecord) batch = khoa_batch_load(running, number, &error);
    g_assert_no_error(error);
  }
  g_assert_true(khoa_authority_equal(&running->authority, &f->office->authority));
  g_autoptr(KhoaBatchRecord) batch = khoa_batch_load(f->office, 3, &error);
  g_assert_false(khoa_batch_endorse(signing, batch, &refused));
  assert_mentions(refused, "handed over by another khoa meanwhile");
}

int main(int argc, char **argv) {
  g_test_init(&argc, &argv, NULL);
  if (sodium_init() < 0)
    return 2;
  ADD_BATCHES("/office/lineage/twice", test_twice);
  ADD_BATCHES("/office/lineage/stolen-key-endorses-nothing", test_stolen_key_endorses_nothing);
  ADD_BATCHES("/office/lineage/stolen-key-changes-no-batch", test_stolen_key_changes_no_batch);
  ADD_BATCHES("/office/lineage/stolen-key-hands-over", test_stolen_key_hands_over_to_nobody);
  ADD_BATCHES("/office/lineage/only-a-line", test_only_a_line);
  ADD_BATCHES("/office/lineage/no-fork", test_no_fork);
  ADD_BATCHES("/office/lineage/refused", test_refused_handovers);
  ADD_BATCHES("/office/lineage/cut-short", test_cut_short);
  ADD_BATCHES("/office/lineage/never-registered", test_never_registered);
  ADD_BATCHES("/office/lineage/meanwhile", test_meanwhile);
  ADD_BATCHES("/office/lineage/backup-meanwhile", test_backup_meanwhile);
  return g_test_run();
}
