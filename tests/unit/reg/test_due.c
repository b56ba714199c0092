/* Who is due how many tags, and which replacements are due: a household never comes to two tags for
 * one, whatever became of it and of what replaces it. */
#include "reg/due.h"
#include "unit/reg/replaced.h"

#undef ADD
#define ADD(path, test) g_test_add(path, Fixture, NULL, set_up_words, test, tear_down)

/* The list as "subject:count " each. */
static void assert_due(KhoaDb *db, gint64 subject, KhoaKind kind, const char *expected) {
  g_autoptr(GError) error = NULL;
  g_autoptr(GString) list = g_string_new(NULL);
  g_autoptr(GArray) due = khoa_tags_due(db, UNIT, subject, kind, &error);
  g_assert_no_error(error);
  for (guint i = 0; i < due->len; i++) {
    const KhoaTagsDue *one = &g_array_index(due, KhoaTagsDue, i);
    g_string_append_printf(list, "%d:%d ", (int)one->subject, (int)one->count);
  }
  g_assert_cmpstr(list->str, ==, expected);
}

static void assert_surplus(KhoaDb *db, gint64 subject, KhoaKind kind, gint64 expected) {
  g_autoptr(GError) error = NULL;
  gint64 surplus;
  g_assert_true(khoa_tags_surplus(db, subject, kind, &surplus, &error));
  g_assert_no_error(error);
  g_assert_cmpint(surplus, ==, expected);
}

/* Only a tag that is printed or in use counts as one that its subject has. */
static void test_due_by_status(Fixture *f, gconstpointer data) {
  (void)data;
  static const int due[KHOA_STATUS_COUNT] = {2, 2, 3, 3, 3, 3};
  for (int status = 0; status < KHOA_STATUS_COUNT; status++) {
    g_autofree char *expected = g_strdup_printf("%d:%d ", status + 1, due[status]);
    const gint64 subject = add_subject(f->db, (guint8)status, "Thôn 1", 3, 0);
    add_tag(f->db, 1, status + 1, subject, (KhoaStatus)status);
    assert_due(f->db, subject, KHOA_KIND_KEYCHAIN, expected);
  }
}

static void test_due_by_kind(Fixture *f, gconstpointer data) {
  (void)data;
  const gint64 subject = add_subject(f->db, 1, "Thôn 1", 2, 1);
  add_subject(f->db, 2, "Thôn 1", 0, 0);
  add_batch(f->db, 5, KHOA_KIND_LOCK_TAG, 99);
  assert_due(f->db, 0, KHOA_KIND_KEYCHAIN, "1:2 ");
  assert_due(f->db, 0, KHOA_KIND_LOCK_TAG, "1:1 ");
  add_tag(f->db, 5, 1, subject, KHOA_STATUS_IN_USE);
  assert_due(f->db, 0, KHOA_KIND_KEYCHAIN, "1:2 ");
  assert_due(f->db, 0, KHOA_KIND_LOCK_TAG, "");
  for (gint64 index = 1; index <= 3; index++) /* one more than it should have */
    add_tag(f->db, 1, index, subject, KHOA_STATUS_IN_USE);
  assert_due(f->db, 0, KHOA_KIND_KEYCHAIN, "");
  assert_surplus(f->db, subject, KHOA_KIND_KEYCHAIN, 1);
  assert_surplus(f->db, subject, KHOA_KIND_LOCK_TAG, 0);
  assert_surplus(f->db, 2, KHOA_KIND_KEYCHAIN, 0);
}

static void test_due_village_by_village(Fixture *f, gconstpointer data) {
  (void)data;
  static const char *const villages[] = {"Xóm 9", "Ấp 1", "Xóm 9", "Ấp 1", "Thôn 2"};
  for (guint8 i = 0; i < G_N_ELEMENTS(villages); i++)
    add_subject(f->db, i, villages[i], 1, 1);
  assert_due(f->db, 0, KHOA_KIND_KEYCHAIN, "1:1 3:1 2:1 4:1 5:1 ");
  assert_due(f->db, 4, KHOA_KIND_KEYCHAIN, "4:1 ");
  assert_due(f->db, 6, KHOA_KIND_KEYCHAIN, "");
  /* The villages' order is the list's, whoever in them is done already. */
  add_tag(f->db, 1, 1, 1, KHOA_STATUS_PRINTED);
  assert_due(f->db, 0, KHOA_KIND_KEYCHAIN, "3:1 2:1 4:1 5:1 ");
}

