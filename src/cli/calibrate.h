/* A printer's calibration: the sheet to measure it by, and the lines for khoa.ini. */
#ifndef KHOA_CLI_CALIBRATE_H
#define KHOA_CLI_CALIBRATE_H

#include "cli.h"

/* As typed; NULL: not. */
typedef struct KhoaCalibrate {
  const char *paper, *printer, *measured, *output;
} KhoaCalibrate;

/* Without measured writes the sheet, with it answers; the exit status. */
int khoa_calibrate(KhoaCli *cli, const KhoaCalibrate *words);

#endif
