#include "leaflet.h"

#include "art/press.h"
#include "artwork.h"
#include "printed_text.h"
#include "reg/unit.h"

#include <glib/gi18n.h>
#include <string.h>

char *khoa_leaflet_path(const KhoaOffice *office, const char *unit, const char *layout) {
  g_autofree char *base = g_path_get_basename(layout);
  if (g_str_has_suffix(base, ".svg"))
    base[strlen(base) - strlen(".svg")] = '\0';
  g_autofree char *name = g_strdup_printf("%s-%s.pdf", base, unit);
  return g_build_filename(office->folder, "reports", name, NULL);
}

static KhoaLayout *load(KhoaOffice *office, const char *name, GError **error) {
  g_autoptr(KhoaArtwork) artwork = khoa_artwork_find(office, name, error);
  g_autoptr(KhoaLayout) layout =
      artwork ? khoa_layout_new(artwork->svg, strlen(artwork->svg), artwork->name, error) : NULL;
  if (!layout || !khoa_layout_is_tag(layout))
    return g_steal_pointer(&layout);
  g_set_error(error, KHOA_OFFICE_ERROR, 0,
              _("%s is a layout for a %s: take one for a leaflet or poster"), artwork->name,
              khoa_layout_kind(layout));
  return NULL;
}

static KhoaTagFaces *lay_out(KhoaOffice *office, const KhoaUnitRecord *unit,
                             const KhoaLayout *layout, KhoaFonts *fonts, GError **error) {
  g_autoptr(KhoaHotlinesRecord) hotlines = khoa_printed_hotlines(office, unit->code, error);
  if (!hotlines)
    return NULL;
  g_autofree char *day = khoa_office_today(office);
  g_auto(KhoaPrintedText) printed;
  khoa_printed_text_init(&printed, office->config->name, unit->name, day, hotlines);
  return khoa_tag_faces_new(layout, fonts, &printed.text, NULL, error);
}

static gboolean nothing_of_its_own(guint64 n, KhoaPressTag *tag, gpointer data, GError **error) {
  (void)n, (void)tag, (void)data, (void)error;
  return TRUE;
}

static gboolean print(KhoaOffice *office, const KhoaUnitRecord *unit, const KhoaLayout *layout,
                      const char *path, GError **error) {
  g_autofree char *folder = g_build_filename(office->data, "fonts", NULL);
  g_autofree char *day = khoa_office_today(office);
  g_autofree char *date = g_strdup_printf("%sT00:00:00+07:00", day);
  g_autofree char *title = g_strdup_printf("%s · %s", khoa_layout_name(layout), unit->name);
  g_autoptr(KhoaFonts) fonts = khoa_fonts_new(folder, error);
  g_autoptr(KhoaTagFaces) faces = fonts ? lay_out(office, unit, layout, fonts, error) : NULL;
  KhoaPaper paper;
  KhoaSheet sheet;
  if (!faces || !khoa_paper_parse(&paper, "roll", error) ||
      !khoa_sheet_plan(&sheet, &paper, khoa_layout_width(layout), khoa_layout_height(layout),
                       khoa_layout_bleed(layout), &(KhoaSheetOptions){0}, error))
    return FALSE;
  const KhoaPressJob job = {
      .sheet = &sheet,
      .faces = faces,
      .face = KHOA_FACE_FRONT,
      .fonts = fonts,
      .count = 1,
      .source = nothing_of_its_own,
      .title = title,
      .keywords = "khoa leaflet",
      .date = date,
  };
  return khoa_press_write(&job, path, error);
}

gboolean khoa_leaflet_write(KhoaOffice *office, const char *unit, const char *name,
                            const char *path, GError **error) {
  g_autoptr(KhoaUnitRecord) record = khoa_unit_get(office->db, unit, error);
  g_autoptr(KhoaLayout) layout = record ? load(office, name, error) : NULL;
  return layout && print(office, record, layout, path, error);
}
