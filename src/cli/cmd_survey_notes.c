#include "commands.h"
#include "office/lookup.h"
#include "office/rounds.h"
#include "office/survey_notes.h"
#include "output.h"
#include "tag/code.h"
#include "tag/date.h"

#include <glib/gi18n.h>

typedef struct Notes {
  KhoaListing listing;
  guint closed; /* don't open */
} Notes;

static gboolean list_note(const KhoaSurveyRow *row, const char *text, gpointer data,
                          GError **error) {
  Notes *notes = data;
  const KhoaSurveyRecord *record = &row->record;
  char time[KHOA_TIME_SIZE], code[KHOA_CODE_SIZE] = "", household[16] = "";
  (void)error;
  khoa_time_print(time, record->time);
  if (record->index)
    khoa_code_print(code, record->batch, record->index);
  if (record->household)
    g_snprintf(household, sizeof household, "%u", record->household);
  notes->closed += !text;
  khoa_listing_text(&notes->listing, row->unit);
  khoa_listing_int(&notes->listing, row->surveyor);
  khoa_listing_text(&notes->listing, time);
  khoa_listing_text(&notes->listing, *record->village ? record->village : NULL);
  khoa_listing_text(&notes->listing, *household ? household : NULL);
  khoa_listing_text(&notes->listing, *code ? code : NULL);
  khoa_listing_text(&notes->listing, text);
  return TRUE;
}

int khoa_cmd_survey_notes(KhoaCli *cli, int argc, char **argv) {
  g_autofree char *unit = NULL;
  const GOptionEntry entries[] = {
      {"unit", 0, 0, G_OPTION_ARG_STRING, &unit, N_("Only this unit's"), N_("CODE")},
      G_OPTION_ENTRY_NULL};
  int status;
  if (!khoa_cli_start(cli, &argc, &argv, entries, &status))
    return status;
  GError *error = NULL;
  g_autofree char *round = khoa_round_name(cli->office, unit, argc > 1 ? argv[1] : NULL, &error);
  g_autofree char *purpose = g_strdup_printf("%s %s", cli->command->name, round ? round : "");
  if (!round || !khoa_cli_unlock_privacy(cli, purpose, &error))
    return khoa_cli_fail(error);
  Notes notes = {0};
  khoa_listing_start(&notes.listing, cli->json,
                     N_("unit surveyor time village household tag note"));
  gboolean listed = khoa_notes_each(cli->office, round, unit, list_note, &notes, &error);
  khoa_listing_end(&notes.listing);
  if (!listed)
    return khoa_cli_fail(error);
  if (notes.closed)
    khoa_cli_tell(
        _("khoa: notes that don't open with this office's privacy.key: %u; they were sealed "
          "on a phone with another office's bundle"),
        notes.closed);
  return notes.closed ? KHOA_EXIT_NO : KHOA_EXIT_YES;
}