static void test_due_in_this_unit_alone(Fixture *f, gconstpointer data) {
  (void)data;
  add_subject(f->db, 1, "Thôn 1", 1, 1);
  run(f->db, "INSERT INTO subject SELECT 9, '15664', reference_hash, kind, village, 1, 1, columns,"
             " content_hash, sealed FROM subject");
  assert_due(f->db, 0, KHOA_KIND_KEYCHAIN, "1:1 ");
  assert_due(f->db, 9, KHOA_KIND_KEYCHAIN, "");
}

/* How many of two keychains a household has that holds these, see replaced.h. */
static const struct {
  const char *word;
  int has;
} held[] = {
    /* one tag, by status; then with its replacement queued */
    {"p", 1},
    {"i", 1},
    {"r", 0},
    {"l", 0},
    {"v", 0},
    {"s", 0},
    {"p?", 1},
    {"i?", 1},
    {"l?", 1},
    /* it and its replacement, each by status */
    {"pp<", 1},
    {"pi<", 1},
    {"pv<", 1},
    {"ps<", 1},
    {"ip<", 1},
    {"iv<", 1},
    {"is<", 1},
    {"lp<", 1},
    {"li<", 1},
    {"ll<", 0},
    {"lr<", 0},
    {"lv<", 0},
    {"ls<", 0},
    {"ri<", 1},
    {"rl<", 0},
    {"rv<", 0},
    {"rr<", 0},
    {"vp<", 1},
    {"vi<", 1},
    {"vv<", 0},
    {"vs<", 0},
    {"si<", 1},
    {"sl<", 0},
    {"sv<", 0},
    /* the replacement came to nothing, and another is queued or was issued */
    {"ps<?", 1},
    {"is^p^", 1},
    {"is^i^", 1},
    {"iv^s^", 1},
    {"ls^p^", 1},
    {"lv^s^", 0},
    {"rv<", 0},
    /* the replacement is to be replaced itself, before or after it was handed over */
    {"ip<?", 1},
    {"lp<?", 1},
    {"ri<?", 1},
    {"rl<?", 1},
    {"ll<?", 1},
    {"ip<p<", 1},
    {"is<p<", 1},
    {"is<s<", 1},
    {"ip<s<", 1},
    {"iv<p<", 1},
    {"rs<i<", 1},
    {"ri<p<", 1},
    {"rr<i<", 1},
    {"rl<p<", 1},
    {"rl<i<", 1},
    {"rl<v<", 0},
    {"ll<p<", 1},
    {"ip<p<p<", 1},
    {"is<s<p<", 1},
    {"rr<r<i<", 1},
    {"is<s<s<", 1},
    /* two of them */
    {"ii", 2},
    {"ip", 2},
    {"ip<p", 2},
    {"l?l?", 2},
    {"il", 1},
    {"il?", 2},
    {"lp<i", 2},
};

static gint64 add_holder(KhoaDb *db, gsize i) {
  const gint64 subject = add_subject(db, (guint8)i, "Thôn 1", 2, 0);
  g_test_message("%s", held[i].word);
  add_word(db, held[i].word, (gint64)i + 1, subject);
  return subject;
}

static void assert_has(KhoaDb *db, gint64 subject, int has) {
  g_autofree char *expected =
      has < 2 ? g_strdup_printf("%d:%d ", (int)subject, 2 - has) : g_strdup("");
  assert_due(db, subject, KHOA_KIND_KEYCHAIN, expected);
}

