#include "commands.h"
#include "imported.h"
#include "office/household.h"
#include "office/lookup.h"
#include "output.h"
#include "wrap.h"

#include <glib/gi18n.h>
#include <stdio.h>
#include <string.h>

int khoa_cmd_household_import(KhoaCli *cli, int argc, char **argv) {
  g_autofree char *unit = NULL;
  gboolean dry_run = FALSE;
  const GOptionEntry entries[] = {
      {"unit", 0, 0, G_OPTION_ARG_STRING, &unit, N_("The unit of a list without that column"),
       N_("CODE")},
      {"dry-run", 0, 0, G_OPTION_ARG_NONE, &dry_run, N_("Only say what would change"), NULL},
      G_OPTION_ENTRY_NULL};
  int status;
  if (!khoa_cli_start(cli, &argc, &argv, entries, &status))
    return status;
  GError *error = NULL;
  KhoaImported imported;
  if (!khoa_import_subjects(cli->office, argv[1], unit, dry_run, &imported, &error))
    return khoa_cli_fail(error);
  return khoa_imported_tell(cli, &imported, argv[1], _("households"), dry_run);
}

/* Tags of a kind that a household holds or that wait for it. */
static gint64 count_tags(const KhoaHousehold *household, KhoaKind kind, KhoaStatus status) {
  gint64 count = 0;
  for (guint i = 0; i < household->tags->len; i++) {
    const KhoaTagRecord *tag = &g_array_index(household->tags, KhoaTagRecord, i);
    count += tag->kind == kind && tag->status == status;
  }
  return count;
}

static gboolean list_household(const KhoaHousehold *household, gpointer data, GError **error) {
  KhoaListing *listing = data;
  const KhoaSubjectRecord *subject = household->subject;
  (void)error;
  khoa_listing_text(listing, subject->unit);
  khoa_listing_text(listing, subject->village);
  khoa_listing_text(listing, _(khoa_subject_kind_word((KhoaSubjectKind)subject->kind)));
  khoa_listing_int(listing, subject->keychains);
  khoa_listing_int(listing, count_tags(household, KHOA_KIND_KEYCHAIN, KHOA_STATUS_PRINTED));
  khoa_listing_int(listing, count_tags(household, KHOA_KIND_KEYCHAIN, KHOA_STATUS_IN_USE));
  khoa_listing_int(listing, subject->lock_tags);
  khoa_listing_int(listing, count_tags(household, KHOA_KIND_LOCK_TAG, KHOA_STATUS_PRINTED));
  khoa_listing_int(listing, count_tags(household, KHOA_KIND_LOCK_TAG, KHOA_STATUS_IN_USE));
  if (household->person) {
    khoa_listing_text(listing, household->person->reference);
    khoa_listing_text(listing, household->person->head);
  }
  return TRUE;
}

#define COUNTS                                                                                     \
  N_("unit village kind keychains keychains_printed keychains_in_use lock_tags lock_tags_printed " \
     "lock_tags_in_use")
#define NAMES                                                                                      \
  N_("unit village kind keychains keychains_printed keychains_in_use lock_tags lock_tags_printed " \
     "lock_tags_in_use reference head")

int khoa_cmd_household_list(KhoaCli *cli, int argc, char **argv) {
  g_autofree char *unit = NULL;
  gboolean names = FALSE;
  const GOptionEntry entries[] = {
      {"unit", 0, 0, G_OPTION_ARG_STRING, &unit, N_("Only this unit's"), N_("CODE")},
      {"names", 0, 0, G_OPTION_ARG_NONE, &names, N_("With reference and head of household"), NULL},
      G_OPTION_ENTRY_NULL};
  int status;
  if (!khoa_cli_start(cli, &argc, &argv, entries, &status))
    return status;
  GError *error = NULL;
  g_autoptr(KhoaUnitRecord) known = unit ? khoa_unit_get(cli->office->db, unit, &error) : NULL;
  if ((unit && !known) || (names && !khoa_cli_unlock_privacy(cli, cli->command->name, &error)))
    return khoa_cli_fail(error);
  KhoaListing listing;
  khoa_listing_start(&listing, cli->json, names ? NAMES : COUNTS);
  gboolean listed = khoa_household_each(cli->office, unit, list_household, &listing, &error);
  khoa_listing_end(&listing);
  return listed ? KHOA_EXIT_YES : khoa_cli_fail(error);
}

