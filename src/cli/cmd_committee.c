#include "commands.h"
#include "imported.h"
#include "office/committee.h"
#include "office/lookup.h"
#include "output.h"

#include <glib/gi18n.h>
#include <stdio.h>

static void tell_import(const KhoaCli *cli, const KhoaImported *imported, const char *path,
                        gboolean dry_run) {
  khoa_imported_tell_ignored(imported, path);
  if (cli->json) {
    JsonBuilder *json = khoa_json_object();
    khoa_json_text(json, "file", path);
    khoa_json_int(json, "rows", (gint64)imported->rows);
    khoa_json_int(json, "added", (gint64)imported->added);
    khoa_json_int(json, "updated", (gint64)imported->updated);
    khoa_json_int(json, "unchanged", (gint64)imported->unchanged);
    khoa_json_int(json, "left", (gint64)imported->absent);
    khoa_json_print(json);
    return;
  }
  printf(_("%s: %zu members%s: %zu added, %zu updated, %zu unchanged, %zu left\n"), path,
         imported->rows, dry_run ? _(", nothing stored (--dry-run)") : "", imported->added,
         imported->updated, imported->unchanged, imported->absent);
}

static const KhoaCommitteeRecord *in_force(const KhoaCommune *commune) {
  return commune->rolls->len ? commune->rolls->pdata[commune->rolls->len - 1] : NULL;
}

static gboolean tell_lacking(const KhoaCommune *commune, gpointer data, GError **error) {
  const KhoaCommitteeRecord *roll = in_force(commune);
  g_autofree char *lacks = roll ? khoa_committee_lacks(roll) : NULL;
  (void)data, (void)error;
  if (lacks)
    khoa_cli_tell(_("khoa: the committee of unit %s has no %s"), commune->unit, lacks);
  return TRUE;
}

int khoa_cmd_committee_import(KhoaCli *cli, int argc, char **argv) {
  g_autofree char *unit = NULL, *from = NULL;
  gboolean dry_run = FALSE;
  const GOptionEntry entries[] = {
      {"unit", 0, 0, G_OPTION_ARG_STRING, &unit, N_("The unit of a list without that column"),
       N_("CODE")},
      {"from", 0, 0, G_OPTION_ARG_STRING, &from, N_("The roll's first day (default: today)"),
       N_("YYYY-MM-DD")},
      {"dry-run", 0, 0, G_OPTION_ARG_NONE, &dry_run, N_("Only say what would change"), NULL},
      G_OPTION_ENTRY_NULL};
  int status;
  if (!khoa_cli_start(cli, &argc, &argv, entries, &status))
    return status;
  GError *error = NULL;
  KhoaImported imported;
  if (!khoa_import_members(cli->office, argv[1], unit, from, dry_run, &imported, &error))
    return khoa_cli_fail(error);
  tell_import(cli, &imported, argv[1], dry_run);
  khoa_imported_clear(&imported);
  return khoa_committee_each(cli->office, unit, tell_lacking, NULL, &error) ? KHOA_EXIT_YES
                                                                            : khoa_cli_fail(error);
}

typedef struct Listing {
  KhoaCli *cli;
  KhoaListing rows;
  gboolean all;
} Listing;

static void list_counts(KhoaListing *rows, const char *unit, const KhoaCommitteeRecord *roll) {
  guint counts[KHOA_ROLES] = {0};
  g_autofree char *lacks = roll ? khoa_committee_lacks(roll) : g_strdup("committee");
  if (roll)
    khoa_committee_count(roll, counts);
  khoa_listing_text(rows, unit);
  khoa_listing_text(rows, roll ? roll->since : NULL);
  khoa_listing_text(rows, roll ? roll->until : NULL);
  for (KhoaRole role = KHOA_ROLE_HEAD; role <= KHOA_ROLE_MILITIA_HEAD; role++)
    khoa_listing_int(rows, counts[role]);
  khoa_listing_text(rows, lacks);
}

static gboolean list_names(const Listing *listing, KhoaListing *rows,
                           const KhoaCommitteeRecord *roll, GError **error) {
  for (guint i = 0; i < roll->members->len; i++) {
    const KhoaMemberRecord *member = g_ptr_array_index(roll->members, i);
    g_autoptr(KhoaPerson) person =
        khoa_person_open(member->sealed, listing->cli->office->privacy_secret, error);
    if (!person)
      return FALSE;
    khoa_listing_text(rows, roll->unit);
    khoa_listing_text(rows, roll->since);
    khoa_listing_text(rows, roll->until);
    khoa_listing_text(rows, khoa_role_name((KhoaRole)member->role));
    khoa_listing_text(rows, member->village);
    khoa_listing_text(rows, person->head);
    khoa_listing_text(rows, *person->phone ? person->phone : NULL);
  }
  return TRUE;
}

static gboolean list_commune(const KhoaCommune *commune, gpointer data, GError **error) {
  Listing *listing = data;
  const gboolean names = listing->cli->office->privacy_secret != NULL;
  const KhoaCommitteeRecord *newest = in_force(commune);
  if (!newest && !names && !commune->has_parts)
    list_counts(&listing->rows, commune->unit, NULL);
  for (guint i = 0; i < commune->rolls->len; i++) {
    const KhoaCommitteeRecord *roll = g_ptr_array_index(commune->rolls, i);
    if (!listing->all && roll != newest)
      continue;
    if (!names)
      list_counts(&listing->rows, commune->unit, roll);
    else if (!list_names(listing, &listing->rows, roll, error))
      return FALSE;
  }
  return TRUE;
}

#define COUNTS                                                                                     \
  N_("unit since until head standing_deputy deputies policemen village_heads militia_heads lacks")
#define NAMES N_("unit since until role village name phone")

int khoa_cmd_committee_list(KhoaCli *cli, int argc, char **argv) {
  g_autofree char *unit = NULL;
  Listing listing = {.cli = cli};
  gboolean names = FALSE;
  const GOptionEntry entries[] = {
      {"unit", 0, 0, G_OPTION_ARG_STRING, &unit, N_("Only this unit's"), N_("CODE")},
      {"all", 0, 0, G_OPTION_ARG_NONE, &listing.all, N_("Earlier rolls too"), NULL},
      {"names", 0, 0, G_OPTION_ARG_NONE, &names, N_("Each member, with name and phone"), NULL},
      G_OPTION_ENTRY_NULL};
  int status;
  if (!khoa_cli_start(cli, &argc, &argv, entries, &status))
    return status;
  GError *error = NULL;
  if (names && !khoa_cli_unlock_privacy(cli, cli->command->name, &error))
    return khoa_cli_fail(error);
  khoa_listing_start(&listing.rows, cli->json, names ? NAMES : COUNTS);
  gboolean listed = khoa_committee_each(cli->office, unit, list_commune, &listing, &error);
  khoa_listing_end(&listing.rows);
  return listed ? KHOA_EXIT_YES : khoa_cli_fail(error);
}
