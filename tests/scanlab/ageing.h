/* What time, dirt and a phone's camera do to a printed code: the same seed, the same picture. */
#ifndef KHOA_TESTS_SCANLAB_AGEING_H
#define KHOA_TESTS_SCANLAB_AGEING_H

#include "qr/picture.h"

/* In the order in which it is done; 0 is nothing. */
typedef struct Ageing {
  double dirt;      /* share of the area under dark specks */
  double scratches; /* light lines across, a hundredth of the width each */
  double scale;     /* pixels of the photo to pixels of the original; 0 is 1 */
  double turn;      /* degrees */
  double slant;     /* how much shorter the far edge is, as a share */
  double blur;      /* pixels, standard deviation */
  double shade;     /* light that is missing at the darkest corner, as a share */
  double glare;     /* share of the width that a white spot covers */
  double noise;     /* grey levels, standard deviation */
  double jpeg;      /* quality, 1 to 100; 0: not compressed */
} Ageing;

/* "scale=0.5 turn=7 jpeg=60"; FALSE if a word isn't one of these. */
gboolean ageing_parse(Ageing *ageing, const char *text);

KhoaPicture *ageing_copy(const KhoaPicture *picture);
/* The whole original is seen, on a grey table. */
KhoaPicture *ageing_apply(const Ageing *ageing, const KhoaPicture *original, GRand *rand);
/* A JPEG file of it; the caller's. */
GBytes *ageing_compress(const KhoaPicture *picture, int quality);

#endif
