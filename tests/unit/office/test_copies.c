/* What a round's sightings say against each other: where the lines are drawn, and that neither one
 * copy nor a wrong position moves them. */
#include "office/copies.h"

#include "office/villages.h"
#include "unit/office/issued.h"

#define ROUND "2026-Q4"
#define TAGS 20
#define NORTH 19812 /* 1/1000 degree */
#define EAST 105590

static void set_up_round(Fixture *f, gconstpointer data) {
  set_up(f, data);
  add_unit(f, UNIT, "Xã Thọ Sơn");
  const gint64 set = add_hotlines(f, UNIT, "2026-11-01");
  add_batch(f, &(Order){1, KHOA_KIND_LOCK_TAG, UNIT, set, PREFIX, TAGS});
  run_outside(f, "INSERT INTO round VALUES ('" UNIT "', '" ROUND "', 1, NULL);"
                 "INSERT INTO surveyor VALUES (1, '" UNIT "', 'Lan', NULL, 1, NULL)");
}
#undef ADD
#define ADD(path, test) g_test_add(path, Fixture, NULL, set_up_round, test, tear_down)

/* Steps of 1/1000 degree from the village's middle. */
typedef struct Look {
  gint64 tag, north, east;
  gint64 later; /* seconds */
} Look;

static void see(const Fixture *f, const Look *look) {
  g_autofree char *sql = g_strdup_printf(
      "INSERT INTO survey_record (surveyor, number, file, mode, unit, round, time, batch, idx, "
      "found,"
      " latitude, longitude, private)"
      " SELECT 1, count(*) + 1, 1, 1, '" UNIT "', '" ROUND "', %" G_GINT64_FORMAT
      ", 1, %" G_GINT64_FORMAT ", 1, %" G_GINT64_FORMAT ", %" G_GINT64_FORMAT ", zeroblob(32)"
      " FROM survey_record",
      (gint64)NOW + look->later, look->tag, NORTH + look->north, EAST + look->east);
  run_outside(f, sql);
}

static KhoaCopies *find(const Fixture *f) {
  g_autoptr(GError) error = NULL;
  KhoaCopies *copies = khoa_copies_find(f->office, ROUND, NULL, &error);
  g_assert_no_error(error);
  return copies;
}

/* "places 3", ... of all that is found. */
static void assert_found(const Fixture *f, const char *expected) {
  g_autoptr(KhoaCopies) copies = find(f);
  g_autoptr(GString) found = g_string_new(NULL);
  for (guint i = 0; i < copies->found->len; i++) {
    const KhoaCopy *copy = &g_array_index(copies->found, KhoaCopy, i);
    g_test_message("%s", copy->what);
    g_string_append_printf(found, "%s%s %" G_GINT64_FORMAT, i ? ", " : "",
                           khoa_copy_word(copy->kind), copy->first->index);
  }
  g_assert_cmpstr(found->str, ==, expected);
}

static void test_distance(void) {
  const KhoaSeen middle = {.latitude = NORTH, .longitude = EAST};
  const KhoaSeen north = {.latitude = NORTH + 9, .longitude = EAST};
  const KhoaSeen east = {.latitude = NORTH, .longitude = EAST + 9};
  g_assert_cmpfloat_with_epsilon(khoa_seen_distance(&middle, &north), 1000, 2);
  g_assert_cmpfloat_with_epsilon(khoa_seen_distance(&middle, &east), 941.6, 2);
  g_assert_cmpfloat(khoa_seen_distance(&middle, &middle), ==, 0);
}

static void test_one_door(Fixture *f, gconstpointer data) {
  (void)data;
  for (gint64 step = 0; step <= 4; step++) /* 4: 445 m */
    see(f, &(Look){1, step, 0, step});
  assert_found(f, "");
}

static void test_two_places(Fixture *f, gconstpointer data) {
  (void)data;
  see(f, &(Look){1, 0, 0, 0});
  see(f, &(Look){1, 3, 0, 10}); /* neither far from the first nor from the last */
  see(f, &(Look){1, -2, 0, 20});
  see(f, &(Look){2, 0, 0, 0});
  assert_found(f, "places 1");
  g_autoptr(KhoaCopies) copies = find(f);
  const KhoaCopy *copy = &g_array_index(copies->found, KhoaCopy, 0);
  g_assert_cmpstr(copy->what, ==, "seen 556 m apart");
  g_assert_cmpint(copy->first->time, ==, NOW + 10);
  g_assert_cmpint(copy->last->time, ==, NOW + 20);
}

