#include "report_parts.h"

#include "report_numbers.h"

#include <glib/gi18n.h>

#define KIND_COLUMNS 3 /* keychains, lock tags, both */

static const KhoaUnitColumn columns[] = {
    {KHOA_FIGURE_KEYCHAINS_WANTED, FALSE, NULL, NC_("report", "Keychains"), FALSE},
    {KHOA_FIGURE_KEYCHAINS_COVERED, FALSE, NULL, NC_("report", "Keychains"), FALSE},
    {KHOA_FIGURE_LOCK_TAGS_WANTED, FALSE, NULL, NC_("report", "Lock tags"), FALSE},
    {KHOA_FIGURE_LOCK_TAGS_COVERED, FALSE, NULL, NC_("report", "Lock tags"), FALSE},
    {KHOA_RATIO_TAGS, TRUE, NC_("report", "Share (%)"), NULL, FALSE},
    {KHOA_FIGURE_TAGS_HANDED_OVER, FALSE, NULL, NC_("report", "In the period"), FALSE},
    {KHOA_FIGURE_TAGS_LOST, FALSE, NULL, NC_("report", "In the period"), FALSE},
    {KHOA_FIGURE_TAGS_REPLACED, FALSE, NULL, NC_("report", "In the period"), FALSE},
    {KHOA_FIGURE_TAGS_SPOILED, FALSE, NULL, NC_("report", "In the period"), FALSE},
    {KHOA_FIGURE_TAGS_OUTDATED, FALSE, NC_("report", "Old numbers"), NULL, FALSE},
};
static const KhoaUnitTable by_unit = {N_("Keychains and lock tags by commune"), columns,
                                      G_N_ELEMENTS(columns)};

/* The first of each three: of all tags, of keychains, of lock tags. */
static const KhoaFigure at_end[] = {KHOA_FIGURE_TAGS_WANTED,  KHOA_FIGURE_TAGS_COVERED,
                                    KHOA_FIGURE_TAGS_DUE,     KHOA_FIGURE_TAGS_IN_USE,
                                    KHOA_FIGURE_TAGS_WAITING, KHOA_FIGURE_TAGS_QUEUED,
                                    KHOA_FIGURE_TAGS_OUTDATED};
static const KhoaFigure within[] = {KHOA_FIGURE_TAGS_ISSUED,   KHOA_FIGURE_TAGS_HANDED_OVER,
                                    KHOA_FIGURE_TAGS_LOST,     KHOA_FIGURE_TAGS_FOUND,
                                    KHOA_FIGURE_TAGS_REPLACED, KHOA_FIGURE_TAGS_SPOILED,
                                    KHOA_FIGURE_TAGS_REVOKED};

static void add_figure(KhoaReportText *text, KhoaFigure figure) {
  const gint64 *values = &text->report->sum.values[figure];
  g_autofree char *keychains = khoa_say_number(values[KHOA_KIND_KEYCHAIN]),
                  *lock_tags = khoa_say_number(values[KHOA_KIND_LOCK_TAG]),
                  *both = khoa_say_number(values[0]);
  khoa_document_row(text->document,
                    (const char *[]){khoa_text_figure(text, figure), keychains, lock_tags, both},
                    FALSE);
}

static gboolean any_of(const KhoaReportText *text, const KhoaFigure *figures, gsize n) {
  for (gsize i = 0; i < n; i++)
    if (text->report->sum.values[figures[i]] != 0)
      return TRUE;
  return FALSE;
}

/* none: what is said where there is nothing to count. */
static void add_figures(KhoaReportText *text, const char *title, const char *none,
                        const KhoaFigure *figures, gsize n) {
  if (!any_of(text, figures, n)) {
    khoa_text_say(text, "%s", none);
    return;
  }
  khoa_text_table(text, title);
  const KhoaColumn heads[] = {{C_("report", "Figure"), 60, PANGO_ALIGN_LEFT, NULL},
                              {C_("report", "Keychains"), 20, PANGO_ALIGN_RIGHT, NULL},
                              {C_("report", "Lock tags"), 20, PANGO_ALIGN_RIGHT, NULL},
                              {C_("report", "Total"), 20, PANGO_ALIGN_RIGHT, NULL}};
  khoa_document_table(text->document, heads, G_N_ELEMENTS(heads));
  for (gsize i = 0; i < n; i++)
    add_figure(text, figures[i]);
  khoa_document_table_end(text->document);
}

void khoa_part_tags(KhoaReportText *text) {
  khoa_text_section(text, _("Handing out keychains and lock tags"));
  g_autofree char *until = khoa_say_day(text->report->until);
  g_autofree char *state = g_strdup_printf(_("Keychains and lock tags as of %s"), until);
  add_figures(text, state, _("No household, agency or unit is on the lists yet."), at_end,
              G_N_ELEMENTS(at_end));
  add_figures(text, _("Keychains and lock tags in the period"),
              _("In the period no tag was printed, handed over or replaced."), within,
              G_N_ELEMENTS(within));
  khoa_text_communes(text, _("Share of the tags wanted that are issued, by commune"),
                     KHOA_RATIO_TAGS);
  khoa_text_units(text, &by_unit);
}
