/* Many batches of one command: audited once, and again when somebody else wrote meanwhile; what is
 * left for the next batch; and batches whose layout today's rules would refuse. */
#include "office/audit.h"
#include "office/issue.h"
#include "office/print.h"
#include "unit/office/issued.h"
#include "unit/office/lists.h"

#define TRIPLED " SET keychains = 3 * keychains "

static void set_up_folders(Fixture *f, gconstpointer data) {
  set_up(f, data);
  g_autofree char *batches = path_in(f, "batches");
  g_assert_cmpint(g_mkdir(batches, 0700), ==, 0);
}

static void set_up_unit(Fixture *f, gconstpointer data) {
  set_up_folders(f, data);
  add_unit(f, UNIT, "Xã Thọ Sơn");
  add_hotlines(f, UNIT, "2026-11-01");
}

static void set_up_homes(Fixture *f, gconstpointer data) {
  set_up_folders(f, data);
  assert_imports(f, UNITS, "15667,Xã Thọ Sơn,\n", "1 0 0");
  add_hotlines(f, UNIT, "2026-11-01");
  assert_imports(f, HOUSEHOLDS,
                 "M1,household,Thôn 1,Hộ mẫu 1,,,3,1,\nM2,household,Thôn 2,Hộ mẫu 2,,,4,0,\n"
                 "M3,household,Thôn 1,Hộ mẫu 3,,,2,0,\n",
                 "3 0 0");
}
#undef ADD
#define ADD(path, test) g_test_add(path, Fixture, NULL, set_up_homes, test, tear_down)

/* What happens between two batches, and what was told of them. */
typedef struct Between {
  const Fixture *f;
  void (*act)(const Fixture *f); /* after the first */
  GString *tags;                 /* "4 4 1" */
} Between;

static void take_batch(const KhoaIssued *issued, gpointer data) {
  Between *between = data;
  g_string_append_printf(between->tags, "%s%" G_GUINT64_FORMAT, between->tags->len ? " " : "",
                         issued->tags);
  if (between->act && issued->batch == 1)
    between->act(between->f);
}

/* So many tags of each batch, as far as it went. */
static char *issue(const Fixture *f, KhoaKind kind, void (*act)(const Fixture *f), GError **error) {
  Between between = {f, act, g_string_new(NULL)};
  g_auto(KhoaPrintOptions) options = {0};
  g_assert_true(khoa_print_options_init(&options, f->office->config, NULL, NULL, error));
  const KhoaIssueOrder order = {
      .unit = UNIT, .kind = kind, .fund = "", .options = &options, .batch_max = 4};
  gboolean issued = khoa_issue(f->office, &order, NULL, take_batch, &between, error);
  g_assert_true(issued == (*error == NULL));
  return g_string_free(between.tags, FALSE);
}

static void assert_issues(const Fixture *f, KhoaKind kind, void (*act)(const Fixture *f),
                          const char *tags) {
  g_autoptr(GError) error = NULL;
  g_autofree char *told = issue(f, kind, act, &error);
  g_assert_no_error(error);
  g_assert_cmpstr(told, ==, tags);
}

static void assert_stopped(const Fixture *f, void (*act)(const Fixture *f), const char *words) {
  g_autoptr(GError) error = NULL;
  g_autofree char *told = issue(f, KHOA_KIND_KEYCHAIN, act, &error);
  assert_mentions(error, words);
  g_assert_cmpstr(told, ==, "4");
  g_assert_cmpint(get_int(f, "SELECT count(*) FROM batch"), ==, 1);
}

/* Of whom each tag is, and in which order: as one batch would have them. */
static void test_left(Fixture *f, gconstpointer data) {
  (void)data;
  assert_issues(f, KHOA_KIND_KEYCHAIN, NULL, "4 4 1");
  g_assert_cmpint(get_int(f, "SELECT group_concat(subject, '') FROM"
                             " (SELECT subject FROM tag ORDER BY batch, idx)"),
                  ==, 111332222);
  assert_issues(f, KHOA_KIND_KEYCHAIN, NULL, "");
  assert_issues(f, KHOA_KIND_LOCK_TAG, NULL, "1");
}

static void change_outside(const Fixture *f) {
  run_outside(f, "UPDATE subject" TRIPLED "WHERE id = 2");
}

static void test_changed_outside(Fixture *f, gconstpointer data) {
  (void)data;
  assert_stopped(f, change_outside, "households: one was changed by hand");
}

static void test_changed_between_orders(Fixture *f, gconstpointer data) {
  (void)data;
  g_autoptr(GError) error = NULL;
  assert_issues(f, KHOA_KIND_KEYCHAIN, NULL, "4 4 1");
  change_outside(f);
  g_autofree char *told = issue(f, KHOA_KIND_LOCK_TAG, NULL, &error);
  assert_mentions(error, "households: one was changed by hand");
  g_assert_cmpstr(told, ==, "");
}

