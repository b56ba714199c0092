/* How a batch was printed: where each of its codes stands on which sheet, for its own files and for
 * every time that it was drawn again. */
#ifndef KHOA_OFFICE_PRINTS_H
#define KHOA_OFFICE_PRINTS_H

#include "batch_files.h"
#include "tags.h"

typedef struct KhoaSpot {
  KhoaTagName tag;
  KhoaRunCode code;
  guint row, column;        /* from 1, as seen on the front */
  gboolean expected, shown; /* for whoever looks for it in pictures */
} KhoaSpot;

typedef struct KhoaPrint {
  GArray *spots;       /* KhoaSpot, in the order of drawing */
  GHashTable *by_text; /* a code's text -> its KhoaSpot */
  guint sheets;
} KhoaPrint;
void khoa_print_free(KhoaPrint *print);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(KhoaPrint, khoa_print_free)

/* Options of each print (char *), as in print_options.h: the batch's own files first, then those
 * that the log tells of, the newest first. */
GPtrArray *khoa_print_ways(KhoaOffice *office, const KhoaBatchRecord *batch, GError **error);
/* *print is NULL of a print that holds a tag more than once. */
gboolean khoa_print_load(KhoaOffice *office, const KhoaBatchRecord *batch, const char *way,
                         KhoaPrint **print, GError **error);

#endif
