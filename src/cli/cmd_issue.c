#include "commands.h"
#include "office/household.h"
#include "office/issue.h"
#include "office/lookup.h"
#include "output.h"
#include "progress.h"
#include "proved.h"

#include <stdio.h>
#include <string.h>

typedef struct Order {
  char *unit, *kind, *layout, *paper, *fund, *household, *output;
  gboolean all, no_proof;
  int specimen;
  KhoaPrintOptions options;
} Order;

static void order_clear(Order *order) {
  g_free(order->unit);
  g_free(order->kind);
  g_free(order->layout);
  g_free(order->paper);
  g_free(order->fund);
  g_free(order->household);
  g_free(order->output);
  khoa_print_options_clear(&order->options);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Order, order_clear)

static const KhoaKind kinds[] = {KHOA_KIND_KEYCHAIN, KHOA_KIND_LOCK_TAG};

static gboolean refuse(GError **error, const char *message) {
  g_set_error_literal(error, KHOA_OFFICE_ERROR, 0, message);
  return FALSE;
}

static gboolean check(const Order *order, GError **error) {
  static const char *const funds[] = {"budget", "defence-security", "donation", NULL};
  KhoaKind kind;
  if (!order->unit == !order->all)
    return refuse(error, "say for whom: either --unit CODE or --all");
  if (order->kind && (!khoa_kind_from_word(order->kind, &kind) || kind == KHOA_KIND_SPECIMEN))
    return refuse(error, "--kind is keychain or lock-tag; without it both are issued");
  if (order->layout && !order->kind)
    return refuse(error, "--layout goes with --kind: a layout is for one kind");
  if (order->fund && !g_strv_contains(funds, order->fund))
    return refuse(error, "--fund is budget, defence-security or donation");
  if (order->household && !order->unit)
    return refuse(error, "--household goes with --unit: a reference is one unit's");
  if (order->specimen && (!order->unit || order->household))
    return refuse(error, "--specimen goes with --unit alone: specimens are nobody's");
  if (order->specimen < 0 || order->specimen > (int)KHOA_INDEX_MAX)
    return refuse(error, "--specimen takes a number from 1 to 99999");
  return TRUE;
}

static gboolean take_id(const KhoaHousehold *household, gpointer id, GError **error) {
  (void)error;
  *(gint64 *)id = household->subject->id;
  return TRUE;
}

static void tell_issued(KhoaListing *listing, const KhoaIssued *issued, const KhoaIssueOrder *order,
                        const char *folder) {
  g_autofree char *batch = g_strdup_printf("%" G_GINT64_FORMAT, issued->batch);
  khoa_listing_text(listing, issued->batch ? batch : NULL);
  khoa_listing_text(listing, khoa_kind_word(order->kind));
  khoa_listing_text(listing, order->unit);
  khoa_listing_int(listing, (gint64)issued->tags);
  khoa_listing_int(listing, (gint64)issued->sheets);
  khoa_listing_text(listing, folder);
}

/* Where specimens go: named by what they are, since they have no batch. */
static char *specimen_folder(const KhoaCli *cli, const Order *order, KhoaKind kind) {
  if (order->output)
    return g_strdup(order->output);
  g_autofree char *name = g_strdup_printf("specimen-%s-%s", khoa_kind_word(kind), order->unit);
  return g_build_filename(cli->office->folder, "batches", name, NULL);
}

static gboolean issue_specimens(KhoaCli *cli, const Order *order, const KhoaIssueOrder *one,
                                KhoaListing *listing, const KhoaBar *bar, GError **error) {
  g_autofree char *folder = specimen_folder(cli, order, one->kind);
  KhoaIssued issued;
  if (!khoa_issue_specimens(cli->office, one, (guint)order->specimen, folder, &bar->progress,
                            &issued, error))
    return FALSE;
  tell_issued(listing, &issued, one, folder);
  return TRUE;
}

/* All that is due of one unit and kind, batch by batch. folders: gets each batch's folder. */
static gboolean issue_due(KhoaCli *cli, const KhoaIssueOrder *one, KhoaListing *listing,
                          const KhoaBar *bar, GPtrArray *folders, GError **error) {
  for (;;) {
    KhoaIssued issued;
    if (!khoa_issue(cli->office, one, &bar->progress, &issued, error))
      return FALSE;
    if (!issued.batch)
      return TRUE;
    char *folder = khoa_batch_folder(cli->office, issued.batch);
    g_ptr_array_add(folders, folder);
    tell_issued(listing, &issued, one, folder);
  }
}

