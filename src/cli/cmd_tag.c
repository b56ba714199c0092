#include "commands.h"
#include "number.h"
#include "office/lookup.h"
#include "office/rounds.h"
#include "office/tag_names.h"
#include "office/tags.h"
#include "output.h"

#include <glib/gi18n.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define BYTE_ORDER_MARK "\xef\xbb\xbf"

static gboolean add_name(KhoaOffice *office, GArray *names, const char *text, GError **error) {
  KhoaTagName name;
  if (!khoa_tag_name_parse(office, text, &name, error))
    return FALSE;
  g_array_append_val(names, name);
  return TRUE;
}

/* A code or scanned text; an empty line, as a file may end with, is none. */
static gboolean add_line(KhoaOffice *office, GArray *names, char *line, gsize length, guint number,
                         GError **error) {
  if (number == 1 && g_str_has_prefix(line, BYTE_ORDER_MARK)) {
    line += strlen(BYTE_ORDER_MARK);
    length -= strlen(BYTE_ORDER_MARK);
  }
  if (strlen(line) != length) {
    g_set_error(error, KHOA_OFFICE_ERROR, 0,
                _("standard input, line %u: not text: save the list as UTF-8"), number);
    return FALSE;
  }
  if (!*g_strstrip(line) || add_name(office, names, line, error))
    return TRUE;
  g_prefix_error(error, _("standard input, line %u: "), number);
  return FALSE;
}

