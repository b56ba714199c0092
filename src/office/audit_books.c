/* Committees' rolls and the patrol book, unit by unit, against what the log says was the newest
 * that khoa did to them. */
#include "audit.h"
#include "reg/patrol.h"

typedef struct Book {
  const char *cover, *object; /* object: of a finding, with the unit behind it */
  gboolean (*digest)(KhoaDb *db, const char *unit, guint8 digest[KHOA_BOOK_DIGEST_SIZE],
                     gint64 *rows, GError **error);
} Book;

static gboolean check_unit(KhoaAudit *audit, const Book *book, GHashTable *logged, const char *unit,
                           GError **error) {
  const char *detail = g_hash_table_lookup(logged, unit);
  guint8 digest[KHOA_BOOK_DIGEST_SIZE];
  gint64 rows;
  if (!book->digest(audit->office->db, unit, digest, &rows, error))
    return FALSE;
  if (detail ? khoa_cover_fits(detail, book->cover, digest) : rows == 0)
    return TRUE;
  g_autofree char *object = g_strdup_printf("%s of unit %s", book->object, unit);
  khoa_finding(audit->findings, KHOA_FINDING_FAULT, object, KHOA_REMEDY_BACKUP,
               detail ? "changed by hand: a row was edited, added or deleted since khoa wrote there"
                      : "added by hand: the log doesn't tell of it");
  return TRUE;
}

static gboolean check_book(KhoaAudit *audit, const Book *book, GHashTable *logged,
                           const GPtrArray *units, GError **error) {
  for (guint i = 0; i < units->len; i++)
    if (!check_unit(audit, book, logged, ((const KhoaUnitRecord *)units->pdata[i])->code, error))
      return FALSE;
  return TRUE;
}

gboolean khoa_audit_books(KhoaAudit *audit, GError **error) {
  const Book committee = {KHOA_COVER_COMMITTEE, "committee", khoa_committee_digest};
  const Book patrols = {KHOA_COVER_PATROLS, "patrols", khoa_patrol_digest};
  g_autoptr(GPtrArray) units = khoa_unit_list(audit->office->db, NULL, error);
  return units && check_book(audit, &committee, audit->ledger->committees, units, error) &&
         check_book(audit, &patrols, audit->ledger->patrols, units, error);
}
