#include "commands.h"
#include "language.h"
#include "office/file.h"
#include "office/lookup.h"
#include "office/report_json.h"
#include "output.h"
#include "report_listing.h"

#include <glib/gi18n.h>
#include <inttypes.h>
#include <stdio.h>
#include <string.h>

typedef struct Wanted {
  char *unit, *path, *figure, *name, *language;
  gboolean force;
  KhoaReportOrder order;
} Wanted;

static void wanted_clear(Wanted *wanted) {
  g_free(wanted->unit);
  g_free(wanted->path);
  g_free(wanted->figure);
  g_free(wanted->name);
  g_free(wanted->language);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Wanted, wanted_clear)

/* "report month": the command's second word. */
static KhoaReportKind kind_of(const KhoaCommand *command) {
  KhoaReportKind kind = KHOA_REPORT_MONTH;
  while (kind < KHOA_REPORT_PERIOD && !g_str_has_suffix(command->name, khoa_report_word(kind)))
    kind++;
  return kind;
}

static gboolean is_free(const Wanted *wanted, GError **error) {
  if (wanted->force || !g_file_test(wanted->path, G_FILE_TEST_EXISTS))
    return TRUE;
  g_set_error(error, KHOA_OFFICE_ERROR, 0,
              _("%s is there already: --force replaces it, -o names another file"), wanted->path);
  return FALSE;
}

/* The language that the file is to be in; `now` if nothing is said of it. */
static gboolean choose_language(const Wanted *wanted, const KhoaReportFormat *format,
                                KhoaLanguage now, KhoaLanguage *language, GError **error) {
  *language = format->official ? KHOA_VIETNAMESE : now;
  if (!wanted->language || khoa_language_parse(wanted->language, language))
    return TRUE;
  g_set_error(error, KHOA_OFFICE_ERROR, 0, _("--language is en or vi, not '%s'"), wanted->language);
  return FALSE;
}

/* Its words come from another file than the program, which may be missing. */
static gboolean speak(KhoaLanguage language, GError **error) {
  khoa_language_set(language);
  if (language == KHOA_ENGLISH || strcmp(C_("language", "en"), "vi") == 0)
    return TRUE;
  g_set_error(
      error, KHOA_OFFICE_ERROR, 0,
      _("the Vietnamese translation isn't installed: run 'make' or 'make install' again, or "
        "say --language en"));
  return FALSE;
}

/* The file in its language. Why there is none is said in the user's: so it is made once more in
 * that, for the reason alone. */
static GBytes *make_in_language(KhoaCli *cli, const Wanted *wanted, const KhoaReportFormat *format,
                                const KhoaReport *report, GError **error) {
  const KhoaLanguage now = khoa_language_set(KHOA_ENGLISH);
  KhoaLanguage language = now;
  GError *fault = NULL;
  khoa_language_set(now);
  if (!choose_language(wanted, format, now, &language, error))
    return NULL;
  const gboolean spoken = speak(language, error);
  GBytes *bytes = spoken ? format->make(cli->office, report, &fault) : NULL;
  khoa_language_set(now);
  if (fault && language != now) {
    g_autoptr(GError) reason = NULL;
    g_autoptr(GBytes) other = format->make(cli->office, report, &reason);
    if (!other) {
      g_error_free(fault);
      fault = g_steal_pointer(&reason);
    }
  }
  if (fault)
    g_propagate_error(error, fault);
  return bytes;
}

static gboolean write_in_language(KhoaCli *cli, const Wanted *wanted,
                                  const KhoaReportFormat *format, const KhoaReport *report,
                                  GError **error) {
  g_autoptr(GBytes) bytes = make_in_language(cli, wanted, format, report, error);
  return bytes && khoa_file_write(wanted->path, g_bytes_get_data(bytes, NULL),
                                  g_bytes_get_size(bytes), wanted->force, error);
}

static int write_file(KhoaCli *cli, const Wanted *wanted, const KhoaReportFormat *format,
                      const KhoaReport *report) {
  GError *error = NULL;
  if (!write_in_language(cli, wanted, format, report, &error))
    return khoa_cli_fail(error);
  if (!cli->json) {
    puts(wanted->path);
    return KHOA_EXIT_YES;
  }
  JsonBuilder *json = khoa_json_object();
  khoa_json_text(json, "period", report->period_name);
  khoa_json_text(json, "unit", report->unit);
  khoa_json_text(json, "file", wanted->path);
  khoa_json_print(json);
  return KHOA_EXIT_YES;
}

static int show(const KhoaCli *cli, const KhoaReport *report) {
  if (!cli->json) {
    khoa_report_list(report);
    return KHOA_EXIT_YES;
  }
  g_autofree char *text = khoa_report_json(report, FALSE);
  puts(text);
  return KHOA_EXIT_YES;
}

