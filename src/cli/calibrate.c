#include "calibrate.h"

#include "office/calibrate.h"

#include <glib/gi18n.h>
#include <stdio.h>

static gboolean refuse(GError **error, const char *message) {
  g_set_error_literal(error, KHOA_CONFIG_ERROR, 0, message);
  return FALSE;
}

/* "30.5,29,150,236.5" */
static gboolean take_measured(const char *text, double measured[4], GError **error) {
  g_auto(GStrv) words = g_strsplit(text, ",", -1);
  gboolean good = g_strv_length(words) == 4;
  for (gsize i = 0; good && i < 4; i++) {
    char *end;
    measured[i] = g_ascii_strtod(words[i], &end);
    good = end != words[i] && !*end && measured[i] > 0 && measured[i] < 2000;
  }
  return good ||
         refuse(error, _("--measured takes the sheet's four distances in mm, with points and "
                         "commas between them, such as 30.5,29.5,149.5,237"));
}

/* A group's name in khoa.ini; brackets and line ends would break it. */
static gboolean is_name(const char *name) {
  return g_regex_match_simple("^[A-Za-z0-9][A-Za-z0-9._-]{0,40}$", name, G_REGEX_DOLLAR_ENDONLY, 0);
}

static gboolean answer(const KhoaCli *cli, const KhoaCalibrate *words, GError **error) {
  double measured[4];
  KhoaPrinter printer;
  char number[G_ASCII_DTOSTR_BUF_SIZE];
  if (!words->printer || !is_name(words->printer))
    return refuse(error, _("--measured goes with --printer NAME, which the printer is to have in "
                           "khoa.ini: letters, digits, points and dashes"));
  if (!take_measured(words->measured, measured, error) ||
      !khoa_calibrate_solve(cli->office, words->paper, measured, &printer, error))
    return FALSE;
  const struct {
    const char *key;
    double value;
    const char *format;
  } lines[] = {{"offset-x", printer.offset_x, "%.2f"},
               {"offset-y", printer.offset_y, "%.2f"},
               {"scale-x", printer.scale_x, "%.4f"},
               {"scale-y", printer.scale_y, "%.4f"}};
  printf("[printer %s]\n", words->printer);
  for (gsize i = 0; i < G_N_ELEMENTS(lines); i++)
    printf("%s = %s\n", lines[i].key,
           g_ascii_formatd(number, sizeof number, lines[i].format, lines[i].value));
  khoa_cli_tell(
      _("khoa: put these lines at the end of %s/khoa.ini, in place of an older [printer %s]; "
        "then: khoa print BATCH --printer %s"),
      cli->office->folder, words->printer, words->printer);
  return TRUE;
}

static gboolean write_sheet(const KhoaCli *cli, const KhoaCalibrate *words, GError **error) {
  if (!words->output)
    return refuse(error, _("where to? Give the sheet's file: -o calibration.pdf"));
  if (!khoa_calibrate_sheet(cli->office, words->paper, words->output, error))
    return FALSE;
  puts(words->output);
  return TRUE;
}

int khoa_calibrate(KhoaCli *cli, const KhoaCalibrate *words) {
  GError *error = NULL;
  gboolean done = words->measured ? answer(cli, words, &error) : write_sheet(cli, words, &error);
  return done ? KHOA_EXIT_YES : khoa_cli_fail(error);
}
