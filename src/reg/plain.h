/* What stands in the registry in the clear because the office makes it public, or needs it to be:
 * names of units and villages, hotlines, the office's name; and what stands there sealed. */
#ifndef KHOA_REG_PLAIN_H
#define KHOA_REG_PLAIN_H

#include "db.h"

typedef void (*KhoaPlainVisit)(const char *text, gpointer data);
/* Each such text once. */
gboolean khoa_plain_each(KhoaDb *db, KhoaPlainVisit visit, gpointer data, GError **error);

/* What stands in it sealed, of people: households, members of committees, patrols and who went
 * along. */
typedef gboolean (*KhoaSealedVisit)(GBytes *sealed, gpointer data, GError **error);
gboolean khoa_sealed_each(KhoaDb *db, KhoaSealedVisit visit, gpointer data, GError **error);

#endif
