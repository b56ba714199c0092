#include "commands.h"
#include "number.h"
#include "office/household.h"
#include "office/issue.h"
#include "office/lookup.h"
#include "output.h"
#include "progress.h"
#include "proved.h"
#include "sheet_words.h"
#include "values.h"

#include <glib/gi18n.h>
#include <inttypes.h>
#include <stdio.h>
#include <string.h>

typedef struct Order {
  char *unit, *kind, *layout, *fund, *household, *output, *specimen;
  KhoaSheetWords words;
  gboolean all, no_proof, dry_run;
  gint64 specimens; /* 0: tags that are due, not specimens */
  KhoaPrintOptions options;
} Order;

static void order_clear(Order *order) {
  g_free(order->unit);
  g_free(order->kind);
  g_free(order->layout);
  g_free(order->fund);
  g_free(order->household);
  g_free(order->output);
  g_free(order->specimen);
  khoa_sheet_words_clear(&order->words);
  khoa_print_options_clear(&order->options);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Order, order_clear)

static const KhoaKind kinds[] = {KHOA_KIND_KEYCHAIN, KHOA_KIND_LOCK_TAG};

static gboolean refuse(GError **error, const char *message) {
  g_set_error_literal(error, KHOA_OFFICE_ERROR, 0, message);
  return FALSE;
}

static gboolean check(Order *order, GError **error) {
  KhoaKind kind;
  if (!order->unit == !order->all)
    return refuse(error, _("say for whom: either --unit CODE or --all"));
  if (order->kind && (!khoa_kind_from_word(order->kind, &kind) || kind == KHOA_KIND_SPECIMEN))
    return refuse(error, _("--kind is keychain or lock-tag; without it both are issued"));
  if (order->layout && !order->kind)
    return refuse(error, _("--layout goes with --kind: a layout is for one kind"));
  if (order->fund && !g_strv_contains(khoa_value_words("fund"), order->fund))
    return refuse(error, _("--fund is budget, defence-security or donation"));
  if (order->household && !order->unit)
    return refuse(error, _("--household goes with --unit: a reference is one unit's"));
  if (order->specimen && (!order->unit || order->household))
    return refuse(error, _("--specimen goes with --unit alone: specimens are nobody's"));
  if (order->output && (!order->specimen || !order->kind))
    return refuse(error,
                  _("--output goes with --specimen and --kind: batches have their own folders"));
  return khoa_cli_number("--specimen", order->specimen, 1, KHOA_INDEX_MAX, &order->specimens,
                         error);
}

static gboolean take_id(const KhoaHousehold *household, gpointer id, GError **error) {
  (void)error;
  *(gint64 *)id = household->subject->id;
  return TRUE;
}

typedef struct Job {
  KhoaCli *cli;
  const Order *order;
  KhoaListing listing;
  KhoaBar bar;
  GArray *batches;       /* numbers (gint64) of those that were issued or finished, to be proved */
  gboolean replacements; /* now it is their turn, then that of what is due besides */
  gboolean priced;       /* khoa.ini names prices */
  gboolean told;         /* there was something to list */
  KhoaIssued total;
} Job;

/* What is done for a unit and kind. */
typedef gboolean (*Step)(Job *job, const KhoaIssueOrder *one, GError **error);

static void tell_issued(Job *job, const KhoaIssued *issued, const KhoaIssueOrder *one,
                        const char *folder) {
  job->told = TRUE;
  if (issued->batch)
    khoa_listing_int(&job->listing, issued->batch);
  else
    khoa_listing_text(&job->listing, NULL);
  khoa_listing_text(&job->listing, _(khoa_kind_word(one->kind)));
  khoa_listing_text(&job->listing, one->unit);
  khoa_listing_int(&job->listing, (gint64)issued->tags);
  khoa_listing_int(&job->listing, (gint64)issued->sheets);
  khoa_listing_text(&job->listing, job->order->specimens ? _("specimen")
                                   : one->replacements   ? _("replacement")
                                                         : _("due"));
  if (job->priced)
    khoa_listing_dong(&job->listing, issued->cost);
  khoa_listing_text(&job->listing, folder);
  khoa_issued_add(&job->total, issued);
}

