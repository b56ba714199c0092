/* What tells a press how a PDF is meant: its printing condition, spot colours and the layer of the
 * cut line. */
#ifndef KHOA_ART_INTENT_H
#define KHOA_ART_INTENT_H

#include <glib.h>

/* Objects behind cairo's; the last two only with a cut line. */
typedef enum KhoaIntentObject {
  KHOA_INTENT_ALL_INK,
  KHOA_INTENT_CUT_INK,
  KHOA_INTENT_LAYER,
  KHOA_INTENT_OBJECTS
} KhoaIntentObject;

/* What stands between "obj" and "endobj"; the caller's. cmyk: what stands for the spot colours
 * where there is no such ink. */
GString *khoa_intent_object(KhoaIntentObject object, gboolean cmyk);
/* Entries for the catalogue; layer: the object's number, 0 without a cut line. */
char *khoa_intent_catalogue(gboolean cmyk, guint64 layer);

#endif
