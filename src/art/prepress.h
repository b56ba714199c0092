/* A print shop's PDF of one that cairo drew. cairo 1.16 writes no page box but the MediaBox, no ink
 * but RGB and no layer, names a drawing once for each time that a page paints it, and forgets the
 * "D:" of a date: all that is put right here, in one pass over the objects. */
#ifndef KHOA_ART_PREPRESS_H
#define KHOA_ART_PREPRESS_H

#include "book.h"
#include "draft.h"
#include "palette.h"

typedef struct KhoaPdfBox {
  double left, bottom, right, top; /* points from the page's bottom left corner */
} KhoaPdfBox;

typedef struct KhoaPrepress {
  KhoaPdfBox bleed, trim;     /* of every page */
  const KhoaPalette *palette; /* for four inks; NULL: RGB */
  /* The box (as in a form's BBox) of the drawing that is the cut line: it becomes the layer "Cut",
   * in the spot colour CutContour. NULL if there is none. */
  const int *cut_box;
  const KhoaBook *book; /* the pages to make of cairo's, which are samples; NULL: cairo's as such */
} KhoaPrepress;

/* Writes the finished file's bytes; file NULL: only tells whether that would go well. `pdf` must be
 * what cairo writes up to PDF 1.4. Error KHOA_PREPRESS_ERROR if it isn't, or holds no such cut
 * line; a colour's; the file's own. */
gboolean khoa_prepress(const char *pdf, gsize length, const KhoaPrepress *wanted, KhoaDraft *file,
                       GError **error);

#define KHOA_PREPRESS_ERROR khoa_prepress_error_quark()
GQuark khoa_prepress_error_quark(void);

#endif