/* This khoa writes in between; that doesn't make it forget. */
static void change_outside_then_write(const Fixture *f) {
  change_outside(f);
  log_act(f, "test", "this khoa's", "own entry");
}

static void test_changed_and_written_over(Fixture *f, gconstpointer data) {
  (void)data;
  assert_stopped(f, change_outside_then_write, "households: one was changed by hand");
}

/* By the very connection that issues: nobody's but khoa's own, so it isn't looked at again. */
static void change_inside(const Fixture *f) {
  g_autoptr(GError) error = NULL;
  khoa_db_run(f->office->db, &error, "UPDATE subject" TRIPLED "WHERE id = 2", "");
  g_assert_no_error(error);
}

static void test_not_audited_again(Fixture *f, gconstpointer data) {
  (void)data;
  assert_issues(f, KHOA_KIND_KEYCHAIN, change_inside, "4 4 1");
}

static void change_inside_and_write_outside(const Fixture *f) {
  change_inside(f);
  run_outside(f, "CREATE TABLE visit (x); DROP TABLE visit");
}

/* Any commit by another brings the whole audit back. */
static void test_audited_again(Fixture *f, gconstpointer data) {
  (void)data;
  assert_stopped(f, change_inside_and_write_outside, "households: one was changed by hand");
}

/* What another khoa does between two batches is taken up by those that follow. */
static void import_elsewhere(const Fixture *f) {
  const Fixture other = {f->folder, open_office(f->folder)};
  assert_imports(&other, HOUSEHOLDS, "M4,household,Thôn 2,Hộ mẫu 4,,,5,0,\n", "1 0 0");
  khoa_office_free(other.office);
}

static void test_planned_again(Fixture *f, gconstpointer data) {
  (void)data;
  assert_issues(f, KHOA_KIND_KEYCHAIN, import_elsewhere, "4 4 4 2");
}

/* It would act in khoa's own name, which no stamp tells; whatever it is called. */
static void test_planted_trigger(Fixture *f, gconstpointer name) {
  g_autoptr(GError) error = NULL;
  g_autofree char *sql = g_strdup_printf(
      "PRAGMA writable_schema = ON;"
      "UPDATE sqlite_schema SET rowid = rowid + 1000 WHERE rowid >"
      " (SELECT rowid FROM sqlite_schema WHERE name = 'batch');"
      /* Before what may have the same name. */
      "INSERT INTO sqlite_schema (rowid, type, name, tbl_name, rootpage, sql)"
      " SELECT rowid + 1, 'trigger', '%s', 'batch', 0, 'CREATE TRIGGER %s AFTER INSERT ON batch"
      " BEGIN UPDATE subject SET keychains = 9; END' FROM sqlite_schema WHERE name = 'batch';"
      "PRAGMA schema_version = 4711",
      (const char *)name, (const char *)name);
  g_autofree char *words = g_strdup_printf("trigger %s: isn't one of khoa's", (const char *)name);
  run_outside(f, sql);
  g_autofree char *told = issue(f, KHOA_KIND_KEYCHAIN, NULL, &error);
  assert_mentions(error, words);
  g_assert_cmpstr(told, ==, "");
}

/* The shipped layout with one change; the caller's. */
static char *layout_with(const char *from, const char *to) {
  gsize length;
  g_autofree char *svg = read_bytes("layouts/keychain-50x20.svg", &length);
  g_auto(GStrv) parts = g_strsplit(svg, from, 2);
  g_assert_cmpuint(g_strv_length(parts), ==, 2);
  return g_strjoinv(to, parts);
}

/* Batch 1 as it may have been issued before there were today's rules. */
static void add_old_batch(const Fixture *f, const char *svg) {
  add_batch_of(f, &(Order){1, KHOA_KIND_KEYCHAIN, UNIT, 1, PREFIX, 2}, svg);
}

/* Draws its files, which a crash kept from being drawn. */
static gboolean finish(const Fixture *f, GError **error) {
  g_autoptr(KhoaBatchRecord) batch = khoa_batch_load(f->office, 1, error);
  return batch && khoa_batch_finish(f->office, batch, NULL, NULL, error);
}

/* And once more into a folder "again". */
static gboolean print(const Fixture *f, GError **error) {
  KhoaPrinted printed;
  g_autofree char *folder = path_in(f, "again");
  g_auto(KhoaPrintOptions) options = {0};
  g_autoptr(KhoaBatchRecord) batch = khoa_batch_load(f->office, 1, error);
  g_assert_true(batch && khoa_print_options_parse(&options, batch->sheet, error));
  const KhoaPrintOrder order = {.options = &options};
  return khoa_print(f->office, batch, &order, folder, NULL, &printed, error);
}

