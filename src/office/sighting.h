/* One printed sheet in one picture: how it lies, by the codes that were read on it. */
#ifndef KHOA_OFFICE_SIGHTING_H
#define KHOA_OFFICE_SIGHTING_H

#include "prints.h"
#include "qr/scan.h"

#define KHOA_SIGHTING_OUTLIERS 4 /* one code in so many may stand elsewhere */

typedef struct KhoaSighting {
  KhoaPlane plane; /* mm of the sheet -> pixels; good only if some fit */
  guint read;      /* codes of that sheet */
  guint fitting;   /* of them, those that stand where they must; 0 if too few do */
} KhoaSighting;

/* sheet: from 1; scans: KhoaScan * of the picture. */
KhoaSighting khoa_sighting(const KhoaPrint *print, guint sheet, const GPtrArray *scans);
/* mm on its sheet. */
KhoaPoint khoa_spot_middle(const KhoaSpot *spot);

#endif
