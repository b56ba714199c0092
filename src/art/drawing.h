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
  char *where;      /* for errors: file, line and words */
  const char *what; /* the part of `where` after the line: "text '{unit}'" */
  char *words;      /* may hold {places} to fill, as in "Xã {unit}" */
  char *family;
  int weight;
  double x, y; /* of the (first) baseline */
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

typedef struct KhoaDrawing {
  char *art;        /* SVG without texts and QR code; drawn beyond its view, into the bleed */
  char *cut;        /* SVG of the cut line, seen from the front; NULL if the layout has none */
  GPtrArray *texts; /* KhoaTextSpec *, in drawing order */
  gboolean has_qr;
  KhoaBox qr; /* a square, quiet zone included */
} KhoaDrawing;

/* doc: a checked tree; face: the id of a group in it; name: of the file, for errors. */
KhoaDrawing *khoa_drawing_new(const xmlDoc *doc, const char *name, const char *face, guint hotlines,
                              gboolean specimen, GError **error);
void khoa_drawing_free(KhoaDrawing *drawing);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(KhoaDrawing, khoa_drawing_free)

/* The same from a layout that was already found to be complete. */
KhoaDrawing *khoa_layout_drawing(const KhoaLayout *layout, KhoaFace face, guint hotlines,
                                 gboolean specimen, GError **error);
const char *khoa_layout_name(const KhoaLayout *layout);

#endif
