#include "commands.h"
#include "office/leaflet.h"
#include "output.h"

#include <glib/gi18n.h>
#include <stdio.h>

static gboolean write_new(KhoaCli *cli, const char *unit, const char *layout, const char *path,
                          GError **error) {
  if (!g_file_test(path, G_FILE_TEST_EXISTS))
    return khoa_leaflet_write(cli->office, unit, layout, path, error);
  g_set_error(error, KHOA_OFFICE_ERROR, 0,
              _("%s is there already: remove it, or name another file with -o"), path);
  return FALSE;
}

int khoa_cmd_leaflet(KhoaCli *cli, int argc, char **argv) {
  g_autofree char *layout = NULL, *path = NULL;
  const GOptionEntry entries[] = {
      {"layout", 0, 0, G_OPTION_ARG_STRING, &layout,
       N_("leaflet-a5 (default), poster-a3, one of the office's own, or an SVG file"), N_("NAME")},
      {"output", 'o', 0, G_OPTION_ARG_FILENAME, &path,
       N_("A new file (default: reports/LAYOUT-UNIT.pdf in the office's folder)"), N_("FILE.pdf")},
      G_OPTION_ENTRY_NULL};
  int status;
  if (!khoa_cli_start(cli, &argc, &argv, entries, &status))
    return status;
  GError *error = NULL;
  if (!layout)
    layout = g_strdup(KHOA_LEAFLET_LAYOUT);
  if (!path)
    path = khoa_leaflet_path(cli->office, argv[1], layout);
  if (!write_new(cli, argv[1], layout, path, &error))
    return khoa_cli_fail(error);
  if (!cli->json) {
    puts(path);
    return KHOA_EXIT_YES;
  }
  JsonBuilder *json = khoa_json_object();
  khoa_json_text(json, "unit", argv[1]);
  khoa_json_text(json, "layout", layout);
  khoa_json_text(json, "file", path);
  khoa_json_print(json);
  return KHOA_EXIT_YES;
}
