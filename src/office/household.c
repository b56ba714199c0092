#include "household.h"

#include "list/lists.h"
#include "reg/tag.h"
#include "reg/unit.h"

#include <glib/gi18n.h>

typedef struct Walk {
  KhoaOffice *office;
  KhoaHouseholdVisit visit;
  gpointer data;
  guint found;
} Walk;

static gboolean visit_subject(const KhoaSubjectRecord *subject, gpointer data, GError **error) {
  Walk *walk = data;
  g_autoptr(KhoaPerson) person = NULL;
  g_autoptr(GArray) tags = khoa_tag_list(walk->office->db, 0, subject->id, error);
  if (!tags)
    return FALSE;
  if (walk->office->privacy_secret &&
      !(person = khoa_person_open(subject->sealed, walk->office->privacy_secret, error)))
    return FALSE;
  walk->found++;
  return walk->visit(&(KhoaHousehold){subject, person, tags}, walk->data, error);
}

gboolean khoa_household_each(KhoaOffice *office, const char *unit, KhoaHouseholdVisit visit,
                             gpointer data, GError **error) {
  Walk walk = {office, visit, data, 0};
  return khoa_subject_each(office->db, unit, NULL, visit_subject, &walk, error);
}

gboolean khoa_household_find(KhoaOffice *office, const char *unit, const char *reference,
                             KhoaHouseholdVisit visit, gpointer data, GError **error) {
  Walk walk = {office, visit, data, 0};
  g_autofree char *written = khoa_reference_fold(reference);
  g_autoptr(GPtrArray) units = khoa_unit_list(office->db, unit, error);
  for (guint i = 0; units && i < units->len; i++) {
    const KhoaUnitRecord *one = g_ptr_array_index(units, i);
    guint8 hash[KHOA_HASH_SIZE];
    khoa_reference_hash(hash, office->index_key, one->code, written);
    if (!khoa_subject_each(office->db, one->code, hash, visit_subject, &walk, error))
      return FALSE;
  }
  if (units && walk.found == 0)
    g_set_error(error, KHOA_OFFICE_ERROR, 0,
                _("no household has that reference%s%s: 'khoa household list --names' shows them"),
                unit ? _(" in unit ") : "", unit ? unit : "");
  return units && walk.found > 0;
}
