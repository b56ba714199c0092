#include "calibrate.h"
#include "commands.h"
#include "number.h"
#include "office/print.h"
#include "office/ranges.h"
#include "output.h"
#include "progress.h"
#include "proved.h"
#include "sheet_words.h"
#include "values.h"

#include <glib/gi18n.h>
#include <string.h>

#define VOLUME_MAX 10000

typedef struct Request {
  KhoaSheetWords words;
  char *only, *output, *start_at, *copies, *collate, *volume, *format, *dpi, *measured;
  gboolean no_proof, calibrate;
  KhoaPrintOptions options;
  KhoaPrintOrder order;
} Request;

static void request_clear(Request *request) {
  char *const all[] = {request->only,    request->output, request->start_at,
                       request->copies,  request->volume, request->format,
                       request->collate, request->dpi,    request->measured};
  for (gsize i = 0; i < G_N_ELEMENTS(all); i++)
    g_free(all[i]);
  khoa_sheet_words_clear(&request->words);
  khoa_print_options_clear(&request->options);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Request, request_clear)

static gboolean refuse(GError **error, const char *message) {
  g_set_error_literal(error, KHOA_OFFICE_ERROR, 0, message);
  return FALSE;
}

static gboolean take_format(Request *request, GError **error) {
  const char *const *formats = khoa_value_words("format"); /* in the order of KhoaFormat */
  for (int i = 0; request->format && formats[i]; i++)
    if (strcmp(request->format, formats[i]) == 0) {
      request->order.format = (KhoaFormat)i;
      return TRUE;
    }
  return !request->format || refuse(error, _("--format is pdf, svg or png"));
}

/* What a picture of a single tag has no use for would be passed over in silence. */
static gboolean check_format(const Request *request, GError **error) {
  const KhoaSheetWords *words = &request->words;
  const char *const of_sheets[] = {
      words->paper,    words->printer,   words->gap,     words->margin, words->bleed,
      words->marks,    words->duplex,    words->turn,    words->colour, request->start_at,
      request->copies, request->collate, request->volume};
  if (request->dpi && request->order.format != KHOA_FORMAT_PNG)
    return refuse(error, _("--dpi goes with --format png: the others are drawn by lines"));
  if (request->order.format == KHOA_FORMAT_PDF)
    return TRUE;
  for (gsize i = 0; i < G_N_ELEMENTS(of_sheets); i++)
    if (of_sheets[i])
      return refuse(error, _("--format svg and png draw each tag for itself: of the options about "
                             "sheets only --only and --cut go with them"));
  if (words->cut && (request->order.format != KHOA_FORMAT_SVG || strcmp(words->cut, "file") == 0))
    return refuse(error, _("--cut is layer or none with --format svg, and doesn't go with png"));
  return TRUE;
}

static gboolean take_numbers(Request *request, GError **error) {
  KhoaPrintOptions *options = &request->options;
  KhoaPrintOrder *order = &request->order;
  order->dpi = 600;
  return khoa_cli_number("--start-at", request->start_at, 1, KHOA_PLACES_MAX, &options->start_at,
                         error) &&
         khoa_cli_number("--copies", request->copies, 1, KHOA_COPIES_MAX, &options->copies,
                         error) &&
         khoa_cli_number("--volume", request->volume, 1, VOLUME_MAX, &order->volume, error) &&
         khoa_cli_number("--dpi", request->dpi, KHOA_DPI_MIN, KHOA_DPI_MAX, &order->dpi, error);
}

/* The batch's first options, changed as asked. */
static gboolean set_options(const KhoaCli *cli, const KhoaBatchRecord *batch, Request *request,
                            GError **error) {
  KhoaPrintOptions *options = &request->options;
  request->order.options = options;
  if (!khoa_print_options_parse(options, batch->sheet, error) || !take_format(request, error) ||
      !check_format(request, error) || !take_numbers(request, error) ||
      !khoa_sheet_words_apply(&request->words, cli->office->config, options, error))
    return FALSE;
  if (!khoa_print_options_set(options, "collate", request->collate, error)) {
    g_prefix_error(error, "--");
    return FALSE;
  }
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
  if (!set_options(cli, batch, request, error))
    return FALSE;
  if (!batch->drawn && (!khoa_cli_unlock_authority(cli, error) ||
                        !khoa_batch_finish(cli->office, batch, NULL, &bar->progress, error)))
    return FALSE;
  if (!request->output)
    request->output = free_folder(cli, batch->number);
  return khoa_print(cli->office, batch, &request->order, request->output, &bar->progress, printed,
                    error);
}

/* The files of each volume. */
static int prove_volumes(KhoaCli *cli, const Request *request, const KhoaPrinted *printed) {
  static const char *const faces[] = {"front", "back"};
  int status = KHOA_EXIT_YES;
  for (guint i = 0; i < 2 * printed->volumes; i++) {
    g_autofree char *name = g_strdup_printf("%s-%u.pdf", faces[i % 2], i / 2 + 1);
    g_autofree char *path = g_build_filename(request->output, name, NULL);
    if (!g_file_test(path, G_FILE_TEST_EXISTS))
      continue;
    int proved = khoa_prove_file(cli, path);
    status = MAX(status, proved);
  }
  return status;
}

