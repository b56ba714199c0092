/* The keys with which an office was founded, as the log's first entry names them: an authority.pub
 * or privacy.pub that was exchanged would trust, or seal new data to, somebody else. */
#ifndef KHOA_OFFICE_FOUNDING_H
#define KHOA_OFFICE_FOUNDING_H

#include "office.h"

/* The entry's detail, "authority RWQ..., privacy RWQ..."; the caller's. */
char *khoa_founding_print(const KhoaAuthority *authority, const KhoaAuthority *privacy);

/* Holds the office's keys against it, its lineage being loaded. Entries of older versions name the
 * authority alone. */
gboolean khoa_founding_check(KhoaOffice *office, GError **error);

#endif
