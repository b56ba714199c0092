#include "cutlines.h"
#include "drawing.h"
#include "places.h"
#include "svg.h"

#include <glib/gi18n.h>
#include <math.h>
#include <string.h>

#define SIDE_MAX_MM 500
#define SAFE_MIN_MM 0.5 /* a cutter may miss by that */
#define SAFE_MM 1.2

typedef struct Kind {
  const char *word;
  gboolean is_tag;
} Kind;

struct KhoaLayout {
  char *name;
  xmlDoc *doc;
  const Kind *kind;
  const char *level;
  double width, height, bleed, safe;
  gboolean has_back;
};

static const char *const faces[] = {[KHOA_FACE_FRONT] = "front", [KHOA_FACE_BACK] = "back"};
static const Kind kinds[] = {
    {"keychain", TRUE}, {"lock-tag", TRUE}, {"leaflet", FALSE}, {"poster", FALSE}};
static const char *const levels[] = {"M", "Q", "H"};

static gboolean read_kind(KhoaLayout *layout, const xmlNode *root, KhoaLayoutFaults *faults) {
  g_autofree char *word = khoa_svg_property(root, "data-kind");
  for (gsize i = 0; i < G_N_ELEMENTS(kinds) && !layout->kind; i++)
    if (g_strcmp0(word, kinds[i].word) == 0)
      layout->kind = &kinds[i];
  return layout->kind ||
         khoa_svg_fault(faults, root,
                        _("data-kind is %s: give it as keychain, lock-tag, leaflet or poster"),
                        word ? word : _("missing"));
}

static void read_level(KhoaLayout *layout, const xmlNode *root, KhoaLayoutFaults *faults) {
  g_autofree char *word = khoa_svg_property(root, "data-level");
  for (gsize i = 0; i < G_N_ELEMENTS(levels) && !layout->level; i++)
    if (!word || strcmp(word, levels[i]) == 0)
      layout->level = levels[i];
  if (!layout->level) {
    khoa_svg_fault(faults, root, _("data-level is %s: give it as M, Q or H"), word);
    layout->level = levels[0];
  }
}

typedef struct Length {
  const char *attribute, *unit;
  double least, most;
  double fallback; /* NAN: it has to be there */
} Length;

static gboolean read_length(const xmlNode *root, const Length *rule, double *length,
                            KhoaLayoutFaults *faults) {
  g_autofree char *value = khoa_svg_property(root, rule->attribute);
  *length = rule->fallback;
  if (!value && !isnan(rule->fallback))
    return TRUE;
  if (value && khoa_svg_number(value, rule->unit, length) && *length >= rule->least &&
      *length <= rule->most && g_str_has_suffix(value, rule->unit))
    return TRUE;
  return khoa_svg_fault(faults, root, _("%s is %s: give it as millimetres, %g%s to %g%s"),
                        rule->attribute, value ? value : _("missing"), rule->least, rule->unit,
                        rule->most, rule->unit);
}

/* The user unit must be a millimetre, or every length in the file would mean something else. */
static gboolean check_view(const KhoaLayout *layout, const xmlNode *root,
                           KhoaLayoutFaults *faults) {
  const double wanted[4] = {0, 0, layout->width, layout->height};
  g_autofree char *view = khoa_svg_property(root, "viewBox");
  char *at = view;
  gboolean same = view != NULL;
  for (guint i = 0; i < 4 && same; i++)
    same = fabs(g_ascii_strtod(at, &at) - wanted[i]) < 0.001;
  return same || khoa_svg_fault(faults, root,
                                _("viewBox is %s: it must be 0 0 and the width and height in mm"),
                                view ? view : _("missing"));
}

