#include "outline.h"

/* Borders run clockwise around what is dark: from each corner of the grid one or two go on. */
enum { EAST, SOUTH, WEST, NORTH, DIRECTIONS };

static const int steps[DIRECTIONS][2] = {{1, 0}, {0, 1}, {-1, 0}, {0, -1}};

/* A bit for each direction that a border goes on in, by corner. */
typedef struct Corners {
  int side; /* corners in a row */
  guint8 *bits;
} Corners;

static gboolean is_dark(const KhoaSymbol *symbol, int x, int y) {
  return x >= 0 && y >= 0 && x < symbol->size && y < symbol->size &&
         symbol->modules[y * symbol->size + x];
}

static guint8 *corner(const Corners *corners, int x, int y) {
  return &corners->bits[y * corners->side + x];
}

static void mark_module(const Corners *corners, const KhoaSymbol *symbol, int x, int y) {
  if (!is_dark(symbol, x, y - 1))
    *corner(corners, x, y) |= 1 << EAST;
  if (!is_dark(symbol, x + 1, y))
    *corner(corners, x + 1, y) |= 1 << SOUTH;
  if (!is_dark(symbol, x, y + 1))
    *corner(corners, x + 1, y + 1) |= 1 << WEST;
  if (!is_dark(symbol, x - 1, y))
    *corner(corners, x, y + 1) |= 1 << NORTH;
}

/* Rightwards first: that stays with the region whose border it is. */
static int turn(guint8 bits, int direction) {
  for (int change = 1; change >= -1; change--) {
    int next = (direction + change + DIRECTIONS) % DIRECTIONS;
    if (bits & 1 << next)
      return next;
  }
  return -1;
}

/* A border from one of its corners round to it, wiped as it is walked. */
static void walk(const Corners *corners, int x, int y, cairo_t *cr) {
  int direction = EAST; /* the topmost corner's leftmost border goes there */
  cairo_move_to(cr, x, y);
  while (direction >= 0) {
    *corner(corners, x, y) &= (guint8) ~(1 << direction);
    x += steps[direction][0];
    y += steps[direction][1];
    int next = turn(*corner(corners, x, y), direction);
    if (next >= 0 && next != direction)
      cairo_line_to(cr, x, y);
    direction = next;
  }
  cairo_close_path(cr);
}

void khoa_outline_trace(const KhoaSymbol *symbol, cairo_t *cr) {
  int side = symbol->size + 1;
  g_autofree guint8 *bits = g_new0(guint8, side * side);
  const Corners corners = {side, bits};
  for (int y = 0; y < symbol->size; y++)
    for (int x = 0; x < symbol->size; x++)
      if (is_dark(symbol, x, y))
        mark_module(&corners, symbol, x, y);
  for (int y = 0; y < side; y++)
    for (int x = 0; x < side; x++)
      while (*corner(&corners, x, y) & 1 << EAST)
        walk(&corners, x, y, cr);
}