static void test_replacements_count_once(Fixture *f, gconstpointer data) {
  (void)data;
  for (gsize i = 0; i < G_N_ELEMENTS(held); i++)
    assert_has(f->db, add_holder(f->db, i), held[i].has);
}

/* What is due doesn't change when the queue is printed first. */
static void test_queue_first(Fixture *f, gconstpointer data) {
  (void)data;
  add_batch(f->db, 5, KHOA_KIND_KEYCHAIN, 99);
  gint64 next = 0;
  for (gsize i = 0; i < G_N_ELEMENTS(held); i++) {
    g_autoptr(GError) error = NULL;
    const gint64 subject = add_holder(f->db, i);
    g_autoptr(GArray) queued =
        khoa_replacements_due(f->db, UNIT, subject, KHOA_KIND_KEYCHAIN, &error);
    g_assert_no_error(error);
    for (guint n = 0; n < queued->len; n++) {
      const KhoaTagsDue *due = &g_array_index(queued, KhoaTagsDue, n);
      const KhoaTagRecord tag = {.batch = 5,
                                 .index = ++next,
                                 .subject = subject,
                                 .replaces_batch = due->replaces.batch,
                                 .replaces_index = due->replaces.index};
      g_assert_true(khoa_tag_add(f->db, &tag, &error));
      g_assert_true(khoa_replacement_link(f->db, &tag, &error));
    }
    assert_has(f->db, subject, held[i].has);
  }
  g_assert_cmpint(next, ==, get_int(f->db, "SELECT count(*) FROM tag WHERE batch = 5"));
  g_assert_cmpint(next, >, 10);
}

/* "batch-index>subject " of what is queued. */
static void assert_queue(KhoaDb *db, gint64 subject, KhoaKind kind, const char *expected) {
  g_autoptr(GError) error = NULL;
  g_autoptr(GString) list = g_string_new(NULL);
  g_autoptr(GArray) queued = khoa_replacements_due(db, UNIT, subject, kind, &error);
  g_assert_no_error(error);
  for (guint i = 0; i < queued->len; i++) {
    const KhoaTagsDue *one = &g_array_index(queued, KhoaTagsDue, i);
    g_assert_cmpint(one->count, ==, 1);
    g_string_append_printf(list, "%u-%u>%d ", one->replaces.batch, one->replaces.index,
                           (int)one->subject);
  }
  g_assert_cmpstr(list->str, ==, expected);
}

static void test_queue_village_by_village(Fixture *f, gconstpointer data) {
  (void)data;
  static const char *const villages[] = {"Xóm 9", "Ấp 1", "Xóm 9"};
  add_batch(f->db, 5, KHOA_KIND_LOCK_TAG, 99);
  for (guint8 i = 0; i < G_N_ELEMENTS(villages); i++)
    add_word(f->db, "i?i?", i + 1, add_subject(f->db, i, villages[i], 2, 1));
  add_tag(f->db, 5, 7, 2, KHOA_STATUS_LOST);
  queue_anyway(f->db, 5, 7);
  assert_queue(f->db, 0, KHOA_KIND_KEYCHAIN, "1-1>1 2-1>1 1-3>3 2-3>3 1-2>2 2-2>2 ");
  assert_queue(f->db, 0, KHOA_KIND_LOCK_TAG, "5-7>2 ");
  assert_queue(f->db, 2, KHOA_KIND_KEYCHAIN, "1-2>2 2-2>2 ");
  assert_queue(f->db, 9, KHOA_KIND_KEYCHAIN, "");
}

int main(int argc, char **argv) {
  g_test_init(&argc, &argv, NULL);
  ADD("/reg/due/by-status", test_due_by_status);
  ADD("/reg/due/by-kind", test_due_by_kind);
  ADD("/reg/due/village-by-village", test_due_village_by_village);
  ADD("/reg/due/in-this-unit-alone", test_due_in_this_unit_alone);
  ADD("/reg/due/replacements-count-once", test_replacements_count_once);
  ADD("/reg/due/queue-first", test_queue_first);
  ADD("/reg/due/queue-village-by-village", test_queue_village_by_village);
  return g_test_run();
}
