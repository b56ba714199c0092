/* Leaflets and posters (article 4.2 of the regulation): how burglars work, how to lock up, and the
 * unit's hotlines in force. */
#ifndef KHOA_OFFICE_LEAFLET_H
#define KHOA_OFFICE_LEAFLET_H

#include "office.h"

#define KHOA_LEAFLET_LAYOUT "leaflet-a5"

/* reports/LAYOUT-UNIT.pdf in the office's folder; the caller's. */
char *khoa_leaflet_path(const KhoaOffice *office, const char *unit, const char *layout);

/* Writes one page with crop marks and page boxes, as large as it has to be; the same registry and
 * day give the same bytes. layout: of the kind leaflet or poster, by name or as a file's path. */
gboolean khoa_leaflet_write(KhoaOffice *office, const char *unit, const char *layout,
                            const char *path, GError **error);

#endif
