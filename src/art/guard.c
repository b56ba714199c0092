/* What a layout may hold. A short list of what is allowed, rather than a long one of what isn't:
 * it keeps strangers' files harmless and PDFs simple. */
#include "embedded.h"
#include "svg.h"

#include <glib/gi18n.h>
#include <libxml/parser.h>
#include <string.h>

#define SVG_NAMESPACE "http://www.w3.org/2000/svg"

static const char *const allowed_elements[] = {"svg",     "g",    "path",     "rect",    "circle",
                                               "ellipse", "line", "polyline", "polygon", "text",
                                               "tspan",   "defs", "image",    NULL};

/* What designers ask editors for, and what to do instead. */
static const struct {
  const char *element, *remedy;
} refused[] = {
    {"script", N_("remove it: a layout does nothing, it is drawn")},
    {"style", N_("remove the style sheet: give each element its own attributes or style")},
    {"use", N_("unlink the clone (in Inkscape: Edit, Clone, Unlink)")},
    {"symbol", N_("ungroup the symbol")},
    {"svg", N_("ungroup the drawing in the drawing")},
    {"a", N_("remove the link, keep what is in it")},
    {"foreignObject", N_("remove it")},
    {"flowRoot", N_("make it a plain text (in Inkscape: Text, Convert to Text)")},
    {"textPath", N_("take the text off its path")},
    {"linearGradient", N_("use flat colours")},
    {"radialGradient", N_("use flat colours")},
    {"pattern", N_("use flat colours")},
    {"filter", N_("remove the effect")},
    {"mask", N_("cut the shape itself")},
    {"clipPath", N_("cut the shape itself")},
};

/* An editor's own notes, which draw nothing. */
static const char *const editor_namespaces[] = {
    "http://www.inkscape.org/namespaces/inkscape",
    "http://sodipodi.sourceforge.net/DTD/sodipodi-0.dtd", NULL};

#define FLAT N_("use flat colours only")
/* Inkscape's hairlines: a line's width would be another for each drawing program. */
#define WIDTH N_("give the line a width, in mm")

static const struct {
  const char *property, *harmless, *remedy;
} flat_properties[] = {{"opacity", "1", FLAT},           {"fill-opacity", "1", FLAT},
                       {"stroke-opacity", "1", FLAT},    {"filter", "none", FLAT},
                       {"mask", "none", FLAT},           {"clip-path", "none", FLAT},
                       {"isolation", "auto", FLAT},      {"mix-blend-mode", "normal", FLAT},
                       {"vector-effect", "none", WIDTH}, {"-inkscape-stroke", "none", WIDTH}};

static const char *const colour_properties[] = {"fill", "stroke", "color", NULL};

typedef struct Guard {
  KhoaLayoutFaults *faults;
  GHashTable *ids;
  guint elements;
  guint64 pixels; /* of all pictures so far */
} Guard;

static void drop(xmlNode *node) {
  xmlUnlinkNode(node);
  xmlFreeNode(node);
}

static gboolean is_editor_note(const xmlNode *node) {
  const char *href = node->ns ? (const char *)node->ns->href : NULL;
  return khoa_svg_is(node, "metadata") || (href && g_strv_contains(editor_namespaces, href));
}

static gboolean check_name(Guard *guard, const xmlNode *node) {
  gboolean is_svg = node->ns && strcmp((const char *)node->ns->href, SVG_NAMESPACE) == 0;
  const char *element = (const char *)node->name, *remedy = NULL;
  gboolean is_nested = node->parent->type == XML_ELEMENT_NODE && khoa_svg_is(node, "svg");
  if (node->type == XML_ELEMENT_NODE && is_svg && !is_nested &&
      g_strv_contains(allowed_elements, element))
    return TRUE;
  for (gsize i = 0; i < G_N_ELEMENTS(refused); i++)
    if (strcmp(refused[i].element, element) == 0)
      remedy = refused[i].remedy;
  return khoa_svg_fault(guard->faults, node, _("not allowed: %s"),
                        remedy ? _(remedy)
                               : _("a layout is made of plain shapes, groups, texts and pictures"));
}

