#include "commands.h"
#include "office/issue.h"
#include "office/lookup.h"
#include "output.h"
#include "sheet_words.h"

#include <glib/gi18n.h>

typedef struct Estimate {
  KhoaOffice *office;
  KhoaListing rows;
  KhoaIssueOrder order;
  KhoaKind kind; /* only this; 0: both */
  KhoaIssued total;
} Estimate;

static void list_row(KhoaListing *rows, const char *unit, const char *kind, const char *why,
                     const KhoaIssued *planned) {
  khoa_listing_text(rows, unit);
  khoa_listing_text(rows, kind);
  khoa_listing_text(rows, why);
  khoa_listing_int(rows, (gint64)planned->tags);
  khoa_listing_int(rows, (gint64)planned->sheets);
  khoa_listing_int(rows, (gint64)planned->sides);
  khoa_listing_dong(rows, planned->cost);
}

static gboolean estimate_unit(Estimate *estimate, const char *unit, GError **error) {
  static const KhoaKind kinds[] = {KHOA_KIND_KEYCHAIN, KHOA_KIND_LOCK_TAG};
  KhoaIssueOrder *order = &estimate->order;
  KhoaIssued planned;
  order->unit = unit;
  for (gsize i = 0; i < 2 * G_N_ELEMENTS(kinds); i++) {
    order->replacements = i < G_N_ELEMENTS(kinds);
    order->kind = kinds[i % G_N_ELEMENTS(kinds)];
    if (estimate->kind && estimate->kind != order->kind)
      continue;
    if (!khoa_issue_plan(estimate->office, order, &planned, error))
      return FALSE;
    if (!planned.tags)
      continue;
    khoa_issued_add(&estimate->total, &planned);
    list_row(&estimate->rows, unit, _(khoa_kind_word(order->kind)),
             order->replacements ? _("replacement") : _("due"), &planned);
  }
  return TRUE;
}

static gboolean estimate_units(Estimate *estimate, const char *unit, GError **error) {
  g_autoptr(KhoaUnitRecord) known = unit ? khoa_unit_get(estimate->office->db, unit, error) : NULL;
  g_autoptr(GPtrArray) units =
      unit && !known ? NULL : khoa_unit_list(estimate->office->db, unit, error);
  for (guint i = 0; units && i < units->len; i++) {
    const KhoaUnitRecord *one = g_ptr_array_index(units, i);
    if (one->subjects > 0 && !estimate_unit(estimate, one->code, error))
      return FALSE;
  }
  return units != NULL;
}

static int list_all(KhoaCli *cli, Estimate *estimate, const char *unit) {
  GError *error = NULL;
  khoa_listing_start(&estimate->rows, cli->json, N_("unit kind why tags sheets sides cost"));
  const gboolean done = estimate_units(estimate, unit, &error);
  if (done && estimate->total.tags && !cli->json)
    list_row(&estimate->rows, _("total"), NULL, NULL, &estimate->total);
  khoa_listing_end(&estimate->rows);
  if (!done)
    return khoa_cli_fail(error);
  if (!estimate->total.tags)
    khoa_cli_tell(_("nothing is due: every household has its tags"));
  else if (!estimate->total.cost)
    khoa_cli_tell(_("khoa.ini doesn't name all prices: [prices] keychain and lock-tag, in dong"));
  return KHOA_EXIT_YES;
}

/* Whatever is due, whether one unit is named, all, or none. */
static gboolean check(const char *unit, gboolean all, const char *kind, const char *layout,
                      KhoaKind *only, GError **error) {
  const char *fault = unit && all ? _("say for whom: either --unit CODE or --all")
                      : kind && (!khoa_kind_from_word(kind, only) || *only == KHOA_KIND_SPECIMEN)
                          ? _("--kind is keychain or lock-tag; without it both are counted")
                      : layout && !kind ? _("--layout goes with --kind: a layout is for one kind")
                                        : NULL;
  if (fault)
    g_set_error_literal(error, KHOA_OFFICE_ERROR, 0, fault);
  return !fault;
}

int khoa_cmd_estimate(KhoaCli *cli, int argc, char **argv) {
  g_autofree char *unit = NULL, *kind = NULL, *layout = NULL;
  gboolean all = FALSE;
  g_auto(KhoaSheetWords) words = {0};
  g_auto(KhoaPrintOptions) options = {0};
  const GOptionEntry entries[] = {
      {"unit", 0, 0, G_OPTION_ARG_STRING, &unit, N_("Only this unit's"), N_("CODE")},
      {"all", 0, 0, G_OPTION_ARG_NONE, &all, N_("Every unit's, as without --unit"), NULL},
      {"kind", 0, 0, G_OPTION_ARG_STRING, &kind, N_("keychain or lock-tag (default: both)"),
       N_("KIND")},
      {"layout", 0, 0, G_OPTION_ARG_STRING, &layout,
       N_("A layout's name, or an SVG file (default: khoa.ini's)"), N_("NAME")},
      KHOA_SHEET_ENTRIES(words),
      G_OPTION_ENTRY_NULL};
  int status;
  if (!khoa_cli_start(cli, &argc, &argv, entries, &status))
    return status;
  GError *error = NULL;
  const KhoaConfig *config = cli->office->config;
  Estimate estimate = {.office = cli->office};
  if (!check(unit, all, kind, layout, &estimate.kind, &error) ||
      !khoa_print_options_init(&options, config, NULL, NULL, &error) ||
      !khoa_sheet_words_apply(&words, config, &options, &error))
    return khoa_cli_fail(error);
  estimate.order.layout = layout;
  estimate.order.fund = "";
  estimate.order.options = &options;
  return list_all(cli, &estimate, unit);
}
