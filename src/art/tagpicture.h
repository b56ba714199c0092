/* One face of one tag as a picture of its trimmed size, for engravers and for letters. */
#ifndef KHOA_ART_TAGPICTURE_H
#define KHOA_ART_TAGPICTURE_H

#include "tagface.h"

typedef struct KhoaTagPicture {
  KhoaTagFaces *faces;
  KhoaFace face;
  double width, height;     /* of the trim, mm */
  const KhoaSymbol *symbol; /* NULL on a face without one */
  const char *code;
} KhoaTagPicture;

/* SVG in millimetres. Letters and modules are outlines: no font is needed and no pixel is in it.
 * cut: with the cut line, in the layout's own colour. NULL with an error if it can't be drawn. */
GString *khoa_tag_picture_svg(const KhoaTagPicture *picture, gboolean cut, GError **error);
/* PNG in RGB, which says its resolution. Without the cut line: a picture's pixels can't be cut. */
GString *khoa_tag_picture_png(const KhoaTagPicture *picture, double dpi, GError **error);

#define KHOA_TAG_PICTURE_ERROR khoa_tag_picture_error_quark()
GQuark khoa_tag_picture_error_quark(void);

#endif
