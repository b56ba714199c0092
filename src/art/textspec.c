#include "textspec.h"

#include "transform.h"

#include <glib/gi18n.h>
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

/* Editors put the properties of a line of text in a <tspan>. */
static const xmlNode *innermost(const xmlNode *text) {
  const xmlNode *child = xmlFirstElementChild((xmlNode *)text);
  return child ? innermost(child) : text;
}

static gboolean check_one_line(const xmlNode *text, KhoaLayoutFaults *faults) {
  for (const xmlNode *n = text; n; n = xmlFirstElementChild((xmlNode *)n))
    if (xmlChildElementCount((xmlNode *)n) > 1)
      return khoa_svg_fault(faults, text,
                            _("has several <tspan>: use one text a line, or data-lines"));
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
static gboolean get_number(const xmlNode *node, const char *property, double fallback,
                           double *number, KhoaLayoutFaults *faults) {
  g_autofree char *value = khoa_svg_inherited(node, property);
  *number = fallback;
  if (!isnan(fallback) && (!value || strcmp(value, "normal") == 0))
    return TRUE;
  if (value && khoa_svg_number(value, "px", number))
    return TRUE;
  return khoa_svg_fault(faults, node, _("%s is %s: give it in mm, without a unit"), property,
                        value ? value : _("missing"));
}

static gboolean get_weight(const xmlNode *node, int *weight, KhoaLayoutFaults *faults) {
  g_autofree char *value = khoa_svg_inherited(node, "font-weight");
  double number = 400;
  if (value && strcmp(value, "bold") == 0)
    number = 700;
  else if (value && strcmp(value, "normal") != 0 && !khoa_svg_number(value, "", &number))
    return khoa_svg_fault(faults, node, _("font-weight is %s: give it as 100 to 900"), value);
  *weight = (int)number;
  return TRUE;
}

static gboolean get_family(const xmlNode *node, char **family, KhoaLayoutFaults *faults) {
  g_autofree char *value = khoa_svg_inherited(node, "font-family");
  if (!value)
    return khoa_svg_fault(faults, node, _("font-family is missing"));
  g_strdelimit(value, "'\"", ' ');
  *family = g_strdup(g_strstrip(value));
  return TRUE;
}

static gboolean get_colour(const xmlNode *node, double colour[3], KhoaLayoutFaults *faults) {
  g_autofree char *value = khoa_svg_inherited(node, "fill");
  PangoColor parsed;
  if (!pango_color_parse(&parsed, value ? value : "black"))
    return khoa_svg_fault(faults, node, _("fill is %s: give it as #rrggbb"), value);
  colour[0] = parsed.red / 65535.0;
  colour[1] = parsed.green / 65535.0;
  colour[2] = parsed.blue / 65535.0;
  return TRUE;
}

/* The index of the property's value among the words; 0 if it isn't there. */
static gboolean get_choice(const xmlNode *node, const char *property, const char *const *words,
                           guint *choice, KhoaLayoutFaults *faults) {
  g_autofree char *value = khoa_svg_inherited(node, property);
  *choice = 0;
  for (guint i = 0; value && words[i]; i++)
    if (strcmp(value, words[i]) == 0) {
      *choice = i;
      return TRUE;
    }
  g_autofree char *all = g_strjoinv(", ", (char **)words);
  return !value || khoa_svg_fault(faults, node, _("%s is %s: give it as %s"), property, value, all);
}

static gboolean get_place(const xmlNode *node, KhoaTextSpec *spec, KhoaLayoutFaults *faults) {
  double dx, dy;
  gboolean good = get_number(node, "x", NAN, &spec->x, faults);
  good &= get_number(node, "y", NAN, &spec->y, faults);
  if (!khoa_svg_placed(node, &spec->scale, &dx, &dy, faults))
    return FALSE;
  spec->x = spec->scale * spec->x + dx;
  spec->y = spec->scale * spec->y + dy;
  return good;
}

static gboolean get_sizes(const xmlNode *node, KhoaTextSpec *spec, KhoaLayoutFaults *faults) {
  if (!get_number(node, "font-size", NAN, &spec->size, faults) ||
      !get_number(node, "data-min-size", spec->size, &spec->min_size, faults) ||
      !get_number(node, "data-lines-size", spec->size, &spec->lines_size, faults))
    return FALSE;
  if (spec->min_size > 0 && spec->size <= SIZE_MAX_MM && spec->min_size <= spec->lines_size &&
      spec->lines_size <= spec->size)
    return TRUE;
  return khoa_svg_fault(
      faults, node,
      _("font-size, data-lines-size and data-min-size are %g, %g and %g: each must "
        "be no larger than the one before, over 0 and up to %d mm"),
      spec->size, spec->lines_size, spec->min_size, SIZE_MAX_MM);
}

static gboolean get_lines(const xmlNode *node, KhoaTextSpec *spec, KhoaLayoutFaults *faults) {
  double lines;
  guint grow;
  if (!get_number(node, "data-max-width", 0, &spec->max_width, faults) ||
      !get_number(node, "letter-spacing", 0, &spec->letter_spacing, faults) ||
      !get_number(node, "data-line-height", 1.15, &spec->line_height, faults) ||
      !get_number(node, "data-lines", 1, &lines, faults) ||
      !get_choice(node, "data-grow", grows, &grow, faults))
    return FALSE;
  if (lines < 1 || lines > LINES_MAX)
    return khoa_svg_fault(faults, node, _("data-lines is %g: 1 to %d"), lines, LINES_MAX);
  spec->letter_spacing /= spec->size;
  spec->max_lines = (guint)lines;
  spec->grow = grow / 2.0;
  return TRUE;
}

/* What editors offer and khoa, which sets the text anew, would leave out without a word. */
static gboolean check_plain(const xmlNode *node, KhoaLayoutFaults *faults) {
  static const struct {
    const char *property, *harmless;
  } plain[] = {{"font-style", "normal"},
               {"stroke", "none"},
               {"text-decoration", "none"},
               {"dx", "0"},
               {"dy", "0"},
               {"rotate", "0"},
               {"textLength", "0"}};
  gboolean good = TRUE;
  for (gsize i = 0; i < G_N_ELEMENTS(plain); i++) {
    g_autofree char *value = khoa_svg_inherited(node, plain[i].property);
    if (value && strcmp(value, plain[i].harmless) != 0 && strcmp(value, "none") != 0)
      good = khoa_svg_fault(faults, node, _("%s is %s: texts are set plainly, so remove it"),
                            plain[i].property, value);
  }
  return good;
}

/* From the element's units to mm. */
static void scale_sizes(KhoaTextSpec *spec) {
  double *const sizes[] = {&spec->size, &spec->min_size, &spec->lines_size, &spec->max_width};
  for (gsize i = 0; i < G_N_ELEMENTS(sizes); i++)
    *sizes[i] *= spec->scale;
}

KhoaTextSpec *khoa_text_spec_new(const xmlNode *text, KhoaLayoutFaults *faults) {
  KhoaTextSpec *spec = g_new0(KhoaTextSpec, 1);
  const xmlNode *node = innermost(text);
  guint anchor;
  spec->words = collapse(text);
  spec->line = xmlGetLineNo(text);
  spec->what = g_strdup_printf("text '%s'", spec->words);
  gboolean good = check_one_line(text, faults);
  good &= check_plain(node, faults);
  good &= get_place(node, spec, faults);
  good &= get_sizes(node, spec, faults) && get_lines(node, spec, faults);
  good &= get_choice(node, "text-anchor", anchors, &anchor, faults);
  good &= get_family(node, &spec->family, faults);
  good &= get_weight(node, &spec->weight, faults);
  good &= get_colour(node, spec->colour, faults);
  scale_sizes(spec);
  spec->faulty = !good;
  spec->anchor = (KhoaAnchor)anchor;
  g_autofree char *specimen = khoa_svg_inherited(node, "data-specimen");
  spec->specimen = specimen != NULL;
  return spec;
}

void khoa_text_spec_free(KhoaTextSpec *spec) {
  if (!spec)
    return;
  g_free(spec->what);
  g_free(spec->words);
  g_free(spec->family);
  g_free(spec);
}
