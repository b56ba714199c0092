#include "choose.h"

#include <glib/gi18n.h>
#include <string.h>

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

gboolean khoa_is_of_group(const KhoaCommand *command, const char *group) {
  gsize length = strlen(group);
  return strncmp(command->name, group, length) == 0 && command->name[length] == ' ';
}

static gboolean has_subcommands(const char *first) {
  for (gsize i = 0; i < khoa_n_commands; i++)
    if (khoa_is_of_group(&khoa_commands[i], first))
      return TRUE;
  return FALSE;
}

gboolean khoa_is_help(const char *word) {
  return strcmp(word, "--help") == 0 || strcmp(word, "-h") == 0;
}

const KhoaCommand *khoa_choose(int argc, char **argv, int *words, char **group, GError **error) {
  g_autofree char *first = complete("", argv[1], error);
  const KhoaCommand *command = first ? find(first) : NULL;
  *words = 1;
  /* "reissue" is a command and "reissue status" another. */
  if (!first || (command && (argc < 3 || *argv[2] == '-' || !has_subcommands(first))))
    return command;
  *words = 2;
  if (argc < 3 || khoa_is_help(argv[2])) {
    *group = g_steal_pointer(&first);
    return NULL;
  }
  g_autofree char *before = g_strconcat(first, " ", NULL);
  g_autofree char *second = complete(before, argv[2], error);
  g_autofree char *name = second ? g_strconcat(before, second, NULL) : NULL;
  return name ? find(name) : NULL;
}
