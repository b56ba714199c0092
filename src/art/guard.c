/* What a layout may hold. A short list of what is allowed, rather than a long one of what isn't:
 * it keeps strangers' files harmless and PDFs simple. */
#include "layout.h"
#include "svg.h"

#include <libxml/parser.h>
#include <string.h>

#define SVG_NAMESPACE "http://www.w3.org/2000/svg"

static const char *const allowed_elements[] = {"svg",     "g",     "path",     "rect",    "circle",
                                               "ellipse", "line",  "polyline", "polygon", "text",
                                               "tspan",   "title", "desc",     "defs",    NULL};

/* An editor's own notes, which draw nothing. */
static const char *const editor_namespaces[] = {
    "http://www.inkscape.org/namespaces/inkscape",
    "http://sodipodi.sourceforge.net/DTD/sodipodi-0.dtd", NULL};

static const struct {
  const char *property, *harmless;
} flat_properties[] = {
    {"opacity", "1"}, {"fill-opacity", "1"}, {"stroke-opacity", "1"}, {"filter", "none"},
    {"mask", "none"}, {"clip-path", "none"}, {"isolation", "auto"},   {"mix-blend-mode", "normal"}};

static gboolean is_editor_note(const xmlNode *node) {
  const char *href = node->ns ? (const char *)node->ns->href : NULL;
  return khoa_svg_is(node, "metadata") || (href && g_strv_contains(editor_namespaces, href));
}

static gboolean check_name(const char *name, const xmlNode *node, GError **error) {
  gboolean is_svg = node->ns && strcmp((const char *)node->ns->href, SVG_NAMESPACE) == 0;
  if (node->type == XML_ELEMENT_NODE && is_svg &&
      g_strv_contains(allowed_elements, (const char *)node->name))
    return TRUE;
  return khoa_svg_fault(error, name, node,
                        "not allowed: a layout is made of plain shapes, groups and texts alone");
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

static gboolean check_attribute(const char *name, const xmlNode *node, const xmlAttr *attribute,
                                GError **error) {
  const char *key = (const char *)attribute->name;
  g_autofree char *value = attribute_value(node, attribute);
  if (g_ascii_strncasecmp(key, "on", 2) == 0)
    return khoa_svg_fault(error, name, node, "remove the script in '%s'", key);
  if (is_link(key, value))
    return khoa_svg_fault(error, name, node, "remove the link in '%s': a layout stands alone", key);
  return TRUE;
}

static gboolean check_flat(const char *name, const xmlNode *node, GError **error) {
  for (guint i = 0; i < G_N_ELEMENTS(flat_properties); i++) {
    g_autofree char *value = khoa_svg_property(node, flat_properties[i].property);
    if (value && strcmp(value, flat_properties[i].harmless) != 0)
      return khoa_svg_fault(error, name, node, "%s is %s: use flat colours only",
                            flat_properties[i].property, value);
  }
  return TRUE;
}

static gboolean check_id(const char *name, const xmlNode *node, GHashTable *ids, GError **error) {
  char *id = khoa_svg_property(node, "id");
  if (!id || g_hash_table_add(ids, id))
    return TRUE;
  return khoa_svg_fault(error, name, node, "this id stands twice: rename one");
}

static gboolean check_node(const char *name, xmlNode *node, GHashTable *ids, GError **error) {
  if (!check_name(name, node, error) || !check_flat(name, node, error) ||
      !check_id(name, node, ids, error))
    return FALSE;
  for (const xmlAttr *a = node->properties; a; a = a->next)
    if (!check_attribute(name, node, a, error))
      return FALSE;
  for (xmlNode *child = node->children, *next; child; child = next) {
    next = child->next;
    if (child->type == XML_TEXT_NODE || child->type == XML_CDATA_SECTION_NODE)
      continue;
    if (child->type == XML_COMMENT_NODE || is_editor_note(child)) {
      xmlUnlinkNode(child);
      xmlFreeNode(child);
    } else if (!check_node(name, child, ids, error)) {
      return FALSE;
    }
  }
  return TRUE;
}

/* Before the parser sees it: entities could be named in the file, or bombs. */
static gboolean check_bytes(const char *svg, gsize length, const char *name, GError **error) {
  const char *fault = NULL;
  if (length > KHOA_SVG_BYTES_MAX)
    fault = "larger than 1 MiB: simplify the drawing";
  else if (!g_utf8_validate_len(svg, length, NULL))
    fault = "not UTF-8: save it as plain SVG";
  else if (g_strstr_len(svg, (gssize)length, "<!DOCTYPE"))
    fault = "has a DOCTYPE: remove it";
  if (fault)
    g_set_error(error, KHOA_LAYOUT_ERROR, 0, "%s: %s", name, fault);
  return fault == NULL;
}

static void silent(void *context, xmlErrorPtr fault) {
  (void)context, (void)fault;
}

xmlDoc *khoa_svg_parse(const char *svg, gsize length, const char *name, GError **error) {
  if (!check_bytes(svg, length, name, error))
    return NULL;
  xmlParserCtxt *parser = xmlNewParserCtxt();
  parser->sax->serror = silent;
  g_autoptr(xmlDoc) doc =
      xmlCtxtReadMemory(parser, svg, (int)length, NULL, "UTF-8", XML_PARSE_NONET);
  if (!doc) {
    const xmlError *fault = xmlCtxtGetLastError(parser);
    g_autofree char *words = g_strstrip(g_strdup(fault ? fault->message : "empty"));
    g_set_error(error, KHOA_LAYOUT_ERROR, 0, "%s:%d: not SVG: %s", name, fault ? fault->line : 1,
                words);
  }
  xmlFreeParserCtxt(parser);
  g_autoptr(GHashTable) ids = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
  if (!doc || !check_node(name, xmlDocGetRootElement(doc), ids, error))
    return NULL;
  if (!khoa_svg_is(xmlDocGetRootElement(doc), "svg")) {
    khoa_svg_fault(error, name, xmlDocGetRootElement(doc), "not SVG: its root must be <svg>");
    return NULL;
  }
  return g_steal_pointer(&doc);
}
