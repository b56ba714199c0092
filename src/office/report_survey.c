#include "report_parts.h"

#include "report_numbers.h"

#include <glib/gi18n.h>

#define WEAKNESSES_MOST 10

static const KhoaUnitColumn columns[] = {
    {KHOA_FIGURE_HOUSEHOLDS, FALSE, NC_("report", "To survey"),
     NC_("report", "Households, agencies, units"), FALSE},
    {KHOA_FIGURE_SURVEYED, FALSE, NULL, NC_("report", "Households, agencies, units"), FALSE},
    {KHOA_RATIO_SURVEY, TRUE, NC_("report", "Share (%)"),
     NC_("report", "Households, agencies, units"), FALSE},
    {KHOA_RATIO_SURVEY_BEFORE, TRUE, NC_("report", "Before (%)"),
     NC_("report", "Households, agencies, units"), FALSE},
    {KHOA_FIGURE_LOCKS_SEEN, FALSE, NC_("report", "Seen"), NC_("report", "Locks, and their grades"),
     FALSE},
    {KHOA_FIGURE_GRADE_1, FALSE, NULL, NC_("report", "Locks, and their grades"), FALSE},
    {KHOA_FIGURE_GRADE_2, FALSE, NULL, NC_("report", "Locks, and their grades"), FALSE},
    {KHOA_FIGURE_GRADE_3, FALSE, NULL, NC_("report", "Locks, and their grades"), FALSE},
    {KHOA_FIGURE_GRADE_4, FALSE, NULL, NC_("report", "Locks, and their grades"), FALSE},
};
static const KhoaUnitTable by_unit = {N_("Survey by commune"), columns, G_N_ELEMENTS(columns)};

/* Of the round; each one's neighbour is the round before. */
static const KhoaFigure households[] = {KHOA_FIGURE_HOUSEHOLDS, KHOA_FIGURE_SURVEYED,
                                        KHOA_FIGURE_REFUSED, KHOA_FIGURE_NOBODY_HOME,
                                        KHOA_FIGURE_UNSEEN};

/* A line of now, before, and how much that changed; without a round before there is neither. */
static void add_line(KhoaReportText *text, const char *name, char *now, char *before,
                     char *change) {
  g_autofree char *own_now = now, *own_before = before, *own_change = change;
  gboolean compared = text->report->round_before != NULL;
  khoa_document_row(text->document,
                    (const char *[]){name, now, compared ? before : "–", compared ? change : "–"},
                    FALSE);
}

static void add_count(KhoaReportText *text, const char *name, KhoaFigure figure) {
  const gint64 *values = &text->report->sum.values[figure];
  add_line(text, name, khoa_say_number(values[0]), khoa_say_number(values[1]),
           khoa_say_change(values[0] - values[1]));
}

static void add_share(KhoaReportText *text, const char *name, gint now, gint before) {
  add_line(text, name, khoa_say_share(now), khoa_say_share(before),
           now < 0 || before < 0 ? g_strdup("–") : khoa_say_share_change(now - before));
}

static gint grade_share(const KhoaReportText *text, int grade, int before) {
  const gint64 *values = text->report->sum.values;
  return khoa_share_of(values[KHOA_FIGURE_GRADE_1 + 2 * (grade - 1) + before],
                       values[KHOA_FIGURE_LOCKS_SEEN + before]);
}

static void add_grade(KhoaReportText *text, int grade) {
  g_autofree char *name = g_strdup_printf(_("Grade %d (%%): %s"), grade, text->grades[grade - 1]);
  add_share(text, name, grade_share(text, grade, 0), grade_share(text, grade, 1));
}

static void add_comparison(KhoaReportText *text) {
  const gint *ratios = text->report->sum.ratios;
  khoa_text_table(text, _("Coverage and grades of locks, and the round before"));
  const KhoaColumn heads[] = {{C_("report", "Figure"), 104, PANGO_ALIGN_LEFT, NULL},
                              {C_("report", "This round"), 20, PANGO_ALIGN_RIGHT, NULL},
                              {C_("report", "Round before"), 20, PANGO_ALIGN_RIGHT, NULL},
                              {C_("report", "Change"), 20, PANGO_ALIGN_RIGHT, NULL}};
  khoa_document_table(text->document, heads, G_N_ELEMENTS(heads));
  for (gsize i = 0; i < G_N_ELEMENTS(households); i++)
    add_count(text, khoa_text_figure(text, households[i]), households[i]);
  add_share(text, C_("report", "Share surveyed (%)"), ratios[KHOA_RATIO_SURVEY],
            ratios[KHOA_RATIO_SURVEY_BEFORE]);
  add_count(text, khoa_text_figure(text, KHOA_FIGURE_LOCKS_SEEN), KHOA_FIGURE_LOCKS_SEEN);
  for (int grade = 1; grade <= KHOA_STACK_PARTS; grade++)
    add_grade(text, grade);
  khoa_document_table_end(text->document);
}

