#include "man.h"

#include "cli.h"
#include "topics.h"
#include "wrap.h"

#include <glib/gi18n.h>
#include <glib/gstdio.h>
#include <string.h>

#define WIDTH 64 /* of lines in the pages' source */

/* Text that roff shows as it stands; a hyphen is the sign that people copy and type. */
static void append_text(GString *page, const char *text) {
  for (const char *c = text; *c; c++) {
    gboolean first = c == text || c[-1] == '\n';
    if (first && (*c == '.' || *c == '\''))
      g_string_append(page, "\\&");
    if (*c == '\\')
      g_string_append(page, "\\e");
    else if (*c == '-')
      g_string_append(page, "\\-");
    else
      g_string_append_c(page, *c);
  }
}

static void append_paragraph(GString *page, const char *text) {
  gboolean fixed = khoa_paragraph_is_fixed(text);
  g_autofree char *filled = fixed ? g_strdup(text) : khoa_wrap(text, WIDTH);
  g_string_append(page, fixed ? ".nf\n" : "");
  append_text(page, filled);
  g_string_append(page, fixed ? "\n.fi\n" : "\n");
}

static void append_heading(GString *page, const char *heading) {
  g_string_append_printf(page, ".SH %s\n", heading);
}

/* Their translations. */
static void append_section(GString *page, const char *heading, const char *const *paragraphs) {
  append_heading(page, heading);
  for (gsize i = 0; paragraphs[i]; i++) {
    g_string_append(page, i > 0 ? ".PP\n" : "");
    append_paragraph(page, _(paragraphs[i]));
  }
}

static void append_topic(GString *page, const char *heading, const char *name) {
  append_section(page, heading, khoa_topic_find(name)->paragraphs);
}

/* "khoa-unit-import" of "unit import". */
static char *page_name(const char *command) {
  char *name = g_strconcat("khoa-", command, NULL);
  return g_strdelimit(name, " ", '-');
}

static GString *start_page(const char *name, int section, const char *summary) {
  GString *page = g_string_new(NULL);
  g_autofree char *title = g_ascii_strup(name, -1);
  g_string_append_printf(page, ".TH %s %d %s \"khoa %s\" \"khoa\"\n", title, section, KHOA_RELEASED,
                         KHOA_VERSION);
  append_heading(page, _("NAME"));
  append_text(page, name);
  g_string_append(page, " \\- ");
  append_text(page, _(summary));
  g_string_append_c(page, '\n');
  return page;
}

/* What is told of something; tag is roff. */
static void append_item(GString *page, const char *tag, const char *text) {
  g_string_append_printf(page, ".TP\n%s\n", tag);
  append_paragraph(page, _(text));
}

static void append_option(GString *page, const GOptionEntry *entry) {
  g_autoptr(GString) tag = g_string_new("\\fB");
  if (entry->short_name)
    g_string_append_printf(tag, "\\-%c\\fR, \\fB", entry->short_name);
  g_string_append(tag, "\\-\\-");
  append_text(tag, entry->long_name);
  g_string_append(tag, "\\fR");
  if (entry->arg_description) {
    g_string_append(tag, "=\\fI");
    append_text(tag, _(entry->arg_description));
    g_string_append(tag, "\\fR");
  }
  append_item(page, tag->str, entry->description);
}

static void append_options(GString *page, const KhoaCommand *command) {
  g_autoptr(GArray) options = khoa_cli_describe(command);
  append_heading(page, _("OPTIONS"));
  for (guint i = 0; i < options->len; i++) {
    const GOptionEntry *entry = &g_array_index(options, GOptionEntry, i);
    if (!(entry->flags & G_OPTION_FLAG_HIDDEN))
      append_option(page, entry);
  }
}

static char *page_reference(const char *name, int section) {
  g_autoptr(GString) tag = g_string_new(".BR ");
  g_autofree char *page = page_name(name);
  append_text(tag, page);
  g_string_append_printf(tag, " (%d)", section);
  return g_strdup(tag->str);
}

/* The other commands of its group. */
static void append_see_also(GString *page, const KhoaCommand *command) {
  gsize group = strcspn(command->name, " ");
  append_heading(page, _("SEE ALSO"));
  g_string_append(page, ".BR khoa (1)");
  for (gsize i = 0; i < khoa_n_commands; i++) {
    const KhoaCommand *other = &khoa_commands[i];
    if (other == command || strcspn(other->name, " ") != group ||
        strncmp(other->name, command->name, group) != 0)
      continue;
    g_autofree char *reference = page_reference(other->name, 1);
    g_string_append_printf(page, ",\n%s", reference);
  }
  g_string_append_c(page, '\n');
}

