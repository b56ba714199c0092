/* The sheets of a report's workbook, each filled by a function of its own. One sheet holds every
 * figure of every unit as a number, with sums; the others refer to its cells, so that whoever
 * corrects a number there sees it everywhere. */
#ifndef KHOA_OFFICE_REPORT_WORKBOOK_H
#define KHOA_OFFICE_REPORT_WORKBOOK_H

#include "art/workbook.h"
#include "report_words.h"

#include <glib/gi18n.h>

typedef struct KhoaReportBook {
  const KhoaReport *report;
  KhoaWorkbook *book;
  KhoaGrid *charts, *data; /* the sheets of all charts, and of all figures */
  guint chart_row;         /* where the next chart may stand */
} KhoaReportBook;

/* Rows that are the same on all sheets of units. */
enum {
  KHOA_ROW_TITLE,
  KHOA_ROW_ABOUT,
  KHOA_ROW_BAND,
  KHOA_ROW_HEAD,
  KHOA_ROW_UNITS /* the first unit's */
};
/* Columns likewise. */
enum { KHOA_COLUMN_CODE, KHOA_COLUMN_NAME, KHOA_COLUMN_FIRST };

/* The row of the units' sum, which is the last. */
guint khoa_report_sum_row(const KhoaReport *report);
/* The n-th row's unit; at the sum's row the sum; NULL: the row of a report without units. */
const KhoaReportUnit *khoa_report_row(const KhoaReport *report, guint row);
/* A figure's column on the sheet of all figures. */
guint khoa_report_column(const KhoaReport *report, KhoaFigure figure);
KhoaCellKind khoa_report_figure_kind(KhoaFigure figure);

/* What stands at the head of a printed page. */
char *khoa_report_page_head(const KhoaReport *report);
/* The sheet's title and what it is about, over so many columns, and the print set-up. */
void khoa_report_head(const KhoaReportBook *book, KhoaGrid *grid, const char *title, guint columns);
/* Codes, names and the word for the sum, with their heads; all that doesn't depend on columns. */
void khoa_report_units(const KhoaReportBook *book, KhoaGrid *grid, guint columns);

/* A cell with a figure, a dash if it isn't known, of the unit whose row on the sheet of all figures
 * is `source`. */
void khoa_report_cell(const KhoaReportBook *book, KhoaGrid *grid, guint row, guint column,
                      KhoaFigure figure, guint source, KhoaCellLook look);
/* In the last row: the sum of the figure's cells above it. */
void khoa_report_sum(const KhoaReportBook *book, KhoaGrid *grid, guint column, KhoaFigure figure);
/* The share that a figure is of another, rounded down to per mille as everywhere; a dash of
 * nothing. */
void khoa_report_share(const KhoaReportBook *book, KhoaGrid *grid, guint row, guint column,
                       KhoaFigure part, KhoaFigure whole, guint source, KhoaCellLook look);
/* How much more one figure is than another. */
void khoa_report_change(const KhoaReportBook *book, KhoaGrid *grid, guint row, guint column,
                        KhoaFigure now, KhoaFigure before, guint source);

typedef enum KhoaReportHow {
  KHOA_HOW_FIGURE,
  KHOA_HOW_SHARE, /* of `other` */
  KHOA_HOW_CHANGE /* since `other`; left out where there is no round before */
} KhoaReportHow;
typedef struct KhoaReportColumn {
  const char *band, *head; /* to be translated; head NULL: the figure's title */
  KhoaFigure figure;
  KhoaReportHow how;
  KhoaFigure other;
} KhoaReportColumn;
/* A sheet with a row a unit, and these columns; the one after the last. */
guint khoa_report_table(const KhoaReportBook *book, KhoaGrid *grid, const char *title,
                        const KhoaReportColumn *columns, gsize count);
/* Bands over columns from `first` on: neighbours of one band share a cell. */
void khoa_report_bands(KhoaGrid *grid, guint first, const char *const *bands, guint count);

/* Charts stand on a sheet of their own, where none is cut by a page's end. Its width is set, and
 * its height where that is 0. One whose values are all 0 says nothing, and isn't to be drawn. */
void khoa_report_chart(KhoaReportBook *book, KhoaChart *chart);
/* The height for so many bars: at most a page. */
guint khoa_report_chart_height(guint bars);
/* When all charts stand: where the pages end. */
void khoa_report_end_charts(const KhoaReportBook *book);
/* A bar a unit, of these figures. */
void khoa_report_chart_by_unit(KhoaReportBook *book, const char *title, KhoaChartForm form,
                               const KhoaFigure *figures, gsize count);
/* A bar a figure, of the sum of all units. */
void khoa_report_chart_sums(KhoaReportBook *book, const char *title, KhoaFigure first,
                            KhoaFigure last);

/* The sheets. */
void khoa_report_fill_overview(KhoaReportBook *book, KhoaGrid *grid, const char *title);
void khoa_report_fill_charts(KhoaReportBook *book, KhoaGrid *grid, const char *title);
void khoa_report_fill_tags(KhoaReportBook *book, KhoaGrid *grid, const char *title);
void khoa_report_fill_survey(KhoaReportBook *book, KhoaGrid *grid, const char *title);
void khoa_report_fill_weaknesses(KhoaReportBook *book, KhoaGrid *grid, const char *title);
void khoa_report_fill_patrols(KhoaReportBook *book, KhoaGrid *grid, const char *title);
void khoa_report_fill_costs(KhoaReportBook *book, KhoaGrid *grid, const char *title);
void khoa_report_fill_copies(KhoaReportBook *book, KhoaGrid *grid, const char *title);
void khoa_report_fill_ranking(KhoaReportBook *book, KhoaGrid *grid, const char *title);
void khoa_report_fill_data(KhoaReportBook *book, KhoaGrid *grid, const char *title);

#endif
