/* What surveyors found, as it is kept: every column comes back, and nobody changes one. */
#include "reg/round.h"
#include "reg/survey.h"
#include "reg/surveyor.h"
#include "reg/weakness.h"

#include "unit/reg/fixture.h"

#define NOW 1795420800

static void set_up_surveyor(Fixture *f, gconstpointer data) {
  set_up(f, data);
  g_autoptr(GError) error = NULL;
  gboolean changed;
  KhoaSurveyorRecord surveyor = {.unit = UNIT, .name = "Lan", .key = {2, 7}, .added = NOW};
  add_units(f->db);
  add_subject(f->db, 1, "Thôn 1", 1, 1);
  g_assert_true(khoa_surveyor_put(f->db, &surveyor, &error));
  g_assert_cmpint(surveyor.id, ==, 1);
  g_assert_true(khoa_round_open(f->db, UNIT, "2026-Q4", NOW, &changed, &error));
  g_assert_true(changed);
}
#undef ADD
#define ADD(path, test) g_test_add(path, Fixture, NULL, set_up_surveyor, test, tear_down)

static KhoaSurveyRow full_row(void) {
  KhoaSurveyRow row = {.surveyor = 1, .file = 1, .unit = UNIT, .private = {1, 2, 3}};
  row.record = (KhoaSurveyRecord){.number = 17,
                                  .mode = KHOA_SURVEY_LOOK,
                                  .round = "2026-Q4",
                                  .time = NOW - 60,
                                  .batch = 9999999,
                                  .index = 99999,
                                  .household = 1,
                                  .village = "Thôn 3 Mẫu",
                                  .found = KHOA_FOUND_DAMAGED,
                                  .grade = 4,
                                  .weaknesses = {2, 5, 10},
                                  .n_weaknesses = 3,
                                  .has_position = TRUE,
                                  .latitude = -1,
                                  .longitude = -180000,
                                  .has_verdict = TRUE,
                                  .bundle = 42,
                                  .verdict = {KHOA_VERDICT_UNKNOWN, KHOA_SIGNATURE_GOOD,
                                              KHOA_ADDRESS_OURS, KHOA_STATUS_UNKNOWN},
                                  .freshness = KHOA_FRESHNESS_STALE,
                                  .note = {1, 2, 3},
                                  .note_size = 112};
  return row;
}

static void put(KhoaDb *db, const KhoaSurveyRow *row, gboolean expected) {
  g_autoptr(GError) error = NULL;
  gboolean known;
  khoa_survey_put(db, row, &known, &error);
  g_assert_no_error(error);
  g_assert_cmpint(known, ==, expected);
}

static void add_file(KhoaDb *db, gboolean desk) {
  const KhoaSurveyFileRecord file = {.surveyor = 1,
                                     .number = 1,
                                     .desk = desk,
                                     .sha256 = {9},
                                     .created = NOW - 30,
                                     .imported = NOW,
                                     .records = 2};
  g_autoptr(GError) error = NULL;
  khoa_survey_file_add(db, &file, &error);
  g_assert_no_error(error);
}

static void assert_same(const KhoaSurveyRecord *a, const KhoaSurveyRecord *b) {
  g_assert_cmpstr(a->village, ==, b->village);
  g_assert_cmpint(a->has_position, ==, b->has_position);
  g_assert_cmpint(a->latitude, ==, b->latitude);
  g_assert_cmpint(a->longitude, ==, b->longitude);
  g_assert_cmpuint(a->note_size, ==, b->note_size);
  assert_bytes(a->note, b->note, a->note_size);
}

static void get(KhoaDb *db, gint64 number, KhoaSurveyRow *row) {
  g_autoptr(GError) error = NULL;
  gboolean found;
  khoa_survey_find(db, 1, number, row, &found, &error);
  g_assert_no_error(error);
  g_assert_true(found);
}

static void test_kept(Fixture *f, gconstpointer data) {
  (void)data;
  KhoaSurveyRow full = full_row(), bare = {.surveyor = 1, .file = 1, .unit = UNIT}, got;
  bare.record = (KhoaSurveyRecord){.number = 18,
                                   .mode = KHOA_SURVEY_LOOK,
                                   .round = "2026-Q4",
                                   .household = 1,
                                   .found = KHOA_FOUND_REFUSED};
  begin(f->db);
  put(f->db, &full, FALSE);
  put(f->db, &bare, FALSE);
  put(f->db, &full, TRUE);
  add_file(f->db, FALSE);
  commit(f->db);
  get(f->db, 17, &got);
  g_assert_true(khoa_survey_same(&got, &full));
  g_assert_cmpint(got.file, ==, 1);
  assert_same(&got.record, &full.record);
  get(f->db, 18, &got);
  g_assert_true(khoa_survey_same(&got, &bare));
  assert_same(&got.record, &bare.record);
  g_assert_cmpint(get_int(f->db, "SELECT count(*) FROM survey_record WHERE verdict IS NULL AND idx"
                                 " IS NULL AND grade IS NULL AND village IS NULL AND note IS NULL"),
                  ==, 1);
}

