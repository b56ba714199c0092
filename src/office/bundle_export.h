/* The registry's state as a signed status bundle, for one unit or the whole office. */
#ifndef KHOA_OFFICE_BUNDLE_EXPORT_H
#define KHOA_OFFICE_BUNDLE_EXPORT_H

#include "office.h"

typedef struct KhoaExportOrder {
  const char *unit; /* NULL: the whole office */
  const char *path; /* NULL: bundles/khoa-SEQUENCE.khoa in the office's folder, with the unit's code
                       if one is given */
  gboolean replace; /* files that are there give way; else they are an error */
  const char *roster; /* as in form_export.h; NULL: none */
} KhoaExportOrder;

typedef struct KhoaExported {
  char *path; /* of NAME.khoa; the caller's to free */
  gint64 sequence;
  gsize units, batches, tags;
  gsize households;     /* in the roster */
  gboolean address_new; /* it lists khoa.ini's address, and no batch carries that yet */
} KhoaExported;

/* Writes NAME.khoa and the form for surveyors' phones, NAME.form, each with its signature beside
 * it. The log's head stands in the trusted comment of the bundle's. Every batch's endorsement is
 * checked. The authority must be unlocked, and for a roster the privacy key. */
gboolean khoa_bundle_export(KhoaOffice *office, const KhoaExportOrder *order,
                            KhoaExported *exported, GError **error);

/* Where khoa_bundle_export() puts a bundle that no path is given for; the caller's. */
char *khoa_bundle_default_path(const KhoaOffice *office, const char *unit, gint64 sequence);

#endif
