#include "covered.h"

#include "acts.h"
#include "ledger.h"
#include "reg/subject.h"

#include <glib/gi18n.h>

_Static_assert(KHOA_UNITS_DIGEST_SIZE == 32 && KHOA_SUBJECTS_DIGEST_SIZE == 32, "one cover");

static gboolean digest_units(KhoaDb *db, guint8 digest[32], GError **error) {
  g_autoptr(GPtrArray) units = khoa_unit_list(db, NULL, error);
  if (units)
    khoa_units_digest(digest, units);
  return units != NULL;
}

typedef gboolean (*Digest)(KhoaDb *db, guint8 digest[32], GError **error);

static const struct {
  const char *what, *cover;
  const char *acts[2]; /* that change the table */
  Digest digest;
  const char *older_cover; /* that entries of older versions hold; NULL: the same */
  Digest older_digest;
} tables[] = {
    [KHOA_COVERED_UNITS] = {"units", KHOA_COVER_UNITS, {KHOA_ACT_UNITS}, digest_units},
    [KHOA_COVERED_HOUSEHOLDS] = {"households",
                                 KHOA_COVER_HOUSEHOLDS,
                                 {KHOA_ACT_HOUSEHOLDS, KHOA_ACT_FORGET},
                                 khoa_subjects_digest,
                                 KHOA_COVER_HOUSEHOLDS_V1,
                                 khoa_subjects_digest_v1},
};

char *khoa_covered_print(KhoaOffice *office, KhoaCovered table, GError **error) {
  guint8 digest[32];
  return tables[table].digest(office->db, digest, error)
             ? khoa_cover_print(tables[table].cover, digest)
             : NULL;
}

gboolean khoa_covered_fits(KhoaOffice *office, KhoaCovered table, gboolean *fits, GError **error) {
  const char *const *acts = tables[table].acts;
  g_autofree char *detail = NULL;
  guint8 digest[32];
  if (!khoa_log_newest_of(office->db, acts[0], acts[1], &detail, error))
    return FALSE;
  const char *cover = tables[table].older_cover;
  const gboolean older = detail && cover && khoa_cover_is(detail, cover);
  if (!older)
    cover = tables[table].cover;
  if (!(older ? tables[table].older_digest : tables[table].digest)(office->db, digest, error))
    return FALSE;
  *fits = !detail || khoa_cover_fits(detail, cover, digest);
  return TRUE;
}

gboolean khoa_covered_check(KhoaOffice *office, KhoaCovered table, GError **error) {
  gboolean fits;
  if (!khoa_covered_fits(office, table, &fits, error))
    return FALSE;
  if (!fits)
    g_set_error(error, KHOA_OFFICE_ERROR, 0,
                _("%s: changed in the registry by hand since the log's newest entry about them; "
                  "restore a backup"),
                tables[table].what);
  return fits;
}
