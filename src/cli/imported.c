#include "imported.h"

#include "output.h"

#include <glib/gi18n.h>
#include <stdio.h>

void khoa_imported_tell_ignored(const KhoaImported *imported, const char *path) {
  for (char **heading = imported->ignored; heading && *heading; heading++)
    if (**heading)
      khoa_cli_tell(_("khoa: %s: column '%s' is not one that khoa reads: passed over"), path,
                    *heading);
}

int khoa_imported_tell(const KhoaCli *cli, KhoaImported *imported, const char *path,
                       const char *what, gboolean dry_run) {
  khoa_imported_tell_ignored(imported, path);
  if (cli->json) {
    JsonBuilder *json = khoa_json_object();
    khoa_json_text(json, "file", path);
    khoa_json_int(json, "rows", (gint64)imported->rows);
    khoa_json_int(json, "added", (gint64)imported->added);
    khoa_json_int(json, "updated", (gint64)imported->updated);
    khoa_json_int(json, "unchanged", (gint64)imported->unchanged);
    khoa_json_int(json, "absent", (gint64)imported->absent);
    khoa_json_print(json);
  } else if (imported->added + imported->updated == 0) {
    printf(_("%s: %zu %s, nothing changed\n"), path, imported->rows, what);
  } else {
    printf(_("%s: %zu %s%s: %zu added, %zu updated, %zu unchanged\n"), path, imported->rows, what,
           dry_run ? _(", nothing stored (--dry-run)") : "", imported->added, imported->updated,
           imported->unchanged);
  }
  if (imported->absent)
    khoa_cli_tell(
        _("khoa: %zu households of the unit are registered and not in this list: they stay "
          "as they are"),
        imported->absent);
  khoa_imported_clear(imported);
  return KHOA_EXIT_YES;
}
