#include "trust.h"

#include "office/bundle_file.h"

gboolean khoa_cli_trust(KhoaCli *cli, const char *named, KhoaAuthority *authority, GError **error) {
  if (named)
    return khoa_authority_from_text(named, authority, error);
  cli->office = khoa_office_open(&cli->world, NULL);
  if (cli->office)
    *authority = cli->office->authority;
  else
    g_set_error(error, KHOA_OFFICE_ERROR, 0,
                "whose signature is trusted here? Give the authority's key, as in --authority "
                "RWQ... or --authority authority.pub, or name an office by -C");
  return cli->office != NULL;
}
