/* What a document is made of. Used by its own files alone: document*.c, official.c and charts.c. */
#ifndef KHOA_ART_DOCUMENT_PARTS_H
#define KHOA_ART_DOCUMENT_PARTS_H

#include "block.h"
#include "document.h"
#include "typeset.h"

typedef struct KhoaDocumentTable {
  KhoaColumn columns[KHOA_COLUMNS_MAX];
  gsize n;
  GArray *rows; /* NULL: no table is being filled */
} KhoaDocumentTable;

struct KhoaDocument {
  KhoaTypeset *typeset;
  GPtrArray *blocks; /* KhoaBlock * */
  gboolean breaks;   /* the next one begins a page */
  KhoaDocumentTable table;
  GError *fault; /* the first */
};

/* A text set in a style to this width, the caller's; never NULL: of a text that can't be set the
 * fault is kept. */
PangoLayout *khoa_document_set(KhoaDocument *document, KhoaDocumentStyle style, const char *text,
                               double width, PangoAlignment alignment);
/* Puts a text on a block and returns the y of its end. */
double khoa_document_put(KhoaDocument *document, KhoaBlock *block, KhoaDocumentStyle style,
                         const char *text, KhoaTextBox box);
/* Takes the block over. */
void khoa_document_add(KhoaDocument *document, KhoaBlock *block);

/* Where a block stands; a head that is repeated is placed too. */
typedef struct KhoaPlacedBlock {
  const KhoaBlock *block;
  guint page; /* from 1 */
  double y;   /* from the upper margin */
} KhoaPlacedBlock;

/* KhoaPlacedBlock elements; the caller's. */
GArray *khoa_document_place(const GPtrArray *blocks);

#endif
