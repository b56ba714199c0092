#include "commands.h"
#include "found.h"
#include "office/doctor.h"
#include "office/secrecy.h"
#include "progress.h"

#include <glib/gi18n.h>
#include <stdio.h>

static gboolean unlock(KhoaOffice *office, gpointer data, GError **error) {
  (void)office;
  return khoa_cli_unlock_authority(data, error);
}

static gboolean check_secrecy(KhoaCli *cli, KhoaFindings *findings, GError **error) {
  return khoa_cli_unlock_privacy(cli, "doctor --secrecy", error) &&
         khoa_secrecy_check(cli->office, findings, error);
}

int khoa_cmd_doctor(KhoaCli *cli, int argc, char **argv) {
  gboolean repair = FALSE, secrecy = FALSE;
  const GOptionEntry entries[] = {
      {"repair", 0, 0, G_OPTION_ARG_NONE, &repair, N_("Make again what can be made again"), NULL},
      {"secrecy", 0, 0, G_OPTION_ARG_NONE, &secrecy,
       N_("Also look for names in the clear in every byte of the folder (article 6)"), NULL},
      G_OPTION_ENTRY_NULL};
  int status;
  if (!khoa_cli_start(cli, &argc, &argv, entries, &status))
    return status;
  GError *error = NULL;
  KhoaFindings findings = khoa_cli_findings(cli);
  cli->office = khoa_doctor_open(&cli->world, &findings, repair, &error);
  if (!cli->office)
    return khoa_cli_fail(error);
  g_auto(KhoaBar) bar;
  khoa_bar_init(&bar);
  khoa_doctor(&(KhoaDoctor){.office = cli->office,
                            .findings = &findings,
                            .repair = repair,
                            .unlock = unlock,
                            .data = cli,
                            .progress = &bar.progress});
  khoa_bar_clear(&bar);
  if (secrecy && !check_secrecy(cli, &findings, &error))
    return khoa_cli_fail(error);
  status = khoa_cli_found(&findings);
  if (!cli->json && status == KHOA_EXIT_YES)
    puts(_("the office is in order"));
  return status;
}
