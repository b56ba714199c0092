#include "document_parts.h"

#include <math.h>
#include <string.h>

#define PAD_X 1.2
#define PAD_Y 0.75
#define BEFORE 1.5
#define SHADE 0.92

static double cell_width(const KhoaDocumentTable *table, gsize from, gsize to) {
  return table->edges[to] - table->edges[from] - 2 * PAD_X;
}

/* A cell over the columns `from` to before `to`, its text in the middle of its height. */
static void put_cell(KhoaDocument *document, KhoaBlock *block, gsize from, gsize to,
                     PangoLayout *layout, double y, double height) {
  const KhoaDocumentTable *table = &document->table;
  double x = table->edges[from];
  khoa_block_mark(block, KHOA_MARK_FRAME, x, y, table->edges[to] - x, height, 0);
  khoa_block_text(block, layout, x + PAD_X, y + (height - khoa_text_height(layout)) / 2, 0);
}

static gboolean grouped(const KhoaColumn *a, const KhoaColumn *b) {
  return a->group && b->group && strcmp(a->group, b->group) == 0;
}

/* The column behind the last one that shares the group of `from`. */
static gsize group_end(const KhoaDocumentTable *table, gsize from) {
  gsize to = from + 1;
  while (to < table->n && grouped(&table->columns[from], &table->columns[to]))
    to++;
  return to;
}

/* Titles of columns from y on, or of their groups; returns the height that the highest needs. */
static double set_titles(KhoaDocument *document, PangoLayout **titles, gboolean groups) {
  KhoaDocumentTable *table = &document->table;
  double height = 0;
  for (gsize i = 0; i < table->n; i++) {
    const KhoaColumn *column = &table->columns[i];
    gsize to = groups ? group_end(table, i) : i + 1;
    titles[i] = NULL;
    if (groups && !column->group)
      continue;
    titles[i] =
        khoa_document_set(document, KHOA_DOCUMENT_TOTAL, groups ? column->group : column->title,
                          cell_width(table, i, to), PANGO_ALIGN_CENTER);
    if (groups || column->group)
      height = fmax(height, khoa_text_height(titles[i]) + 2 * PAD_Y);
    i = to - 1;
  }
  return height;
}

/* The heights of the head's two lines: of groups, and of what stands below them. A title outside
 * any group goes over both. */
static KhoaBlock *make_head(KhoaDocument *document) {
  KhoaDocumentTable *table = &document->table;
  PangoLayout *groups[KHOA_COLUMNS_MAX], *titles[KHOA_COLUMNS_MAX];
  double upper = set_titles(document, groups, TRUE), lower = set_titles(document, titles, FALSE);
  KhoaBlock *head = khoa_block_new();
  head->height = upper + lower;
  for (gsize i = 0; i < table->n; i++)
    if (!table->columns[i].group)
      head->height = fmax(head->height, khoa_text_height(titles[i]) + 2 * PAD_Y);
  lower = head->height - upper;
  khoa_block_mark(head, KHOA_MARK_FILL, 0, 0, KHOA_DOCUMENT_WIDTH, head->height, SHADE);
  for (gsize i = 0; i < table->n; i++) {
    gboolean whole = !table->columns[i].group;
    put_cell(document, head, i, i + 1, titles[i], whole ? 0 : upper, whole ? head->height : lower);
  }
  for (gsize i = 0; i < table->n; i = group_end(table, i))
    if (groups[i])
      put_cell(document, head, i, group_end(table, i), groups[i], 0, upper);
  head->keeps = TRUE;
  head->before = BEFORE;
  return head;
}

void khoa_document_table(KhoaDocument *document, const KhoaColumn *columns, gsize n) {
  KhoaDocumentTable *table = &document->table;
  g_return_if_fail(n >= 1 && n <= KHOA_COLUMNS_MAX && !table->head);
  double sum = 0, x = 0;
  table->n = n;
  for (gsize i = 0; i < n; i++) {
    table->columns[i] = columns[i];
    sum += columns[i].width;
  }
  for (gsize i = 0; i < n; i++) {
    x += columns[i].width;
    table->edges[i + 1] = x * KHOA_DOCUMENT_WIDTH / sum;
  }
  table->head = make_head(document);
  khoa_document_add(document, khoa_block_ref(table->head));
}

void khoa_document_row(KhoaDocument *document, const char *const *cells, gboolean total) {
  KhoaDocumentTable *table = &document->table;
  g_return_if_fail(table->head);
  PangoLayout *layouts[KHOA_COLUMNS_MAX];
  KhoaBlock *row = khoa_block_new();
  row->head = khoa_block_ref(table->head);
  for (gsize i = 0; i < table->n; i++) {
    layouts[i] =
        khoa_document_set(document, total ? KHOA_DOCUMENT_TOTAL : KHOA_DOCUMENT_CELL, cells[i],
                          cell_width(table, i, i + 1), table->columns[i].alignment);
    row->height = fmax(row->height, khoa_text_height(layouts[i]) + 2 * PAD_Y);
  }
  for (gsize i = 0; i < table->n; i++)
    put_cell(document, row, i, i + 1, layouts[i], 0, row->height);
  if (total) /* which doesn't stand on a page alone */
    khoa_document_keep(document);
  khoa_document_add(document, row);
}

void khoa_document_table_end(KhoaDocument *document) {
  g_clear_pointer(&document->table.head, khoa_block_unref);
}
