#include "commands.h"
#include "number.h"
#include "office/lookup.h"
#include "office/tags.h"
#include "output.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static gboolean add_name(KhoaOffice *office, GArray *names, const char *text, GError **error) {
  KhoaTagName name;
  if (!khoa_tag_name_parse(office, text, &name, error))
    return FALSE;
  g_array_append_val(names, name);
  return TRUE;
}

/* A code or scanned text a line. */
static gboolean add_input(KhoaOffice *office, GArray *names, GError **error) {
  char *line = NULL;
  size_t size = 0;
  gssize length;
  gboolean done = TRUE;
  while (done && (length = getline(&line, &size, stdin)) >= 0) {
    line[strcspn(line, "\r\n")] = '\0';
    if (*line)
      done = add_name(office, names, line, error);
  }
  free(line);
  if (done && !feof(stdin)) {
    g_set_error(error, KHOA_OFFICE_ERROR, 0, "can't read standard input to its end");
    return FALSE;
  }
  return done;
}

static gboolean add_names(KhoaOffice *office, GArray *names, char **codes, GError **error) {
  for (; *codes; codes++)
    if (!(strcmp(*codes, "-") == 0 ? add_input(office, names, error)
                                   : add_name(office, names, *codes, error)))
      return FALSE;
  return TRUE;
}

static gboolean list_tag(KhoaCli *cli, const KhoaTagName *name, KhoaListing *listing,
                         GError **error) {
  KhoaTagRecord tag = {.batch = name->batch, .index = name->index};
  g_autofree char *code = khoa_tag_code(&tag);
  gboolean found;
  g_autoptr(KhoaBatchRecord) batch = NULL;
  if (!khoa_batch_find(cli->office->db, name->batch, &batch, error) ||
      !khoa_tag_find(cli->office->db, name->batch, name->index, &tag, &found, error))
    return FALSE;
  if (!found) {
    g_set_error(error, KHOA_OFFICE_ERROR, 0, "tag %s isn't in the registry", code);
    return FALSE;
  }
  g_autoptr(KhoaSubjectRecord) subject = khoa_subject_get(cli->office->db, tag.subject, error);
  if (!subject)
    return FALSE;
  khoa_listing_text(listing, code);
  khoa_listing_text(listing, khoa_kind_word(tag.kind));
  khoa_listing_text(listing, khoa_status_word(tag.status));
  khoa_listing_text(listing, batch->day);
  khoa_listing_text(listing, batch->numbers_current ? "yes" : "no");
  khoa_listing_text(listing, batch->unit);
  khoa_listing_text(listing, subject->village);
  return TRUE;
}

int khoa_cmd_tag_show(KhoaCli *cli, int argc, char **argv) {
  int status;
  if (!khoa_cli_start(cli, &argc, &argv, NULL, &status))
    return status;
  GError *error = NULL;
  g_autoptr(GArray) names = g_array_new(FALSE, FALSE, sizeof(KhoaTagName));
  gboolean listed = add_names(cli->office, names, argv + 1, &error);
  KhoaListing listing;
  khoa_listing_start(&listing, cli->json, "code kind status issued current_numbers unit village");
  for (guint i = 0; i < names->len && listed; i++)
    listed = list_tag(cli, &g_array_index(names, KhoaTagName, i), &listing, &error);
  khoa_listing_end(&listing);
  return listed ? KHOA_EXIT_YES : khoa_cli_fail(error);
}

static void tell_changed(const KhoaCli *cli, KhoaStatus status, const KhoaTagsChanged *changed) {
  if (cli->json) {
    JsonBuilder *json = khoa_json_object();
    khoa_json_text(json, "status", khoa_status_word(status));
    khoa_json_int(json, "changed", changed->changed);
    khoa_json_int(json, "unchanged", changed->unchanged);
    khoa_json_int(json, "passed_over", changed->passed_over);
    khoa_json_print(json);
    return;
  }
  printf("%u %s now %s", changed->changed, changed->changed == 1 ? "tag" : "tags",
         khoa_status_word(status));
  if (changed->unchanged)
    printf(", %u were so before", changed->unchanged);
  if (changed->passed_over)
    printf(", %u passed over: they can't become so", changed->passed_over);
  putchar('\n');
}

static gboolean change(KhoaCli *cli, GArray *names, KhoaStatus status, gboolean all,
                       const char *reason, GError **error) {
  KhoaTagsChanged changed;
  if (names->len == 0) {
    g_set_error(error, KHOA_OFFICE_ERROR, 0,
                "which tags? Give printed codes, '-' to read them from standard input, or --batch "
                "N");
    return FALSE;
  }
  if (!khoa_tags_set_status(cli->office, names, status, all, cli->command->name, reason, &changed,
                            error))
    return FALSE;
  tell_changed(cli, status, &changed);
  return TRUE;
}

/* What the four commands that change a status share. */
static int change_status(KhoaCli *cli, int argc, char **argv, KhoaStatus to) {
  gint64 number;
  g_autofree char *batch = NULL, *only = NULL, *reason = NULL;
  const GOptionEntry entries[] = {
      {"batch", 0, 0, G_OPTION_ARG_STRING, &batch, "All tags of this batch that can", "N"},
      {"only", 0, 0, G_OPTION_ARG_STRING, &only, "Of the batch only these, such as 5,7-9", "LIST"},
      {"reason", 0, 0, G_OPTION_ARG_STRING, &reason, "For the log; name no person", "TEXT"},
      G_OPTION_ENTRY_NULL};
  int status;
  if (!khoa_cli_start(cli, &argc, &argv, entries, &status))
    return status;
  GError *error = NULL;
  g_autoptr(GArray) names = g_array_new(FALSE, FALSE, sizeof(KhoaTagName));
  if (only && !batch) {
    g_set_error(&error, KHOA_OFFICE_ERROR, 0, "--only goes with --batch");
    return khoa_cli_fail(error);
  }
  if (!khoa_cli_number("--batch", batch, 1, KHOA_BATCH_MAX, &number, &error) ||
      (batch && !khoa_tag_names_of_batch(cli->office, number, only, names, &error)) ||
      !add_names(cli->office, names, argv + 1, &error) ||
      !change(cli, names, to, !batch || only, reason ? reason : "", &error))
    return khoa_cli_fail(error);
  return KHOA_EXIT_YES;
}

int khoa_cmd_tag_handover(KhoaCli *cli, int argc, char **argv) {
  return change_status(cli, argc, argv, KHOA_STATUS_IN_USE);
}

int khoa_cmd_tag_lost(KhoaCli *cli, int argc, char **argv) {
  return change_status(cli, argc, argv, KHOA_STATUS_LOST);
}

int khoa_cmd_tag_revoke(KhoaCli *cli, int argc, char **argv) {
  return change_status(cli, argc, argv, KHOA_STATUS_REVOKED);
}

int khoa_cmd_tag_spoil(KhoaCli *cli, int argc, char **argv) {
  return change_status(cli, argc, argv, KHOA_STATUS_SPOILED);
}
