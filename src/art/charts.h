/* Charts in a document, in greys that any office printer tells apart. Every bar says its number: a
 * chart is there to compare, not to be measured. */
#ifndef KHOA_ART_CHARTS_H
#define KHOA_ART_CHARTS_H

#include "document.h"

typedef struct KhoaBar {
  const char *label, *value; /* left of it, and right */
  double share;              /* of the length that there is, 0 to 1 */
} KhoaBar;
/* Bars one below the other, many of them in two columns, as many as need be on further pages. */
void khoa_document_bars(KhoaDocument *document, const KhoaBar *bars, gsize n);

#define KHOA_STACK_PARTS 4
typedef struct KhoaStack {
  const char *label;
  double shares[KHOA_STACK_PARTS]; /* in sum 1, or all 0: nothing is known */
  const char *values[KHOA_STACK_PARTS];
} KhoaStack;
/* Bars that are divided the same way, with a line below them that says what the parts are. */
void khoa_document_stacks(KhoaDocument *document, const char *const parts[KHOA_STACK_PARTS],
                          const KhoaStack *stacks, gsize n);

#endif
