/* Handing the authority over: to another committee, or away from a key that may be stolen. */
#ifndef KHOA_OFFICE_AUTHORITY_H
#define KHOA_OFFICE_AUTHORITY_H

#include "office.h"

/* Makes a new key behind a new passphrase; the old one signs the succession, the new one all
 * endorsements so far, each of which is checked. The authority must be unlocked, and the new one is
 * afterwards.
 *
 * At any crash either the old authority holds or the new one: authority.next.key and .pub are
 * placed first, the transaction decides, and then they take the places of authority.key and .pub;
 * opening the office does this last step if it is due (lineage.h). */
gboolean khoa_authority_handover(KhoaOffice *office, const char *new_passphrase, GError **error);

#endif