/* The last line for people, of what is only planned. */
static void tell_total(Job *job) {
  khoa_listing_text(&job->listing, _("total"));
  khoa_listing_text(&job->listing, NULL);
  khoa_listing_text(&job->listing, NULL);
  khoa_listing_int(&job->listing, (gint64)job->total.tags);
  khoa_listing_int(&job->listing, (gint64)job->total.sheets);
  khoa_listing_text(&job->listing, NULL);
  if (job->priced)
    khoa_listing_dong(&job->listing, job->total.cost);
  khoa_listing_text(&job->listing, NULL);
}

/* Where specimens go: named by what they are, since they have no batch. */
static char *specimen_folder(const Job *job, const KhoaIssueOrder *one) {
  if (job->order->output)
    return g_strdup(job->order->output);
  g_autofree char *name = g_strdup_printf("specimen-%s-%s", khoa_kind_word(one->kind), one->unit);
  return g_build_filename(job->cli->office->folder, "batches", name, NULL);
}

static gboolean issue_specimens(Job *job, const KhoaIssueOrder *one, GError **error) {
  g_autofree char *folder = specimen_folder(job, one);
  KhoaIssued issued;
  if (!khoa_issue_specimens(job->cli->office, one, (guint)job->order->specimens, folder,
                            &job->bar.progress, &issued, error))
    return FALSE;
  tell_issued(job, &issued, one, folder);
  return TRUE;
}

static gboolean check_due(Job *job, const KhoaIssueOrder *one, GError **error) {
  KhoaIssued planned;
  if (!khoa_issue_plan(job->cli->office, one, &planned, error))
    return FALSE;
  if (job->order->dry_run && planned.tags > 0)
    tell_issued(job, &planned, one, NULL);
  return TRUE;
}

typedef struct Turn {
  Job *job;
  const KhoaIssueOrder *one;
} Turn;

static void take_issued(const KhoaIssued *issued, gpointer data) {
  const Turn *turn = data;
  g_autofree char *folder = khoa_batch_folder(turn->job->cli->office, issued->batch);
  g_array_append_val(turn->job->batches, issued->batch);
  tell_issued(turn->job, issued, turn->one, folder);
}

static gboolean issue_due(Job *job, const KhoaIssueOrder *one, GError **error) {
  return khoa_issue(job->cli->office, one, &job->bar.progress, take_issued, &(Turn){job, one},
                    error);
}

static gboolean for_unit(Job *job, const char *unit, Step step, GError **error) {
  const Order *order = job->order;
  KhoaIssueOrder one = {.unit = unit,
                        .replacements = job->replacements,
                        .layout = order->layout,
                        .fund = order->fund ? order->fund : "",
                        .options = &order->options};
  if (order->household &&
      !khoa_household_find(job->cli->office, unit, order->household, take_id, &one.subject, error))
    return FALSE;
  for (gsize i = 0; i < G_N_ELEMENTS(kinds); i++) {
    one.kind = kinds[i];
    if ((!order->kind || strcmp(order->kind, khoa_kind_word(kinds[i])) == 0) &&
        !step(job, &one, error))
      return FALSE;
  }
  return TRUE;
}

static gboolean for_units(Job *job, Step step, GError **error) {
  if (job->order->unit)
    return for_unit(job, job->order->unit, step, error);
  g_autoptr(GPtrArray) units = khoa_unit_list(job->cli->office->db, NULL, error);
  for (guint i = 0; units && i < units->len; i++) {
    const KhoaUnitRecord *unit = g_ptr_array_index(units, i);
    if (unit->subjects > 0 && !for_unit(job, unit->code, step, error))
      return FALSE;
  }
  return units != NULL;
}

static gboolean for_all(Job *job, Step step, GError **error) {
  job->replacements = TRUE;
  if (!for_units(job, step, error))
    return FALSE;
  job->replacements = FALSE;
  return for_units(job, step, error);
}

/* What a crash or a closed terminal left without files. */
static gboolean finish_earlier(Job *job, GError **error) {
  g_autoptr(GArray) finished = g_array_new(FALSE, FALSE, sizeof(gint64));
  if (!khoa_batch_finish_all(job->cli->office, &job->bar.progress, finished, error))
    return FALSE;
  for (guint i = 0; i < finished->len; i++) {
    gint64 number = g_array_index(finished, gint64, i);
    g_array_append_val(job->batches, number);
    khoa_bar_clear(&job->bar);
    khoa_cli_tell(_("batch %" PRId64 " was issued before and had no files: drawn now"), number);
  }
  return TRUE;
}

