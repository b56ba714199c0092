/* The scanner page as a static site for any web host: the shipped files, the office's key and name,
 * and its newest status bundle. docs/WEB.md tells how to host it. */
#ifndef KHOA_OFFICE_WEB_H
#define KHOA_OFFICE_WEB_H

#include "office.h"

typedef struct KhoaWeb {
  gint64 sequence; /* the bundle's */
  guint files;
  gsize bytes;
  gboolean updated; /* there was a site of this office already */
} KhoaWeb;

/* bundle: NULL for the newest that was exported for the whole office. folder: new, empty, or a site
 * of this office, which is brought up to date; anything else is refused. */
gboolean khoa_web_write(KhoaOffice *office, const char *bundle, const char *folder, KhoaWeb *web,
                        GError **error);

#endif
