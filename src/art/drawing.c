/* Takes one face out of a layout's tree: what isn't wanted is cut away, what khoa draws itself is
 * gathered, and the shapes that are left are for librsvg. */
#include "drawing.h"
#include "textspec.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

typedef struct Gathering {
  KhoaDrawing *drawing;
  const char *name;
  guint hotlines;
  gboolean specimen;
} Gathering;

static void drop(xmlNode *node) {
  xmlUnlinkNode(node);
  xmlFreeNode(node);
}

static gboolean is_wanted(const Gathering *gathering, const xmlNode *node) {
  g_autofree char *hotlines = khoa_svg_property(node, "data-hotlines");
  g_autofree char *specimen = khoa_svg_property(node, "data-specimen");
  g_autofree char *display = khoa_svg_property(node, "display");
  if (hotlines)
    return atoi(hotlines) == (int)gathering->hotlines;
  return specimen ? gathering->specimen : g_strcmp0(display, "none") != 0;
}

static gboolean get_length(const char *name, const xmlNode *node, const char *property,
                           double *length, GError **error) {
  g_autofree char *value = khoa_svg_property(node, property);
  if (value && khoa_svg_number(value, "", length))
    return TRUE;
  return khoa_svg_fault(error, name, node, "%s is %s: give it in mm, without a unit", property,
                        value ? value : "missing");
}

static gboolean take_qr(Gathering *gathering, const xmlNode *node, GError **error) {
  KhoaBox *qr = &gathering->drawing->qr;
  const char *name = gathering->name;
  double dx, dy;
  if (!khoa_svg_is(node, "rect"))
    return khoa_svg_fault(error, name, node, "must be a <rect>: the QR code's place");
  if (!get_length(name, node, "x", &qr->x, error) || !get_length(name, node, "y", &qr->y, error) ||
      !get_length(name, node, "width", &qr->width, error) ||
      !get_length(name, node, "height", &qr->height, error) ||
      !khoa_svg_offset(name, node, &dx, &dy, error))
    return FALSE;
  if (fabs(qr->width - qr->height) > 0.01)
    return khoa_svg_fault(error, name, node, "is %.2f x %.2f mm: make it a square", qr->width,
                          qr->height);
  qr->x += dx;
  qr->y += dy;
  gathering->drawing->has_qr = TRUE;
  return TRUE;
}

static gboolean take_text(Gathering *gathering, const xmlNode *node, GError **error) {
  KhoaTextSpec *spec = khoa_text_spec_new(gathering->name, node, error);
  if (spec)
    g_ptr_array_add(gathering->drawing->texts, spec);
  return spec != NULL;
}

static gboolean gather(Gathering *gathering, xmlNode *node, GError **error) {
  for (xmlNode *child = xmlFirstElementChild(node), *next; child; child = next) {
    next = xmlNextElementSibling(child);
    g_autofree char *id = khoa_svg_property(child, "id");
    gboolean is_qr = g_strcmp0(id, "qr") == 0, is_text = khoa_svg_is(child, "text");
    gboolean wanted = is_wanted(gathering, child);
    if (wanted && is_qr && !take_qr(gathering, child, error))
      return FALSE;
    if (wanted && is_text && !take_text(gathering, child, error))
      return FALSE;
    if (!wanted || is_qr || is_text)
      drop(child);
    else if (!gather(gathering, child, error))
      return FALSE;
  }
  return TRUE;
}

static void show(xmlNode *group) {
  g_autofree char *style = khoa_svg_property(group, "style");
  g_autofree char *shown = g_strconcat(style ? style : "", ";display:inline", NULL);
  xmlSetProp(group, (const xmlChar *)"style", (const xmlChar *)shown);
}

/* Editors hide layers to show others: that says nothing about the print. */
static void show_variants(xmlNode *node) {
  for (xmlNode *child = xmlFirstElementChild(node); child; child = xmlNextElementSibling(child)) {
    if (xmlHasProp(child, (const xmlChar *)"data-hotlines") ||
        xmlHasProp(child, (const xmlChar *)"data-specimen"))
      show(child);
    show_variants(child);
  }
}

/* The root with that group alone; NULL if there is none. What stands before the root in the file,
 * such as a style sheet's address, is gone. */
static xmlDoc *extract(const xmlDoc *doc, const char *id) {
  xmlNode *root = xmlDocGetRootElement((xmlDoc *)doc);
  xmlNode *group = khoa_svg_find(root, id);
  if (!group)
    return NULL;
  xmlDoc *copy = xmlNewDoc((const xmlChar *)"1.0");
  xmlNode *bare = xmlDocCopyNode(root, copy, 2);
  xmlSetProp(bare, (const xmlChar *)"overflow", (const xmlChar *)"visible");
  xmlDocSetRootElement(copy, bare);
  show(xmlAddChild(bare, xmlDocCopyNode(group, copy, 1)));
  show_variants(bare);
  return copy;
}

static char *serialise(xmlDoc *doc) {
  xmlChar *bytes = NULL;
  int length = 0;
  xmlDocDumpMemory(doc, &bytes, &length);
  char *svg = g_strndup((const char *)bytes, (gsize)length);
  xmlFree(bytes);
  return svg;
}

KhoaDrawing *khoa_drawing_new(const xmlDoc *doc, const char *name, const char *face, guint hotlines,
                              gboolean specimen, GError **error) {
  g_autoptr(KhoaDrawing) drawing = g_new0(KhoaDrawing, 1);
  drawing->texts = g_ptr_array_new_with_free_func((GDestroyNotify)khoa_text_spec_free);
  Gathering gathering = {drawing, name, hotlines, specimen};
  g_autoptr(xmlDoc) art = extract(doc, face);
  g_autoptr(xmlDoc) cut = extract(doc, "cut");
  if (!gather(&gathering, xmlDocGetRootElement(art), error))
    return NULL;
  drawing->art = serialise(art);
  drawing->cut = cut ? serialise(cut) : NULL;
  return g_steal_pointer(&drawing);
}

void khoa_drawing_free(KhoaDrawing *drawing) {
  if (!drawing)
    return;
  g_free(drawing->art);
  g_free(drawing->cut);
  g_ptr_array_unref(drawing->texts);
  g_free(drawing);
}
