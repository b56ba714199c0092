/* A printer's calibration by ruler: the sheet to print and measure, and what khoa.ini is to say. */
#ifndef KHOA_OFFICE_CALIBRATE_H
#define KHOA_OFFICE_CALIBRATE_H

#include "office.h"

/* paper: as in khoa_paper_parse(); NULL: khoa.ini's. Writes a new file. */
gboolean khoa_calibrate_sheet(KhoaOffice *office, const char *paper, const char *path,
                              GError **error);
/* measured: the sheet's distances a, b, c and d, in mm. */
gboolean khoa_calibrate_solve(const KhoaOffice *office, const char *paper, const double measured[4],
                              KhoaPrinter *printer, GError **error);

#endif
