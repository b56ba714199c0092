/* Units and households as the log covers them: each entry about them ends in a digest of the whole
 * table after it. So a row that was changed by hand is found, and nothing is entered over it, since
 * that entry would vouch for it. */
#ifndef KHOA_OFFICE_ROSTER_H
#define KHOA_OFFICE_ROSTER_H

#include "office.h"

typedef enum KhoaRosterKind { KHOA_ROSTER_UNITS, KHOA_ROSTER_HOUSEHOLDS } KhoaRosterKind;

/* What the next entry's detail is to end in (ledger.h); the caller's. */
char *khoa_roster_cover(KhoaOffice *office, KhoaRosterKind roster, GError **error);
/* Whether the table is the one that the newest entry left. */
gboolean khoa_roster_fits(KhoaOffice *office, KhoaRosterKind roster, gboolean *fits,
                          GError **error);
/* The same; that it isn't is an error. */
gboolean khoa_roster_check(KhoaOffice *office, KhoaRosterKind roster, GError **error);

#endif
