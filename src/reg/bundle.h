/* Status bundles given out, so that their sequence always rises. */
#ifndef KHOA_REG_BUNDLE_H
#define KHOA_REG_BUNDLE_H

#include "db.h"

/* Within the transaction that adds it. */
gboolean khoa_bundle_next_sequence(KhoaDb *db, gint64 *sequence, GError **error);
/* unit: NULL for the whole office. sha256: of the bundle's text, 32 bytes. signature: the text of
 * its .minisig file. */
gboolean khoa_bundle_add(KhoaDb *db, gint64 sequence, gint64 created, const char *unit,
                         const guint8 sha256[32], const char *signature, GError **error);

typedef struct KhoaBundleRecord {
  gint64 sequence, created;
  char *unit; /* NULL: the whole office */
  guint8 sha256[32];
  char *signature; /* NULL: given out before signatures were kept */
} KhoaBundleRecord;
/* KhoaBundleRecord *, by sequence. */
GPtrArray *khoa_bundle_list(KhoaDb *db, GError **error);

/* What is known of a bundle of that number and hash: whether another of that number was given out
 * (*other), and the newest given out that covers the unit (*newest, 0: none). unit: a code, or of
 * no unit for a bundle of several. */
gboolean khoa_bundle_given_out(KhoaDb *db, gint64 sequence, const guint8 sha256[32],
                               const char *unit, gboolean *other, gint64 *newest, GError **error);

#endif
