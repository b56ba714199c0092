/* A document on A4, in the form that Decree 30/2020/NĐ-CP, appendix I, gives to Viet Nam's offices:
 * Liberation Serif, which is as wide as Times New Roman; margins of 20 mm above and below, 30 left
 * and 15 right; page numbers in the middle of the upper margin from the second page on.
 *
 * It is filled from the top; pages are broken when it is drawn: a heading stays with what it heads,
 * of a paragraph never one line alone, a table's head stands again on each page. The functions copy
 * what they are given. What goes wrong (a letter that the fonts lack, KHOA_FONTS_ERROR; something
 * higher than a page, KHOA_DOCUMENT_ERROR) is kept and told when the document is drawn. The same
 * input gives the same bytes. Lengths are mm, sizes of letters are points. */
#ifndef KHOA_ART_DOCUMENT_H
#define KHOA_ART_DOCUMENT_H

#include "fonts.h"

#define KHOA_DOCUMENT_WIDTH 165.0 /* between the margins */
#define KHOA_DOCUMENT_HEIGHT 257.0
#define KHOA_DOCUMENT_LEFT 30.0
#define KHOA_DOCUMENT_TOP 20.0

typedef enum KhoaDocumentStyle {
  KHOA_DOCUMENT_BODY,    /* 14, justified, its first line set in */
  KHOA_DOCUMENT_SECTION, /* "I. …": 13, bold, capitals, set in */
  KHOA_DOCUMENT_HEADING, /* "1. …": 14, bold, set in */
  KHOA_DOCUMENT_CAPTION, /* above a table or chart: 13, bold, centred */
  KHOA_DOCUMENT_CELL,    /* 12 */
  KHOA_DOCUMENT_TOTAL,   /* the same, bold */
  KHOA_DOCUMENT_SMALL,   /* of tables that are too wide for that: 10.5 */
  KHOA_DOCUMENT_SMALL_TOTAL,
  KHOA_DOCUMENT_TINY, /* 9: of a province's */
  KHOA_DOCUMENT_TINY_TOTAL,
  KHOA_DOCUMENT_LABEL,     /* in charts: 11 */
  KHOA_DOCUMENT_NATION,    /* 12, bold, capitals */
  KHOA_DOCUMENT_MOTTO,     /* 13, bold */
  KHOA_DOCUMENT_PARENT,    /* 12, capitals */
  KHOA_DOCUMENT_ISSUER,    /* 12, bold, capitals */
  KHOA_DOCUMENT_NUMBER,    /* 13 */
  KHOA_DOCUMENT_DATE,      /* 13, italic */
  KHOA_DOCUMENT_KIND,      /* 14, bold, capitals, centred; of titles of annexes too */
  KHOA_DOCUMENT_ABSTRACT,  /* 14, bold, centred */
  KHOA_DOCUMENT_REFERENCE, /* below an annex's title: 13, italic, centred */
  KHOA_DOCUMENT_SIGNER,    /* 14, bold, capitals */
  KHOA_DOCUMENT_TO,        /* "Nơi nhận:": 12, bold, italic */
  KHOA_DOCUMENT_RECIPIENT, /* 11 */
  KHOA_DOCUMENT_STYLES
} KhoaDocumentStyle;

typedef struct KhoaDocument KhoaDocument;

/* The fonts must outlive it. */
KhoaDocument *khoa_document_new(KhoaFonts *fonts, GError **error);
void khoa_document_free(KhoaDocument *document);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(KhoaDocument, khoa_document_free)

/* A paragraph. */
void khoa_document_text(KhoaDocument *document, KhoaDocumentStyle style, const char *text);
/* Dotted lines over the whole width, for somebody to write on; they stay together. */
void khoa_document_lines(KhoaDocument *document, guint count);
/* What was added last stays on one page with what comes next. */
void khoa_document_keep(KhoaDocument *document);
/* What comes next begins a page. */
void khoa_document_new_page(KhoaDocument *document);

typedef struct KhoaColumn {
  const char *title;
  double width; /* in proportion to the other columns', or more if it must be */
  PangoAlignment alignment;
  const char *group; /* a title over this column and its neighbours of the same group, or NULL */
} KhoaColumn;

#define KHOA_COLUMNS_MAX 16

/* A table, from its head to its end, with at least one row; cells: as many as columns. The columns'
 * texts must live until the end. No number is broken: columns are as wide as they must be, and a
 * table of few rows stands on one page. */
void khoa_document_table(KhoaDocument *document, const KhoaColumn *columns, gsize n);
void khoa_document_row(KhoaDocument *document, const char *const *cells, gboolean total);
void khoa_document_table_end(KhoaDocument *document);

/* title: of the document; author: the body that issues it; date: ISO 8601 with zone, the creation
 * date. The caller's. */
GByteArray *khoa_document_pdf(const KhoaDocument *document, const char *title, const char *author,
                              const char *date, guint *pages, GError **error);

#define KHOA_DOCUMENT_ERROR khoa_document_error_quark()
GQuark khoa_document_error_quark(void);

#endif
