#include "cli.h"

#include "language.h"
#include "output.h"
#include "passphrase.h"
#include "wrap.h"

#include <glib/gi18n.h>
#include <sodium.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#define WIDTH 90 /* columns of running text */

int khoa_cli_fail(GError *error) {
  fflush(stdout); /* in the order in which things were said, also where both go to one file */
  g_auto(GStrv) lines = g_strsplit(error->message, "\n", -1);
  for (char **line = lines; *line; line++)
    if (**line) {
      g_autofree char *printable = khoa_printable(*line);
      fprintf(stderr, "khoa: %s\n", printable);
    }
  g_error_free(error);
  return KHOA_EXIT_ERROR;
}

void khoa_cli_tell(const char *format, ...) {
  va_list arguments;
  fflush(stdout);
  va_start(arguments, format);
  vfprintf(stderr, format, arguments);
  va_end(arguments);
  fputc('\n', stderr);
}

const char *khoa_cli_arguments(const KhoaCommand *command) {
  return *command->arguments ? _(command->arguments) : "";
}

/* The command's own options (or NULL) and those that it needs. */
static GArray *gather(KhoaCli *cli, const GOptionEntry *own) {
  const struct {
    unsigned need; /* 0: every command */
    GOptionEntry entry;
  } shared[] = {
      {KHOA_NEEDS_JSON,
       {"json", 0, 0, G_OPTION_ARG_NONE, &cli->json, N_("Answer in JSON, one object a line"),
        NULL}},
      {KHOA_NEEDS_AUTHORITY,
       {"passphrase-file", 0, 0, G_OPTION_ARG_FILENAME, &cli->passphrase_file,
        N_("First line: the passphrase of authority.key"), N_("FILE")}},
      {KHOA_NEEDS_PRIVACY,
       {"privacy-passphrase-file", 0, 0, G_OPTION_ARG_FILENAME, &cli->privacy_passphrase_file,
        N_("First line: the passphrase of privacy.key"), N_("FILE")}},
      {KHOA_NEEDS_NEW,
       {"new-passphrase-file", 0, 0, G_OPTION_ARG_FILENAME, &cli->new_passphrase_file,
        N_("First line: the passphrase that the key is to have"), N_("FILE")}},
      {0, {"help", 'h', 0, G_OPTION_ARG_NONE, &cli->show_help, N_("Show this help"), NULL}},
  };
  GArray *entries = g_array_new(TRUE, FALSE, sizeof(GOptionEntry));
  for (; own && own->long_name; own++)
    g_array_append_val(entries, *own);
  for (gsize i = 0; i < G_N_ELEMENTS(shared); i++)
    if (!shared[i].need || cli->command->needs & shared[i].need)
      g_array_append_val(entries, shared[i].entry);
  return entries;
}

static GOptionContext *make_context(const KhoaCli *cli, const GArray *entries) {
  const KhoaCommand *command = cli->command;
  GOptionContext *context = g_option_context_new(khoa_cli_arguments(command));
  g_option_context_set_translation_domain(context, KHOA_TEXT_DOMAIN);
  g_option_context_set_summary(context, command->summary);
  if (command->more) {
    g_autofree char *more = khoa_wrap(_(command->more), WIDTH);
    g_option_context_set_description(context, more);
  }
  g_option_context_set_help_enabled(context, FALSE);
  g_option_context_add_main_entries(context, (const GOptionEntry *)(void *)entries->data, NULL);
  return context;
}

GArray *khoa_cli_describe(const KhoaCommand *command) {
  KhoaCli cli = {.command = command, .described = g_array_new(FALSE, FALSE, sizeof(GOptionEntry))};
  command->run(&cli, 1, (char *[]){"khoa", NULL});
  for (guint i = 0; i < cli.described->len; i++)
    g_array_index(cli.described, GOptionEntry, i).arg_data = NULL;
  return cli.described;
}

