#include "document_parts.h"

#include <math.h>
#include <string.h>

#define PAD_X 1.2
#define PAD_Y 0.75
#define BEFORE 1.5
#define AFTER 1.5
#define SHADE 0.92
#define NAME_MOST 40.0 /* mm that a column of texts may ask for */
#define WHOLE 12       /* rows: fewer aren't broken over pages */

/* A table in the making: its rows decide how wide columns are, and how large the letters. */
typedef struct Setting {
  KhoaDocument *document;
  const KhoaDocumentTable *table;
  KhoaDocumentStyle cell, total;
  double edges[KHOA_COLUMNS_MAX + 1]; /* x of the columns' borders */
} Setting;

typedef struct Row {
  gboolean total;
  GStrv cells;
} Row;

static void clear_row(gpointer data) {
  g_strfreev(((Row *)data)->cells);
}

void khoa_document_table(KhoaDocument *document, const KhoaColumn *columns, gsize n) {
  KhoaDocumentTable *table = &document->table;
  g_return_if_fail(n >= 1 && n <= KHOA_COLUMNS_MAX && !table->rows);
  memcpy(table->columns, columns, n * sizeof *columns);
  table->n = n;
  table->rows = g_array_new(FALSE, FALSE, sizeof(Row));
  g_array_set_clear_func(table->rows, clear_row);
}

void khoa_document_row(KhoaDocument *document, const char *const *cells, gboolean total) {
  KhoaDocumentTable *table = &document->table;
  g_return_if_fail(table->rows);
  Row row = {total, g_new0(char *, table->n + 1)};
  for (gsize i = 0; i < table->n; i++)
    row.cells[i] = g_strdup(cells[i]);
  g_array_append_val(table->rows, row);
}

/* The width of a text, or if `words` of its longest word. */
static double natural_width(const Setting *setting, KhoaDocumentStyle style, const char *text,
                            gboolean words) {
  g_auto(GStrv) parts = words ? g_strsplit_set(text, " \n", -1) : g_strsplit(text, "\n", -1);
  double width = 0;
  for (char **part = parts; *part; part++) {
    g_autoptr(PangoLayout) layout =
        khoa_document_set(setting->document, style, *part, KHOA_DOCUMENT_WIDTH, PANGO_ALIGN_LEFT);
    width = fmax(width, khoa_text_width(layout));
  }
  return width;
}

/* What a column needs so that no word of its title and no number is broken, and if `names` no text
 * of usual length. */
static double needed_width(const Setting *setting, gsize column, gboolean names) {
  const KhoaDocumentTable *table = setting->table;
  gboolean numbers = table->columns[column].alignment != PANGO_ALIGN_LEFT;
  double width = natural_width(setting, setting->total, table->columns[column].title, TRUE);
  double cells = 0;
  for (guint i = 0; i < table->rows->len && (numbers || names); i++) {
    const Row *row = &g_array_index(table->rows, Row, i);
    KhoaDocumentStyle style = row->total ? setting->total : setting->cell;
    cells = fmax(cells, natural_width(setting, style, row->cells[column], FALSE));
  }
  return fmax(width, numbers ? cells : fmin(cells, NAME_MOST)) + 2 * PAD_X + 0.1;
}

/* Shares the page's width out in proportion, but gives each column what it needs. FALSE: they need
 * more than there is. */
static gboolean share_out(Setting *setting, gboolean names) {
  const KhoaDocumentTable *table = setting->table;
  double widths[KHOA_COLUMNS_MAX], needed[KHOA_COLUMNS_MAX], sum = 0;
  gboolean fixed[KHOA_COLUMNS_MAX] = {FALSE}, again = TRUE;
  for (gsize i = 0; i < table->n; i++)
    sum += needed[i] = needed_width(setting, i, names);
  if (sum > KHOA_DOCUMENT_WIDTH)
    return FALSE;
  while (again) {
    double room = KHOA_DOCUMENT_WIDTH, proportions = 0;
    for (gsize i = 0; i < table->n; i++) {
      room -= fixed[i] ? needed[i] : 0;
      proportions += fixed[i] ? 0 : table->columns[i].width;
    }
    again = FALSE;
    for (gsize i = 0; i < table->n; i++) {
      widths[i] = fixed[i] ? needed[i] : table->columns[i].width * room / proportions;
      if (!fixed[i] && widths[i] < needed[i])
        fixed[i] = again = TRUE;
    }
  }
  for (gsize i = 0; i < table->n; i++)
    setting->edges[i + 1] = setting->edges[i] + widths[i];
  return TRUE;
}

/* The largest letters in which nothing has to be broken; else the smallest. */
static void choose_letters(Setting *setting) {
  static const struct {
    KhoaDocumentStyle cell, total;
    gboolean names;
  } choices[] = {{KHOA_DOCUMENT_CELL, KHOA_DOCUMENT_TOTAL, TRUE},
                 {KHOA_DOCUMENT_SMALL, KHOA_DOCUMENT_SMALL_TOTAL, TRUE},
                 {KHOA_DOCUMENT_TINY, KHOA_DOCUMENT_TINY_TOTAL, TRUE},
                 {KHOA_DOCUMENT_TINY, KHOA_DOCUMENT_TINY_TOTAL, FALSE}};
  const gsize n = setting->table->n;
  for (gsize i = 0; i < n; i++)
    setting->edges[i + 1] = (double)(i + 1) * KHOA_DOCUMENT_WIDTH / (double)n;
  for (gsize i = 0; i < G_N_ELEMENTS(choices); i++) {
    setting->cell = choices[i].cell;
    setting->total = choices[i].total;
    if (share_out(setting, choices[i].names))
      return;
  }
}

