#include "commands.h"
#include "desk_terminal.h"
#include "output.h"

#include <errno.h>
#include <glib/gi18n.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#define BYTE_ORDER_MARK "\xef\xbb\xbf"

/* Where lines come from, for messages. */
typedef struct Input {
  FILE *file;
  const char *name;
} Input;

/* Before the registry is locked for them: whoever types at the other end may take his time. */
static GPtrArray *read_lines(const Input *input, GError **error) {
  g_autoptr(GPtrArray) lines = g_ptr_array_new_with_free_func(g_free);
  g_autofree char *line = NULL;
  size_t size = 0;
  gssize length;
  while ((length = getline(&line, &size, input->file)) >= 0 &&
         lines->len <= KHOA_SURVEY_RECORDS_MAX) {
    const char *start = line;
    if (lines->len == 0 && g_str_has_prefix(line, BYTE_ORDER_MARK))
      start += strlen(BYTE_ORDER_MARK);
    if (strlen(line) != (gsize)length || !g_utf8_validate(start, -1, NULL)) {
      g_set_error(error, KHOA_OFFICE_ERROR, 0, _("%s, line %u: not text: save it as UTF-8"),
                  input->name, lines->len + 1);
      return NULL;
    }
    g_ptr_array_add(lines, g_strstrip(g_strdup(start)));
  }
  if (lines->len > KHOA_SURVEY_RECORDS_MAX)
    g_set_error(error, KHOA_OFFICE_ERROR, 0, _("%s: more than %d lines: cut it into several files"),
                input->name, KHOA_SURVEY_RECORDS_MAX);
  else if (ferror(input->file))
    g_set_error(error, KHOA_OFFICE_ERROR, 0, _("%s: can't read it to its end"), input->name);
  else
    return g_steal_pointer(&lines);
  return NULL;
}

static gboolean put_lines(KhoaCli *cli, KhoaDesk *desk, const Input *input, const GPtrArray *lines,
                          guint *count, GError **error) {
  KhoaSurveyRecord record;
  for (guint i = 0; i < lines->len; i++) {
    const char *line = g_ptr_array_index(lines, i);
    if (!*line || *line == '#')
      continue;
    if (!khoa_desk_parse(desk, line, cli->world.now, &record, error) ||
        !khoa_desk_put(desk, &record, error)) {
      g_prefix_error(error, _("%s, line %u: "), input->name, i + 1);
      return FALSE;
    }
    ++*count;
  }
  return TRUE;
}

/* All of them or none. */
static gboolean record_lines(KhoaCli *cli, KhoaDesk *desk, const Input *input, guint *count,
                             GError **error) {
  *count = 0;
  g_autoptr(GPtrArray) lines = read_lines(input, error);
  if (!lines || !khoa_desk_begin(desk, cli->world.now, error))
    return FALSE;
  if (!put_lines(cli, desk, input, lines, count, error)) {
    khoa_desk_cancel(desk);
    return FALSE;
  }
  if (*count)
    return khoa_desk_finish(desk, error);
  khoa_desk_cancel(desk);
  return TRUE;
}

static gboolean record_file(KhoaCli *cli, KhoaDesk *desk, const char *path, guint *count,
                            GError **error) {
  const Input input = {fopen(path, "re"), path};
  if (!input.file) {
    g_set_error(error, KHOA_OFFICE_ERROR, 0, _("%s: can't read it: %s"), path, g_strerror(errno));
    return FALSE;
  }
  gboolean done = record_lines(cli, desk, &input, count, error);
  fclose(input.file);
  return done;
}

static gboolean record(KhoaCli *cli, KhoaDesk *desk, const char *path, guint *count,
                       GError **error) {
  const Input input = {stdin, _("standard input")};
  if (!path && isatty(STDIN_FILENO))
    return khoa_desk_terminal(cli, desk, count, error);
  return path && strcmp(path, "-") != 0 ? record_file(cli, desk, path, count, error)
                                        : record_lines(cli, desk, &input, count, error);
}

int khoa_cmd_survey_record(KhoaCli *cli, int argc, char **argv) {
  g_autofree char *unit = NULL, *round = NULL;
  const GOptionEntry entries[] = {{"unit", 0, 0, G_OPTION_ARG_STRING, &unit,
                                   N_("Whose desk (default: the only one surveying)"), N_("CODE")},
                                  {"round", 0, 0, G_OPTION_ARG_STRING, &round,
                                   N_("Which round (default: the newest open)"), "2026-Q4"},
                                  G_OPTION_ENTRY_NULL};
  int status;
  guint count;
  if (!khoa_cli_start(cli, &argc, &argv, entries, &status))
    return status;
  GError *error = NULL;
  g_autoptr(KhoaDesk) desk = khoa_desk_new(cli->office, unit, round, &error);
  if (!desk || !record(cli, desk, argv[1], &count, &error))
    return khoa_cli_fail(error);
  KhoaListing listing;
  khoa_listing_start(&listing, cli->json, N_("round unit records"));
  khoa_listing_text(&listing, khoa_desk_round(desk));
  khoa_listing_text(&listing, khoa_desk_unit(desk));
  khoa_listing_int(&listing, count);
  khoa_listing_end(&listing);
  return KHOA_EXIT_YES;
}
