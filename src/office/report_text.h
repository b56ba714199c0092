/* A report's text as it grows: numbered sections, tables and charts, and tables by commune, which
 * stand in the text of a small office and in annexes of a large one. Used by report_*.c alone. */
#ifndef KHOA_OFFICE_REPORT_TEXT_H
#define KHOA_OFFICE_REPORT_TEXT_H

#include "art/charts.h"
#include "report.h"

typedef struct KhoaReportText {
  const KhoaReport *report;
  const char *const *grades; /* what each grade of a lock means, worst first */
  KhoaDocument *document;
  guint sections, headings, tables, charts; /* so far */
  GPtrArray *annexes;                       /* const KhoaUnitTable *: those to come */
  GStringChunk *words;                      /* that live as long as this */
} KhoaReportText;

/* A numbered section; a numbered heading in it. */
void khoa_text_section(KhoaReportText *text, const char *title);
void khoa_text_heading(KhoaReportText *text, const char *title);
/* A paragraph. */
void khoa_text_say(KhoaReportText *text, const char *format, ...) G_GNUC_PRINTF(2, 3);
/* The caption of the table or chart that follows. */
void khoa_text_table(KhoaReportText *text, const char *caption);
void khoa_text_chart(KhoaReportText *text, const char *caption);

/* A figure as the document's language calls it; it lives as long as the text. */
const char *khoa_text_figure(KhoaReportText *text, KhoaFigure figure);

/* What stands beside a unit: a figure, or, if `share`, a ratio in per cent. */
typedef struct KhoaUnitColumn {
  int of; /* KhoaFigure or KhoaRatio */
  gboolean share;
  const char *title; /* marked by NC_("report", ); NULL: the figure's own */
  const char *group; /* likewise: over it and its neighbours; NULL: none */
  gboolean if_any;   /* left out where the sum is 0 */
} KhoaUnitColumn;

typedef struct KhoaUnitTable {
  const char *title; /* marked by N_() */
  const KhoaUnitColumn *columns;
  gsize n; /* KHOA_COLUMNS_MAX - 2 at most */
} KhoaUnitTable;
/* A table of all units, with a line that sums them up, or a line that says in which annex it will
 * be; nothing if there is but one unit. The table must outlive the text. */
void khoa_text_units(KhoaReportText *text, const KhoaUnitTable *table);
/* The annexes that were promised; reference: to what they belong. */
void khoa_text_annexes(KhoaReportText *text, const char *reference);
/* Bars of the communes' shares, of very many the lowest; none if there are fewer than two. */
void khoa_text_communes(KhoaReportText *text, const char *caption, KhoaRatio ratio);

#endif
