/* What every command shares: its entry in the table, options, keys, answers, errors.
 *
 * Answers go to standard output, everything else to standard error. Exit codes: 0 done, or genuine;
 * 1 checked, and the answer is no; 2 usage, input or system error, nothing changed. */
#ifndef KHOA_CLI_CLI_H
#define KHOA_CLI_CLI_H

#include "office/office.h"

typedef enum KhoaExit { KHOA_EXIT_YES = 0, KHOA_EXIT_NO = 1, KHOA_EXIT_ERROR = 2 } KhoaExit;

/* Options that a command has besides its own, and whether an office is opened for it. */
typedef enum KhoaNeeds {
  KHOA_NEEDS_OFFICE = 1 << 0,
  KHOA_NEEDS_JSON = 1 << 1,      /* --json */
  KHOA_NEEDS_AUTHORITY = 1 << 2, /* --passphrase-file */
  KHOA_NEEDS_PRIVACY = 1 << 3,   /* --privacy-passphrase-file */
  KHOA_NEEDS_NEW = 1 << 4,       /* --new-passphrase-file */
} KhoaNeeds;

typedef struct KhoaCli KhoaCli;

typedef struct KhoaCommand {
  const char *name;      /* "verify", "unit import" */
  const char *arguments; /* "FILE.csv" */
  int least, most;       /* how many arguments; most -1: any */
  unsigned needs;        /* KhoaNeeds */
  const char *summary;   /* one line for the list of commands */
  const char *more;      /* further lines for --help, or NULL */
  int (*run)(KhoaCli *cli, int argc, char **argv);
} KhoaCommand;

struct KhoaCli {
  const KhoaCommand *command;
  KhoaWorld world;
  KhoaOffice *office;
  gboolean json;
  gboolean show_help;
  char *passphrase_file, *privacy_passphrase_file, *new_passphrase_file;
  GArray *described; /* not NULL: khoa_cli_start() only adds the command's GOptionEntry here */
};

/* Parses the command's own options (NULL-terminated entries, or NULL) and those that it needs,
 * checks the number of arguments and opens the office. argv then holds the arguments from 1 on.
 * FALSE: the command is over, return *status. */
gboolean khoa_cli_start(KhoaCli *cli, int *argc, char ***argv, const GOptionEntry *entries,
                        int *status);

/* The command's arguments as people read them, "" if it has none. */
const char *khoa_cli_arguments(const KhoaCommand *command);

/* A command's options as --help shows them, GOptionEntry without places for values: its own, then
 * what it shares with others. The caller's. */
GArray *khoa_cli_describe(const KhoaCommand *command);

/* "khoa: " and the error's message, each line of it; frees the error, returns KHOA_EXIT_ERROR. */
int khoa_cli_fail(GError *error);
/* A line for people on standard error. */
void khoa_cli_tell(const char *format, ...) G_GNUC_PRINTF(1, 2);

/* The passphrases of the office's keys, in guarded memory: sodium_free(). The new one is asked for
 * twice; what: the file that it is for. */
char *khoa_cli_authority_passphrase(const KhoaCli *cli, GError **error);
char *khoa_cli_privacy_passphrase(const KhoaCli *cli, GError **error);
char *khoa_cli_new_passphrase(const KhoaCli *cli, const char *what, GError **error);

gboolean khoa_cli_unlock_authority(KhoaCli *cli, GError **error);
/* purpose: what the log says the names are read for. */
gboolean khoa_cli_unlock_privacy(KhoaCli *cli, const char *purpose, GError **error);

extern const KhoaCommand khoa_commands[];
extern const gsize khoa_n_commands;

#endif
