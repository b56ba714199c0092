#include "commands.h"
#include "kept_key.h"

static const KhoaKeptKey privacy = {"privacy", khoa_cli_privacy_passphrase};

int khoa_cmd_privacy_passphrase(KhoaCli *cli, int argc, char **argv) {
  return khoa_kept_key_passphrase(cli, argc, argv, &privacy);
}

int khoa_cmd_privacy_split(KhoaCli *cli, int argc, char **argv) {
  return khoa_kept_key_split(cli, argc, argv, &privacy);
}

int khoa_cmd_privacy_join(KhoaCli *cli, int argc, char **argv) {
  return khoa_kept_key_join(cli, argc, argv, &privacy);
}
