/* Batches: numbers never given twice, rows never changed, and what their endorsement is over. */
#include "unit/reg/fixture.h"

#include <sodium.h>

static void set_up_units(Fixture *f, gconstpointer data) {
  set_up(f, data);
  add_units(f->db);
}
#undef ADD
#define ADD(path, test) g_test_add(path, Fixture, NULL, set_up_units, test, tear_down)

static KhoaBatchRecord *find(KhoaDb *db, gint64 number) {
  KhoaBatchRecord *batch;
  g_autoptr(GError) error = NULL;
  khoa_batch_find(db, number, &batch, &error);
  g_assert_no_error(error);
  return batch;
}

static gint64 next_number(KhoaDb *db) {
  gint64 number;
  g_autoptr(GError) error = NULL;
  g_assert_true(khoa_batch_next_number(db, &number, &error));
  return number;
}

static void assert_same_message(const KhoaBatchRecord *a, const KhoaBatchRecord *b, gboolean same) {
  const KhoaHotlinesRecord hotlines = {
      .since = (char *)"2026-11-01", .count = 1, .numbers = {{(char *)"113", (char *)"Cảnh sát"}}};
  g_autoptr(GBytes) x = khoa_batch_endorsement_message(a, &hotlines);
  g_autoptr(GBytes) y = khoa_batch_endorsement_message(b, &hotlines);
  g_assert_cmpint(g_bytes_equal(x, y), ==, same);
}

static void test_comes_back(Fixture *f, gconstpointer data) {
  (void)data;
  const KhoaBatchRecord batch = sample_batch(9999999, KHOA_KIND_LOCK_TAG, 99999);
  add_batch(f->db, batch.number, batch.kind, batch.count);
  g_autoptr(KhoaBatchRecord) got = find(f->db, batch.number);
  assert_same_message(&batch, got, TRUE);
  assert_bytes(got->endorsement, batch.endorsement, sizeof batch.endorsement);
  g_assert_cmpint(got->kind, ==, KHOA_KIND_LOCK_TAG);
  g_assert_cmpstr(got->unit_name, ==, "Xã Thọ Sơn");
  g_assert_false(got->drawn);
  g_assert_true(got->numbers_current);
  for (gint64 number = -1; number <= 1; number++)
    g_assert_null(find(f->db, number));
}

static void test_cost_comes_back(Fixture *f, gconstpointer data) {
  (void)data;
  g_autoptr(GError) error = NULL;
  KhoaBatchRecord batch = sample_batch(1, KHOA_KIND_LOCK_TAG, 9);
  add_batch(f->db, 2, KHOA_KIND_LOCK_TAG, 9);
  batch.cost_covered = TRUE;
  batch.cost = 45000;
  batch.public_key[31]++;
  g_assert_true(khoa_batch_add(f->db, &batch, &error));
  g_autoptr(KhoaBatchRecord) got = find(f->db, 1), older = find(f->db, 2);
  assert_same_message(&batch, got, TRUE);
  g_assert_cmpint(got->cost, ==, 45000);
  g_assert_false(older->cost_covered);
  g_assert_cmpint(older->cost, ==, 0);
}

static void test_list(Fixture *f, gconstpointer data) {
  (void)data;
  g_autoptr(GError) error = NULL;
  KhoaBatchRecord other = sample_batch(1, KHOA_KIND_KEYCHAIN, 1);
  other.unit = (char *)OTHER_UNIT;
  other.hotline_set = 2;
  add_batch(f->db, 3, KHOA_KIND_KEYCHAIN, 1);
  g_assert_true(khoa_batch_add(f->db, &other, &error));
  add_batch(f->db, 2, KHOA_KIND_KEYCHAIN, 1);
  g_autoptr(GPtrArray) all = khoa_batch_list(f->db, NULL, &error);
  g_autoptr(GPtrArray) unit = khoa_batch_list(f->db, UNIT, &error);
  g_assert_cmpuint(all->len, ==, 3);
  for (guint i = 0; i < all->len; i++)
    g_assert_cmpint(((KhoaBatchRecord *)g_ptr_array_index(all, i))->number, ==, i + 1);
  g_assert_cmpuint(unit->len, ==, 2);
  g_assert_cmpint(((KhoaBatchRecord *)g_ptr_array_index(unit, 0))->number, ==, 2);
}

static void test_number_is_never_given_twice(Fixture *f, gconstpointer data) {
  (void)data;
  g_autoptr(GError) error = NULL;
  g_assert_cmpint(next_number(f->db), ==, 1);
  add_batch(f->db, 1, KHOA_KIND_KEYCHAIN, 1);
  add_batch(f->db, 7, KHOA_KIND_KEYCHAIN, 1);
  g_assert_cmpint(next_number(f->db), ==, 8);
  reopen(f);
  g_assert_cmpint(next_number(f->db), ==, 8);
  KhoaBatchRecord again = sample_batch(7, KHOA_KIND_LOCK_TAG, 1);
  again.public_key[31] = 1;
  g_assert_false(khoa_batch_add(f->db, &again, &error));
  g_assert_error(error, KHOA_DB_ERROR, KHOA_DB_CONSTRAINT);
}

