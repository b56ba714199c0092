/* The command's entry: the world as it is, the table of commands, dispatch. */
#include "cli.h"
#include "language.h"
#include "number.h"

#include <glib/gi18n.h>
#include <signal.h>
#include <sodium.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#define LATEST 253370764800 /* seconds since 1970: the year 9999 */

static void print_help(const char *group) {
  if (!group)
    fputs(_("Usage: khoa [-C OFFICE] COMMAND [options] [arguments]\n\n"
            "Signed keychains and lock tags: printed, registered, verified.\n\nCommands:\n"),
          stdout);
  for (gsize i = 0; i < khoa_n_commands; i++) {
    const KhoaCommand *command = &khoa_commands[i];
    g_autofree char *usage = g_strdup_printf("%s %s", command->name, khoa_cli_arguments(command));
    gsize length = group ? strlen(group) : 0;
    if (!group || (strncmp(command->name, group, length) == 0 && command->name[length] == ' '))
      printf("  %-46s %s\n", usage, _(command->summary));
  }
  if (!group)
    fputs(_("\nOFFICE is the office's folder: -C, else $KHOA_HOME, else the current folder.\n"
            "'khoa COMMAND --help' tells a command's options. Exit codes: 0 done or genuine, 1 "
            "checked\n"
            "and the answer is no, 2 error and nothing changed.\n"),
          stdout);
}

/* Whether `typed` is the word `name` begins with at `offset`, or its prefix. */
static gboolean begins(const char *name, gsize offset, const char *typed) {
  gsize word = strcspn(name + offset, " ");
  return strlen(typed) <= word && strncmp(name + offset, typed, strlen(typed)) == 0;
}

/* Completes the typed word at `offset` of the names that begin with `before`: the whole word, a
 * word of which it is a prefix, or NULL with an error. The caller's. */
static char *complete(const char *before, const char *typed, GError **error) {
  g_autoptr(GPtrArray) words = g_ptr_array_new_with_free_func(g_free);
  gsize offset = strlen(before);
  for (gsize i = 0; i < khoa_n_commands; i++) {
    const char *name = khoa_commands[i].name;
    if (strncmp(name, before, offset) != 0 || !begins(name, offset, typed))
      continue;
    g_autofree char *word = g_strndup(name + offset, strcspn(name + offset, " "));
    if (strcmp(word, typed) == 0)
      return g_steal_pointer(&word);
    if (!g_ptr_array_find_with_equal_func(words, word, g_str_equal, NULL))
      g_ptr_array_add(words, g_steal_pointer(&word));
  }
  if (words->len == 1)
    return g_ptr_array_steal_index(words, 0);
  g_ptr_array_add(words, NULL);
  g_autofree char *list = g_strjoinv(", ", (char **)words->pdata);
  if (words->len == 1)
    g_set_error(error, KHOA_OFFICE_ERROR, 0, _("no command '%s%s': 'khoa --help' lists them"),
                before, typed);
  else
    g_set_error(error, KHOA_OFFICE_ERROR, 0, _("'%s%s' may be any of %s: type more of it"), before,
                typed, list);
  return NULL;
}

static const KhoaCommand *find(const char *name) {
  for (gsize i = 0; i < khoa_n_commands; i++)
    if (strcmp(khoa_commands[i].name, name) == 0)
      return &khoa_commands[i];
  return NULL;
}

static gboolean has_subcommands(const char *first) {
  gsize length = strlen(first);
  for (gsize i = 0; i < khoa_n_commands; i++)
    if (strncmp(khoa_commands[i].name, first, length) == 0 && khoa_commands[i].name[length] == ' ')
      return TRUE;
  return FALSE;
}

static gboolean is_help(const char *word) {
  return strcmp(word, "--help") == 0 || strcmp(word, "-h") == 0;
}

/* Finds the command that one or two words name, and how many words they were; NULL when the answer
 * has been given, with *status. */
