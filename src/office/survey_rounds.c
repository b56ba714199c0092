#include "survey_rounds.h"

#include "acts.h"
#include "ledger.h"
#include "plain_line.h"
#include "reg/unit.h"
#include "reg/weakness.h"
#include "tag/survey.h"

#include <glib/gi18n.h>
#include <stdlib.h>
#include <string.h>

#define WEAKNESS_CHARACTERS 60 /* what a phone's button has room for */

static gboolean check_name(const KhoaOffice *office, const char *name, GError **error) {
  g_autofree char *today = khoa_office_today(office);
  if (khoa_round_valid(name) && atoi(name) <= atoi(today) + 1)
    return TRUE;
  g_set_error(error, KHOA_OFFICE_ERROR, 0,
              _("'%s' isn't a round: write year and quarter, such as %.4s-Q4"), name, today);
  return FALSE;
}

static gboolean set(KhoaOffice *office, const char *unit, const char *name, gboolean open,
                    guint *count, GError **error) {
  gboolean changed;
  g_autofree char *object = g_strdup_printf("%s %s", unit, name);
  if (!(open ? khoa_round_open : khoa_round_close)(office->db, unit, name, office->now, &changed,
                                                   error))
    return FALSE;
  *count += changed ? 1 : 0;
  return !changed || khoa_office_log(office, open ? KHOA_ACT_ROUND_OPEN : KHOA_ACT_ROUND_CLOSE,
                                     object, "", error);
}

/* What isn't there can't be closed. */
static gboolean check_there(KhoaOffice *office, const char *unit, const char *name,
                            GError **error) {
  g_autoptr(GPtrArray) rounds = khoa_round_list(office->db, unit, name, error);
  if (rounds && !rounds->len)
    g_set_error(error, KHOA_OFFICE_ERROR, 0,
                _("round %s was never opened%s%s: 'khoa survey status' "
                  "tells of those that were"),
                name, unit ? _(" for unit ") : "", unit ? unit : "");
  return rounds && rounds->len;
}

static gboolean set_all(KhoaOffice *office, const char *unit, const char *name, gboolean open,
                        guint *changed, GError **error) {
  g_autoptr(GPtrArray) units = khoa_unit_list(office->db, NULL, error);
  g_autoptr(KhoaUnitRecord) one = unit ? khoa_unit_get(office->db, unit, error) : NULL;
  if (!units || (unit && !one) || !(open || check_there(office, unit, name, error)))
    return FALSE;
  for (guint i = 0; i < units->len; i++) {
    const KhoaUnitRecord *each = g_ptr_array_index(units, i);
    if ((!unit || strcmp(unit, each->code) == 0) &&
        !set(office, each->code, name, open, changed, error))
      return FALSE;
  }
  return TRUE;
}

gboolean khoa_round_set(KhoaOffice *office, const char *unit, const char *name, gboolean open,
                        guint *changed, GError **error) {
  *changed = 0;
  if (!check_name(office, name, error) || !khoa_db_begin(office->db, error))
    return FALSE;
  if (set_all(office, unit, name, open, changed, error) && khoa_db_commit(office->db, error))
    return TRUE;
  khoa_db_rollback(office->db);
  return FALSE;
}

/* The list as it is now goes into the log. */
static gboolean log_list(KhoaOffice *office, const char *what, GError **error) {
  g_autoptr(GPtrArray) list = khoa_weakness_list(office->db, error);
  guint8 digest[KHOA_WEAKNESSES_DIGEST_SIZE];
  if (!list)
    return FALSE;
  khoa_weaknesses_digest(digest, list);
  g_autofree char *cover = khoa_cover_print(KHOA_COVER_WEAKNESSES, digest);
  g_autofree char *detail = g_strconcat(what, cover, NULL);
  return khoa_office_log(office, KHOA_ACT_WEAKNESS, "weaknesses", detail, error);
}

static gboolean add(KhoaOffice *office, const char *name, gint64 *id, GError **error) {
  if (!khoa_weakness_put(office->db, name, id, error))
    return FALSE;
  g_autofree char *what = g_strdup_printf("%" G_GINT64_FORMAT " added", *id);
  return *id == 0 || log_list(office, what, error);
}

static gboolean drop(KhoaOffice *office, gint64 id, gboolean *changed, GError **error) {
  g_autofree char *what = g_strdup_printf("%" G_GINT64_FORMAT " retired", id);
  return khoa_weakness_retire(office->db, id, changed, error) &&
         (!*changed || log_list(office, what, error));
}

static gboolean finish(KhoaOffice *office, gboolean done, GError **error) {
  done = done && khoa_db_commit(office->db, error);
  khoa_db_rollback(office->db);
  return done;
}

gboolean khoa_weakness_add(KhoaOffice *office, const char *name, gint64 *id, GError **error) {
  g_autofree char *clean = khoa_plain_line(name, WEAKNESS_CHARACTERS, _("a weakness"), error);
  return clean && khoa_db_begin(office->db, error) &&
         finish(office, add(office, clean, id, error), error);
}

gboolean khoa_weakness_drop(KhoaOffice *office, gint64 id, gboolean *changed, GError **error) {
  return khoa_db_begin(office->db, error) &&
         finish(office, drop(office, id, changed, error), error);
}
