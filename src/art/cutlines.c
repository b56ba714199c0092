#include "cutlines.h"

#include <glib/gi18n.h>
#include <string.h>

static gboolean is_painted(const xmlNode *node, const char *property, const char *initial) {
  g_autofree char *value = khoa_svg_inherited(node, property);
  return strcmp(value ? value : initial, "none") != 0;
}

static void check_line(const xmlNode *node, KhoaLayoutFaults *faults) {
  if (khoa_svg_is(node, "text") || khoa_svg_is(node, "image"))
    khoa_svg_fault(faults, node, _("no cutter can follow it: move it to a face"));
  else if (!is_painted(node, "stroke", "none"))
    khoa_svg_fault(faults, node, _("has no stroke, so that nothing would be cut: give it one"));
  else if (is_painted(node, "fill", "black"))
    khoa_svg_fault(faults, node, _("is filled: a cut line is a line alone, so set fill to none"));
}

void khoa_cut_lines_check(const xmlNode *cut, KhoaLayoutFaults *faults) {
  for (xmlNode *n = xmlFirstElementChild((xmlNode *)cut); n; n = xmlNextElementSibling(n)) {
    if (khoa_svg_is(n, "g"))
      khoa_cut_lines_check(n, faults);
    else
      check_line(n, faults);
  }
}
