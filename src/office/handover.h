/* The signing sheet of a batch: who gets which tag and where it lies on the printed sheets, village
 * by village, with a cell for each signature. It names people: article 6 of the regulation. */
#ifndef KHOA_OFFICE_HANDOVER_H
#define KHOA_OFFICE_HANDOVER_H

#include "office.h"
#include "reg/batch.h"

/* reports/handover-NNNN.pdf in the office's folder; the caller's. */
char *khoa_handover_path(const KhoaOffice *office, gint64 batch);

typedef struct KhoaHandover {
  guint tags, villages, pages;
} KhoaHandover;

/* Writes the PDF, mode 0600; the same registry gives the same bytes. The privacy key must be
 * unlocked. With `replace` an old file gives way, else it is an error. */
gboolean khoa_handover_write(KhoaOffice *office, const KhoaBatchRecord *batch, const char *path,
                             gboolean replace, KhoaHandover *written, GError **error);

#endif
