/* The exchange of old numbers: who is queued, and how far it is. */
#include "reg/exchange.h"
#include "unit/reg/replaced.h"

/* Batches 1 and 2 carry old numbers, 3 and 4 new ones. */
static void set_up_exchange(Fixture *f, gconstpointer data) {
  set_up(f, data);
  add_units(f->db);
  add_batch(f->db, 1, KHOA_KIND_KEYCHAIN, 99);
  add_batch(f->db, 2, KHOA_KIND_KEYCHAIN, 99);
  const gint64 set = add_hotlines(f->db, UNIT, "2026-12-01");
  for (gint64 number = 3; number <= 4; number++) {
    g_autoptr(GError) error = NULL;
    KhoaBatchRecord batch = sample_batch(number, KHOA_KIND_KEYCHAIN, 99);
    batch.hotline_set = set;
    khoa_batch_add(f->db, &batch, &error);
    g_assert_no_error(error);
  }
}
#undef ADD
#define ADD(path, test) g_test_add(path, Fixture, NULL, set_up_exchange, test, tear_down)

/* Words of replaced.h; which of their tags are queued, by batch; and where that leaves a village
 * before: o old, q queued, p printed, e exchanged, - no part in it. */
static const struct {
  const char *word, *queued, *place;
} cases[] = {
    {"p", "1 ", "o"},     {"i", "1 ", "o"},      {"r", "", "-"},     {"l", "", "-"},
    {"v", "", "-"},       {"s", "", "-"},        {"i?", "", "q"},    {"l?", "", "q"},
    {"ii", "1 2 ", "oo"}, {"ip<", "2 ", "o"},    {"is<", "1 ", "o"}, {"iv<", "1 ", "o"},
    {"ri<", "2 ", "o"},   {"ip<?", "", "q"},     {"is<p<", "", "p"}, {"ip<p<", "", "p"},
    {"rs<i<", "", "e"},   {"rs<l<", "", "e"},    {"rr<i<", "", "e"}, {"rs<l<?", "", "q"},
    {"rs<v<", "", "-"},   {"ip<s<", "2 ", "o"},  {"vvi", "", "-"},   {"is<s<s<", "1 ", "o"},
    {"rr<r<p<", "", "p"}, {"rr<r<i<?", "", "q"}, {"vs<p<", "", "p"},
};

static void add_cases(KhoaDb *db) {
  for (gsize i = 0; i < G_N_ELEMENTS(cases); i++)
    add_word(db, cases[i].word, (gint64)i + 1,
             add_subject(db, (guint8)i, cases[i].word, 9, 9)); /* a village for each */
}

static gint by_name(gconstpointer a, gconstpointer b) {
  const KhoaTagName *x = a, *y = b;
  return x->index != y->index ? (int)x->index - (int)y->index : (int)x->batch - (int)y->batch;
}

static GArray *exchange(KhoaDb *db, KhoaKind kind) {
  g_autoptr(GError) error = NULL;
  GArray *names = khoa_exchange_queue(db, UNIT, kind, "hotlines", &error);
  g_assert_no_error(error);
  g_array_sort(names, by_name);
  return names;
}

static void test_who_is_queued(Fixture *f, gconstpointer data) {
  (void)data;
  add_cases(f->db);
  g_autoptr(GArray) others = exchange(f->db, KHOA_KIND_LOCK_TAG);
  g_autoptr(GArray) names = exchange(f->db, KHOA_KIND_KEYCHAIN);
  g_assert_cmpuint(others->len, ==, 0);
  for (guint i = 0, n = 0; i < G_N_ELEMENTS(cases); i++) {
    g_autoptr(GString) queued = g_string_new(NULL);
    for (; n < names->len && g_array_index(names, KhoaTagName, n).index == i + 1; n++)
      g_string_append_printf(queued, "%u ", g_array_index(names, KhoaTagName, n).batch);
    g_test_message("%s", cases[i].word);
    g_assert_cmpstr(queued->str, ==, cases[i].queued);
  }
  /* Each of them could have been queued by itself, and none twice. */
  g_autoptr(GArray) again = exchange(f->db, KHOA_KIND_KEYCHAIN);
  g_assert_cmpuint(again->len, ==, 0);
  for (guint i = 0; i < names->len; i++) {
    const KhoaTagName *name = &g_array_index(names, KhoaTagName, i);
    gboolean changed;
    g_autoptr(GError) error = NULL;
    g_assert_true(khoa_replacement_cancel(f->db, name->batch, name->index, &changed, &error));
    g_assert_true(changed);
    khoa_replacement_queue(f->db, name->batch, name->index, "", &changed, &error);
    g_assert_no_error(error);
  }
}

static gboolean add_place(const KhoaExchange *exchange, gpointer places, GError **error) {
  (void)error;
  GString *place = g_string_new(NULL);
  const gint64 counts[] = {exchange->old, exchange->queued, exchange->printed, exchange->exchanged};
  for (gsize i = 0; i < G_N_ELEMENTS(counts); i++)
    for (gint64 n = 0; n < counts[i]; n++)
      g_string_append_c(place, "oqpe"[i]);
  g_assert_cmpstr(exchange->unit, ==, UNIT);
  g_assert_cmpint(exchange->kind, ==, KHOA_KIND_KEYCHAIN);
  g_hash_table_insert(places, g_strdup(exchange->village), g_string_free(place, FALSE));
  return TRUE;
}

static void test_progress(Fixture *f, gconstpointer data) {
  (void)data;
  add_cases(f->db);
  const char *units[] = {NULL, UNIT};
  for (gsize n = 0; n < G_N_ELEMENTS(units); n++) {
    g_autoptr(GError) error = NULL;
    g_autoptr(GHashTable) places = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, g_free);
    g_assert_true(khoa_exchange_each(f->db, units[n], add_place, places, &error));
    for (gsize i = 0; i < G_N_ELEMENTS(cases); i++) {
      const char *place = g_hash_table_lookup(places, cases[i].word);
      g_test_message("%s", cases[i].word);
      g_assert_cmpstr(place ? place : "-", ==, cases[i].place);
    }
  }
  g_autoptr(GHashTable) none = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, g_free);
  g_assert_true(khoa_exchange_each(f->db, OTHER_UNIT, add_place, none, NULL));
  g_assert_cmpuint(g_hash_table_size(none), ==, 0);
}

int main(int argc, char **argv) {
  g_test_init(&argc, &argv, NULL);
  ADD("/reg/exchange/who-is-queued", test_who_is_queued);
  ADD("/reg/exchange/progress", test_progress);
  return g_test_run();
}