static void test_not_there(Fixture *f, gconstpointer data) {
  (void)data;
  KhoaSurveyRow got;
  KhoaSurveyFileRecord file;
  g_autoptr(GError) error = NULL;
  gboolean found = TRUE;
  g_assert_true(khoa_survey_find(f->db, 1, 17, &got, &found, &error));
  g_assert_false(found);
  g_assert_true(khoa_survey_file_find(f->db, 1, 1, &file, &found, &error));
  g_assert_false(found);
  gint64 next_file, next_record;
  g_assert_true(khoa_survey_next_numbers(f->db, 1, &next_file, &next_record, &error));
  g_assert_true(next_file == 1 && next_record == 1);
}

/* Each field counts, but for those that may be forgotten: those count by their hash. */
static void test_same(Fixture *f, gconstpointer data) {
  (void)f, (void)data;
  const KhoaSurveyRow row = full_row();
  KhoaSurveyRow other = row;
  other.file = 2;
  *other.record.village = '\0';
  other.record.note_size = 0;
  g_assert_true(khoa_survey_same(&row, &other));
#define DIFFERS(field, value)                                                                      \
  other = row;                                                                                     \
  other.field = value;                                                                             \
  g_assert_false(khoa_survey_same(&row, &other))
  DIFFERS(surveyor, 2);
  DIFFERS(unit[0], '2');
  DIFFERS(private[31], 1);
  DIFFERS(record.number, 18);
  DIFFERS(record.mode, KHOA_SURVEY_HANDOVER);
  DIFFERS(record.round[6], '3');
  DIFFERS(record.time, NOW);
  DIFFERS(record.batch, 1);
  DIFFERS(record.index, 1);
  DIFFERS(record.household, 2);
  DIFFERS(record.found, KHOA_FOUND_PRESENT);
  DIFFERS(record.grade, 0);
  DIFFERS(record.weaknesses[2], 9);
  DIFFERS(record.n_weaknesses, 2);
  DIFFERS(record.has_verdict, FALSE);
  DIFFERS(record.bundle, 41);
  DIFFERS(record.verdict.word, KHOA_VERDICT_GENUINE);
  DIFFERS(record.verdict.signature, KHOA_SIGNATURE_BAD);
  DIFFERS(record.verdict.address, KHOA_ADDRESS_NONE);
  DIFFERS(record.verdict.status, KHOA_STATUS_PRINTED);
  DIFFERS(record.freshness, KHOA_FRESHNESS_FRESH);
}

static void test_rules(Fixture *f, gconstpointer data) {
  (void)data;
  KhoaSurveyRow row = full_row();
  begin(f->db);
  put(f->db, &row, FALSE);
  add_file(f->db, FALSE);
  commit(f->db);
  assert_all_refused(
      f->db, (const char *const[]){
                 "UPDATE survey_record SET found = 1",
                 "UPDATE survey_record SET private = zeroblob(32)",
                 "UPDATE survey_record SET village = 'X'",
                 "UPDATE survey_record SET note = x'00'",
                 "UPDATE survey_record SET latitude = 0",
                 "DELETE FROM survey_record",
                 "UPDATE survey_weakness SET weakness = 1",
                 "DELETE FROM survey_weakness",
                 "UPDATE survey_file SET records = 0",
                 "DELETE FROM survey_file",
                 "UPDATE surveyor SET name = 'X'",
                 "DELETE FROM surveyor",
                 "UPDATE surveyor SET removed = 1",
                 "UPDATE round SET opened = 1",
                 "UPDATE round SET closed = 1",
                 "DELETE FROM round",
                 "UPDATE weakness SET name = 'X'",
                 "UPDATE weakness SET id = 99 WHERE id = 1",
                 "DELETE FROM weakness",
                 "INSERT INTO round VALUES ('15667', '2026-Q5', 1, NULL)",
                 "INSERT INTO weakness VALUES (100, 'X', 0)",
                 "INSERT INTO surveyor SELECT 2, unit, name, public_key, added, NULL FROM surveyor",
                 NULL});
  run(f->db, "UPDATE surveyor SET removed = added");
  assert_refused(f->db, "UPDATE surveyor SET removed = NULL");
}

