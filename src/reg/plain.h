/* What stands in the registry in the clear because the office makes it public, or needs it to be:
 * names of units and villages, hotlines, the office's name. */
#ifndef KHOA_REG_PLAIN_H
#define KHOA_REG_PLAIN_H

#include "db.h"

typedef void (*KhoaPlainVisit)(const char *text, gpointer data);
/* Each such text once. */
gboolean khoa_plain_each(KhoaDb *db, KhoaPlainVisit visit, gpointer data, GError **error);

#endif
