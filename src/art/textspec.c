#include "textspec.h"

#include <math.h>
#include <pango/pango.h>
#include <string.h>

#define SIZE_MAX_MM 100
#define LINES_MAX 5

static const char *const anchors[] = {[KHOA_ANCHOR_START] = "start",
                                      [KHOA_ANCHOR_MIDDLE] = "middle",
                                      [KHOA_ANCHOR_END] = "end",
                                      NULL};
static const char *const grows[] = {"down", "both", "up", NULL};

static gboolean parse_translate(const char *transform, double *dx, double *dy) {
  char *end;
  if (!g_str_has_prefix(transform, "translate("))
    return FALSE;
  *dx = g_ascii_strtod(transform + strlen("translate("), &end);
  *dy = 0;
  if (*end == ',' || *end == ' ')
    *dy = g_ascii_strtod(end + 1, &end);
  return strcmp(end, ")") == 0;
}

gboolean khoa_svg_offset(const char *name, const xmlNode *node, double *dx, double *dy,
                         GError **error) {
  *dx = *dy = 0;
  for (const xmlNode *n = node; n && n->type == XML_ELEMENT_NODE; n = n->parent) {
    g_autofree char *transform = khoa_svg_property(n, "transform");
    double x = 0, y = 0;
    if (transform && !parse_translate(transform, &x, &y))
      return khoa_svg_fault(error, name, n,
                            "texts and the QR code can be moved, but not turned or scaled: '%s'",
                            transform);
    *dx += x;
    *dy += y;
  }
  return TRUE;
}

/* Editors put the properties of a line of text in a <tspan>. */
static const xmlNode *innermost(const xmlNode *text) {
  const xmlNode *child = xmlFirstElementChild((xmlNode *)text);
  return child ? innermost(child) : text;
}

static gboolean check_one_line(const char *name, const xmlNode *text, GError **error) {
  for (const xmlNode *n = text; n; n = xmlFirstElementChild((xmlNode *)n))
    if (xmlChildElementCount((xmlNode *)n) > 1)
      return khoa_svg_fault(error, name, text,
                            "has several <tspan>: use one text a line, or data-lines");
  return TRUE;
}

static char *collapse(const xmlNode *text) {
  xmlChar *content = xmlNodeGetContent(text);
  g_auto(GStrv) parts = g_strsplit_set((const char *)content, " \t\r\n", -1);
  xmlFree(content);
  g_autoptr(GPtrArray) words = g_ptr_array_new();
  for (guint i = 0; parts[i]; i++)
    if (*parts[i])
      g_ptr_array_add(words, parts[i]);
  g_ptr_array_add(words, NULL);
  return g_strjoinv(" ", (char **)words->pdata);
}

/* Takes `fallback` if the property isn't there or is "normal"; with NAN it has to be there. */
static gboolean get_number(const char *name, const xmlNode *node, const char *property,
                           double fallback, double *number, GError **error) {
  g_autofree char *value = khoa_svg_inherited(node, property);
  *number = fallback;
  if (!isnan(fallback) && (!value || strcmp(value, "normal") == 0))
    return TRUE;
  if (value && khoa_svg_number(value, "px", number))
    return TRUE;
  return khoa_svg_fault(error, name, node, "%s is %s: give it in mm, without a unit", property,
                        value ? value : "missing");
}

static gboolean get_weight(const char *name, const xmlNode *node, int *weight, GError **error) {
  g_autofree char *value = khoa_svg_inherited(node, "font-weight");
  double number = 400;
  if (value && strcmp(value, "bold") == 0)
    number = 700;
  else if (value && strcmp(value, "normal") != 0 && !khoa_svg_number(value, "", &number))
    return khoa_svg_fault(error, name, node, "font-weight is %s: give it as 100 to 900", value);
  *weight = (int)number;
  return TRUE;
}

static gboolean get_family(const char *name, const xmlNode *node, char **family, GError **error) {
  g_autofree char *value = khoa_svg_inherited(node, "font-family");
  if (!value)
    return khoa_svg_fault(error, name, node, "font-family is missing");
  g_strdelimit(value, "'\"", ' ');
  *family = g_strdup(g_strstrip(value));
  return TRUE;
}

static gboolean get_colour(const char *name, const xmlNode *node, double colour[3],
                           GError **error) {
  g_autofree char *value = khoa_svg_inherited(node, "fill");
  PangoColor parsed;
  if (!pango_color_parse(&parsed, value ? value : "black"))
    return khoa_svg_fault(error, name, node, "fill is %s: give it as #rrggbb", value);
  colour[0] = parsed.red / 65535.0;
  colour[1] = parsed.green / 65535.0;
  colour[2] = parsed.blue / 65535.0;
  return TRUE;
}