typedef void (*Spoil)(KhoaBatchRecord *batch);
static void zero_number(KhoaBatchRecord *batch) {
  batch->number = 0;
}
static void great_number(KhoaBatchRecord *batch) {
  batch->number = KHOA_BATCH_MAX + 1;
}
static void specimen_kind(KhoaBatchRecord *batch) {
  batch->kind = KHOA_KIND_SPECIMEN;
}
static void unknown_unit(KhoaBatchRecord *batch) {
  batch->unit = (char *)"1";
}
static void unknown_set(KhoaBatchRecord *batch) {
  batch->hotline_set = 3;
}
static void other_units_set(KhoaBatchRecord *batch) {
  batch->hotline_set = 2;
}
static void unknown_layout(KhoaBatchRecord *batch) {
  batch->layout[0]++;
}
static void no_day(KhoaBatchRecord *batch) {
  batch->day = (char *)"today";
}
static void no_such_day(KhoaBatchRecord *batch) {
  batch->day = (char *)"2026-02-29";
}
static void unknown_fund(KhoaBatchRecord *batch) {
  batch->fund = (char *)"gold";
}
static void no_tags(KhoaBatchRecord *batch) {
  batch->count = 0;
}
static void too_many_tags(KhoaBatchRecord *batch) {
  batch->count = KHOA_INDEX_MAX + 1;
}
static void known_key(KhoaBatchRecord *batch) {
  *batch->public_key = 1;
}
static void no_office(KhoaBatchRecord *batch) {
  batch->office_name = NULL;
}

static void test_bad_ones_are_refused(Fixture *f, gconstpointer data) {
  (void)data;
  static const Spoil spoils[] = {zero_number, great_number,    specimen_kind,  unknown_unit,
                                 unknown_set, other_units_set, unknown_layout, no_day,
                                 no_such_day, unknown_fund,    no_tags,        too_many_tags,
                                 known_key,   no_office};
  add_batch(f->db, 1, KHOA_KIND_KEYCHAIN, 1);
  for (gsize i = 0; i < G_N_ELEMENTS(spoils); i++) {
    g_autoptr(GError) error = NULL;
    KhoaBatchRecord batch = sample_batch(2, KHOA_KIND_KEYCHAIN, 1);
    spoils[i](&batch);
    g_test_message("%zu", i);
    g_assert_false(khoa_batch_add(f->db, &batch, &error));
    g_assert_error(error, KHOA_DB_ERROR, KHOA_DB_CONSTRAINT);
  }
  add_batch(f->db, 2, KHOA_KIND_KEYCHAIN, 1); /* unspoiled, it is taken */
}

static void test_never_changed(Fixture *f, gconstpointer data) {
  (void)data;
  static const char *const statements[] = {
      "UPDATE batch SET count = 2",
      "UPDATE batch SET unit_name = 'x' WHERE number = 1",
      "UPDATE batch SET public_key = zeroblob(32)",
      "UPDATE batch SET number = 2",
      "DELETE FROM batch",
      "INSERT OR REPLACE INTO batch SELECT number, kind, unit, hotline_set, office_name,"
      " unit_name, prefix, layout, sheet, day, fund, 2, public_key, endorsement, tags, cost"
      " FROM batch",
      "DELETE FROM layout",
      "DELETE FROM hotline_set",
      NULL};
  add_batch(f->db, 1, KHOA_KIND_KEYCHAIN, 1);
  assert_all_refused(f->db, statements);
}

static void test_drawn_once_it_has_files(Fixture *f, gconstpointer data) {
  (void)data;
  guint8 hash[KHOA_SHA256_SIZE] = {1};
  g_autoptr(GError) error = NULL;
  add_batch(f->db, 1, KHOA_KIND_KEYCHAIN, 1);
  add_batch(f->db, 2, KHOA_KIND_KEYCHAIN, 1);
  for (int i = 0; i < 2; i++, hash[0]++)
    g_assert_true(khoa_batch_add_file(f->db, 1, "front.pdf", hash, &error));
  g_autoptr(KhoaBatchRecord) first = find(f->db, 1), second = find(f->db, 2);
  g_assert_true(first->drawn);
  g_assert_false(second->drawn);
  g_assert_cmpint(get_int(f->db, "SELECT count(*) FROM batch_file"), ==, 1);
  g_assert_false(khoa_batch_add_file(f->db, 3, "front.pdf", hash, &error));
  g_assert_error(error, KHOA_DB_ERROR, KHOA_DB_CONSTRAINT);
}

static gboolean numbers_current(KhoaDb *db) {
  g_autoptr(KhoaBatchRecord) batch = find(db, 1);
  return batch->numbers_current;
}

