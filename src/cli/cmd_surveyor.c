#include "commands.h"
#include "office/surveyors.h"
#include "output.h"

#include <glib/gi18n.h>
#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#define ENROLMENT_MAX 256 /* bytes; the text has 78 */

/* What a QR scanner types, or a file: the first line. */
static gboolean read_line(char line[ENROLMENT_MAX], GError **error) {
  if (fgets(line, ENROLMENT_MAX, stdin))
    return TRUE;
  g_set_error(error, KHOA_OFFICE_ERROR, 0,
              _("nothing came from standard input: scan the QR code that the phone shows"));
  return FALSE;
}

static void tell_added(const KhoaCli *cli, const KhoaSurveyorRecord *surveyor) {
  char fingerprint[KHOA_FINGERPRINT_GROUPED_SIZE];
  khoa_fingerprint_group(fingerprint, surveyor->key);
  if (cli->json) {
    JsonBuilder *json = khoa_json_object();
    khoa_json_int(json, "surveyor", surveyor->id);
    khoa_json_text(json, "unit", surveyor->unit);
    khoa_json_text(json, "fingerprint", fingerprint);
    khoa_json_print(json);
    return;
  }
  printf(_("surveyor %" PRId64 " of unit %s, fingerprint %s\n"), surveyor->id, surveyor->unit,
         fingerprint);
  khoa_cli_tell(
      _("Call the surveyor and compare the fingerprint with the one on the phone. If it is "
        "another: 'khoa surveyor remove %" PRId64 "'."),
      surveyor->id);
}

int khoa_cmd_surveyor_add(KhoaCli *cli, int argc, char **argv) {
  g_autofree char *unit = NULL, *name = NULL;
  const GOptionEntry entries[] = {
      {"unit", 0, 0, G_OPTION_ARG_STRING, &unit, N_("For which unit the phone surveys"),
       N_("CODE")},
      {"name", 0, 0, G_OPTION_ARG_STRING, &name, N_("Whose phone it is"), N_("NAME")},
      G_OPTION_ENTRY_NULL};
  int status;
  if (!khoa_cli_start(cli, &argc, &argv, entries, &status))
    return status;
  GError *error = NULL;
  char line[ENROLMENT_MAX];
  if (!unit || !name) {
    g_set_error(&error, KHOA_OFFICE_ERROR, 0, _("say whose phone it is: --unit CODE --name NAME"));
    return khoa_cli_fail(error);
  }
  gboolean input = strcmp(argv[1], "-") == 0;
  g_autoptr(KhoaSurveyorRecord) surveyor =
      !input || read_line(line, &error)
          ? khoa_surveyor_add(cli->office, input ? line : argv[1], unit, name, &error)
          : NULL;
  if (!surveyor)
    return khoa_cli_fail(error);
  tell_added(cli, surveyor);
  return KHOA_EXIT_YES;
}

static void list_day(KhoaListing *listing, gint64 time) {
  g_autofree char *day = time ? khoa_office_day(time) : NULL;
  khoa_listing_text(listing, day);
}

static void list_surveyor(KhoaListing *listing, const KhoaSurveyorRecord *surveyor) {
  char fingerprint[KHOA_FINGERPRINT_GROUPED_SIZE];
  khoa_fingerprint_group(fingerprint, surveyor->key);
  khoa_listing_int(listing, surveyor->id);
  khoa_listing_text(listing, surveyor->unit);
  khoa_listing_text(listing, surveyor->desk ? NULL : fingerprint);
  list_day(listing, surveyor->added);
  list_day(listing, surveyor->removed);
  khoa_listing_int(listing, surveyor->files);
  khoa_listing_int(listing, surveyor->records);
  khoa_listing_text(listing, surveyor->name);
}

int khoa_cmd_surveyor_list(KhoaCli *cli, int argc, char **argv) {
  g_autofree char *unit = NULL;
  const GOptionEntry entries[] = {
      {"unit", 0, 0, G_OPTION_ARG_STRING, &unit, N_("Only this unit's"), N_("CODE")},
      G_OPTION_ENTRY_NULL};
  int status;
  if (!khoa_cli_start(cli, &argc, &argv, entries, &status))
    return status;
  GError *error = NULL;
  g_autoptr(GPtrArray) surveyors = khoa_surveyor_list(cli->office->db, unit, &error);
  if (!surveyors)
    return khoa_cli_fail(error);
  KhoaListing listing;
  khoa_listing_start(&listing, cli->json,
                     N_("surveyor unit fingerprint added removed files records name"));
  for (guint i = 0; i < surveyors->len; i++)
    list_surveyor(&listing, g_ptr_array_index(surveyors, i));
  khoa_listing_end(&listing);
  return KHOA_EXIT_YES;
}

int khoa_cmd_surveyor_remove(KhoaCli *cli, int argc, char **argv) {
  g_autofree char *reason = NULL;
  const GOptionEntry entries[] = {
      {"reason", 0, 0, G_OPTION_ARG_STRING, &reason, N_("For the log; name no person"), N_("TEXT")},
      G_OPTION_ENTRY_NULL};
  int status;
  if (!khoa_cli_start(cli, &argc, &argv, entries, &status))
    return status;
  GError *error = NULL;
  g_autoptr(KhoaSurveyorRecord) surveyor =
      khoa_surveyor_remove(cli->office, argv[1], reason ? reason : "", &error);
  if (!surveyor)
    return khoa_cli_fail(error);
  if (cli->json) {
    JsonBuilder *json = khoa_json_object();
    khoa_json_int(json, "surveyor", surveyor->id);
    khoa_json_text(json, "outcome", "removed");
    khoa_json_print(json);
  } else {
    printf(_("surveyor %" PRId64 " is removed: files that the phone makes from now on are "
             "refused\n"),
           surveyor->id);
  }
  return KHOA_EXIT_YES;
}
