/* A tag's life, as people name tags: all of a list or none, and all of it in the log. */
#include "office/tags.h"

#include "office/tag_names.h"
#include "reg/log.h"
#include "reg/replacement.h"
#include "tag/code.h"
#include "unit/office/issued.h"

static void set_up_batches(Fixture *f, gconstpointer data) {
  set_up(f, data);
  add_unit(f, UNIT, "Xã Thọ Sơn");
  const gint64 set = add_hotlines(f, UNIT, "2026-11-01");
  add_batch(f, &(Order){7, KHOA_KIND_KEYCHAIN, UNIT, set, PREFIX, 9});
  add_batch(f, &(Order){12345, KHOA_KIND_LOCK_TAG, UNIT, set, "", 3});
}
#undef ADD
#define ADD(path, test) g_test_add(path, Fixture, NULL, set_up_batches, test, tear_down)

static void assert_named(const Fixture *f, const char *text, guint32 batch, guint32 index) {
  KhoaTagName name;
  g_autoptr(GError) error = NULL;
  khoa_tag_name_parse(f->office, text, &name, &error);
  g_assert_no_error(error);
  g_assert_cmpuint(name.batch, ==, batch);
  g_assert_cmpuint(name.index, ==, index);
}

static void test_names(Fixture *f, gconstpointer data) {
  (void)data;
  char code[KHOA_CODE_SIZE];
  khoa_code_print(code, 12345, 3);
  assert_named(f, code, 12345, 3);
  assert_named(f, "0123-04567-38", 123, 4567); /* whether there is one is asked later */
  assert_named(f, " 0123 04567 38", 123, 4567);
  assert_named(f, "01230456738", 123, 4567);
  const KhoaTag tag = {KHOA_KIND_LOCK_TAG, 12345, 3};
  g_autofree char *bare = text_signed_by(12345, "", tag);
  g_autofree char *url = text_signed_by(12345, PREFIX, tag);
  assert_named(f, bare, 12345, 3);
  assert_named(f, url, 12345, 3);
}

static void assert_no_name(const Fixture *f, const char *text, const char *words) {
  KhoaTagName name;
  g_autoptr(GError) error = NULL;
  g_assert_false(khoa_tag_name_parse(f->office, text, &name, &error));
  g_test_message("%s", error->message);
  assert_mentions(error, words);
  g_assert_true(g_utf8_validate(error->message, -1, NULL));
  g_assert_cmpuint(strlen(error->message), <, 400);
}

static void test_bad_names(Fixture *f, gconstpointer data) {
  (void)data;
  static const char *const bad[] = {
      "",         "0123-04567-39",  "123",           "0123-04567",
      "\xff\xfe", "https://a.vn/#", "0123-00000-97", "0123-04567-38x"};
  for (gsize i = 0; i < G_N_ELEMENTS(bad); i++)
    assert_no_name(f, bad[i], "is neither a printed code such as 0123-04567-38");
  g_autofree char *endless = g_strnfill(1000000, '7');
  assert_no_name(f, endless, "is neither a printed code such as 0123-04567-38");
}

/* A scan counts only with a good signature and behind our own address. */
static void test_scans_that_name_nothing(Fixture *f, gconstpointer data) {
  (void)data;
  const KhoaTag tag = {KHOA_KIND_LOCK_TAG, 12345, 3}, specimen = {KHOA_KIND_SPECIMEN, 0, 3};
  g_autofree char *forged = text_signed_by(7, PREFIX, tag);
  g_autofree char *altered = text_signed_by(12345, "https://evil.vn/#", tag);
  g_autofree char *sample = text_signed_by(0, PREFIX, specimen);
  g_autofree char *unknown = text_signed_by(9, "", (KhoaTag){KHOA_KIND_KEYCHAIN, 9, 1});
  assert_no_name(f, forged, "is forged");
  assert_no_name(f, altered, "is altered");
  assert_no_name(f, sample, "is specimen");
  assert_no_name(f, unknown, "is unknown");
}