static void assert_same_file(const Fixture *f, const char *one, const char *other) {
  gsize length, other_length;
  g_autofree char *path = path_in(f, one), *other_path = path_in(f, other);
  g_autofree char *bytes = read_bytes(path, &length);
  g_autofree char *other_bytes = read_bytes(other_path, &other_length);
  g_assert_cmpuint(length, ==, other_length);
  assert_bytes(bytes, other_bytes, length);
}

/* What a new batch with that layout would be refused for. */
static void assert_refused_anew(const Fixture *f, const char *svg, const char *words) {
  g_autoptr(GError) error = NULL;
  g_autoptr(KhoaBatchRecord) batch = khoa_batch_load(f->office, 1, &error);
  g_auto(KhoaPrintOptions) options = {0};
  g_assert_true(khoa_print_options_parse(&options, batch->sheet, &error));
  g_assert_null(khoa_run_new(f->office, batch, "own", svg, &options, &error));
  assert_mentions(error, words);
}

static void test_rules_of_its_day(Fixture *f, gconstpointer data) {
  const char *const *change = data;
  g_autofree char *svg = layout_with(change[0], change[1]);
  g_autoptr(GError) error = NULL;
  add_old_batch(f, svg);
  assert_refused_anew(f, svg, change[2]);
  finish(f, &error);
  g_assert_no_error(error);
  print(f, &error);
  g_assert_no_error(error);
  assert_same_file(f, "batches/0001/front.pdf", "again/front.pdf");
}

static void test_cannot_be_drawn(Fixture *f, gconstpointer data) {
  const char *const *change = data;
  g_autofree char *svg = layout_with(change[0], change[1]);
  g_autoptr(GError) error = NULL;
  add_old_batch(f, svg);
  g_assert_false(finish(f, &error));
  assert_mentions(error, change[2]);
  g_clear_error(&error);
  g_assert_false(print(f, &error));
  assert_mentions(error, change[2]);
}

/* From, to, and the words of the fault. */
static const char *const rules[][3] = {
    {"M-2-2H12.2V0Q10.2 0 10.2 2V18Q10.2 20 12.2 20V22H-2Z",
     "M-1-2H12.2V0Q10.2 0 10.2 2V18Q10.2 20 12.2 20V22H-1Z", "ends 1.0 mm beyond the left trim"},
    {"font-size=\"3.45\"", "font-size=\"2.4\"", "digits are 1."},
    {"id=\"cut\" fill=\"none\"", "id=\"cut\" fill=\"black\"", "is filled"},
    {"fill=\"#ae0f1e\"/>", "fill=\"rgba(174,15,30,0.9)\"/>", "give it as #rrggbb, opaque"},
};
static const char *const bars[][3] = {
    {"data-max-width=\"21\"", "data-max-width=\"2\"", "text '{number-1}'"},
    {"<g id=\"cut\"", "<script/><g id=\"cut\"", "a layout does nothing, it is drawn"},
    {"font-family=\"Roboto Condensed\"", "font-family=\"No Such\"", "No Such"},
};

static void add_each(const char *path, const char *const (*changes)[3], gsize n,
                     void (*test)(Fixture *f, gconstpointer data)) {
  for (gsize i = 0; i < n; i++) {
    g_autofree char *one = g_strdup_printf("%s/%zu", path, i);
    g_test_add(one, Fixture, changes[i], set_up_unit, test, tear_down);
  }
}

int main(int argc, char **argv) {
  g_test_init(&argc, &argv, NULL);
  g_assert_cmpint(sodium_init(), >=, 0);
  ADD("/issue/left", test_left);
  ADD("/issue/changed-outside", test_changed_outside);
  ADD("/issue/changed-between-orders", test_changed_between_orders);
  ADD("/issue/changed-and-written-over", test_changed_and_written_over);
  ADD("/issue/not-audited-again", test_not_audited_again);
  ADD("/issue/audited-again", test_audited_again);
  ADD("/issue/planned-again", test_planned_again);
  static const char *const names[] = {"guest", "sqlite_guest", "survey_record"};
  for (gsize i = 0; i < G_N_ELEMENTS(names); i++) {
    g_autofree char *path = g_strconcat("/issue/planted-trigger/", names[i], NULL);
    g_test_add(path, Fixture, names[i], set_up_homes, test_planted_trigger, tear_down);
  }
  add_each("/issue/rules-of-its-day", rules, G_N_ELEMENTS(rules), test_rules_of_its_day);
  add_each("/issue/cannot-be-drawn", bars, G_N_ELEMENTS(bars), test_cannot_be_drawn);
  return g_test_run();
}