/* FALSE if nothing can be said of the rest. */
static gboolean read_root(KhoaLayout *layout, const xmlNode *root, KhoaLayoutFaults *faults) {
  const struct {
    Length rule;
    double *length;
  } lengths[] = {
      {{"width", "mm", 5, SIDE_MAX_MM, NAN}, &layout->width},
      {{"height", "mm", 5, SIDE_MAX_MM, NAN}, &layout->height},
      {{"data-bleed", "", 0, 20, NAN}, &layout->bleed},
      {{"data-safe", "", SAFE_MIN_MM, 50, SAFE_MM}, &layout->safe},
  };
  gboolean good = TRUE;
  for (gsize i = 0; i < G_N_ELEMENTS(lengths); i++)
    good &= read_length(root, &lengths[i].rule, lengths[i].length, faults);
  good = good && check_view(layout, root, faults);
  good &= read_kind(layout, root, faults);
  read_level(layout, root, faults);
  return good;
}

/* So that nothing drawn is lost without a word. */
static gboolean check_groups(KhoaLayout *layout, xmlNode *root, KhoaLayoutFaults *faults) {
  static const char *const ids[] = {"front", "back", "cut", NULL};
  gboolean front = FALSE;
  for (xmlNode *n = xmlFirstElementChild(root); n; n = xmlNextElementSibling(n)) {
    g_autofree char *id = khoa_svg_property(n, "id");
    if (!khoa_svg_is(n, "g") || !id || !g_strv_contains(ids, id))
      khoa_svg_fault(faults, n,
                     _("stands outside the groups 'front', 'back' and 'cut': move it in, or give "
                       "the layer that id"));
    else if (!layout->kind->is_tag && strcmp(id, "back") == 0)
      khoa_svg_fault(faults, n, _("a %s has one face: remove the back"), layout->kind->word);
    else if (strcmp(id, "back") == 0)
      layout->has_back = TRUE;
    else if (strcmp(id, "cut") == 0 && khoa_layout_faults_ruled(faults))
      khoa_cut_lines_check(n, faults);
    front |= g_strcmp0(id, "front") == 0;
  }
  return front || khoa_svg_fault(faults, root, _("has no group with id='front'"));
}

KhoaLayout *khoa_layout_read(const char *svg, gsize length, KhoaLayoutFaults *faults) {
  g_autoptr(KhoaLayout) layout = g_new0(KhoaLayout, 1);
  layout->name = g_strdup(khoa_layout_faults_file(faults));
  layout->doc = khoa_svg_parse(svg, length, faults);
  xmlNode *root = layout->doc ? xmlDocGetRootElement(layout->doc) : NULL;
  if (!root || !read_root(layout, root, faults) || !check_groups(layout, root, faults))
    return NULL;
  for (guint hotlines = KHOA_HOTLINES_MIN; hotlines <= KHOA_HOTLINES_MAX; hotlines++)
    khoa_layout_check_complete(layout, hotlines, faults);
  return g_steal_pointer(&layout);
}

KhoaLayout *khoa_layout_new(const char *svg, gsize length, const char *name, GError **error) {
  g_autoptr(KhoaLayoutFaults) faults = khoa_layout_faults_new(name);
  g_autoptr(KhoaLayout) layout = khoa_layout_read(svg, length, faults);
  return khoa_layout_faults_none(faults, error) ? g_steal_pointer(&layout) : NULL;
}

void khoa_layout_free(KhoaLayout *layout) {
  if (!layout)
    return;
  xmlFreeDoc(layout->doc);
  g_free(layout->name);
  g_free(layout);
}

KhoaDrawing *khoa_layout_drawing(const KhoaLayout *layout, KhoaFace face, guint hotlines,
                                 gboolean specimen, KhoaLayoutFaults *faults) {
  return khoa_drawing_new(layout->doc, faces[face], hotlines, specimen, faults);
}

const char *khoa_layout_name(const KhoaLayout *layout) {
  return layout->name;
}

const char *khoa_layout_kind(const KhoaLayout *layout) {
  return layout->kind->word;
}

gboolean khoa_layout_is_tag(const KhoaLayout *layout) {
  return layout->kind->is_tag;
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

double khoa_layout_safe(const KhoaLayout *layout) {
  return layout->safe;
}

const char *khoa_layout_level(const KhoaLayout *layout) {
  return layout->level;
}