static GArray *names_of(const Fixture *f, gint64 batch, const char *only, GError **error) {
  GArray *names = g_array_new(FALSE, FALSE, sizeof(KhoaTagName));
  khoa_tag_names_of_batch(f->office, &(KhoaTagsOfBatch){batch, only, NULL}, names, error);
  return names;
}

static void test_names_of_batch(Fixture *f, gconstpointer data) {
  (void)data;
  g_autoptr(GError) error = NULL;
  g_autoptr(GArray) all = names_of(f, 7, NULL, &error), some = names_of(f, 7, "8-9,2", &error);
  g_assert_no_error(error);
  g_assert_cmpuint(all->len, ==, 9);
  g_assert_cmpuint(some->len, ==, 3);
  g_assert_cmpuint(g_array_index(some, KhoaTagName, 0).index, ==, 2);
  g_assert_cmpuint(g_array_index(some, KhoaTagName, 2).batch, ==, 7);
  static const struct {
    gint64 batch;
    const char *only, *words;
  } bad[] = {{8, NULL, "batch 8 isn't in the registry"},
             {0, NULL, "batch 0 isn't in the registry"},
             {7, "10", "from 1 to 9"},
             {7, "0", "from 1 to 9"},
             {7, "", "from 1 to 9"}};
  for (gsize i = 0; i < G_N_ELEMENTS(bad); i++) {
    g_autoptr(GError) fault = NULL;
    g_autoptr(GArray) none = names_of(f, bad[i].batch, bad[i].only, &fault);
    assert_mentions(fault, bad[i].words);
    g_assert_cmpuint(none->len, ==, 0);
  }
}

static gboolean change(const Fixture *f, const GArray *names, const char *act, gboolean all,
                       const char *reason, KhoaTagsChanged *changed, GError **error) {
  const KhoaTagsOrder order = {.act = act, .reason = reason, .all = all};
  return khoa_tags_change(f->office, names, &order, changed, error);
}

/* Changes tags given as batch and index, ended by a batch of 0. */
static gboolean change_list(const Fixture *f, const KhoaTagName *list, const char *act,
                            guint *changed, GError **error) {
  g_autoptr(GArray) names = g_array_new(FALSE, FALSE, sizeof(KhoaTagName));
  for (; list->batch; list++)
    g_array_append_vals(names, list, 1);
  g_auto(KhoaTagsChanged) result = {0};
  gboolean done = change(f, names, act, TRUE, "vì sao", &result, error);
  *changed = result.changed;
  return done;
}

static void must_change(const Fixture *f, guint32 batch, guint32 index, const char *act) {
  guint changed;
  g_autoptr(GError) error = NULL;
  const KhoaTagName list[] = {{batch, index}, {0, 0}};
  change_list(f, list, act, &changed, &error);
  g_assert_no_error(error);
  g_assert_cmpuint(changed, ==, 1);
}

static void assert_refused(const Fixture *f, guint32 batch, guint32 index, const char *act,
                           const char *words) {
  guint changed;
  g_autoptr(GError) error = NULL;
  const KhoaTagName list[] = {{batch, index}, {0, 0}};
  g_assert_false(change_list(f, list, act, &changed, &error));
  g_assert_error(error, KHOA_DB_ERROR, KHOA_DB_CONSTRAINT);
  assert_mentions(error, words);
}

/* Of a whole batch, those that can't are passed over; asked for by name, they are an error. */
static void test_what_cannot_is_passed_over(Fixture *f, gconstpointer data) {
  (void)data;
  g_autoptr(GError) error = NULL;
  g_autoptr(GArray) names = names_of(f, 7, NULL, NULL);
  g_auto(KhoaTagsChanged) none = {0}, result = {0};
  set_status(f, 7, 1, KHOA_STATUS_SPOILED);
  set_status(f, 7, 2, KHOA_STATUS_IN_USE);
  set_status(f, 7, 3, KHOA_STATUS_IN_USE);
  set_status(f, 7, 3, KHOA_STATUS_LOST);
  g_assert_false(change(f, names, KHOA_ACT_HANDOVER, TRUE, "", &none, &error));
  assert_mentions(error, "stays so for good");
  g_clear_error(&error);
  g_assert_true(change(f, names, KHOA_ACT_HANDOVER, FALSE, "", &result, &error));
  g_assert_no_error(error);
  g_assert_cmpuint(result.passed_over, ==, 2);
  g_assert_cmpuint(result.unchanged, ==, 1);
  g_assert_cmpuint(result.changed, ==, names->len - 3);
}

