#include "villages.h"

#include "copies.h"

#include <math.h>

#define METRES_A_STEP 111.2 /* 1/1000 degree of a meridian */

/* A village of the registry, and one sighting of each of its tags that has a position. */
typedef struct Village {
  const char *unit, *name;
  GPtrArray *tags; /* const KhoaSeen * */
  KhoaSeen middle;
  double limit; /* metres; beyond it is far */
} Village;

struct KhoaVillages {
  GHashTable *all; /* Village, by itself */
};

double khoa_seen_distance(const KhoaSeen *a, const KhoaSeen *b) {
  double north = (double)(a->latitude - b->latitude);
  double east = (double)(a->longitude - b->longitude) *
                cos((double)(a->latitude + b->latitude) / 2000 * G_PI / 180);
  return METRES_A_STEP * hypot(north, east);
}

static guint hash(gconstpointer village) {
  const Village *v = village;
  return g_str_hash(v->unit) * 31 + g_str_hash(v->name);
}

static gboolean equal(gconstpointer a, gconstpointer b) {
  const Village *x = a, *y = b;
  return g_str_equal(x->unit, y->unit) && g_str_equal(x->name, y->name);
}

static void village_free(gpointer village) {
  g_ptr_array_unref(((Village *)village)->tags);
  g_free(village);
}

static Village *village_of(const KhoaVillages *villages, const KhoaSeen *seen) {
  const Village key = {.unit = seen->owner_unit, .name = seen->owner_village};
  return g_hash_table_lookup(villages->all, &key);
}

static void add(KhoaVillages *villages, const KhoaSeen *seen) {
  Village *village = village_of(villages, seen);
  if (!village) {
    village = g_new0(Village, 1);
    *village = (Village){seen->owner_unit, seen->owner_village, g_ptr_array_new(), {0}, 0};
    g_hash_table_add(villages->all, village);
  }
  g_ptr_array_add(village->tags, (gpointer)seen);
}

static int compare(const void *a, const void *b) {
  const double x = *(const double *)a, y = *(const double *)b;
  return (x > y) - (x < y);
}

/* Sorts them. */
static double median(double *numbers, guint count) {
  qsort(numbers, count, sizeof *numbers, compare);
  return (numbers[(count - 1) / 2] + numbers[count / 2]) / 2;
}

static void measure(gpointer key, gpointer value, gpointer data) {
  Village *village = value;
  guint count = village->tags->len;
  (void)key, (void)data;
  g_autofree double *numbers = g_new(double, count);
  for (guint i = 0; i < count; i++)
    numbers[i] = (double)((const KhoaSeen *)village->tags->pdata[i])->latitude;
  village->middle.latitude = (gint64)median(numbers, count);
  for (guint i = 0; i < count; i++)
    numbers[i] = (double)((const KhoaSeen *)village->tags->pdata[i])->longitude;
  village->middle.longitude = (gint64)median(numbers, count);
  for (guint i = 0; i < count; i++)
    numbers[i] = khoa_seen_distance(&village->middle, village->tags->pdata[i]);
  village->limit = MAX(KHOA_FAR_MIN, KHOA_FAR_FACTOR * median(numbers, count));
}

KhoaVillages *khoa_villages_new(const KhoaSeenList *list) {
  KhoaVillages *villages = g_new(KhoaVillages, 1);
  villages->all = g_hash_table_new_full(hash, equal, village_free, NULL);
  for (guint i = 0, count; i < list->seen->len; i += count) {
    const KhoaSeen *seen = &g_array_index(list->seen, KhoaSeen, i);
    guint n = 0;
    count = khoa_seen_count(list, i);
    while (n < count && !seen[n].placed)
      n++;
    if (n < count && seen->kind)
      add(villages, &seen[n]);
  }
  g_hash_table_foreach(villages->all, measure, NULL);
  return villages;
}

void khoa_villages_free(KhoaVillages *villages) {
  if (!villages)
    return;
  g_hash_table_unref(villages->all);
  g_free(villages);
}

double khoa_villages_off(const KhoaVillages *villages, const KhoaSeen *seen) {
  const Village *village = seen->kind && seen->placed ? village_of(villages, seen) : NULL;
  if (!village || village->tags->len < KHOA_VILLAGE_TAGS_MIN)
    return 0;
  double distance = khoa_seen_distance(&village->middle, seen);
  return distance > village->limit ? distance : 0;
}