/* What a scanner types, or a file. */
static gboolean add_input(KhoaOffice *office, GArray *names, GError **error) {
  char *line = NULL;
  size_t size = 0;
  gssize length;
  gboolean done = TRUE;
  for (guint number = 1; done && (length = getline(&line, &size, stdin)) >= 0; number++)
    done = add_line(office, names, line, (gsize)length, number, error);
  free(line);
  if (done && !feof(stdin)) {
    g_set_error(error, KHOA_OFFICE_ERROR, 0, _("can't read standard input to its end"));
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

static void list_code(KhoaListing *listing, gint64 batch, gint64 index) {
  const KhoaTagRecord tag = {.batch = batch, .index = index};
  g_autofree char *code = batch ? khoa_tag_code(&tag) : NULL;
  khoa_listing_text(listing, code);
}

static gboolean list_replacement(KhoaCli *cli, const KhoaTagRecord *tag, KhoaListing *listing,
                                 GError **error) {
  gboolean queued;
  KhoaDb *db = cli->office->db;
  g_autoptr(GArray) heirs = khoa_replacement_heirs(db, tag->batch, tag->index, error);
  if (!heirs || !khoa_replacement_is_queued(db, tag->batch, tag->index, &queued, error))
    return FALSE;
  const KhoaTagRecord *holder = khoa_replacement_holder(heirs);
  list_code(listing, tag->replaces_batch, tag->replaces_index);
  list_code(listing, holder ? holder->batch : 0, holder ? holder->index : 0);
  khoa_listing_bool(listing, queued);
  return TRUE;
}

static gboolean list_tag(KhoaCli *cli, const KhoaTagName *name, KhoaListing *listing,
                         GError **error) {
  KhoaTagRecord tag;
  g_autoptr(KhoaBatchRecord) batch = NULL;
  if (!khoa_tag_get(cli->office->db, name->batch, name->index, &tag, error) ||
      !khoa_batch_find(cli->office->db, name->batch, &batch, error))
    return FALSE;
  g_autoptr(KhoaSubjectRecord) subject = khoa_subject_get(cli->office->db, tag.subject, error);
  if (!subject)
    return FALSE;
  list_code(listing, tag.batch, tag.index);
  khoa_listing_text(listing, _(khoa_kind_word(tag.kind)));
  khoa_listing_text(listing, _(khoa_status_word(tag.status)));
  khoa_listing_text(listing, batch->day);
  khoa_listing_text(listing, batch->numbers_current ? _("yes") : _("no"));
  khoa_listing_text(listing, batch->unit);
  khoa_listing_text(listing, subject->village);
  return list_replacement(cli, &tag, listing, error);
}

int khoa_cmd_tag_show(KhoaCli *cli, int argc, char **argv) {
  int status;
  if (!khoa_cli_start(cli, &argc, &argv, NULL, &status))
    return status;
  GError *error = NULL;
  g_autoptr(GArray) names = g_array_new(FALSE, FALSE, sizeof(KhoaTagName));
  gboolean listed = add_names(cli->office, names, argv + 1, &error);
  KhoaListing listing;
  khoa_listing_start(&listing, cli->json,
                     N_("code kind status issued current_numbers unit village replaces replaced_by "
                        "queued"));
  for (guint i = 0; i < names->len && listed; i++)
    listed = list_tag(cli, &g_array_index(names, KhoaTagName, i), &listing, &error);
  khoa_listing_end(&listing);
  return listed ? KHOA_EXIT_YES : khoa_cli_fail(error);
}

/* What tags become by an act that moves none to a status. */
static const struct {
  const char *act, *word;
} queue_words[] = {{KHOA_ACT_QUEUE, N_("queued for replacement")},
                   {KHOA_ACT_CANCEL, N_("off the queue")}};

static const char *word_of(const char *act) {
  for (gsize i = 0; i < G_N_ELEMENTS(queue_words); i++)
    if (strcmp(queue_words[i].act, act) == 0)
      return _(queue_words[i].word);
  return _(khoa_status_word(khoa_act_status(act)));
}

static void tell_json(const KhoaTagsOrder *order, const KhoaTagsChanged *changed) {
  JsonBuilder *json = khoa_json_object();
  khoa_json_text(json, "status", word_of(order->act));
  khoa_json_int(json, "changed", changed->changed);
  khoa_json_int(json, "unchanged", changed->unchanged);
  khoa_json_int(json, "passed_over", changed->passed_over);
  khoa_json_int(json, "old_replaced", changed->old_replaced);
  khoa_json_int(json, "old_spoiled", changed->old_spoiled);
  khoa_json_int(json, "queued", changed->queued);
  khoa_json_int(json, "surplus", changed->surplus);
  khoa_json_bool(json, "dry_run", order->dry_run);
  khoa_json_print(json);
}

static void tell_people(const KhoaTagsOrder *order, const KhoaTagsChanged *changed) {
  for (guint i = 0; order->dry_run && i < changed->entries->len; i++)
    puts(g_ptr_array_index(changed->entries, i));
  printf("%u %s %s %s", changed->changed, changed->changed == 1 ? _("tag") : _("tags"),
         order->dry_run ? _("would be") : _("now"), word_of(order->act));
  if (changed->unchanged)
    printf(_(", %u were so before"), changed->unchanged);
  if (changed->passed_over)
    printf(_(", %u passed over: they can't become so"), changed->passed_over);
  if (changed->old_replaced)
    printf(_(", %u old ones replaced"), changed->old_replaced);
  if (changed->old_spoiled)
    printf(_(", %u old ones spoiled: destroy them"), changed->old_spoiled);
  putchar('\n');
  if (changed->queued)
    khoa_cli_tell(
        _("%u still queued for replacement: 'khoa tag replace --cancel' if they need none"),
        changed->queued);
  if (changed->surplus)
    khoa_cli_tell(
        _("%u more than their households should have, since others were issued meanwhile: "
          "collect those or these, and 'khoa tag revoke' what you collect"),
        changed->surplus);
}

static gboolean change(KhoaCli *cli, GArray *names, const KhoaTagsOrder *order, gboolean needed,
                       GError **error) {
  g_auto(KhoaTagsChanged) changed = {0};
  if (names->len == 0 && needed) {
    g_set_error(
        error, KHOA_OFFICE_ERROR, 0,
        _("which tags? Give printed codes, '-' to read them from standard input, or --batch "
          "N"));
    return FALSE;
  }
  if (!khoa_tags_change(cli->office, names, order, &changed, error))
    return FALSE;
  (cli->json ? tell_json : tell_people)(order, &changed);
  return TRUE;
}

/* How the commands that change tags are told which, and why. */
typedef struct Choice {
  char *batch, *only, *sheet, *reason;
  char *found, *round, *unit;
  gboolean cancel, dry_run;
} Choice;

static void choice_clear(Choice *choice) {
  g_free(choice->batch);
  g_free(choice->only);
  g_free(choice->sheet);
  g_free(choice->reason);
  g_free(choice->found);
  g_free(choice->round);
  g_free(choice->unit);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Choice, choice_clear)

/* What the survey found; the reason too, unless one is given. */
static gboolean choose_found(KhoaCli *cli, Choice *choice, GArray *names, GError **error) {
  g_autofree char *round = khoa_round_name(cli->office, choice->unit, choice->round, error);
  const KhoaTagsFound found = {choice->found, round, choice->unit};
  if (!round || !khoa_tag_names_found(cli->office, &found, names, error))
    return FALSE;
  if (!choice->reason)
    choice->reason = g_strdup_printf("%s in %s", choice->found, round);
  if (names->len == 0)
    khoa_cli_tell(_("none was found %s in round %s"), choice->found, round);
  return TRUE;
}

static gboolean choose(KhoaCli *cli, Choice *choice, char **codes, GArray *names, GError **error) {
  KhoaTagsOfBatch of_batch = {0, choice->only, choice->sheet};
  const char *fault =
      (choice->only || choice->sheet) && !choice->batch   ? _("--only and --sheet go with --batch")
      : choice->only && choice->sheet                     ? _("give --only or --sheet, not both")
      : (choice->round || choice->unit) && !choice->found ? _("--round and --unit go with --found")
      : choice->found && (choice->batch || *codes)
          ? _("--found names the tags: give no codes and no --batch")
          : NULL;
  if (fault) {
    g_set_error_literal(error, KHOA_OFFICE_ERROR, 0, fault);
    return FALSE;
  }
  if (choice->found)
    return choose_found(cli, choice, names, error);
  return khoa_cli_number("--batch", choice->batch, 1, KHOA_BATCH_MAX, &of_batch.batch, error) &&
         (!choice->batch || khoa_tag_names_of_batch(cli->office, &of_batch, names, error)) &&
         add_names(cli->office, names, codes, error);
}

/* What the commands that change tags share. */
static int change_tags(KhoaCli *cli, int argc, char **argv, const char *act) {
  g_auto(Choice) choice = {0};
  const GOptionEntry entries[] = {
      {"batch", 0, 0, G_OPTION_ARG_STRING, &choice.batch, N_("All tags of this batch that can"),
       "N"},
      {"only", 0, 0, G_OPTION_ARG_STRING, &choice.only,
       N_("Of the batch only these, such as 5,7-9"), N_("LIST")},
      {"sheet", 0, 0, G_OPTION_ARG_STRING, &choice.sheet,
       N_("Of the batch only those on these sheets of its files"), N_("LIST")},
      {"reason", 0, 0, G_OPTION_ARG_STRING, &choice.reason, N_("For the log; name no person"),
       N_("TEXT")},
      {"dry-run", 0, 0, G_OPTION_ARG_NONE, &choice.dry_run, N_("Only say what would change"), NULL},
      {strcmp(act, KHOA_ACT_QUEUE) == 0 ? "cancel" : NULL, 0, 0, G_OPTION_ARG_NONE, &choice.cancel,
       N_("Take them off the queue again"), NULL},
      {"found", 0, 0, G_OPTION_ARG_STRING, &choice.found,
       N_("Those that a survey found so: damaged, unreadable, or both"), N_("LIST")},
      {"round", 0, 0, G_OPTION_ARG_STRING, &choice.round, N_("Of this round (default: the newest)"),
       "2026-Q4"},
      {"unit", 0, 0, G_OPTION_ARG_STRING, &choice.unit, N_("Found by this unit's surveyors"),
       N_("CODE")},
      G_OPTION_ENTRY_NULL};
  int status;
  if (!khoa_cli_start(cli, &argc, &argv, entries, &status))
    return status;
  GError *error = NULL;
  g_autoptr(GArray) names = g_array_new(FALSE, FALSE, sizeof(KhoaTagName));
  if (!choose(cli, &choice, argv + 1, names, &error))
    return khoa_cli_fail(error);
  const KhoaTagsOrder order = {
      .act = choice.cancel ? KHOA_ACT_CANCEL : act,
      .reason = choice.reason ? choice.reason : "",
      .all = !choice.found && (!choice.batch || choice.only || choice.sheet),
      .dry_run = choice.dry_run,
  };
  if (!change(cli, names, &order, !choice.found, &error))
    return khoa_cli_fail(error);
  return KHOA_EXIT_YES;
}

int khoa_cmd_tag_handover(KhoaCli *cli, int argc, char **argv) {
  return change_tags(cli, argc, argv, KHOA_ACT_HANDOVER);
}

int khoa_cmd_tag_lost(KhoaCli *cli, int argc, char **argv) {
  return change_tags(cli, argc, argv, KHOA_ACT_LOST);
}

int khoa_cmd_tag_found(KhoaCli *cli, int argc, char **argv) {
  return change_tags(cli, argc, argv, KHOA_ACT_FOUND);
}

int khoa_cmd_tag_revoke(KhoaCli *cli, int argc, char **argv) {
  return change_tags(cli, argc, argv, KHOA_ACT_REVOKE);
}

int khoa_cmd_tag_spoil(KhoaCli *cli, int argc, char **argv) {
  return change_tags(cli, argc, argv, KHOA_ACT_SPOIL);
}

int khoa_cmd_tag_replace(KhoaCli *cli, int argc, char **argv) {
  return change_tags(cli, argc, argv, KHOA_ACT_QUEUE);
}