static double cell_width(const Setting *setting, gsize from, gsize to) {
  return setting->edges[to] - setting->edges[from] - 2 * PAD_X;
}

static PangoLayout *set_cell(const Setting *setting, gsize from, gsize to, KhoaDocumentStyle style,
                             const char *text, PangoAlignment alignment) {
  return khoa_document_set(setting->document, style, text, cell_width(setting, from, to),
                           alignment);
}

static double cell_height(PangoLayout *layout) {
  return khoa_text_height(layout) + 2 * PAD_Y;
}

/* A cell over the columns `from` to before `to`, its text in the middle of its height. */
static void put_cell(const Setting *setting, KhoaBlock *block, gsize from, gsize to,
                     PangoLayout *layout, double y, double height) {
  double x = setting->edges[from];
  khoa_block_mark(block, KHOA_MARK_FRAME, x, y, setting->edges[to] - x, height, 0);
  khoa_block_text(block, layout, x + PAD_X, y + (height - khoa_text_height(layout)) / 2, 0);
}

/* The column behind the last one that shares the group of `from`. */
static gsize group_end(const KhoaDocumentTable *table, gsize from) {
  gsize to = from + 1;
  while (to < table->n && table->columns[from].group && table->columns[to].group &&
         strcmp(table->columns[from].group, table->columns[to].group) == 0)
    to++;
  return to;
}

/* The line of groups at the head's top; returns its height. */
static double put_groups(const Setting *setting, KhoaBlock *head) {
  const KhoaDocumentTable *table = setting->table;
  PangoLayout *layouts[KHOA_COLUMNS_MAX];
  double height = 0;
  for (gsize i = 0; i < table->n; i = group_end(table, i)) {
    layouts[i] = NULL;
    if (!table->columns[i].group)
      continue;
    layouts[i] = set_cell(setting, i, group_end(table, i), setting->total, table->columns[i].group,
                          PANGO_ALIGN_CENTER);
    height = fmax(height, cell_height(layouts[i]));
  }
  for (gsize i = 0; i < table->n; i = group_end(table, i))
    if (layouts[i])
      put_cell(setting, head, i, group_end(table, i), layouts[i], 0, height);
  return height;
}

/* A title outside any group goes over both of the head's lines. */
static KhoaBlock *make_head(const Setting *setting) {
  const KhoaDocumentTable *table = setting->table;
  PangoLayout *layouts[KHOA_COLUMNS_MAX];
  KhoaBlock *head = khoa_block_new();
  khoa_block_mark(head, KHOA_MARK_FILL, 0, 0, KHOA_DOCUMENT_WIDTH, 0, SHADE);
  double upper = put_groups(setting, head);
  for (gsize i = 0; i < table->n; i++) {
    layouts[i] =
        set_cell(setting, i, i + 1, setting->total, table->columns[i].title, PANGO_ALIGN_CENTER);
    head->height =
        fmax(head->height, cell_height(layouts[i]) + (table->columns[i].group ? upper : 0));
  }
  for (gsize i = 0; i < table->n; i++) {
    double top = table->columns[i].group ? upper : 0;
    put_cell(setting, head, i, i + 1, layouts[i], top, head->height - top);
  }
  g_array_index(head->marks, KhoaMark, 0).height = head->height;
  head->before = BEFORE;
  head->keeps = TRUE;
  return head;
}

static KhoaBlock *make_row(const Setting *setting, const Row *row, KhoaBlock *head) {
  const KhoaDocumentTable *table = setting->table;
  PangoLayout *layouts[KHOA_COLUMNS_MAX];
  KhoaBlock *block = khoa_block_new();
  block->head = khoa_block_ref(head);
  for (gsize i = 0; i < table->n; i++) {
    layouts[i] = set_cell(setting, i, i + 1, row->total ? setting->total : setting->cell,
                          row->cells[i], table->columns[i].alignment);
    block->height = fmax(block->height, cell_height(layouts[i]));
  }
  for (gsize i = 0; i < table->n; i++)
    put_cell(setting, block, i, i + 1, layouts[i], 0, block->height);
  return block;
}

/* Whether a row stays with the next one: of a small table each, of a large one the last before a
 * total. */
static gboolean row_keeps(const GArray *rows, guint row) {
  return row + 1 < rows->len &&
         (rows->len <= WHOLE || (row + 2 == rows->len && g_array_index(rows, Row, row + 1).total));
}

void khoa_document_table_end(KhoaDocument *document) {
  KhoaDocumentTable *table = &document->table;
  g_return_if_fail(table->rows && table->rows->len > 0);
  Setting setting = {.document = document, .table = table};
  choose_letters(&setting);
  KhoaBlock *head = make_head(&setting);
  khoa_document_add(document, khoa_block_ref(head));
  for (guint i = 0; i < table->rows->len; i++) {
    KhoaBlock *row = make_row(&setting, &g_array_index(table->rows, Row, i), head);
    row->keeps = row_keeps(table->rows, i);
    if (i + 1 == table->rows->len)
      row->height += AFTER;
    khoa_document_add(document, row);
  }
  khoa_block_unref(head);
  g_clear_pointer(&table->rows, g_array_unref);
}
