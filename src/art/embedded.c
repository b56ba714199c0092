#include "embedded.h"

#include "qr/picture.h"
#include "transform.h"

#include <glib/gi18n.h>
#include <math.h>
#include <string.h>

#define MM_AN_INCH 25.4

static const char *const starts[] = {"data:image/png;base64,", "data:image/jpeg;base64,",
                                     "data:image/jpg;base64,"};

static const char *base64_of(const char *href) {
  for (gsize i = 0; i < G_N_ELEMENTS(starts); i++)
    if (g_str_has_prefix(href, starts[i]))
      return href + strlen(starts[i]);
  return NULL;
}

gboolean khoa_embedded_is(const char *href) {
  return base64_of(href) != NULL;
}

/* Of the one link that there is, be it SVG 1.1's xlink:href or SVG 2's href; NULL if there are two,
 * since drawing programs differ in which they take. */
static char *only_link(const xmlNode *image) {
  const xmlAttr *only = NULL;
  guint links = 0;
  for (const xmlAttr *a = image->properties; a; a = a->next)
    if (strcmp((const char *)a->name, "href") == 0) {
      only = a;
      links++;
    }
  if (links != 1)
    return NULL;
  xmlChar *value = xmlNodeListGetString(image->doc, only->children, 1);
  char *link = g_strdup((const char *)value);
  xmlFree(value);
  return link;
}

static KhoaPicture *decode(const xmlNode *image, KhoaLayoutFaults *faults) {
  g_autofree char *href = only_link(image), *what = khoa_svg_describe(image);
  const char *base64 = href ? base64_of(href) : NULL;
  if (!base64) {
    khoa_svg_fault(faults, image, _("holds no picture, or two: embed one PNG or JPEG"));
    return NULL;
  }
  gsize length;
  g_autofree guint8 *bytes = g_base64_decode(base64, &length);
  GError *error = NULL;
  KhoaPicture *picture = khoa_picture_parse(bytes, length, _("the picture"), &error);
  if (!picture)
    khoa_layout_fault_take(faults, xmlGetLineNo(image), what, error);
  return picture;
}

static gboolean check_form(const xmlNode *image, const KhoaPicture *picture, guint64 *pixels,
                           KhoaLayoutFaults *faults) {
  *pixels += (guint64)picture->width * (guint64)picture->height;
  if (*pixels > KHOA_EMBEDDED_PIXELS_MAX)
    return khoa_svg_fault(faults, image,
                          _("a layout's pictures may have %d megapixels together: "
                            "make them smaller"),
                          KHOA_EMBEDDED_PIXELS_MAX >> 20);
  return !picture->transparent ||
         khoa_svg_fault(faults, image,
                        _("the picture is transparent: lay it on its ground and save it without"));
}

static gboolean get_side(const xmlNode *image, const char *side, double *mm,
                         KhoaLayoutFaults *faults) {
  g_autofree char *value = khoa_svg_property(image, side);
  if (value && khoa_svg_number(value, "px", mm) && *mm > 0)
    return TRUE;
  return khoa_svg_fault(faults, image, _("%s is %s: give it in mm, without a unit"), side,
                        value ? value : _("missing"));
}

/* Pixels an inch where they are fewest. SVG 1.1, 7.8: unless it is stretched, a picture keeps its
 * shape within its width and height, or beyond them if it is to be sliced. */
static gboolean placed_dpi(const xmlNode *image, const KhoaPicture *picture, double *dpi,
                           KhoaLayoutFaults *faults) {
  double width, height;
  cairo_matrix_t m;
  if (!get_side(image, "width", &width, faults) || !get_side(image, "height", &height, faults) ||
      !khoa_svg_matrix(image, &m, faults))
    return FALSE;
  g_autofree char *fit = khoa_svg_property(image, "preserveAspectRatio");
  double across = width / picture->width, down = height / picture->height; /* units a pixel */
  if (!fit || !strstr(fit, "none"))
    across = down = fit && strstr(fit, "slice") ? fmax(across, down) : fmin(across, down);
  double pixel = fmax(across * hypot(m.xx, m.yx), down * hypot(m.xy, m.yy));
  *dpi = MM_AN_INCH / pixel;
  return TRUE;
}

gboolean khoa_embedded_check(const xmlNode *image, guint64 *pixels, KhoaLayoutFaults *faults) {
  g_autoptr(KhoaPicture) picture = decode(image, faults);
  double dpi;
  if (!picture || !check_form(image, picture, pixels, faults) ||
      !placed_dpi(image, picture, &dpi, faults))
    return FALSE;
  if (dpi >= KHOA_PICTURE_DPI_MIN - 0.5 || !khoa_layout_faults_ruled(faults))
    return TRUE;
  return khoa_svg_fault(faults, image,
                        _("%d x %d pixels are %.0f dpi at this size, and print needs %d: take a "
                          "larger picture, or make it %.0f %% as large"),
                        picture->width, picture->height, dpi, KHOA_PICTURE_DPI_MIN,
                        floor(100 * dpi / KHOA_PICTURE_DPI_MIN));
}
