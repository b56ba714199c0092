#include "report_pdf.h"

#include "report_numbers.h"
#include "report_paper.h"
#include "report_parts.h"

#include <glib/gi18n.h>

static void (*const parts[])(KhoaReportText *) = {
    khoa_part_brief, khoa_part_tags,         khoa_part_survey,    khoa_part_patrols,
    khoa_part_costs, khoa_part_commendation, khoa_part_proposals,
};

static void open_text(KhoaReportText *text, const KhoaReportPaper *paper) {
  const KhoaReport *report = text->report;
  g_autofree char *period = khoa_say_period(report), *first = khoa_say_day(report->first),
                  *last = khoa_say_day(report->last), *until = khoa_say_day(report->until);
  /* Another period than those that have a name is its days. */
  g_autofree char *days = report->kind == KHOA_REPORT_PERIOD
                              ? g_steal_pointer(&period)
                              : g_strdup_printf(_("%s (%s to %s)"), period, first, last);
  khoa_text_say(
      text,
      _("In accordance with article 13 of the regulation on building and running the model "
        "“Khóa an toàn an ninh trật tự”, %s reports on its work and results, %s:"),
      paper->issuer, days);
  if (!report->over)
    khoa_text_say(text, _("The period isn't over: the figures are those up to %s."), until);
}

static void close_text(KhoaReportText *text, const KhoaReportPaper *paper) {
  g_autofree char *period = khoa_say_period(text->report);
  khoa_text_say(text, _("This is the report on the work and results of the model, %s, by %s./."),
                period, paper->issuer);
}

static void fill(KhoaReportText *text, const KhoaReportPaper *paper) {
  g_autofree char *reference = khoa_report_paper_reference(paper);
  khoa_report_paper_head(paper, text->document);
  open_text(text, paper);
  for (gsize i = 0; i < G_N_ELEMENTS(parts); i++)
    parts[i](text);
  close_text(text, paper);
  khoa_report_paper_end(paper, text->document);
  khoa_text_annexes(text, reference);
}

GByteArray *khoa_report_pdf(KhoaFonts *fonts, const KhoaConfig *config, const KhoaReport *report,
                            const char *today, guint *pages, GError **error) {
  g_autoptr(KhoaReportPaper) paper = khoa_report_paper_new(config, report, today);
  g_autoptr(KhoaDocument) document = khoa_document_new(fonts, error);
  if (!document)
    return NULL;
  g_autoptr(GPtrArray) annexes = g_ptr_array_new();
  GStringChunk *words = g_string_chunk_new(256);
  KhoaReportText text = {.report = report,
                         .grades = (const char *const *)config->grades,
                         .document = document,
                         .annexes = annexes,
                         .words = words};
  fill(&text, paper);
  g_string_chunk_free(words);
  g_autofree char *title =
      g_strdup_printf("%s: %s", C_("kind of document", "Report"), paper->abstract);
  g_strdelimit(title, "\n", ' ');
  g_autofree char *date = g_strdup_printf("%sT00:00:00+07:00", report->until);
  return khoa_document_pdf(document, title, paper->issuer, date, pages, error);
}

GBytes *khoa_report_make_pdf(KhoaOffice *office, const KhoaReport *report, GError **error) {
  g_autofree char *folder = g_build_filename(office->data, "fonts", NULL);
  g_autofree char *today = khoa_office_today(office);
  g_autoptr(KhoaFonts) fonts = khoa_fonts_new(folder, error);
  guint pages;
  GByteArray *pdf =
      fonts ? khoa_report_pdf(fonts, office->config, report, today, &pages, error) : NULL;
  return pdf ? g_byte_array_free_to_bytes(pdf) : NULL;
}
