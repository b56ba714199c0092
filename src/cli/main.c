/* The command's entry: the world as it is, and dispatch. */
#include "choose.h"
#include "help.h"
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
  g_autofree char *group = NULL;
  GError *error = NULL;
  int words;
  if (argc < 2 || khoa_is_help(argv[1])) {
    khoa_help_list(NULL);
    return argc < 2 ? KHOA_EXIT_ERROR : KHOA_EXIT_YES;
  }
  if (strcmp(argv[1], "--version") == 0) {
    puts("khoa " KHOA_VERSION);
    return KHOA_EXIT_YES;
  }
  cli->command = khoa_choose(argc, argv, &words, &group, &error);
  if (cli->command)
    return cli->command->run(cli, argc - words, argv + words);
  if (!group)
    return khoa_cli_fail(error);
  khoa_help_list(group);
  return argc < 3 ? KHOA_EXIT_ERROR : KHOA_EXIT_YES;
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
