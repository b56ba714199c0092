#include "help.h"

#include "choose.h"
#include "wrap.h"

#include <glib/gi18n.h>
#include <stdio.h>
#include <string.h>

#define WIDTH 80

static void put_entry(const char *name, int columns, const char *summary) {
  fputs("  ", stdout);
  khoa_put_padded(stdout, name, columns);
  printf(" %s\n", summary);
}

static void print_commands(const char *group) {
  for (gsize i = 0; i < khoa_n_commands; i++) {
    const KhoaCommand *command = &khoa_commands[i];
    g_autofree char *usage = g_strdup_printf("%s %s", command->name, khoa_cli_arguments(command));
    if (!group || khoa_is_of_group(command, group))
      put_entry(usage, 46, _(command->summary));
  }
}

void khoa_help_list(const char *group) {
  if (group) {
    print_commands(group);
    return;
  }
  fputs(_("Usage: khoa [-C OFFICE] COMMAND [options] [arguments]\n\n"
          "Signed keychains and lock tags: printed, registered, verified.\n\nCommands:\n"),
        stdout);
  print_commands(NULL);
  fputs(_("\nTopics, for 'khoa help TOPIC':\n"), stdout);
  for (gsize i = 0; i < khoa_n_topics; i++)
    put_entry(khoa_topics[i].name, 16, _(khoa_topics[i].summary));
  fputs(_("\nOFFICE is the office's folder: -C, else $KHOA_HOME, else the current folder.\n"
          "'khoa COMMAND --help' tells a command's options. Exit codes: 0 done or genuine, 1 "
          "checked\n"
          "and the answer is no, 2 error and nothing changed.\n"),
        stdout);
}

void khoa_help_topic(const KhoaTopic *topic) {
  printf("%s: %s\n", topic->name, _(topic->summary));
  for (const char *const *paragraph = topic->paragraphs; *paragraph; paragraph++) {
    const char *text = _(*paragraph);
    g_autofree char *filled =
        khoa_paragraph_is_fixed(text) ? g_strdup(text) : khoa_wrap(text, WIDTH);
    printf("\n%s\n", filled);
  }
}
