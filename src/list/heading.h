/* Where a list's heading line stands, and what delimits its fields. */
#ifndef KHOA_LIST_HEADING_H
#define KHOA_LIST_HEADING_H

#include "table.h"

typedef struct KhoaHeading {
  unsigned char delimiter;
  guint record; /* records above it: an office's name, a title, `sep=` */
} KhoaHeading;

/* Every folded name of every column -> its place, GUINT_TO_POINTER(column + 1). */
GHashTable *khoa_heading_names(const KhoaColumn *columns, gsize n);
/* The line near the top, split by the delimiter, that has the most columns. FALSE if none has
 * any. */
gboolean khoa_heading_find(KhoaHeading *heading, const GString *text, GHashTable *names);

#endif
