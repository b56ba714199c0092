#include "book.h"

#include "acts.h"
#include "ledger.h"
#include "reg/patrol.h"

#include <glib/gi18n.h>

static const struct {
  const char *what, *cover;
  const char *acts[KHOA_LOG_ACTS]; /* that change its rows */
  gboolean (*digest)(KhoaDb *db, const char *unit, guint8 digest[KHOA_BOOK_DIGEST_SIZE],
                     gint64 *rows, GError **error);
} books[] = {
    [KHOA_BOOK_COMMITTEES] = {"committee",
                              KHOA_COVER_COMMITTEE,
                              {KHOA_ACT_COMMITTEE},
                              khoa_committee_digest},
    [KHOA_BOOK_PATROLS] = {"patrols",
                           KHOA_COVER_PATROLS,
                           {KHOA_ACT_PATROL_ADD, KHOA_ACT_PATROLS, KHOA_ACT_STRIKE},
                           khoa_patrol_digest},
};

gboolean khoa_book_log(KhoaOffice *office, KhoaBook book, const char *act, const char *unit,
                       const char *detail, GError **error) {
  guint8 digest[KHOA_BOOK_DIGEST_SIZE];
  gint64 rows;
  if (!books[book].digest(office->db, unit, digest, &rows, error))
    return FALSE;
  g_autofree char *cover = khoa_cover_print(books[book].cover, digest);
  g_autofree char *covered = g_strconcat(detail, cover, NULL);
  return khoa_office_log(office, act, unit, covered, error);
}

/* logged: by unit, the newest entry's detail. */
static gboolean check_unit(KhoaOffice *office, KhoaBook book, GHashTable *logged, const char *unit,
                           KhoaFindings *findings, GError **error) {
  const char *detail = g_hash_table_lookup(logged, unit);
  guint8 digest[KHOA_BOOK_DIGEST_SIZE];
  gint64 rows;
  if (!books[book].digest(office->db, unit, digest, &rows, error))
    return FALSE;
  if (detail ? khoa_cover_fits(detail, books[book].cover, digest) : rows == 0)
    return TRUE;
  g_autofree char *object = g_strdup_printf("%s of unit %s", books[book].what, unit);
  khoa_finding(findings, KHOA_FINDING_FAULT, object, KHOA_REMEDY_BACKUP,
               detail
                   ? _("changed by hand: a row was edited, added or deleted since the log's newest "
                       "entry about it")
                   : _("added by hand: the log doesn't tell of it"));
  return TRUE;
}

static gboolean check_all(KhoaOffice *office, KhoaBook book, const GArray *units,
                          KhoaFindings *findings, GError **error) {
  g_autoptr(GHashTable) logged = khoa_log_newest_each(office->db, books[book].acts, error);
  for (guint i = 0; logged && i < units->len; i++)
    if (!check_unit(office, book, logged, g_array_index(units, KhoaListUnit, i).code, findings,
                    error))
      return FALSE;
  return logged != NULL;
}

gboolean khoa_book_check(KhoaOffice *office, KhoaBook book, const GArray *units, GError **error) {
  g_autoptr(GString) lines = g_string_new(NULL);
  KhoaFindings findings = khoa_findings_to_lines(lines);
  return check_all(office, book, units, &findings, error) &&
         khoa_findings_accept(&findings, lines, error);
}

gboolean khoa_book_audit(KhoaOffice *office, KhoaBook book, KhoaFindings *findings,
                         GError **error) {
  g_autoptr(GPtrArray) records = khoa_unit_list(office->db, NULL, error);
  g_autoptr(GArray) units = g_array_new(FALSE, FALSE, sizeof(KhoaListUnit));
  for (guint i = 0; records && i < records->len; i++) {
    const KhoaListUnit unit = {((const KhoaUnitRecord *)records->pdata[i])->code, 0};
    g_array_append_val(units, unit);
  }
  return records && check_all(office, book, units, findings, error);
}
