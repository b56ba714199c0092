/* Numbers that a lost office gave, as far as what is left of it tells. */
#ifndef KHOA_OFFICE_RESTORE_SEEN_H
#define KHOA_OFFICE_RESTORE_SEEN_H

#include "office.h"
#include "reg/reserved.h"

typedef struct KhoaSeen {
  KhoaNumbers highest;
  gboolean succeeded; /* a bundle is by an authority that this office's handed over to since */
} KhoaSeen;

/* Raises *seen to what a status bundle tells, or an old office's folder by the names of its batches
 * and bundles. A bundle must be signed by an authority of this office, a former one or one that
 * follows it: a stranger's could use up the numbers. */
gboolean khoa_restore_see(KhoaOffice *office, const char *path, KhoaSeen *seen, GError **error);

#endif