static gboolean is_link(const char *attribute, const char *value) {
  g_autofree char *lower = g_ascii_strdown(value, -1);
  return strcmp(attribute, "href") == 0 || strcmp(attribute, "src") == 0 ||
         strcmp(attribute, "base") == 0 || strstr(lower, "url(") || strchr(lower, '\\');
}

static char *attribute_value(const xmlNode *node, const xmlAttr *attribute) {
  xmlChar *value = xmlNodeListGetString(node->doc, attribute->children, 1);
  char *copy = g_strdup(value ? (const char *)value : "");
  xmlFree(value);
  return copy;
}

/* Not "#rgba", "#rrggbbaa", "rgba()", "transparent" and what else lets through what is behind. */
static gboolean is_opaque(const char *colour) {
  if (*colour == '#')
    return strlen(colour) == strlen("#rgb") || strlen(colour) == strlen("#rrggbb");
  return strchr(colour, '(')
             ? g_regex_match_simple("^rgb\\([^,/]*,[^,/]*,[^,/]*\\)$", colour, G_REGEX_CASELESS, 0)
             : g_ascii_strcasecmp(colour, "transparent") != 0;
}

/* By the printers' rules; a link in it is refused besides. */
static void check_property(Guard *guard, const xmlNode *node, const char *property,
                           const char *value) {
  double number;
  if (!khoa_layout_faults_ruled(guard->faults))
    return;
  gboolean is_one = khoa_svg_number(value, "", &number) && number == 1;
  if (g_strv_contains(colour_properties, property) && !is_opaque(value))
    khoa_svg_fault(guard->faults, node, _("%s is %s: give it as #rrggbb, opaque"), property, value);
  for (gsize i = 0; i < G_N_ELEMENTS(flat_properties); i++)
    if (strcmp(property, flat_properties[i].property) == 0 &&
        strcmp(value, flat_properties[i].harmless) != 0 && !is_one)
      khoa_svg_fault(guard->faults, node, _("%s is %s: %s"), property, value,
                     _(flat_properties[i].remedy));
}

/* Each declaration, also one that a later one seems to replace: what counts as later depends on how
 * a program takes quotes. */
static void check_style(Guard *guard, const xmlNode *node, const char *style) {
  g_auto(GStrv) declarations = g_strsplit(style, ";", -1);
  for (char **declaration = declarations; *declaration; declaration++) {
    g_auto(GStrv) sides = g_strsplit(*declaration, ":", 2);
    if (sides[0] && sides[1])
      check_property(guard, node, g_strstrip(sides[0]), g_strstrip(sides[1]));
  }
}

/* FALSE if it isn't to stay. */
static gboolean check_attribute(Guard *guard, const xmlNode *node, const xmlAttr *attribute) {
  const char *key = (const char *)attribute->name;
  g_autofree char *value = attribute_value(node, attribute);
  if (g_ascii_strncasecmp(key, "on", 2) == 0)
    return khoa_svg_fault(guard->faults, node, _("remove the script in '%s'"), key);
  if (is_link(key, value) && !(khoa_svg_is(node, "image") && khoa_embedded_is(value)))
    return khoa_svg_fault(guard->faults, node,
                          _("remove the link in '%s': a layout stands alone%s"), key,
                          khoa_svg_is(node, "image") ? _(", so embed the picture") : "");
  if (strcmp(key, "style") != 0)
    check_property(guard, node, key, value);
  else if (strstr(value, "/*"))
    return khoa_svg_fault(guard->faults, node, _("remove the comments in '%s'"), key);
  else
    check_style(guard, node, value);
  return TRUE;
}

static void check_attributes(Guard *guard, xmlNode *node) {
  for (xmlAttr *a = node->properties, *next; a; a = next) {
    next = a->next;
    if (!check_attribute(guard, node, a))
      xmlRemoveProp(a);
  }
}

