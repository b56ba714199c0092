#include "drawing.h"
#include "places.h"
#include "svg.h"

#include <math.h>

struct KhoaLayout {
  char *name;
  xmlDoc *doc;
  char *kind, *level;
  double width, height, bleed;
  gboolean has_back;
};

static const char *const faces[] = {[KHOA_FACE_FRONT] = "front", [KHOA_FACE_BACK] = "back"};
static const char *const kinds[] = {"keychain", "lock-tag", NULL};
static const char *const levels[] = {"M", "Q", "H", NULL};

G_DEFINE_QUARK(khoa - layout - error - quark, khoa_layout_error)

/* One of the words; the first if the attribute may be left out. */
static char *read_word(const KhoaLayout *layout, const char *attribute, const char *const *words,
                       gboolean required, GError **error) {
  const xmlNode *root = xmlDocGetRootElement(layout->doc);
  char *word = khoa_svg_property(root, attribute);
  if (!word && !required)
    return g_strdup(words[0]);
  if (word && g_strv_contains(words, word))
    return word;
  g_autofree char *choice = g_strjoinv(", ", (char **)words);
  khoa_svg_fault(error, layout->name, root, "%s is %s: give it as %s", attribute,
                 word ? word : "missing", choice);
  g_free(word);
  return NULL;
}

static gboolean read_length(const KhoaLayout *layout, const char *attribute, const char *unit,
                            double *length, GError **error) {
  const xmlNode *root = xmlDocGetRootElement(layout->doc);
  g_autofree char *value = khoa_svg_property(root, attribute);
  if (value && khoa_svg_number(value, unit, length) && *length >= 0 && *length <= 300 &&
      g_str_has_suffix(value, unit))
    return TRUE;
  return khoa_svg_fault(error, layout->name, root, "%s is %s: give it as millimetres, 0%s to 300%s",
                        attribute, value ? value : "missing", unit, unit);
}

/* The user unit must be a millimetre, or every length in the file would mean something else. */
static gboolean check_view(const KhoaLayout *layout, GError **error) {
  const xmlNode *root = xmlDocGetRootElement(layout->doc);
  const double wanted[4] = {0, 0, layout->width, layout->height};
  g_autofree char *view = khoa_svg_property(root, "viewBox");
  char *at = view;
  gboolean same = view != NULL;
  for (guint i = 0; i < 4 && same; i++)
    same = fabs(g_ascii_strtod(at, &at) - wanted[i]) < 0.001;
  return same || khoa_svg_fault(error, layout->name, root,
                                "viewBox is %s: it must be 0 0 and the width and height in mm",
                                view ? view : "missing");
}

static gboolean read_root(KhoaLayout *layout, GError **error) {
  return read_length(layout, "width", "mm", &layout->width, error) &&
         read_length(layout, "height", "mm", &layout->height, error) &&
         read_length(layout, "data-bleed", "", &layout->bleed, error) &&
         check_view(layout, error) &&
         (layout->kind = read_word(layout, "data-kind", kinds, TRUE, error)) &&
         (layout->level = read_word(layout, "data-level", levels, FALSE, error));
}

/* So that nothing drawn is lost without a word. */
static gboolean check_groups(KhoaLayout *layout, GError **error) {
  static const char *const ids[] = {"front", "back", "cut", NULL};
  static const char *const silent[] = {"title", "desc", "defs", NULL};
  xmlNode *root = xmlDocGetRootElement(layout->doc);
  gboolean front = FALSE;
  for (const xmlNode *n = xmlFirstElementChild(root); n; n = xmlNextElementSibling((xmlNode *)n)) {
    g_autofree char *id = khoa_svg_property(n, "id");
    gboolean is_group = khoa_svg_is(n, "g") && id && g_strv_contains(ids, id);
    if (!is_group && !g_strv_contains(silent, (const char *)n->name))
      return khoa_svg_fault(error, layout->name, n,
                            "stands outside the groups 'front', 'back' and 'cut': move it in");
    front |= g_strcmp0(id, "front") == 0;
    layout->has_back |= g_strcmp0(id, "back") == 0;
  }
  return front || khoa_svg_fault(error, layout->name, root, "has no group with id='front'");
}

KhoaLayout *khoa_layout_new(const char *svg, gsize length, const char *name, GError **error) {
  g_autoptr(KhoaLayout) layout = g_new0(KhoaLayout, 1);
  layout->name = g_strdup(name);
  layout->doc = khoa_svg_parse(svg, length, name, error);
  if (!layout->doc || !read_root(layout, error) || !check_groups(layout, error))
    return NULL;
  for (guint hotlines = KHOA_HOTLINES_MIN; hotlines <= KHOA_HOTLINES_MAX; hotlines++)
    if (!khoa_layout_check_complete(layout, hotlines, error))
      return NULL;
  return g_steal_pointer(&layout);
}

void khoa_layout_free(KhoaLayout *layout) {
  if (!layout)
    return;
  xmlFreeDoc(layout->doc);
  g_free(layout->name);
  g_free(layout->kind);
  g_free(layout->level);
  g_free(layout);
}

KhoaDrawing *khoa_layout_drawing(const KhoaLayout *layout, KhoaFace face, guint hotlines,
                                 gboolean specimen, GError **error) {
  return khoa_drawing_new(layout->doc, layout->name, faces[face], hotlines, specimen, error);
}

const char *khoa_layout_name(const KhoaLayout *layout) {
  return layout->name;
}

const char *khoa_layout_kind(const KhoaLayout *layout) {
  return layout->kind;
}

gboolean khoa_layout_has_back(const KhoaLayout *layout) {
  return layout->has_back;
}

double khoa_layout_width(const KhoaLayout *layout) {
  return layout->width;
}

double khoa_layout_height(const KhoaLayout *layout) {
  return layout->height;
}

double khoa_layout_bleed(const KhoaLayout *layout) {
  return layout->bleed;
}

const char *khoa_layout_level(const KhoaLayout *layout) {
  return layout->level;
}
