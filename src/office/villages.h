/* Where villages are, by where their tags were seen; what copies.h says of the middle. */
#ifndef KHOA_OFFICE_VILLAGES_H
#define KHOA_OFFICE_VILLAGES_H

#include "reg/seen.h"

/* In metres, on a globe that is flat for the width of a province. Both must have a position. */
double khoa_seen_distance(const KhoaSeen *a, const KhoaSeen *b);

typedef struct KhoaVillages KhoaVillages;
/* The list must outlive it. */
KhoaVillages *khoa_villages_new(const KhoaSeenList *list);
void khoa_villages_free(KhoaVillages *villages);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(KhoaVillages, khoa_villages_free)

/* How far from the middle of its own village a tag was seen, in metres; 0: not far, or not known.
 */
double khoa_villages_off(const KhoaVillages *villages, const KhoaSeen *seen);

#endif