static void test_reason_is_one_line(Fixture *f, gconstpointer data) {
  (void)data;
  static const char *const bad[] = {"a\nb", "a\r", "\t", "\x1b[2J"};
  g_autoptr(GArray) names = names_of(f, 7, NULL, NULL);
  for (gsize i = 0; i < G_N_ELEMENTS(bad); i++) {
    g_auto(KhoaTagsChanged) changed = {0};
    g_autoptr(GError) error = NULL;
    g_assert_false(change(f, names, KHOA_ACT_REVOKE, TRUE, bad[i], &changed, &error));
    assert_mentions(error, "one line of text");
  }
}

static gboolean take_entry(const KhoaLogEntry *entry, gpointer data, GError **error) {
  (void)error;
  if (strcmp(entry->detail, "vì sao") == 0)
    g_string_append_printf(data, "%s|%s|%s|%s;", entry->actor, entry->act, entry->object,
                           entry->detail);
  return TRUE;
}

static void assert_log(const Fixture *f, const char *expected) {
  g_autoptr(GString) log = g_string_new(NULL);
  g_assert_true(khoa_log_each(f->office->db, 1, take_entry, log, NULL));
  g_assert_cmpstr(log->str, ==, expected);
}

/* An entry for each batch; what had that status before is neither counted nor logged. */
static void test_changes_are_logged(Fixture *f, gconstpointer data) {
  (void)data;
  guint changed = 99;
  g_autoptr(GError) error = NULL;
  static const KhoaTagName list[] = {{12345, 2}, {7, 9}, {7, 3}, {7, 2}, {7, 3}, {0, 0}};
  set_status(f, 7, 2, KHOA_STATUS_IN_USE);
  g_assert_true(change_list(f, list, KHOA_ACT_HANDOVER, &changed, &error));
  g_assert_cmpuint(changed, ==, 3);
  g_assert_cmpint(get_status(f, 12345, 2), ==, KHOA_STATUS_IN_USE);
  g_assert_cmpint(get_status(f, 7, 3), ==, KHOA_STATUS_IN_USE);
  g_assert_cmpint(get_status(f, 7, 4), ==, KHOA_STATUS_PRINTED);
  static const char log[] = "Lan|tag handover|batch 7: 3,9|vì sao;"
                            "Lan|tag handover|batch 12345: 2|vì sao;";
  assert_log(f, log);
  g_assert_true(change_list(f, list, KHOA_ACT_HANDOVER, &changed, &error)); /* again: nothing */
  g_assert_cmpuint(changed, ==, 0);
  assert_log(f, log);
}

static void test_all_or_none(Fixture *f, gconstpointer data) {
  (void)data;
  static const KhoaTagName lists[][4] = {
      {{7, 1}, {7, 2}, {7, 5}, {0, 0}},     /* 5 is spoiled */
      {{7, 1}, {7, 2}, {7, 10}, {0, 0}},    /* none of that index */
      {{7, 1}, {7, 2}, {12346, 1}, {0, 0}}, /* none of that batch */
  };
  set_status(f, 7, 5, KHOA_STATUS_SPOILED);
  for (gsize i = 0; i < G_N_ELEMENTS(lists); i++) {
    guint changed;
    g_autoptr(GError) error = NULL;
    g_assert_false(change_list(f, lists[i], KHOA_ACT_HANDOVER, &changed, &error));
    assert_mentions(error, "tag ");
    g_assert_cmpint(get_status(f, 7, 1), ==, KHOA_STATUS_PRINTED);
    g_assert_cmpint(get_status(f, 7, 2), ==, KHOA_STATUS_PRINTED);
    assert_log(f, "");
  }
}

