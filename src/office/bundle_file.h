/* A bundle's two files, NAME.khoa and NAME.khoa.minisig. */
#ifndef KHOA_OFFICE_BUNDLE_FILE_H
#define KHOA_OFFICE_BUNDLE_FILE_H

#include "office.h"

#define KHOA_BUNDLE_BYTES_MAX (16 * 1024 * 1024) /* what the parser takes */

/* Reads and parses a bundle; with an authority it must be signed by it, or by one that it handed
 * over to. Without (NULL) the signature must be by the authority that the bundle itself names,
 * which proves no more than that it is whole. Clear *bundle when done. */
gboolean khoa_bundle_file_read(const char *path, const KhoaAuthority *authority, KhoaBundle *bundle,
                               GError **error);

/* Whom a verifier trusts, and by what memory. */
typedef struct KhoaTrust {
  KhoaAuthority authority;
  const char *state;  /* the folder of pins.h; NULL: nothing is remembered */
  KhoaOffice *office; /* if it is the office's own key: which bundles it gave out; else NULL */
} KhoaTrust;

/* The same with that authority, and the bundle is judged by what was accepted from it before: an
 * older one, another of the same number, or one by another successor is refused. *warning as in
 * khoa_pins_accept(). */
gboolean khoa_bundle_file_accept(const char *path, const KhoaTrust *trust, KhoaBundle *bundle,
                                 char **warning, GError **error);

/* Whether the signature beside a bundle or a survey form is the authority's over this text. */
gboolean khoa_bundle_check_signature(const char *path, const char *text, gsize length,
                                     const KhoaAuthority *authority, GError **error);

/* Any of: a .pub file's path, minisign's base64 text. */
gboolean khoa_authority_from_text(const char *text, KhoaAuthority *authority, GError **error);

#define KHOA_BUNDLE_ERROR khoa_bundle_error_quark()
GQuark khoa_bundle_error_quark(void);

#endif