/* One tag at each of so many steps north. */
static void see_village(const Fixture *f, const gint64 *steps, gsize count) {
  for (gsize i = 0; i < count; i++)
    see(f, &(Look){(gint64)i + 1, steps[i], 0, 0});
}

static void test_far(Fixture *f, gconstpointer data) {
  (void)data;
  see_village(f, (gint64[]){0, 1, 2, 3, 20}, 5); /* 18 steps from the middle: 2.0016 km */
  assert_found(f, "far 5");
}

static void test_not_far(Fixture *f, gconstpointer data) {
  (void)data;
  see_village(f, (gint64[]){0, 1, 2, 3, 19}, 5);
  assert_found(f, "");
}

static void test_too_few_to_say(Fixture *f, gconstpointer data) {
  (void)data;
  see_village(f, (gint64[]){0, 1, 2, 90}, 4);
  assert_found(f, "");
}

/* Half of the tags are copies hung elsewhere, but for one: they are found, not the others. */
static void test_many_copies(Fixture *f, gconstpointer data) {
  (void)data;
  see_village(f, (gint64[]){0, 1, 2, 3, 4, 500, 501, 500, 501}, 9);
  assert_found(f, "far 6, far 7, far 8, far 9");
}

/* In the mountains houses are kilometres apart. */
static void test_wide_village(Fixture *f, gconstpointer data) {
  (void)data;
  see_village(f, (gint64[]){-20, -10, 0, 10, 20, 45}, 6);
  assert_found(f, "");
}

static void test_one_tag_seen_often(Fixture *f, gconstpointer data) {
  (void)data;
  see_village(f, (gint64[]){0, 1, 2, 3, 4}, 5);
  for (gint64 i = 0; i < 30; i++)
    see(f, &(Look){6, 90, 0, i});
  assert_found(f, "far 6");
}

static void test_ended(Fixture *f, gconstpointer data) {
  (void)data;
  see(f, &(Look){1, 0, 0, 0});
  set_status(f, 1, 1, KHOA_STATUS_IN_USE);
  set_status(f, 1, 1, KHOA_STATUS_LOST); /* at NOW */
  set_status(f, 1, 2, KHOA_STATUS_REVOKED);
  assert_found(f, "");
  see(f, &(Look){1, 0, 0, 1});
  see(f, &(Look){2, 0, 0, 1});
  assert_found(f, "ended 1, ended 2");
  set_status(f, 1, 1, KHOA_STATUS_IN_USE); /* found */
  assert_found(f, "ended 2");
  f->office->now = NOW + 100;
  set_status(f, 1, 1, KHOA_STATUS_LOST);
  assert_found(f, "ended 2");
  see(f, &(Look){1, 0, 0, 101});
  assert_found(f, "ended 1, ended 2");
}

static void test_unknown_tag(Fixture *f, gconstpointer data) {
  (void)data;
  see(f, &(Look){TAGS + 1, 0, 0, 0});
  see(f, &(Look){TAGS + 1, 900, 0, 0});
  assert_found(f, "");
}

int main(int argc, char **argv) {
  g_test_init(&argc, &argv, NULL);
  if (sodium_init() < 0)
    return 2;
  g_test_add_func("/office/copies/distance", test_distance);
  ADD("/office/copies/one-door", test_one_door);
  ADD("/office/copies/two-places", test_two_places);
  ADD("/office/copies/far", test_far);
  ADD("/office/copies/not-far", test_not_far);
  ADD("/office/copies/too-few-to-say", test_too_few_to_say);
  ADD("/office/copies/many-copies", test_many_copies);
  ADD("/office/copies/wide-village", test_wide_village);
  ADD("/office/copies/one-tag-seen-often", test_one_tag_seen_often);
  ADD("/office/copies/ended", test_ended);
  ADD("/office/copies/unknown-tag", test_unknown_tag);
  return g_test_run();
}
