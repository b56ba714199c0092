#include "commands.h"
#include "number.h"
#include "office/lookup.h"
#include "office/survey_rounds.h"
#include "output.h"
#include "tag/survey.h"

#include <glib/gi18n.h>
#include <stdio.h>

static gboolean check_units(const char *unit, gboolean all, GError **error) {
  if (!unit == !all)
    g_set_error(error, KHOA_OFFICE_ERROR, 0, _("say for whom: either --unit CODE or --all"));
  return !unit != !all;
}

static void tell(const KhoaCli *cli, const char *round, gboolean open, guint changed) {
  if (cli->json) {
    JsonBuilder *json = khoa_json_object();
    khoa_json_text(json, "round", round);
    khoa_json_text(json, "outcome", open ? "open" : "closed");
    khoa_json_int(json, "changed", changed);
    khoa_json_print(json);
  } else if (changed) {
    printf(open ? ngettext("%s is open for %u unit\n", "%s is open for %u units\n", changed)
                : ngettext("%s is closed for %u unit\n", "%s is closed for %u units\n", changed),
           round, changed);
  } else {
    printf(open ? _("%s was open before, nothing changed\n")
                : _("%s was closed before, nothing changed\n"),
           round);
  }
}

static int set_round(KhoaCli *cli, int argc, char **argv, gboolean open) {
  g_autofree char *unit = NULL;
  gboolean all = FALSE;
  const GOptionEntry entries[] = {
      {"unit", 0, 0, G_OPTION_ARG_STRING, &unit, N_("For this unit"), N_("CODE")},
      {"all", 0, 0, G_OPTION_ARG_NONE, &all, N_("For every unit"), NULL},
      G_OPTION_ENTRY_NULL};
  int status;
  if (!khoa_cli_start(cli, &argc, &argv, entries, &status))
    return status;
  GError *error = NULL;
  guint changed;
  if (!check_units(unit, all, &error) ||
      !khoa_round_set(cli->office, unit, argv[1], open, &changed, &error))
    return khoa_cli_fail(error);
  tell(cli, argv[1], open, changed);
  if (open && changed)
    khoa_cli_tell(_("Phones learn of it by the next 'khoa bundle export'."));
  return KHOA_EXIT_YES;
}

int khoa_cmd_survey_open(KhoaCli *cli, int argc, char **argv) {
  return set_round(cli, argc, argv, TRUE);
}

int khoa_cmd_survey_close(KhoaCli *cli, int argc, char **argv) {
  return set_round(cli, argc, argv, FALSE);
}

static gboolean edit(KhoaCli *cli, const char *name, gint64 retire, GError **error) {
  gint64 id;
  gboolean changed;
  return (!name || khoa_weakness_add(cli->office, name, &id, error)) &&
         (!retire || khoa_weakness_drop(cli->office, retire, &changed, error));
}

int khoa_cmd_survey_weakness(KhoaCli *cli, int argc, char **argv) {
  g_autofree char *name = NULL, *retire = NULL;
  const GOptionEntry entries[] = {
      {"add", 0, 0, G_OPTION_ARG_STRING, &name, N_("One more, or a retired one again"), N_("TEXT")},
      {"retire", 0, 0, G_OPTION_ARG_STRING, &retire, N_("No longer offered; records keep it"), "N"},
      G_OPTION_ENTRY_NULL};
  int status;
  if (!khoa_cli_start(cli, &argc, &argv, entries, &status))
    return status;
  GError *error = NULL;
  gint64 id = 0;
  g_autoptr(GPtrArray) list =
      khoa_cli_number("--retire", retire, 1, KHOA_WEAKNESS_MAX, &id, &error) &&
              edit(cli, name, id, &error)
          ? khoa_weakness_list(cli->office->db, &error)
          : NULL;
  if (!list)
    return khoa_cli_fail(error);
  KhoaListing listing;
  khoa_listing_start(&listing, cli->json, N_("number retired name"));
  for (guint i = 0; i < list->len; i++) {
    const KhoaWeaknessRecord *weakness = g_ptr_array_index(list, i);
    khoa_listing_int(&listing, weakness->id);
    khoa_listing_bool(&listing, weakness->retired);
    khoa_listing_text(&listing, weakness->name);
  }
  khoa_listing_end(&listing);
  return KHOA_EXIT_YES;
}
