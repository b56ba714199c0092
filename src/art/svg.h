/* Reading an SVG file that may come from a stranger, and the properties of its elements. All
 * lengths are mm: a layout's user unit is one. */
#ifndef KHOA_ART_SVG_H
#define KHOA_ART_SVG_H

#include <glib.h>
#include <libxml/tree.h>

#define KHOA_SVG_BYTES_MAX (1024 * 1024)

/* A tree of plain shapes, groups and texts; an editor's own notes are dropped. Refused: what isn't
 * SVG, DOCTYPE, any other element, event attributes, links, url(), opacity. `name` is for errors
 * (KHOA_LAYOUT_ERROR), which say file, line and remedy. */
xmlDoc *khoa_svg_parse(const char *svg, gsize length, const char *name, GError **error);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(xmlDoc, xmlFreeDoc)

/* Sets KHOA_LAYOUT_ERROR "name:line: <element id>: ..."; FALSE, for `return`. */
gboolean khoa_svg_fault(GError **error, const char *name, const xmlNode *node, const char *format,
                        ...) G_GNUC_PRINTF(4, 5);

/* The property's value from `style` or the attribute of that name, NULL if neither is there; the
 * caller's. `inherited` looks at the node, then at those around it. */
char *khoa_svg_property(const xmlNode *node, const char *property);
char *khoa_svg_inherited(const xmlNode *node, const char *property);

/* A number, with nothing or `unit` after it. */
gboolean khoa_svg_number(const char *text, const char *unit, double *number);
gboolean khoa_svg_is(const xmlNode *node, const char *element);
/* The element with that id in the tree under `node`, NULL if there is none. */
xmlNode *khoa_svg_find(xmlNode *node, const char *id);

#endif
