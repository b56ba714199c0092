/* A sheet by which an office measures its printer with a ruler, and what follows from the four
 * distances that it finds. Millimetres. */
#ifndef KHOA_ART_CALIBRATION_H
#define KHOA_ART_CALIBRATION_H

#include "fonts.h"
#include "paper.h"

/* Where the three crosses are drawn: A near the top left corner, B to the right of it, C below. */
typedef struct KhoaCrosses {
  double inset;        /* of A from the left edge and from the top */
  double across, down; /* from A to B, from A to C */
} KhoaCrosses;
/* FALSE with an error (KHOA_CALIBRATION_ERROR) for a roll and for a sheet under 50 mm a side. */
gboolean khoa_calibration_crosses(KhoaCrosses *crosses, const KhoaPaper *paper, GError **error);

/* The sheet, with what to do in Vietnamese where there is room, as a new file (never over one). */
gboolean khoa_calibration_write(const KhoaPaper *paper, KhoaFonts *fonts, const char *path,
                                GError **error);

/* What was measured on the printed sheet: of A from the left edge of the paper and from its top
 * edge, from A to B, from A to C. */
typedef struct KhoaMeasured {
  double left, top, across, down;
} KhoaMeasured;

/* How a printer must be told to print, as in KhoaSheetOptions. */
typedef struct KhoaCorrection {
  double offset_x, offset_y; /* rounded to 0.01 mm */
  double scale_x, scale_y;   /* to 0.0001 */
} KhoaCorrection;

/* Error with the numbers if no printer errs that much, so that the ruler must have. */
gboolean khoa_calibration_solve(KhoaCorrection *correction, const KhoaPaper *paper,
                                const KhoaMeasured *measured, GError **error);

#define KHOA_CALIBRATION_ERROR khoa_calibration_error_quark()
GQuark khoa_calibration_error_quark(void);

#endif
