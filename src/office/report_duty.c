#include "report_parts.h"

#include "report_numbers.h"
#include "report_words.h"

#include <glib/gi18n.h>

#define PROPOSAL_LINES 6

static const KhoaUnitColumn patrol_columns[] = {
    {KHOA_FIGURE_PATROLS_DUE, FALSE, NULL, NULL, FALSE},
    {KHOA_FIGURE_PATROLS, FALSE, NC_("report", "Made"), NULL, FALSE},
    {KHOA_FIGURE_PATROLS_COMPLETE, FALSE, NULL, NULL, FALSE},
    {KHOA_FIGURE_PATROLS_FULFILLED, FALSE, NULL, NULL, FALSE},
    {KHOA_RATIO_PATROLS, TRUE, NC_("report", "Share (%)"), NULL, FALSE},
    {KHOA_FIGURE_PATROLS_MISSING, FALSE, NULL, NULL, FALSE},
    {KHOA_FIGURE_WEEKS_SHORT, FALSE, NULL, NULL, FALSE},
    {KHOA_FIGURE_PEOPLE_REACHED, FALSE, NC_("report", "People spoken to"), NULL, FALSE},
};
static const KhoaUnitTable patrols_by_unit = {N_("Patrols by commune"), patrol_columns,
                                              G_N_ELEMENTS(patrol_columns)};

#define FUND_COLUMN 1 /* the first of funds, in the order of khoa_funds[] */
static const KhoaUnitColumn cost_columns[] = {
    {KHOA_FIGURE_TAGS_ISSUED, FALSE, NC_("report", "Tags printed"), NULL, FALSE},
    {KHOA_FIGURE_COST_BUDGET, FALSE, NC_("report", "Local budget"), NC_("report", "Costs (dong)"),
     TRUE},
    {KHOA_FIGURE_COST_DEFENCE_SECURITY, FALSE, NC_("report", "Defence and security fund"),
     NC_("report", "Costs (dong)"), TRUE},
    {KHOA_FIGURE_COST_DONATION, FALSE, NC_("report", "Donations"), NC_("report", "Costs (dong)"),
     TRUE},
    {KHOA_FIGURE_COST_UNSTATED, FALSE, NC_("report", "No fund stated"),
     NC_("report", "Costs (dong)"), TRUE},
    {KHOA_FIGURE_COST, FALSE, NC_("report", "Total"), NC_("report", "Costs (dong)"), FALSE},
};
static const KhoaUnitTable costs_by_unit = {N_("Costs by commune"), cost_columns,
                                            G_N_ELEMENTS(cost_columns)};

void khoa_part_patrols(KhoaReportText *text) {
  const gint64 *values = text->report->sum.values;
  khoa_text_section(text, _("Patrols and speaking to people"));
  khoa_text_say(text,
                _("Each operating committee makes at least two patrols a week, led by its head "
                  "or a deputy, with at least one policeman, one village head and one village "
                  "militia head (article 8.2b)."));
  if (values[KHOA_FIGURE_PATROLS] == 0 && values[KHOA_FIGURE_PATROLS_DUE] == 0) {
    khoa_text_say(text, _("No patrol was due in the period, and none was made."));
    return;
  }
  g_autofree char *done = khoa_say_number(values[KHOA_FIGURE_PATROLS]),
                  *complete = khoa_say_number(values[KHOA_FIGURE_PATROLS_COMPLETE]),
                  *missing = khoa_say_number(values[KHOA_FIGURE_PATROLS_MISSING]),
                  *weeks = khoa_say_number(values[KHOA_FIGURE_WEEKS_SHORT]);
  khoa_text_say(text,
                _("Patrols made: %s, of them led and manned as required: %s. Lacking in the duty: "
                  "%s. Weeks of communes that fell short: %s."),
                done, complete, missing, weeks);
  khoa_text_communes(text, _("Share of the duty that was fulfilled, by commune"),
                     KHOA_RATIO_PATROLS);
  khoa_text_units(text, &patrols_by_unit);
}

static gboolean cost_known(const KhoaReportText *text) {
  return khoa_report_knows(&text->report->sum, KHOA_FIGURE_COST);
}

static void add_fund(KhoaReportText *text, const char *name, KhoaFigure tags, KhoaFigure cost,
                     gboolean total) {
  const KhoaReportUnit *sum = &text->report->sum;
  g_autofree char *number = khoa_say_number(sum->values[tags]), *dong = khoa_say_figure(sum, cost),
                  *part = khoa_say_share(
                      khoa_report_knows(sum, cost)
                          ? khoa_share_of(sum->values[cost], sum->values[KHOA_FIGURE_COST])
                          : -1);
  khoa_document_row(text->document, (const char *[]){name, number, dong, part}, total);
}

