/* Pictures in a layout: PNG or JPEG, in the file itself, opaque, sharp enough for print. */
#ifndef KHOA_ART_EMBEDDED_H
#define KHOA_ART_EMBEDDED_H

#include "svg.h"

#define KHOA_PICTURE_DPI_MIN 300
#define KHOA_EMBEDDED_PIXELS_MAX                                                                   \
  (16 * 1024 * 1024) /* of all in a layout; A4 at 300 dpi has 9 M                                  \
                      */

/* Whether a link's value is an embedded PNG or JPEG. */
gboolean khoa_embedded_is(const char *href);

/* image: its links are embedded ones. *pixels grows by the picture's. FALSE, with a fault, if it
 * isn't to be drawn: damaged, too large, transparent, CMYK, or under KHOA_PICTURE_DPI_MIN as
 * placed. */
gboolean khoa_embedded_check(const xmlNode *image, guint64 *pixels, KhoaLayoutFaults *faults);

#endif