static void tell_unfinished(const KhoaReport *report) {
  g_autofree char *until = khoa_day_words(report->until);
  khoa_cli_tell(_("khoa: %s isn't over: this is what there is up to %s"), report->period_name,
                until);
}

static int make(KhoaCli *cli, const Wanted *wanted) {
  GError *error = NULL;
  const KhoaReportFormat *format = wanted->path ? khoa_report_format(wanted->path, &error) : NULL;
  if (wanted->path && (!format || !is_free(wanted, &error)))
    return khoa_cli_fail(error);
  g_autoptr(KhoaReport) report = khoa_report_new(cli->office, &wanted->order, &error);
  if (!report)
    return khoa_cli_fail(error);
  if (!report->over)
    tell_unfinished(report);
  return format ? write_file(cli, wanted, format, report) : show(cli, report);
}

typedef struct Explained {
  KhoaListing rows;
  gint64 sum;
} Explained;

static void list_number(KhoaListing *rows, gint64 number) {
  if (number)
    khoa_listing_int(rows, number);
  else
    khoa_listing_text(rows, NULL);
}

static void list_row(const KhoaReportRow *row, gpointer data) {
  Explained *explained = data;
  KhoaListing *rows = &explained->rows;
  const KhoaTagRecord tag = {.batch = row->batch, .index = row->index};
  g_autofree char *code = row->index ? khoa_tag_code(&tag) : NULL;
  explained->sum += row->amount;
  khoa_listing_text(rows, row->unit);
  khoa_listing_int(rows, row->amount);
  list_number(rows, row->batch);
  khoa_listing_text(rows, code);
  list_number(rows, row->household);
  list_number(rows, row->patrol);
  khoa_listing_text(rows, row->week);
  khoa_listing_text(rows, row->day);
  khoa_listing_text(rows, row->time);
  khoa_listing_text(rows, row->what);
}

/* A share is none of the figures: its two parts are. */
static gboolean find(KhoaFigure *figure, const char *name, GError **error) {
  for (int i = 0; i < KHOA_RATIO_COUNT; i++) {
    const KhoaRatioInfo *info = khoa_ratio_info((KhoaRatio)i);
    if (strcmp(info->name, name) != 0)
      continue;
    g_set_error(error, KHOA_OFFICE_ERROR, 0, _("%s is %s divided by %s: let these be explained"),
                name, khoa_figure_info(info->part)->name, khoa_figure_info(info->whole)->name);
    return FALSE;
  }
  return khoa_figure_find(figure, name, error);
}

static int explain(KhoaCli *cli, const Wanted *wanted) {
  GError *error = NULL;
  KhoaFigure figure;
  Explained explained = {.sum = 0};
  if (wanted->path)
    g_set_error(&error, KHOA_OFFICE_ERROR, 0, _("--explain answers here: leave out -o"));
  if (error || !find(&figure, wanted->figure, &error))
    return khoa_cli_fail(error);
  khoa_listing_start(&explained.rows, cli->json,
                     N_("unit amount batch tag household patrol week day time what"));
  const gboolean listed =
      khoa_report_explain(cli->office, &wanted->order, figure, list_row, &explained, &error);
  khoa_listing_end(&explained.rows);
  if (!listed)
    return khoa_cli_fail(error);
  khoa_cli_tell("%s, %s: %" PRId64, wanted->figure, wanted->order.name, explained.sum);
  return KHOA_EXIT_YES;
}

int khoa_cmd_report(KhoaCli *cli, int argc, char **argv) {
  g_auto(Wanted) wanted = {0};
  const GOptionEntry entries[] = {
      {"unit", 0, 0, G_OPTION_ARG_STRING, &wanted.unit, N_("Only this unit's"), N_("CODE")},
      {"output", 'o', 0, G_OPTION_ARG_FILENAME, &wanted.path,
       N_("A file; its name's end says which kind"), N_("FILE")},
      {"force", 0, 0, G_OPTION_ARG_NONE, &wanted.force,
       N_("Replace a file that is there (without it, that is an error)"), NULL},
      {"language", 0, 0, G_OPTION_ARG_STRING, &wanted.language,
       N_("Of the file, en or vi (default: vi for a PDF, else that of the messages)"), N_("WORD")},
      {"explain", 0, 0, G_OPTION_ARG_STRING, &wanted.figure,
       N_("Instead, the rows that a figure is made of"), N_("FIGURE")},
      G_OPTION_ENTRY_NULL};
  int status;
  if (!khoa_cli_start(cli, &argc, &argv, entries, &status))
    return status;
  GError *error = NULL;
  if (!khoa_report_order(&wanted.order, cli->office, kind_of(cli->command),
                         argc > 1 ? argv[1] : NULL, &wanted.name, &error))
    return khoa_cli_fail(error);
  wanted.order.unit = wanted.unit;
  return wanted.figure ? explain(cli, &wanted) : make(cli, &wanted);
}
