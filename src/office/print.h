/* Drawing a batch again: all of it or some, on other paper, in volumes, or tag by tag. */
#ifndef KHOA_OFFICE_PRINT_H
#define KHOA_OFFICE_PRINT_H

#include "batch_files.h"

#define KHOA_DPI_MIN 72 /* of pictures */
#define KHOA_DPI_MAX 2400

typedef struct KhoaPrintOrder {
  const KhoaPrintOptions *options; /* may differ from the batch's first ones */
  gint64 volume;                   /* sheets in a volume, at most; 0: all in one */
  KhoaFormat format;
  gint64 dpi; /* of PNG */
} KhoaPrintOrder;

typedef struct KhoaPrinted {
  guint64 tags, sheets; /* no sheets as pictures */
  guint volumes;        /* 0: not in volumes */
  guint dead;           /* of the tags, those that are replaced, lost, revoked or spoiled */
} KhoaPrinted;

/* Into a new folder; logged. Each volume is a print of its own, of the next tags in all their
 * copies: front-1.pdf, back-1.pdf, manifest-1.csv, front-2.pdf... */
gboolean khoa_print(KhoaOffice *office, const KhoaBatchRecord *batch, const KhoaPrintOrder *order,
                    const char *folder, const KhoaProgress *progress, KhoaPrinted *printed,
                    GError **error);

#endif
