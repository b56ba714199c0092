#include "tally.h"

#include <string.h>

/* A household that is to be surveyed. */
typedef struct Door {
  gint64 subject;
  const char *unit;
  KhoaSurveyFound best; /* of all records; 0: there is none */
} Door;

/* A record of the round, and whose door it was at. */
typedef struct Look {
  gint64 subject, batch, index, time, surveyor, number;
  const char *unit;
  KhoaSurveyFound found;
  int grade;
} Look;

typedef struct Survey {
  const KhoaTally *tally;
  guint before;           /* added to a figure: 1 for the round before, 0 for the round */
  GArray *doors;          /* Door elements, by number */
  GHashTable *by_subject; /* gint64 * of the doors: their place + 1 */
  GArray *looks;          /* Look elements */
  GHashTable *newest;     /* those that say what a lock or household lacks */
} Survey;

static guint hash_look(gconstpointer data) {
  const Look *look = data;
  return (guint)look->surveyor * 100003u + (guint)look->number;
}

static gboolean same_look(gconstpointer a, gconstpointer b) {
  const Look *x = a, *y = b;
  return x->surveyor == y->surveyor && x->number == y->number;
}

static void add(const Survey *survey, KhoaFigure figure, const char *unit, const KhoaMark *row) {
  khoa_tally_add(survey->tally, figure + (KhoaFigure)survey->before, unit, 1, row);
}

static gboolean add_door(const KhoaPastSubject *subject, gpointer data, GError **error) {
  Survey *survey = data;
  const gint place = khoa_tally_unit(survey->tally, subject->unit);
  (void)error;
  if (place < 0)
    return TRUE;
  const KhoaUnitRecord *unit = g_ptr_array_index(survey->tally->units, place);
  const Door door = {subject->id, unit->code, 0};
  g_array_append_val(survey->doors, door);
  return TRUE;
}

static void index_doors(Survey *survey) {
  for (guint i = 0; i < survey->doors->len; i++)
    g_hash_table_insert(survey->by_subject, &g_array_index(survey->doors, Door, i).subject,
                        GUINT_TO_POINTER(i + 1));
}

static Door *door_of(const Survey *survey, gint64 subject) {
  const guint place = GPOINTER_TO_UINT(g_hash_table_lookup(survey->by_subject, &subject));
  return place ? &g_array_index(survey->doors, Door, place - 1) : NULL;
}

static gboolean is_lock(const KhoaPastBatch *batch, gint64 index) {
  return batch->record->kind == KHOA_KIND_LOCK_TAG && batch->issued &&
         batch->statuses[index - 1] == KHOA_STATUS_IN_USE;
}

static void count_locks(const Survey *survey) {
  const GArray *batches = survey->tally->tags->batches;
  for (guint i = 0; i < batches->len; i++) {
    const KhoaPastBatch *batch = &g_array_index(batches, KhoaPastBatch, i);
    for (gint64 index = 1; index <= batch->count; index++) {
      const KhoaMark row = {.batch = batch->record->number, .index = index};
      const Door *door = is_lock(batch, index) ? door_of(survey, batch->owners[index - 1]) : NULL;
      if (door)
        add(survey, KHOA_FIGURE_LOCKS, door->unit, &row);
    }
  }
}

/* A record counts where its household is one of its unit's. */
static gboolean add_look(const KhoaGlance *glance, gpointer data, GError **error) {
  Survey *survey = data;
  const KhoaPastBatch *batch =
      khoa_tag_past_find(survey->tally->tags, glance->batch, glance->index);
  const gint64 subject = glance->subject ? glance->subject
                         : batch         ? batch->owners[glance->index - 1]
                                         : 0;
  Door *door = door_of(survey, subject);
  (void)error;
  if (!door || strcmp(door->unit, glance->unit) != 0)
    return TRUE;
  if (!door->best || glance->found < door->best)
    door->best = glance->found;
  const Look look = {subject,        glance->batch, glance->index, glance->time, glance->surveyor,
                     glance->number, door->unit,    glance->found, glance->grade};
  g_array_append_val(survey->looks, look);
  return TRUE;
}

#define BY(a, b)                                                                                   \
  if ((a) != (b))                                                                                  \
  return (a) < (b) ? -1 : 1

