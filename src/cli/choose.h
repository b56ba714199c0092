/* Which command the typed words mean. */
#ifndef KHOA_CLI_CHOOSE_H
#define KHOA_CLI_CHOOSE_H

#include "cli.h"

/* Finds the command that argv[1], or argv[1] and argv[2], name or begin the names of, and how many
 * words they were. NULL with *group set, the caller's, where argv[1] alone names commands of two
 * words, or asks for their help; else NULL with an error. */
const KhoaCommand *khoa_choose(int argc, char **argv, int *words, char **group, GError **error);

gboolean khoa_is_help(const char *word);
/* Whether the command is `group` and another word. */
gboolean khoa_is_of_group(const KhoaCommand *command, const char *group);

#endif
