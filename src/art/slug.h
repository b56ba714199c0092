/* The line along a sheet's edge that says what it is, as "khoa · lô 0012 · tờ 3/25 · mặt sau". Its
 * number is left out of what pango sets, so that a line serves all sheets whose numbers are as
 * long; the number itself is set for each sheet like a printed code. Lengths are mm. */
#ifndef KHOA_ART_SLUG_H
#define KHOA_ART_SLUG_H

#include "codeline.h"
#include "sheet.h"

typedef struct KhoaSlug KhoaSlug;

/* before and after: the texts on either side of the number; longest: the highest number. A line too
 * long for the strip is made smaller. Error KHOA_FONTS_ERROR. */
KhoaSlug *khoa_slug_new(KhoaFonts *fonts, const char *family, KhoaRect strip, const char *before,
                        const char *after, const char *longest, GError **error);
void khoa_slug_free(KhoaSlug *slug);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(KhoaSlug, khoa_slug_free)

/* The texts, with room between them for a number as long as this one. */
void khoa_slug_draw(const KhoaSlug *slug, cairo_t *cr, const char *number);
/* Where any sheet's number is set: any thread may ask. And some of its letters there, as a sample
 * of their font. */
KhoaCodePlace khoa_slug_place(const KhoaSlug *slug);
void khoa_slug_draw_letters(const KhoaSlug *slug, cairo_t *cr, const char *letters);

#endif
