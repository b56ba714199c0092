/* The survey form that is made with a bundle (docs/FORMAT.md): grades from khoa.ini, weaknesses and
 * open rounds from the registry, and for one unit its roster. */
#ifndef KHOA_OFFICE_FORM_EXPORT_H
#define KHOA_OFFICE_FORM_EXPORT_H

#include "office.h"

/* A roster is given away with the form, and whoever gets it may try passphrases at leisure. */
#define KHOA_ROSTER_PASSPHRASE_MIN 12 /* characters */

/* Whether it is long enough, and any phone types it alike. */
gboolean khoa_roster_passphrase_check(const char *passphrase, GError **error);

typedef struct KhoaFormOrder {
  const char *unit;   /* NULL: the whole office */
  gint64 sequence;    /* the bundle's */
  const char *roster; /* passphrase for the roster of `unit`, which is given then; NULL: none */
} KhoaFormOrder;
/* The form's text; malloc()ed, the caller's to free(). *households: how many the roster names. For
 * a roster the privacy key must be unlocked. */
char *khoa_form_make(KhoaOffice *office, const KhoaFormOrder *order, gsize *length,
                     gsize *households, GError **error);

#endif
