#include "commands.h"
#include "office/file.h"
#include "office/patrol.h"
#include "office/patrol_duty.h"
#include "output.h"

#include <glib/gi18n.h>
#include <inttypes.h>
#include <stdio.h>
#include <string.h>

/* Options as they are typed. */
typedef struct Typed {
  char *unit, *date, *time, *leader, *villages, *reached, *findings;
  char **members;
} Typed;

static void typed_clear(Typed *typed) {
  char *texts[] = {typed->unit,     typed->date,    typed->time,    typed->leader,
                   typed->villages, typed->reached, typed->findings};
  for (gsize i = 0; i < G_N_ELEMENTS(texts); i++)
    g_free(texts[i]);
  g_strfreev(typed->members);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Typed, typed_clear)

/* Each role's names, with ';' between them, as a list's row has them. */
static gboolean sort_members(char **typed, char *members[KHOA_ROLES], GError **error) {
  for (; typed && *typed; typed++) {
    const char *colon = strchr(*typed, ':');
    g_autofree char *word = colon ? g_strndup(*typed, (gsize)(colon - *typed)) : NULL;
    const KhoaRole role = word ? khoa_role_parse(word) : KHOA_ROLE_NONE;
    if (role < KHOA_ROLE_POLICEMAN) {
      g_set_error(error, KHOA_OFFICE_ERROR, 0,
                  _("--member takes ROLE:NAME, with policeman, village-head, militia-head or other "
                    "for ROLE"));
      return FALSE;
    }
    char *before = members[role];
    members[role] = g_strconcat(before ? before : "", before ? ";" : "", colon + 1, NULL);
    g_free(before);
  }
  return TRUE;
}

static gboolean read_findings(const char *path, char **findings, GError **error) {
  gsize length = 0;
  if (!path)
    return TRUE;
  if (strcmp(path, "-") != 0) {
    if (!khoa_file_read(path, KHOA_FIELD_BYTES_MAX, findings, &length, error))
      return FALSE;
  } else {
    *findings = g_malloc0(KHOA_FIELD_BYTES_MAX + 1);
    length = fread(*findings, 1, KHOA_FIELD_BYTES_MAX, stdin);
    if (ferror(stdin) || (length == KHOA_FIELD_BYTES_MAX && fgetc(stdin) != EOF)) {
      g_set_error(error, KHOA_OFFICE_ERROR, 0,
                  _("the findings can't be read, or are longer than %d bytes: shorten them"),
                  KHOA_FIELD_BYTES_MAX);
      return FALSE;
    }
  }
  if (strlen(*findings) == length)
    return TRUE;
  g_set_error(error, KHOA_OFFICE_ERROR, 0, _("the findings are no text: give them in UTF-8"));
  return FALSE;
}

static const char *outcome_of(const KhoaImported *imported) {
  return imported->added ? N_("added") : imported->updated ? N_("updated") : N_("unchanged");
}

static gboolean tell_lacking(const KhoaPatrolView *view, gpointer time, GError **error) {
  g_autofree char *lacks = khoa_patrol_lacks(view->patrol);
  (void)error;
  if (lacks && strcmp(view->patrol->time, time) == 0)
    khoa_cli_tell(_("khoa: the patrol falls short: %s"), lacks);
  return TRUE;
}

static gboolean tell(const KhoaCli *cli, const Typed *typed, const KhoaImported *imported,
                     GError **error) {
  char day[KHOA_DAY_SIZE], time[KHOA_TIME_OF_DAY_SIZE];
  KhoaPeriod period;
  khoa_day_parse(day, typed->date);
  khoa_time_of_day_parse(time, typed->time);
  if (cli->json) {
    JsonBuilder *json = khoa_json_object();
    khoa_json_int(json, "number", imported->patrol);
    khoa_json_text(json, "unit", typed->unit);
    khoa_json_text(json, "date", day);
    khoa_json_text(json, "time", time);
    khoa_json_text(json, "outcome", outcome_of(imported));
    khoa_json_print(json);
  } else {
    printf(_("patrol %" PRId64 " of unit %s on %s at %s: %s\n"), imported->patrol, typed->unit, day,
           time, _(outcome_of(imported)));
  }
  return khoa_period_parse(&period, day, error) &&
         khoa_patrol_view(cli->office, typed->unit, &period, tell_lacking, time, error);
}

static gboolean add(const KhoaCli *cli, const Typed *typed, char *members[KHOA_ROLES],
                    char **findings, GError **error) {
  KhoaImported imported;
  if (!typed->unit) {
    g_set_error(error, KHOA_OFFICE_ERROR, 0,
                _("which commune's patrol it was is missing: give --unit"));
    return FALSE;
  }
  if (!sort_members(typed->members, members, error) ||
      !read_findings(typed->findings, findings, error))
    return FALSE;
  KhoaPatrolText text = {.date = typed->date,
                         .time = typed->time,
                         .leader = typed->leader,
                         .villages = typed->villages,
                         .reached = typed->reached,
                         .findings = *findings};
  for (KhoaRole role = KHOA_ROLE_NONE; role < KHOA_ROLES; role++)
    text.members[role] = members[role];
  if (!khoa_patrol_add(cli->office, &text, typed->unit, &imported, error))
    return FALSE;
  khoa_imported_clear(&imported);
  return tell(cli, typed, &imported, error);
}

int khoa_cmd_patrol_add(KhoaCli *cli, int argc, char **argv) {
  g_auto(Typed) typed = {0};
  const GOptionEntry entries[] = {
      {"unit", 0, 0, G_OPTION_ARG_STRING, &typed.unit, N_("The commune"), N_("CODE")},
      {"date", 0, 0, G_OPTION_ARG_STRING, &typed.date, N_("As 2026-11-23 or 23/11/2026"),
       N_("DATE")},
      {"time", 0, 0, G_OPTION_ARG_STRING, &typed.time, N_("When it began, as 19:30 or 19h30"),
       N_("TIME")},
      {"leader", 0, 0, G_OPTION_ARG_STRING, &typed.leader, N_("The committee's head or a deputy"),
       N_("NAME")},
      {"member", 0, 0, G_OPTION_ARG_STRING_ARRAY, &typed.members, N_("Who went along"),
       N_("ROLE:NAME")},
      {"villages", 0, 0, G_OPTION_ARG_STRING, &typed.villages, N_("Villages or route"), N_("TEXT")},
      {"reached", 0, 0, G_OPTION_ARG_STRING, &typed.reached, N_("How many people were spoken to"),
       "N"},
      {"findings", 0, 0, G_OPTION_ARG_FILENAME, &typed.findings,
       N_("What was found: a file of text, '-' for standard input"), N_("FILE")},
      G_OPTION_ENTRY_NULL};
  int status;
  if (!khoa_cli_start(cli, &argc, &argv, entries, &status))
    return status;
  GError *error = NULL;
  char *members[KHOA_ROLES] = {NULL}, *findings = NULL;
  gboolean added = add(cli, &typed, members, &findings, &error);
  for (KhoaRole role = KHOA_ROLE_NONE; role < KHOA_ROLES; role++)
    g_free(members[role]);
  if (findings)
    explicit_bzero(findings, strlen(findings));
  g_free(findings);
  return added ? KHOA_EXIT_YES : khoa_cli_fail(error);
}
