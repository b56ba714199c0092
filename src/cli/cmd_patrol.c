#include "commands.h"
#include "imported.h"
#include "number.h"
#include "office/patrol.h"
#include "office/patrol_duty.h"
#include "output.h"

#include <glib/gi18n.h>
#include <inttypes.h>
#include <stdio.h>

int khoa_cmd_patrol_import(KhoaCli *cli, int argc, char **argv) {
  g_autofree char *unit = NULL;
  gboolean dry_run = FALSE;
  const GOptionEntry entries[] = {
      {"unit", 0, 0, G_OPTION_ARG_STRING, &unit, N_("The unit of a list without that column"),
       N_("CODE")},
      {"dry-run", 0, 0, G_OPTION_ARG_NONE, &dry_run, N_("Only say what would change"), NULL},
      G_OPTION_ENTRY_NULL};
  int status;
  if (!khoa_cli_start(cli, &argc, &argv, entries, &status))
    return status;
  GError *error = NULL;
  KhoaImported imported;
  if (!khoa_import_patrols(cli->office, argv[1], unit, dry_run, &imported, &error))
    return khoa_cli_fail(error);
  return khoa_imported_tell(cli, &imported, argv[1], _("patrols"), dry_run);
}

static gboolean list_patrol(const KhoaPatrolView *view, gpointer data, GError **error) {
  KhoaListing *rows = data;
  const KhoaPatrolRecord *patrol = view->patrol;
  const GDate monday = khoa_week_of(patrol->day);
  char week[KHOA_WEEK_SIZE];
  g_autofree char *lacks = khoa_patrol_lacks(patrol);
  (void)error;
  khoa_week_print(week, &monday);
  khoa_listing_int(rows, patrol->id);
  khoa_listing_text(rows, patrol->unit);
  khoa_listing_text(rows, week);
  khoa_listing_text(rows, patrol->day);
  khoa_listing_text(rows, patrol->time);
  khoa_listing_int(rows, patrol->reached);
  khoa_listing_text(rows, lacks);
  if (!view->person)
    return TRUE;
  khoa_listing_text(rows, view->person->head);
  khoa_listing_text(rows, view->members);
  khoa_listing_text(rows, view->person->address);
  khoa_listing_text(rows, view->person->remarks);
  return TRUE;
}

/* The one that is named, else the month of today. */
static gboolean get_period(const KhoaCli *cli, const char *text, KhoaPeriod *period,
                           GError **error) {
  g_autofree char *today = khoa_office_today(cli->office);
  khoa_period_month_of(period, today);
  return !text || khoa_period_parse(period, text, error);
}

#define COLUMNS N_("number unit week date time reached lacks")
#define NAMES N_("number unit week date time reached lacks leader members villages findings")

int khoa_cmd_patrol_list(KhoaCli *cli, int argc, char **argv) {
  g_autofree char *unit = NULL;
  gboolean names = FALSE;
  const GOptionEntry entries[] = {
      {"unit", 0, 0, G_OPTION_ARG_STRING, &unit, N_("Only this unit's"), N_("CODE")},
      {"names", 0, 0, G_OPTION_ARG_NONE, &names, N_("With people, route and findings"), NULL},
      G_OPTION_ENTRY_NULL};
  int status;
  if (!khoa_cli_start(cli, &argc, &argv, entries, &status))
    return status;
  GError *error = NULL;
  KhoaPeriod period;
  if (!get_period(cli, argc > 1 ? argv[1] : NULL, &period, &error) ||
      (names && !khoa_cli_unlock_privacy(cli, cli->command->name, &error)))
    return khoa_cli_fail(error);
  KhoaListing rows;
  khoa_listing_start(&rows, cli->json, names ? NAMES : COLUMNS);
  gboolean listed = khoa_patrol_view(cli->office, unit, &period, list_patrol, &rows, &error);
  khoa_listing_end(&rows);
  return listed ? KHOA_EXIT_YES : khoa_cli_fail(error);
}

int khoa_cmd_patrol_strike(KhoaCli *cli, int argc, char **argv) {
  g_autofree char *reason = NULL;
  const GOptionEntry entries[] = {
      {"reason", 0, 0, G_OPTION_ARG_STRING, &reason, N_("For the log; name no person"), N_("TEXT")},
      G_OPTION_ENTRY_NULL};
  int status;
  gint64 number = 0;
  if (!khoa_cli_start(cli, &argc, &argv, entries, &status))
    return status;
  GError *error = NULL;
  if (!khoa_cli_number(_("NUMBER"), argv[1], 1, G_MAXINT64, &number, &error) ||
      !khoa_patrol_strike_out(cli->office, number, reason ? reason : "", &error))
    return khoa_cli_fail(error);
  if (cli->json) {
    JsonBuilder *json = khoa_json_object();
    khoa_json_int(json, "number", number);
    khoa_json_text(json, "outcome", "struck");
    khoa_json_print(json);
  } else {
    printf(_("patrol %" PRId64 " struck out\n"), number);
  }
  return KHOA_EXIT_YES;
}

typedef struct Status {
  KhoaListing rows;
  gboolean all;
  guint weeks, shortfalls;
} Status;

static gboolean list_week(const KhoaPatrolWeek *week, gpointer data, GError **error) {
  Status *status = data;
  (void)error;
  status->weeks += week->due && week->over;
  status->shortfalls += week->what != NULL;
  if (!week->what && !status->all)
    return TRUE;
  khoa_listing_text(&status->rows, week->unit);
  khoa_listing_text(&status->rows, week->week);
  khoa_listing_int(&status->rows, week->patrols);
  khoa_listing_int(&status->rows, week->complete);
  khoa_listing_bool(&status->rows, week->due);
  khoa_listing_bool(&status->rows, week->over);
  khoa_listing_text(&status->rows, week->what);
  return TRUE;
}

int khoa_cmd_patrol_status(KhoaCli *cli, int argc, char **argv) {
  g_autofree char *unit = NULL;
  Status found = {0};
  const GOptionEntry entries[] = {
      {"unit", 0, 0, G_OPTION_ARG_STRING, &unit, N_("Only this unit's"), N_("CODE")},
      {"all", 0, 0, G_OPTION_ARG_NONE, &found.all, N_("Weeks too in which nothing falls short"),
       NULL},
      G_OPTION_ENTRY_NULL};
  int status;
  if (!khoa_cli_start(cli, &argc, &argv, entries, &status))
    return status;
  GError *error = NULL;
  KhoaPeriod period;
  if (!get_period(cli, argc > 1 ? argv[1] : NULL, &period, &error))
    return khoa_cli_fail(error);
  khoa_listing_start(&found.rows, cli->json, N_("unit week patrols complete due over short"));
  gboolean listed = khoa_patrol_weeks(cli->office, unit, &period, list_week, &found, &error);
  khoa_listing_end(&found.rows);
  if (!listed)
    return khoa_cli_fail(error);
  khoa_cli_tell(found.shortfalls ? _("%u weeks of communes looked at, %u entries fall short")
                                 : _("%u weeks of communes looked at, all as they should be"),
                found.weeks, found.shortfalls);
  return found.shortfalls ? KHOA_EXIT_NO : KHOA_EXIT_YES;
}
