#include "svg.h"

#include <string.h>

char *khoa_svg_describe(const xmlNode *node) {
  g_autofree char *id = khoa_svg_property(node, "id");
  return g_strdup_printf("<%s%s%s%s>", (const char *)node->name, id ? " id='" : "", id ? id : "",
                         id ? "'" : "");
}

gboolean khoa_svg_fault(KhoaLayoutFaults *faults, const xmlNode *node, const char *format, ...) {
  va_list values;
  va_start(values, format);
  g_autofree char *message = g_strdup_vprintf(format, values);
  va_end(values);
  g_autofree char *what = khoa_svg_describe(node);
  return khoa_layout_fault(faults, xmlGetLineNo(node), what, "%s", message);
}

static char *style_property(const char *style, const char *property) {
  g_auto(GStrv) declarations = g_strsplit(style, ";", -1);
  char *value = NULL;
  for (guint i = 0; declarations[i]; i++) {
    g_auto(GStrv) sides = g_strsplit(declarations[i], ":", 2);
    if (!sides[0] || !sides[1] || strcmp(g_strstrip(sides[0]), property) != 0)
      continue;
    g_free(value); /* as in CSS, the last one counts */
    value = g_strdup(g_strstrip(sides[1]));
  }
  return value;
}

static char *attribute(const xmlNode *node, const char *name) {
  xmlChar *value = xmlGetNoNsProp(node, (const xmlChar *)name);
  char *copy = g_strdup((const char *)value);
  xmlFree(value);
  return copy;
}

char *khoa_svg_property(const xmlNode *node, const char *property) {
  g_autofree char *style = attribute(node, "style");
  char *value = style ? style_property(style, property) : NULL;
  return value ? value : attribute(node, property);
}

char *khoa_svg_inherited(const xmlNode *node, const char *property) {
  for (; node && node->type == XML_ELEMENT_NODE; node = node->parent) {
    char *value = khoa_svg_property(node, property);
    if (value)
      return value;
  }
  return NULL;
}

gboolean khoa_svg_number(const char *text, const char *unit, double *number) {
  char *end;
  *number = g_ascii_strtod(text, &end);
  gboolean finite = *number > -1e6 && *number < 1e6;
  return end != text && finite && (*end == '\0' || strcmp(end, unit) == 0);
}

gboolean khoa_svg_is(const xmlNode *node, const char *element) {
  return node->type == XML_ELEMENT_NODE && strcmp((const char *)node->name, element) == 0;
}

xmlNode *khoa_svg_find(xmlNode *node, const char *id) {
  g_autofree char *own = attribute(node, "id");
  if (g_strcmp0(own, id) == 0)
    return node;
  for (xmlNode *child = xmlFirstElementChild(node); child; child = xmlNextElementSibling(child)) {
    xmlNode *found = khoa_svg_find(child, id);
    if (found)
      return found;
  }
  return NULL;
}
