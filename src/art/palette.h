/* What a layout states of its colours for four-colour printing: the root's attribute
 *
 *   data-cmyk="#ae0f1e: 0 100 90 25; #f3b4b4: 0 36 20 0"
 *
 * gives for a colour of the artwork its cyan, magenta, yellow and black in percent. Greys, black
 * and white need none: black ink alone prints them. */
#ifndef KHOA_ART_PALETTE_H
#define KHOA_ART_PALETTE_H

#include "faults.h"

typedef struct KhoaPalette KhoaPalette;

/* svg: a layout's text; name: for errors (KHOA_LAYOUT_ERROR), which say what is wrong with the
 * attribute. A layout without it states nothing. */
KhoaPalette *khoa_palette_new(const char *svg, gsize length, const char *name, GError **error);
/* The same with faults, and a palette in spite of them. */
KhoaPalette *khoa_palette_read(const char *svg, gsize length, KhoaLayoutFaults *faults);
void khoa_palette_free(KhoaPalette *palette);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(KhoaPalette, khoa_palette_free)

/* Whether the layout states any inks. */
gboolean khoa_palette_states(const KhoaPalette *palette);
/* rgb: 0xrrggbb. The four amounts as PDF has them, 0 to 1: "0 1 0.9 0.25"; the palette's. An error
 * names the colour if the layout states none. */
const char *khoa_palette_cmyk(const KhoaPalette *palette, guint32 rgb, GError **error);

#endif
