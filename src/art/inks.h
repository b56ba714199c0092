/* The colours in a page's operators, put into the inks that a press has. cairo knows no colours but
 * red, green and blue. */
#ifndef KHOA_ART_INKS_H
#define KHOA_ART_INKS_H

#include "cairopdf.h"
#include "palette.h"

/* Colour spaces that a drawing's resources must name where these are used. */
#define KHOA_INK_CUT "CutContour" /* the spot colour that cutters look for */
#define KHOA_INK_ALL "All"        /* every ink: PDF's word for registration marks */

/* What to draw registration marks with, so that they come out in every ink: a colour that no layout
 * can have, since its parts are no 255ths. */
#define KHOA_REGISTRATION_RED 0.001
#define KHOA_REGISTRATION_GREEN 0.002
#define KHOA_REGISTRATION_BLUE 0.001

typedef struct KhoaInks {
  const KhoaPalette *palette; /* for four inks; NULL: red, green and blue stay */
  gboolean cut;               /* all is in the cutter's colour */
} KhoaInks;

/* Appends the operators to `to`. Black, white and greys are said in black ink alone. An error is
 * the palette's, for a colour that it lacks. */
gboolean khoa_inks_apply(const KhoaInks *inks, const char *operators, gsize length, GString *to,
                         GError **error);

/* Whether an object can be printed in inks that a palette states: FALSE for a picture in colour. */
gboolean khoa_inks_check_picture(const KhoaCairoObject *object, GError **error);

#endif
