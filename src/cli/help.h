/* What --help and 'khoa help' show besides a command's own options. */
#ifndef KHOA_CLI_HELP_H
#define KHOA_CLI_HELP_H

#include "topics.h"

/* Prints the list of commands, or with `group` those of its name. */
void khoa_help_list(const char *group);
void khoa_help_topic(const KhoaTopic *topic);

#endif