/* The index of the property's value among the words; 0 if it isn't there. */
static gboolean get_choice(const char *name, const xmlNode *node, const char *property,
                           const char *const *words, guint *choice, GError **error) {
  g_autofree char *value = khoa_svg_inherited(node, property);
  *choice = 0;
  for (guint i = 0; value && words[i]; i++)
    if (strcmp(value, words[i]) == 0) {
      *choice = i;
      return TRUE;
    }
  g_autofree char *all = g_strjoinv(", ", (char **)words);
  return !value ||
         khoa_svg_fault(error, name, node, "%s is %s: give it as %s", property, value, all);
}

static gboolean get_place(const char *name, const xmlNode *node, KhoaTextSpec *spec,
                          GError **error) {
  double dx, dy;
  if (!get_number(name, node, "x", NAN, &spec->x, error) ||
      !get_number(name, node, "y", NAN, &spec->y, error) ||
      !khoa_svg_offset(name, node, &dx, &dy, error))
    return FALSE;
  spec->x += dx;
  spec->y += dy;
  return TRUE;
}

static gboolean get_sizes(const char *name, const xmlNode *node, KhoaTextSpec *spec,
                          GError **error) {
  if (!get_number(name, node, "font-size", NAN, &spec->size, error) ||
      !get_number(name, node, "data-min-size", spec->size, &spec->min_size, error) ||
      !get_number(name, node, "data-lines-size", spec->size, &spec->lines_size, error))
    return FALSE;
  if (spec->min_size > 0 && spec->size <= SIZE_MAX_MM && spec->min_size <= spec->lines_size &&
      spec->lines_size <= spec->size)
    return TRUE;
  return khoa_svg_fault(error, name, node,
                        "font-size, data-lines-size and data-min-size are %g, %g and %g: each must "
                        "be no larger than the one before, over 0 and up to %d mm",
                        spec->size, spec->lines_size, spec->min_size, SIZE_MAX_MM);
}

static gboolean get_lines(const char *name, const xmlNode *node, KhoaTextSpec *spec,
                          GError **error) {
  double lines;
  guint grow;
  if (!get_number(name, node, "data-max-width", 0, &spec->max_width, error) ||
      !get_number(name, node, "letter-spacing", 0, &spec->letter_spacing, error) ||
      !get_number(name, node, "data-line-height", 1.15, &spec->line_height, error) ||
      !get_number(name, node, "data-lines", 1, &lines, error) ||
      !get_choice(name, node, "data-grow", grows, &grow, error))
    return FALSE;
  if (lines < 1 || lines > LINES_MAX)
    return khoa_svg_fault(error, name, node, "data-lines is %g: 1 to %d", lines, LINES_MAX);
  spec->letter_spacing /= spec->size;
  spec->max_lines = (guint)lines;
  spec->grow = grow / 2.0;
  return TRUE;
}

KhoaTextSpec *khoa_text_spec_new(const char *name, const xmlNode *text, GError **error) {
  g_autoptr(KhoaTextSpec) spec = g_new0(KhoaTextSpec, 1);
  const xmlNode *node = innermost(text);
  guint anchor;
  spec->words = collapse(text);
  spec->where = g_strdup_printf("%s:%ld: text '%s'", name, xmlGetLineNo(text), spec->words);
  spec->what = strstr(spec->where + strlen(name), "text '");
  if (!check_one_line(name, text, error) || !get_place(name, node, spec, error) ||
      !get_sizes(name, node, spec, error) || !get_lines(name, node, spec, error) ||
      !get_choice(name, node, "text-anchor", anchors, &anchor, error) ||
      !get_family(name, node, &spec->family, error) ||
      !get_weight(name, node, &spec->weight, error) || !get_colour(name, node, spec->colour, error))
    return NULL;
  spec->anchor = (KhoaAnchor)anchor;
  g_autofree char *specimen = khoa_svg_inherited(node, "data-specimen");
  spec->specimen = specimen != NULL;
  return g_steal_pointer(&spec);
}

void khoa_text_spec_free(KhoaTextSpec *spec) {
  if (!spec)
    return;
  g_free(spec->where);
  g_free(spec->words);
  g_free(spec->family);
  g_free(spec);
}
