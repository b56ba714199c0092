#include "commands.h"
#include "output.h"

int khoa_cmd_authority_show(KhoaCli *cli, int argc, char **argv) {
  int status;
  if (!khoa_cli_start(cli, &argc, &argv, NULL, &status))
    return status;
  char fingerprint[KHOA_AUTHORITY_TEXT_SIZE];
  khoa_authority_print(fingerprint, &cli->office->authority);
  KhoaListing listing;
  khoa_listing_start(&listing, cli->json, "authority office");
  khoa_listing_text(&listing, fingerprint);
  khoa_listing_text(&listing, cli->office->config->name);
  khoa_listing_end(&listing);
  return KHOA_EXIT_YES;
}
