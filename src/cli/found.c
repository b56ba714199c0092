#include "found.h"

#include "output.h"

#include <glib/gi18n.h>
#include <stdio.h>

static void print(const KhoaFinding *finding, gpointer data) {
  const KhoaCli *cli = data;
  if (cli->json) {
    JsonBuilder *json = khoa_json_object();
    khoa_json_text(json, "finding", khoa_finding_word(finding->kind));
    khoa_json_text(json, "object", finding->object);
    khoa_json_text(json, "what", finding->what);
    khoa_json_text(json, "remedy", finding->remedy);
    khoa_json_print(json);
    return;
  }
  static const KhoaColour colours[KHOA_FINDING_KINDS] = {
      [KHOA_FINDING_FAULT] = KHOA_RED,
      [KHOA_FINDING_UNKNOWN] = KHOA_AMBER,
      [KHOA_FINDING_REPAIRED] = KHOA_GREEN,
      [KHOA_FINDING_NOTE] = KHOA_GREY,
  };
  g_autofree char *word =
      khoa_coloured(_(khoa_finding_word(finding->kind)), colours[finding->kind]);
  g_autofree char *line = khoa_finding_line(finding);
  g_autofree char *printable = khoa_printable(line);
  printf("%s: %s\n", word, printable);
}

KhoaFindings khoa_cli_findings(KhoaCli *cli) {
  return (KhoaFindings){.visit = print, .data = cli};
}

int khoa_cli_found(const KhoaFindings *findings) {
  if (findings->counts[KHOA_FINDING_FAULT])
    return KHOA_EXIT_NO;
  return findings->counts[KHOA_FINDING_UNKNOWN] ? KHOA_EXIT_ERROR : KHOA_EXIT_YES;
}
