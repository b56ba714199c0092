/* A QR symbol as areas, for what draws or engraves by lines: the outlines of its dark regions. */
#ifndef KHOA_ART_OUTLINE_H
#define KHOA_ART_OUTLINE_H

#include "qr/symbol.h"

#include <cairo.h>

/* Adds closed paths, to be filled by either rule: each border between dark and light once, in
 * modules from the symbol's top left corner. Regions that touch by a corner alone stay apart. */
void khoa_outline_trace(const KhoaSymbol *symbol, cairo_t *cr);

#endif
