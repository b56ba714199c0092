#include "complete.h"

#include "choose.h"
#include "values.h"

#include <string.h>

typedef struct Completion {
  const KhoaWorld *world;
  const char *typed; /* the beginning of the word */
  GPtrArray *found;
} Completion;

static void offer(Completion *completion, const char *candidate) {
  if (g_str_has_prefix(candidate, completion->typed) &&
      !g_ptr_array_find_with_equal_func(completion->found, candidate, g_str_equal, NULL))
    g_ptr_array_add(completion->found, g_strdup(candidate));
}

/* The word at that place of the commands' names. */
static void offer_command(Completion *completion, const char *group) {
  for (gsize i = 0; i < khoa_n_commands; i++) {
    const char *name = khoa_commands[i].name;
    g_autofree char *word = NULL;
    if (!group)
      word = g_strndup(name, strcspn(name, " "));
    else if (khoa_is_of_group(&khoa_commands[i], group))
      word = g_strdup(name + strlen(group) + 1);
    if (word)
      offer(completion, word);
  }
}

static gboolean offer_values(Completion *completion, const char *name) {
  g_auto(GStrv) values = khoa_values(completion->world, name);
  for (char **value = values; value && *value; value++)
    offer(completion, *value);
  return values != NULL;
}

static void offer_names(Completion *completion, const char *which) {
  g_ptr_array_add(completion->found, g_strdup(which));
}

/* For a word of a usage line: "FILE.csv", "[UNIT]", "BATCH|FILE.pdf|FOLDER...". */
static void offer_usage(Completion *completion, const char *usage) {
  static const char *const of_files[] = {"FILE",     "PICTURE", "IMAGE", "BUNDLE",
                                         "SHARE...", "-",       NULL};
  g_autofree char *plain = g_strdup(usage);
  g_auto(GStrv) parts = g_strsplit(g_strdelimit(plain, "[]", ' '), "|", -1);
  for (char **part = parts; *part; part++) {
    char *word = g_strstrip(*part);
    if (strcmp(word, "COMMAND") == 0)
      offer_command(completion, NULL);
    else if (g_str_has_prefix(word, "FOLDER") || strcmp(word, "DIR") == 0)
      offer_names(completion, "/folders");
    else
      offer_values(completion, word);
    for (gsize i = 0; of_files[i]; i++)
      if (g_str_has_prefix(word, of_files[i])) {
        offer_names(completion, "/files");
        break;
      }
  }
}

/* The option that the word is, or NULL. */
static const GOptionEntry *find_option(const GArray *options, const char *word) {
  for (guint i = 0; i < options->len; i++) {
    const GOptionEntry *entry = &g_array_index(options, GOptionEntry, i);
    gboolean is_long = g_str_has_prefix(word, "--") && strcmp(word + 2, entry->long_name) == 0;
    gboolean is_short = *word == '-' && word[1] == entry->short_name && word[1] && !word[2];
    if (is_long || is_short)
      return entry;
  }
  return NULL;
}

static gboolean takes_value(const GOptionEntry *option) {
  return option && option->arg != G_OPTION_ARG_NONE;
}

static void offer_options(Completion *completion, const GArray *options) {
  for (guint i = 0; i < options->len; i++) {
    const GOptionEntry *entry = &g_array_index(options, GOptionEntry, i);
    g_autofree char *word = g_strconcat("--", entry->long_name, NULL);
    if (!(entry->flags & G_OPTION_FLAG_HIDDEN))
      offer(completion, word);
  }
}

/* The argument whose turn it is; the last, if it may come again. */
static void offer_argument(Completion *completion, const KhoaCommand *command, guint before) {
  g_auto(GStrv) usages = g_strsplit(command->arguments, " ", -1);
  guint n = g_strv_length(usages);
  if (before >= n && (n == 0 || !strstr(usages[n - 1], "...")))
    return;
  offer_usage(completion, usages[MIN(before, n - 1)]);
}

/* words: behind the command's name, the typed one last. */
static void complete_command(Completion *completion, const KhoaCommand *command, char **words) {
  g_autoptr(GArray) options = khoa_cli_describe(command);
  const GOptionEntry *option = NULL;
  guint arguments = 0;
  for (; words[1]; words++) {
    gboolean is_value = takes_value(option);
    option = is_value ? NULL : find_option(options, *words);
    arguments += is_value || **words == '-' ? 0 : 1;
  }
  if (takes_value(option)) {
    if (!offer_values(completion, option->long_name) && option->arg_description)
      offer_usage(completion, option->arg_description);
  } else if (*completion->typed == '-') {
    offer_options(completion, options);
  } else {
    offer_argument(completion, command, arguments);
  }
}

static void complete(Completion *completion, char **words, guint n) {
  if (n == 1) {
    offer_command(completion, NULL);
    for (const char *const *global = (const char *const[]){"--help", "--version", "-C", NULL};
         *global && *completion->typed == '-'; global++)
      offer(completion, *global);
    return;
  }
  char *argv[] = {"khoa", words[0], n > 2 ? words[1] : NULL, NULL};
  g_autofree char *group = NULL;
  int used;
  const KhoaCommand *command = khoa_choose(n > 2 ? 3 : 2, argv, &used, &group, NULL);
  if (n == 2)
    offer_command(completion, command ? command->name : group ? group : "");
  if (command)
    complete_command(completion, command, words + used);
}

char **khoa_complete(const KhoaWorld *world, char **words) {
  KhoaWorld here = *world;
  guint n = g_strv_length(words);
  g_autoptr(GPtrArray) found = g_ptr_array_new();
  Completion completion = {&here, n > 0 ? words[n - 1] : "", found};
  for (; n > 2 && strcmp(words[0], "-C") == 0; words += 2, n -= 2)
    here.folder = words[1];
  if (n == 2 && strcmp(words[0], "-C") == 0)
    offer_names(&completion, "/folders");
  else if (n > 0)
    complete(&completion, words, n);
  g_ptr_array_add(found, NULL);
  return (char **)g_ptr_array_free(g_steal_pointer(&found), FALSE);
}
