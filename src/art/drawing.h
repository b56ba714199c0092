/* One face of a layout, taken apart for one number of hotlines: shapes for librsvg, texts for pango
 * and the place of the QR code. Lengths are mm from the trim corner. */
#ifndef KHOA_ART_DRAWING_H
#define KHOA_ART_DRAWING_H

#include "layout.h"

#include <libxml/tree.h>

typedef struct KhoaBox {
  double x, y, width, height;
} KhoaBox;

typedef enum KhoaAnchor { KHOA_ANCHOR_START, KHOA_ANCHOR_MIDDLE, KHOA_ANCHOR_END } KhoaAnchor;

typedef struct KhoaTextSpec {
  long line;       /* in the file, for faults */
  char *what;      /* "text '{unit}'", for faults */
  char *words;     /* may hold {places} to fill, as in "Xã {unit}" */
  gboolean faulty; /* not to be set: only line, what and words are good */
  char *family;
  int weight;
  double scale; /* mm a unit of the element's own, by which the lengths below are multiplied */
  double x, y;  /* of the (first) baseline */
  double size, min_size;
  double lines_size;     /* the largest size that it may have in several lines */
  double max_width;      /* 0: as wide as it likes */
  double letter_spacing; /* between letters, in font sizes */
  double line_height;    /* in font sizes */
  guint max_lines;
  double grow; /* where several lines stand: 0 below the place of one, 0.5 around it, 1 above */
  KhoaAnchor anchor;
  double colour[3];  /* red, green, blue: 0 to 1 */
  gboolean specimen; /* part of the specimen's mark, free to lie under other texts */
} KhoaTextSpec;

/* A shape of the artwork, for faults. */
typedef struct KhoaShape {
  long line;  /* in the file */
  char *what; /* "<path id='lock'>" */
  char *id;   /* in KhoaDrawing.art, "#shape-7" */
} KhoaShape;

typedef struct KhoaDrawing {
  char *art;         /* SVG without texts and QR code; drawn beyond its view, into the bleed */
  char *cut;         /* SVG of the cut line, seen from the front; NULL if the layout has none */
  GPtrArray *shapes; /* KhoaShape *, of art */
  GPtrArray *texts;  /* KhoaTextSpec *, in drawing order */
  gboolean has_qr;
  gboolean qr_faulty; /* has_qr, but qr isn't known */
  long qr_line;       /* in the file */
  KhoaBox qr;         /* a square, quiet zone included */
} KhoaDrawing;

#define KHOA_QR_WHAT "<rect id='qr'>" /* for faults */

/* doc: a checked tree; face: the id of a group in it. */
KhoaDrawing *khoa_drawing_new(const xmlDoc *doc, const char *face, guint hotlines,
                              gboolean specimen, KhoaLayoutFaults *faults);
void khoa_drawing_free(KhoaDrawing *drawing);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(KhoaDrawing, khoa_drawing_free)

KhoaDrawing *khoa_layout_drawing(const KhoaLayout *layout, KhoaFace face, guint hotlines,
                                 gboolean specimen, KhoaLayoutFaults *faults);

#endif
