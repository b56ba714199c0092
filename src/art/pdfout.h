/* A PDF file being written, object by object, in any order. */
#ifndef KHOA_ART_PDFOUT_H
#define KHOA_ART_PDFOUT_H

#include "draft.h"

typedef struct KhoaPdfOut {
  KhoaDraft *file;  /* NULL: nothing is written, only counted */
  guint64 count;    /* of objects, number 0 with them */
  guint64 *offsets; /* by object number */
  guint64 offset;   /* of the next byte */
} KhoaPdfOut;

/* count: one more than the highest number. Errors of all are the file's. */
gboolean khoa_pdf_out_init(KhoaPdfOut *out, KhoaDraft *file, guint64 count, GError **error);
void khoa_pdf_out_clear(KhoaPdfOut *out);

/* text: what stands between "obj" and "endobj". */
gboolean khoa_pdf_out_object(KhoaPdfOut *out, guint64 number, const GString *text, GError **error);
/* bytes: the object as a whole, its number with it. */
gboolean khoa_pdf_out_copy(KhoaPdfOut *out, guint64 number, const char *bytes, gsize length,
                           GError **error);
/* The cross-reference table and the trailer. Numbers that nothing was written under are free. */
gboolean khoa_pdf_out_end(KhoaPdfOut *out, guint64 root, guint64 info, GError **error);

#endif
