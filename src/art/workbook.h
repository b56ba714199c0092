/* Spreadsheet files (Office Open XML, .xlsx), by libxlsxwriter: sheets of typed cells, formulas
 * with the value that they have, charts bound to cells, and how it all is printed on A4. The same
 * calls give the same bytes, whatever clock, locale and machine.
 *
 * Rows and columns count from 0. Formulas are Excel's own: English names, commas between arguments.
 * A call that the library refuses is remembered, and told by khoa_workbook_bytes(). */
#ifndef KHOA_ART_WORKBOOK_H
#define KHOA_ART_WORKBOOK_H

#include <glib.h>

typedef struct KhoaWorkbook KhoaWorkbook;
typedef struct KhoaGrid KhoaGrid; /* one sheet; the workbook's */

/* What a cell holds, which says how a number is shown. Separators are those of the reader's
 * locale. */
typedef enum KhoaCellKind {
  KHOA_CELL_TEXT,
  KHOA_CELL_CODE,   /* text, also if it is digits */
  KHOA_CELL_COUNT,  /* 1.234 */
  KHOA_CELL_CHANGE, /* +12, -3 */
  KHOA_CELL_SHARE,  /* 0.987 is 98,7% */
  KHOA_CELL_DONG,   /* 1.234.000 đ */
  KHOA_CELL_DAY,    /* 29/11/2026 */
  KHOA_CELL_KINDS
} KhoaCellKind;

typedef enum KhoaCellLook {
  KHOA_LOOK_PLAIN,  /* framed */
  KHOA_LOOK_STRONG, /* a sum: bold, shaded */
  KHOA_LOOK_HEAD,   /* over columns: wrapped, centred */
  KHOA_LOOK_TITLE,  /* no frame: large */
  KHOA_LOOK_NOTE,   /* no frame: wrapped */
  KHOA_LOOK_ASIDE,  /* no frame */
  KHOA_LOOKS
} KhoaCellLook;

/* Cells of a sheet, first and last included. */
typedef struct KhoaCells {
  const KhoaGrid *grid;
  guint top, left, bottom, right;
} KhoaCells;

typedef struct KhoaWorkbookAbout {
  const char *title, *author;
  const char *day; /* that it is dated, YYYY-MM-DD */
} KhoaWorkbookAbout;

/* NULL with KHOA_WORKBOOK_ERROR where the system has no memory for a file. */
KhoaWorkbook *khoa_workbook_new(const KhoaWorkbookAbout *about, GError **error);
void khoa_workbook_free(KhoaWorkbook *book);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(KhoaWorkbook, khoa_workbook_free)
/* The whole file, read back once: each part of it is whole. Called once, after which nothing may be
 * added. Error KHOA_WORKBOOK_ERROR. */
GBytes *khoa_workbook_bytes(KhoaWorkbook *book, GError **error);

/* name: at most 31 characters, none of []:*?/\ */
KhoaGrid *khoa_grid_new(KhoaWorkbook *book, const char *name);
void khoa_grid_text(KhoaGrid *grid, guint row, guint column, KhoaCellKind kind, KhoaCellLook look,
                    const char *text);
void khoa_grid_number(KhoaGrid *grid, guint row, guint column, KhoaCellKind kind, KhoaCellLook look,
                      double value);
/* day: YYYY-MM-DD. */
void khoa_grid_day(KhoaGrid *grid, guint row, guint column, KhoaCellLook look, const char *day);
/* value: what the formula gives, for viewers that don't calculate. */
void khoa_grid_formula(KhoaGrid *grid, guint row, guint column, KhoaCellKind kind,
                       KhoaCellLook look, const char *formula, double value);
/* The same of a formula that gives a text. */
void khoa_grid_formula_text(KhoaGrid *grid, guint row, guint column, KhoaCellKind kind,
                            KhoaCellLook look, const char *formula, const char *text);
/* One text over several cells of a row. */
void khoa_grid_across(KhoaGrid *grid, guint row, guint first, guint last, KhoaCellLook look,
                      const char *text);

#define KHOA_GRID_ROW 18 /* points that a row is high, unless it is set */
/* Widths are in characters, heights in points. */
void khoa_grid_width(KhoaGrid *grid, guint first, guint last, double characters);
void khoa_grid_height(KhoaGrid *grid, guint row, double points);
/* Rows above and columns left of this stay in sight, and are repeated on each printed page. */
void khoa_grid_freeze(KhoaGrid *grid, guint row, guint column);
/* Arrows to filter and sort by, in the row of heads `top`, over the rows down to `bottom`. */
void khoa_grid_filter(KhoaGrid *grid, guint top, guint bottom, guint columns);
/* Red where a number in these cells is below the limit. */
void khoa_grid_warn_below(KhoaGrid *grid, const KhoaCells *cells, double limit);
/* A4, the sheet's whole width on one page. header is at the page's left, its number at the foot. */
void khoa_grid_print(KhoaGrid *grid, gboolean landscape, const char *header);
/* The width on so many pages instead. */
void khoa_grid_pages(KhoaGrid *grid, guint pages);
/* In its own size instead, with a new page after each so many rows, up to `end`. */
void khoa_grid_break(KhoaGrid *grid, guint rows, guint end);

/* How a formula anywhere in the workbook names a cell, "'Số liệu'!$C$5", or more,
 * "'Số liệu'!$C$5:$C$8"; the caller's. */
char *khoa_grid_cell(const KhoaGrid *grid, guint row, guint column);
char *khoa_grid_range(const KhoaCells *cells);

typedef enum KhoaChartForm {
  KHOA_CHART_COLUMNS,
  KHOA_CHART_BARS,  /* lying, the first on top */
  KHOA_CHART_SHARES /* lying, each bar made up to 100% */
} KhoaChartForm;
typedef struct KhoaChartSeries {
  const char *name;
  KhoaCells values, labels; /* one row or one column each */
} KhoaChartSeries;
typedef struct KhoaChart {
  KhoaChartForm form;
  const char *title;
  KhoaCellKind kind; /* of the values */
  const KhoaChartSeries *series;
  gsize count;
  guint width, height; /* pixels, 96 an inch */
} KhoaChart;
/* At a cell. */
void khoa_grid_chart(KhoaGrid *grid, guint row, guint column, const KhoaChart *chart);

#define KHOA_WORKBOOK_ERROR khoa_workbook_error_quark()
GQuark khoa_workbook_error_quark(void);

#endif
