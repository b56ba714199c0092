#include "patrol_duty.h"

#include "committee.h"

#include <glib/gi18n.h>
#include <string.h>

enum { SUNDAY_AFTER = 6, WEEK = 7 };

static void add_words(GString *text, const char *separator, const char *format, ...)
    G_GNUC_PRINTF(3, 4);
static void add_words(GString *text, const char *separator, const char *format, ...) {
  va_list arguments;
  va_start(arguments, format);
  g_string_append(text, text->len ? separator : "");
  g_string_append_vprintf(text, format, arguments);
  va_end(arguments);
}

char *khoa_patrol_lacks(const KhoaPatrolRecord *patrol) {
  const unsigned leaders =
      1u << KHOA_ROLE_HEAD | 1u << KHOA_ROLE_STANDING_DEPUTY | 1u << KHOA_ROLE_DEPUTY;
  g_autoptr(GString) text = g_string_new(NULL);
  if (!patrol->has_roll)
    return g_strdup(_("no committee on that day"));
  if (!patrol->leads)
    add_words(text, ", ", _("leader not on the roll"));
  else if (!(patrol->leads & leaders))
    add_words(text, ", ", _("leader neither head nor deputy"));
  for (KhoaRole role = KHOA_ROLE_POLICEMAN; role <= KHOA_ROLE_MILITIA_HEAD; role++)
    if (!(patrol->found & 1u << role))
      add_words(text, ", ", patrol->named & 1u << role ? _("%s not on the roll") : _("no %s"),
                khoa_role_name(role));
  return text->len ? g_string_free(g_steal_pointer(&text), FALSE) : NULL;
}

/* A commune's patrols of one week. */
typedef struct Week {
  guint patrols, complete;
  GString *what; /* its patrols lack; NULL: nothing */
} Week;

typedef struct Walk {
  KhoaPatrolWeekVisit visit;
  gpointer data;
  GDate first; /* Monday */
  guint weeks;
  guint running;     /* the week that isn't over yet, counted from the first; beyond all if none */
  GHashTable *units; /* code -> Week *, one for each week */
} Walk;

static Week *weeks_of(const Walk *walk, const char *unit) {
  Week *weeks = g_hash_table_lookup(walk->units, unit);
  if (!weeks) {
    weeks = g_new0(Week, walk->weeks);
    g_hash_table_insert(walk->units, g_strdup(unit), weeks);
  }
  return weeks;
}

static gboolean count_patrol(const KhoaPatrolRecord *patrol, gpointer data, GError **error) {
  const Walk *walk = data;
  const GDate monday = khoa_week_of(patrol->day);
  Week *week = &weeks_of(walk, patrol->unit)[g_date_days_between(&walk->first, &monday) / WEEK];
  g_autofree char *lacks = khoa_patrol_lacks(patrol);
  (void)error;
  week->patrols++;
  week->complete += !lacks;
  if (lacks && !week->what)
    week->what = g_string_new(NULL);
  if (lacks)
    add_words(week->what, "; ", "%s %s: %s", patrol->day, patrol->time, lacks);
  return TRUE;
}

static gboolean visit_week(const Walk *walk, const char *unit, const char *since, const Week *week,
                           guint i, GError **error) {
  char name[KHOA_WEEK_SIZE], day[KHOA_DATE_SIZE];
  GDate monday = walk->first;
  g_date_add_days(&monday, i * WEEK);
  khoa_week_print(name, &monday);
  khoa_date_print(day, &monday);
  KhoaPatrolWeek told = {unit,
                         name,
                         week->patrols,
                         week->complete,
                         since && strcmp(since, day) <= 0,
                         i < walk->running,
                         NULL};
  g_autoptr(GString) what = g_string_new(NULL);
  if (told.due && told.over && week->complete < KHOA_PATROLS_A_WEEK)
    add_words(what, "; ", _("%u of %d patrols"), week->complete, KHOA_PATROLS_A_WEEK);
  if (week->what)
    add_words(what, "; ", "%s", week->what->str);
  told.what = what->len ? what->str : NULL;
  return walk->visit(&told, walk->data, error);
}

static gboolean visit_commune(const KhoaCommune *commune, gpointer data, GError **error) {
  const Walk *walk = data;
  const GPtrArray *rolls = commune->rolls;
  const Week *weeks = weeks_of(walk, commune->unit);
  const char *since = rolls->len ? ((const KhoaCommitteeRecord *)rolls->pdata[0])->since : NULL;
  const KhoaPatrolWeek without = {.unit = commune->unit, .what = _("no committee")};
  if (!since && !commune->has_parts && !walk->visit(&without, walk->data, error))
    return FALSE;
  for (guint i = 0; i < walk->weeks; i++)
    if ((since || weeks[i].patrols) && !visit_week(walk, commune->unit, since, &weeks[i], i, error))
      return FALSE;
  return TRUE;
}

/* The weeks of a period that have begun. */
static gboolean set_weeks(Walk *walk, const KhoaOffice *office, const KhoaPeriod *period,
                          GError **error) {
  GDate last;
  g_autofree char *today = khoa_office_today(office);
  const GDate now = khoa_week_of(today);
  const gboolean any = khoa_period_weeks(period, &walk->first, &last);
  const gint running = g_date_days_between(&walk->first, &now) / WEEK;
  if (!any || running < 0) {
    g_set_error(error, KHOA_OFFICE_ERROR, 0,
                any ? _("the period has not begun")
                    : _("the period has no week, which is counted where "
                        "its Thursday is: name a longer one"));
    return FALSE;
  }
  walk->running = (guint)running;
  walk->weeks = MIN((guint)g_date_days_between(&walk->first, &last) / WEEK, walk->running) + 1;
  return TRUE;
}

static void free_all(const Walk *walk) {
  GHashTableIter each;
  gpointer weeks;
  g_hash_table_iter_init(&each, walk->units);
  while (g_hash_table_iter_next(&each, NULL, &weeks))
    for (guint i = 0; i < walk->weeks; i++)
      if (((Week *)weeks)[i].what)
        g_string_free(((Week *)weeks)[i].what, TRUE);
  g_hash_table_unref(walk->units);
}

gboolean khoa_patrol_weeks(KhoaOffice *office, const char *unit, const KhoaPeriod *period,
                           KhoaPatrolWeekVisit visit, gpointer data, GError **error) {
  Walk walk = {.visit = visit, .data = data};
  char from[KHOA_DATE_SIZE], to[KHOA_DATE_SIZE];
  if (!set_weeks(&walk, office, period, error))
    return FALSE;
  GDate sunday = walk.first;
  g_date_add_days(&sunday, (walk.weeks - 1) * WEEK + SUNDAY_AFTER);
  khoa_date_print(from, &walk.first);
  khoa_date_print(to, &sunday);
  walk.units = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, g_free);
  gboolean done = khoa_patrol_each(office->db, unit, from, to, count_patrol, &walk, error) &&
                  khoa_committee_each(office, unit, visit_commune, &walk, error);
  free_all(&walk);
  return done;
}