static void test_lost_and_found(Fixture *f, gconstpointer data) {
  (void)data;
  must_change(f, 7, 1, KHOA_ACT_HANDOVER);
  must_change(f, 7, 1, KHOA_ACT_LOST);
  assert_refused(f, 7, 1, KHOA_ACT_HANDOVER, "use 'khoa tag found'");
  assert_refused(f, 7, 2, KHOA_ACT_FOUND, "use 'khoa tag handover'");
  must_change(f, 7, 1, KHOA_ACT_FOUND);
  g_assert_cmpint(get_status(f, 7, 1), ==, KHOA_STATUS_IN_USE);
  must_change(f, 7, 1, KHOA_ACT_REVOKE);
  assert_refused(f, 7, 1, KHOA_ACT_FOUND, "is revoked and can't become in use: it stays so");
}

static gboolean is_queued(const Fixture *f, gint64 batch, gint64 index) {
  gboolean queued;
  g_autoptr(GError) error = NULL;
  khoa_replacement_is_queued(f->office->db, batch, index, &queued, &error);
  g_assert_no_error(error);
  return queued;
}

static void test_queue(Fixture *f, gconstpointer data) {
  (void)data;
  for (guint32 index = 1; index <= 4; index++)
    must_change(f, 7, index, KHOA_ACT_QUEUE);
  must_change(f, 7, 1, KHOA_ACT_CANCEL);
  must_change(f, 7, 2, KHOA_ACT_REVOKE); /* what ends leaves the queue */
  must_change(f, 7, 3, KHOA_ACT_SPOIL);
  must_change(f, 7, 4, KHOA_ACT_HANDOVER);
  must_change(f, 7, 4, KHOA_ACT_LOST);
  g_assert_false(is_queued(f, 7, 1));
  g_assert_false(is_queued(f, 7, 2));
  g_assert_false(is_queued(f, 7, 3));
  g_assert_true(is_queued(f, 7, 4));
  assert_refused(f, 7, 2, KHOA_ACT_QUEUE, "is revoked and can't be replaced");
  assert_refused(f, 7, 10, KHOA_ACT_CANCEL, "isn't in the registry");
}

/* Tag `index` of batch 12345 is issued for the one of that index of batch 7. */
static void replace(const Fixture *f, gint64 index) {
  g_autoptr(GError) error = NULL;
  KhoaTagRecord tag = {
      .batch = 12345, .index = index, .replaces_batch = 7, .replaces_index = index};
  must_change(f, 7, (guint32)index, KHOA_ACT_QUEUE);
  khoa_replacement_link(f->office->db, &tag, &error);
  g_assert_no_error(error);
}

/* By the old tag's status when its replacement is handed over. */
static void test_replacement_is_handed_over(Fixture *f, gconstpointer data) {
  (void)data;
  static const KhoaTagName all[] = {{12345, 1}, {12345, 2}, {12345, 3}, {0, 0}};
  guint changed;
  g_autoptr(GError) error = NULL;
  for (gint64 index = 1; index <= 3; index++)
    replace(f, index);
  must_change(f, 7, 1, KHOA_ACT_HANDOVER);
  must_change(f, 7, 3, KHOA_ACT_HANDOVER);
  must_change(f, 7, 3, KHOA_ACT_LOST);
  g_assert_true(change_list(f, all, KHOA_ACT_HANDOVER, &changed, &error));
  g_assert_cmpint(get_status(f, 7, 1), ==, KHOA_STATUS_REPLACED);
  g_assert_cmpint(get_status(f, 7, 2), ==, KHOA_STATUS_SPOILED);
  g_assert_cmpint(get_status(f, 7, 3), ==, KHOA_STATUS_LOST);
  g_autoptr(GString) log = g_string_new(NULL);
  g_assert_true(khoa_log_each(f->office->db, 1, take_entry, log, NULL));
  g_assert_true(g_str_has_suffix(log->str, "Lan|tag handover|batch 12345: 1-3|vì sao;"
                                           "Lan|tag replaced|batch 7: 1|vì sao;"
                                           "Lan|tag spoil|batch 7: 2|vì sao;"));
  assert_refused(f, 7, 1, KHOA_ACT_HANDOVER, "is replaced and can't become in use");
  assert_refused(f, 7, 2, KHOA_ACT_HANDOVER, "is spoiled and can't become in use");
  assert_refused(f, 7, 3, KHOA_ACT_FOUND, "was handed over for it and is in use");
  assert_refused(f, 7, 3, KHOA_ACT_QUEUE, "can't be replaced once more");
}