static gboolean check_count(const KhoaCli *cli, int arguments, GError **error) {
  const KhoaCommand *command = cli->command;
  if (arguments >= command->least && (command->most < 0 || arguments <= command->most))
    return TRUE;
  g_set_error(error, KHOA_OFFICE_ERROR, 0,
              _("%s arguments: khoa %s %s (khoa %s --help tells more)"),
              arguments < command->least ? _("too few") : _("too many"), command->name,
              khoa_cli_arguments(command), command->name);
  return FALSE;
}

static void name_program(const KhoaCli *cli) {
  g_autofree char *name = g_strdup_printf("khoa %s", cli->command->name);
  g_set_prgname(name);
}

static void print_help(GOptionContext *context) {
  g_autofree char *text = g_option_context_get_help(context, TRUE, NULL);
  g_autoptr(GString) help = g_string_new(text);
  /* The one word that GLib has no Vietnamese for. */
  g_string_replace(help, "[OPTION…]", _("[OPTION…]"), 1);
  fputs(help->str, stdout);
}

gboolean khoa_cli_start(KhoaCli *cli, int *argc, char ***argv, const GOptionEntry *entries,
                        int *status) {
  g_autoptr(GArray) all = gather(cli, entries);
  if (cli->described) {
    g_array_append_vals(cli->described, all->data, all->len);
    *status = KHOA_EXIT_YES;
    return FALSE;
  }
  g_autoptr(GOptionContext) context = make_context(cli, all);
  g_autoptr(GError) error = NULL;
  name_program(cli);
  *status = KHOA_EXIT_ERROR;
  gboolean parsed = g_option_context_parse(context, argc, argv, &error);
  if (cli->json)
    khoa_language_set(KHOA_ENGLISH); /* programs read it */
  if (parsed && cli->show_help) {
    print_help(context);
    *status = KHOA_EXIT_YES;
    return FALSE;
  }
  if (*argc > 1 && strcmp((*argv)[1], "--") == 0) {
    /* GOption leaves the dashes that end the options. */
    memmove(*argv + 1, *argv + 2, (gsize)(*argc - 1) * sizeof **argv);
    --*argc;
  }
  if (parsed && check_count(cli, *argc - 1, &error)) {
    if (!(cli->command->needs & KHOA_NEEDS_OFFICE))
      return TRUE;
    cli->office = khoa_office_open(&cli->world, &error);
    if (cli->office)
      return TRUE;
  }
  khoa_cli_fail(g_steal_pointer(&error));
  return FALSE;
}

char *khoa_cli_authority_passphrase(const KhoaCli *cli, GError **error) {
  return khoa_passphrase_get(cli->passphrase_file, "KHOA_PASSPHRASE_FILE", "authority.key", FALSE,
                             error);
}

char *khoa_cli_privacy_passphrase(const KhoaCli *cli, GError **error) {
  return khoa_passphrase_get(cli->privacy_passphrase_file, "KHOA_PRIVACY_PASSPHRASE_FILE",
                             "privacy.key", FALSE, error);
}

char *khoa_cli_new_passphrase(const KhoaCli *cli, const char *what, GError **error) {
  return khoa_passphrase_get(cli->new_passphrase_file, "KHOA_NEW_PASSPHRASE_FILE", what, TRUE,
                             error);
}

gboolean khoa_cli_unlock_authority(KhoaCli *cli, GError **error) {
  char *passphrase = khoa_cli_authority_passphrase(cli, error);
  gboolean done = passphrase && khoa_office_unlock_authority(cli->office, passphrase, error);
  sodium_free(passphrase);
  return done;
}

gboolean khoa_cli_unlock_privacy(KhoaCli *cli, const char *purpose, GError **error) {
  char *passphrase = khoa_cli_privacy_passphrase(cli, error);
  gboolean done = passphrase && khoa_office_unlock_privacy(cli->office, passphrase, purpose, error);
  sodium_free(passphrase);
  return done;
}