typedef struct Fact {
  const char *name, *value;
} Fact;

static void show_json(const Fact *facts, gsize count, const KhoaHousehold *household) {
  JsonBuilder *json = khoa_json_object();
  for (gsize i = 0; i < count; i++)
    khoa_json_text(json, facts[i].name, *facts[i].value ? facts[i].value : NULL);
  khoa_json_int(json, "keychains", household->subject->keychains);
  khoa_json_int(json, "lock_tags", household->subject->lock_tags);
  json_builder_set_member_name(json, "tags");
  json_builder_begin_array(json);
  for (guint i = 0; i < household->tags->len; i++) {
    const KhoaTagRecord *tag = &g_array_index(household->tags, KhoaTagRecord, i);
    g_autofree char *code = khoa_tag_code(tag);
    json_builder_begin_object(json);
    khoa_json_text(json, "code", code);
    khoa_json_text(json, "kind", khoa_kind_word(tag->kind));
    khoa_json_text(json, "status", khoa_status_word(tag->status));
    json_builder_end_object(json);
  }
  json_builder_end_array(json);
  khoa_json_print(json);
}

static void put_name(const char *name) {
  khoa_put_padded(stdout, name, 11);
}

static void show_people(const Fact *facts, gsize count, const KhoaHousehold *household) {
  for (gsize i = 0; i < count; i++)
    if (*facts[i].value) {
      put_name(facts[i].name);
      puts(facts[i].value);
    }
  put_name(_("keychains"));
  printf("%d\n", household->subject->keychains);
  put_name(_("lock tags"));
  printf("%d\n", household->subject->lock_tags);
  for (guint i = 0; i < household->tags->len; i++) {
    const KhoaTagRecord *tag = &g_array_index(household->tags, KhoaTagRecord, i);
    g_autofree char *code = khoa_tag_code(tag);
    put_name(_(khoa_kind_word(tag->kind)));
    printf("%s  %s\n", code, _(khoa_status_word(tag->status)));
  }
}

static gboolean show_household(const KhoaHousehold *household, gpointer data, GError **error) {
  const KhoaCli *cli = data;
  (void)error;
  const KhoaSubjectRecord *subject = household->subject;
  const KhoaPerson *person = household->person;
  char *phone = khoa_phone_format(person->phone);
  const Fact facts[] = {
      {_("reference"), person->reference},
      {_("head"), person->head},
      {_("kind"), _(khoa_subject_kind_word((KhoaSubjectKind)subject->kind))},
      {_("unit"), subject->unit},
      {_("village"), subject->village},
      {_("address"), person->address},
      {_("phone"), phone},
      {_("remarks"), person->remarks},
  };
  (cli->json ? show_json : show_people)(facts, G_N_ELEMENTS(facts), household);
  explicit_bzero(phone, strlen(phone));
  g_free(phone);
  return TRUE;
}

int khoa_cmd_household_show(KhoaCli *cli, int argc, char **argv) {
  g_autofree char *unit = NULL;
  const GOptionEntry entries[] = {
      {"unit", 0, 0, G_OPTION_ARG_STRING, &unit, N_("Only in this unit"), N_("CODE")},
      G_OPTION_ENTRY_NULL};
  int status;
  if (!khoa_cli_start(cli, &argc, &argv, entries, &status))
    return status;
  GError *error = NULL;
  if (!khoa_cli_unlock_privacy(cli, cli->command->name, &error) ||
      !khoa_household_find(cli->office, unit, argv[1], show_household, cli, &error))
    return khoa_cli_fail(error);
  return KHOA_EXIT_YES;
}
