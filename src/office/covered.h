/* Units and households as the log covers them: each entry about them ends in a digest of the whole
 * table after it. So a row that was changed by hand is found, and nothing is entered over it, since
 * that entry would vouch for it. */
#ifndef KHOA_OFFICE_COVERED_H
#define KHOA_OFFICE_COVERED_H

#include "office.h"

typedef enum KhoaCovered { KHOA_COVERED_UNITS, KHOA_COVERED_HOUSEHOLDS } KhoaCovered;

/* What the next entry's detail is to end in (ledger.h); the caller's. */
char *khoa_covered_print(KhoaOffice *office, KhoaCovered table, GError **error);
/* Whether the table is the one that the newest entry left. */
gboolean khoa_covered_fits(KhoaOffice *office, KhoaCovered table, gboolean *fits, GError **error);
/* The same; that it isn't is an error. */
gboolean khoa_covered_check(KhoaOffice *office, KhoaCovered table, GError **error);

#endif
