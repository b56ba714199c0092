#include "tally.h"

#include "reg/round.h"

#include <string.h>

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

static gboolean set_days(KhoaTally *tally, GError **error) {
  g_autofree char *today = khoa_office_today(tally->office);
  char last[KHOA_DATE_SIZE];
  khoa_date_print(tally->first, &tally->period->first);
  khoa_date_print(last, &tally->period->last);
  tally->over = strcmp(last, today) < 0;
  g_strlcpy(tally->until, tally->over ? last : today, sizeof tally->until);
  tally->begin = start_of(&tally->period->first);
  tally->end = MIN(end_of(&tally->period->last), tally->office->now + 1);
  if (strcmp(tally->first, today) <= 0)
    return TRUE;
  g_set_error(error, KHOA_OFFICE_ERROR, 0,
              "the period begins on %s, and today is %s: there is nothing to report yet",
              tally->first, today);
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
  if (now)
    g_set_error(error, KHOA_OFFICE_ERROR, 0,
                "unit %s wasn't in the registry yet on %s: name a later period", tally->only,
                tally->until);
  return FALSE;
}

/* The newest round that was open before the end and whose quarter reaches into the period, and the
 * one before it. Rounds come by name, a unit's each. */
static gboolean set_rounds(KhoaTally *tally, GError **error) {
  g_autoptr(GPtrArray) rounds = khoa_round_list(tally->office->db, NULL, NULL, error);
  KhoaPeriod quarter;
  for (guint i = 0; rounds && i < rounds->len; i++) {
    const KhoaRoundRecord *round = g_ptr_array_index(rounds, i);
    if (round->opened >= tally->end || g_strcmp0(round->name, tally->round) == 0)
      continue;
    if (!khoa_period_parse(&quarter, round->name, error))
      return FALSE;
    if (start_of(&quarter.first) >= tally->end)
      continue;
    g_free(tally->round_before);
    tally->round_before = tally->round;
    tally->round = g_strdup(round->name);
  }
  if (tally->round && khoa_period_parse(&quarter, tally->round, NULL) &&
      end_of(&quarter.last) <= tally->begin) {
    g_free(tally->round_before); /* the newest one is from before the period */
    tally->round_before = g_steal_pointer(&tally->round);
  }
  if (tally->round_before && khoa_period_parse(&quarter, tally->round_before, NULL))
    tally->before_end = MIN(end_of(&quarter.last), tally->end);
  return rounds != NULL;
}

gboolean khoa_tally_init(KhoaTally *tally, KhoaOffice *office, const KhoaReportOrder *order,
                         GError **error) {
  KhoaDb *db = office->db;
  *tally = (KhoaTally){.office = office, .period = &order->period, .only = order->unit};
  return set_days(tally, error) && khoa_log_before(db, tally->begin, &tally->begin_entry, error) &&
         khoa_log_before(db, tally->end, &tally->end_entry, error) && set_units(tally, error) &&
         set_rounds(tally, error) &&
         khoa_log_before(db, tally->before_end, &tally->before_entry, error) &&
         (tally->tags = khoa_tag_past_new(db, error));
}

void khoa_tally_clear(KhoaTally *tally) {
  g_clear_pointer(&tally->round, g_free);
  g_clear_pointer(&tally->round_before, g_free);
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
