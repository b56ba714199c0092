/* Takes one face out of a layout's tree: what isn't wanted is cut away, what khoa draws itself is
 * gathered, and the shapes that are left are for librsvg. */
#include "drawing.h"
#include "textspec.h"
#include "transform.h"

#include <glib/gi18n.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

typedef struct Gathering {
  KhoaDrawing *drawing;
  guint hotlines;
  gboolean specimen;
  KhoaLayoutFaults *faults;
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

static gboolean get_length(const xmlNode *node, const char *property, double *length,
                           KhoaLayoutFaults *faults) {
  g_autofree char *value = khoa_svg_property(node, property);
  if (value && khoa_svg_number(value, "px", length))
    return TRUE;
  return khoa_svg_fault(faults, node, _("%s is %s: give it in mm, without a unit"), property,
                        value ? value : _("missing"));
}

static gboolean get_qr(const xmlNode *node, KhoaBox *qr, KhoaLayoutFaults *faults) {
  double scale, dx, dy;
  if (!khoa_svg_is(node, "rect"))
    return khoa_svg_fault(faults, node, _("must be a <rect>: the QR code's place"));
  if (!get_length(node, "x", &qr->x, faults) || !get_length(node, "y", &qr->y, faults) ||
      !get_length(node, "width", &qr->width, faults) ||
      !get_length(node, "height", &qr->height, faults) ||
      !khoa_svg_placed(node, &scale, &dx, &dy, faults))
    return FALSE;
  *qr = (KhoaBox){scale * qr->x + dx, scale * qr->y + dy, scale * qr->width, scale * qr->height};
  return fabs(qr->width - qr->height) <= 0.01 ||
         khoa_svg_fault(faults, node, _("is %.2f x %.2f mm: make it a square"), qr->width,
                        qr->height);
}

static void take_qr(Gathering *gathering, const xmlNode *node) {
  KhoaDrawing *drawing = gathering->drawing;
  drawing->has_qr = TRUE;
  drawing->qr_line = xmlGetLineNo(node);
  drawing->qr_faulty = !get_qr(node, &drawing->qr, gathering->faults);
}

static void take_shape(Gathering *gathering, xmlNode *node) {
  GPtrArray *shapes = gathering->drawing->shapes;
  KhoaShape *shape = g_new(KhoaShape, 1);
  *shape = (KhoaShape){xmlGetLineNo(node), khoa_svg_describe(node),
                       g_strdup_printf("#shape-%u", shapes->len)};
  xmlSetProp(node, (const xmlChar *)"id", (const xmlChar *)shape->id + 1);
  g_ptr_array_add(shapes, shape);
}

static void gather(Gathering *gathering, xmlNode *node) {
  for (xmlNode *child = xmlFirstElementChild(node), *next; child; child = next) {
    next = xmlNextElementSibling(child);
    g_autofree char *id = khoa_svg_property(child, "id");
    gboolean is_qr = g_strcmp0(id, "qr") == 0, is_text = khoa_svg_is(child, "text");
    gboolean wanted = is_wanted(gathering, child);
    if (wanted && is_qr)
      take_qr(gathering, child);
    else if (wanted && is_text)
      g_ptr_array_add(gathering->drawing->texts, khoa_text_spec_new(child, gathering->faults));
    if (!wanted || is_qr || is_text) {
      drop(child);
    } else if (khoa_svg_is(child, "g")) {
      xmlUnsetProp(child, (const xmlChar *)"id"); /* so that a shape's is nobody else's */
      gather(gathering, child);
    } else {
      take_shape(gathering, child);
    }
  }
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

static void shape_free(gpointer data) {
  KhoaShape *shape = data;
  g_free(shape->what);
  g_free(shape->id);
  g_free(shape);
}

KhoaDrawing *khoa_drawing_new(const xmlDoc *doc, const char *face, guint hotlines,
                              gboolean specimen, KhoaLayoutFaults *faults) {
  KhoaDrawing *drawing = g_new0(KhoaDrawing, 1);
  drawing->shapes = g_ptr_array_new_with_free_func(shape_free);
  drawing->texts = g_ptr_array_new_with_free_func((GDestroyNotify)khoa_text_spec_free);
  Gathering gathering = {drawing, hotlines, specimen, faults};
  g_autoptr(xmlDoc) art = extract(doc, face), cut = extract(doc, "cut");
  gather(&gathering, xmlFirstElementChild(xmlDocGetRootElement(art)));
  drawing->art = serialise(art);
  drawing->cut = cut ? serialise(cut) : NULL;
  return drawing;
}

void khoa_drawing_free(KhoaDrawing *drawing) {
  if (!drawing)
    return;
  g_free(drawing->art);
  g_free(drawing->cut);
  g_ptr_array_unref(drawing->shapes);
  g_ptr_array_unref(drawing->texts);
  g_free(drawing);
}