static gboolean issue_unit(KhoaCli *cli, const Order *order, const char *unit, KhoaListing *listing,
                           const KhoaBar *bar, GPtrArray *folders, GError **error) {
  KhoaIssueOrder one = {.unit = unit,
                        .layout = order->layout,
                        .fund = order->fund ? order->fund : "",
                        .options = &order->options};
  if (order->household &&
      !khoa_household_find(cli->office, unit, order->household, take_id, &one.subject, error))
    return FALSE;
  for (gsize i = 0; i < G_N_ELEMENTS(kinds); i++) {
    one.kind = kinds[i];
    if (order->kind && strcmp(order->kind, khoa_kind_word(kinds[i])) != 0)
      continue;
    gboolean done = order->specimen ? issue_specimens(cli, order, &one, listing, bar, error)
                                    : issue_due(cli, &one, listing, bar, folders, error);
    if (!done)
      return FALSE;
  }
  return TRUE;
}

static gboolean issue_all(KhoaCli *cli, const Order *order, KhoaListing *listing,
                          const KhoaBar *bar, GPtrArray *folders, GError **error) {
  guint finished;
  if (!order->specimen && !khoa_batch_finish_all(cli->office, &bar->progress, &finished, error))
    return FALSE;
  if (order->unit)
    return issue_unit(cli, order, order->unit, listing, bar, folders, error);
  g_autoptr(GPtrArray) units = khoa_unit_list(cli->office->db, NULL, error);
  for (guint i = 0; units && i < units->len; i++) {
    const KhoaUnitRecord *unit = g_ptr_array_index(units, i);
    if (unit->subjects > 0 && !issue_unit(cli, order, unit->code, listing, bar, folders, error))
      return FALSE;
  }
  return units != NULL;
}

static int issue(KhoaCli *cli, Order *order) {
  GError *error = NULL;
  g_autoptr(GPtrArray) folders = g_ptr_array_new_with_free_func(g_free);
  g_auto(KhoaBar) bar;
  khoa_bar_init(&bar);
  if (!check(order, &error) ||
      !khoa_print_options_init(&order->options, cli->office->config, order->paper, NULL, &error) ||
      (!order->specimen && !khoa_cli_unlock_authority(cli, &error)))
    return khoa_cli_fail(error);
  KhoaListing listing;
  khoa_listing_start(&listing, cli->json, "batch kind unit tags sheets folder");
  gboolean issued = issue_all(cli, order, &listing, &bar, folders, &error);
  khoa_bar_clear(&bar);
  /* Also after a failure: what was issued before it is issued. */
  khoa_listing_end(&listing);
  if (!issued)
    return khoa_cli_fail(error);
  if (folders->len == 0 && !order->specimen)
    khoa_cli_tell("nothing is due: every household has its tags");
  return order->no_proof || order->specimen ? KHOA_EXIT_YES : khoa_prove_folders(cli, folders);
}

int khoa_cmd_issue(KhoaCli *cli, int argc, char **argv) {
  g_auto(Order) order = {0};
  const GOptionEntry entries[] = {
      {"unit", 0, 0, G_OPTION_ARG_STRING, &order.unit, "For this unit", "CODE"},
      {"all", 0, 0, G_OPTION_ARG_NONE, &order.all, "For every unit", NULL},
      {"kind", 0, 0, G_OPTION_ARG_STRING, &order.kind, "keychain or lock-tag (default: both)",
       "KIND"},
      {"household", 0, 0, G_OPTION_ARG_STRING, &order.household, "Only this household's", "REF"},
      {"layout", 0, 0, G_OPTION_ARG_STRING, &order.layout,
       "A layout's name, or an SVG file (default: khoa.ini's)", "NAME"},
      {"paper", 0, 0, G_OPTION_ARG_STRING, &order.paper,
       "a4, a3, sra3 or roll (default: khoa.ini's)", "PAPER"},
      {"fund", 0, 0, G_OPTION_ARG_STRING, &order.fund, "budget, defence-security or donation",
       "FUND"},
      {"specimen", 0, 0, G_OPTION_ARG_INT, &order.specimen,
       "Instead, N specimens that are registered nowhere", "N"},
      {"output", 'o', 0, G_OPTION_ARG_FILENAME, &order.output, "Folder for specimens", "FOLDER"},
      {"no-proof", 0, 0, G_OPTION_ARG_NONE, &order.no_proof, "Don't scan the finished files", NULL},
      G_OPTION_ENTRY_NULL};
  int status;
  if (!khoa_cli_start(cli, &argc, &argv, entries, &status))
    return status;
  return issue(cli, &order);
}
