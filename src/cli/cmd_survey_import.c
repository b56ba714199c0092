#include "commands.h"
#include "office/survey_import.h"
#include "output.h"

#include <glib/gi18n.h>
#include <inttypes.h>
#include <stdio.h>

/* What a file's import tells: numbers, each with its words. */
typedef struct Count {
  const char *key, *one, *more; /* the words; NULL tells it in JSON alone */
  gint64 value;
} Count;

#define COUNTS 5

static void count_all(const KhoaSurveyImported *imported, Count counts[COUNTS]) {
  const KhoaSurveyIntake *intake = imported->intake;
  const Count all[COUNTS] = {
      {"records", _("record"), _("records"), imported->records},
      {"new", _("new"), _("new"), intake ? intake->added : 0},
      {"known", _("came before"), _("came before"), intake ? intake->known : imported->records},
      {"handed_over", _("tag handed over"), _("tags handed over"),
       intake ? intake->handed_over : 0},
      {"left", NULL, NULL, intake ? intake->left->len : 0},
  };
  for (gsize i = 0; i < COUNTS; i++)
    counts[i] = all[i];
}

static void tell_json(const KhoaSurveyImported *imported, const GError *fault) {
  JsonBuilder *json = khoa_json_object();
  khoa_json_text(json, "file", imported->path);
  khoa_json_text(json, "outcome", fault ? "refused" : imported->before ? "known" : "taken");
  if (fault) {
    khoa_json_text(json, "reason", fault->message);
  } else {
    Count counts[COUNTS];
    khoa_json_int(json, "surveyor", imported->surveyor);
    khoa_json_int(json, "number", imported->number);
    count_all(imported, counts);
    for (gsize i = 0; i < COUNTS && !imported->before; i++)
      khoa_json_int(json, counts[i].key, counts[i].value);
  }
  khoa_json_print(json);
}

static void tell_people(const KhoaSurveyImported *imported) {
  Count counts[COUNTS];
  printf(_("%s: file %" PRId64 " of surveyor %" PRId64), imported->path, imported->number,
         imported->surveyor);
  if (imported->before) {
    puts(_(" came before, nothing to do"));
    return;
  }
  count_all(imported, counts);
  for (gsize i = 0; i < COUNTS; i++)
    if (counts[i].one && (i == 0 || counts[i].value))
      printf("%s%" G_GINT64_FORMAT " %s", i ? ", " : ": ", counts[i].value,
             counts[i].value == 1 ? counts[i].one : counts[i].more);
  putchar('\n');
}

/* What is in order, but somebody should know of. */
static void note(const KhoaSurveyImported *imported) {
  const KhoaSurveyIntake *intake = imported->intake;
  for (guint i = 0; i < intake->left->len; i++)
    khoa_cli_tell(_("khoa: %s: %s"), imported->path,
                  (const char *)g_ptr_array_index(intake->left, i));
  if (imported->removed)
    khoa_cli_tell(_("khoa: %s: surveyor %" PRId64
                    " was removed since; by the phone's own clock the file was made before"),
                  imported->path, imported->surveyor);
  if (intake->early)
    khoa_cli_tell(_("khoa: %s: records from before the phone was enrolled: %u"), imported->path,
                  intake->early);
  guint strange = g_hash_table_size(intake->strange);
  if (strange)
    khoa_cli_tell(_("khoa: %s: villages that no household of the unit is in: %u"), imported->path,
                  strange);
}

static void tell(const KhoaSurveyImported *imported, const GError *fault, gpointer data) {
  const KhoaCli *cli = data;
  if (cli->json)
    tell_json(imported, fault);
  else if (!fault)
    tell_people(imported);
  g_autofree char *why = fault && !cli->json ? khoa_printable(fault->message) : NULL;
  if (why)
    khoa_cli_tell(_("khoa: %s: refused: %s"), imported->path, why);
  else if (imported->intake)
    note(imported);
}

int khoa_cmd_survey_import(KhoaCli *cli, int argc, char **argv) {
  gboolean dry_run = FALSE;
  const GOptionEntry entries[] = {
      {"dry-run", 0, 0, G_OPTION_ARG_NONE, &dry_run, N_("Only say what would be taken"), NULL},
      G_OPTION_ENTRY_NULL};
  int status;
  if (!khoa_cli_start(cli, &argc, &argv, entries, &status))
    return status;
  GError *error = NULL;
  g_auto(KhoaSurveyImport) import = {0};
  if (!khoa_survey_import(cli->office, argv + 1, dry_run, tell, cli, &import, &error))
    return khoa_cli_fail(error);
  for (guint i = 0; i < import.missing->len; i++)
    khoa_cli_tell(_("khoa: %s: ask for it, its records are missing"),
                  (const char *)g_ptr_array_index(import.missing, i));
  if (dry_run)
    khoa_cli_tell(_("Nothing was stored (--dry-run)."));
  return !import.refused                ? KHOA_EXIT_YES
         : import.taken + import.before ? KHOA_EXIT_NO
                                        : KHOA_EXIT_ERROR;
}
