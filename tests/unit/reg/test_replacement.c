/* The queue for replacement and the links that come of it. */
#include "tag/code.h"
#include "unit/reg/replaced.h"

#undef ADD
#define ADD(path, test) g_test_add(path, Fixture, NULL, set_up_words, test, tear_down)

static gboolean queue(KhoaDb *db, gint64 batch, gint64 index, gboolean *changed, GError **error) {
  return khoa_replacement_queue(db, batch, index, "vì sao", changed, error);
}

/* The first tag of each word may be queued, or may not and says why. */
static void test_who_may(Fixture *f, gconstpointer data) {
  (void)data;
  static const struct {
    const char *word, *fault;
  } cases[] = {
      {"p", NULL},
      {"i", NULL},
      {"l", NULL},
      {"r", "is replaced and can't be replaced: only one that is printed, in use or lost can"},
      {"v", "is revoked and can't"},
      {"s", "is spoiled and can't"},
      {"is<", NULL},
      {"iv<", NULL},
      {"lv<", NULL},
      {"is<s<", NULL},
      {"iv^s^", NULL},
      {"ip<", "can't be replaced once more: tag 0002-"},
      {"lp<", "is printed"},
      {"li<", "is in use"},
      {"ll<", "is lost"},
      {"is<p<", "can't be replaced once more: tag 0003-"},
      {"lr<i<", "was issued for it and is"},
  };
  const gint64 subject = add_subject(f->db, 1, "Thôn 1", 9, 9);
  for (gsize i = 0; i < G_N_ELEMENTS(cases); i++) {
    g_autoptr(GError) error = NULL;
    gboolean changed = FALSE;
    char code[KHOA_CODE_SIZE];
    g_test_message("%s", cases[i].word);
    khoa_code_print(code, 1, (guint32)i + 1);
    add_word(f->db, cases[i].word, (gint64)i + 1, subject);
    g_assert_cmpint(queue(f->db, 1, (gint64)i + 1, &changed, &error), ==, !cases[i].fault);
    if (cases[i].fault) {
      g_assert_error(error, KHOA_DB_ERROR, KHOA_DB_CONSTRAINT);
      assert_mentions(error, cases[i].fault);
      assert_mentions(error, code);
    } else {
      g_assert_no_error(error);
      g_assert_true(changed);
    }
  }
}

static void test_queue_and_cancel(Fixture *f, gconstpointer data) {
  (void)data;
  gboolean changed, queued;
  g_autoptr(GError) error = NULL;
  add_word(f->db, "i", 1, add_subject(f->db, 1, "Thôn 1", 1, 1));
  g_assert_true(khoa_replacement_cancel(f->db, 1, 1, &changed, &error));
  g_assert_false(changed);
  g_assert_true(queue(f->db, 1, 1, &changed, &error));
  g_assert_true(changed);
  g_assert_true(queue(f->db, 1, 1, &changed, &error));
  g_assert_false(changed);
  g_assert_true(khoa_replacement_is_queued(f->db, 1, 1, &queued, &error));
  g_assert_true(queued);
  g_assert_true(khoa_replacement_cancel(f->db, 1, 1, &changed, &error));
  g_assert_true(changed);
  g_assert_true(khoa_replacement_is_queued(f->db, 1, 1, &queued, &error));
  g_assert_false(queued);
  g_assert_false(queue(f->db, 1, 2, &changed, &error));
  assert_mentions(error, "isn't in the registry");
}

static void test_link(Fixture *f, gconstpointer data) {
  (void)data;
  gboolean changed, queued, found;
  KhoaTagRecord tag = {.batch = 2, .index = 1, .replaces_batch = 1, .replaces_index = 1}, got;
  g_autoptr(GError) error = NULL, unqueued = NULL;
  const gint64 subject = add_subject(f->db, 1, "Thôn 1", 1, 1);
  add_word(f->db, "i", 1, subject);
  add_tag(f->db, 2, 1, subject, KHOA_STATUS_PRINTED);
  g_assert_false(khoa_replacement_link(f->db, &tag, &unqueued));
  assert_mentions(unqueued, "isn't queued");
  g_assert_true(queue(f->db, 1, 1, &changed, &error));
  g_assert_true(khoa_replacement_link(f->db, &tag, &error));
  g_assert_true(khoa_tag_find(f->db, 2, 1, &got, &found, &error));
  g_assert_cmpint(got.replaces_batch, ==, 1);
  g_assert_cmpint(got.replaces_index, ==, 1);
  g_assert_true(khoa_replacement_is_queued(f->db, 1, 1, &queued, &error));
  g_assert_false(queued);
  /* A link stays. */
  g_assert_true(khoa_replacement_cancel(f->db, 1, 1, &changed, &error));
  g_assert_false(changed);
  static const char *const statements[] = {"UPDATE replacement SET old_idx = 2",
                                           "UPDATE replacement SET batch = NULL, idx = NULL",
                                           "UPDATE replacement SET idx = 2",
                                           "DELETE FROM replacement",
                                           "INSERT INTO replacement VALUES (1, 1, '', 2, 1)",
                                           NULL};
  assert_all_refused(f->db, statements);
}