/* Until then the old one may come back; and a replacement that came to nothing may have another. */
static void test_replacement_waits(Fixture *f, gconstpointer data) {
  (void)data;
  replace(f, 1);
  replace(f, 2);
  must_change(f, 7, 1, KHOA_ACT_HANDOVER);
  must_change(f, 7, 1, KHOA_ACT_LOST);
  must_change(f, 7, 1, KHOA_ACT_FOUND);
  assert_refused(f, 7, 1, KHOA_ACT_QUEUE, "was issued for it and is printed");
  must_change(f, 12345, 1, KHOA_ACT_SPOIL);
  must_change(f, 12345, 2, KHOA_ACT_REVOKE);
  must_change(f, 7, 1, KHOA_ACT_QUEUE);
  must_change(f, 7, 2, KHOA_ACT_QUEUE);
}

/* A dry run tells the same and changes nothing. */
static void test_dry_run(Fixture *f, gconstpointer data) {
  (void)data;
  replace(f, 1);
  must_change(f, 7, 1, KHOA_ACT_HANDOVER);
  g_autoptr(GString) before = g_string_new(NULL), after = g_string_new(NULL);
  g_autoptr(GArray) names = names_of(f, 12345, NULL, NULL);
  g_auto(KhoaTagsChanged) changed = {0};
  g_autoptr(GError) error = NULL;
  const KhoaTagsOrder order = {.act = KHOA_ACT_HANDOVER, .reason = "", .dry_run = TRUE};
  g_assert_true(khoa_log_each(f->office->db, 1, take_entry, before, NULL));
  g_assert_true(khoa_tags_change(f->office, names, &order, &changed, &error));
  g_assert_true(khoa_log_each(f->office->db, 1, take_entry, after, NULL));
  g_assert_cmpstr(before->str, ==, after->str);
  g_assert_cmpint(get_status(f, 12345, 1), ==, KHOA_STATUS_PRINTED);
  g_assert_cmpint(get_status(f, 7, 1), ==, KHOA_STATUS_IN_USE);
  g_assert_cmpuint(changed.changed, ==, 3);
  g_assert_cmpuint(changed.old_replaced, ==, 1);
  g_assert_cmpuint(changed.entries->len, ==, 2);
  g_assert_cmpstr(changed.entries->pdata[0], ==, "tag handover: batch 12345: 1-3");
  g_assert_cmpstr(changed.entries->pdata[1], ==, "tag replaced: batch 7: 1");
}

int main(int argc, char **argv) {
  g_test_init(&argc, &argv, NULL);
  if (sodium_init() < 0)
    return 2;
  ADD("/office/tags/names", test_names);
  ADD("/office/tags/bad-names", test_bad_names);
  ADD("/office/tags/scans-that-name-nothing", test_scans_that_name_nothing);
  ADD("/office/tags/names-of-batch", test_names_of_batch);
  ADD("/office/tags/changes-are-logged", test_changes_are_logged);
  ADD("/office/tags/all-or-none", test_all_or_none);
  ADD("/office/tags/passed-over", test_what_cannot_is_passed_over);
  ADD("/office/tags/reason-is-one-line", test_reason_is_one_line);
  ADD("/office/tags/lost-and-found", test_lost_and_found);
  ADD("/office/tags/queue", test_queue);
  ADD("/office/tags/replacement-is-handed-over", test_replacement_is_handed_over);
  ADD("/office/tags/replacement-waits", test_replacement_waits);
  ADD("/office/tags/dry-run", test_dry_run);
  return g_test_run();
}