static GString *command_page(const KhoaCommand *command) {
  g_autofree char *name = page_name(command->name);
  GString *page = start_page(name, 1, command->summary);
  append_heading(page, _("SYNOPSIS"));
  g_string_append(page, "\\fBkhoa\\fR ");
  if (command->needs & KHOA_NEEDS_OFFICE)
    g_string_append_printf(page, "[\\fB\\-C\\fR \\fI%s\\fR] ", _("OFFICE"));
  g_string_append_printf(page, "\\fB%s\\fR [\\fI%s\\fR]%s", command->name, _("options"),
                         *command->arguments ? " " : "");
  append_text(page, khoa_cli_arguments(command));
  g_string_append_c(page, '\n');
  append_section(page, _("DESCRIPTION"),
                 (const char *const[]){command->summary, command->more, NULL});
  append_options(page, command);
  append_topic(page, _("EXIT STATUS"), "exit-codes");
  append_see_also(page, command);
  return page;
}

static GString *topic_page(const KhoaTopic *topic) {
  g_autofree char *name = page_name(topic->name);
  GString *page = start_page(name, 7, topic->summary);
  append_section(page, _("DESCRIPTION"), topic->paragraphs);
  append_heading(page, _("SEE ALSO"));
  g_string_append(page, ".BR khoa (1)\n");
  return page;
}

static void append_entry(GString *page, const char *name, int section, const char *summary) {
  g_autofree char *reference = page_reference(name, section);
  append_item(page, reference, summary);
}

static void append_global_options(GString *page) {
  static const GOptionEntry entries[] = {
      {"version", 0, 0, G_OPTION_ARG_NONE, NULL, N_("Which version this is"), NULL},
      {"help", 'h', 0, G_OPTION_ARG_NONE, NULL,
       N_("The commands and topics; of a command, its options"), NULL}};
  g_autofree char *folder = g_strdup_printf("\\fB\\-C\\fR \\fI%s\\fR", _("OFFICE"));
  append_heading(page, _("OPTIONS"));
  append_item(page, folder, N_("The office's folder; else $KHOA_HOME, else the current folder"));
  for (gsize i = 0; i < G_N_ELEMENTS(entries); i++)
    append_option(page, &entries[i]);
}

static GString *main_page(void) {
  static const char *const description[] = {
      N_("khoa is for offices that run the model \"Khóa an toàn an ninh trật tự\". It prints "
         "signed keychains and lock tags, registers them, and tells of any that is scanned whether "
         "it is genuine. A command's name may be shortened as long as it is told from others."),
      NULL};
  GString *page = start_page("khoa", 1, N_("signed keychains and lock tags of a district office"));
  append_heading(page, _("SYNOPSIS"));
  g_string_append_printf(
      page, "\\fBkhoa\\fR [\\fB\\-C\\fR \\fI%s\\fR] \\fI%s\\fR [\\fI%s\\fR] [\\fI%s\\fR]\n",
      _("OFFICE"), _("COMMAND"), _("options"), _("arguments"));
  append_section(page, _("DESCRIPTION"), description);
  append_heading(page, _("COMMANDS"));
  for (gsize i = 0; i < khoa_n_commands; i++)
    append_entry(page, khoa_commands[i].name, 1, khoa_commands[i].summary);
  append_global_options(page);
  append_topic(page, _("EXIT STATUS"), "exit-codes");
  append_topic(page, _("ENVIRONMENT"), "environment");
  append_topic(page, _("FILES"), "office");
  append_heading(page, _("SEE ALSO"));
  for (gsize i = 0; i < khoa_n_topics; i++)
    append_entry(page, khoa_topics[i].name, 7, khoa_topics[i].summary);
  return page;
}

/* Frees the page. */
static gboolean write_page(const char *folder, const char *name, int section, GString *page,
                           GError **error) {
  g_autofree char *path = g_strdup_printf("%s/man%d/%s.%d", folder, section, name, section);
  gboolean written = g_file_set_contents_full(path, page->str, (gssize)page->len,
                                              G_FILE_SET_CONTENTS_NONE, 0644, error);
  g_string_free(page, TRUE);
  return written;
}

static gboolean make_folders(const char *folder, GError **error) {
  for (int section = 1; section <= 7; section += 6) {
    g_autofree char *path = g_strdup_printf("%s/man%d", folder, section);
    if (g_mkdir_with_parents(path, 0755) != 0) {
      g_set_error(error, KHOA_OFFICE_ERROR, 0, _("can't make the folder %s"), path);
      return FALSE;
    }
  }
  return TRUE;
}

gboolean khoa_man_write(const char *folder, GError **error) {
  if (!make_folders(folder, error) || !write_page(folder, "khoa", 1, main_page(), error))
    return FALSE;
  for (gsize i = 0; i < khoa_n_commands; i++) {
    g_autofree char *name = page_name(khoa_commands[i].name);
    if (!write_page(folder, name, 1, command_page(&khoa_commands[i]), error))
      return FALSE;
  }
  for (gsize i = 0; i < khoa_n_topics; i++) {
    g_autofree char *name = page_name(khoa_topics[i].name);
    if (!write_page(folder, name, 7, topic_page(&khoa_topics[i]), error))
      return FALSE;
  }
  return TRUE;
}
