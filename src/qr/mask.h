/* Choosing a QR symbol's mask (ISO/IEC 18004:2015, 7.8.3): all eight are tried, and the one with
 * the fewest penalty points is kept. Each rule looks at a whole line of modules at once, a bit a
 * module, so this costs a small part of what a module by module search does. */
#ifndef KHOA_QR_MASK_H
#define KHOA_QR_MASK_H

#include <glib.h>

#define KHOA_MASK_SIZE_MAX 61 /* modules a side: version 11 */

/* A symbol made with mask 0 becomes the same symbol with its best mask, format information
 * included. modules: size * size, row by row, bit 0 is dark, bit 7 set where no mask goes.
 * level: the two bits of the format information, M 0, L 1, H 2, Q 3. */
void khoa_mask_choose(guint8 *modules, int size, unsigned level);

#endif
