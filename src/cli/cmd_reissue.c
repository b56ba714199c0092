#include "commands.h"
#include "office/lookup.h"
#include "office/reissue.h"
#include "output.h"

#include <glib/gi18n.h>
#include <string.h>

static gboolean check(const char *unit, gboolean all, const char *reason, GError **error) {
  const char *fault = !unit == !all ? _("say for whom: either --unit CODE or --all")
                      : !reason || strcmp(reason, KHOA_REISSUE_HOTLINES) != 0
                          ? _("say why: --reason hotlines, for tags with old numbers; 'khoa tag "
                              "replace' is for others")
                          : NULL;
  if (fault)
    g_set_error_literal(error, KHOA_OFFICE_ERROR, 0, fault);
  return !fault;
}

static void list_row(KhoaListing *listing, gboolean priced, const char *unit, const char *kind,
                     const KhoaIssued *planned) {
  khoa_listing_text(listing, unit);
  khoa_listing_text(listing, kind);
  khoa_listing_int(listing, (gint64)planned->tags);
  khoa_listing_int(listing, (gint64)planned->sheets);
  if (priced)
    khoa_listing_dong(listing, planned->cost);
}

static void list_all(const KhoaCli *cli, const GPtrArray *list) {
  KhoaIssued total = {0};
  KhoaListing listing;
  gboolean priced = khoa_config_priced(cli->office->config);
  khoa_listing_start(&listing, cli->json,
                     priced ? N_("unit kind tags sheets cost") : N_("unit kind tags sheets"));
  for (guint i = 0; i < list->len; i++) {
    const KhoaReissued *one = g_ptr_array_index(list, i);
    list_row(&listing, priced, one->unit, _(khoa_kind_word(one->kind)), &one->planned);
    khoa_issued_add(&total, &one->planned);
  }
  if (list->len && !cli->json)
    list_row(&listing, priced, _("total"), NULL, &total);
  khoa_listing_end(&listing);
}

int khoa_cmd_reissue(KhoaCli *cli, int argc, char **argv) {
  g_autofree char *unit = NULL, *reason = NULL;
  gboolean all = FALSE, dry_run = FALSE;
  const GOptionEntry entries[] = {
      {"unit", 0, 0, G_OPTION_ARG_STRING, &unit, N_("This unit's tags"), N_("CODE")},
      {"all", 0, 0, G_OPTION_ARG_NONE, &all, N_("Every unit's"), NULL},
      {"reason", 0, 0, G_OPTION_ARG_STRING, &reason, N_("hotlines: those that carry old numbers"),
       N_("REASON")},
      {"dry-run", 0, 0, G_OPTION_ARG_NONE, &dry_run,
       N_("Only say how many tags and sheets it would be, and what they cost"), NULL},
      G_OPTION_ENTRY_NULL};
  int status;
  if (!khoa_cli_start(cli, &argc, &argv, entries, &status))
    return status;
  GError *error = NULL;
  g_autoptr(GPtrArray) list =
      check(unit, all, reason, &error) ? khoa_reissue(cli->office, unit, dry_run, &error) : NULL;
  if (!list)
    return khoa_cli_fail(error);
  list_all(cli, list);
  if (!list->len)
    khoa_cli_tell(_("nothing to queue: every tag has current numbers, or its replacement is on its "
                    "way"));
  else if (!dry_run)
    khoa_cli_tell(_("queued: 'khoa issue' prints what replaces them"));
  return KHOA_EXIT_YES;
}

typedef struct Progress {
  KhoaListing listing;
  KhoaExchange total;
} Progress;

static void list_exchange(KhoaListing *listing, const KhoaExchange *one, const char *kind) {
  khoa_listing_text(listing, one->unit);
  khoa_listing_text(listing, one->village);
  khoa_listing_text(listing, kind);
  khoa_listing_int(listing, one->old);
  khoa_listing_int(listing, one->queued);
  khoa_listing_int(listing, one->printed);
  khoa_listing_int(listing, one->exchanged);
}

static gboolean list_village(const KhoaExchange *one, gpointer data, GError **error) {
  Progress *progress = data;
  (void)error;
  list_exchange(&progress->listing, one, _(khoa_kind_word(one->kind)));
  progress->total.unit = _("total");
  progress->total.old += one->old;
  progress->total.queued += one->queued;
  progress->total.printed += one->printed;
  progress->total.exchanged += one->exchanged;
  return TRUE;
}

int khoa_cmd_reissue_status(KhoaCli *cli, int argc, char **argv) {
  g_autofree char *unit = NULL;
  const GOptionEntry entries[] = {
      {"unit", 0, 0, G_OPTION_ARG_STRING, &unit, N_("Only this unit's"), N_("CODE")},
      G_OPTION_ENTRY_NULL};
  int status;
  if (!khoa_cli_start(cli, &argc, &argv, entries, &status))
    return status;
  GError *error = NULL;
  g_autoptr(KhoaUnitRecord) known = unit ? khoa_unit_get(cli->office->db, unit, &error) : NULL;
  if (unit && !known)
    return khoa_cli_fail(error);
  Progress progress = {0};
  khoa_listing_start(&progress.listing, cli->json,
                     N_("unit village kind old queued printed exchanged"));
  gboolean listed = khoa_exchange_each(cli->office->db, unit, list_village, &progress, &error);
  if (listed && progress.total.unit && !cli->json)
    list_exchange(&progress.listing, &progress.total, NULL);
  khoa_listing_end(&progress.listing);
  if (listed && !progress.total.unit)
    khoa_cli_tell(_("no exchange is under way: every tag has current numbers"));
  return listed ? KHOA_EXIT_YES : khoa_cli_fail(error);
}