static void check_id(Guard *guard, const xmlNode *node) {
  char *id = khoa_svg_property(node, "id");
  if (id && !g_hash_table_add(guard->ids, id))
    khoa_svg_fault(guard->faults, node, _("this id stands twice: rename one"));
}

/* Nothing can use what is defined, since links are refused; but a style sheet or script would act
 * from here too. */
static gboolean is_idle_definition(const xmlNode *node) {
  return node->type == XML_ELEMENT_NODE && khoa_svg_is(node->parent, "defs") &&
         !khoa_svg_is(node, "style") && !khoa_svg_is(node, "script");
}

static gboolean is_silent(const xmlNode *node) {
  return node->type == XML_COMMENT_NODE || khoa_svg_is(node, "title") ||
         khoa_svg_is(node, "desc") || is_editor_note(node) || is_idle_definition(node);
}

/* FALSE if the node itself isn't to stay. */
static gboolean check_node(Guard *guard, xmlNode *node) {
  if (!check_name(guard, node) || ++guard->elements > KHOA_SVG_ELEMENTS_MAX)
    return FALSE;
  check_attributes(guard, node);
  check_id(guard, node);
  if (khoa_svg_is(node, "image") && !khoa_embedded_check(node, &guard->pixels, guard->faults))
    return FALSE;
  for (xmlNode *child = node->children, *next; child; child = next) {
    next = child->next;
    if (child->type == XML_TEXT_NODE || child->type == XML_CDATA_SECTION_NODE)
      continue;
    if (is_silent(child) || !check_node(guard, child))
      drop(child);
  }
  return !khoa_svg_is(node, "defs");
}

/* Before the parser sees it: entities could be named in the file, or bombs. */
static gboolean check_bytes(const char *svg, gsize length, KhoaLayoutFaults *faults) {
  const char *fault = NULL;
  if (length > KHOA_SVG_BYTES_MAX)
    fault = _("larger than 4 MiB: simplify the drawing, or embed a smaller picture");
  else if (!g_utf8_validate_len(svg, length, NULL))
    fault = _("not UTF-8: save it as plain SVG");
  else if (g_strstr_len(svg, (gssize)length, "<!DOCTYPE"))
    fault = _("has a DOCTYPE: remove it");
  return !fault || khoa_layout_fault(faults, 0, NULL, "%s", fault);
}

static void silent(void *context, xmlErrorPtr fault) {
  (void)context, (void)fault;
}

static xmlDoc *parse(const char *svg, gsize length, KhoaLayoutFaults *faults) {
  xmlParserCtxt *parser = xmlNewParserCtxt();
  parser->sax->serror = silent;
  xmlDoc *doc = xmlCtxtReadMemory(parser, svg, (int)length, NULL, "UTF-8", XML_PARSE_NONET);
  if (!doc) {
    const xmlError *fault = xmlCtxtGetLastError(parser);
    g_autofree char *words = g_strstrip(g_strdup(fault ? fault->message : "empty"));
    khoa_layout_fault(faults, fault ? fault->line : 1, NULL, _("not SVG: %s"), words);
  }
  xmlFreeParserCtxt(parser);
  return doc;
}

xmlDoc *khoa_svg_parse(const char *svg, gsize length, KhoaLayoutFaults *faults) {
  g_autoptr(xmlDoc) doc = check_bytes(svg, length, faults) ? parse(svg, length, faults) : NULL;
  if (!doc)
    return NULL;
  g_autoptr(GHashTable) ids = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
  Guard guard = {.faults = faults, .ids = ids};
  xmlNode *root = xmlDocGetRootElement(doc);
  if (!check_node(&guard, root))
    return NULL;
  if (guard.elements > KHOA_SVG_ELEMENTS_MAX)
    khoa_layout_fault(faults, 0, NULL, _("more than %d elements: simplify the drawing"),
                      KHOA_SVG_ELEMENTS_MAX);
  if (!khoa_svg_is(root, "svg")) {
    khoa_svg_fault(faults, root, _("not SVG: its root must be <svg>"));
    return NULL;
  }
  return g_steal_pointer(&doc);
}
