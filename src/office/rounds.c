#include "rounds.h"

#include "reg/round.h"
#include "reg/unit.h"

#include <glib/gi18n.h>

char *khoa_round_name(KhoaOffice *office, const char *unit, const char *name, GError **error) {
  g_autoptr(KhoaUnitRecord) known = unit ? khoa_unit_get(office->db, unit, error) : NULL;
  g_autoptr(GPtrArray) rounds =
      unit && !known ? NULL : khoa_round_list(office->db, unit, name, error);
  if (!rounds)
    return NULL;
  if (rounds->len > 0)
    return g_strdup(((const KhoaRoundRecord *)rounds->pdata[rounds->len - 1])->name);
  const char *space = name ? " " : "";
  name = name ? name : "";
  if (unit)
    g_set_error(error, KHOA_OFFICE_ERROR, 0,
                _("unit %s has no survey round%s%s: 'khoa survey open' opens one"), unit, space,
                name);
  else
    g_set_error(error, KHOA_OFFICE_ERROR, 0,
                _("no unit has a survey round%s%s: 'khoa survey open' opens one"), space, name);
  return NULL;
}
