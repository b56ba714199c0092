/* What a cutter leaves of a face: everything but what lies beyond the cut line or in a hole. */
#ifndef KHOA_ART_CUTMAP_H
#define KHOA_ART_CUTMAP_H

#include "drawing.h"

typedef struct KhoaCutMap KhoaCutMap;

/* The cut line of a drawing, seen from that face. Of the parts into which it divides the trimmed
 * layout, the largest is the tag. */
KhoaCutMap *khoa_cut_map_new(const KhoaLayout *layout, const KhoaDrawing *drawing, KhoaFace face,
                             GError **error);
void khoa_cut_map_free(KhoaCutMap *map);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(KhoaCutMap, khoa_cut_map_free)

/* mm from a box to the nearest cut, exact to a tenth or so; 0 on or beyond it, `far` if there is
 * none nearer than that. The trim's own edge isn't one. */
double khoa_cut_map_distance(const KhoaCutMap *map, const KhoaBox *box, double far);

#endif
