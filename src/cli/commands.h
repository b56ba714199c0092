/* Every command's function; commands.c lists them. One cmd_NAME.c a command. */
#ifndef KHOA_CLI_COMMANDS_H
#define KHOA_CLI_COMMANDS_H

#include "cli.h"

int khoa_cmd_authority_handover(KhoaCli *cli, int argc, char **argv);
int khoa_cmd_authority_join(KhoaCli *cli, int argc, char **argv);
int khoa_cmd_authority_passphrase(KhoaCli *cli, int argc, char **argv);
int khoa_cmd_authority_show(KhoaCli *cli, int argc, char **argv);
int khoa_cmd_authority_split(KhoaCli *cli, int argc, char **argv);
int khoa_cmd_backup(KhoaCli *cli, int argc, char **argv);
int khoa_cmd_batch_list(KhoaCli *cli, int argc, char **argv);
int khoa_cmd_bundle_check(KhoaCli *cli, int argc, char **argv);
int khoa_cmd_bundle_export(KhoaCli *cli, int argc, char **argv);
int khoa_cmd_bundle_show(KhoaCli *cli, int argc, char **argv);
int khoa_cmd_committee_import(KhoaCli *cli, int argc, char **argv);
int khoa_cmd_committee_list(KhoaCli *cli, int argc, char **argv);
int khoa_cmd_doctor(KhoaCli *cli, int argc, char **argv);
int khoa_cmd_estimate(KhoaCli *cli, int argc, char **argv);
int khoa_cmd_handover(KhoaCli *cli, int argc, char **argv);
int khoa_cmd_help(KhoaCli *cli, int argc, char **argv);
int khoa_cmd_hotline_check(KhoaCli *cli, int argc, char **argv);
int khoa_cmd_hotline_list(KhoaCli *cli, int argc, char **argv);
int khoa_cmd_hotline_set(KhoaCli *cli, int argc, char **argv);
int khoa_cmd_household_forget(KhoaCli *cli, int argc, char **argv);
int khoa_cmd_household_import(KhoaCli *cli, int argc, char **argv);
int khoa_cmd_household_list(KhoaCli *cli, int argc, char **argv);
int khoa_cmd_household_show(KhoaCli *cli, int argc, char **argv);
int khoa_cmd_init(KhoaCli *cli, int argc, char **argv);
int khoa_cmd_issue(KhoaCli *cli, int argc, char **argv);
int khoa_cmd_layout_check(KhoaCli *cli, int argc, char **argv);
int khoa_cmd_layout_preview(KhoaCli *cli, int argc, char **argv);
int khoa_cmd_leaflet(KhoaCli *cli, int argc, char **argv);
int khoa_cmd_log_check(KhoaCli *cli, int argc, char **argv);
int khoa_cmd_log_show(KhoaCli *cli, int argc, char **argv);
int khoa_cmd_patrol_add(KhoaCli *cli, int argc, char **argv);
int khoa_cmd_patrol_import(KhoaCli *cli, int argc, char **argv);
int khoa_cmd_patrol_list(KhoaCli *cli, int argc, char **argv);
int khoa_cmd_patrol_status(KhoaCli *cli, int argc, char **argv);
int khoa_cmd_patrol_strike(KhoaCli *cli, int argc, char **argv);
int khoa_cmd_print(KhoaCli *cli, int argc, char **argv);
int khoa_cmd_privacy_join(KhoaCli *cli, int argc, char **argv);
int khoa_cmd_privacy_passphrase(KhoaCli *cli, int argc, char **argv);
int khoa_cmd_privacy_split(KhoaCli *cli, int argc, char **argv);
int khoa_cmd_proof(KhoaCli *cli, int argc, char **argv);
int khoa_cmd_reissue(KhoaCli *cli, int argc, char **argv);
int khoa_cmd_reissue_status(KhoaCli *cli, int argc, char **argv);
int khoa_cmd_report(KhoaCli *cli, int argc, char **argv);
int khoa_cmd_survey_close(KhoaCli *cli, int argc, char **argv);
int khoa_cmd_survey_copies(KhoaCli *cli, int argc, char **argv);
int khoa_cmd_survey_import(KhoaCli *cli, int argc, char **argv);
int khoa_cmd_survey_notes(KhoaCli *cli, int argc, char **argv);
int khoa_cmd_survey_open(KhoaCli *cli, int argc, char **argv);
int khoa_cmd_survey_record(KhoaCli *cli, int argc, char **argv);
int khoa_cmd_survey_status(KhoaCli *cli, int argc, char **argv);
int khoa_cmd_survey_weakness(KhoaCli *cli, int argc, char **argv);
int khoa_cmd_surveyor_add(KhoaCli *cli, int argc, char **argv);
int khoa_cmd_surveyor_list(KhoaCli *cli, int argc, char **argv);
int khoa_cmd_surveyor_remove(KhoaCli *cli, int argc, char **argv);
int khoa_cmd_tag_found(KhoaCli *cli, int argc, char **argv);
int khoa_cmd_restore(KhoaCli *cli, int argc, char **argv);
int khoa_cmd_tag_handover(KhoaCli *cli, int argc, char **argv);
int khoa_cmd_tag_lost(KhoaCli *cli, int argc, char **argv);
int khoa_cmd_tag_replace(KhoaCli *cli, int argc, char **argv);
int khoa_cmd_tag_revoke(KhoaCli *cli, int argc, char **argv);
int khoa_cmd_tag_show(KhoaCli *cli, int argc, char **argv);
int khoa_cmd_tag_spoil(KhoaCli *cli, int argc, char **argv);
int khoa_cmd_unit_import(KhoaCli *cli, int argc, char **argv);
int khoa_cmd_unit_list(KhoaCli *cli, int argc, char **argv);
int khoa_cmd_verify(KhoaCli *cli, int argc, char **argv);
int khoa_cmd_web(KhoaCli *cli, int argc, char **argv);

#endif
