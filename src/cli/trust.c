#include "trust.h"

#include "office/bundle_file.h"

#include <glib/gi18n.h>

static gboolean find_trust(KhoaCli *cli, const char *named, KhoaTrust *trust, GError **error) {
  g_autoptr(GError) fault = NULL;
  trust->state = cli->world.state;
  if (named)
    return khoa_authority_from_text(named, &trust->authority, error);
  cli->office = khoa_office_open(&cli->world, &fault);
  if (cli->office) {
    trust->authority = cli->office->authority;
    trust->office = cli->office;
    return TRUE;
  }
  if (g_error_matches(fault, KHOA_OFFICE_ERROR, KHOA_OFFICE_NONE))
    g_set_error(error, KHOA_OFFICE_ERROR, 0,
                _("whose signature is trusted here? Give the authority's key, as in --authority "
                  "RWQ... or --authority authority.pub, or name an office by -C"));
  else
    g_propagate_error(error, g_steal_pointer(&fault));
  return FALSE;
}

gboolean khoa_cli_accept(KhoaCli *cli, const char *path, const char *named, KhoaBundle *bundle,
                         GError **error) {
  KhoaTrust trust = {0};
  g_autofree char *warning = NULL;
  if (!find_trust(cli, named, &trust, error) ||
      !khoa_bundle_file_accept(path, &trust, bundle, &warning, error))
    return FALSE;
  if (warning)
    khoa_cli_tell(_("khoa: %s: this machine can't remember which bundles it has seen, so it can't "
                    "tell when it is given an older one"),
                  warning);
  return TRUE;
}
