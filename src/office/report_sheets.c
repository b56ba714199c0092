/* The sheets that show one part of the report by commune. */
#include "report_workbook.h"

#define AT_END N_("At the end of the period")
#define WITHIN N_("Within the period")
#define FIGURE(band, figure)                                                                       \
  { band, NULL, KHOA_FIGURE_##figure, KHOA_HOW_FIGURE, 0 }
#define SHARE(band, head, part, whole)                                                             \
  { band, head, KHOA_FIGURE_##part, KHOA_HOW_SHARE, KHOA_FIGURE_##whole }

static const KhoaReportColumn tags[] = {
    FIGURE(AT_END, TAGS_WANTED),
    FIGURE(AT_END, TAGS_COVERED),
    SHARE(AT_END, N_("Share covered"), TAGS_COVERED, TAGS_WANTED),
    FIGURE(AT_END, TAGS_DUE),
    FIGURE(AT_END, TAGS_QUEUED),
    FIGURE(AT_END, TAGS_WAITING),
    FIGURE(AT_END, TAGS_IN_USE),
    FIGURE(AT_END, TAGS_OUTDATED),
    FIGURE(WITHIN, TAGS_ISSUED),
    FIGURE(WITHIN, TAGS_HANDED_OVER),
    FIGURE(WITHIN, TAGS_LOST),
    FIGURE(WITHIN, TAGS_FOUND),
    FIGURE(WITHIN, TAGS_REPLACED),
    FIGURE(WITHIN, TAGS_SPOILED),
    FIGURE(WITHIN, TAGS_REVOKED),
};

void khoa_report_fill_tags(KhoaReportBook *book, KhoaGrid *grid, const char *title) {
  static const KhoaFigure shown[] = {KHOA_FIGURE_TAGS_COVERED, KHOA_FIGURE_TAGS_DUE};
  khoa_report_table(book, grid, title, tags, G_N_ELEMENTS(tags));
  khoa_report_chart_by_unit(book, _("Share of tags covered and due"), KHOA_CHART_SHARES, shown,
                            G_N_ELEMENTS(shown));
}

#define HOUSEHOLDS N_("Households")
#define LOCKS N_("Locks")
/* A grade's locks in the round and in the one before, and by how much they are more. */
#define GRADE(name, n)                                                                             \
  {name, N_("This round"), KHOA_FIGURE_GRADE_##n, KHOA_HOW_FIGURE, 0},                             \
      {name, N_("Round before"), KHOA_FIGURE_GRADE_##n##_BEFORE, KHOA_HOW_FIGURE, 0}, {            \
    name, N_("Change"), KHOA_FIGURE_GRADE_##n, KHOA_HOW_CHANGE, KHOA_FIGURE_GRADE_##n##_BEFORE     \
  }

static const KhoaReportColumn survey[] = {
    FIGURE(HOUSEHOLDS, HOUSEHOLDS),
    FIGURE(HOUSEHOLDS, SURVEYED),
    SHARE(HOUSEHOLDS, N_("Share surveyed"), SURVEYED, HOUSEHOLDS),
    SHARE(HOUSEHOLDS, N_("Round before"), SURVEYED_BEFORE, HOUSEHOLDS_BEFORE),
    FIGURE(HOUSEHOLDS, REFUSED),
    FIGURE(HOUSEHOLDS, NOBODY_HOME),
    FIGURE(HOUSEHOLDS, UNSEEN),
    FIGURE(LOCKS, LOCKS),
    FIGURE(LOCKS, LOCKS_SEEN),
    GRADE(N_("Grade 1"), 1),
    GRADE(N_("Grade 2"), 2),
    GRADE(N_("Grade 3"), 3),
    GRADE(N_("Grade 4"), 4),
};

/* Which rounds, at the right of the sheet's title. */
static void name_rounds(const KhoaReport *report, KhoaGrid *grid) {
  g_autofree char *text = report->round
                              ? g_strdup_printf(_("Round %s; round before: %s"), report->round,
                                                report->round_before ? report->round_before : "–")
                              : g_strdup(_("No round of the survey was held."));
  khoa_grid_text(grid, KHOA_ROW_TITLE, 7, KHOA_CELL_TEXT, KHOA_LOOK_ASIDE, text);
}

void khoa_report_fill_survey(KhoaReportBook *book, KhoaGrid *grid, const char *title) {
  static const KhoaFigure grades[] = {KHOA_FIGURE_GRADE_4, KHOA_FIGURE_GRADE_3, KHOA_FIGURE_GRADE_2,
                                      KHOA_FIGURE_GRADE_1}; /* the best first */
  khoa_report_table(book, grid, title, survey, G_N_ELEMENTS(survey));
  name_rounds(book->report, grid);
  khoa_report_chart_by_unit(book, _("Locks by grade"), KHOA_CHART_SHARES, grades,
                            G_N_ELEMENTS(grades));
}

#define COST N_("Cost")
#define FUNDED N_("Tags by fund")
#define BATCHES N_("Batches")
static const KhoaReportColumn costs[] = {
    FIGURE(COST, COST),
    FIGURE(COST, COST_BUDGET),
    FIGURE(COST, COST_DEFENCE_SECURITY),
    FIGURE(COST, COST_DONATION),
    FIGURE(COST, COST_UNSTATED),
    FIGURE(FUNDED, FUNDED_BUDGET),
    FIGURE(FUNDED, FUNDED_DEFENCE_SECURITY),
    FIGURE(FUNDED, FUNDED_DONATION),
    FIGURE(FUNDED, FUNDED_UNSTATED),
    FIGURE(BATCHES, BATCHES),
    FIGURE(BATCHES, BATCHES_UNPRICED),
};

void khoa_report_fill_costs(KhoaReportBook *book, KhoaGrid *grid, const char *title) {
  khoa_report_table(book, grid, title, costs, G_N_ELEMENTS(costs));
  khoa_report_chart_sums(book, _("Cost by fund, dong"), KHOA_FIGURE_COST_BUDGET,
                         KHOA_FIGURE_COST_UNSTATED);
}

#define SIGNS N_("Signs, by where a tag was seen")
static const KhoaReportColumn copies[] = {
    FIGURE(SIGNS, COPIES),
    FIGURE(SIGNS, COPIES_FORGED),
    FIGURE(SIGNS, COPIES_ALTERED),
    FIGURE(SIGNS, COPIES_ENDED),
    FIGURE(SIGNS, COPIES_HOUSEHOLDS),
    FIGURE(SIGNS, COPIES_PLACES),
    FIGURE(SIGNS, COPIES_ELSEWHERE),
    FIGURE(SIGNS, COPIES_FAR),
};

void khoa_report_fill_copies(KhoaReportBook *book, KhoaGrid *grid, const char *title) {
  khoa_report_table(book, grid, title, copies, G_N_ELEMENTS(copies));
  khoa_report_chart_sums(book, title, KHOA_FIGURE_COPIES_FORGED, KHOA_FIGURE_COPIES_FAR);
}