/* All is checked before the passphrase is asked for and the first batch registered. */
static gboolean do_job(Job *job, GError **error) {
  if (job->order->specimens)
    return for_units(job, issue_specimens, error);
  if (!for_all(job, check_due, error))
    return FALSE;
  return job->order->dry_run || (khoa_cli_unlock_authority(job->cli, error) &&
                                 finish_earlier(job, error) && for_all(job, issue_due, error));
}

static int prove_all(KhoaCli *cli, const GArray *batches) {
  int status = KHOA_EXIT_YES;
  for (guint i = 0; i < batches->len && status != KHOA_EXIT_ERROR; i++) {
    gint64 number = g_array_index(batches, gint64, i);
    g_autofree char *folder = khoa_batch_folder(cli->office, number);
    int proved = khoa_prove_batch(cli, number, folder);
    status = MAX(status, proved);
  }
  return status;
}

static int issue(KhoaCli *cli, Order *order) {
  GError *error = NULL;
  const KhoaConfig *config = cli->office->config;
  if (!check(order, &error) ||
      !khoa_print_options_init(&order->options, config, NULL, NULL, &error) ||
      !khoa_sheet_words_apply(&order->words, config, &order->options, &error))
    return khoa_cli_fail(error);
  g_autoptr(GArray) batches = g_array_new(FALSE, FALSE, sizeof(gint64));
  Job job = {.cli = cli, .order = order, .batches = batches};
  job.priced = khoa_config_priced(cli->office->config);
  khoa_bar_init(&job.bar);
  khoa_listing_start(&job.listing, cli->json,
                     job.priced ? N_("batch kind unit tags sheets why cost folder")
                                : N_("batch kind unit tags sheets why folder"));
  gboolean issued = do_job(&job, &error);
  if (issued && order->dry_run && job.told && !cli->json)
    tell_total(&job);
  khoa_bar_clear(&job.bar);
  /* Also after a failure: what was issued before it is issued. */
  khoa_listing_end(&job.listing);
  if (!issued)
    return khoa_cli_fail(error);
  if (!job.told)
    khoa_cli_tell(_("nothing is due: every household has its tags"));
  return order->no_proof ? KHOA_EXIT_YES : prove_all(cli, batches);
}

int khoa_cmd_issue(KhoaCli *cli, int argc, char **argv) {
  g_auto(Order) order = {0};
  const GOptionEntry entries[] = {
      {"unit", 0, 0, G_OPTION_ARG_STRING, &order.unit, N_("For this unit"), N_("CODE")},
      {"all", 0, 0, G_OPTION_ARG_NONE, &order.all, N_("For every unit"), NULL},
      {"kind", 0, 0, G_OPTION_ARG_STRING, &order.kind, N_("keychain or lock-tag (default: both)"),
       N_("KIND")},
      {"household", 0, 0, G_OPTION_ARG_STRING, &order.household, N_("Only this household's"),
       N_("REF")},
      {"layout", 0, 0, G_OPTION_ARG_STRING, &order.layout,
       N_("A layout's name, or an SVG file (default: khoa.ini's)"), N_("NAME")},
      {"fund", 0, 0, G_OPTION_ARG_STRING, &order.fund, N_("budget, defence-security or donation"),
       N_("FUND")},
      KHOA_SHEET_ENTRIES(order.words),
      {"specimen", 0, 0, G_OPTION_ARG_STRING, &order.specimen,
       N_("Instead, N specimens that are registered nowhere"), "N"},
      {"output", 'o', 0, G_OPTION_ARG_FILENAME, &order.output, N_("Folder for specimens"),
       N_("FOLDER")},
      {"dry-run", 0, 0, G_OPTION_ARG_NONE, &order.dry_run,
       N_("Only say how many tags and sheets it would be, and what they cost"), NULL},
      {"no-proof", 0, 0, G_OPTION_ARG_NONE, &order.no_proof, N_("Don't scan the finished files"),
       NULL},
      G_OPTION_ENTRY_NULL};
  int status;
  if (!khoa_cli_start(cli, &argc, &argv, entries, &status))
    return status;
  return issue(cli, &order);
}