static void test_newer_set_outdates(Fixture *f, gconstpointer data) {
  (void)data;
  add_batch(f->db, 1, KHOA_KIND_KEYCHAIN, 1);
  add_hotlines(f->db, OTHER_UNIT, "2027-01-01");
  add_hotlines(f->db, UNIT, "2026-10-31");
  g_assert_true(numbers_current(f->db));
  add_hotlines(f->db, UNIT, "2026-11-01"); /* of the same day, but later */
  g_assert_false(numbers_current(f->db));
}

/* Every fact that is printed or decides the drawing; one byte more or less and it doesn't fit. */
static void test_endorsement_is_over_everything(Fixture *f, gconstpointer data) {
  (void)f, (void)data;
  const KhoaBatchRecord plain = sample_batch(12, KHOA_KIND_KEYCHAIN, 34);
  KhoaBatchRecord changed[12];
  for (gsize i = 0; i < G_N_ELEMENTS(changed); i++)
    changed[i] = plain;
  changed[0].number = 123;
  changed[1].kind = KHOA_KIND_LOCK_TAG;
  changed[2].unit = (char *)OTHER_UNIT;
  changed[3].hotline_set = 2;
  changed[4].office_name = (char *)"Công an huyện Triệu Sơn ";
  changed[5].unit_name = (char *)"";
  changed[6].prefix = (char *)"";
  changed[7].layout[31]++;
  changed[8].sheet = (char *)"paper=a3";
  changed[9].day = (char *)"2026-11-21";
  changed[10].count = 35;
  changed[11].public_key[31]++;
  for (gsize i = 0; i < G_N_ELEMENTS(changed); i++)
    assert_same_message(&plain, &changed[i], FALSE);
  KhoaBatchRecord fund = plain, shifted = plain;
  fund.fund = (char *)"donation";
  assert_same_message(&plain, &fund, FALSE);
  shifted.office_name = (char *)"Công an huyện Triệu SơnXã";
  shifted.unit_name = (char *)" Thọ Sơn";
  assert_same_message(&plain, &shifted, FALSE);
  KhoaBatchRecord free_of_cost = plain, dear = plain;
  free_of_cost.cost_covered = dear.cost_covered = TRUE;
  dear.cost = 1;
  assert_same_message(&plain, &free_of_cost, FALSE); /* older ones have none */
  assert_same_message(&free_of_cost, &dear, FALSE);
  KhoaBatchRecord drawn = plain;
  drawn.drawn = TRUE;
  assert_same_message(&plain, &drawn, TRUE);
}

static void test_layouts_are_kept_by_hash(Fixture *f, gconstpointer data) {
  (void)data;
  static const char drawn[] = "<svg>Móc khóa</svg>";
  guint8 hash[KHOA_SHA256_SIZE], wrong[KHOA_SHA256_SIZE] = {0};
  g_autofree char *name = NULL, *svg = NULL, *no_name = NULL, *no_svg = NULL;
  g_autoptr(GError) error = NULL;
  crypto_hash_sha256(hash, (const guint8 *)drawn, strlen(drawn));
  g_assert_true(khoa_layout_put(f->db, hash, "keychain", drawn, &error));
  g_assert_true(khoa_layout_put(f->db, hash, "again", "<svg/>", &error));
  g_assert_true(khoa_layout_get(f->db, hash, &name, &svg, &error));
  g_assert_cmpstr(name, ==, "keychain");
  g_assert_cmpstr(svg, ==, drawn);
  g_assert_false(khoa_layout_get(f->db, wrong, &no_name, &no_svg, &error));
  g_assert_error(error, KHOA_DB_ERROR, KHOA_DB_FORMAT);
  g_clear_error(&error);
  g_assert_true(khoa_layout_put(f->db, wrong, "touched", drawn, &error));
  g_assert_false(khoa_layout_get(f->db, wrong, &no_name, &no_svg, &error));
  assert_mentions(error, "changed in the registry by hand");
}

int main(int argc, char **argv) {
  g_test_init(&argc, &argv, NULL);
  ADD("/reg/batch/comes-back", test_comes_back);
  ADD("/reg/batch/cost-comes-back", test_cost_comes_back);
  ADD("/reg/batch/list", test_list);
  ADD("/reg/batch/number-is-never-given-twice", test_number_is_never_given_twice);
  ADD("/reg/batch/bad-ones-are-refused", test_bad_ones_are_refused);
  ADD("/reg/batch/never-changed", test_never_changed);
  ADD("/reg/batch/drawn-once-it-has-files", test_drawn_once_it_has_files);
  ADD("/reg/batch/newer-set-outdates", test_newer_set_outdates);
  ADD("/reg/batch/endorsement-is-over-everything", test_endorsement_is_over_everything);
  ADD("/reg/batch/layouts-are-kept-by-hash", test_layouts_are_kept_by_hash);
  return g_test_run();
}