/* By household and tag, the newest of each first. */
static gint compare_looks(gconstpointer a, gconstpointer b) {
  const Look *x = a, *y = b;
  BY(x->subject, y->subject);
  BY(x->batch, y->batch);
  BY(x->index, y->index);
  BY(y->time, x->time);
  BY(x->surveyor, y->surveyor);
  BY(y->number, x->number);
  return 0;
}

static gboolean same_place(const Look *a, const Look *b) {
  return a->subject == b->subject && a->batch == b->batch && a->index == b->index;
}

static KhoaMark row_of(const Look *look) {
  return look->batch ? (KhoaMark){.batch = look->batch, .index = look->index}
                     : (KhoaMark){.household = look->subject};
}

/* What the newest look at a lock or household says, and the newest grade; as coverage.h counts. */
static void count_place(const Survey *survey, const Look *looks, guint count) {
  const KhoaPastBatch *batch = khoa_tag_past_find(survey->tally->tags, looks->batch, looks->index);
  const KhoaMark row = row_of(looks);
  const Look *seen = NULL, *graded = NULL;
  for (guint i = 0; i < count; i++) {
    if (looks[i].found >= KHOA_FOUND_REFUSED)
      continue;
    seen = seen ? seen : &looks[i];
    graded = graded || !looks[i].grade ? graded : &looks[i];
  }
  if (seen && batch && is_lock(batch, looks->index))
    add(survey, KHOA_FIGURE_LOCKS_SEEN, looks->unit, &row);
  if (graded)
    add(survey, KHOA_FIGURE_GRADE_1 + (KhoaFigure)(2 * (graded->grade - 1)), looks->unit, &row);
  if (seen)
    g_hash_table_add(survey->newest, (gpointer)seen);
}

static void count_places(const Survey *survey) {
  const GArray *looks = survey->looks;
  for (guint i = 0, count; i < looks->len; i += count) {
    const Look *first = &g_array_index(looks, Look, i);
    for (count = 1; i + count < looks->len && same_place(first, first + count);)
      count++;
    count_place(survey, first, count);
  }
}

static void count_doors(const Survey *survey) {
  for (guint i = 0; i < survey->doors->len; i++) {
    const Door *door = &g_array_index(survey->doors, Door, i);
    const KhoaMark row = {.household = door->subject};
    add(survey, KHOA_FIGURE_HOUSEHOLDS, door->unit, &row);
    add(survey,
        !door->best                            ? KHOA_FIGURE_UNSEEN
        : door->best == KHOA_FOUND_NOBODY_HOME ? KHOA_FIGURE_NOBODY_HOME
        : door->best == KHOA_FOUND_REFUSED     ? KHOA_FIGURE_REFUSED
                                               : KHOA_FIGURE_SURVEYED,
        door->unit, &row);
  }
}

static gboolean add_noted(gint64 surveyor, gint64 number, int weakness, gpointer data,
                          GError **error) {
  const Survey *survey = data;
  const Look *look =
      g_hash_table_lookup(survey->newest, &(Look){.surveyor = surveyor, .number = number});
  (void)error;
  if (look) {
    const KhoaMark row = row_of(look);
    khoa_tally_add(survey->tally, KHOA_FIGURE_WEAKNESS + (KhoaFigure)weakness, look->unit, 1, &row);
  }
  return TRUE;
}

gboolean khoa_tally_survey(const KhoaTally *tally, gboolean before, GError **error) {
  KhoaDb *db = tally->office->db;
  const char *round = (before ? tally->round_before : tally->round)->name;
  g_autoptr(GArray) doors = g_array_new(FALSE, FALSE, sizeof(Door));
  g_autoptr(GArray) looks = g_array_new(FALSE, FALSE, sizeof(Look));
  g_autoptr(GHashTable) by_subject = g_hash_table_new(g_int64_hash, g_int64_equal);
  g_autoptr(GHashTable) newest = g_hash_table_new(hash_look, same_look);
  Survey survey = {tally, before ? 1 : 0, doors, by_subject, looks, newest};
  if (!khoa_past_subjects(db, tally->tags->entry, add_door, &survey, error))
    return FALSE;
  index_doors(&survey);
  if (!khoa_glances_each(db, round, tally->end, add_look, &survey, error))
    return FALSE;
  g_array_sort(looks, compare_looks);
  count_locks(&survey);
  count_places(&survey);
  count_doors(&survey);
  return before || khoa_noted_each(db, round, tally->end, add_noted, &survey, error);
}
