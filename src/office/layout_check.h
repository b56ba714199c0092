/* Whether a designer's layout would print well, and how it looks. Both name every fault that they
 * find: lines of "FILE:LINE: ELEMENT: WHAT", none if it is good; g_strfreev(). */
#ifndef KHOA_OFFICE_LAYOUT_CHECK_H
#define KHOA_OFFICE_LAYOUT_CHECK_H

#include "office.h"

/* path: an SVG file; address: in front of the codes' digits, NULL for one of a usual length. NULL
 * with an error if the file can't be read or there are no fonts. */
char **khoa_layout_check(const KhoaWorld *world, const char *path, const char *address,
                         GError **error);

/* Draws its specimens into a new folder: FACE-SAMPLE.png, 300 dpi at the trim, and preview.pdf with
 * bleed; for 3, 4 and 5 hotlines and the longest names. Also in spite of faults, without what can't
 * be drawn; but *drawn is FALSE, and no folder is made, if nothing can. */
char **khoa_layout_preview(const KhoaWorld *world, const char *path, const char *address,
                           const char *folder, gboolean *drawn, GError **error);

#endif
