#include "commands.h"
#include "imported.h"
#include "office/lookup.h"
#include "output.h"

#include <glib/gi18n.h>

int khoa_cmd_unit_import(KhoaCli *cli, int argc, char **argv) {
  int status;
  if (!khoa_cli_start(cli, &argc, &argv, NULL, &status))
    return status;
  GError *error = NULL;
  KhoaImported imported;
  if (!khoa_import_units(cli->office, argv[1], &imported, &error))
    return khoa_cli_fail(error);
  return khoa_imported_tell(cli, &imported, argv[1], _("units"), FALSE);
}

int khoa_cmd_unit_list(KhoaCli *cli, int argc, char **argv) {
  int status;
  if (!khoa_cli_start(cli, &argc, &argv, NULL, &status))
    return status;
  GError *error = NULL;
  g_autoptr(GPtrArray) units = khoa_unit_list(cli->office->db, NULL, &error);
  if (!units)
    return khoa_cli_fail(error);
  KhoaListing listing;
  khoa_listing_start(&listing, cli->json, N_("code households parent name"));
  for (guint i = 0; i < units->len; i++) {
    const KhoaUnitRecord *unit = g_ptr_array_index(units, i);
    khoa_listing_text(&listing, unit->code);
    khoa_listing_int(&listing, unit->subjects);
    khoa_listing_text(&listing, unit->parent);
    khoa_listing_text(&listing, unit->name);
  }
  khoa_listing_end(&listing);
  return KHOA_EXIT_YES;
}
