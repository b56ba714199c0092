#include "commands.h"
#include "office/layout_check.h"
#include "output.h"

#include <glib/gi18n.h>
#include <stdio.h>
#include <string.h>

static void tell_json(const char *path, char **faults, const char *folder) {
  JsonBuilder *json = khoa_json_object();
  khoa_json_text(json, "file", path);
  khoa_json_text(json, "folder", folder);
  json_builder_set_member_name(json, "faults");
  json_builder_begin_array(json);
  for (char **fault = faults; *fault; fault++)
    json_builder_add_string_value(json, *fault);
  json_builder_end_array(json);
  khoa_json_print(json);
}

/* faults and what was drawn; folder: NULL if nothing was. */
static int tell(const KhoaCli *cli, const char *path, char **faults, const char *folder) {
  int status = *faults ? KHOA_EXIT_NO : KHOA_EXIT_YES;
  if (cli->json) {
    tell_json(path, faults, folder);
    return status;
  }
  for (char **fault = faults; *fault; fault++) {
    g_autofree char *printable = khoa_printable(*fault);
    puts(printable);
  }
  if (folder)
    puts(folder);
  else if (!*faults)
    printf(_("%s: good\n"), path);
  return status;
}

#define ADDRESS_HELP                                                                               \
  N_("That will stand in front of the codes' digits (default: one of a usual length)")

int khoa_cmd_layout_check(KhoaCli *cli, int argc, char **argv) {
  g_autofree char *address = NULL;
  const GOptionEntry entries[] = {
      {"prefix", 0, 0, G_OPTION_ARG_STRING, &address, ADDRESS_HELP, N_("URL")},
      G_OPTION_ENTRY_NULL};
  int status;
  if (!khoa_cli_start(cli, &argc, &argv, entries, &status))
    return status;
  status = KHOA_EXIT_YES;
  for (int i = 1; i < argc; i++) {
    GError *error = NULL;
    g_auto(GStrv) faults = khoa_layout_check(&cli->world, argv[i], address, &error);
    int one = faults ? tell(cli, argv[i], faults, NULL) : khoa_cli_fail(error);
    status = MAX(status, one);
  }
  return status;
}

/* Beside nothing of the designer's: in the current folder. */
static char *default_folder(const char *path) {
  g_autofree char *name = g_path_get_basename(path);
  if (g_str_has_suffix(name, ".svg"))
    name[strlen(name) - strlen(".svg")] = '\0';
  return g_strconcat(name, "-preview", NULL);
}

int khoa_cmd_layout_preview(KhoaCli *cli, int argc, char **argv) {
  g_autofree char *folder = NULL, *address = NULL;
  const GOptionEntry entries[] = {
      {"output", 'o', 0, G_OPTION_ARG_FILENAME, &folder,
       N_("A new folder (default: the file's name and -preview, in the current folder)"),
       N_("FOLDER")},
      {"prefix", 0, 0, G_OPTION_ARG_STRING, &address, ADDRESS_HELP, N_("URL")},
      G_OPTION_ENTRY_NULL};
  int status;
  if (!khoa_cli_start(cli, &argc, &argv, entries, &status))
    return status;
  GError *error = NULL;
  gboolean drawn;
  if (!folder)
    folder = default_folder(argv[1]);
  g_auto(GStrv) faults = khoa_layout_preview(&cli->world, argv[1], address, folder, &drawn, &error);
  return faults ? tell(cli, argv[1], faults, drawn ? folder : NULL) : khoa_cli_fail(error);
}
