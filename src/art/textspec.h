/* An SVG <text> element -> what pango has to set. */
#ifndef KHOA_ART_TEXTSPEC_H
#define KHOA_ART_TEXTSPEC_H

#include "drawing.h"
#include "svg.h"

/* Properties come from the element, its <tspan> or the groups around it. Where they are wrong or
 * missing, there are faults, and the result is `faulty`: good for its words alone. */
KhoaTextSpec *khoa_text_spec_new(const xmlNode *text, KhoaLayoutFaults *faults);
void khoa_text_spec_free(KhoaTextSpec *spec);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(KhoaTextSpec, khoa_text_spec_free)

#endif
