#include "report_workbook.h"

static const struct {
  const char *name, *title;
  void (*fill)(KhoaReportBook *book, KhoaGrid *grid, const char *title);
} sheets[] = {
    {N_("Overview"), N_("Report on the model \"Safety lock for security and order\""),
     khoa_report_fill_overview},
    {N_("Charts"), N_("Charts"), khoa_report_fill_charts},
    {N_("Tags"), N_("Keychains and lock tags by commune"), khoa_report_fill_tags},
    {N_("Survey"), N_("Survey of self-protection and locks"), khoa_report_fill_survey},
    {N_("Weaknesses"), N_("Most frequent weaknesses"), khoa_report_fill_weaknesses},
    {N_("Patrols"), N_("Patrols by week"), khoa_report_fill_patrols},
    {N_("Costs"), N_("Costs of printing by fund"), khoa_report_fill_costs},
    {N_("Copies"), N_("Signs of copied or forged tags"), khoa_report_fill_copies},
    {N_("Ranking"), N_("Communes ranked for commendation"), khoa_report_fill_ranking},
    {N_("Figures"), N_("All figures by commune"), khoa_report_fill_data},
};

enum { CHARTS = 1 };

/* All sheets are there before one is filled, since their formulas name each other. */
GBytes *khoa_report_make_xlsx(KhoaOffice *office, const KhoaReport *report, GError **error) {
  (void)office;
  g_autofree char *title = g_strdup_printf("%s %s", _("Report"), report->period_name);
  const KhoaWorkbookAbout about = {title, report->office, report->until};
  g_autoptr(KhoaWorkbook) workbook = khoa_workbook_new(&about, error);
  if (!workbook)
    return NULL;
  KhoaReportBook book = {.report = report, .book = workbook};
  KhoaGrid *grids[G_N_ELEMENTS(sheets)];
  for (gsize i = 0; i < G_N_ELEMENTS(sheets); i++)
    book.data = grids[i] = khoa_grid_new(workbook, _(sheets[i].name));
  book.charts = grids[CHARTS];
  for (gsize i = 0; i < G_N_ELEMENTS(sheets); i++)
    sheets[i].fill(&book, grids[i], _(sheets[i].title));
  khoa_report_end_charts(&book);
  return khoa_workbook_bytes(workbook, error);
}
