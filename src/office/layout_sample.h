/* A layout's file, tried out before any office issues from it: with sample texts, for 3, 4 and 5
 * hotlines and for the longest names that there are. Needs no office, only fonts. */
#ifndef KHOA_OFFICE_LAYOUT_SAMPLE_H
#define KHOA_OFFICE_LAYOUT_SAMPLE_H

#include "art/palette.h"
#include "art/tagface.h"
#include "office.h"

#define KHOA_SAMPLES 4

typedef struct KhoaLayoutSample {
  KhoaLayoutFaults *faults;
  KhoaFonts *fonts;
  KhoaLayout *layout; /* NULL if the file can't be drawn at all */
  KhoaPalette *palette;
  char *prefix;
  KhoaSymbolForm form;
} KhoaLayoutSample;

/* path: an SVG file; address: what will stand in front of the codes' digits, NULL for one of a
 * usual length. What is wrong with the file are faults, what keeps it from being read is an error.
 */
KhoaLayoutSample *khoa_layout_sample_open(const KhoaWorld *world, const char *path,
                                          const char *address, GError **error);
void khoa_layout_sample_free(KhoaLayoutSample *sample);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(KhoaLayoutSample, khoa_layout_sample_free)

/* i: up to KHOA_SAMPLES. "3", "4", "5" or "longest". */
const char *khoa_layout_sample_name(guint i);
/* Its faces, as specimens, with further faults. */
KhoaTagFaces *khoa_layout_sample_faces(KhoaLayoutSample *sample, guint i);
/* The specimens' own code: a symbol, and the printed code into code[KHOA_CODE_SIZE]. NULL for a
 * layout that has none. */
KhoaSymbol *khoa_layout_sample_symbol(const KhoaLayoutSample *sample, char *code, GError **error);

#endif
