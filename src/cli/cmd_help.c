#include "choose.h"
#include "commands.h"
#include "complete.h"
#include "help.h"
#include "man.h"

#include <glib/gi18n.h>
#include <stdio.h>
#include <string.h>

static int complete(const KhoaCli *cli, char **words) {
  g_auto(GStrv) found = khoa_complete(&cli->world, words);
  for (char **candidate = found; *candidate; candidate++)
    puts(*candidate);
  return KHOA_EXIT_YES;
}

/* Neither a command nor a topic; the error says why not a command. */
static int refuse(const char *word, GError *error) {
  g_auto(GStrv) topics = khoa_topic_names();
  g_autofree char *names = g_strjoinv(", ", topics);
  khoa_cli_fail(error);
  khoa_cli_tell(_("khoa: no topic '%s' either: there are %s"), word, names);
  return KHOA_EXIT_ERROR;
}

/* As --help behind the command's name. */
static int explain(KhoaCli *cli, char **words) {
  char *argv[] = {"khoa", words[0], words[1] ? words[1] : "--help", "--help", NULL};
  g_autofree char *group = NULL;
  GError *error = NULL;
  int used;
  const KhoaCommand *command = khoa_choose(3, argv, &used, &group, &error);
  const KhoaTopic *topic = command || group || words[1] ? NULL : khoa_topic_find(words[0]);
  if (command) {
    cli->command = command;
    return command->run(cli, 2, (char *[]){"khoa", "--help", NULL});
  }
  if (!group && !topic)
    return refuse(words[0], error);
  g_clear_error(&error);
  if (topic)
    khoa_help_topic(topic);
  else
    khoa_help_list(group);
  return KHOA_EXIT_YES;
}

int khoa_cmd_help(KhoaCli *cli, int argc, char **argv) {
  g_autofree char *folder = NULL;
  gboolean completing = FALSE;
  const GOptionEntry entries[] = {
      {"man", 0, G_OPTION_FLAG_HIDDEN, G_OPTION_ARG_FILENAME, &folder,
       N_("Instead, write the manual's pages into this folder"), N_("FOLDER")},
      {"complete", 0, G_OPTION_FLAG_HIDDEN, G_OPTION_ARG_NONE, &completing,
       N_("Instead, what the last of these words of a command line may become"), NULL},
      G_OPTION_ENTRY_NULL};
  int status;
  if (!khoa_cli_start(cli, &argc, &argv, entries, &status))
    return status;
  GError *error = NULL;
  if (completing)
    return complete(cli, argv + 1);
  if (folder)
    return khoa_man_write(folder, &error) ? KHOA_EXIT_YES : khoa_cli_fail(error);
  if (argc > 3) {
    g_set_error(
        &error, KHOA_OFFICE_ERROR, 0,
        _("too many arguments: name one command or one topic, as in 'khoa help unit import'"));
    return khoa_cli_fail(error);
  }
  const KhoaTopic *exact = argc == 2 ? khoa_topic_find(argv[1]) : NULL;
  if (exact && strcmp(exact->name, argv[1]) == 0)
    khoa_help_topic(exact);
  else if (argc > 1)
    return explain(cli, argv + 1);
  else
    khoa_help_list(NULL);
  return KHOA_EXIT_YES;
}
