/* The keys with which an office was founded, as the log's first entry names them: an authority.pub
 * or privacy.pub that was exchanged would trust, or seal new data to, somebody else, and with
 * another index.key no household is found again: each would be entered, and given tags, twice. */
#ifndef KHOA_OFFICE_FOUNDING_H
#define KHOA_OFFICE_FOUNDING_H

#include "office.h"

/* The entry's detail, "authority RWQ..., privacy RWQ..., index HEX"; the caller's. */
char *khoa_founding_print(const KhoaAuthority *authority, const KhoaAuthority *privacy,
                          const guint8 *index_key);

/* Holds the office's keys against it, its lineage being loaded. Entries of older versions name
 * fewer. */
gboolean khoa_founding_check(KhoaOffice *office, GError **error);

#endif
