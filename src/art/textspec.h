/* An SVG <text> element -> what pango has to set. */
#ifndef KHOA_ART_TEXTSPEC_H
#define KHOA_ART_TEXTSPEC_H

#include "drawing.h"
#include "svg.h"

/* Properties come from the element, its <tspan> or the groups around it. name: of the file. */
KhoaTextSpec *khoa_text_spec_new(const char *name, const xmlNode *text, GError **error);
void khoa_text_spec_free(KhoaTextSpec *spec);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(KhoaTextSpec, khoa_text_spec_free)

/* How far the element's and its groups' transform moves it; any other transform is an error. */
gboolean khoa_svg_offset(const char *name, const xmlNode *node, double *dx, double *dy,
                         GError **error);

#endif
