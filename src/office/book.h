/* Committees' rolls and the patrol book, as the log covers them: each entry about a unit's ends in
 * a digest of all of that unit's rows after it. So a row that was changed by hand is found, and
 * nothing is entered over it, since that entry would vouch for it. */
#ifndef KHOA_OFFICE_BOOK_H
#define KHOA_OFFICE_BOOK_H

#include "list/lists.h"
#include "office.h"

typedef enum KhoaBook { KHOA_BOOK_COMMITTEES, KHOA_BOOK_PATROLS } KhoaBook;

/* Logs what was done to a unit's rows, within the caller's transaction. */
gboolean khoa_book_log(KhoaOffice *office, KhoaBook book, const char *act, const char *unit,
                       const char *detail, GError **error);
/* Whether these units' rows (KhoaListUnit elements) are those that the newest entries left; an
 * error names each unit of which they aren't. */
gboolean khoa_book_check(KhoaOffice *office, KhoaBook book, const GArray *units, GError **error);
/* The same of all units of the registry, as findings. */
gboolean khoa_book_audit(KhoaOffice *office, KhoaBook book, KhoaFindings *findings, GError **error);

#endif
