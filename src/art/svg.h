/* Reading an SVG file that may come from a stranger, and the properties of its elements. All
 * lengths are mm: a layout's user unit is one. */
#ifndef KHOA_ART_SVG_H
#define KHOA_ART_SVG_H

#include "faults.h"

#include <libxml/tree.h>

#define KHOA_SVG_BYTES_MAX (4 * 1024 * 1024)
#define KHOA_SVG_ELEMENTS_MAX 20000

/* A tree of plain shapes, groups, texts and embedded pictures; an editor's own notes and unused
 * definitions are dropped. Refused: what isn't SVG, DOCTYPE, any other element, event attributes,
 * links, url(), opacity. What is refused is a fault and isn't in the tree; NULL if there is no tree
 * at all. */
xmlDoc *khoa_svg_parse(const char *svg, gsize length, KhoaLayoutFaults *faults);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(xmlDoc, xmlFreeDoc)

/* A fault of "<element id='...'>", at its line; FALSE, for `return`. */
gboolean khoa_svg_fault(KhoaLayoutFaults *faults, const xmlNode *node, const char *format, ...)
    G_GNUC_PRINTF(3, 4);
/* "<element id='...'>"; the caller's. */
char *khoa_svg_describe(const xmlNode *node);

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
