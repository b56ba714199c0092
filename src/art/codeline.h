/* The printed code: its eleven letters shaped once, set for each tag without pango. */
#ifndef KHOA_ART_CODELINE_H
#define KHOA_ART_CODELINE_H

#include "drawing.h"
#include "fonts.h"

typedef struct KhoaCodeLine KhoaCodeLine;

/* The longest code that there is. */
#define KHOA_CODE_LONGEST "0000000-00000-00"

/* spec: that of "{code}", in which the longest code fits; it must outlive the result. */
KhoaCodeLine *khoa_code_line_new(const KhoaTextSpec *spec, KhoaFonts *fonts, GError **error);
void khoa_code_line_free(KhoaCodeLine *line);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(KhoaCodeLine, khoa_code_line_free)

/* How a code is set: where its first letter stands on the baseline, the font's size (mm), and what
 * is added between letters, in font sizes. */
typedef struct KhoaCodePlace {
  double x, y, size, spacing;
} KhoaCodePlace;
KhoaCodePlace khoa_code_line_place(const KhoaCodeLine *line, const char *code);
/* How wide a code is at full size, mm. */
double khoa_code_line_width(const KhoaCodeLine *line, const char *code);

/* In pure black, whatever the colour of spec, so that one ink prints it. code: digits and dashes;
 * others, and what is longer than the longest, are left out. */
void khoa_code_line_draw(const KhoaCodeLine *line, cairo_t *cr, const char *code);

#endif