static int prove(KhoaCli *cli, const KhoaBatchRecord *batch, const Request *request,
                 const KhoaPrinted *printed) {
  if (request->no_proof || request->order.format == KHOA_FORMAT_SVG)
    return KHOA_EXIT_YES;
  if (request->order.format == KHOA_FORMAT_PNG)
    return khoa_prove_folder(cli, request->output);
  return printed->volumes ? prove_volumes(cli, request, printed)
                          : khoa_prove_batch(cli, batch->number, request->output);
}

static void tell(const KhoaCli *cli, const KhoaBatchRecord *batch, const Request *request,
                 const KhoaPrinted *printed) {
  KhoaListing listing;
  khoa_listing_start(&listing, cli->json, N_("batch tags sheets folder"));
  khoa_listing_int(&listing, batch->number);
  khoa_listing_int(&listing, (gint64)printed->tags);
  khoa_listing_int(&listing, (gint64)printed->sheets);
  khoa_listing_text(&listing, request->output);
  khoa_listing_end(&listing);
  if (printed->dead)
    khoa_cli_tell(
        _("khoa: %u of these tags are replaced, lost, revoked or spoiled: destroy what is "
          "printed of them, or choose others by --only"),
        printed->dead);
  if (!batch->numbers_current)
    khoa_cli_tell(_("khoa: the unit has newer hotlines: these tags will verify as outdated"));
}

static int run(KhoaCli *cli, const char *word, Request *request) {
  GError *error = NULL;
  KhoaPrinted printed;
  g_auto(KhoaBar) bar;
  khoa_bar_init(&bar);
  gint64 number;
  g_autoptr(KhoaBatchRecord) batch =
      khoa_cli_number(_("BATCH"), word, 1, KHOA_BATCH_MAX, &number, &error)
          ? khoa_batch_load(cli->office, number, &error)
          : NULL;
  gboolean done = batch && print(cli, batch, request, &bar, &printed, &error);
  khoa_bar_clear(&bar);
  if (!done)
    return khoa_cli_fail(error);
  tell(cli, batch, request, &printed);
  return prove(cli, batch, request, &printed);
}

int khoa_cmd_print(KhoaCli *cli, int argc, char **argv) {
  g_auto(Request) request = {0};
  const GOptionEntry entries[] = {
      {"only", 0, 0, G_OPTION_ARG_STRING, &request.only, N_("Only these tags, such as 5,7-9"),
       N_("LIST")},
      {"start-at", 0, 0, G_OPTION_ARG_STRING, &request.start_at,
       N_("Begin at this place of a partly used sheet"), "N"},
      {"copies", 0, 0, G_OPTION_ARG_STRING, &request.copies, N_("Print all of it N times"), "N"},
      {"collate", 0, 0, G_OPTION_ARG_STRING, &request.collate,
       N_("Copies as sets (1,2,3,1,2,3) or as tags (1,1,2,2)"), N_("sets|tags")},
      {"volume", 0, 0, G_OPTION_ARG_STRING, &request.volume,
       N_("Files of at most N sheets: front-1.pdf, front-2.pdf"), "N"},
      KHOA_SHEET_ENTRIES(request.words),
      {"format", 0, 0, G_OPTION_ARG_STRING, &request.format,
       N_("pdf: sheets; svg or png: each tag for itself"), N_("FORMAT")},
      {"dpi", 0, 0, G_OPTION_ARG_STRING, &request.dpi, N_("Resolution of png (default: 600)"), "N"},
      {"output", 'o', 0, G_OPTION_ARG_FILENAME, &request.output,
       N_("A new folder (default: batches/NNNN-print-1)"), N_("FOLDER")},
      {"no-proof", 0, 0, G_OPTION_ARG_NONE, &request.no_proof, N_("Don't scan the finished files"),
       NULL},
      {"calibrate", 0, 0, G_OPTION_ARG_NONE, &request.calibrate,
       N_("Instead, a sheet to measure a printer by, into -o FILE.pdf"), NULL},
      {"measured", 0, 0, G_OPTION_ARG_STRING, &request.measured,
       N_("With --calibrate: what was measured on that sheet; answers with lines for khoa.ini"),
       "A,B,C,D"},
      G_OPTION_ENTRY_NULL};
  int status;
  if (!khoa_cli_start(cli, &argc, &argv, entries, &status))
    return status;
  if (request.calibrate != (argc < 2) || (request.measured && !request.calibrate)) {
    GError *error = NULL;
    refuse(&error, _("say which batch, khoa print 12, or --calibrate for a printer (and --measured "
                     "with it), not both"));
    return khoa_cli_fail(error);
  }
  const KhoaCalibrate calibrate = {request.words.paper, request.words.printer, request.measured,
                                   request.output};
  return request.calibrate ? khoa_calibrate(cli, &calibrate) : run(cli, argv[1], &request);
}