/* The grades of a round, or of the one before. */
static void fill_stack(const KhoaReportText *text, KhoaStack *stack, int before, char **values) {
  for (int i = 0; i < KHOA_STACK_PARTS; i++) {
    gint share = grade_share(text, i + 1, before);
    stack->shares[i] = MAX(share, 0) / 1000.0;
    stack->values[i] = values[i] = khoa_say_percent(share);
  }
}

static void add_chart(KhoaReportText *text) {
  const char *parts[KHOA_STACK_PARTS] = {C_("report", "Grade 1 (worst)"), C_("report", "Grade 2"),
                                         C_("report", "Grade 3"), C_("report", "Grade 4 (best)")};
  KhoaStack stacks[2] = {{.label = C_("report", "This round")},
                         {.label = C_("report", "Round before")}};
  char *values[2][KHOA_STACK_PARTS];
  gsize n = text->report->round_before ? 2 : 1;
  for (gsize i = 0; i < n; i++)
    fill_stack(text, &stacks[i], (int)i, values[i]);
  khoa_text_chart(text, _("Grades of the locks seen"));
  khoa_document_stacks(text->document, parts, stacks, n);
  for (gsize i = 0; i < n * KHOA_STACK_PARTS; i++)
    g_free(values[i / KHOA_STACK_PARTS][i % KHOA_STACK_PARTS]);
}

static void add_coverage(KhoaReportText *text) {
  const KhoaReport *report = text->report;
  khoa_text_heading(text, _("Coverage and safety of locks"));
  if (!report->round) {
    khoa_text_say(text, _("No survey round was held in the period."));
    return;
  }
  g_autofree char *round = khoa_say_quarter(report->round);
  g_autofree char *before = report->round_before ? khoa_say_quarter(report->round_before) : NULL;
  if (before)
    khoa_text_say(text, _("The survey is that of %s; the round before was that of %s."), round,
                  before);
  else
    khoa_text_say(text, _("The survey is that of %s; there was no round before."), round);
  add_comparison(text);
  if (report->sum.values[KHOA_FIGURE_LOCKS_SEEN] > 0)
    add_chart(text);
  khoa_text_units(text, &by_unit);
}

static void add_weaknesses(KhoaReportText *text) {
  const KhoaReport *report = text->report;
  khoa_text_heading(text, _("Most frequent weaknesses"));
  if (report->weaknesses->len == 0) {
    khoa_text_say(text, _("No weakness was noted."));
    return;
  }
  khoa_text_table(text, _("Weaknesses by how often they were noted"));
  const KhoaColumn heads[] = {{C_("report", "No."), 10, PANGO_ALIGN_CENTER, NULL},
                              {C_("report", "Weakness"), 115, PANGO_ALIGN_LEFT, NULL},
                              {C_("report", "How often"), 34, PANGO_ALIGN_RIGHT, NULL}};
  khoa_document_table(text->document, heads, G_N_ELEMENTS(heads));
  for (guint i = 0; i < MIN(report->weaknesses->len, WEAKNESSES_MOST); i++) {
    const KhoaReportWeakness *weakness = &g_array_index(report->weaknesses, KhoaReportWeakness, i);
    g_autofree char *number = g_strdup_printf("%u", i + 1),
                    *often = khoa_say_number(report->sum.values[weakness->figure]);
    khoa_document_row(text->document, (const char *[]){number, weakness->name, often}, FALSE);
  }
  khoa_document_table_end(text->document);
}

static void add_copies(KhoaReportText *text) {
  const gint64 *values = text->report->sum.values;
  khoa_text_heading(text, _("Copied or forged tags"));
  if (values[KHOA_FIGURE_COPIES] == 0) {
    khoa_text_say(text, _("There was no sign of copied or forged tags."));
    return;
  }
  khoa_text_table(text, _("Signs of copied or forged tags"));
  const KhoaColumn heads[] = {{C_("report", "Sign"), 125, PANGO_ALIGN_LEFT, NULL},
                              {C_("report", "How often"), 34, PANGO_ALIGN_RIGHT, NULL}};
  khoa_document_table(text->document, heads, G_N_ELEMENTS(heads));
  for (int figure = KHOA_FIGURE_COPIES_FORGED; figure <= KHOA_FIGURE_COPIES_FAR; figure++) {
    g_autofree char *often = khoa_say_number(values[figure]);
    if (values[figure] > 0)
      khoa_document_row(text->document,
                        (const char *[]){khoa_text_figure(text, (KhoaFigure)figure), often}, FALSE);
  }
  g_autofree char *sum = khoa_say_number(values[KHOA_FIGURE_COPIES]);
  khoa_document_row(text->document, (const char *[]){C_("report", "Total"), sum}, TRUE);
  khoa_document_table_end(text->document);
}

void khoa_part_survey(KhoaReportText *text) {
  khoa_text_section(text, _("Surveying how safe locks are"));
  add_coverage(text);
  add_weaknesses(text);
  add_copies(text);
}
