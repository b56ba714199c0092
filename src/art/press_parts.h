/* What a PDF for the press is made of: for the files that make it. */
#ifndef KHOA_ART_PRESS_PARTS_H
#define KHOA_ART_PRESS_PARTS_H

#include "press.h"
#include "slug.h"

#define KHOA_POINTS_PER_MM (72 / 25.4)

/* What pages are put together from, besides their frames. */
typedef enum KhoaPart {
  KHOA_PART_FACE,
  KHOA_PART_CUT,
  KHOA_PART_CODE,
  KHOA_PART_NUMBER,
  KHOA_PARTS
} KhoaPart;

typedef struct KhoaPress {
  const KhoaPressJob *job;
  guint64 sheets;
  cairo_matrix_t page; /* mm on a calibrated sheet to points on the page */

  /* By khoa_press_samples(). */
  KhoaSlug *slug;          /* NULL: sheets have none */
  guint frames;            /* samples that are frames of sheets, by how many digits numbers have */
  guint parts;             /* samples behind them */
  int samples[KHOA_PARTS]; /* which of those is the part, from 0; -1: none is needed */
} KhoaPress;

/* A PDF by cairo up to version 1.4; the caller's. */
cairo_surface_t *khoa_press_surface(GString *pdf, double width, double height);
/* What cairo draws of the job; the caller's to free, and the slug. */
GString *khoa_press_samples(KhoaPress *press, GError **error);

#endif
