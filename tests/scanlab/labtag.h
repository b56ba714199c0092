/* A tag's face with any code in the place of its own. */
#ifndef KHOA_TESTS_SCANLAB_LABTAG_H
#define KHOA_TESTS_SCANLAB_LABTAG_H

#include "art/fonts.h"
#include "qr/picture.h"
#include "qr/symbol.h"

#define LAB_RESOLUTION 16.0 /* pixels a mm of the tag before it is photographed */
#define LAB_DIGITS 173
#define LAB_PREFIX "https://antt.example.gov.vn/#"

/* What could stand in the code's place. */
typedef struct Variant {
  const char *name; /* NULL: by its level alone */
  KhoaLevel level;
  double share; /* of the place's width, in its middle */
  int quiet;    /* modules */
  gboolean rounded;
} Variant;

/* What ships comes first. */
#define VARIANTS 7

/* A layout's face with the code, and where the code is, in pixels. */
typedef struct Tag {
  char *name;
  KhoaPicture *face;
  double x, y, size;
  Variant variants[VARIANTS];
} Tag;

/* Ends the program, with the error, if it isn't done. */
void lab_must(gboolean done, const GError *error);

/* A layout's; the face is its owner's to free, as is the name. */
Tag lab_tag_load(const char *path, KhoaFonts *fonts);
void lab_tag_clear(Tag *tag);
/* The modules on a side of a code of that level. */
int lab_modules(KhoaLevel level);
/* A code of random digits, which are written too. */
KhoaSymbol *lab_symbol(KhoaLevel level, GRand *rand, char digits[LAB_DIGITS + 1]);
/* Pixels, of a code with so many modules. */
double lab_module_size(const Tag *tag, const Variant *variant, int modules);
/* The face with that code alone in its place; the caller's. */
KhoaPicture *lab_tag_draw(const Tag *tag, const KhoaSymbol *symbol, const Variant *variant);

#endif
