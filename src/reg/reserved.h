/* Numbers that may have been given by a registry that was lost since, and never come again. */
#ifndef KHOA_REG_RESERVED_H
#define KHOA_REG_RESERVED_H

#include "db.h"

#define KHOA_SEQUENCE_MAX ((gint64)1 << 53) /* of bundles: JSON holds it exactly */

typedef struct KhoaNumbers {
  gint64 batch, bundle; /* 0: none */
} KhoaNumbers;

/* The highest that were given or reserved. */
gboolean khoa_numbers_highest(KhoaDb *db, KhoaNumbers *highest, GError **error);
/* Reserves all numbers up to these, within the caller's transaction; what is reserved already stays
 * so. An error if none would be left to give. */
gboolean khoa_numbers_reserve(KhoaDb *db, const KhoaNumbers *up_to, GError **error);

#endif
