/* What a layout's group of cut lines may hold. */
#ifndef KHOA_ART_CUTLINES_H
#define KHOA_ART_CUTLINES_H

#include "svg.h"

/* Lines that a cutter can follow: stroked, not filled, no letters or pictures. A fault for each
 * element that isn't. */
void khoa_cut_lines_check(const xmlNode *cut, KhoaLayoutFaults *faults);

#endif
