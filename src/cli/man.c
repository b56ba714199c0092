#include "man.h"

#include "cli.h"
#include "topics.h"

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
  g_autofree char *filled = khoa_prose_fill(text, WIDTH);
  gboolean fixed = khoa_prose_is_fixed(text);
  g_string_append(page, fixed ? ".nf\n" : "");
  append_text(page, filled);
  g_string_append(page, fixed ? "\n.fi\n" : "\n");
}

static void append_section(GString *page, const char *heading, const char *const *paragraphs) {
  g_string_append_printf(page, ".SH %s\n", heading);
  for (gsize i = 0; paragraphs[i]; i++) {
    g_string_append(page, i > 0 ? ".PP\n" : "");
    append_paragraph(page, paragraphs[i]);
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
  g_string_append_printf(page, ".TH %s %d %s \"khoa %s\" \"khoa\"\n.SH NAME\n", title, section,
                         KHOA_RELEASED, KHOA_VERSION);
  append_text(page, name);
  g_string_append(page, " \\- ");
  append_text(page, summary);
  g_string_append_c(page, '\n');
  return page;
}

static void append_option(GString *page, const GOptionEntry *entry) {
  g_string_append(page, ".TP\n\\fB");
  if (entry->short_name)
    g_string_append_printf(page, "\\-%c\\fR, \\fB", entry->short_name);
  g_string_append(page, "\\-\\-");
  append_text(page, entry->long_name);
  g_string_append(page, "\\fR");
  if (entry->arg_description) {
    g_string_append(page, "=\\fI");
    append_text(page, entry->arg_description);
    g_string_append(page, "\\fR");
  }
  g_string_append_c(page, '\n');
  append_paragraph(page, entry->description);
}

static void append_options(GString *page, const KhoaCommand *command) {
  g_autoptr(GArray) options = khoa_cli_describe(command);
  g_string_append(page, ".SH OPTIONS\n");
  for (guint i = 0; i < options->len; i++) {
    const GOptionEntry *entry = &g_array_index(options, GOptionEntry, i);
    if (!(entry->flags & G_OPTION_FLAG_HIDDEN))
      append_option(page, entry);
  }
}

/* The other commands of its group. */
static void append_see_also(GString *page, const KhoaCommand *command) {
  gsize group = strcspn(command->name, " ");
  g_string_append(page, ".SH SEE ALSO\n.BR khoa (1)");
  for (gsize i = 0; i < khoa_n_commands; i++) {
    const KhoaCommand *other = &khoa_commands[i];
    if (other == command || strcspn(other->name, " ") != group ||
        strncmp(other->name, command->name, group) != 0)
      continue;
    g_autofree char *name = page_name(other->name);
    g_string_append(page, ",\n.BR ");
    append_text(page, name);
    g_string_append(page, " (1)");
  }
  g_string_append_c(page, '\n');
}

static GString *command_page(const KhoaCommand *command) {
  g_autofree char *name = page_name(command->name);
  GString *page = start_page(name, 1, command->summary);
  g_string_append(page, ".SH SYNOPSIS\n\\fBkhoa\\fR ");
  if (command->needs & KHOA_NEEDS_OFFICE)
    g_string_append(page, "[\\fB\\-C\\fR \\fIOFFICE\\fR] ");
  g_string_append_printf(page, "\\fB%s\\fR [\\fIoptions\\fR]%s", command->name,
                         *command->arguments ? " " : "");
  append_text(page, command->arguments);
  g_autofree char *summary = g_strconcat(command->summary, ".", NULL);
  g_string_append_c(page, '\n');
  append_section(page, "DESCRIPTION", (const char *const[]){summary, command->more, NULL});
  append_options(page, command);
  append_topic(page, "EXIT STATUS", "exit-codes");
  append_see_also(page, command);
  return page;
}

static GString *topic_page(const KhoaTopic *topic) {
  g_autofree char *name = page_name(topic->name);
  GString *page = start_page(name, 7, topic->summary);
  append_section(page, "DESCRIPTION", topic->paragraphs);
  g_string_append(page, ".SH SEE ALSO\n.BR khoa (1)\n");
  return page;
}

/* A line of khoa.1's lists: a page and what it is about. */
static void append_entry(GString *page, const char *name, int section, const char *summary) {
  g_string_append(page, ".TP\n.BR ");
  append_text(page, name);
  g_string_append_printf(page, " (%d)\n", section);
  append_paragraph(page, summary);
}

static GString *main_page(void) {
  GString *page = start_page("khoa", 1, "signed keychains and lock tags of a district office");
  g_string_append(page, ".SH SYNOPSIS\n\\fBkhoa\\fR [\\fB\\-C\\fR \\fIOFFICE\\fR] \\fICOMMAND\\fR "
                        "[\\fIoptions\\fR] [\\fIarguments\\fR]\n.SH DESCRIPTION\n");
  append_paragraph(page,
                   "khoa is for offices that run the model \"Khóa an toàn an ninh trật tự\". It "
                   "prints signed keychains and lock tags, registers them, and tells of any that "
                   "is scanned whether it is genuine. A command's name may be shortened as long "
                   "as it is told from others.");
  g_string_append(page, ".SH COMMANDS\n");
  for (gsize i = 0; i < khoa_n_commands; i++) {
    g_autofree char *name = page_name(khoa_commands[i].name);
    append_entry(page, name, 1, khoa_commands[i].summary);
  }
  g_string_append(page, ".SH OPTIONS\n.TP\n\\fB\\-C\\fR \\fIOFFICE\\fR\nThe office's folder; else "
                        "$KHOA_HOME, else the current folder\n.TP\n\\fB\\-\\-version\\fR\nWhich "
                        "version this is\n.TP\n\\fB\\-h\\fR, \\fB\\-\\-help\\fR\nThe commands and "
                        "topics; of a command, its options\n");
  append_topic(page, "EXIT STATUS", "exit-codes");
  append_topic(page, "ENVIRONMENT", "environment");
  append_topic(page, "FILES", "office");
  g_string_append(page, ".SH SEE ALSO\n");
  for (gsize i = 0; i < khoa_n_topics; i++) {
    g_autofree char *name = page_name(khoa_topics[i].name);
    append_entry(page, name, 7, khoa_topics[i].summary);
  }
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
      g_set_error(error, KHOA_OFFICE_ERROR, 0, "can't make the folder %s", path);
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