static void add_funds(KhoaReportText *text) {
  const gint64 *values = text->report->sum.values;
  khoa_text_table(text, _("Costs by fund"));
  const KhoaColumn heads[] = {{C_("report", "Fund"), 70, PANGO_ALIGN_LEFT, NULL},
                              {C_("report", "Tags printed"), 25, PANGO_ALIGN_RIGHT, NULL},
                              {C_("report", "Costs (dong)"), 35, PANGO_ALIGN_RIGHT, NULL},
                              {C_("report", "Share (%)"), 20, PANGO_ALIGN_RIGHT, NULL}};
  khoa_document_table(text->document, heads, G_N_ELEMENTS(heads));
  for (int i = 0; i < KHOA_FUNDS; i++)
    if (*khoa_funds[i] || values[KHOA_FIGURE_FUNDED_UNSTATED] > 0)
      add_fund(text, g_dpgettext2(NULL, "report", cost_columns[FUND_COLUMN + i].title),
               KHOA_FIGURE_FUNDED_BUDGET + (KhoaFigure)i, KHOA_FIGURE_COST_BUDGET + (KhoaFigure)i,
               FALSE);
  add_fund(text, C_("report", "Total"), KHOA_FIGURE_TAGS_ISSUED, KHOA_FIGURE_COST, TRUE);
  khoa_document_table_end(text->document);
}

void khoa_part_costs(KhoaReportText *text) {
  const gint64 *values = text->report->sum.values;
  khoa_text_section(text, _("Costs and funds"));
  if (values[KHOA_FIGURE_BATCHES] == 0) {
    khoa_text_say(text, _("Nothing was printed in the period."));
    return;
  }
  g_autofree char *batches = khoa_say_number(values[KHOA_FIGURE_BATCHES]),
                  *tags = khoa_say_number(values[KHOA_FIGURE_TAGS_ISSUED]),
                  *cost = khoa_say_number(values[KHOA_FIGURE_COST]),
                  *unpriced = khoa_say_number(values[KHOA_FIGURE_BATCHES_UNPRICED]);
  if (!cost_known(text))
    khoa_text_say(text, _("Tags printed: %s, in batches: %s; what they cost isn't known."), tags,
                  batches);
  else
    khoa_text_say(text, _("Tags printed: %s, in batches: %s, at a cost of %s dong."), tags, batches,
                  cost);
  if (cost_known(text) && values[KHOA_FIGURE_BATCHES_UNPRICED] > 0)
    khoa_text_say(text, _("Batches whose cost isn't known, and not in these figures: %s."),
                  unpriced);
  add_funds(text);
  if (cost_known(text))
    khoa_text_units(text, &costs_by_unit);
}

static void add_rank(KhoaReportText *text, const KhoaReportUnit *unit) {
  g_autofree char *rank = g_strdup_printf("%u", unit->rank),
                  *tags = khoa_say_share(unit->ratios[KHOA_RATIO_TAGS]),
                  *survey = khoa_say_share(unit->ratios[KHOA_RATIO_SURVEY]),
                  *patrols = khoa_say_share(unit->ratios[KHOA_RATIO_PATROLS]),
                  *score = khoa_say_share(unit->score);
  khoa_document_row(
      text->document,
      (const char *[]){rank, unit->name, tags, survey, patrols, score, unit->commended ? "×" : ""},
      FALSE);
}

static void add_ranking(KhoaReportText *text) {
  khoa_text_table(text, _("Communes by what they did"));
  const KhoaColumn heads[] = {
      {C_("report", "Rank"), 13, PANGO_ALIGN_CENTER, NULL},
      {C_("report", "Commune"), 52, PANGO_ALIGN_LEFT, NULL},
      {C_("report", "Tags"), 20, PANGO_ALIGN_RIGHT, C_("report", "Shares (%)")},
      {C_("report", "Survey"), 20, PANGO_ALIGN_RIGHT, C_("report", "Shares (%)")},
      {C_("report", "Patrols"), 20, PANGO_ALIGN_RIGHT, C_("report", "Shares (%)")},
      {C_("report", "Score"), 18, PANGO_ALIGN_RIGHT, NULL},
      {C_("report", "Proposed"), 22, PANGO_ALIGN_CENTER, NULL}};
  khoa_document_table(text->document, heads, G_N_ELEMENTS(heads));
  for (guint i = 0; i < text->report->ranking->len; i++)
    add_rank(text, g_ptr_array_index(text->report->ranking, i));
  khoa_document_table_end(text->document);
}

void khoa_part_commendation(KhoaReportText *text) {
  khoa_text_section(text, _("Commendation"));
  khoa_text_say(text, "%s", khoa_report_rule_words());
  guint proposed = 0;
  for (guint i = 0; i < text->report->ranking->len; i++)
    if (((const KhoaReportUnit *)g_ptr_array_index(text->report->ranking, i))->commended)
      proposed++;
  if (proposed == 0)
    khoa_text_say(text, _("No commune fulfils this in the period."));
  else
    khoa_text_say(text, _("Communes that fulfil this and are proposed for commendation: %u."),
                  proposed);
  if (text->report->ranking->len > 1) /* one alone has no rank */
    add_ranking(text);
}

void khoa_part_proposals(KhoaReportText *text) {
  khoa_text_section(text, _("Difficulties and proposals"));
  khoa_document_lines(text->document, PROPOSAL_LINES);
}
