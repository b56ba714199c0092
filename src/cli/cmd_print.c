#include "commands.h"
#include "number.h"
#include "office/batch_files.h"
#include "office/ranges.h"
#include "output.h"
#include "progress.h"
#include "proved.h"

#include <string.h>

typedef struct Request {
  char *paper, *printer, *only, *output, *start_at, *copies;
  gboolean no_proof;
  KhoaPrintOptions options;
} Request;

static void request_clear(Request *request) {
  g_free(request->paper);
  g_free(request->printer);
  g_free(request->only);
  g_free(request->output);
  g_free(request->start_at);
  g_free(request->copies);
  khoa_print_options_clear(&request->options);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Request, request_clear)

/* The batch's first options, changed as asked. */
static gboolean set_options(const KhoaCli *cli, const KhoaBatchRecord *batch, Request *request,
                            GError **error) {
  KhoaPrintOptions *options = &request->options;
  if (!khoa_print_options_parse(options, batch->sheet, error))
    return FALSE;
  if (request->paper) {
    g_free(options->paper);
    options->paper = g_strdup(request->paper);
  }
  if (!khoa_cli_number("--start-at", request->start_at, 1, KHOA_PLACES_MAX, &options->start_at,
                       error) ||
      !khoa_cli_number("--copies", request->copies, 1, KHOA_COPIES_MAX, &options->copies, error))
    return FALSE;
  if (request->printer &&
      !khoa_config_printer(cli->office->config, request->printer, &options->printer, error))
    return FALSE;
  return !request->only ||
         (options->only = khoa_ranges_parse(request->only, 1, batch->count, error)) != NULL;
}

/* The next free name beside the batch's own folder. */
static char *free_folder(const KhoaCli *cli, gint64 number) {
  g_autofree char *folder = khoa_batch_folder(cli->office, number);
  for (int n = 1;; n++) {
    g_autofree char *path = g_strdup_printf("%s-print-%d", folder, n);
    if (!g_file_test(path, G_FILE_TEST_EXISTS))
      return g_steal_pointer(&path);
  }
}

static gboolean print(KhoaCli *cli, const KhoaBatchRecord *batch, Request *request,
                      const KhoaBar *bar, KhoaPrinted *printed, GError **error) {
  if (!batch->drawn && (!khoa_cli_unlock_authority(cli, error) ||
                        !khoa_batch_finish(cli->office, batch, NULL, &bar->progress, error)))
    return FALSE;
  if (!request->output)
    request->output = free_folder(cli, batch->number);
  return set_options(cli, batch, request, error) &&
         khoa_batch_print(cli->office, batch, &request->options, request->output, &bar->progress,
                          printed, error);
}

static int run(KhoaCli *cli, const char *word, Request *request) {
  GError *error = NULL;
  KhoaPrinted printed;
  g_auto(KhoaBar) bar;
  khoa_bar_init(&bar);
  gint64 number;
  g_autoptr(KhoaBatchRecord) batch =
      khoa_cli_number("BATCH", word, 1, KHOA_BATCH_MAX, &number, &error)
          ? khoa_batch_load(cli->office, number, &error)
          : NULL;
  gboolean done = batch && print(cli, batch, request, &bar, &printed, &error);
  khoa_bar_clear(&bar);
  if (!done)
    return khoa_cli_fail(error);
  KhoaListing listing;
  khoa_listing_start(&listing, cli->json, "batch tags sheets folder");
  khoa_listing_int(&listing, batch->number);
  khoa_listing_int(&listing, (gint64)printed.tags);
  khoa_listing_int(&listing, (gint64)printed.sheets);
  khoa_listing_text(&listing, request->output);
  khoa_listing_end(&listing);
  if (printed.dead)
    khoa_cli_tell("khoa: %u of these tags are replaced, lost, revoked or spoiled: destroy what is "
                  "printed of them, or choose others by --only",
                  printed.dead);
  if (!batch->numbers_current)
    khoa_cli_tell("khoa: the unit has newer hotlines: these tags will verify as outdated");
  if (request->no_proof)
    return KHOA_EXIT_YES;
  return khoa_prove_batch(cli, batch->number, request->output);
}

int khoa_cmd_print(KhoaCli *cli, int argc, char **argv) {
  g_auto(Request) request = {0};
  const GOptionEntry entries[] = {
      {"only", 0, 0, G_OPTION_ARG_STRING, &request.only, "Only these tags, such as 5,7-9", "LIST"},
      {"start-at", 0, 0, G_OPTION_ARG_STRING, &request.start_at,
       "Begin at this place of a partly used sheet", "N"},
      {"copies", 0, 0, G_OPTION_ARG_STRING, &request.copies, "Print all of it N times", "N"},
      {"paper", 0, 0, G_OPTION_ARG_STRING, &request.paper, "a4, a3, sra3 or roll", "PAPER"},
      {"printer", 0, 0, G_OPTION_ARG_STRING, &request.printer,
       "Calibrated as khoa.ini's [printer NAME] says", "NAME"},
      {"output", 'o', 0, G_OPTION_ARG_FILENAME, &request.output,
       "A new folder (default: batches/NNNN-print-1)", "FOLDER"},
      {"no-proof", 0, 0, G_OPTION_ARG_NONE, &request.no_proof, "Don't scan the finished files",
       NULL},
      G_OPTION_ENTRY_NULL};
  int status;
  if (!khoa_cli_start(cli, &argc, &argv, entries, &status))
    return status;
  return run(cli, argv[1], &request);
}
