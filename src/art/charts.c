#include "charts.h"

#include "document_parts.h"

#include <math.h>

#define BEFORE 2.0
#define AFTER 2.0
#define GAP 2.0
#define PITCH 6.0 /* from bar to bar */
#define BAR 3.6   /* high */
#define IN_ONE_COLUMN 14
#define ROWS_MOST 36 /* on a page, below a caption */
#define BETWEEN_COLUMNS 8.0
#define LABEL_MOST 0.45 /* of a column's width */

#define STACK_PITCH 10.0
#define STACK 7.0
#define SWATCH 3.2

#define INK 0.35
#define TRACK 0.93

static PangoLayout *set_label(KhoaDocument *document, const char *text) {
  PangoLayout *layout = khoa_document_set(document, KHOA_DOCUMENT_LABEL, text, 0, PANGO_ALIGN_LEFT);
  pango_layout_set_width(layout, -1);
  return layout;
}

/* A label that is cut where it is wider than its room. */
static void put_label(KhoaBlock *block, PangoLayout *layout, double x, double middle, double room,
                      double grey) {
  if (khoa_text_width(layout) > room) {
    pango_layout_set_ellipsize(layout, PANGO_ELLIPSIZE_END);
    pango_layout_set_width(layout, (int)lround(room * PANGO_SCALE));
  }
  khoa_block_text(block, layout, x, middle - khoa_text_height(layout) / 2, grey);
}

static double widest(KhoaDocument *document, const char *text, double so_far) {
  g_autoptr(PangoLayout) layout = set_label(document, text);
  return fmax(so_far, khoa_text_width(layout));
}

/* The rooms of a bar's parts, the same for all. */
typedef struct Rooms {
  double column, label, track;
} Rooms;

static Rooms share_out(KhoaDocument *document, const KhoaBar *bars, gsize n, guint columns) {
  Rooms rooms = {.column = (KHOA_DOCUMENT_WIDTH - (columns - 1) * BETWEEN_COLUMNS) / columns};
  double value = 0;
  for (gsize i = 0; i < n; i++) {
    rooms.label = widest(document, bars[i].label, rooms.label);
    value = widest(document, bars[i].value, value);
  }
  rooms.label = fmin(rooms.label, LABEL_MOST * rooms.column);
  rooms.track = rooms.column - rooms.label - value - 2 * GAP;
  return rooms;
}

static void put_bar(KhoaDocument *document, KhoaBlock *block, const KhoaBar *bar,
                    const Rooms *rooms, double x, double y) {
  double start = x + rooms->label + GAP, middle = y + PITCH / 2, top = middle - BAR / 2;
  put_label(block, set_label(document, bar->label), x, middle, rooms->label, 0);
  khoa_block_mark(block, KHOA_MARK_FILL, start, top, rooms->track, BAR, TRACK);
  khoa_block_mark(block, KHOA_MARK_FILL, start, top, rooms->track * CLAMP(bar->share, 0, 1), BAR,
                  INK);
  PangoLayout *value = set_label(document, bar->value);
  put_label(block, value, x + rooms->column - khoa_text_width(value), middle, rooms->column, 0);
}

/* As many as stand on a page together, in columns. */
static void add_bars(KhoaDocument *document, const KhoaBar *bars, gsize n, const Rooms *rooms,
                     guint columns) {
  gsize rows = (n + columns - 1) / columns;
  KhoaBlock *block = khoa_block_new();
  block->before = BEFORE;
  block->height = (double)rows * PITCH + AFTER;
  for (gsize i = 0; i < n; i++)
    put_bar(document, block, &bars[i], rooms,
            (double)(i / rows) * (rooms->column + BETWEEN_COLUMNS), (double)(i % rows) * PITCH);
  khoa_document_add(document, block);
}

void khoa_document_bars(KhoaDocument *document, const KhoaBar *bars, gsize n) {
  guint columns = n > IN_ONE_COLUMN ? 2 : 1;
  const gsize most = ROWS_MOST * columns;
  Rooms rooms = share_out(document, bars, n, columns);
  for (gsize i = 0; i < n; i += most)
    add_bars(document, bars + i, MIN(n - i, most), &rooms, columns);
}

/* Of the parts, and what is written on them. */
static const double greys[KHOA_STACK_PARTS] = {0.25, 0.55, 0.8, 0.96};
static const double inks[KHOA_STACK_PARTS] = {1, 1, 0, 0};

static void put_stack(KhoaDocument *document, KhoaBlock *block, const KhoaStack *stack,
                      double start, double y) {
  const double whole = KHOA_DOCUMENT_WIDTH - start, middle = y + STACK_PITCH / 2;
  double x = start;
  put_label(block, set_label(document, stack->label), 0, middle, start - GAP, 0);
  for (gsize i = 0; i < KHOA_STACK_PARTS; i++) {
    double width = stack->shares[i] * whole;
    if (width <= 0)
      continue;
    khoa_block_mark(block, KHOA_MARK_FILL, x, middle - STACK / 2, width, STACK, greys[i]);
    g_autoptr(PangoLayout) value = set_label(document, stack->values[i]);
    double room = khoa_text_width(value);
    if (room + GAP < width)
      put_label(block, g_object_ref(value), x + (width - room) / 2, middle, width, inks[i]);
    x += width;
  }
  khoa_block_mark(block, KHOA_MARK_FRAME, start, middle - STACK / 2, whole, STACK, 0);
}

static void put_legend(KhoaDocument *document, KhoaBlock *block,
                       const char *const parts[KHOA_STACK_PARTS], double x, double y) {
  for (gsize i = 0; i < KHOA_STACK_PARTS; i++) {
    double middle = y + PITCH / 2;
    PangoLayout *name = set_label(document, parts[i]);
    double width = khoa_text_width(name);
    khoa_block_mark(block, KHOA_MARK_FILL, x, middle - SWATCH / 2, SWATCH, SWATCH, greys[i]);
    khoa_block_mark(block, KHOA_MARK_FRAME, x, middle - SWATCH / 2, SWATCH, SWATCH, 0);
    put_label(block, name, x + SWATCH + 1, middle, width + 1, 0);
    x += SWATCH + width + 3 * GAP;
  }
}

void khoa_document_stacks(KhoaDocument *document, const char *const parts[KHOA_STACK_PARTS],
                          const KhoaStack *stacks, gsize n) {
  KhoaBlock *block = khoa_block_new();
  double label = 0;
  for (gsize i = 0; i < n; i++)
    label = widest(document, stacks[i].label, label);
  label = fmin(label, LABEL_MOST * KHOA_DOCUMENT_WIDTH) + GAP;
  for (gsize i = 0; i < n; i++)
    put_stack(document, block, &stacks[i], label, (double)i * STACK_PITCH);
  put_legend(document, block, parts, label, (double)n * STACK_PITCH);
  block->before = BEFORE;
  block->height = (double)n * STACK_PITCH + PITCH + AFTER;
  khoa_document_add(document, block);
}
