#include "commands.h"
#include "imported.h"
#include "office/lookup.h"
#include "output.h"

#include <glib/gi18n.h>

int khoa_cmd_hotline_set(KhoaCli *cli, int argc, char **argv) {
  g_autofree char *from = NULL;
  const GOptionEntry entries[] = {{"from", 0, 0, G_OPTION_ARG_STRING, &from,
                                   N_("In force from this day on (default: today)"),
                                   N_("YYYY-MM-DD")},
                                  G_OPTION_ENTRY_NULL};
  int status;
  if (!khoa_cli_start(cli, &argc, &argv, entries, &status))
    return status;
  GError *error = NULL;
  KhoaImported imported;
  if (!khoa_import_hotlines(cli->office, argv[1], argv[2], from, &imported, &error))
    return khoa_cli_fail(error);
  return khoa_imported_tell(cli, &imported, argv[2], _("numbers"), FALSE);
}

static void list_set(KhoaListing *listing, const KhoaHotlinesRecord *hotlines) {
  for (gsize i = 0; i < hotlines->count; i++) {
    const char *dialled = hotlines->numbers[i].number;
    g_autofree char *number = listing->json ? g_strdup(dialled) : khoa_phone_format(dialled);
    khoa_listing_text(listing, hotlines->unit);
    khoa_listing_int(listing, hotlines->id);
    khoa_listing_text(listing, hotlines->since);
    khoa_listing_bool(listing, hotlines->current);
    khoa_listing_text(listing, number);
    khoa_listing_text(listing, hotlines->numbers[i].label);
  }
}

int khoa_cmd_hotline_list(KhoaCli *cli, int argc, char **argv) {
  gboolean all = FALSE;
  const GOptionEntry entries[] = {
      {"all", 0, 0, G_OPTION_ARG_NONE, &all, N_("Earlier sets too"), NULL}, G_OPTION_ENTRY_NULL};
  int status;
  if (!khoa_cli_start(cli, &argc, &argv, entries, &status))
    return status;
  GError *error = NULL;
  const char *unit = argc > 1 ? argv[1] : NULL;
  g_autoptr(KhoaUnitRecord) known = unit ? khoa_unit_get(cli->office->db, unit, &error) : NULL;
  g_autoptr(GPtrArray) sets =
      unit && !known ? NULL : khoa_hotlines_list(cli->office->db, unit, &error);
  if (!sets)
    return khoa_cli_fail(error);
  KhoaListing listing;
  khoa_listing_start(&listing, cli->json, N_("unit set since current number label"));
  for (guint i = 0; i < sets->len; i++) {
    const KhoaHotlinesRecord *hotlines = g_ptr_array_index(sets, i);
    if (all || hotlines->current)
      list_set(&listing, hotlines);
  }
  khoa_listing_end(&listing);
  return KHOA_EXIT_YES;
}

/* A mobile is one officer's: in two units' sets it is likely a slip. Landlines and short codes may
 * well be shared, as the district's duty line is. */
static gboolean is_mobile(const char *number) {
  return g_str_has_prefix(number, "+84") && number[3] != '2';
}

/* Lists each mobile of a current set that another unit's current set has too. */
static guint check_twice(KhoaListing *listing, const GPtrArray *sets) {
  g_autoptr(GHashTable) owners = g_hash_table_new(g_str_hash, g_str_equal);
  guint faults = 0;
  for (guint i = 0; i < sets->len; i++) {
    const KhoaHotlinesRecord *hotlines = g_ptr_array_index(sets, i);
    for (gsize n = 0; hotlines->current && n < hotlines->count; n++) {
      char *number = hotlines->numbers[n].number;
      const char *owner = g_hash_table_lookup(owners, number);
      if (!owner && is_mobile(number))
        g_hash_table_insert(owners, number, hotlines->unit);
      if (!owner)
        continue;
      g_autofree char *shown = khoa_phone_format(number);
      g_autofree char *what = g_strdup_printf(_("%s is also unit %s's"), shown, owner);
      khoa_listing_text(listing, hotlines->unit);
      khoa_listing_text(listing, what);
      faults++;
    }
  }
  return faults;
}

static guint check_missing(KhoaListing *listing, const GPtrArray *units, const GPtrArray *sets) {
  g_autoptr(GHashTable) have = g_hash_table_new(g_str_hash, g_str_equal);
  guint faults = 0;
  for (guint i = 0; i < sets->len; i++)
    g_hash_table_add(have, ((KhoaHotlinesRecord *)g_ptr_array_index(sets, i))->unit);
  for (guint i = 0; i < units->len; i++) {
    const KhoaUnitRecord *unit = g_ptr_array_index(units, i);
    if (g_hash_table_contains(have, unit->code))
      continue;
    khoa_listing_text(listing, unit->code);
    khoa_listing_text(listing, _("has no numbers: 'khoa hotline set' gives it 3 to 5"));
    faults++;
  }
  return faults;
}

int khoa_cmd_hotline_check(KhoaCli *cli, int argc, char **argv) {
  int status;
  if (!khoa_cli_start(cli, &argc, &argv, NULL, &status))
    return status;
  GError *error = NULL;
  g_autoptr(GPtrArray) units = khoa_unit_list(cli->office->db, NULL, &error);
  g_autoptr(GPtrArray) sets = units ? khoa_hotlines_list(cli->office->db, NULL, &error) : NULL;
  if (!sets)
    return khoa_cli_fail(error);
  KhoaListing listing;
  khoa_listing_start(&listing, cli->json, N_("unit fault"));
  guint faults = check_missing(&listing, units, sets) + check_twice(&listing, sets);
  khoa_listing_end(&listing);
  if (!faults)
    khoa_cli_tell(_("every unit has its numbers"));
  return faults ? KHOA_EXIT_NO : KHOA_EXIT_YES;
}
