/* The project's own fonts, found only in one folder: never a substitute from the machine. */
#ifndef KHOA_ART_FONTS_H
#define KHOA_ART_FONTS_H

#include <pango/pangocairo.h>

typedef struct KhoaFonts KhoaFonts;

/* folder: holds .ttf and .otf files; only these are used. An error (KHOA_FONTS_ERROR) names the
 * folder and the remedy (scripts/setup). */
KhoaFonts *khoa_fonts_new(const char *folder, GError **error);
void khoa_fonts_free(KhoaFonts *fonts);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(KhoaFonts, khoa_fonts_free)

/* A layout of text at `size` mm in a family and weight that the folder has; an error names the
 * family asked for and those there are. Units are mm: the context has no resolution of its own. */
PangoLayout *khoa_fonts_layout(KhoaFonts *fonts, const char *family, int weight, double size_mm,
                               const char *text, GError **error);
/* Sets the layout in the italic face of its family and weight; an error as above. */
gboolean khoa_fonts_slant(KhoaFonts *fonts, PangoLayout *layout, GError **error);

#define KHOA_FONTS_ERROR khoa_fonts_error_quark()
GQuark khoa_fonts_error_quark(void);

#endif
