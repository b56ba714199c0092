#include "calibrate.h"

#include "art/calibration.h"

static gboolean find_paper(KhoaPaper *paper, const KhoaOffice *office, const char *name,
                           GError **error) {
  return khoa_paper_parse(paper, name ? name : office->config->paper, error);
}

gboolean khoa_calibrate_sheet(KhoaOffice *office, const char *name, const char *path,
                              GError **error) {
  KhoaPaper paper;
  g_autofree char *folder = g_build_filename(office->data, "fonts", NULL);
  g_autoptr(KhoaFonts) fonts =
      find_paper(&paper, office, name, error) ? khoa_fonts_new(folder, error) : NULL;
  return fonts && khoa_calibration_write(&paper, fonts, path, error);
}

gboolean khoa_calibrate_solve(const KhoaOffice *office, const char *name, const double measured[4],
                              KhoaPrinter *printer, GError **error) {
  KhoaPaper paper;
  KhoaCorrection correction;
  const KhoaMeasured distances = {measured[0], measured[1], measured[2], measured[3]};
  if (!find_paper(&paper, office, name, error) ||
      !khoa_calibration_solve(&correction, &paper, &distances, error))
    return FALSE;
  *printer = (KhoaPrinter){correction.offset_x, correction.offset_y, correction.scale_x,
                           correction.scale_y};
  return TRUE;
}