/* "batch-status " each. */
static char *words_of(const GArray *tags) {
  GString *words = g_string_new(NULL);
  for (guint i = 0; i < tags->len; i++) {
    const KhoaTagRecord *tag = &g_array_index(tags, KhoaTagRecord, i);
    g_string_append_printf(words, "%d-%s ", (int)tag->batch, khoa_status_word(tag->status));
  }
  return g_string_free(words, FALSE);
}

static void test_heirs_and_forebears(Fixture *f, gconstpointer data) {
  (void)data;
  static const struct {
    const char *word, *heirs, *holder, *forebears; /* of the first tag; of the last */
  } cases[] = {
      {"i", "", "", ""},
      {"i?", "", "", ""},
      {"ri<", "2-in use ", "2", "1-replaced "},
      {"ip<?", "2-printed ", "2", "1-in use "},
      {"is<", "2-spoiled ", "", "1-in use "},
      {"is^v^", "3-revoked 2-spoiled ", "", "1-in use "},
      {"ip<p<", "3-printed 2-printed ", "3", "2-printed 1-in use "},
      {"lr<v<", "3-revoked 2-replaced ", "2", "2-replaced 1-lost "},
      {"rl<p<", "3-printed 2-lost ", "2", "2-lost 1-replaced "},
      {"rr<r<i<", "4-in use 3-replaced 2-replaced ", "4", "3-replaced 2-replaced 1-replaced "},
  };
  const gint64 subject = add_subject(f->db, 1, "Thôn 1", 9, 9);
  for (gsize i = 0; i < G_N_ELEMENTS(cases); i++) {
    g_autoptr(GError) error = NULL;
    g_test_message("%s", cases[i].word);
    const gint64 index = (gint64)i + 1, last = add_word(f->db, cases[i].word, index, subject);
    g_autoptr(GArray) heirs = khoa_replacement_heirs(f->db, 1, index, &error);
    g_autoptr(GArray) forebears = khoa_replacement_forebears(f->db, last, index, &error);
    g_assert_no_error(error);
    g_autofree char *after = words_of(heirs), *before = words_of(forebears);
    const KhoaTagRecord *holder = khoa_replacement_holder(heirs);
    g_autofree char *held = holder ? g_strdup_printf("%d", (int)holder->batch) : g_strdup("");
    g_assert_cmpstr(after, ==, cases[i].heirs);
    g_assert_cmpstr(held, ==, cases[i].holder);
    g_assert_cmpstr(before, ==, cases[i].forebears);
  }
}

/* Whoever edits the file may make a tag its own forebear: that must end too. */
static void test_circle(Fixture *f, gconstpointer data) {
  (void)data;
  g_autoptr(GError) error = NULL;
  add_word(f->db, "ii<", 1, add_subject(f->db, 1, "Thôn 1", 1, 1));
  run(f->db, "INSERT INTO replacement VALUES (2, 1, '', 1, 1)");
  g_autoptr(GArray) heirs = khoa_replacement_heirs(f->db, 1, 1, &error);
  g_autoptr(GArray) forebears = khoa_replacement_forebears(f->db, 1, 1, &error);
  g_assert_no_error(error);
  g_assert_cmpuint(heirs->len, ==, 2);
  g_assert_cmpuint(forebears->len, ==, 2);
}

int main(int argc, char **argv) {
  g_test_init(&argc, &argv, NULL);
  ADD("/reg/replacement/who-may", test_who_may);
  ADD("/reg/replacement/queue-and-cancel", test_queue_and_cancel);
  ADD("/reg/replacement/link", test_link);
  ADD("/reg/replacement/heirs-and-forebears", test_heirs_and_forebears);
  ADD("/reg/replacement/circle", test_circle);
  return g_test_run();
}
