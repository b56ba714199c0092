#include "tally.h"

#include "reg/round.h"

#include <glib/gi18n.h>
#include <string.h>

enum { SUNDAY_AFTER = 6 };
#define VIET_NAM 25200 /* seconds before UTC: no summer time */

/* When a day begins in Viet Nam, UTC seconds. */
static gint64 start_of(const GDate *day) {
  GDate epoch;
  g_date_clear(&epoch, 1);
  g_date_set_dmy(&epoch, 1, G_DATE_JANUARY, 1970);
  return (gint64)g_date_days_between(&epoch, day) * 86400 - VIET_NAM;
}

static gint64 end_of(const GDate *day) {
  return start_of(day) + 86400;
}

/* Also its last week, which may end a few days after it: then patrols are still due. */
static gboolean is_over(const KhoaPeriod *period, const char *today) {
  GDate first, last = period->last, monday;
  char day[KHOA_DATE_SIZE];
  if (khoa_period_weeks(period, &first, &monday)) {
    g_date_add_days(&monday, SUNDAY_AFTER);
    last = g_date_compare(&monday, &last) > 0 ? monday : last;
  }
  khoa_date_print(day, &last);
  return strcmp(day, today) < 0;
}

static gboolean set_days(KhoaTally *tally, GError **error) {
  g_autofree char *today = khoa_office_today(tally->office);
  char last[KHOA_DATE_SIZE];
  khoa_date_print(tally->first, &tally->period->first);
  khoa_date_print(last, &tally->period->last);
  tally->over = is_over(tally->period, today);
  g_strlcpy(tally->until, strcmp(last, today) < 0 ? last : today, sizeof tally->until);
  tally->begin = start_of(&tally->period->first);
  tally->end = MIN(end_of(&tally->period->last), tally->office->now + 1);
  if (strcmp(tally->first, today) <= 0)
    return TRUE;
  g_autofree char *first = khoa_day_words(tally->first), *now = khoa_day_words(today);
  g_set_error(error, KHOA_OFFICE_ERROR, 0,
              _("the period begins on %s, and today is %s: there is nothing to report yet"), first,
              now);
  return FALSE;
}

static gboolean set_units(KhoaTally *tally, GError **error) {
  tally->by_code = g_hash_table_new(g_str_hash, g_str_equal);
  if (!(tally->units = khoa_past_units(tally->office->db, tally->end_entry, error)))
    return FALSE;
  for (guint i = 0; i < tally->units->len; i++)
    g_hash_table_insert(tally->by_code, ((KhoaUnitRecord *)tally->units->pdata[i])->code,
                        GUINT_TO_POINTER(i + 1));
  if (!tally->only || g_hash_table_contains(tally->by_code, tally->only))
    return TRUE;
  g_autoptr(KhoaUnitRecord) now = khoa_unit_get(tally->office->db, tally->only, error);
  g_autofree char *until = khoa_day_words(tally->until);
  if (now)
    g_set_error(error, KHOA_OFFICE_ERROR, 0,
                _("unit %s wasn't in the registry yet on %s: name a later period"), tally->only,
                until);
  return FALSE;
}

static void clear_round(gpointer round) {
  g_free(((KhoaTallyRound *)round)->name);
}

/* Those that were opened before the end. They come by name, a unit's each. */
static gboolean list_rounds(KhoaTally *tally, GError **error) {
  g_autoptr(GPtrArray) records = khoa_round_list(tally->office->db, NULL, NULL, error);
  const char *last = NULL;
  for (guint i = 0; records && i < records->len; i++) {
    const KhoaRoundRecord *record = g_ptr_array_index(records, i);
    KhoaPeriod quarter;
    if (!khoa_period_parse(&quarter, record->name, error))
      return FALSE;
    const KhoaTallyRound round = {g_strdup(record->name), start_of(&quarter.first),
                                  end_of(&quarter.last)};
    if (record->opened < tally->end && round.begin < tally->end &&
        g_strcmp0(record->name, last) != 0) {
      g_array_append_val(tally->rounds, round);
      last = round.name;
    } else {
      g_free(round.name);
    }
  }
  return records != NULL;
}

/* The newest one is the period's if its quarter reaches into it. */
static gboolean set_rounds(KhoaTally *tally, GError **error) {
  tally->rounds = g_array_new(FALSE, FALSE, sizeof(KhoaTallyRound));
  g_array_set_clear_func(tally->rounds, clear_round);
  if (!list_rounds(tally, error))
    return FALSE;
  guint left = tally->rounds->len;
  const KhoaTallyRound *rounds = (const KhoaTallyRound *)tally->rounds->data;
  if (left && rounds[left - 1].end > tally->begin)
    tally->round = &rounds[--left];
  if (left)
    tally->round_before = &rounds[left - 1];
  return !tally->round_before ||
         khoa_log_before(tally->office->db, MIN(tally->round_before->end, tally->end),
                         &tally->before_entry, error);
}

gboolean khoa_tally_init(KhoaTally *tally, KhoaOffice *office, const KhoaReportOrder *order,
                         GError **error) {
  KhoaDb *db = office->db;
  *tally = (KhoaTally){.office = office, .period = &order->period, .only = order->unit};
  return set_days(tally, error) && khoa_log_before(db, tally->begin, &tally->begin_entry, error) &&
         khoa_log_before(db, tally->end, &tally->end_entry, error) && set_units(tally, error) &&
         set_rounds(tally, error) && (tally->tags = khoa_tag_past_new(db, error));
}

void khoa_tally_clear(KhoaTally *tally) {
  g_clear_pointer(&tally->rounds, g_array_unref);
  g_clear_pointer(&tally->by_code, g_hash_table_unref);
  g_clear_pointer(&tally->units, g_ptr_array_unref);
  g_clear_pointer(&tally->tags, khoa_tag_past_free);
}

gint khoa_tally_unit(const KhoaTally *tally, const char *code) {
  if (tally->only && strcmp(tally->only, code) != 0)
    return -1;
  return GPOINTER_TO_INT(g_hash_table_lookup(tally->by_code, code)) - 1;
}

void khoa_tally_add(const KhoaTally *tally, KhoaFigure figure, const char *unit, gint64 amount,
                    const KhoaMark *row) {
  const gint place = khoa_tally_unit(tally, unit);
  KhoaMark mark = *row;
  /* A kind that was edited by hand may lead beyond the figures. */
  if (place < 0 || amount == 0 || figure >= KHOA_FIGURE_COUNT)
    return;
  mark.figure = figure;
  mark.unit = (guint)place;
  mark.amount = amount;
  tally->visit(&mark, tally->data);
}

gboolean khoa_tally_walk(KhoaTally *tally, KhoaMarkVisit visit, gpointer data, GError **error) {
  KhoaDb *db = tally->office->db;
  tally->visit = visit;
  tally->data = data;
  if (tally->round_before &&
      (!khoa_tag_past_replay(tally->tags, db, tally->before_entry, khoa_tally_move, tally, error) ||
       !khoa_tally_survey(tally, TRUE, error)))
    return FALSE;
  return khoa_tag_past_replay(tally->tags, db, tally->end_entry, khoa_tally_move, tally, error) &&
         khoa_tally_tags(tally, error) &&
         (!tally->round || khoa_tally_survey(tally, FALSE, error)) &&
         khoa_tally_copies(tally, error) && khoa_tally_patrols(tally, error) &&
         khoa_tally_costs(tally, error);
}
