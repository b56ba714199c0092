#include "report_parts.h"

#include "report_numbers.h"

#include <glib/gi18n.h>

static gint64 value(const KhoaReportText *text, KhoaFigure figure) {
  return text->report->sum.values[figure];
}

static char *number(const KhoaReportText *text, KhoaFigure figure) {
  return khoa_say_number(value(text, figure));
}

static char *percent(const KhoaReportText *text, KhoaRatio ratio) {
  return khoa_say_percent(text->report->sum.ratios[ratio]);
}

static void say_tags(KhoaReportText *text) {
  if (value(text, KHOA_FIGURE_TAGS_WANTED) == 0) {
    khoa_text_say(text,
                  _("- Keychains and lock tags: no household, agency or unit is on the lists."));
    return;
  }
  g_autofree char *wanted = number(text, KHOA_FIGURE_TAGS_WANTED),
                  *covered = number(text, KHOA_FIGURE_TAGS_COVERED),
                  *handed = number(text, KHOA_FIGURE_TAGS_HANDED_OVER),
                  *share = percent(text, KHOA_RATIO_TAGS);
  khoa_text_say(
      text,
      _("- Keychains and lock tags: households, agencies and units should have %s. Issued: %s, "
        "which is %s. Handed over in the period: %s."),
      wanted, covered, share, handed);
}

static void say_survey(KhoaReportText *text) {
  if (!text->report->round) {
    khoa_text_say(text, _("- Survey: no round was held."));
    return;
  }
  g_autofree char *round = khoa_say_quarter(text->report->round),
                  *surveyed = number(text, KHOA_FIGURE_SURVEYED),
                  *households = number(text, KHOA_FIGURE_HOUSEHOLDS),
                  *share = percent(text, KHOA_RATIO_SURVEY),
                  *seen = number(text, KHOA_FIGURE_LOCKS_SEEN);
  gint64 weak = value(text, KHOA_FIGURE_GRADE_1) + value(text, KHOA_FIGURE_GRADE_2);
  g_autofree char *unsafe = khoa_say_number(weak),
                  *part =
                      khoa_say_percent(khoa_share_of(weak, value(text, KHOA_FIGURE_LOCKS_SEEN)));
  if (value(text, KHOA_FIGURE_LOCKS_SEEN) == 0)
    khoa_text_say(
        text,
        _("- Survey of %s: surveyed were %s of the households, agencies and units, %s in all, "
          "which is %s."),
        round, surveyed, households, share);
  else
    khoa_text_say(
        text,
        _("- Survey of %s: surveyed were %s of the households, agencies and units, %s in all, "
          "which is %s. Locks seen: %s, of them not safe (grades 1 and 2): %s, which is %s."),
        round, surveyed, households, share, seen, unsafe, part);
}

static void say_patrols(KhoaReportText *text) {
  g_autofree char *done = number(text, KHOA_FIGURE_PATROLS),
                  *due = number(text, KHOA_FIGURE_PATROLS_DUE),
                  *fulfilled = number(text, KHOA_FIGURE_PATROLS_FULFILLED),
                  *share = percent(text, KHOA_RATIO_PATROLS),
                  *reached = number(text, KHOA_FIGURE_PEOPLE_REACHED);
  if (value(text, KHOA_FIGURE_PATROLS_DUE) == 0)
    khoa_text_say(text, _("- Patrols made: %s; people spoken to: %s. None was due."), done,
                  reached);
  else
    khoa_text_say(text,
                  _("- Patrols made: %s; people spoken to: %s. Due: %s, of which fulfilled: %s, "
                    "which is %s."),
                  done, reached, due, fulfilled, share);
}

static void say_copies(KhoaReportText *text) {
  g_autofree char *found = number(text, KHOA_FIGURE_COPIES);
  if (value(text, KHOA_FIGURE_COPIES) == 0)
    khoa_text_say(text, _("- Copied or forged tags: there was no sign of any."));
  else
    khoa_text_say(text, _("- Copied or forged tags: signs of them: %s."), found);
}

static void say_costs(KhoaReportText *text) {
  g_autofree char *cost = number(text, KHOA_FIGURE_COST),
                  *batches = number(text, KHOA_FIGURE_BATCHES),
                  *tags = number(text, KHOA_FIGURE_TAGS_ISSUED);
  if (value(text, KHOA_FIGURE_BATCHES) == 0)
    khoa_text_say(text, _("- Costs: nothing was printed."));
  else if (!khoa_report_knows(&text->report->sum, KHOA_FIGURE_COST))
    khoa_text_say(text, _("- Costs: tags printed: %s, in batches: %s; what they cost isn't known."),
                  tags, batches);
  else
    khoa_text_say(text, _("- Costs: %s dong. Tags printed: %s, in batches: %s."), cost, tags,
                  batches);
}

void khoa_part_brief(KhoaReportText *text) {
  khoa_text_section(text, _("Results in brief"));
  say_tags(text);
  say_survey(text);
  say_patrols(text);
  say_copies(text);
  say_costs(text);
}
