/* The registry's state as a signed status bundle, for one unit or the whole office. */
#ifndef KHOA_OFFICE_BUNDLE_EXPORT_H
#define KHOA_OFFICE_BUNDLE_EXPORT_H

#include "office.h"

typedef struct KhoaExported {
  char *path; /* of NAME.khoa; the caller's to free */
  gint64 sequence;
  gsize units, batches, tags;
  gboolean address_new; /* it lists khoa.ini's address, and no batch carries that yet */
} KhoaExported;

/* path: a file that isn't there yet, unless `replace`; NULL for bundles/khoa-SEQUENCE.khoa in the
 * office's folder (with the unit's code if one is given). The log's head stands in the signature's
 * trusted comment. Every batch's endorsement is checked. The authority must be unlocked. */
gboolean khoa_bundle_export(KhoaOffice *office, const char *unit, const char *path,
                            gboolean replace, KhoaExported *exported, GError **error);

/* Where khoa_bundle_export() puts a bundle that no path is given for; the caller's. */
char *khoa_bundle_default_path(const KhoaOffice *office, const char *unit, gint64 sequence);

#endif