static void test_references(Fixture *f, gconstpointer data) {
  (void)data;
  g_autoptr(GError) error = NULL;
  gboolean known;
  KhoaSurveyRow row = full_row();
  row.record.weaknesses[2] = 99;
  begin(f->db);
  g_assert_false(khoa_survey_put(f->db, &row, &known, &error));
  g_assert_error(error, KHOA_DB_ERROR, KHOA_DB_CONSTRAINT);
  g_clear_error(&error);
  khoa_db_rollback(f->db);
  row = full_row();
  begin(f->db);
  put(f->db, &row, FALSE);
  g_assert_false(khoa_db_commit(f->db, &error)); /* in no file */
  g_assert_error(error, KHOA_DB_ERROR, KHOA_DB_CONSTRAINT);
}

static void test_forgotten(Fixture *f, gconstpointer data) {
  (void)data;
  g_autoptr(GError) error = NULL;
  KhoaSurveyRow row = full_row(), got;
  begin(f->db);
  put(f->db, &row, FALSE);
  add_file(f->db, TRUE);
  commit(f->db);
  g_assert_true(khoa_survey_forget(f->db, 2, &error));
  get(f->db, 17, &got);
  assert_same(&got.record, &row.record);
  g_assert_true(khoa_survey_forget(f->db, 1, &error));
  get(f->db, 17, &got);
  g_assert_true(khoa_survey_same(&got, &row));
  g_assert_true(!*got.record.village && !got.record.has_position && !got.record.note_size);
}

static void test_digest(Fixture *f, gconstpointer data) {
  (void)f, (void)data;
  KhoaSurveyRow row = full_row();
  guint8 digests[4][KHOA_SURVEY_DIGEST_SIZE];
  for (int i = 0; i < 4; i++) {
    const KhoaSurveyFileRecord file = {.surveyor = 1, .number = 1, .records = i == 3};
    crypto_generichash_state state;
    row.record.grade = i == 1 ? 1 : 2;
    khoa_survey_digest_init(&state);
    khoa_survey_digest_add(&state, &row);
    khoa_survey_digest_end(&state, &file, digests[i]);
  }
  assert_bytes(digests[0], digests[2], sizeof digests[0]);
  g_assert_true(memcmp(digests[0], digests[1], sizeof digests[0]) != 0);
  g_assert_true(memcmp(digests[0], digests[3], sizeof digests[0]) != 0);
}

static void test_rounds(Fixture *f, gconstpointer data) {
  (void)data;
  g_autoptr(GError) error = NULL;
  g_autoptr(KhoaRoundRecord) closed = NULL, open = NULL, none = NULL;
  gboolean changed;
  g_assert_true(khoa_round_open(f->db, UNIT, "2026-Q4", NOW + 1, &changed, &error));
  g_assert_false(changed);
  /* A clock that was put back meanwhile. */
  g_assert_true(khoa_round_close(f->db, UNIT, "2026-Q4", 5, &changed, &error));
  g_assert_true(changed);
  g_assert_true(khoa_round_find(f->db, UNIT, "2026-Q4", &closed, &error));
  g_assert_cmpint(closed->closed, ==, NOW);
  g_assert_true(khoa_round_open(f->db, UNIT, "2026-Q4", NOW + 2, &changed, &error));
  g_assert_true(changed);
  g_assert_true(khoa_round_find(f->db, UNIT, "2026-Q4", &open, &error));
  g_assert_true(open->opened == NOW && !open->closed);
  g_assert_true(khoa_round_close(f->db, UNIT, "2026-Q3", NOW, &changed, &error));
  g_assert_false(changed);
  g_assert_true(khoa_round_find(f->db, UNIT, "2026-Q3", &none, &error));
  g_assert_null(none);
}

static void test_weaknesses(Fixture *f, gconstpointer data) {
  (void)data;
  gint64 id;
  for (int i = 11; i <= 99; i++) {
    g_autofree char *name = g_strdup_printf("Mẫu %d", i);
    g_assert_true(khoa_weakness_put(f->db, name, &id, NULL));
    g_assert_cmpint(id, ==, i);
  }
  g_autoptr(GError) error = NULL;
  g_assert_false(khoa_weakness_put(f->db, "one too many", &id, &error));
  assert_mentions(error, "all 99 numbers");
  g_autoptr(GPtrArray) list = khoa_weakness_list(f->db, NULL);
  g_assert_cmpuint(list->len, ==, 99);
}

int main(int argc, char **argv) {
  g_test_init(&argc, &argv, NULL);
  if (sodium_init() < 0)
    return 2;
  ADD("/survey/kept", test_kept);
  ADD("/survey/not-there", test_not_there);
  ADD("/survey/same", test_same);
  ADD("/survey/rules", test_rules);
  ADD("/survey/references", test_references);
  ADD("/survey/forgotten", test_forgotten);
  ADD("/survey/digest", test_digest);
  ADD("/survey/rounds", test_rounds);
  ADD("/survey/weaknesses", test_weaknesses);
  return g_test_run();
}
