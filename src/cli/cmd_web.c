#include "commands.h"
#include "office/config.h"
#include "office/web.h"
#include "output.h"

#include <glib/gi18n.h>
#include <string.h>

static void advise(KhoaCli *cli, const char *folder) {
  const char *prefix = cli->office->config->prefix;
  if (*prefix)
    khoa_cli_tell(
        _("put all that is in %s where %.*s leads, and again after each 'khoa bundle export' "
          "and 'khoa web'"),
        folder, (int)strlen(prefix) - 1, prefix);
  else
    khoa_cli_tell(
        _("put all that is in %s onto a web host with https://, and again after each 'khoa "
          "bundle export' and 'khoa web'"),
        folder);
}

int khoa_cmd_web(KhoaCli *cli, int argc, char **argv) {
  g_autofree char *bundle = NULL;
  const GOptionEntry entries[] = {
      {"bundle", 0, 0, G_OPTION_ARG_FILENAME, &bundle,
       N_("The status bundle to go with it (default: the whole office's newest)"), N_("FILE")},
      G_OPTION_ENTRY_NULL};
  int status;
  if (!khoa_cli_start(cli, &argc, &argv, entries, &status))
    return status;
  GError *error = NULL;
  KhoaWeb web;
  if (!khoa_web_write(cli->office, bundle, argv[1], &web, &error))
    return khoa_cli_fail(error);
  KhoaListing listing;
  khoa_listing_start(&listing, cli->json, N_("folder files bytes bundle updated"));
  khoa_listing_text(&listing, argv[1]);
  khoa_listing_int(&listing, web.files);
  khoa_listing_int(&listing, (gint64)web.bytes);
  khoa_listing_int(&listing, web.sequence);
  khoa_listing_bool(&listing, web.updated);
  khoa_listing_end(&listing);
  advise(cli, argv[1]);
  return KHOA_EXIT_YES;
}
