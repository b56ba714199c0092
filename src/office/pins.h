/* A verifier's memory: what this machine's user accepted from each key that he trusts, so that
 * older bundles, and successors other than the one that he followed, are told as such. A file
 * `pins` in a folder of the user's state, 0600:
 *
 *   khoa-pins 1
 *   pin RWQ...TRUSTED RWQ...FOLLOWED UNIT SEQUENCE SHA256
 *
 * A line for each trusted key and unit ("*": a bundle of several): the key that it handed over to
 * (itself if it didn't), and the newest bundle accepted, by number and hash. */
#ifndef KHOA_OFFICE_PINS_H
#define KHOA_OFFICE_PINS_H

#include "tag/bundle.h"

#include <glib.h>

#define KHOA_PINS_UNIT_SIZE 33

typedef struct KhoaPin {
  KhoaAuthority trusted, followed;
  char unit[KHOA_PINS_UNIT_SIZE];
  guint64 sequence;
  guint8 sha256[32];
} KhoaPin;

/* KhoaPin elements of a text. The error names path and line. */
GArray *khoa_pins_parse(const char *path, const char *text, gsize length, GError **error);
/* What khoa_pins_parse() takes; the caller's. */
char *khoa_pins_print(const GArray *pins);

/* The unit that a bundle is of, or "*". */
const char *khoa_pins_unit(const KhoaBundle *bundle);

/* Judges a bundle, whose signature was checked, by what the folder remembers of the trusted key,
 * and remembers it. What it refuses is a KHOA_BUNDLE_ERROR (bundle_file.h) that begins with `path`.
 * If nothing can be remembered, *warning says why (the caller's; else NULL), and the bundle is
 * judged by what can be read. */
gboolean khoa_pins_accept(const char *folder, const char *path, const KhoaAuthority *trusted,
                          const KhoaBundle *bundle, const guint8 sha256[32], char **warning,
                          GError **error);

#define KHOA_PINS_ERROR khoa_pins_error_quark()
GQuark khoa_pins_error_quark(void);

#endif
