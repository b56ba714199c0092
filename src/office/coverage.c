#include "coverage.h"

#include "reg/looks.h"

#include <string.h>

typedef struct Door {
  gint64 subject;
  guint village;        /* its place among the villages */
  KhoaSurveyFound best; /* 0: no record */
} Door;

typedef struct Count {
  KhoaCoverage *coverage;
  const char *village;    /* that is asked for; NULL: all */
  GArray *doors;          /* Door elements, by village and number */
  GHashTable *by_subject; /* gint64 * of the doors: their place + 1 */
  KhoaLook last;
  gboolean seen, graded; /* the lock that it was about: told and graded by a newer look */
} Count;

void khoa_coverage_free(KhoaCoverage *coverage) {
  if (!coverage)
    return;
  g_array_unref(coverage->villages);
  g_array_unref(coverage->still);
  g_string_chunk_free(coverage->texts);
  g_free(coverage);
}

static KhoaCounts *counts_of(const Count *count, const Door *door) {
  return &g_array_index(count->coverage->villages, KhoaVillage, door->village).counts;
}

static gboolean add_door(gint64 subject, const char *village, gint64 locks, gpointer data,
                         GError **error) {
  Count *count = data;
  GArray *villages = count->coverage->villages;
  (void)error;
  if (count->village && strcmp(count->village, village) != 0)
    return TRUE;
  const KhoaVillage *last =
      villages->len ? &g_array_index(villages, KhoaVillage, villages->len - 1) : NULL;
  if (!last || strcmp(last->name, village) != 0) {
    const KhoaVillage next = {.name = g_string_chunk_insert(count->coverage->texts, village)};
    g_array_append_val(villages, next);
  }
  const Door door = {.subject = subject, .village = villages->len - 1};
  g_array_append_val(count->doors, door);
  counts_of(count, &door)->locks += locks;
  return TRUE;
}

static void index_doors(Count *count) {
  for (guint i = 0; i < count->doors->len; i++)
    g_hash_table_insert(count->by_subject, &g_array_index(count->doors, Door, i).subject,
                        GUINT_TO_POINTER(i + 1));
}

/* What the newest look at a lock says of it, and the newest grade. */
static void count_lock(Count *count, KhoaCounts *counts, const KhoaLook *look) {
  if (look->found >= KHOA_FOUND_REFUSED)
    return;
  if (look->lock && !count->seen) {
    counts->locks_seen++;
    counts->found[look->found]++;
  }
  if (look->grade && !count->graded)
    counts->grades[look->grade]++;
  count->seen = TRUE;
  count->graded |= look->grade != 0;
}

static gboolean add_look(const KhoaLook *look, gpointer data, GError **error) {
  Count *count = data;
  guint place = GPOINTER_TO_UINT(g_hash_table_lookup(count->by_subject, &look->subject));
  if (look->subject != count->last.subject || look->batch != count->last.batch ||
      look->index != count->last.index)
    count->seen = count->graded = FALSE;
  (void)error;
  count->last = *look;
  if (!place) {
    count->coverage->strays += !count->village;
    return TRUE;
  }
  Door *door = &g_array_index(count->doors, Door, place - 1);
  if (!door->best || look->found < door->best)
    door->best = look->found;
  count_lock(count, counts_of(count, door), look);
  return TRUE;
}

static void count_doors(Count *count) {
  for (guint i = 0; i < count->doors->len; i++) {
    const Door *door = &g_array_index(count->doors, Door, i);
    KhoaCounts *counts = counts_of(count, door);
    gint64 *state = !door->best                            ? &counts->missing
                    : door->best == KHOA_FOUND_NOBODY_HOME ? &counts->nobody_home
                    : door->best == KHOA_FOUND_REFUSED     ? &counts->refused
                                                           : &counts->surveyed;
    const KhoaStill still = {
        door->subject,
        g_array_index(count->coverage->villages, KhoaVillage, door->village).name,
        state == &counts->nobody_home,
    };
    counts->households++;
    ++*state;
    if (state == &counts->missing || state == &counts->nobody_home)
      g_array_append_val(count->coverage->still, still);
  }
}

/* All of the struct are counts. */
static void sum_up(KhoaCoverage *coverage) {
  gint64 *sum = (gint64 *)&coverage->sum;
  for (guint i = 0; i < coverage->villages->len; i++) {
    const gint64 *one = (const gint64 *)&g_array_index(coverage->villages, KhoaVillage, i).counts;
    for (gsize n = 0; n < sizeof(KhoaCounts) / sizeof *one; n++)
      sum[n] += one[n];
  }
}

KhoaCoverage *khoa_coverage_new(KhoaOffice *office, const char *unit, const char *village,
                                const char *round, GError **error) {
  g_autoptr(KhoaCoverage) coverage = g_new0(KhoaCoverage, 1);
  g_autoptr(GArray) doors = g_array_new(FALSE, FALSE, sizeof(Door));
  g_autoptr(GHashTable) by_subject = g_hash_table_new(g_int64_hash, g_int64_equal);
  Count count = {coverage, village, doors, by_subject, {.subject = -1}, FALSE, FALSE};
  coverage->villages = g_array_new(FALSE, FALSE, sizeof(KhoaVillage));
  coverage->still = g_array_new(FALSE, FALSE, sizeof(KhoaStill));
  coverage->texts = g_string_chunk_new(4096);
  if (!khoa_doors_each(office->db, unit, add_door, &count, error))
    return NULL;
  index_doors(&count);
  if (!khoa_looks_each(office->db, unit, round, add_look, &count, error))
    return NULL;
  count_doors(&count);
  sum_up(coverage);
  return g_steal_pointer(&coverage);
}

gboolean khoa_coverage_complete(const KhoaCoverage *coverage) {
  return coverage->still->len == 0;
}