static const KhoaCommand *choose(int argc, char **argv, int *words, int *status) {
  g_autoptr(GError) error = NULL;
  g_autofree char *first = complete("", argv[1], &error);
  const KhoaCommand *command = first ? find(first) : NULL;
  *words = 1;
  /* "reissue" is a command and "reissue status" another. */
  if (command && argc > 2 && *argv[2] != '-' && has_subcommands(first))
    command = NULL;
  if (first && !command) {
    *words = 2;
    if (argc < 3 || is_help(argv[2])) {
      print_help(first);
      *status = argc < 3 ? KHOA_EXIT_ERROR : KHOA_EXIT_YES;
      return NULL;
    }
    g_autofree char *before = g_strconcat(first, " ", NULL);
    g_autofree char *second = complete(before, argv[2], &error);
    g_autofree char *name = second ? g_strconcat(before, second, NULL) : NULL;
    command = name ? find(name) : NULL;
  }
  if (!command)
    *status = khoa_cli_fail(g_steal_pointer(&error));
  return command;
}

/* The folder of the running program. */
static char *find_folder(void) {
  g_autofree char *program = g_file_read_link("/proc/self/exe", NULL);
  return g_path_get_dirname(program ? program : "");
}

/* Where layouts/ and fonts/ are: beside the build folder, or as installed. */
static char *find_data(const char *folder) {
  const char *named = g_getenv("KHOA_DATA");
  if (named)
    return g_strdup(named);
  for (const char *const *up = (const char *const[]){"..", "../..", "../share/khoa", NULL}; *up;
       up++) {
    g_autofree char *data = g_build_filename(folder, *up, NULL);
    g_autofree char *layouts = g_build_filename(data, "layouts", NULL);
    if (g_file_test(layouts, G_FILE_TEST_IS_DIR))
      return g_canonicalize_filename(data, NULL);
  }
  return g_strdup("/usr/share/khoa");
}

static gboolean find_now(gint64 *now, GError **error) {
  *now = (gint64)time(NULL);
  return khoa_cli_number("SOURCE_DATE_EPOCH", g_getenv("SOURCE_DATE_EPOCH"), 0, LATEST, now, error);
}

/* Takes "-C FOLDER" off the front. */
static const char *take_folder(int *argc, char ***argv) {
  const char *folder = g_getenv("KHOA_HOME");
  while (*argc > 2 && strcmp((*argv)[1], "-C") == 0) {
    folder = (*argv)[2];
    *argv += 2;
    *argc -= 2;
  }
  return folder && *folder ? folder : ".";
}

static int run(KhoaCli *cli, int argc, char **argv) {
  int words, status = KHOA_EXIT_ERROR;
  if (argc < 2 || is_help(argv[1]) || strcmp(argv[1], "help") == 0) {
    print_help(NULL);
    return argc < 2 ? KHOA_EXIT_ERROR : KHOA_EXIT_YES;
  }
  if (strcmp(argv[1], "--version") == 0) {
    puts("khoa " KHOA_VERSION);
    return KHOA_EXIT_YES;
  }
  cli->command = choose(argc, argv, &words, &status);
  return cli->command ? cli->command->run(cli, argc - words, argv + words) : status;
}

/* A crash leaves no core file, and other programs of the same user can't look into this one. */
static void keep_memory_private(void) {
  setrlimit(RLIMIT_CORE, &(struct rlimit){0, 0});
  prctl(PR_SET_DUMPABLE, 0);
}

int main(int argc, char **argv) {
  g_autofree char *folder = find_folder();
  g_autofree char *data = find_data(folder);
  khoa_language_start(folder);
  umask(0077);
  signal(SIGXFSZ, SIG_IGN); /* a file that may not grow is an error to report */
  keep_memory_private();
  if (sodium_init() < 0) {
    fputs(_("khoa: no source of randomness on this machine\n"), stderr);
    return KHOA_EXIT_ERROR;
  }
  g_autofree char *state = g_build_filename(g_get_user_state_dir(), "khoa", NULL);
  KhoaCli cli = {0};
  GError *error = NULL;
  cli.world = (KhoaWorld){take_folder(&argc, &argv), data, g_get_user_name(), 0, state};
  if (!find_now(&cli.world.now, &error))
    return khoa_cli_fail(error);
  int status = run(&cli, argc, argv);
  khoa_office_free(cli.office);
  g_free(cli.passphrase_file);
  g_free(cli.privacy_passphrase_file);
  g_free(cli.new_passphrase_file);
  if (fflush(stdout) != 0 || ferror(stdout)) {
    fputs(_("khoa: can't write the answer\n"), stderr);
    return KHOA_EXIT_ERROR;
  }
  return status;
}
